//! Pages for people: plain HTML that works without scripts and asks nothing of other servers.

pub(super) mod data;
pub(super) mod dataset;
pub(super) mod home;
pub(super) mod ontology;
pub(super) mod preview;
pub(super) mod question;
pub(super) mod resource;
pub(super) mod results;
pub(super) mod search;
pub(super) mod sparql;
mod term;

pub(super) use term::shorten;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::serve::fresh::Whole;

/// The style sheet of all pages.
pub(super) async fn style(request: HttpRequest) -> HttpResponse {
    Whole::of("text/css", include_str!("style.css")).answer(&request)
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    title: &'a str,
    detail: &'a str,
}

/// A failure, told to a person.
pub(super) fn problem(title: &str, detail: &str) -> String {
    render(&ProblemPage { title, detail })
}

/// Templates write to a string and can only fail where a filter does; ours do not.
fn render(page: &impl Template) -> String {
    page.render().unwrap_or_else(|error| {
        tracing::error!(%error, "a page could not be rendered");
        String::new()
    })
}

fn page(body: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::VARY, "accept"))
        .body(body)
}
