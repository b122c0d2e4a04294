//! `/`: what this is, how much it holds, and where to begin.

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::bag::Bag;
use super::fact::Sentence;
use super::frame::Frame;
use super::question::asked;
use super::render;
use super::view::View;
use crate::search::{Kind, Search};
use crate::serve::answer::compute;
use crate::serve::error::ServeError;
use crate::serve::fresh::Whole;
use crate::serve::questions;
use crate::serve::state::State;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    frame: &'a Frame,
    view: &'a View<'a>,
    /// How many of each kind: the key of its name, the number.
    counts: Vec<(&'static str, usize)>,
    /// Six questions as sentences.
    questions: Vec<(&'static str, String)>,
    latest: Vec<Sentence>,
}

/// Questions that the first page asks.
const ASKED: [&str; 6] = [
    "who_met_whom",
    "who_denies_what",
    "proposal_timeline",
    "terms_of_a_proposal",
    "what_is_planned",
    "attribution_chain",
];

/// Where machines go on from here.
const LINKS: &str = "</.well-known/void>; rel=\"describedby\", </openapi.json>; rel=\"service-desc\"; type=\"application/json\", </sparql>; rel=\"service\"";

/// The page.
pub(in crate::serve) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let frame = Frame::of(&request)?;
    let body = compute(&state, move |state, _, deadline| {
        let seen = state.seen(frame.asof.clone())?.in_tongue(frame.asked());
        let found = seen.store.search(&Search {
            limit: Some(0),
            ..Search::default()
        })?;
        let count = |kind: Kind| {
            let counted = found.kinds.iter().find(|(it, _)| *it == kind);
            counted.map_or(0, |(_, count)| *count)
        };
        let counts = vec![
            ("kind.articles", count(Kind::Article)),
            ("kind.statements", count(Kind::Statement)),
            ("kind.proposals", count(Kind::Proposal)),
            ("kind.meetings", count(Kind::Meeting)),
            ("kind.actors", count(Kind::Actor)),
            ("kind.places", count(Kind::Place)),
        ];
        let bag = Bag::of(state.settings.passages());
        let view = View::gather(&frame, &seen, &["latest", "outlets"], &[], bag, deadline)?;
        let questions = ASKED
            .iter()
            .filter_map(|name| questions::find(name))
            .map(|question| (question.name, asked(&question, frame.tongue).1))
            .collect();
        Ok(render(&Home {
            latest: view.facts("latest", "fact"),
            frame: &frame,
            view: &view,
            counts,
            questions,
        }))
    })
    .await?;
    Ok(Whole::of("text/html", body)
        .with(header::LINK, LINKS)
        .by_language()
        .answer(&request))
}

impl Home<'_> {
    fn href(&self, name: &str) -> String {
        self.frame.to(format!("/questions/{name}"))
    }
}
