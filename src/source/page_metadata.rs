//! What an HTML page says of its article: schema.org, OpenGraph, `lang`, `time`, `title`.

use dom_query::Document;
use serde_json::{Map, Value};

use super::Metadata;
use super::metadata::published;

const DATES: [&str; 10] = [
    "meta[property='article:published_time']",
    "meta[name='article:published_time']",
    "meta[itemprop='datePublished']",
    "meta[name='date']",
    "meta[name='pubdate']",
    "meta[name='publish-date']",
    "meta[name='parsely-pub-date']",
    "meta[name='DC.date.issued']",
    "meta[name='dc.date']",
    "meta[name='dcterms.created']",
];

/// Gathers the metadata of a page; what schema.org says comes first.
pub(super) fn of(page: &Document) -> Metadata {
    schema(page).or(open_graph(page)).or(markup(page))
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    let value = page.try_select(selector)?.attr(name)?;
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}

fn open_graph(page: &Document) -> Metadata {
    let meta = |selector: &str| attribute(page, selector, "content");
    Metadata {
        language: meta("meta[property='og:locale']").map(|tag| tag.replace('_', "-")),
        published: DATES
            .iter()
            .find_map(|selector| published(&meta(selector)?)),
        publisher: meta("meta[property='og:site_name']")
            .or_else(|| meta("meta[name='application-name']")),
        url: meta("meta[property='og:url']"),
        title: meta("meta[property='og:title']").or_else(|| meta("meta[name='twitter:title']")),
        ..Metadata::default()
    }
}

fn markup(page: &Document) -> Metadata {
    let text = |selector: &str| {
        let text = page.try_select(selector)?.first().text();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    };
    let times = ["time[pubdate]", "article time[datetime]", "time[datetime]"];
    Metadata {
        language: attribute(page, "html", "lang"),
        published: times
            .iter()
            .find_map(|selector| published(&attribute(page, selector, "datetime")?)),
        url: attribute(page, "link[rel='canonical']", "href"),
        title: text("h1").or_else(|| text("title").map(|title| without_site(&title))),
        ..Metadata::default()
    }
}

/// The title element carries the name of the site behind a sign: `Headline | Site`.
fn without_site(title: &str) -> String {
    let cut = [" | ", " — ", " – ", " - ", " « "]
        .iter()
        .filter_map(|sign| title.rfind(sign))
        .max();
    match cut.and_then(|at| title.get(..at)) {
        Some(head) if head.split_whitespace().count() >= 3 => head.to_owned(),
        _ => title.to_owned(),
    }
}

fn schema(page: &Document) -> Metadata {
    let scripts = page.select("script[type='application/ld+json']");
    let values = scripts
        .iter()
        .filter_map(|script| serde_json::from_str::<Value>(script.text().trim()).ok());
    let found: Vec<Metadata> = values
        .filter_map(|value| article(&value).map(from_schema))
        .collect();
    found.into_iter().fold(Metadata::default(), Metadata::or)
}

/// The first object whose type is an article, in arrays and graphs too.
fn article(value: &Value) -> Option<&Map<String, Value>> {
    match value {
        Value::Array(list) => list.iter().find_map(article),
        Value::Object(object) if is_article(object.get("@type")) => Some(object),
        Value::Object(object) => object
            .get("@graph")
            .or_else(|| object.get("mainEntity"))
            .and_then(article),
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(kind)) => {
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
        }
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| is_article(Some(kind))),
        _ => false,
    }
}

fn from_schema(object: &Map<String, Value>) -> Metadata {
    let string = |name: &str| object.get(name).and_then(name_of);
    Metadata {
        language: string("inLanguage"),
        published: string("datePublished")
            .or_else(|| string("dateCreated"))
            .and_then(|date| published(&date)),
        publisher: string("publisher"),
        agencies: string("sourceOrganization").into_iter().collect(),
        url: string("url").or_else(|| string("mainEntityOfPage")),
        title: string("headline"),
        retrieved: None,
    }
}

/// A string, or the name or address of a thing, or that of the first of several.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!text.is_empty()).then_some(text)
        }
        Value::Array(list) => list.iter().find_map(name_of),
        Value::Object(object) => object
            .get("name")
            .or_else(|| object.get("@id"))
            .or_else(|| object.get("alternateName"))
            .and_then(name_of),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_org_comes_first() {
        let page = Document::from(
            r#"<html lang="fr"><head><title>Titre - Le Lac</title><meta property="og:title" content="Titre d'appel">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
            {"@type":["NewsArticle"],"headline":"Vrai  titre","datePublished":"2011-05-03T23:10:00Z","publisher":{"@type":"Organization","name":"Le Lac"},
            "mainEntityOfPage":{"@id":"https://lac.example/a"}}]}</script>
            <script type="application/ld+json">not json</script></head><body><h1>Titre</h1></body></html>"#,
        );
        let found = of(&page);
        assert_eq!(found.title.as_deref(), Some("Vrai titre"));
        assert_eq!(found.published.as_deref(), Some("2011-05-03"));
        assert_eq!(found.publisher.as_deref(), Some("Le Lac"));
        assert_eq!(found.url.as_deref(), Some("https://lac.example/a"));
        assert_eq!(found.language.as_deref(), Some("fr"));
    }

    #[test]
    fn a_title_element_loses_its_site() {
        assert_eq!(
            without_site("Accord sur la frontière | Le Lac"),
            "Accord sur la frontière"
        );
        assert_eq!(without_site("Accord - Le Lac"), "Accord - Le Lac");
    }
}
