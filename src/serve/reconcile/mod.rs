//! `/reconcile`: people match a column of names against our actors, places and meetings.
//!
//! This is the Reconciliation Service API 0.2 of the W3C community group, as `OpenRefine` speaks it, and below `/reconcile/1.0`
//! the draft of 1.0, on the same matcher. An entity is named by what follows the base in its IRI: `actor/Q22316`.

mod extend;
mod manifest;
mod matching;
mod property;
mod query;
mod suggest;

use actix_web::http::header;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value, json};

use crate::store::{Deadline, Store};
use crate::vocab::{dm, foaf, org, schema};

use super::answer::compute;
use super::error::ServeError;
use super::params::Params;
use super::state::State;
use super::{limits, pages};

/// Queries of a batch, at most.
const BATCH: usize = 100;

/// What an entity may be: id, name, class.
const TYPES: [(&str, &str, &str); 7] = [
    ("Actor", "Actor", dm::ACTOR),
    ("Person", "Person", foaf::PERSON),
    ("Organization", "Organization", org::ORGANIZATION),
    ("Country", "Country", schema::COUNTRY),
    ("Group", "Group", dm::COLLECTIVE),
    ("Place", "Place", dm::PLACE_CLASS),
    ("Meeting", "Meeting", dm::MEETING),
];

/// What has no identity of its own.
const NO_ENTITY: [&str; 2] = [dm::UNNAMED_SOURCE, dm::DOCUMENT];

/// What requests are answered from.
struct Context<'a> {
    store: &'a Store,
    base: &'a str,
    deadline: &'a Deadline,
}

impl Context<'_> {
    /// The id of an entity.
    fn id<'i>(&self, iri: &'i str) -> &'i str {
        iri.strip_prefix(self.base).unwrap_or(iri)
    }

    /// The IRI of an entity.
    fn iri(&self, id: &str) -> String {
        let whole = id.contains("://") || id.starts_with("urn:");
        if whole {
            id.to_owned()
        } else {
            format!("{}{id}", self.base)
        }
    }
}

/// Types of an entity as answers have them; `Actor` only where nothing more is known.
fn types(classes: &[String]) -> Vec<Value> {
    let has = |class: &str| classes.iter().any(|it| it == class);
    let mut found: Vec<_> = TYPES.iter().filter(|(.., class)| has(class)).collect();
    if found.len() > 1 {
        found.retain(|(.., class)| *class != dm::ACTOR);
    }
    found
        .iter()
        .map(|(id, name, _)| json!({"id": id, "name": name}))
        .collect()
}

/// GET: the manifest, a batch of queries, or a data extension.
pub(super) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    answer(&state, params).await
}

/// POST of the same as a form.
pub(super) async fn post(
    request: HttpRequest,
    payload: Payload,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let body = body(
        &request,
        payload,
        &state,
        "application/x-www-form-urlencoded",
    )
    .await?;
    let url = Params::parse(request.query_string().as_bytes())?;
    answer(&state, Params::parse(&body)?.and(url)).await
}

/// The manifest of the draft of 1.0.
pub(super) async fn manifest_of_draft(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    reply(&params, &manifest::draft(&state.settings.base))
}

/// POST of a data extension as the draft of 1.0 has it.
pub(super) async fn post_extend(
    request: HttpRequest,
    payload: Payload,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let body = body(&request, payload, &state, "application/json").await?;
    let query: extend::Query = parsed(&state, "the body", &body)?;
    let told = compute(&state, move |state, store, deadline| {
        let context = context(state, store, deadline);
        extend::rows(&context, &query, extend::Version::Draft)
    })
    .await?;
    reply(&Params::default(), &told)
}

/// POST of a batch as the draft of 1.0 has it.
pub(super) async fn post_match(
    request: HttpRequest,
    payload: Payload,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let body = body(&request, payload, &state, "application/json").await?;
    let batch: query::Batch = parsed(&state, "the body", &body)?;
    few(batch.queries.len())?;
    let told = compute(&state, move |state, store, deadline| {
        let context = context(state, store, deadline);
        let results = batch.queries.into_iter().map(|query| {
            let candidates = matching::candidates(&context, &query.read()?, true)?;
            Ok(json!({ "candidates": candidates }))
        });
        Ok(json!({"results": results.collect::<Result<Vec<_>, ServeError>>()?}))
    })
    .await?;
    reply(&Params::default(), &told)
}

async fn body(
    request: &HttpRequest,
    payload: Payload,
    state: &State,
    expected: &str,
) -> Result<Vec<u8>, ServeError> {
    let media_type = limits::media_type(request)?;
    if media_type.as_deref() != Some(expected) {
        return Err(ServeError::MediaType(format!(
            "a POST here is `{expected}`, not `{}`",
            media_type.as_deref().unwrap_or("without Content-Type")
        )));
    }
    limits::body(request, payload, state.settings.body_limit).await
}

async fn answer(state: &Data<State>, params: Params) -> Result<HttpResponse, ServeError> {
    let queries = params.one("queries")?.map(str::to_owned);
    let extend = params.one("extend")?.map(str::to_owned);
    let told = match (queries, extend) {
        (None, None) => manifest::manifest(&state.settings.base),
        (Some(_), Some(_)) => {
            return Err(ServeError::BadRequest(
                "a request is either `queries` or `extend`, not both".to_owned(),
            ));
        }
        (Some(queries), None) => {
            let queries: std::collections::BTreeMap<String, query::Query> =
                parsed(state, "`queries`", queries.as_bytes())?;
            few(queries.len())?;
            compute(state, move |state, store, deadline| {
                let context = context(state, store, deadline);
                let mut told = Map::new();
                for (key, query) in queries {
                    let result = matching::candidates(&context, &query.read()?, false)?;
                    told.insert(key, json!({ "result": result }));
                }
                Ok(Value::Object(told))
            })
            .await?
        }
        (None, Some(extend)) => {
            let query: extend::Query = parsed(state, "`extend`", extend.as_bytes())?;
            compute(state, move |state, store, deadline| {
                let context = context(state, store, deadline);
                extend::rows(&context, &query, extend::Version::Two)
            })
            .await?
        }
    };
    reply(&params, &told)
}

/// Suggestions for what is being typed.
pub(super) async fn suggest(
    request: HttpRequest,
    state: Data<State>,
    of: actix_web::web::Path<String>,
) -> Result<HttpResponse, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    let asked = suggest::Asked::read(&of, &params)?;
    let told = compute(&state, move |state, store, deadline| {
        asked.answer(&context(state, store, deadline))
    })
    .await?;
    reply(&params, &told)
}

/// Properties that entities of a type have.
pub(super) async fn propose(request: HttpRequest) -> Result<HttpResponse, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    let of = params.one("type")?.unwrap_or_default().to_owned();
    let limit = params
        .one("limit")?
        .and_then(|limit| limit.parse::<usize>().ok());
    let proposed = property::of_type(&of).take(limit.unwrap_or(usize::MAX));
    let mut told = json!({"type": of, "properties": proposed.map(property::Property::told).collect::<Vec<_>>()});
    if let Some(limit) = limit {
        told["limit"] = limit.into();
    }
    reply(&params, &told)
}

/// A small page about an entity, to be shown in a frame.
pub(super) async fn preview(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let (id, iri) = entity(&request, &state)?;
    let page = compute(&state, move |_, store, _| {
        let entry = store.entry(&iri)?.ok_or_else(|| unknown(&id))?;
        let kinds = types(&entry.classes);
        let kinds = kinds
            .iter()
            .filter_map(|kind| kind["name"].as_str().map(str::to_owned));
        Ok(pages::preview::page(&iri, &entry, kinds.collect()))
    })
    .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page))
}

/// Leads from the id of an entity to the entity.
pub(super) async fn view(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let (id, iri) = entity(&request, &state)?;
    let path = state.local_path(&iri).ok_or_else(|| unknown(&id))?;
    // A header holds ASCII only.
    let path: String = path
        .bytes()
        .map(|byte| match byte {
            b'!'..=b'~' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .finish())
}

fn entity(request: &HttpRequest, state: &State) -> Result<(String, String), ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    let id = params.one("id")?.unwrap_or_default();
    let iri = format!("{}{id}", state.settings.base);
    let is_odd = |letter: char| letter.is_control() || "<>\" ".contains(letter);
    if id.is_empty() || id.contains(is_odd) {
        return Err(unknown(id));
    }
    Ok((id.to_owned(), iri))
}

fn unknown(id: &str) -> ServeError {
    ServeError::NotFound(format!(
        "there is no entity `{id}`: give `?id=`, as in answers of `/reconcile`"
    ))
}

fn context<'a>(state: &'a State, store: &'a Store, deadline: &'a Deadline) -> Context<'a> {
    Context {
        store,
        base: &state.settings.base,
        deadline,
    }
}

fn few(queries: usize) -> Result<(), ServeError> {
    if queries > BATCH {
        return Err(ServeError::Batch { limit: BATCH });
    }
    Ok(())
}

fn parsed<T: serde::de::DeserializeOwned>(
    state: &State,
    what: &str,
    json: &[u8],
) -> Result<T, ServeError> {
    state.settings.limits.json(json)?;
    serde_json::from_slice(json)
        .map_err(|error| ServeError::BadRequest(format!("{what} cannot be read: {error}")))
}

/// JSON, or a call of the function that `callback` names, for clients from before CORS.
fn reply(params: &Params, told: &Value) -> Result<HttpResponse, ServeError> {
    let mut response = HttpResponse::Ok();
    let Some(callback) = params.one("callback")? else {
        return Ok(response
            .content_type("application/json")
            .body(told.to_string()));
    };
    let mut letters = callback.chars();
    let starts = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || "_$".contains(first));
    let goes_on = letters.all(|letter| letter.is_ascii_alphanumeric() || "_$.".contains(letter));
    if !starts || !goes_on || callback.len() > 128 {
        return Err(ServeError::BadRequest(
            "`callback` is not the name of a function".to_owned(),
        ));
    }
    // Two characters that JSON allows in strings, and older JavaScript does not.
    let json = told
        .to_string()
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    Ok(response
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .content_type("text/javascript; charset=utf-8")
        // The comment keeps what follows from being read as another format.
        .body(format!("/**/{callback}({json});")))
}
