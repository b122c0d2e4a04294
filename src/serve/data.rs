//! `/data`: everything that can be taken away, as files; `/np/…`: single nanopublications.
//!
//! An export may take longer than a query is given, so it has no deadline; it ends when its client goes. As many as
//! [`AT_ONCE`] are made at the same time, the next are told to come back: queries keep their threads. With `?asof=` they
//! tell what was known then.

use std::sync::atomic::Ordering;

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use crate::export::{self, Source};
use crate::store::{Deadline, Store, StoreError};

use super::answer::{Head, answer, answer_without_limit};
use super::asof;
use super::error::ServeError;
use super::negotiate;
use super::pages::{self, Frame};
use super::params::Params;
use super::state::State;

/// How many exports are made at once.
const AT_ONCE: usize = 2;

/// The place of one export under way.
struct Turn(Data<State>);

impl Turn {
    fn take(state: &Data<State>) -> Option<Self> {
        let counter = &state.exports;
        let taken = counter.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |running| {
            (running < AT_ONCE).then_some(running + 1)
        });
        taken.is_ok().then(|| Self(state.clone()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.exports.fetch_sub(1, Ordering::Relaxed);
    }
}

/// `/data`: the list, as a page or as JSON.
pub(super) async fn list(request: HttpRequest) -> Result<HttpResponse, ServeError> {
    const OFFERS: [negotiate::Offer<bool>; 3] = [
        (false, "application/json"),
        (true, "text/html"),
        (true, "application/xhtml+xml"),
    ];
    let accept = negotiate::accept(request.headers());
    let (is_page, media_type) = negotiate::pick(None, accept, &OFFERS)?;
    let body = if is_page {
        pages::data::list(&Frame::of(&request)?, &export::files())
    } else {
        let files: Vec<serde_json::Value> = export::files()
            .iter()
            .map(|file| {
                serde_json::json!({
                    "name": file.name,
                    "url": format!("/data/{}", file.name),
                    "encodingFormat": file.media_type,
                    "description": file.about,
                })
            })
            .collect();
        serde_json::Value::from(files).to_string()
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, negotiate::content_type(media_type)))
        .insert_header((header::VARY, "accept"))
        .body(body))
}

/// `/data/NAME`: one of the files, streamed.
pub(super) async fn get(
    request: HttpRequest,
    name: Path<String>,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let name = name.into_inner();
    let Some(file) = export::find(&name) else {
        return Err(ServeError::NotFound(format!(
            "there is no export `{name}`: `/data` lists what there is"
        )));
    };
    let asof = asof::asked(&Params::parse(request.query_string().as_bytes())?)?;
    let mut head = Head::of(negotiate::content_type(file.media_type));
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        head.headers
            .push((header::CONTENT_DISPOSITION, disposition));
    }
    if request.method() == actix_web::http::Method::HEAD {
        // Its length is known when it is made, and making it is what HEAD spares.
        return Ok(head.response().finish());
    }
    let turn = Turn::take(&state).ok_or(ServeError::Busy)?;
    answer_without_limit(&state, move |state, deadline, outlet| {
        let _turn = turn;
        let seen = state.seen(asof)?;
        outlet.head(head);
        with_source(&seen, &seen.store, deadline, |source| {
            file.write(source, outlet)
        })?;
        Ok(())
    })
    .await
}

/// `/np/KIND/KEY/CODE`: a nanopublication, if what it says is still what the graph says.
pub(super) async fn nanopub(
    path: Path<(String, String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let (kind, key, code) = path.into_inner();
    answer(&state, move |state, deadline, outlet| {
        let local = format!("{kind}/{key}");
        let found = with_source(state, &state.store, deadline, |source| {
            export::find_nanopub(source, &local, &code)
        })?;
        match found {
            Some((true, document)) => {
                outlet.head(Head::of("application/trig"));
                std::io::Write::write_all(outlet, &document).map_err(StoreError::from)?;
                Ok(())
            }
            Some((false, _)) => Err(ServeError::NotFound(format!(
                "there is no nanopublication `{code}` any more, or it was published elsewhere: articles that came since have \
                 changed what is known of `{local}`; `/data/nanopubs.trig` has its present one"
            ))),
            None => Err(ServeError::NotFound(format!(
                "there is nothing called `{local}` of which a nanopublication could be made"
            ))),
        }
    })
    .await
}

fn with_source<T>(
    state: &State,
    store: &Store,
    deadline: &Deadline,
    make: impl FnOnce(&Source<'_>) -> Result<T, StoreError>,
) -> Result<T, ServeError> {
    let base = &state.settings.base;
    let source = Source::new(store, base, deadline, state.settings.publication());
    let source = source.map_err(|error| {
        tracing::error!(%error, "nothing can be exported");
        ServeError::Internal
    })?;
    Ok(make(&source)?)
}
