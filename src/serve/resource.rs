//! Linked data: every IRI of the graph leads to a document about the thing.
//!
//! A thing itself cannot be sent, so its IRI answers 303 with the address of a document, in the
//! form that `Accept` likes best. The endings are addresses of their own.

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use crate::store::model::NamedNode;
use crate::store::{RdfFormat, write_triples};

use super::answer::{Head, answer, compute};
use super::document::{self, Found};
use super::error::ServeError;
use super::negotiate::{self, JSON_LD, Offer};
use super::pages;
use super::state::State;

/// The kinds of things that have IRIs of their own.
pub(super) const KINDS: [&str; 8] = [
    "actor",
    "article",
    "graph",
    "meeting",
    "place",
    "proposal",
    "run",
    "statement",
];

/// The forms of a document, by their endings.
const DOCUMENTS: [Offer<&str>; 9] = [
    ("ttl", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("nt", "application/n-triples"),
    ("rdf", "application/rdf+xml"),
    ("html", "text/html"),
    ("html", "application/xhtml+xml"),
    ("jsonld", "application/json"),
    ("rdf", "application/xml"),
    ("rdf", "text/xml"),
];

/// `/KIND/ID` and `/KIND/ID.ENDING`.
pub(super) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let path = request.uri().path().trim_start_matches('/');
    match split(path) {
        Some((thing, ending)) => document(&state, thing, ending).await,
        None => thing(&request, &state, path).await,
    }
}

/// The path without its ending, if it has one that we know.
fn split(path: &str) -> Option<(&str, &'static str)> {
    let (thing, ending) = path.rsplit_once('.')?;
    let (known, _) = DOCUMENTS.iter().find(|(known, _)| *known == ending)?;
    Some((thing, known))
}

async fn thing(
    request: &HttpRequest,
    state: &Data<State>,
    path: &str,
) -> Result<HttpResponse, ServeError> {
    let iri = iri(state, path)?;
    let chosen = negotiate::pick(None, negotiate::accept(request.headers()), &DOCUMENTS);
    let found = compute(state, move |_, store, _| Ok(document::find(store, &iri)?)).await?;
    match found {
        Found::Nothing => Err(unknown(path)),
        Found::Moved(heir) => {
            let location = state
                .local_path(heir.as_str())
                .unwrap_or_else(|| heir.as_str().to_owned());
            Ok(HttpResponse::MovedPermanently()
                .insert_header((header::LOCATION, location))
                .finish())
        }
        Found::Thing => {
            let (ending, _) = chosen?;
            Ok(HttpResponse::SeeOther()
                .insert_header((header::LOCATION, format!("/{path}.{ending}")))
                .insert_header((header::VARY, "accept"))
                .finish())
        }
    }
}

async fn document(
    state: &Data<State>,
    path: &str,
    ending: &'static str,
) -> Result<HttpResponse, ServeError> {
    let iri = iri(state, path)?;
    let path = path.to_owned();
    let moved = format!(".{ending}");
    let found = {
        let iri = iri.clone();
        compute(state, move |_, store, _| Ok(document::find(store, &iri)?)).await?
    };
    match found {
        Found::Nothing => return Err(unknown(&path)),
        Found::Moved(heir) => {
            let location = state
                .local_path(heir.as_str())
                .unwrap_or_else(|| heir.as_str().to_owned());
            return Ok(HttpResponse::MovedPermanently()
                .insert_header((header::LOCATION, location + &moved))
                .finish());
        }
        Found::Thing => {}
    }
    answer(state, move |state, deadline, outlet| {
        let document = document::gather(&state.store, &iri, &state.settings.base, deadline)?;
        let mut head = Head::of(negotiate::content_type(media_type(ending)));
        if let Ok(links) = header::HeaderValue::from_str(&alternates(&path, ending)) {
            head.headers.push((header::LINK, links));
        }
        outlet.head(head);
        match format(ending) {
            Some(format) => write_triples(document.quads(), format, outlet)?,
            None => pages::resource::write(state, &document, deadline, outlet)?,
        }
        Ok(())
    })
    .await
}

fn format(ending: &str) -> Option<RdfFormat> {
    match ending {
        "ttl" => Some(RdfFormat::Turtle),
        "jsonld" => Some(JSON_LD),
        "nt" => Some(RdfFormat::NTriples),
        "rdf" => Some(RdfFormat::RdfXml),
        _ => None,
    }
}

fn media_type(ending: &str) -> &'static str {
    DOCUMENTS
        .iter()
        .find(|(known, _)| *known == ending)
        .map_or("application/octet-stream", |(_, media_type)| media_type)
}

/// The other forms of the document, as a `Link` header.
fn alternates(path: &str, ending: &str) -> String {
    DOCUMENTS
        .iter()
        .take(5)
        .filter(|(other, _)| *other != ending)
        .map(|(other, media_type)| {
            format!("</{path}.{other}>; rel=\"alternate\"; type=\"{media_type}\"")
        })
        .collect::<Vec<_>>()
        .join(", ")
}

fn iri(state: &State, path: &str) -> Result<NamedNode, ServeError> {
    NamedNode::new(format!("{}{path}", state.settings.base)).map_err(|_not_an_iri| unknown(path))
}

fn unknown(path: &str) -> ServeError {
    ServeError::NotFound(format!(
        "nothing is known of `{path}`: look for it with a query (`/sparql`), or begin at `/`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_endings_are_split_off() {
        assert_eq!(split("actor/Q1.ttl"), Some(("actor/Q1", "ttl")));
        assert_eq!(split("actor/Q1"), None);
        assert_eq!(split("actor/j.-r.-123"), None);
    }

    #[test]
    fn each_document_links_to_its_other_forms() {
        let links = alternates("place/Q649", "ttl");
        assert!(!links.contains(".ttl"));
        assert!(links.contains("</place/Q649.html>; rel=\"alternate\"; type=\"text/html\""));
    }
}
