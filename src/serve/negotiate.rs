//! From `Accept` and `?format=` to the form of an answer.
//!
//! Offers are lists in the server's order of preference; the client's q-values come first, the
//! order decides between equals. Where a client asks for an alias (`application/json`), it is
//! answered under that name.

use actix_web::http::header::{self, HeaderMap};

use crate::store::{AnswerFormat, Form, JsonLdProfileSet, QueryResultsFormat, RdfFormat};

use super::error::ServeError;

/// A form of an answer: what it is, and the media type it goes by.
pub(super) type Offer<T> = (T, &'static str);

/// What a query is answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A format for programs.
    Data(AnswerFormat),
    /// A page for people.
    Page,
}

const fn results(format: QueryResultsFormat) -> Shape {
    Shape::Data(AnswerFormat::Results(format))
}

const fn rdf(format: RdfFormat) -> Shape {
    Shape::Data(AnswerFormat::Rdf(format))
}

const ROWS: [Offer<Shape>; 9] = [
    (
        results(QueryResultsFormat::Json),
        "application/sparql-results+json",
    ),
    (
        results(QueryResultsFormat::Xml),
        "application/sparql-results+xml",
    ),
    (results(QueryResultsFormat::Csv), "text/csv"),
    (
        results(QueryResultsFormat::Tsv),
        "text/tab-separated-values",
    ),
    (results(QueryResultsFormat::Json), "application/json"),
    (Shape::Page, "text/html"),
    (Shape::Page, "application/xhtml+xml"),
    (results(QueryResultsFormat::Xml), "application/xml"),
    (results(QueryResultsFormat::Xml), "text/xml"),
];

const TRIPLES: [Offer<Shape>; 12] = [
    (rdf(RdfFormat::Turtle), "text/turtle"),
    (rdf(RdfFormat::NTriples), "application/n-triples"),
    (rdf(JSON_LD), "application/ld+json"),
    (rdf(RdfFormat::RdfXml), "application/rdf+xml"),
    (rdf(RdfFormat::TriG), "application/trig"),
    (rdf(RdfFormat::NQuads), "application/n-quads"),
    (rdf(JSON_LD), "application/json"),
    (Shape::Page, "text/html"),
    (Shape::Page, "application/xhtml+xml"),
    (rdf(RdfFormat::RdfXml), "application/xml"),
    (rdf(RdfFormat::RdfXml), "text/xml"),
    (rdf(RdfFormat::NTriples), "text/plain"),
];

/// JSON-LD without a profile.
pub(super) const JSON_LD: RdfFormat = RdfFormat::JsonLd {
    profile: JsonLdProfileSet::empty(),
};

/// The forms of a graph.
pub(super) const GRAPH_OFFERS: [Offer<RdfFormat>; 10] = [
    (RdfFormat::Turtle, "text/turtle"),
    (RdfFormat::NTriples, "application/n-triples"),
    (JSON_LD, "application/ld+json"),
    (RdfFormat::RdfXml, "application/rdf+xml"),
    (RdfFormat::TriG, "application/trig"),
    (RdfFormat::NQuads, "application/n-quads"),
    (JSON_LD, "application/json"),
    (RdfFormat::RdfXml, "application/xml"),
    (RdfFormat::RdfXml, "text/xml"),
    (RdfFormat::NTriples, "text/plain"),
];

/// The forms of a whole dataset.
pub(super) const DATASET_OFFERS: [Offer<RdfFormat>; 3] = [
    (RdfFormat::TriG, "application/trig"),
    (RdfFormat::NQuads, "application/n-quads"),
    (JSON_LD, "application/ld+json"),
];

/// The forms of a problem: is it a page?
pub(super) const PROBLEM_OFFERS: [Offer<bool>; 4] = [
    (false, "application/problem+json"),
    (false, "application/json"),
    (true, "text/html"),
    (true, "application/xhtml+xml"),
];

/// Names of formats in `?format=` and in the endings of documents.
const NAMES: [(&str, &str); 28] = [
    ("chart", "text/html"),
    ("csv", "text/csv"),
    ("html", "text/html"),
    ("json", "application/json"),
    ("json-ld", "application/ld+json"),
    ("jsonld", "application/ld+json"),
    ("map", "text/html"),
    ("n-quads", "application/n-quads"),
    ("n-triples", "application/n-triples"),
    ("nq", "application/n-quads"),
    ("nquads", "application/n-quads"),
    ("nt", "application/n-triples"),
    ("ntriples", "application/n-triples"),
    ("rdf", "application/rdf+xml"),
    ("rdf-xml", "application/rdf+xml"),
    ("rdfxml", "application/rdf+xml"),
    ("sparql-json", "application/sparql-results+json"),
    ("sparql-xml", "application/sparql-results+xml"),
    ("srj", "application/sparql-results+json"),
    ("srx", "application/sparql-results+xml"),
    ("table", "text/html"),
    ("text", "text/plain"),
    ("trig", "application/trig"),
    ("tsv", "text/tab-separated-values"),
    ("ttl", "text/turtle"),
    ("turtle", "text/turtle"),
    ("txt", "text/plain"),
    ("xml", "application/xml"),
];

/// The offers for the answer to a query.
pub(super) fn offers(form: Form) -> &'static [Offer<Shape>] {
    match form {
        Form::Rows | Form::Boolean => &ROWS,
        Form::Triples => &TRIPLES,
    }
}

/// The media type of a short name of a format, if there is one.
fn media_type_of(name: &str) -> Option<&'static str> {
    NAMES
        .iter()
        .find(|(short, _)| short.eq_ignore_ascii_case(name))
        .map(|(_, media_type)| *media_type)
}

/// The `Accept` header; several of them count as one.
pub(super) fn accept(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::ACCEPT)?.to_str().ok()
}

/// Chooses by `?format=` where it is given, otherwise by `Accept`.
pub(super) fn pick<T: Copy>(
    format: Option<&str>,
    accept: Option<&str>,
    offers: &[Offer<T>],
) -> Result<Offer<T>, ServeError> {
    let names = || {
        let mut names: Vec<&'static str> = offers.iter().map(|(_, name)| *name).collect();
        names.dedup();
        names
    };
    match format {
        Some(asked) => {
            // `+` in a media type arrives as a space where the client did not encode it.
            let spelled = asked.trim().replace(' ', "+");
            let wanted = media_type_of(&spelled).unwrap_or(&spelled);
            offers
                .iter()
                .find(|(_, name)| name.eq_ignore_ascii_case(wanted))
                .copied()
                .ok_or_else(|| ServeError::UnknownFormat {
                    asked: asked.to_owned(),
                    offers: names(),
                })
        }
        None => choose(accept, offers).ok_or_else(|| ServeError::NotAcceptable {
            accept: accept.unwrap_or_default().to_owned(),
            offers: names(),
        }),
    }
}

/// The offer that `Accept` likes best, or none if it refuses all.
pub(super) fn choose<T: Copy>(accept: Option<&str>, offers: &[Offer<T>]) -> Option<Offer<T>> {
    let ranges: Vec<Range<'_>> = accept
        .unwrap_or_default()
        .split(',')
        .filter_map(Range::parse)
        .collect();
    if ranges.is_empty() {
        return offers.first().copied();
    }
    let mut best: Option<(u16, Offer<T>)> = None;
    for offer in offers {
        let quality = ranges
            .iter()
            .filter_map(|range| Some((range.fits(offer.1)?, range.quality)))
            .max()
            .map_or(0, |(_, quality)| quality);
        if quality > best.map_or(0, |(quality, _)| quality) {
            best = Some((quality, *offer));
        }
    }
    best.map(|(_, offer)| offer)
}

/// One element of `Accept`.
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    /// In thousandths.
    quality: u16,
}

impl<'a> Range<'a> {
    fn parse(element: &'a str) -> Option<Self> {
        let mut parts = element.split(';');
        let (kind, subtype) = parts.next()?.trim().split_once('/')?;
        let quality = parts
            .filter_map(|parameter| parameter.trim().split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
            .map_or(1000, |(_, value)| thousandths(value.trim()));
        Some(Self {
            kind: kind.trim(),
            subtype: subtype.trim(),
            quality,
        })
    }

    /// How closely the range names the media type, if it covers it.
    fn fits(&self, media_type: &str) -> Option<u8> {
        let (kind, subtype) = media_type.split_once('/')?;
        if self.kind == "*" && self.subtype == "*" {
            Some(0)
        } else if !self.kind.eq_ignore_ascii_case(kind) {
            None
        } else if self.subtype == "*" {
            Some(1)
        } else if self.subtype.eq_ignore_ascii_case(subtype) {
            Some(2)
        } else {
            None
        }
    }
}

/// A q-value without the rounding of floats. What is no number counts as 1.
fn thousandths(value: &str) -> u16 {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    if whole != "0" || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return 1000;
    }
    fraction
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(3)
        .fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'))
}

/// The media type with its charset, for text that has one.
pub(super) fn content_type(media_type: &str) -> String {
    if media_type.starts_with("text/") {
        format!("{media_type}; charset=utf-8")
    } else {
        media_type.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(accept: &str) -> Option<&'static str> {
        choose(Some(accept), offers(Form::Rows)).map(|(_, name)| name)
    }

    #[test]
    fn q_values_decide_then_closeness_then_our_order() {
        let json = Some("application/sparql-results+json");
        assert_eq!(choose(None, offers(Form::Rows)).map(|o| o.1), json);
        for (accept, chosen) in [
            ("*/*", json),
            ("", json),
            ("application/*", json),
            ("text/csv", Some("text/csv")),
            (
                "text/csv;q=0.2, text/tab-separated-values;q=0.3",
                Some("text/tab-separated-values"),
            ),
            (
                "text/*;q=0.5, text/csv;q=0.1",
                Some("text/tab-separated-values"),
            ),
            (
                "application/sparql-results+json;q=0, */*;q=0.1",
                Some("application/sparql-results+xml"),
            ),
            ("TEXT/CSV ; Q=0.9 , */* ; q=0.001", Some("text/csv")),
            ("application/json", Some("application/json")),
            (
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                Some("text/html"),
            ),
            ("image/png", None),
            ("*/*;q=0", None),
        ] {
            assert_eq!(rows(accept), chosen, "{accept}");
        }
    }

    #[test]
    fn format_names_win_over_accept() {
        let chosen = pick(Some("csv"), Some("image/png"), offers(Form::Rows)).unwrap();
        assert_eq!(chosen.1, "text/csv");
        let chosen = pick(Some("application/ld json"), None, offers(Form::Triples)).unwrap();
        assert_eq!(chosen.1, "application/ld+json");
        assert!(pick(Some("ttl"), None, offers(Form::Rows)).is_err());
        let error = pick(Some("docx"), None, offers(Form::Rows)).unwrap_err();
        assert!(error.to_string().contains("text/csv"), "{error}");
    }

    #[test]
    fn q_values_are_read_exactly() {
        assert_eq!(thousandths("0.7"), 700);
        assert_eq!(thousandths("0.001"), 1);
        assert_eq!(thousandths("0"), 0);
        assert_eq!(thousandths("1.0"), 1000);
        assert_eq!(thousandths("high"), 1000);
    }
}
