//! The ontology, as the program carries it.

use actix_web::HttpResponse;
use actix_web::http::header;

/// Classes and properties.
pub(super) const ONTOLOGY: &str = include_str!("../../ontology/demarche.ttl");
/// The code lists.
pub(super) const CODES: &str = include_str!("../../ontology/codes.ttl");
const SHAPES: &str = include_str!("../../ontology/shapes.ttl");
const CONTEXT: &str = include_str!("../../ontology/context.jsonld");
const FACTS_SCHEMA: &str = include_str!("../../ontology/facts.schema.json");

/// `/ontology.ttl`.
pub(super) async fn classes() -> HttpResponse {
    file("text/turtle; charset=utf-8", ONTOLOGY)
}

/// `/codes.ttl`.
pub(super) async fn codes() -> HttpResponse {
    file("text/turtle; charset=utf-8", CODES)
}

/// `/shapes.ttl`.
pub(super) async fn shapes() -> HttpResponse {
    file("text/turtle; charset=utf-8", SHAPES)
}

/// `/context.jsonld`.
pub(super) async fn context() -> HttpResponse {
    file("application/ld+json", CONTEXT)
}

/// `/facts.schema.json`.
pub(super) async fn facts_schema() -> HttpResponse {
    file("application/schema+json", FACTS_SCHEMA)
}

fn file(content_type: &'static str, body: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, content_type))
        .insert_header((header::CACHE_CONTROL, "max-age=3600"))
        .body(body)
}
