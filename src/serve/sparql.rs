//! The SPARQL 1.1 Protocol: `/sparql`, for queries and updates.
//!
//! A query comes by GET, as a form or as a body of its own; an update only as the latter two, and
//! with the token. Without an operation the endpoint describes itself.

use std::sync::Arc;
use std::time::Instant;

use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use crate::guard::Limit;
use crate::store::model::NamedNode;
use crate::store::{AsOf, Change, Dataset, Deadline, Form, Question, Store, StoreError};

use super::answer::{Head, Outlet, answer, answer_until, compute, compute_on};
use super::budget::Pass;
use super::cache::{Cached, Found};
use super::error::ServeError;
use super::isolation::Task;
use super::negotiate::{self, Offer, Shape};
use super::observe::Operation;
use super::pages::{Frame, Tongue};
use super::params::Params;
use super::state::State;
use super::tokens::Scope;
use super::writer::write;
use super::{asof, auth, describe, limits, pages, quick, room};

const FORM: &str = "application/x-www-form-urlencoded";
const QUERY: &str = "application/sparql-query";
const UPDATE: &str = "application/sparql-update";
/// What a form holds beside the query.
const FORM_BYTES: usize = 64 * 1024;

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
    let body = limits::body(&request, payload, body_limit(&request, &state, kind)).await?;
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

/// How many bytes a body may have: that of a query as many as a query, three times where it is escaped; only who may
/// write sends more.
fn body_limit(request: &HttpRequest, state: &State, kind: &str) -> usize {
    let query = state.settings.limits.of(Limit::QuerySize);
    let may_write = auth::scope(request, state).is_ok_and(|scope| scope >= Some(Scope::Write));
    let most = match kind {
        QUERY => query,
        FORM if !may_write => query.saturating_mul(3).saturating_add(FORM_BYTES),
        _ => state.settings.body_limit,
    };
    most.min(state.settings.body_limit)
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
        default: names(dataset.default),
        named: names(dataset.named),
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
    // A wrong token is told so, also where the answer is at hand.
    let scope = auth::scope(request, state)?;
    // What was true at a moment depends on more than the query reads.
    let question = match asof {
        None => state.quick.question(&asked),
        Some(_) => None,
    };
    let cached = match state
        .results
        .find(request, &state.store, &asked, question.as_deref())
    {
        Found::Answer(response) => return Ok(response),
        Found::Nothing(cached) => cached,
    };
    match (
        evaluated(request, state, asked, asof, scope, cached).await,
        typed,
    ) {
        (Err(ServeError::Store(why @ StoreError::Syntax(_))), Some((frame, text))) => {
            Ok(HttpResponse::BadRequest()
                .content_type("text/html; charset=utf-8")
                .body(pages::sparql::wrong(&frame, &text, &why)))
        }
        (answer, _) => answer,
    }
}

/// Has a query evaluated: here if it is plain and soon done, in a worker otherwise.
async fn evaluated(
    request: &HttpRequest,
    state: &Data<State>,
    asked: Asked,
    asof: Option<AsOf>,
    scope: Option<Scope>,
    mut cached: Cached,
) -> Result<HttpResponse, ServeError> {
    // Whoever has a token to ask has no budget.
    let pass = match scope {
        None => Some(state.accounts.query(request)?),
        Some(_) => None,
    };
    let asked = Arc::new(asked);
    let Some(pool) = &state.pool else {
        return Ok(cached.mark(within(state, asked, asof, pass, cached.clone()).await?));
    };
    let is_today = asof.is_none();
    let store = match asof {
        None => Arc::clone(&state.store),
        // The past is made here, also where workers read it.
        asof => compute(state, move |state, _, _| Ok(state.seen(asof)?.store)).await?,
    };
    if let Some((head, body, question)) = quick::answer(state, &store, &asked, pass.as_ref()).await
    {
        if is_today {
            cached.is_of(&state.store, &question);
        }
        cached.keep(&head, body.clone());
        return Ok(cached.mark(head.response().body(body)));
    }
    let may_lag = scope < Some(Scope::Write);
    let deadline = state.deadline();
    let theirs = cached.clone();
    let response = answer_until(
        state,
        &pool.couriers,
        deadline,
        move |state, deadline, outlet| {
            let Some(pool) = &state.pool else {
                return Err(ServeError::Internal);
            };
            let changes = theirs.changes();
            outlet.keep(Box::new(move |head, body| theirs.keep(head, body.into())));
            let task = Task::Answer(Box::new(Arc::unwrap_or_clone(asked)));
            let (taken, outcome) = pool.ask(pool.place(), &store, &task, may_lag, deadline, outlet);
            if is_today && taken.changes != Some(changes) {
                outlet.forget();
            }
            if let (Some(pass), Some(computed)) = (pass, taken.computed) {
                pass.charge(computed);
            }
            outcome
        },
    )
    .await?;
    Ok(if may_lag && pool.lags() {
        response
    } else {
        cached.mark(response)
    })
}

/// Evaluates a query in this process.
async fn within(
    state: &Data<State>,
    asked: Arc<Asked>,
    asof: Option<AsOf>,
    pass: Option<Pass>,
    cached: Cached,
) -> Result<HttpResponse, ServeError> {
    answer(state, move |state, deadline, outlet| {
        let began = Instant::now();
        let changes = cached.changes();
        outlet.keep(Box::new(move |head, body| cached.keep(head, body.into())));
        let outcome = || {
            let question = asked.question(&state.endpoint)?;
            let offer = asked.offer(question.form())?;
            let seen = state.seen(asof)?.in_tongue(asked.frame.asked());
            asked.write(&seen, &question, offer, deadline, outlet)
        };
        let outcome = outcome();
        if state.store.changes() != changes {
            outlet.forget();
        }
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
    /// All that an answer in a form for programs depends on, beside the store; nothing where it is a page, or another one
    /// each time.
    pub(super) fn key(&self) -> Option<String> {
        let is_page = self.format.as_deref().is_some_and(pages::sparql::is_page);
        let wants_page = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default().to_ascii_lowercase();
            ["html", "table"].iter().any(|it| text.contains(it))
        };
        let is_page = is_page || wants_page(&self.format) || wants_page(&self.accept);
        if is_page || !is_repeatable(&self.text) {
            return None;
        }
        serde_json::to_string(&(
            &self.text,
            &self.default,
            &self.named,
            &self.format,
            &self.accept,
            &self.asof,
        ))
        .ok()
    }

    /// What the query and its dataset are.
    pub(super) fn meaning(&self) -> Option<String> {
        serde_json::to_string(&(&self.text, &self.default, &self.named)).ok()
    }

    /// Parses the query.
    pub(super) fn question(&self, endpoint: &str) -> Result<Question, ServeError> {
        let dataset = dataset_of(&self.default, &self.named);
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

/// Whether a query has the same answer each time. Words of its texts count as well: then it is only evaluated anew.
fn is_repeatable(text: &str) -> bool {
    const OTHERWISE: [&str; 6] = ["RAND", "UUID", "NOW", "BNODE", "SERVICE", "\\U"];
    let text = text.to_ascii_uppercase();
    !OTHERWISE.iter().any(|word| text.contains(word))
}

/// An update as it was asked, before it is parsed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Update {
    text: String,
    default: Vec<String>,
    named: Vec<String>,
}

impl Update {
    /// Parses the update.
    pub(super) fn read(&self, endpoint: &str) -> Result<Change, ServeError> {
        let using = dataset_of(&self.default, &self.named);
        Ok(Store::change(&self.text, Some(endpoint), using)?)
    }
}

/// Graphs whose names were looked at when they came.
fn dataset_of(default: &[String], named: &[String]) -> Dataset {
    let graphs = |names: &[String]| names.iter().map(NamedNode::new_unchecked).collect();
    Dataset {
        default: graphs(default),
        named: graphs(named),
    }
}

fn names(graphs: Vec<NamedNode>) -> Vec<String> {
    graphs.into_iter().map(NamedNode::into_string).collect()
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
    let quads = state.settings.limits.sparql(&text)?;
    Operation::note(request, &text);
    let _turn = state.room.turn(state, text.len()).await?;
    let most = room::quads(text.len());
    if quads > most {
        return Err(ServeError::Quads { limit: most });
    }
    let update = Update {
        text,
        default: names(using.default),
        named: names(using.named),
    };
    let (change, is_small, update) = compute(state, move |state, store, _| {
        let change = update.read(&state.endpoint)?;
        let is_small = store.is_small(&change)?;
        Ok((change, is_small, update))
    })
    .await?;
    if !is_small
        && !state.store.is_read_only()
        && let Some(pool) = &state.pool
    {
        // What the one writer could not be stopped from is tried by a process that can.
        compute_on(state, &pool.couriers, move |state, store, deadline| {
            let pool = state.pool.as_ref().ok_or(ServeError::Internal)?;
            pool.rehearse(pool.place(), store, update, deadline)
        })
        .await?;
    }
    write(state, move |_, store, deadline| {
        Ok(store.carry_out(change, deadline)?)
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
