//! Citations ready to be copied: a sentence, BibTeX, RIS.

use super::fact::Sentence;
use super::passage::Cited;
use super::tongue::Tongue;
use super::typography::quoted;
use super::view::View;
use crate::export::{Reference, date_parts};

/// How something is cited.
#[derive(Clone, Debug, Default)]
pub(in crate::serve) struct Citation {
    /// As a sentence of a footnote.
    pub(in crate::serve) text: String,
    pub(in crate::serve) bibtex: String,
    pub(in crate::serve) ris: String,
}

impl Citation {
    /// How a fact is cited with the article that has it first, or an article by itself.
    pub(super) fn of(view: &View<'_>, fact: Option<&Sentence>, source: Option<&Cited>) -> Self {
        let tongue = view.frame.tongue;
        let article = source.map(|source| footnote(source, tongue));
        let told = fact.map(|fact| {
            let date = if fact.date.is_empty() {
                String::new()
            } else {
                format!("{}, ", fact.date)
            };
            format!("{date}{}.", fact.plain())
        });
        let through = fact.map(|fact| format!("demarche, {}.", fact.iri));
        let text: Vec<String> = told.into_iter().chain(article).chain(through).collect();
        Self {
            text: text.join(" "),
            bibtex: source.map(bibtex).unwrap_or_default(),
            ris: source.map(ris).unwrap_or_default(),
        }
    }
}

/// Outlet, headline, day, address.
pub(in crate::serve) fn footnote(source: &Cited, tongue: Tongue) -> String {
    let mut parts = Vec::new();
    if !source.publisher.is_empty() {
        parts.push(source.publisher.clone());
    }
    parts.push(quoted(&source.headline, tongue));
    if !source.agencies.is_empty() {
        parts.push(source.agencies.clone());
    }
    if !source.date.is_empty() {
        parts.push(source.date.clone());
    }
    parts.push(source.url.clone().unwrap_or_else(|| source.iri.clone()));
    format!("{}.", parts.join(", "))
}

fn reference<T>(source: &Cited, write: impl Fn(&Reference<'_>, &mut Vec<u8>) -> T) -> String {
    let mut out = Vec::new();
    let reference = Reference {
        id: source.iri.rsplit('/').next().unwrap_or_default(),
        title: &source.headline,
        publisher: Some(source.publisher.as_str()).filter(|it| !it.is_empty()),
        agencies: source
            .agencies
            .split(", ")
            .filter(|it| !it.is_empty())
            .collect(),
        date: date_parts(&source.edtf),
        url: Some(source.url.as_deref().unwrap_or(&source.iri)),
        retrieved: None,
        language: Some(source.lang.as_str()).filter(|it| !it.is_empty()),
    };
    // A vector takes whatever is written.
    let _always = write(&reference, &mut out);
    String::from_utf8_lossy(&out).trim_end().to_owned()
}

/// An article as BibTeX.
pub(in crate::serve) fn bibtex(source: &Cited) -> String {
    reference(source, |reference, out| reference.bibtex(out))
}

/// An article as RIS.
pub(in crate::serve) fn ris(source: &Cited) -> String {
    reference(source, |reference, out| reference.ris(out))
}
