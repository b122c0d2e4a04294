//! A small page about an entity, for clients of `/reconcile` to show in a frame.

use askama::Template;

use super::render;
use crate::search::Entry;

#[derive(Template)]
#[template(path = "preview.html")]
struct Page<'a> {
    iri: &'a str,
    entry: &'a Entry,
    kinds: Vec<String>,
    others: Option<String>,
}

/// The page.
pub(in crate::serve) fn page(iri: &str, entry: &Entry, kinds: Vec<String>) -> String {
    let others: Vec<&str> = entry
        .names
        .iter()
        .skip(1)
        .take(5)
        .map(String::as_str)
        .collect();
    render(&Page {
        iri,
        entry,
        kinds,
        others: (!others.is_empty()).then(|| others.join(" · ")),
    })
}
