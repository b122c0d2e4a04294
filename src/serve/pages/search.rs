//! `/search`: the full text, for people.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::{page, render};
use crate::search::{Language, Search};
use crate::serve::answer::compute;
use crate::serve::error::ServeError;
use crate::serve::params::Params;
use crate::serve::search::{Results, address, date, read};
use crate::serve::state::State;

#[derive(Template, Default)]
#[template(path = "search.html")]
struct Page<'a> {
    typed: &'a str,
    languages: Vec<(&'static str, &'static str, bool)>,
    from: String,
    to: String,
    kinds: Vec<&'static str>,
    actors: Vec<String>,
    problem: Option<String>,
    total: usize,
    facets: Vec<Facet>,
    /// The search without its kinds.
    all: Option<String>,
    first: usize,
    hits: Vec<Shown>,
    before: Option<String>,
    next: Option<String>,
}

/// A kind with its number of hits.
struct Facet {
    name: &'static str,
    count: usize,
    chosen: bool,
    address: String,
}

struct Shown {
    path: String,
    title: String,
    kind: &'static str,
    days: Vec<String>,
    snippet: String,
}

/// The page. What cannot be read is told above the form, which keeps what was typed.
pub(in crate::serve) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    let search = read(&params, &state)?;
    let typed = search.text.clone();
    let asked = search.clone();
    let results = compute(&state, |_, store, deadline| {
        Results::of(store, search, deadline)
    })
    .await;
    Ok(page(match results {
        Ok(results) => render(&shown(&state, &typed, &results)),
        Err(error @ ServeError::Store(crate::store::StoreError::BadRequest(_))) => render(&Page {
            problem: Some(error.to_string()),
            first: 1,
            ..form(&typed, &asked)
        }),
        Err(error) => return Err(error),
    }))
}

/// What stands in the form.
fn form<'a>(typed: &'a str, search: &Search) -> Page<'a> {
    let chosen = |language| search.language == Some(language);
    Page {
        typed,
        languages: vec![
            ("fr", "French", chosen(Language::French)),
            ("en", "English", chosen(Language::English)),
        ],
        from: search.from.map(date).unwrap_or_default(),
        to: search.to.map(date).unwrap_or_default(),
        kinds: search.kinds.iter().map(|kind| kind.name()).collect(),
        actors: search.actors.clone(),
        ..Page::default()
    }
}

fn shown<'a>(state: &State, typed: &'a str, results: &Results) -> Page<'a> {
    let search = &results.search;
    let facets = results.found.kinds.iter().map(|(kind, count)| {
        let narrowed = Search {
            kinds: vec![*kind],
            ..search.clone()
        };
        Facet {
            name: kind.name(),
            count: *count,
            chosen: search.kinds.contains(kind),
            address: address(&narrowed, 0),
        }
    });
    let every = Search {
        kinds: vec![],
        ..search.clone()
    };
    let hits = results.found.hits.iter().zip(&results.shown);
    let limit = search.limit.unwrap_or(0);
    Page {
        total: results.found.total,
        facets: facets.collect(),
        all: (!search.kinds.is_empty()).then(|| address(&every, 0)),
        first: search.offset + 1,
        hits: hits
            .map(|(hit, (entry, snippet))| Shown {
                path: state
                    .local_path(&hit.iri)
                    .unwrap_or_else(|| hit.iri.clone()),
                title: entry.title().to_owned(),
                kind: hit.kind.name(),
                days: entry.days.iter().map(|day| date(*day)).collect(),
                snippet: snippet.clone(),
            })
            .collect(),
        before: (search.offset > 0).then(|| address(search, search.offset.saturating_sub(limit))),
        next: results.next().map(|offset| address(search, offset)),
        ..form(typed, search)
    }
}
