//! `/`: what this is, how much it holds, and where to begin.

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::bag::Bag;
use super::fact::Sentence;
use super::frame::Frame;
use super::render;
use super::sentence::{self, Choice, Part};
use super::tongue::Tongue;
use super::view::View;
use crate::search::{Kind, Search};
use crate::serve::answer::compute;
use crate::serve::asof::Seen;
use crate::serve::error::ServeError;
use crate::serve::fresh::Whole;
use crate::serve::state::State;
use crate::store::{Deadline, StoreError};
use crate::vocab::is_item;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    frame: &'a Frame,
    view: &'a View<'a>,
    /// How many of each kind: the key of its name, the number.
    counts: Vec<(&'static str, usize)>,
    /// Six questions as sentences with gaps.
    sentences: Vec<sentence::Sentence>,
    latest: Vec<Sentence>,
}

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
        let about_proposals = seen.store.search(&Search {
            limit: Some(0),
            kinds: vec![Kind::Proposal],
            ..Search::default()
        })?;
        let period = view.rows("outlets").first();
        let end = |column| period.map_or_else(String::new, |row| row.text(column).to_owned());
        let choice = Choice {
            actors: items(&seen, &found.actors, frame.tongue, deadline)?,
            proposers: items(&seen, &about_proposals.actors, frame.tongue, deadline)?,
            period: (end("from"), end("to")),
        };
        Ok(render(&Home {
            latest: view.facts("latest", "fact"),
            frame: &frame,
            view: &view,
            counts,
            sentences: choice.sentences(frame.tongue),
        }))
    })
    .await?;
    Ok(Whole::of("text/html", body)
        .with(header::LINK, LINKS)
        .by_language()
        .answer(&request))
}

/// Those actors that have a Wikidata item: the item and the name.
fn items<'a>(
    seen: &Seen<'_>,
    actors: &'a [(String, usize)],
    tongue: Tongue,
    deadline: &Deadline,
) -> Result<Vec<(String, String)>, StoreError> {
    let item = |(actor, _): &'a (String, usize)| {
        let item = actor.rsplit('/').next()?;
        is_item(item).then_some((actor.as_str(), item))
    };
    let items: Vec<(&str, &str)> = actors.iter().filter_map(item).collect();
    let mut bag = Bag::default();
    let all = items.iter().map(|(actor, _)| (*actor).to_owned());
    bag.read(&seen.store, all, deadline)?;
    let named = items.into_iter().filter_map(|(actor, item)| {
        let name = bag.name(actor, tongue)?;
        Some((item.to_owned(), name.value().to_owned()))
    });
    Ok(named.collect())
}

impl Home<'_> {
    /// Where a question is asked; the form keeps the language.
    fn href(name: &str) -> String {
        format!("/questions/{name}")
    }
}
