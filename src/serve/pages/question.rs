//! A question that comes with the program, and its answer.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::results::outcome;
use super::sparql::Outcome;
use super::{page, render};
use crate::serve::answer::compute;
use crate::serve::asof;
use crate::serve::error::ServeError;
use crate::serve::params::Params;
use crate::serve::questions::{self, Question};
use crate::serve::state::State;
use crate::store::{Dataset, Store};

#[derive(Template)]
#[template(path = "question.html")]
struct Page<'a> {
    name: &'a str,
    en: &'a str,
    fr: &'a str,
    query: &'a str,
    outcome: Outcome,
}

#[derive(Template)]
#[template(path = "questions.html")]
struct List {
    questions: Vec<Question>,
}

/// All questions.
pub(in crate::serve) fn list() -> String {
    render(&List {
        questions: questions::all().collect(),
    })
}

/// `/questions/NAME`.
pub(in crate::serve) async fn get(
    request: HttpRequest,
    name: Path<String>,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let question = questions::find(&name).ok_or_else(|| questions::unknown(&name))?;
    let query = question.query;
    let asof = asof::asked(&Params::parse(request.query_string().as_bytes())?)?;
    let outcome = compute(&state, move |state, _, deadline| {
        let asked = Store::question(query, Some(&state.endpoint), Dataset::default())?;
        Ok(outcome(&state.seen(asof)?, &asked, deadline)?)
    })
    .await?;
    Ok(page(render(&Page {
        name: question.name,
        en: question.en,
        fr: question.fr,
        query,
        outcome,
    })))
}
