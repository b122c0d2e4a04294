//! Pages for people: HTML that works without scripts and asks nothing of other servers, in English and French.
//!
//! A page is a template and one or a few queries of `queries/pages`; `catalogue.rs` lists those that are nothing more.
//! `view.rs` makes what a template sees out of the answers; `fact.rs` makes the sentences of which all pages consist;
//! `frame.rs` knows what is around a page. Words stand in `strings.tsv` (`tongue.rs`), never in templates.

mod article;
mod bag;
mod catalogue;
mod citation;
mod compare;
pub(super) mod data;
pub(super) mod dataset;
mod draw;
pub(super) mod editor;
mod fact;
mod formats;
mod frame;
mod grammar;
mod guard;
pub(super) mod home;
mod narrow;
pub(super) mod ontology;
mod passage;
pub(super) mod preview;
mod problem;
mod queries;
pub(super) mod question;
mod resource;
pub(super) mod results;
pub(super) mod search;
mod sentence;
pub(super) mod sparql;
mod sums;
mod term;
pub(super) mod thing;
mod tongue;
mod typography;
mod view;

pub(super) use catalogue::{get, get_as, names};
pub use editor::HAS_EDITOR;
pub(super) use formats::Format;
pub(super) use frame::Frame;
pub(super) use guard::guarded;
pub(super) use problem::problem;
pub(super) use queries::Kept;
pub(super) use term::shorten;
pub(super) use tongue::Tongue;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::serve::fresh::Whole;

/// What the head of every page leads to: path, and the key of its name.
const NAVIGATION: [(&str, &str); 8] = [
    ("/search", "nav.search"),
    ("/disputes", "nav.disputes"),
    ("/timeline", "nav.timeline"),
    ("/met", "nav.met"),
    ("/coverage", "nav.coverage"),
    ("/changes", "nav.changes"),
    ("/questions", "nav.questions"),
    ("/sparql", "nav.sparql"),
];

/// The style sheet of all pages.
pub(super) async fn style(request: HttpRequest) -> HttpResponse {
    Whole::of("text/css", include_str!("style.css")).answer(&request)
}

/// The form of a thing that is a list of its facts, by the ending of its address.
pub(super) fn format_of_things(ending: &str) -> Option<Format> {
    Format::of(ending).filter(|format| thing::FORMATS.contains(format))
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
        .insert_header((header::VARY, "accept, accept-language"))
        .body(body)
}
