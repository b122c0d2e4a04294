//! Which field of a JSON record holds the text, the title, the date and the rest.

use std::fmt;

use serde_json::{Map, Value};

use super::Metadata;
use super::metadata::published;

/// The field mapping of JSON records: for each thing wanted, the field names to try, in order.
///
/// A name with dots reaches into nested objects (`source.name`). `Display` writes the mapping in
/// the form that [`FieldMap::set`] reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMap {
    names: Vec<(&'static str, Vec<String>)>,
}

/// A field mapping that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{entry}` is not a field mapping; write `text=body,title=headline`, with any of {wanted} before the `=`"
)]
pub struct InvalidFieldMap {
    entry: String,
    wanted: String,
}

const DEFAULTS: [(&str, &[&str]); 8] = [
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "articleBody",
            "article_body",
            "maintext",
            "full_text",
        ],
    ),
    ("title", &["title", "headline", "titre"]),
    (
        "published",
        &[
            "published",
            "date",
            "datePublished",
            "date_published",
            "published_at",
            "publication_date",
            "date_publish",
            "pubDate",
        ],
    ),
    (
        "retrieved",
        &[
            "retrieved",
            "retrieved_at",
            "fetched",
            "crawled",
            "date_download",
        ],
    ),
    ("url", &["url", "link", "source_url", "canonical_url"]),
    (
        "publisher",
        &[
            "publisher.name",
            "publisher",
            "source.name",
            "outlet",
            "site_name",
            "source_domain",
        ],
    ),
    ("language", &["language", "lang", "inLanguage"]),
    ("agencies", &["agencies", "agency"]),
];

impl Default for FieldMap {
    fn default() -> Self {
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect();
        Self {
            names: DEFAULTS
                .iter()
                .map(|(what, list)| (*what, names(list)))
                .collect(),
        }
    }
}

impl fmt::Display for FieldMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (what, names)) in self.names.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(f, "{comma}{what}={}", names.join("|"))?;
        }
        Ok(())
    }
}

impl FieldMap {
    /// Sets some of the mapping: `text=body,title=headline`; several names to try stand between `|`.
    /// What is not named stays as it is.
    ///
    /// # Errors
    /// When an entry has no `=`, or names nothing that an article has.
    pub fn set(mut self, mapping: &str) -> Result<Self, InvalidFieldMap> {
        for entry in mapping.split(',').map(str::trim).filter(|e| !e.is_empty()) {
            let wrong = || InvalidFieldMap {
                entry: entry.to_owned(),
                wanted: DEFAULTS.map(|(what, _)| format!("`{what}`")).join(", "),
            };
            let (what, names) = entry.split_once('=').ok_or_else(wrong)?;
            let what = if what.trim() == "date" {
                "published"
            } else {
                what.trim()
            };
            let names: Vec<String> = names
                .split('|')
                .map(str::trim)
                .filter(|n| !n.is_empty())
                .map(str::to_owned)
                .collect();
            let slot = self
                .names
                .iter_mut()
                .find(|(known, _)| *known == what)
                .ok_or_else(wrong)?;
            if names.is_empty() {
                return Err(wrong());
            }
            slot.1 = names;
        }
        Ok(self)
    }

    /// The names tried for one thing wanted.
    pub fn names(&self, what: &str) -> &[String] {
        self.names
            .iter()
            .find(|(known, _)| *known == what)
            .map_or(&[], |(_, names)| names)
    }

    /// The text of a record, if it has one.
    pub(super) fn text<'a>(&self, record: &'a Map<String, Value>) -> Option<&'a str> {
        self.string(record, "text")
    }

    /// What a record says about its article.
    pub(super) fn metadata(&self, record: &Map<String, Value>) -> Metadata {
        let string = |what| self.string(record, what).map(|s| s.trim().to_owned());
        let agencies = match self.value(record, "agencies") {
            Some(Value::Array(list)) => list
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            Some(Value::String(one)) => vec![one.clone()],
            _ => Vec::new(),
        };
        Metadata {
            language: string("language"),
            published: string("published").and_then(|s| published(&s)),
            retrieved: string("retrieved"),
            publisher: string("publisher"),
            agencies,
            url: string("url"),
            title: string("title"),
        }
    }

    fn string<'a>(&self, record: &'a Map<String, Value>, what: &str) -> Option<&'a str> {
        let found = self
            .names(what)
            .iter()
            .filter_map(|name| reach(record, name)?.as_str());
        found.into_iter().find(|s| !s.trim().is_empty())
    }

    fn value<'a>(&self, record: &'a Map<String, Value>, what: &str) -> Option<&'a Value> {
        self.names(what).iter().find_map(|name| reach(record, name))
    }
}

fn reach<'a>(record: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = record.get(name) {
        return Some(value);
    }
    let (head, rest) = name.split_once('.')?;
    reach(record.get(head)?.as_object()?, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(json: &str) -> Map<String, Value> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn defaults_find_the_usual_names() {
        let r = record(
            r#"{"headline": "T", "content": "X", "datePublished": "2016-07-14T09:00:00Z", "publisher": {"name": "P"}}"#,
        );
        let map = FieldMap::default();
        assert_eq!(map.text(&r), Some("X"));
        let m = map.metadata(&r);
        assert_eq!(
            (
                m.title.as_deref(),
                m.published.as_deref(),
                m.publisher.as_deref()
            ),
            (Some("T"), Some("2016-07-14"), Some("P"))
        );
    }

    #[test]
    fn a_mapping_is_set_and_shown() {
        let map = FieldMap::default().set("text=corps, date=jour").unwrap();
        assert!(
            map.to_string()
                .starts_with("text=corps,title=title|headline|titre,published=jour,")
        );
        assert_eq!(FieldMap::default().set(&map.to_string()), Ok(map));
    }

    #[test]
    fn a_wrong_mapping_says_what_is_wanted() {
        let message = FieldMap::default()
            .set("texte=corps")
            .unwrap_err()
            .to_string();
        assert!(
            message.contains("`texte=corps`") && message.contains("`text`"),
            "{message}"
        );
        assert!(FieldMap::default().set("text").is_err());
        assert!(FieldMap::default().set("text=").is_err());
    }
}
