//! The SPARQL 1.1 Protocol: `/sparql`, for queries and updates.
//!
//! A query comes by GET, as a form or as a body of its own; an update only as the latter two, and
//! with the token. Without an operation the endpoint describes itself.

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};

use crate::store::model::NamedNode;
use crate::store::{Dataset, Store, StoreError};

use super::answer::{Head, answer, compute};
use super::error::ServeError;
use super::negotiate::{self, Shape};
use super::observe::Operation;
use super::pages::Frame;
use super::params::Params;
use super::state::State;
use super::writer::write;
use super::{asof, auth, describe, limits, pages};

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";

/// GET and HEAD.
pub(super) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    if params.has("update") {
        return Err(ServeError::BadRequest(
            "updates go by POST: as `application/sparql-update`, or as a form with `update=`"
                .to_owned(),
        ));
    }
    match params.one("query")? {
        None => describe::service(&request, &params, &state),
        Some(text) => query(&request, &state, text.to_owned(), &params).await,
    }
}

/// POST of a form, a query or an update.
pub(super) async fn post(
    request: HttpRequest,
    payload: Payload,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let url = Params::parse(request.query_string().as_bytes())?;
    let media_type = limits::media_type(&request)?;
    let kind = match media_type.as_deref() {
        Some(kind @ (FORM | QUERY | UPDATE)) => kind,
        other => {
            return Err(ServeError::MediaType(format!(
                "a POST to the endpoint is `{FORM}`, `{QUERY}` or `{UPDATE}`, not `{}`",
                other.unwrap_or("without Content-Type")
            )));
        }
    };
    if kind == UPDATE {
        auth::may_write(&request, &state)?;
    }
    let body = limits::body(&request, payload, state.settings.body_limit).await?;
    if kind == FORM {
        let params = Params::parse(&body)?.and(url);
        return match (params.one("query")?, params.one("update")?) {
            (Some(_), Some(_)) => Err(ServeError::BadRequest(
                "a request is either a query or an update: give `query` or `update`, not both"
                    .to_owned(),
            )),
            (Some(text), None) => query(&request, &state, text.to_owned(), &params).await,
            (None, Some(text)) => {
                auth::may_write(&request, &state)?;
                update(&request, &state, text.to_owned(), &params).await
            }
            (None, None) => Err(ServeError::BadRequest(
                "the form has neither `query` nor `update`".to_owned(),
            )),
        };
    }
    if url.has("query") || url.has("update") {
        return Err(ServeError::BadRequest(
            "the operation is in the body: leave `query` and `update` out of the URL".to_owned(),
        ));
    }
    let text = String::from_utf8(body).map_err(|error| {
        ServeError::BadRequest(format!(
            "the body is not UTF-8 from byte {} on",
            error.utf8_error().valid_up_to()
        ))
    })?;
    if kind == QUERY {
        query(&request, &state, text, &url).await
    } else {
        update(&request, &state, text, &url).await
    }
}

async fn query(
    request: &HttpRequest,
    state: &Data<State>,
    text: String,
    params: &Params,
) -> Result<HttpResponse, ServeError> {
    refuse(
        params,
        ["using-graph-uri", "using-named-graph-uri"],
        "updates",
    )?;
    let dataset = dataset(params, ["default-graph-uri", "named-graph-uri"])?;
    let asof = asof::asked(params)?;
    Operation::note(request, &text);
    state.settings.limits.query_size(&text)?;
    state.settings.limits.sparql(&text)?;
    let frame = Frame::with(request, params)?;
    let format = params.one("format")?.map(str::to_owned);
    let accept = negotiate::accept(request.headers()).map(str::to_owned);
    // The form sends this: who typed it gets it back, with what is wrong with it.
    if format.as_deref() == Some("html")
        && let Some(problem) = problem(state, text.clone()).await?
    {
        return Ok(HttpResponse::BadRequest()
            .content_type("text/html; charset=utf-8")
            .body(pages::sparql::wrong(&frame, &text, &problem)));
    }
    answer(state, move |state, deadline, outlet| {
        let question = Store::question(&text, Some(&state.endpoint), dataset)?;
        let offers = negotiate::offers(question.form());
        let (shape, media_type) = negotiate::pick(format.as_deref(), accept.as_deref(), offers)?;
        let seen = state.seen(asof)?.in_tongue(frame.asked());
        outlet.head(Head::of(negotiate::content_type(media_type)));
        match shape {
            Shape::Data(format) => seen.store.ask(&question, format, deadline, outlet)?,
            Shape::Page => {
                pages::results::write(&frame, &seen, &text, &question, deadline, outlet)?;
            }
        }
        Ok(())
    })
    .await
}

/// Why a query does not parse, if it does not.
async fn problem(state: &Data<State>, text: String) -> Result<Option<String>, ServeError> {
    compute(state, move |state, _, _| {
        let parsed = Store::question(&text, Some(&state.endpoint), Dataset::default());
        match parsed {
            Err(StoreError::Syntax(why)) => Ok(Some(why)),
            _ => Ok(None),
        }
    })
    .await
}

async fn update(
    request: &HttpRequest,
    state: &Data<State>,
    text: String,
    params: &Params,
) -> Result<HttpResponse, ServeError> {
    refuse(
        params,
        ["default-graph-uri", "named-graph-uri", "asof", "clock"],
        "queries",
    )?;
    let using = dataset(params, ["using-graph-uri", "using-named-graph-uri"])?;
    state.settings.limits.sparql(&text)?;
    Operation::note(request, &text);
    write(state, move |state, store, deadline| {
        Ok(store.update(&text, Some(&state.endpoint), &using, deadline)?)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A parameter that would be ignored is an error: the client would get another answer than it thinks.
fn refuse<const N: usize>(
    params: &Params,
    names: [&str; N],
    theirs: &str,
) -> Result<(), ServeError> {
    match names.iter().find(|name| params.has(name)) {
        Some(name) => Err(ServeError::BadRequest(format!(
            "`{name}` is a parameter of {theirs} only"
        ))),
        None => Ok(()),
    }
}

fn dataset(params: &Params, pair: [&str; 2]) -> Result<Dataset, ServeError> {
    let [default, named] = pair.map(|name| {
        params
            .all(name)
            .filter(|iri| !iri.is_empty())
            .map(|iri| {
                NamedNode::new(iri).map_err(|error| {
                    ServeError::BadRequest(format!("`{name}={iri}` is not an IRI: {error}"))
                })
            })
            .collect::<Result<Vec<_>, _>>()
    });
    Ok(Dataset {
        default: default?,
        named: named?,
    })
}
