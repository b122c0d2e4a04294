//! The ontology, as the program carries it, at addresses of its own and at those of its terms.
//!
//! `https://w3id.org/demarche/ns` and `https://w3id.org/demarche/code/…` are meant to lead to `/ns` and
//! `/code/…` of a server like this one; pages link there, so that a term explains itself without them.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};

use crate::store::model::Quad;
use crate::store::{GraphTarget, RdfFormat, StoreError, parse_document};
use crate::vocab::{code, dm};

use super::error::ServeError;
use super::forms::{self, Form};
use super::fresh::Whole;
use super::negotiate;
use super::pages::{self, Frame};
use super::resource::see_other;

/// Classes and properties.
pub(super) const ONTOLOGY: &str = include_str!("../../ontology/demarche.ttl");
/// The code lists.
pub(super) const CODES: &str = include_str!("../../ontology/codes.ttl");
const SHAPES: &str = include_str!("../../ontology/shapes.ttl");
const CONTEXT: &str = include_str!("../../ontology/context.jsonld");
const FACTS_SCHEMA: &str = include_str!("../../ontology/facts.schema.json");

/// A document of the ontology: its name in addresses and its Turtle.
struct Vocabulary {
    name: &'static str,
    turtle: &'static str,
}

const CLASSES: Vocabulary = Vocabulary {
    name: "ontology",
    turtle: ONTOLOGY,
};
const LISTS: Vocabulary = Vocabulary {
    name: "codes",
    turtle: CODES,
};

/// `/ontology`, and `/ns`, to which the namespace leads.
pub(super) async fn ontology(request: HttpRequest) -> Result<HttpResponse, ServeError> {
    Ok(see_other(CLASSES.name, chosen(&request)?, ""))
}

/// `/ontology.ENDING`.
pub(super) async fn ontology_as(
    request: HttpRequest,
    ending: Path<String>,
) -> Result<HttpResponse, ServeError> {
    CLASSES.answer(&request, &ending)
}

/// `/codes`, and `/code/`, to which the namespace leads.
pub(super) async fn codes(request: HttpRequest) -> Result<HttpResponse, ServeError> {
    Ok(see_other(LISTS.name, chosen(&request)?, ""))
}

/// `/codes.ENDING`.
pub(super) async fn codes_as(
    request: HttpRequest,
    ending: Path<String>,
) -> Result<HttpResponse, ServeError> {
    LISTS.answer(&request, &ending)
}

/// `/code/NAME`: one concept.
pub(super) async fn concept(
    request: HttpRequest,
    name: Path<String>,
) -> Result<HttpResponse, ServeError> {
    let iri = format!("{}{name}", code::PREFIX);
    let known = parsed(CODES)?
        .iter()
        .any(|quad| super::document::iri_of(&quad.subject) == Some(iri.as_str()));
    if !known {
        return Err(ServeError::NotFound(format!(
            "there is no code `{name}`: `/codes` lists them"
        )));
    }
    let form = chosen(&request)?;
    let mut response = see_other(LISTS.name, form, "");
    if form == Form::Html
        && let Ok(place) = header::HeaderValue::from_str(&format!("/codes.html#{name}"))
    {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// `/shapes.ttl`.
pub(super) async fn shapes(request: HttpRequest) -> HttpResponse {
    Whole::of("text/turtle", SHAPES).answer(&request)
}

/// `/context.jsonld`.
pub(super) async fn context(request: HttpRequest) -> HttpResponse {
    Whole::of("application/ld+json", CONTEXT).answer(&request)
}

/// `/facts.schema.json`.
pub(super) async fn facts_schema(request: HttpRequest) -> HttpResponse {
    Whole::of("application/schema+json", FACTS_SCHEMA).answer(&request)
}

/// Where this server explains a term of ours.
pub(super) fn explained(iri: &str) -> Option<String> {
    let term = iri
        .strip_prefix(dm::PREFIX)
        .map(|term| format!("/ns#{term}"));
    term.or_else(|| {
        iri.strip_prefix(code::PREFIX)
            .map(|name| format!("/code/{name}"))
    })
}

/// The form that the client likes best.
pub(super) fn chosen(request: &HttpRequest) -> Result<Form, ServeError> {
    let accept = negotiate::accept(request.headers());
    Ok(negotiate::pick(None, accept, &forms::OFFERS)?.0)
}

/// The form of an ending.
pub(super) fn form_of(name: &str, ending: &str) -> Result<Form, ServeError> {
    Form::of(ending).ok_or_else(|| {
        let endings: Vec<&str> = Form::ALL.into_iter().map(Form::ending).collect();
        ServeError::NotFound(format!(
            "there is no `/{name}.{ending}`: it ends with .{}",
            endings.join(", .")
        ))
    })
}

/// The other forms of a document and what it describes, as a `Link` header.
pub(super) fn links(name: &str, form: Form) -> String {
    let this = format!("/{name}.{}>", form.ending());
    let others: Vec<String> = forms::alternates(name, "")
        .filter(|link| !link.contains(&this))
        .collect();
    others.join(", ")
}

impl Vocabulary {
    fn answer(&self, request: &HttpRequest, ending: &str) -> Result<HttpResponse, ServeError> {
        let form = form_of(self.name, ending)?;
        let body = match form {
            // As it was written, with its comments.
            Form::Turtle => self.turtle.as_bytes().to_vec(),
            Form::Html => {
                let frame = Frame::of(request)?;
                pages::ontology::page(&frame, self.name, parsed(self.turtle)?).into_bytes()
            }
            form => form.write(parsed(self.turtle)?)?,
        };
        Ok(Whole::of(form.media_type(), body)
            .with(header::LINK, links(self.name, form))
            .by_language()
            .answer(request))
    }
}

/// The triples of a document of the ontology, read once.
fn parsed(turtle: &'static str) -> Result<&'static [Quad], StoreError> {
    static CLASSES: LazyLock<Result<Vec<Quad>, StoreError>> = LazyLock::new(|| read(ONTOLOGY));
    static LISTS: LazyLock<Result<Vec<Quad>, StoreError>> = LazyLock::new(|| read(CODES));
    let quads = if turtle == CODES { &LISTS } else { &CLASSES };
    match &**quads {
        Ok(quads) => Ok(quads),
        Err(error) => Err(StoreError::Document(error.to_string())),
    }
}

/// Reads Turtle that the program carries.
pub(super) fn read(turtle: &str) -> Result<Vec<Quad>, StoreError> {
    parse_document(
        turtle.as_bytes(),
        RdfFormat::Turtle,
        &GraphTarget::Default,
        "https://w3id.org/demarche/",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_explained_here() {
        assert_eq!(explained(dm::SPEAKER).as_deref(), Some("/ns#speaker"));
        let code = explained(code::ACT_DENY);
        assert_eq!(code.as_deref(), Some("/code/act-deny"));
        assert_eq!(explained("http://schema.org/url"), None);
    }

    #[test]
    fn what_the_program_carries_parses() {
        assert!(parsed(ONTOLOGY).unwrap().len() > 200);
        assert!(parsed(CODES).unwrap().len() > 200);
    }
}
