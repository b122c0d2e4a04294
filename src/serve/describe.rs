//! What the endpoint says about itself: its SPARQL 1.1 Service Description, or a form for people.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use crate::store::RdfFormat;
use crate::store::model::{GraphName, NamedNode, Quad};
use crate::store::write_triples;
use crate::vocab::rdf;

use super::error::ServeError;
use super::negotiate::{self, GRAPH_OFFERS, Offer};
use super::pages::{self, Frame};
use super::params::Params;
use super::state::State;

/// What else of the dataset is told stands in its own document.
const VOID_DATASET: &str = "http://rdfs.org/ns/void#Dataset";
const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const FORMATS: &str = "http://www.w3.org/ns/formats/";
const RESULTS: [&str; 10] = [
    "JSON-LD",
    "N-Quads",
    "N-Triples",
    "RDF_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_JSON",
    "SPARQL_Results_TSV",
    "SPARQL_Results_XML",
    "TriG",
    "Turtle",
];

/// Answers a request to the endpoint that has no operation.
pub(super) fn service(
    request: &HttpRequest,
    params: &Params,
    state: &State,
) -> Result<HttpResponse, ServeError> {
    let offers: Vec<Offer<Option<RdfFormat>>> = GRAPH_OFFERS
        .iter()
        .map(|(format, name)| (Some(*format), *name))
        .chain([(None, "text/html"), (None, "application/xhtml+xml")])
        .collect();
    let accept = negotiate::accept(request.headers());
    let (format, media_type) = negotiate::pick(params.one("format")?, accept, &offers)?;
    let body = match format {
        None => pages::sparql::form(&Frame::of(request)?).into_bytes(),
        Some(format) => {
            let mut body = Vec::new();
            write_triples(
                &description(&endpoint(request, state), state),
                format,
                &mut body,
            )?;
            body
        }
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, negotiate::content_type(media_type)))
        .insert_header((header::VARY, "accept"))
        .body(body))
}

/// The endpoint's address as this client knows it.
fn endpoint(request: &HttpRequest, state: &State) -> String {
    let connection = request.connection_info();
    let seen = format!(
        "{}://{}{}",
        connection.scheme(),
        connection.host(),
        request.path()
    );
    match NamedNode::new(&seen) {
        Ok(_) => seen,
        Err(_) => state.endpoint.clone(),
    }
}

fn description(endpoint: &str, state: &State) -> Vec<Quad> {
    let service = format!("{endpoint}#service");
    let dataset = format!("{}dataset", state.settings.base);
    let graph = format!("{endpoint}#default-graph");
    let mut quads = vec![
        quad(&service, rdf::TYPE, &sd("Service")),
        quad(&service, &sd("endpoint"), endpoint),
        quad(&service, &sd("supportedLanguage"), &sd("SPARQL11Query")),
        quad(&service, &sd("feature"), &sd("EmptyGraphs")),
        quad(&service, &sd("defaultDataset"), &dataset),
        quad(&dataset, rdf::TYPE, &sd("Dataset")),
        quad(&dataset, rdf::TYPE, VOID_DATASET),
        quad(&dataset, &sd("defaultGraph"), &graph),
        quad(&graph, rdf::TYPE, &sd("Graph")),
    ];
    if state.settings.token.is_some() && !state.settings.read_only {
        quads.push(quad(
            &service,
            &sd("supportedLanguage"),
            &sd("SPARQL11Update"),
        ));
    }
    for format in RESULTS {
        let iri = format!("{FORMATS}{format}");
        quads.push(quad(&service, &sd("resultFormat"), &iri));
        if !format.starts_with("SPARQL") {
            quads.push(quad(&service, &sd("inputFormat"), &iri));
        }
    }
    quads
}

fn sd(name: &str) -> String {
    format!("{SD}{name}")
}

/// Its three IRIs are constants or were checked by the caller.
fn quad(subject: &str, predicate: &str, object: &str) -> Quad {
    Quad::new(
        NamedNode::new_unchecked(subject),
        NamedNode::new_unchecked(predicate),
        NamedNode::new_unchecked(object),
        GraphName::DefaultGraph,
    )
}
