//! The two languages of the pages, and every word that a page says by itself: `strings.tsv`, a key a line.
//!
//! `?lang=` decides, then `Accept-Language`, then English. A text may hold `{}` for a value; `KEY.one` and `KEY.many`
//! are the forms for one and for several. Templates hold no words of their own: a test reads them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use actix_web::http::header::{self, HeaderMap};

use super::typography::number;
use crate::serve::error::ServeError;
use crate::serve::params::Params;

/// A language of pages.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
)]
pub(in crate::serve) enum Tongue {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

const FILE: &str = include_str!("strings.tsv");

/// English and French by key.
static STRINGS: LazyLock<BTreeMap<&'static str, [&'static str; 2]>> = LazyLock::new(|| {
    FILE.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, [cells.next()?, cells.next()?]))
        })
        .collect()
});

impl Tongue {
    /// Both of them.
    pub(in crate::serve) const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The language that a request wants, and whether its address says so.
    pub(in crate::serve) fn asked(
        params: &Params,
        headers: &HeaderMap,
    ) -> Result<(Self, bool), ServeError> {
        match params.one("lang")? {
            Some(tag) => Self::of(tag).map(|it| (it, true)).ok_or_else(|| {
                ServeError::BadRequest(format!("`lang={tag}` is not a language here: `en` or `fr`"))
            }),
            None => Ok((Self::accepted(headers), false)),
        }
    }

    /// The language of a page that tells of a failure: whatever the request says that can be read.
    pub(in crate::serve) fn of_request(query: &str, headers: &HeaderMap) -> Self {
        let params = Params::parse(query.as_bytes()).unwrap_or_default();
        Self::asked(&params, headers)
            .map_or_else(|_unreadable| Self::accepted(headers), |(it, _)| it)
    }

    /// What `Accept-Language` likes best of the two.
    pub(in crate::serve) fn accepted(headers: &HeaderMap) -> Self {
        let mut best = (Self::default(), 0.0);
        let values = headers.get_all(header::ACCEPT_LANGUAGE);
        for range in values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|it| it.split(','))
        {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let quality = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.parse().unwrap_or(0.0));
            if let Some(tongue) = Self::of(tag)
                && quality > best.1
            {
                best = (tongue, quality);
            }
        }
        best.0
    }

    /// The language of a tag: `fr`, `fr-CA`, `EN`.
    pub(in crate::serve) fn of(tag: &str) -> Option<Self> {
        let main = tag.split('-').next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|it| it.tag().eq_ignore_ascii_case(main))
    }

    /// As `lang=` has it.
    pub(in crate::serve) fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The other one.
    pub(in crate::serve) fn other(self) -> Self {
        match self {
            Self::En => Self::Fr,
            Self::Fr => Self::En,
        }
    }

    /// The text of a key; the key itself where there is none, which a test forbids.
    pub(in crate::serve) fn t(self, key: &str) -> &'static str {
        self.find(key).unwrap_or("??")
    }

    /// The text of a key, if there is one: keys that are put together from codes of the data may be unknown.
    pub(in crate::serve) fn find(self, key: &str) -> Option<&'static str> {
        STRINGS.get(key).map(|texts| texts[self as usize])
    }

    /// The text of a key with a value in it.
    pub(in crate::serve) fn with(self, key: &str, value: &str) -> String {
        self.t(key).replacen("{}", value, 1)
    }

    /// The text of a key for so many.
    pub(in crate::serve) fn count(self, key: &str, count: usize) -> String {
        let one = match self {
            Self::En => count == 1,
            Self::Fr => count < 2,
        };
        let form = if one { "one" } else { "many" };
        self.with(&format!("{key}.{form}"), &number(count, self))
    }
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "a test that fails says where")]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn headers(value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, value.parse().unwrap());
        headers
    }

    #[test]
    fn the_address_wins_over_the_browser() {
        let asked = |query: &str, accept: &str| {
            Tongue::asked(&Params::parse(query.as_bytes()).unwrap(), &headers(accept)).unwrap()
        };
        assert_eq!(asked("lang=fr", "en"), (Tongue::Fr, true));
        assert_eq!(asked("", "fr-CA,fr;q=0.9,en;q=0.5"), (Tongue::Fr, false));
        assert_eq!(asked("", "de,en;q=0.2,fr;q=0.1"), (Tongue::En, false));
        assert_eq!(asked("", "de"), (Tongue::En, false));
        assert!(Tongue::asked(&Params::parse(b"lang=de").unwrap(), &HeaderMap::new()).is_err());
    }

    #[test]
    fn every_key_has_both_languages_and_the_same_holes() {
        let mut seen = BTreeSet::new();
        let mut before = "";
        for line in FILE
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let cells: Vec<&str> = line.split('\t').collect();
            let [key, en, fr] = cells[..] else {
                panic!("three cells, not {cells:?}")
            };
            assert!(!en.trim().is_empty() && !fr.trim().is_empty(), "{key}");
            assert_eq!(en.matches("{}").count(), fr.matches("{}").count(), "{key}");
            assert!(seen.insert(key), "{key} is there twice");
            assert!(
                before < key,
                "{key} comes before {before}: keep the keys sorted"
            );
            before = key;
        }
    }

    #[test]
    fn french_has_the_spaces_that_belong_before_its_signs() {
        for (key, [_, fr]) in STRINGS.iter() {
            for sign in [';', ':', '!', '?', '»', '%'] {
                for (at, _) in fr.match_indices(sign) {
                    let before = fr[..at].chars().next_back();
                    let inside = before.is_none_or(|it| it == '?' || it.is_ascii_digit());
                    let space = matches!(before, Some('\u{202f}' | '\u{a0}' | '}'));
                    assert!(inside || space, "{key}: `{sign}` in {fr}");
                }
            }
            for (at, _) in fr.match_indices('«') {
                let after = fr[at + '«'.len_utf8()..].chars().next();
                assert!(matches!(after, Some('\u{202f}' | '\u{a0}')), "{key}: {fr}");
            }
            assert!(!fr.contains('\'') && !fr.contains('"'), "{key}: {fr}");
        }
    }

    /// Files below `src/serve` with that ending.
    fn files(folder: &Path, ending: &str, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, ending, found);
            } else if path.extension().is_some_and(|it| it == ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path.display().to_string(), text));
            }
        }
    }

    fn sources(ending: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve");
        files(&root, ending, &mut found);
        found
    }

    /// What stands between the quotes of `t("…")`, `with("…"`, `count("…"`.
    fn asked_for(text: &str) -> Vec<(bool, String)> {
        let mut keys = Vec::new();
        for (call, counted) in [
            (".t(\"", false),
            (".with(\"", false),
            (".count(\"", true),
            ("key!(\"", false),
        ] {
            for part in text.split(call).skip(1) {
                keys.push((counted, part.split('"').next().unwrap().to_owned()));
            }
        }
        keys
    }

    #[test]
    fn every_text_that_is_asked_for_is_there() {
        for (path, text) in sources("html").into_iter().chain(sources("rs")) {
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (counted, key) in asked_for(text) {
                let keys = if counted {
                    vec![format!("{key}.one"), format!("{key}.many")]
                } else {
                    vec![key]
                };
                for key in keys {
                    assert!(
                        STRINGS.contains_key(key.as_str()),
                        "{path} asks for `{key}`"
                    );
                }
            }
        }
    }

    #[test]
    fn every_text_is_asked_for() {
        let all: String = sources("html")
            .into_iter()
            .chain(sources("rs"))
            .map(|(_, text)| text)
            .collect();
        for key in STRINGS.keys() {
            let (family, form) = key.rsplit_once('.').unwrap_or((key, ""));
            let whole = format!("\"{key}\"");
            let counted = ["one", "many"].contains(&form) && all.contains(&format!("\"{family}\""));
            // `act.deny`: put together from a code.
            let stem = key.split('.').next().unwrap_or_default();
            let coded = all.contains(&format!("\"{stem}.{{"));
            assert!(
                all.contains(&whole) || counted || coded,
                "`{key}` is said nowhere"
            );
        }
    }

    #[test]
    fn templates_hold_no_words() {
        for (path, text) in sources("html") {
            let name = path.rsplit('/').next().unwrap();
            // A small page of its own, without words.
            let mut rest = text.as_str();
            let mut plain = String::new();
            while let Some(at) = rest.find(['<', '{']) {
                plain.push_str(&rest[..at]);
                rest = &rest[at..];
                let end = if rest.starts_with("<style") {
                    "</style>"
                } else if rest.starts_with("{{") {
                    "}}"
                } else if rest.starts_with("{%") {
                    "%}"
                } else if rest.starts_with("{#") {
                    "#}"
                } else if rest.starts_with('{') {
                    "{"
                } else {
                    // A tag may hold expressions with `>`.
                    let mut at = 1;
                    while !rest[at..].starts_with('>') {
                        let end = [("{{", "}}"), ("{%", "%}")]
                            .iter()
                            .find(|(open, _)| rest[at..].starts_with(open));
                        at += match end {
                            Some((_, close)) => rest[at..].find(close).unwrap() + 2,
                            None => rest[at..].chars().next().unwrap().len_utf8(),
                        };
                    }
                    rest = &rest[at..];
                    ">"
                };
                let found = rest.find(end).unwrap_or_else(|| panic!("{name}: {rest}"));
                rest = &rest[found + end.len()..];
                plain.push(' ');
            }
            plain.push_str(rest);
            let allowed = [
                "demarche",
                "SPARQL",
                "CSV",
                "JSON",
                "JSON-LD",
                "Turtle",
                "N-Triples",
                "RDF",
                "XML",
                "Atom",
                "Markdown",
                "BibTeX",
                "RIS",
                "TSV",
                "OpenAPI",
                "IRI",
                "VoID",
                "DCAT",
                "TriG",
                "N-Quads",
                "Wikidata",
                "amp",
                "nbsp",
                "SHA",
            ];
            for word in plain.split(|it: char| !(it.is_alphanumeric() || it == '-')) {
                let letters = word.chars().filter(|it| it.is_alphabetic()).count();
                assert!(
                    letters < 2 || allowed.contains(&word),
                    "{name} says `{word}`"
                );
            }
            for attribute in [
                "title=\"",
                "aria-label=\"",
                "placeholder=\"",
                "alt=\"",
                "content=\"",
            ] {
                for value in text.split(attribute).skip(1) {
                    let value = value.split('"').next().unwrap();
                    let known = value.is_empty()
                        || value.starts_with("{{")
                        || ["width=device-width, initial-scale=1", "light dark"].contains(&value);
                    assert!(known, "{name}: {attribute}{value}");
                }
            }
        }
    }

    #[test]
    fn one_and_many() {
        assert_eq!(Tongue::En.count("reports", 1), "1 article");
        assert_eq!(Tongue::En.count("reports", 0), "0 articles");
        assert_eq!(Tongue::Fr.count("reports", 0), "0 article");
        assert_eq!(Tongue::Fr.count("reports", 1234), "1\u{202f}234 articles");
    }
}
