//! `/`: what this is, how much it holds, and where to begin.

use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Data;
use askama::Template;

use super::sparql::EXAMPLE;
use super::{page, render};
use crate::serve::answer::compute;
use crate::serve::error::ServeError;
use crate::serve::questions::{self, Question};
use crate::serve::state::State;
use crate::store::{Answer, Dataset, Deadline, Store, StoreError};

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    counts: &'a [(String, String)],
    quads: usize,
    questions: Vec<Question>,
    example: &'a str,
}

/// Where machines go on from here.
const LINKS: &str = "</.well-known/void>; rel=\"describedby\", </openapi.json>; rel=\"service-desc\"; type=\"application/json\", </sparql>; rel=\"service\"";

/// The page.
pub(in crate::serve) async fn get(state: Data<State>) -> Result<HttpResponse, ServeError> {
    let (counts, quads) = compute(&state, |_, store, deadline| {
        Ok((counts(store, deadline)?, store.len()?))
    })
    .await?;
    let mut response = page(render(&Home {
        counts: &counts,
        quads,
        questions: questions::all().collect(),
        example: EXAMPLE,
    }));
    response
        .headers_mut()
        .insert(header::LINK, HeaderValue::from_static(LINKS));
    Ok(response)
}

fn counts(store: &Store, deadline: &Deadline) -> Result<Vec<(String, String)>, StoreError> {
    let mut counts = Vec::new();
    for (class, name) in [
        ("Article", "articles"),
        ("Statement", "statements"),
        ("Proposal", "proposals"),
        ("Meeting", "meetings"),
        ("Actor", "actors"),
        ("Place", "places"),
    ] {
        let query = format!(
            "SELECT (COUNT(*) AS ?n) {{ ?thing a <https://w3id.org/demarche/ns#{class}> }}"
        );
        let question = Store::question(&query, None, Dataset::default())?;
        let number = store.with_answer(&question, deadline, |answer| match answer {
            Answer::Rows(mut rows) => Ok(rows
                .next()
                .transpose()?
                .and_then(|row| match row.get(0) {
                    Some(crate::store::model::Term::Literal(number)) => {
                        Some(number.value().to_owned())
                    }
                    _ => None,
                })
                .unwrap_or_default()),
            _ => Ok(String::new()),
        })?;
        counts.push((name.to_owned(), number));
    }
    Ok(counts)
}
