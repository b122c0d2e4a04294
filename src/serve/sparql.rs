//! The SPARQL 1.1 Protocol: `/sparql`, for queries and updates.
//!
//! A query comes by GET, as a form or as a body of its own; an update only as the latter two, and
//! with the token. Without an operation the endpoint describes itself.

use std::sync::Arc;
use std::time::Instant;

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use crate::store::model::NamedNode;
use crate::store::{AsOf, Dataset, Deadline, Form, Question, Store, StoreError};

use super::answer::{Head, Outlet, answer, answer_until, compute};
use super::budget::Pass;
use super::error::ServeError;
use super::negotiate::{self, Offer, Shape};
use super::observe::Operation;
use super::pages::{Frame, Tongue};
use super::params::Params;
use super::state::State;
use super::tokens::Scope;
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
    let asked = Asked {
        text,
        default: dataset
            .default
            .into_iter()
            .map(NamedNode::into_string)
            .collect(),
        named: dataset
            .named
            .into_iter()
            .map(NamedNode::into_string)
            .collect(),
        format,
        accept,
        frame,
        asof: asof.as_ref().map(|asof| {
            let (moment, clock) = asof.parts();
            (moment.to_owned(), clock.to_owned())
        }),
    };
    // The form sends this: who typed it gets it back, with what is wrong with it.
    let typed = asked
        .format
        .as_deref()
        .is_some_and(pages::sparql::is_page)
        .then(|| (asked.frame.clone(), asked.text.clone()));
    match (evaluated(request, state, asked, asof).await, typed) {
        (Err(ServeError::Store(why @ StoreError::Syntax(_))), Some((frame, text))) => {
            Ok(HttpResponse::BadRequest()
                .content_type("text/html; charset=utf-8")
                .body(pages::sparql::wrong(&frame, &text, &why)))
        }
        (answer, _) => answer,
    }
}

/// Has a query evaluated: here for who may write, in a worker for others.
async fn evaluated(
    request: &HttpRequest,
    state: &Data<State>,
    asked: Asked,
    asof: Option<AsOf>,
) -> Result<HttpResponse, ServeError> {
    let scope = auth::scope(request, state)?;
    if scope >= Some(Scope::Write) {
        return within(state, asked, asof, None).await;
    }
    // Whoever has a token to ask has no budget.
    let pass = match scope {
        None => Some(state.accounts.query(request)?),
        Some(_) => None,
    };
    let Some(pool) = &state.pool else {
        return within(state, asked, asof, pass).await;
    };
    let deadline = state.deadline();
    let store = match asof {
        None => Arc::clone(&state.store),
        // A snapshot is made here, for workers to read.
        asof => compute(state, move |state, _, _| Ok(state.seen(asof)?.store)).await?,
    };
    answer_until(
        state,
        &pool.couriers,
        deadline,
        move |state, deadline, outlet| {
            let Some(pool) = &state.pool else {
                return Err(ServeError::Internal);
            };
            let (taken, outcome) = pool.ask(pool.place(), &store, &asked, deadline, outlet);
            if let Some(pass) = pass {
                pass.charge(taken);
            }
            outcome
        },
    )
    .await
}

/// Evaluates a query in this process.
async fn within(
    state: &Data<State>,
    asked: Asked,
    asof: Option<AsOf>,
    pass: Option<Pass>,
) -> Result<HttpResponse, ServeError> {
    answer(state, move |state, deadline, outlet| {
        let began = Instant::now();
        let outcome = || {
            let question = asked.question(&state.endpoint)?;
            let offer = asked.offer(question.form())?;
            let seen = state.seen(asof)?.in_tongue(asked.frame.asked());
            asked.write(&seen, &question, offer, deadline, outlet)
        };
        let outcome = outcome();
        if let Some(pass) = pass {
            pass.charge(began.elapsed());
        }
        outcome
    })
    .await
}

/// A query as it was asked, before it is parsed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    text: String,
    default: Vec<String>,
    named: Vec<String>,
    format: Option<String>,
    accept: Option<String>,
    /// What stands around a page.
    frame: Frame,
    /// A moment and a clock.
    asof: Option<(String, String)>,
}

impl Asked {
    /// Parses the query.
    pub(super) fn question(&self, endpoint: &str) -> Result<Question, ServeError> {
        // They were looked at when they came.
        let graphs = |names: &[String]| names.iter().map(NamedNode::new_unchecked).collect();
        let dataset = Dataset {
            default: graphs(&self.default),
            named: graphs(&self.named),
        };
        Ok(Store::question(&self.text, Some(endpoint), dataset)?)
    }

    /// In which form the client gets an answer of this kind.
    pub(super) fn offer(&self, form: Form) -> Result<Offer<Shape>, ServeError> {
        let (format, accept) = (self.format.as_deref(), self.accept.as_deref());
        negotiate::pick(format, accept, negotiate::offers(form))
    }

    /// In which language links stay.
    pub(super) fn tongue(&self) -> Option<Tongue> {
        self.frame.asked()
    }

    /// The moment that the answer is about.
    pub(super) fn asof(&self) -> Result<Option<AsOf>, ServeError> {
        let asof = self.asof.as_ref();
        let asof = asof.map(|(moment, clock)| AsOf::parse(moment, Some(clock)));
        Ok(asof.transpose()?)
    }

    /// Evaluates the query and writes the answer.
    pub(super) fn write(
        &self,
        seen: &asof::Seen<'_>,
        question: &Question,
        (shape, media_type): Offer<Shape>,
        deadline: &Deadline,
        outlet: &mut Outlet,
    ) -> Result<(), ServeError> {
        outlet.head(Head::of(negotiate::content_type(media_type)));
        match shape {
            Shape::Data(format) => seen.store.ask(question, format, deadline, outlet)?,
            Shape::Page => {
                let mut frame = self.frame.clone();
                frame.asof = self.asof()?;
                pages::results::write(&frame, seen, &self.text, question, deadline, outlet)?;
            }
        }
        Ok(())
    }
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
