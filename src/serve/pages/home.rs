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
use crate::store::StoreError;

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
            actors: items(&seen, &found.actors, frame.tongue)?,
            proposers: items(&seen, &about_proposals.actors, frame.tongue)?,
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
fn items(
    seen: &Seen<'_>,
    actors: &[(String, usize)],
    tongue: Tongue,
) -> Result<Vec<(String, String)>, StoreError> {
    let mut bag = Bag::default();
    let mut items = Vec::new();
    for (actor, _) in actors {
        let item = actor.rsplit('/').next().unwrap_or_default();
        let is_item = item.strip_prefix('Q').is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit())
        });
        if is_item {
            bag.read(&seen.store, actor)?;
            let name = bag.name(actor, tongue).map(|name| name.value().to_owned());
            items.extend(name.map(|name| (item.to_owned(), name)));
        }
    }
    Ok(items)
}

impl Home<'_> {
    /// Where a question is asked; the form keeps the language.
    fn href(name: &str) -> String {
        format!("/questions/{name}")
    }
}
