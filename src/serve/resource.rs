//! Linked data: every IRI of the graph leads to a document about the thing.
//!
//! A thing itself cannot be sent, so its IRI answers 303 with the address of a document, in the
//! form that `Accept` likes best. The endings are addresses of their own; long documents come in
//! pages (`?page=2`), which say in the language of Hydra and in `Link` where the others are.

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use crate::store::model::{GraphName, NamedNode, Quad};
use crate::vocab::{foaf, hydra, rdf};

use super::answer::compute;
use super::document::{self, Document, Found, Place};
use super::error::ServeError;
use super::forms::{self, Form};
use super::fresh::Whole;
use super::negotiate;
use super::pages;
use super::params::Params;
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

/// `/KIND/ID` and `/KIND/ID.ENDING`.
pub(super) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let path = request.uri().path().trim_start_matches('/');
    match forms::split(path) {
        Some((thing, form)) => document(&request, &state, thing, form).await,
        None => thing(&request, &state, path).await,
    }
}

async fn thing(
    request: &HttpRequest,
    state: &Data<State>,
    path: &str,
) -> Result<HttpResponse, ServeError> {
    let iri = iri(state, path)?;
    match compute(state, move |_, store, _| Ok(document::find(store, &iri)?)).await? {
        Found::Nothing => Err(unknown(path)),
        Found::Moved(heir) => Ok(moved(state, &heir, "")),
        Found::Thing => {
            let accept = negotiate::accept(request.headers());
            let (form, _) = negotiate::pick(None, accept, &forms::OFFERS)?;
            Ok(see_other(path, form))
        }
    }
}

/// Leads from what cannot be sent to a document about it.
pub(super) fn see_other(path: &str, form: Form) -> HttpResponse {
    let location = format!("/{path}.{}", form.ending());
    let links: Vec<String> = [format!("<{location}>; rel=\"describedby\"")]
        .into_iter()
        .chain(forms::alternates(path))
        .collect();
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .insert_header((header::LINK, links.join(", ")))
        .insert_header((header::VARY, "accept"))
        .finish()
}

fn moved(state: &State, heir: &NamedNode, ending: &str) -> HttpResponse {
    let location = state
        .local_path(heir.as_str())
        .unwrap_or_else(|| heir.as_str().to_owned());
    HttpResponse::MovedPermanently()
        .insert_header((header::LOCATION, location + ending))
        .finish()
}

async fn document(
    request: &HttpRequest,
    state: &Data<State>,
    path: &str,
    form: Form,
) -> Result<HttpResponse, ServeError> {
    let iri = iri(state, path)?;
    let page = page_asked(request)?;
    let owned = path.to_owned();
    let outcome = compute(state, move |state, store, deadline| {
        match document::find(store, &iri)? {
            Found::Nothing => return Err(unknown(&owned)),
            Found::Moved(heir) => return Ok(Err(heir)),
            Found::Thing => {}
        }
        let passages = state.settings.passages();
        let base = &state.settings.base;
        let document =
            document::gather(store, &iri, base, page, passages, deadline)?.ok_or_else(|| {
                ServeError::NotFound(format!(
                    "`{owned}` has no page {page}: begin at `/{owned}.{}`",
                    form.ending()
                ))
            })?;
        let address = format!("{base}{owned}.{}", form.ending());
        let body = if form == Form::Html {
            pages::resource::page(state, &document, deadline)?.into_bytes()
        } else {
            let paging = paging(&document, &address);
            form.write(document.quads().chain(&paging))?
        };
        Ok(Ok((body, document.place)))
    })
    .await?;
    match outcome {
        Err(heir) => Ok(moved(state, &heir, &format!(".{}", form.ending()))),
        Ok((body, place)) => Ok(Whole::of(form.media_type(), body)
            .with(header::LINK, links(state, path, form, place))
            .answer(request)),
    }
}

/// `?page=`, 1 where it is not given.
fn page_asked(request: &HttpRequest) -> Result<usize, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    let Some(asked) = params.one("page")? else {
        return Ok(1);
    };
    asked
        .parse()
        .ok()
        .filter(|page| *page > 0)
        .ok_or_else(|| ServeError::BadRequest(format!("`page={asked}` is not a number from 1 on")))
}

/// The thing, the other forms of the document and its other pages.
fn links(state: &State, path: &str, form: Form, place: Place) -> String {
    let base = &state.settings.base;
    let described = [
        format!("<{base}{path}>; rel=\"describes\""),
        format!("<{base}{path}.html>; rel=\"canonical\""),
    ];
    let others =
        forms::alternates(path).filter(|link| !link.contains(&format!(".{}>", form.ending())));
    let pages = place.others().map(|(relation, page)| {
        format!(
            "</{path}.{}?page={page}>; rel=\"{relation}\"",
            form.ending()
        )
    });
    let all: Vec<String> = described.into_iter().chain(others).chain(pages).collect();
    all.join(", ")
}

impl Place {
    /// The other pages and what they are to this one; none where there is only this one.
    pub(super) fn others(self) -> impl Iterator<Item = (&'static str, usize)> {
        let many = self.page > 1 || self.more;
        let first = many.then_some(("first", 1));
        let previous = (self.page > 1).then(|| ("prev", self.page - 1));
        let next = self.more.then_some(("next", self.page + 1));
        let last = self.pages.filter(|_| many).map(|last| ("last", last));
        [first, previous, next, last].into_iter().flatten()
    }
}

/// Where the page stands, for documents that have several.
fn paging(document: &Document, address: &str) -> Vec<Quad> {
    let mut others = document.place.others().peekable();
    if others.peek().is_none() {
        return Vec::new();
    }
    let view = format!("{address}?page={}", document.place.page);
    let mut quads = vec![
        link(address, foaf::PRIMARY_TOPIC, document.iri.as_str()),
        link(address, hydra::VIEW, &view),
        link(&view, rdf::TYPE, hydra::PARTIAL_COLLECTION_VIEW),
    ];
    for (relation, page) in others {
        let property = match relation {
            "first" => hydra::FIRST,
            "prev" => hydra::PREVIOUS,
            "next" => hydra::NEXT,
            _ => hydra::LAST,
        };
        quads.push(link(&view, property, &format!("{address}?page={page}")));
    }
    quads
}

/// Its three IRIs are constants, or were read from the store.
fn link(subject: &str, predicate: &str, object: &str) -> Quad {
    Quad::new(
        NamedNode::new_unchecked(subject),
        NamedNode::new_unchecked(predicate),
        NamedNode::new_unchecked(object),
        GraphName::DefaultGraph,
    )
}

fn iri(state: &State, path: &str) -> Result<NamedNode, ServeError> {
    NamedNode::new(format!("{}{path}", state.settings.base)).map_err(|_not_an_iri| unknown(path))
}

fn unknown(path: &str) -> ServeError {
    ServeError::NotFound(format!(
        "nothing is known of `{path}`: look for it with a query (`/sparql`), or begin at `/`"
    ))
}
