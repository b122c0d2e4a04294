//! Linked data: every IRI of the graph leads to a document about the thing.
//!
//! A thing itself cannot be sent, so its IRI answers 303 with the address of a document, in the
//! form that `Accept` likes best. The endings are addresses of their own; long documents come in
//! pages (`?page=2`), which say in the language of Hydra and in `Link` where the others are.

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use crate::store::AsOf;
use crate::store::model::{GraphName, NamedNode, Quad};
use crate::vocab::{foaf, hydra, rdf};

use super::answer::compute;
use super::asof;
use super::document::{self, Document, Found, Gatherer, Place};
use super::error::ServeError;
use super::forms::{self, Form};
use super::fresh::Whole;
use super::negotiate;
use super::pages::{self, Frame};
use super::params::Params;
use super::state::State;

/// When a document about the past is about.
const MEMENTO: header::HeaderName = header::HeaderName::from_static("memento-datetime");

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
    if let Some((thing, form)) = forms::split(path) {
        return document(&request, &state, thing, form).await;
    }
    match path.rsplit_once('.') {
        Some((thing, ending)) if let Some(format) = pages::format_of_things(ending) => {
            listed(&request, &state, thing, format).await
        }
        _ => thing(&request, &state, path).await,
    }
}

/// What a request asks to see of a document.
#[derive(Clone)]
struct Asked {
    /// Counted from 1.
    page: usize,
    asof: Option<AsOf>,
}

impl Asked {
    fn read(request: &HttpRequest) -> Result<Self, ServeError> {
        let params = Params::parse(request.query_string().as_bytes())?;
        let page = match params.one("page")? {
            None => 1,
            Some(asked) => asked.parse().ok().filter(|page| *page > 0).ok_or_else(|| {
                ServeError::BadRequest(format!("`page={asked}` is not a number from 1 on"))
            })?,
        };
        let asof = asof::asked(&params)?;
        Ok(Self { page, asof })
    }

    /// The query of another page of the same document.
    fn query(&self, page: usize) -> String {
        asof::query(self.asof.as_ref(), page)
    }
}

async fn thing(
    request: &HttpRequest,
    state: &Data<State>,
    path: &str,
) -> Result<HttpResponse, ServeError> {
    let iri = iri(state, path)?;
    let asof = Asked::read(request)?.asof;
    let suffix = Frame::of(request)?.suffix();
    let query = if suffix.is_empty() {
        suffix
    } else {
        format!("?{suffix}")
    };
    let (found, moment) = compute(state, move |state, _, _| {
        let seen = state.seen(asof)?;
        Ok((document::find(&seen.store, &iri)?, seen.moment()))
    })
    .await?;
    match found {
        Found::Nothing => Err(unknown(path, moment.as_deref())),
        Found::Moved(heir) => Ok(moved(state, &heir, &query)),
        Found::Thing => {
            let accept = negotiate::accept(request.headers());
            let (form, _) = negotiate::pick(None, accept, &forms::OFFERS)?;
            Ok(see_other(path, form, &query))
        }
    }
}

/// Leads from what cannot be sent to a document about it.
pub(super) fn see_other(path: &str, form: Form, query: &str) -> HttpResponse {
    let location = format!("/{path}.{}{query}", form.ending());
    let links: Vec<String> = [format!("<{location}>; rel=\"describedby\"")]
        .into_iter()
        .chain(forms::alternates(path, query))
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
    let asked = Asked::read(request)?;
    let frame = Frame::of(request)?;
    let (theirs, owned) = (asked.clone(), path.to_owned());
    let outcome = compute(state, move |state, _, deadline| {
        let Asked { page, asof } = theirs.clone();
        let seen = state.seen(asof)?.in_tongue(frame.asked());
        let store = &*seen.store;
        match document::find(store, &iri)? {
            Found::Nothing => return Err(unknown(&owned, seen.moment().as_deref())),
            Found::Moved(heir) => return Ok(Err(heir)),
            Found::Thing => {}
        }
        let base = &state.settings.base;
        let gatherer = Gatherer {
            store,
            base,
            passages: state.settings.passages(),
            deadline,
        };
        let no_page = || {
            ServeError::NotFound(format!(
                "`{owned}` has no page {page}: begin at `/{owned}.{}`",
                form.ending()
            ))
        };
        let may_be_beyond = form == Form::Html;
        let document = gatherer
            .page(&iri, page)?
            .filter(|document| may_be_beyond || !document.place.is_beyond())
            .ok_or_else(no_page)?;
        let address = format!("{base}{owned}.{}", form.ending());
        let body = if form == Form::Html {
            let page = pages::thing::page(&frame, &seen, &document, deadline)?;
            page.ok_or_else(no_page)?.into_bytes()
        } else {
            let paging = paging(&document, &address, &theirs);
            form.write(document.quads().chain(&paging))?
        };
        Ok(Ok((body, document.place)))
    })
    .await?;
    match outcome {
        Err(heir) => {
            let ending = format!(".{}{}", form.ending(), asked.query(1));
            Ok(moved(state, &heir, &ending))
        }
        Ok((body, place)) => {
            let links = links(state, path, form, place, &asked);
            let mut answer = Whole::of(form.media_type(), body).with(header::LINK, links);
            if form == Form::Html {
                answer = answer.by_language();
            }
            if let Some(asof) = &asked.asof {
                answer = answer.with(MEMENTO, http_date(asof));
            }
            Ok(answer.answer(request))
        }
    }
}

/// `/KIND/ID.md` and the like: the facts of a thing as a list.
async fn listed(
    request: &HttpRequest,
    state: &Data<State>,
    path: &str,
    format: pages::Format,
) -> Result<HttpResponse, ServeError> {
    let iri = iri(state, path)?;
    let frame = Frame::of(request)?;
    let owned = path.to_owned();
    let outcome = compute(state, move |state, _, deadline| {
        let seen = state.seen(frame.asof.clone())?.in_tongue(frame.asked());
        match document::find(&seen.store, &iri)? {
            Found::Nothing => Err(unknown(&owned, seen.moment().as_deref())),
            Found::Moved(heir) => Ok(Err(heir)),
            Found::Thing => Ok(Ok(pages::thing::listed(
                &frame, &seen, &iri, format, deadline,
            )?)),
        }
    })
    .await?;
    Ok(match outcome {
        Err(heir) => moved(state, &heir, &format!(".{}", format.ending())),
        Ok(body) => Whole::of(format.media_type(), body)
            .by_language()
            .answer(request),
    })
}

/// The thing, the other forms of the document and its other pages.
fn links(state: &State, path: &str, form: Form, place: Place, asked: &Asked) -> String {
    let base = &state.settings.base;
    let described = [
        format!("<{base}{path}>; rel=\"describes\""),
        format!("<{base}{path}.html>; rel=\"canonical\""),
    ];
    let query = asked.query(1);
    let others = forms::alternates(path, &query)
        .filter(|link| !link.contains(&format!(".{}{query}>", form.ending())));
    let pages = place.others().map(|(relation, page)| {
        format!(
            "</{path}.{}{}>; rel=\"{relation}\"",
            form.ending(),
            asked.query(page)
        )
    });
    let original = asked
        .asof
        .as_ref()
        .map(|_| format!("<{base}{path}.{}>; rel=\"original\"", form.ending()));
    let all: Vec<String> = described
        .into_iter()
        .chain(others)
        .chain(pages)
        .chain(original)
        .collect();
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
fn paging(document: &Document, address: &str, asked: &Asked) -> Vec<Quad> {
    let mut others = document.place.others().peekable();
    if others.peek().is_none() {
        return Vec::new();
    }
    let at = |page: usize| {
        let joint = if asked.query(1).is_empty() { '?' } else { '&' };
        format!("{address}{}{joint}page={page}", asked.query(1))
    };
    let view = at(document.place.page);
    let whole = format!("{address}{}", asked.query(1));
    let mut quads = vec![
        link(&whole, foaf::PRIMARY_TOPIC, document.iri.as_str()),
        link(&whole, hydra::VIEW, &view),
        link(&view, rdf::TYPE, hydra::PARTIAL_COLLECTION_VIEW),
    ];
    for (relation, page) in others {
        let property = match relation {
            "first" => hydra::FIRST,
            "prev" => hydra::PREVIOUS,
            "next" => hydra::NEXT,
            _ => hydra::LAST,
        };
        quads.push(link(&view, property, &at(page)));
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
    NamedNode::new(format!("{}{path}", state.settings.base))
        .map_err(|_not_an_iri| unknown(path, None))
}

fn unknown(path: &str, moment: Option<&str>) -> ServeError {
    ServeError::NotFound(match moment {
        Some(moment) => format!(
            "nothing {moment} speaks of `{path}`: leave `asof` out to see what is known today"
        ),
        None => format!(
            "nothing is known of `{path}`: look for it with a query (`/sparql`), or begin at `/`"
        ),
    })
}

/// The end of the moment, as HTTP writes dates.
fn http_date(asof: &AsOf) -> String {
    header::HttpDate::from(std::time::SystemTime::from(asof.end())).to_string()
}
