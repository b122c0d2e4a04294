//! The research object as a page (`ro-crate-preview.html`), made from its metadata, for who opens the folder in a browser.

use serde_json::Value;

use super::network::escaped;

/// The name of the page, as RO-Crate has it.
pub const PREVIEW: &str = "ro-crate-preview.html";

/// The page. It holds the metadata too, where search engines look for them.
pub fn preview(metadata: &Value) -> String {
    let entities = metadata["@graph"].as_array().map_or(&[][..], Vec::as_slice);
    let entity = |id: &Value| entities.iter().find(|entity| entity["@id"] == *id);
    let name = |reference: &Value| {
        let id = &reference["@id"];
        let name = entity(id).map_or(id, |entity| &entity["name"]);
        linked(id, text(name))
    };
    let root = entity(&Value::from("./")).unwrap_or(&Value::Null);
    let mut about = vec![
        ("Published", escaped(text(&root["datePublished"]))),
        ("Licence", name(&root["license"])),
    ];
    if root["author"].is_object() {
        about.push(("By", name(&root["author"])));
    }
    let about: String = about
        .into_iter()
        .map(|(term, value)| format!("<dt>{term}</dt><dd>{value}</dd>\n"))
        .collect();
    let files: String = root["hasPart"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|part| entity(&part["@id"]))
        .map(row)
        .collect();
    let title = escaped(text(&root["name"]));
    let description = escaped(text(&root["description"]));
    // No `<` can end the element.
    let data = metadata.to_string().replace('<', "\\u003c");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
        <title>{title}</title>\n<script type=\"application/ld+json\">{data}</script>\n\
        <style>body{{font:1rem/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}}table{{border-collapse:collapse}}\
        th,td{{text-align:left;vertical-align:top;padding:.3rem .8rem;border-bottom:1px solid #ccc}}td:nth-child(4){{text-align:right}}</style>\n\
        </head>\n<body>\n<h1>{title}</h1>\n<p>{description}</p>\n<dl>\n{about}</dl>\n<table>\n\
        <thead><tr><th>File</th><th>What is in it</th><th>Format</th><th>Bytes</th></tr></thead>\n<tbody>\n{files}</tbody>\n</table>\n\
        <p>Sizes, hashes and the rest: <a href=\"ro-crate-metadata.json\">ro-crate-metadata.json</a></p>\n</body>\n</html>\n"
    )
}

fn row(file: &Value) -> String {
    format!(
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        linked(&file["@id"], text(&file["name"])),
        escaped(text(&file["description"])),
        escaped(text(&file["encodingFormat"])),
        escaped(text(&file["contentSize"])),
    )
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A name with a link, where the identifier leads somewhere: to the web, or to a file of the folder.
fn linked(id: &Value, name: &str) -> String {
    let (id, name) = (text(id), escaped(name));
    let on_the_web = id.starts_with("https://") || id.starts_with("http://");
    if on_the_web || !id.contains([':', '#']) {
        format!("<a href=\"{}\">{name}</a>", escaped(id))
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_publisher_says_is_no_markup() {
        let page = preview(&json!({"@graph": [
            {"@id": "./", "name": "A & B", "license": {"@id": "javascript:x"}, "hasPart": [{"@id": "a.csv"}]},
            {"@id": "a.csv", "name": "a.csv", "description": "</script><b>"},
        ]}));
        assert!(page.contains("<h1>A &amp; B</h1>"), "{page}");
        assert!(page.contains("<a href=\"a.csv\">a.csv</a>"), "{page}");
        assert!(page.contains("<td>&lt;/script&gt;&lt;b&gt;</td>"), "{page}");
        assert!(!page.contains("href=\"javascript"), "{page}");
        assert_eq!(page.matches("</script>").count(), 1, "{page}");
    }
}
