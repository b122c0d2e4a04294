//! The forms in which triples are published: their endings, their media types, how each is written.

use crate::store::model::Quad;
use crate::store::{RdfFormat, StoreError, write_compact, write_triples};

use super::negotiate::Offer;

/// A form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Turtle,
    JsonLd,
    NTriples,
    RdfXml,
    Html,
    /// JSON-LD under the name that clients ask for who do not know JSON-LD.
    Json,
}

/// The forms in our order of preference, then the other names by which clients ask for them.
pub(super) const OFFERS: [Offer<Form>; 9] = [
    (Form::Turtle, "text/turtle"),
    (Form::JsonLd, "application/ld+json"),
    (Form::NTriples, "application/n-triples"),
    (Form::RdfXml, "application/rdf+xml"),
    (Form::Html, "text/html"),
    (Form::Json, "application/json"),
    (Form::Html, "application/xhtml+xml"),
    (Form::RdfXml, "application/xml"),
    (Form::RdfXml, "text/xml"),
];

impl Form {
    /// All of them.
    pub(super) const ALL: [Self; 6] = [
        Self::Turtle,
        Self::JsonLd,
        Self::NTriples,
        Self::RdfXml,
        Self::Html,
        Self::Json,
    ];

    /// What its addresses end with, after the dot.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::JsonLd => "jsonld",
            Self::NTriples => "nt",
            Self::RdfXml => "rdf",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// The form of an ending.
    pub(super) fn of(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.ending() == ending)
    }

    pub(super) fn media_type(self) -> &'static str {
        OFFERS
            .iter()
            .find(|(form, _)| *form == self)
            .map_or("application/octet-stream", |(_, media_type)| media_type)
    }

    /// Writes triples in this form; a page is not made of triples alone, so for [`Form::Html`] nothing.
    pub(super) fn write<'a>(
        self,
        quads: impl IntoIterator<Item = &'a Quad>,
    ) -> Result<Vec<u8>, StoreError> {
        let mut body = Vec::new();
        match self {
            Self::Turtle => write_triples(quads, RdfFormat::Turtle, &mut body)?,
            Self::NTriples => write_triples(quads, RdfFormat::NTriples, &mut body)?,
            Self::RdfXml => write_triples(quads, RdfFormat::RdfXml, &mut body)?,
            Self::JsonLd | Self::Json => write_compact(quads, &mut body)?,
            Self::Html => {}
        }
        Ok(body)
    }
}

/// A path without the ending of a form, if it has one.
pub(super) fn split(path: &str) -> Option<(&str, Form)> {
    let (name, ending) = path.rsplit_once('.')?;
    Some((name, Form::of(ending)?))
}

/// All forms of the document of `/path`, as elements of a `Link` header; `query` is that of their addresses.
pub(super) fn alternates(path: &str, query: &str) -> impl Iterator<Item = String> {
    Form::ALL.into_iter().map(move |form| {
        format!(
            "</{path}.{}{query}>; rel=\"alternate\"; type=\"{}\"",
            form.ending(),
            form.media_type()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_endings_are_split_off() {
        assert_eq!(split("actor/Q1.ttl"), Some(("actor/Q1", Form::Turtle)));
        assert_eq!(split("actor/Q1"), None);
        assert_eq!(split("actor/j.-r.-123"), None);
    }

    #[test]
    fn each_form_is_offered_and_linked_under_its_own_name() {
        for form in Form::ALL {
            assert_eq!(Form::of(form.ending()), Some(form));
            assert!(OFFERS.contains(&(form, form.media_type())));
        }
        let links: Vec<String> = alternates("place/Q649", "").collect();
        assert_eq!(links.len(), Form::ALL.len());
        assert!(
            links.contains(&"</place/Q649.html>; rel=\"alternate\"; type=\"text/html\"".to_owned())
        );
    }
}
