//! The SPARQL 1.1 Graph Store Protocol: `/store`.
//!
//! A graph is named by `?graph=IRI`, is the default graph with `?default`, or is the one whose IRI
//! the URL is (`/store/anything`). Reading is free, writing needs the token. Without a graph, GET
//! gives the whole dataset, and POST makes a graph of its own, or adds a TriG, N-Quads or JSON-LD
//! document to the graphs which it names.

use std::borrow::Cow;

use actix_multipart::Multipart;
use actix_web::body::SizedStream;
use actix_web::http::header;
use actix_web::web::{Bytes, Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::{StreamExt as _, stream};
use sha2::{Digest as _, Sha256};

use crate::guard::{Exceeded, Limits, Syntax};
use crate::store::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use crate::store::{GraphTarget, RdfFormat, Replaced, Store, read_document};

use super::answer::{Head, answer, compute};
use super::error::ServeError;
use super::negotiate::{self, DATASET_OFFERS, GRAPH_OFFERS};
use super::params::Params;
use super::state::State;
use super::writer::write;
use super::{auth, limits, room};

/// A document of a request's body.
struct Document {
    bytes: Bytes,
    format: RdfFormat,
}

/// GET: the graph, in the form that the client likes.
pub(super) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let (target, format, media_type) = wanted(&request, &state)?;
    answer(&state, move |state, deadline, outlet| {
        must_exist(&state.store, &target)?;
        outlet.head(Head::of(negotiate::content_type(media_type)));
        Ok(state.store.read_graph(&target, format, deadline, outlet)?)
    })
    .await
}

/// HEAD: what GET would say before its body, with the length.
pub(super) async fn head(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let (target, format, media_type) = wanted(&request, &state)?;
    let length = compute(&state, move |_, store, deadline| {
        must_exist(store, &target)?;
        Ok(store.graph_length(&target, format, deadline)?)
    })
    .await?;
    let nothing = stream::empty::<Result<Bytes, std::io::Error>>();
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, negotiate::content_type(media_type)))
        .insert_header((header::VARY, "accept"))
        .body(SizedStream::new(length, nothing)))
}

/// PUT: the document becomes the graph.
pub(super) async fn put(
    request: HttpRequest,
    payload: Payload,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    auth::may_write(&request, &state)?;
    let target = named(&request, &state)?;
    let documents = documents(&request, payload, &state).await?;
    let _turn = state.room.turn(&state, size(&documents)).await?;
    // Reading keeps the writer from nobody.
    let (target, quads) = compute(&state, move |state, _, _| {
        let quads = read(&documents, &target, state)?;
        Ok((target, quads))
    })
    .await?;
    let replaced = write(&state, move |_, store, deadline| {
        Ok(store.replace_graph(&target, &quads, deadline)?)
    })
    .await?;
    Ok(written(replaced).finish())
}

/// POST: the documents join the graph.
pub(super) async fn post(
    request: HttpRequest,
    payload: Payload,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    auth::may_write(&request, &state)?;
    let target = target(&request, &state)?;
    let documents = documents(&request, payload, &state).await?;
    let _turn = state.room.turn(&state, size(&documents)).await?;
    let (target, location, quads) = compute(&state, move |state, store, _| {
        let (target, location) = match target {
            GraphTarget::All if !documents.iter().all(|d| d.format.supports_datasets()) => {
                fresh_graph(store, &documents, state)?
            }
            target => (target, None),
        };
        let quads = read(&documents, &target, state)?;
        Ok((target, location, quads))
    })
    .await?;
    let replaced = write(&state, move |_, store, deadline| {
        Ok(store.add_to_graph(&target, &quads, deadline)?)
    })
    .await?;
    let mut response = written(replaced);
    if let Some(location) = location {
        response.insert_header((header::LOCATION, location));
    }
    Ok(response.finish())
}

/// DELETE: the graph goes.
pub(super) async fn delete(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    auth::may_write(&request, &state)?;
    let target = named(&request, &state)?;
    write(&state, move |_, store, deadline| {
        if store.drop_graph(&target, deadline)? {
            Ok(())
        } else {
            Err(no_graph(&target))
        }
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

fn written(replaced: Replaced) -> actix_web::HttpResponseBuilder {
    match replaced {
        Replaced::New => HttpResponse::Created(),
        Replaced::Existing => HttpResponse::NoContent(),
    }
}

fn must_exist(store: &Store, target: &GraphTarget) -> Result<(), ServeError> {
    if store.has_graph(target)? {
        Ok(())
    } else {
        Err(no_graph(target))
    }
}

fn no_graph(target: &GraphTarget) -> ServeError {
    let name = match target {
        GraphTarget::Named(name) => name.as_str(),
        GraphTarget::Default | GraphTarget::All => "",
    };
    ServeError::NotFound(format!("there is no graph `{name}` in the store"))
}

/// The graph that the URL is about.
fn target(request: &HttpRequest, state: &State) -> Result<GraphTarget, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    let direct = request.uri().path().strip_prefix("/store/");
    let graph = params.one("graph")?;
    let default = params.has("default");
    match (direct, graph, default) {
        (None, None, false) => Ok(GraphTarget::All),
        (None, None, true) => Ok(GraphTarget::Default),
        (None, Some(iri), false) => graph_named(&under_base(iri, request, state)),
        (Some(path), None, false) if !path.is_empty() => {
            graph_named(&format!("{}store/{path}", state.settings.base))
        }
        _ => Err(ServeError::BadRequest(
            "one graph at a time: `/store?default`, `/store?graph=IRI` or `/store/NAME`".to_owned(),
        )),
    }
}

/// The IRI of a graph of ours that a client names by the address at which it found it: `Location` leads there,
/// whatever the base is.
fn under_base<'a>(iri: &'a str, request: &HttpRequest, state: &State) -> Cow<'a, str> {
    let connection = request.connection_info();
    let address = format!("{}://{}/", connection.scheme(), connection.host());
    match iri.strip_prefix(&address) {
        Some(path) if path.starts_with("store/") => {
            Cow::Owned(format!("{}{path}", state.settings.base))
        }
        _ => Cow::Borrowed(iri),
    }
}

/// As [`target`], where the whole dataset will not do.
fn named(request: &HttpRequest, state: &State) -> Result<GraphTarget, ServeError> {
    match target(request, state)? {
        GraphTarget::All => Err(ServeError::BadRequest(
            "say which graph: `/store?default`, `/store?graph=IRI` or `/store/NAME`".to_owned(),
        )),
        target => Ok(target),
    }
}

fn graph_named(iri: &str) -> Result<GraphTarget, ServeError> {
    NamedNode::new(iri)
        .map(GraphTarget::Named)
        .map_err(|error| {
            ServeError::BadRequest(format!("`{iri}` is not the IRI of a graph: {error}"))
        })
}

/// What is to be read, and in which form.
fn wanted(
    request: &HttpRequest,
    state: &State,
) -> Result<(GraphTarget, RdfFormat, &'static str), ServeError> {
    let target = target(request, state)?;
    let params = Params::parse(request.query_string().as_bytes())?;
    let offers = match target {
        GraphTarget::All => DATASET_OFFERS.as_slice(),
        GraphTarget::Default | GraphTarget::Named(_) => GRAPH_OFFERS.as_slice(),
    };
    let accept = negotiate::accept(request.headers());
    let (format, media_type) = negotiate::pick(params.one("format")?, accept, offers)?;
    Ok((target, format, media_type))
}

/// A name that no graph has yet, made from what will be in it.
fn fresh_graph(
    store: &Store,
    documents: &[Document],
    state: &State,
) -> Result<(GraphTarget, Option<String>), ServeError> {
    let digest = documents
        .iter()
        .fold(Sha256::new(), |hash, document| {
            hash.chain_update(&document.bytes)
        })
        .finalize();
    let key = digest
        .iter()
        .take(8)
        .fold(0_u64, |key, byte| key << 8 | u64::from(*byte));
    for number in 1_u32.. {
        let path = format!("store/{key:016x}-{number}");
        let target = graph_named(&format!("{}{path}", state.settings.base))?;
        if !store.has_graph(&target)? {
            return Ok((target, Some(format!("/{path}"))));
        }
    }
    Err(ServeError::Internal)
}

/// Bytes of documents.
fn size(documents: &[Document]) -> usize {
    documents.iter().map(|it| it.bytes.len()).sum()
}

fn read(
    documents: &[Document],
    target: &GraphTarget,
    state: &State,
) -> Result<Vec<Quad>, ServeError> {
    let base = match target {
        GraphTarget::Named(name) => name.as_str(),
        GraphTarget::Default | GraphTarget::All => state.settings.base.as_str(),
    };
    let mut quads = Vec::new();
    for document in documents {
        let syntax = match document.format {
            RdfFormat::RdfXml => Syntax::RdfXml,
            RdfFormat::JsonLd { .. } => Syntax::JsonLd,
            _ => Syntax::Turtle,
        };
        let limits = &state.settings.limits;
        limits.document(&document.bytes, syntax)?;
        if syntax == Syntax::RdfXml && !limits.is_whole_xml(&document.bytes) {
            return Err(ServeError::BadRequest(
                "the document breaks off: elements of it are open at its end".to_owned(),
            ));
        }
        let most = room::quads(document.bytes.len());
        for quad in read_document(&document.bytes, document.format, target, base)? {
            let quad = quad?;
            sizes(&quad, limits)?;
            if quads.len() >= most {
                return Err(ServeError::Quads { limit: most });
            }
            quads.push(quad);
        }
    }
    Ok(quads)
}

/// What is long only once it is read: IRIs that were put together, entities in a literal.
fn sizes(quad: &Quad, limits: &Limits) -> Result<(), Exceeded> {
    let (subject, graph) = (&quad.subject, &quad.graph_name);
    if let NamedOrBlankNode::NamedNode(subject) = subject {
        limits.iri(subject.as_str())?;
    }
    if let GraphName::NamedNode(graph) = graph {
        limits.iri(graph.as_str())?;
    }
    limits.iri(quad.predicate.as_str())?;
    match &quad.object {
        Term::NamedNode(object) => limits.iri(object.as_str()),
        Term::Literal(literal) => limits
            .literal(literal.value())
            .and_then(|()| limits.iri(literal.datatype().as_str())),
        _ => Ok(()),
    }
}

/// The documents of the body: itself, or the parts of a form.
async fn documents(
    request: &HttpRequest,
    payload: Payload,
    state: &State,
) -> Result<Vec<Document>, ServeError> {
    let media_type = limits::media_type(request)?;
    let body = Bytes::from(limits::body(request, payload, state.settings.body_limit).await?);
    match media_type.as_deref() {
        Some("multipart/form-data") => parts(request, body).await,
        // The protocol names no default; Turtle is what people send without saying so.
        None => Ok(vec![Document {
            bytes: body,
            format: RdfFormat::Turtle,
        }]),
        Some(media_type) => Ok(vec![Document {
            bytes: body,
            format: format_of(media_type)?,
        }]),
    }
}

async fn parts(request: &HttpRequest, body: Bytes) -> Result<Vec<Document>, ServeError> {
    let bad = |error: &dyn std::fmt::Display| {
        ServeError::BadRequest(format!("the form could not be read: {error}"))
    };
    let limit = body.len();
    let whole = stream::iter([Ok::<_, actix_web::error::PayloadError>(body)]);
    let mut form = Multipart::new(request.headers(), whole);
    let mut documents = Vec::new();
    while let Some(field) = form.next().await {
        let mut field = field.map_err(|error| bad(&error))?;
        let file_name = field
            .content_disposition()
            .and_then(|disposition| disposition.get_filename())
            .unwrap_or_default()
            .to_owned();
        let format = match field.content_type() {
            Some(media_type) => format_of(media_type.essence_str())?,
            None => file_name
                .rsplit_once('.')
                .and_then(|(_, extension)| RdfFormat::from_extension(extension))
                .ok_or_else(|| {
                    ServeError::MediaType(format!(
                        "the part `{file_name}` of the form does not say what it is: give it a `Content-Type`"
                    ))
                })?,
        };
        let bytes = field
            .bytes(limit)
            .await
            .map_err(|error| bad(&error))?
            .map_err(|error| bad(&error))?;
        documents.push(Document { bytes, format });
    }
    if documents.is_empty() {
        return Err(ServeError::BadRequest("the form has no parts".to_owned()));
    }
    Ok(documents)
}

fn format_of(media_type: &str) -> Result<RdfFormat, ServeError> {
    RdfFormat::from_media_type(media_type).ok_or_else(|| {
        ServeError::MediaType(format!(
            "`{media_type}` is not a syntax of RDF known here: send text/turtle, application/n-triples, application/ld+json, application/rdf+xml, application/trig or application/n-quads"
        ))
    })
}
