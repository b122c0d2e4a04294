//! HTML pages: the article of the page as text, and what the page says of it.
//!
//! The text kept for the article is made here: the headline, then each block of the article as a
//! paragraph, with blank lines between them. Offsets of later stages count in it. Which of those
//! paragraphs are body is decided as for scraped text.

use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;

use super::Metadata;
use super::error::Problem;
use super::page_metadata;

/// Most elements of a page. The DOM of one takes about 200 bytes for each.
const MAX_ELEMENTS: usize = 200_000;
/// Deepest nesting of a page; the time of some DOM operations grows with it.
const MAX_DEPTH: usize = 2_000;
/// Bytes in which a page declares its encoding, as the HTML standard has it.
const PRESCAN: usize = 1024;
/// An article that is shorter, in characters, was not found: all of the page is looked at instead.
const MIN_ARTICLE: usize = 200;

/// Parts of a page that hold no sentence of its article.
const ASIDE: &str = "figure, figcaption, aside, nav, dialog, template, [role='navigation'], [role='complementary'], \
    #comments, .comments, .comment, .comment-list, #disqus_thread, [itemprop='comment'], \
    .mw-editsection, sup.reference, .thumb, .thumbcaption";
/// The same, where no article was found and all of the page is read.
const FRAME: &str =
    "script, style, noscript, header nav, footer, form, select, button, iframe, svg, head";

/// The encoding that a page declares, for pages that are not UTF-8.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(PRESCAN))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, after) = head.split_once("charset")?;
    let label = after
        .trim_start()
        .strip_prefix('=')?
        .trim_start()
        .trim_start_matches(['"', '\'']);
    let label = label
        .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.'))
        .next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A page that can be read far enough to find this is not UTF-16, whatever it says.
    (encoding.is_ascii_compatible() && encoding != encoding_rs::UTF_8).then_some(encoding)
}

/// The text of a page's article, and its metadata.
pub(super) fn read(html: &str) -> Result<(String, Metadata), Problem> {
    check(html)?;
    let config = Config {
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        ..Config::default()
    };
    let mut page =
        Readability::new(html, None, Some(config)).map_err(|_source| Problem::NoArticle)?;
    let metadata = page_metadata::of(&page.doc);
    page.doc.select(ASIDE).remove();
    let text = match page.parse() {
        Ok(article) if article.length >= MIN_ARTICLE => article.text_content.to_string(),
        _ => whole_text(html),
    };
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::NoArticle);
    }
    let text = match &metadata.title {
        Some(title) if !text.lines().any(|line| line.trim() == title) => {
            format!("{title}\n\n{text}\n")
        }
        _ => format!("{text}\n"),
    };
    Ok((text, metadata))
}

fn whole_text(html: &str) -> String {
    let Ok(page) = Readability::new(html, None, None) else {
        return String::new();
    };
    page.doc.select(ASIDE).remove();
    page.doc.select(FRAME).remove();
    page.doc.formatted_text().to_string()
}

/// Refuses pages made to hurt: nesting without end, elements without number.
fn check(html: &str) -> Result<(), Problem> {
    let (mut elements, mut depth) = (0_usize, 0_usize);
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if after.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            elements += 1;
            depth += usize::from(nests(after));
        }
        if depth > MAX_DEPTH {
            return Err(Problem::TooDeep { limit: MAX_DEPTH });
        }
        if elements > MAX_ELEMENTS {
            return Err(Problem::TooManyElements {
                limit: MAX_ELEMENTS,
            });
        }
        rest = after;
    }
    Ok(())
}

/// Whether an element stays open until it is closed.
fn nests(tag: &str) -> bool {
    const SHUT: [&str; 26] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "td", "tr", "th", "dt", "dd", "option", "path",
        "rect", "circle", "use",
    ];
    let end = tag
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(tag.len());
    let name = tag.get(..end).unwrap_or_default();
    !SHUT.iter().any(|shut| shut.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_encoding_is_found() {
        for (head, name) in [
            ("<meta charset=\"iso-8859-15\">", Some("ISO-8859-15")),
            (
                "<meta http-equiv=Content-Type content='text/html; charset=windows-1250'>",
                Some("windows-1250"),
            ),
            ("<meta charset=utf-8>", None),
            ("<meta charset=utf-16>", None),
            ("<title>charset</title>", None),
        ] {
            assert_eq!(
                declared(head.as_bytes()).map(Encoding::name),
                name,
                "{head}"
            );
        }
    }

    #[test]
    fn pages_made_to_hurt_are_refused() {
        assert!(matches!(
            read(&"<div>".repeat(100_000)),
            Err(Problem::TooDeep { .. })
        ));
        assert!(matches!(
            read(&"<br>".repeat(1_000_000)),
            Err(Problem::TooManyElements { .. })
        ));
        assert!(matches!(read("<html></html>"), Err(Problem::NoArticle)));
    }

    #[test]
    fn the_article_of_a_page() {
        let body = "<p>Les deux ministres se sont vus lundi à Vienne pour parler de la frontière, a dit leur porte-parole.</p>".to_owned()
            + "<p>« Nous nous reverrons en juin », a ajouté <a href='/x'>la ministre</a>, avant de quitter la capitale autrichienne.</p>"
            + "<p>Aucun des deux pays n'a encore rendu publique la carte sur laquelle les négociateurs travaillent depuis mars.</p>";
        let html = format!(
            "<!doctype html><html lang=fr><head><title>Vienne : accord | Le Lac</title><meta property='og:site_name' content='Le Lac'>\
             <meta property='article:published_time' content='2011-05-03T10:00:00+02:00'></head>\
             <body><nav><a href=/>Accueil</a></nav><article><h1>Vienne : accord</h1><figure><img src=x><figcaption>Les ministres.</figcaption></figure>{body}</article>\
             <div class=comments><p>Bravo, dit Jean.</p></div></body></html>"
        );
        let (text, metadata) = read(&html).unwrap();
        let lines: Vec<&str> = text.lines().filter(|l| !l.is_empty()).collect();
        assert_eq!(lines[0], "Vienne : accord");
        assert_eq!(lines.len(), 4, "{text}");
        assert_eq!(
            lines[2],
            "« Nous nous reverrons en juin », a ajouté la ministre, avant de quitter la capitale autrichienne."
        );
        assert_eq!(metadata.published.as_deref(), Some("2011-05-03"));
        assert_eq!(
            (metadata.publisher.as_deref(), metadata.language.as_deref()),
            (Some("Le Lac"), Some("fr"))
        );
    }
}
