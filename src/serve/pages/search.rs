//! `/search`: the full text, for people.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::bag::Bag;
use super::fact::Sentence;
use super::formats::{self, Format};
use super::frame::Frame;
use super::view::View;
use super::{page, render};
use crate::search::{Kind, Language, Search, day};
use crate::serve::answer::compute;
use crate::serve::error::ServeError;
use crate::serve::fresh::Whole;
use crate::serve::params::Params;
use crate::serve::search::{Results, act_of, address, date, month_of, read_page};
use crate::serve::state::State;

/// So many months are counted, the latest.
const MONTHS: usize = 12;

#[derive(Template)]
#[template(path = "search.html")]
struct Page<'a> {
    frame: &'a Frame,
    form: Form,
    problem: Option<String>,
    total: usize,
    facets: Vec<Facet>,
    first: usize,
    hits: Vec<Shown>,
    before: Option<String>,
    next: Option<String>,
}

/// A snippet without its marks.
fn plain(snippet: &str) -> String {
    let text = snippet.replace("<mark>", "").replace("</mark>", "");
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// What stands in the form.
struct Form {
    typed: String,
    from: String,
    to: String,
    /// What narrows the search besides: names and values of parameters.
    narrowed: Vec<(&'static str, String)>,
}

/// A way to narrow the search, with its values.
struct Facet {
    /// The key of its name.
    key: &'static str,
    values: Vec<Value>,
}

/// A value of a facet with its number of hits.
struct Value {
    name: String,
    count: Option<usize>,
    chosen: bool,
    /// The search with it, or without it where it is chosen.
    href: String,
}

struct Shown {
    href: String,
    title: String,
    /// The key of its kind.
    kind: &'static str,
    days: Vec<String>,
    snippet: String,
    /// The fact as a sentence, where it is one.
    sentence: Option<Sentence>,
}

/// The page. What cannot be read is told above the form, which keeps what was typed.
pub(in crate::serve) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    let frame = Frame::with(&request, &params)?;
    let search = read_page(&params, &state)?;
    let (asked, theirs) = (search.clone(), frame.clone());
    let body = compute(&state, move |state, _, deadline| {
        let seen = state.seen(theirs.asof.clone())?.in_tongue(theirs.asked());
        let results = Results::of(&seen.store, search, deadline)?;
        let view = viewed(&theirs, &seen, &results, deadline)?;
        Ok(render(&shown(&theirs, &view, &results)))
    })
    .await;
    Ok(page(match body {
        Ok(body) => body,
        Err(error @ ServeError::Store(crate::store::StoreError::BadRequest(_))) => render(&Page {
            frame: &frame,
            form: form(&asked),
            problem: Some(error.to_string()),
            total: 0,
            facets: Vec::new(),
            first: 1,
            hits: Vec::new(),
            before: None,
            next: None,
        }),
        Err(error) => return Err(error),
    }))
}

/// `/search.atom`: the facts among the hits as a feed, the latest first.
pub(in crate::serve) async fn feed(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    let frame = Frame::with(&request, &params)?;
    let search = Search {
        latest_first: true,
        ..read_page(&params, &state)?
    };
    let body = compute(&state, move |state, _, deadline| {
        let title = format!("{} {}", frame.t("nav.search"), search.text);
        let seen = state.seen(frame.asof.clone())?.in_tongue(frame.asked());
        let results = Results::of(&seen.store, search, deadline)?;
        let view = viewed(&frame, &seen, &results, deadline)?;
        let hits = results.found.hits.iter();
        let facts: Vec<Sentence> = hits.filter_map(|hit| view.sentence(&hit.iri)).collect();
        Ok(formats::write(Format::Atom, &view, &title, &facts)?)
    })
    .await?;
    Ok(Whole::of(Format::Atom.media_type(), body)
        .by_language()
        .answer(&request))
}

/// What the hits are.
fn viewed<'a>(
    frame: &'a Frame,
    seen: &'a crate::serve::asof::Seen<'a>,
    results: &Results,
    deadline: &crate::store::Deadline,
) -> Result<View<'a>, ServeError> {
    let mut bag = Bag::of(seen.settings.passages());
    let facts: Vec<String> = results
        .found
        .hits
        .iter()
        .filter(|hit| [Kind::Statement, Kind::Proposal, Kind::Meeting].contains(&hit.kind))
        .map(|hit| hit.iri.clone())
        .collect();
    let counted = results.found.actors.iter().chain(&results.found.outlets);
    let counted = counted.map(|(actor, _)| actor.clone());
    bag.read(&seen.store, counted, deadline)?;
    bag.read_facts(&seen.store, &facts, &seen.settings.base, deadline)?;
    Ok(View::gather(frame, seen, &[], &[], bag, deadline)?)
}

fn form(search: &Search) -> Form {
    let kinds = search
        .kinds
        .iter()
        .map(|kind| ("kind", kind.name().to_owned()));
    let language = search.language.map(|it| ("language", it.tag().to_owned()));
    let actors = search.actors.iter().map(|actor| ("actor", actor.clone()));
    let outlets = search
        .outlets
        .iter()
        .map(|outlet| ("outlet", outlet.clone()));
    let act = search.act.as_deref().and_then(act_of);
    let act = act.map(|act| ("act", act.to_owned()));
    Form {
        typed: search.text.clone(),
        from: search.from.map(date).unwrap_or_default(),
        to: search.to.map(date).unwrap_or_default(),
        narrowed: kinds
            .chain(language)
            .chain(actors)
            .chain(outlets)
            .chain(act)
            .collect(),
    }
}

fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Statement => "kind.statements",
        Kind::Proposal => "kind.proposals",
        Kind::Meeting => "kind.meetings",
        Kind::Article => "kind.articles",
        Kind::Actor => "kind.actors",
        Kind::Place => "kind.places",
    }
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Statement => "kind.statement.one",
        Kind::Proposal => "kind.proposal.one",
        Kind::Meeting => "kind.meeting.one",
        Kind::Article => "kind.article.one",
        Kind::Actor => "kind.actor.one",
        Kind::Place => "kind.place.one",
    }
}

fn facets(frame: &Frame, view: &View<'_>, results: &Results) -> Vec<Facet> {
    let search = &results.search;
    let at = |search: &Search| frame.to(format!("/search?{}", address(search, 0)));
    let kinds = results.found.kinds.iter().map(|(kind, count)| {
        let chosen = search.kinds.contains(kind);
        let kinds = if chosen { vec![] } else { vec![*kind] };
        Value {
            name: frame.t(key(*kind)).to_owned(),
            count: Some(*count),
            chosen,
            href: at(&Search {
                kinds,
                ..search.clone()
            }),
        }
    });
    let languages = results.found.languages.iter().map(|(language, count)| {
        let chosen = search.language == Some(*language);
        Value {
            name: frame
                .t(match language {
                    Language::French => "french",
                    Language::English => "english",
                })
                .to_owned(),
            count: Some(*count),
            chosen,
            href: at(&Search {
                language: (!chosen).then_some(*language),
                ..search.clone()
            }),
        }
    });
    let actors = results.found.actors.iter().map(|(actor, count)| {
        let chosen = search.actors.contains(actor);
        let mut actors = search.actors.clone();
        if chosen {
            actors.retain(|it| it != actor);
        } else {
            actors.push(actor.clone());
        }
        Value {
            name: view.name(actor),
            count: Some(*count),
            chosen,
            href: at(&Search {
                actors,
                ..search.clone()
            }),
        }
    });
    let outlets = results.found.outlets.iter().map(|(outlet, count)| {
        let chosen = search.outlets.contains(outlet);
        let outlets = if chosen { vec![] } else { vec![outlet.clone()] };
        Value {
            name: view.name(outlet),
            count: Some(*count),
            chosen,
            href: at(&Search {
                outlets,
                ..search.clone()
            }),
        }
    });
    let acts = results.found.acts.iter().map(|(act, count)| {
        let chosen = search.act.as_ref() == Some(act);
        let name = view.seen.labels.get(act, frame.tongue);
        Value {
            name: name.unwrap_or_default().to_owned(),
            count: Some(*count),
            chosen,
            href: at(&Search {
                act: (!chosen).then(|| act.clone()),
                ..search.clone()
            }),
        }
    });
    let months = results
        .found
        .months
        .iter()
        .rev()
        .take(MONTHS)
        .map(|(month, count)| {
            let written = month_of(*month);
            // The last day of a month is not always the 31st.
            let (from, to) = (day(&written, false), day(&written, true));
            let chosen = search.from.is_some() && search.from == from && search.to == to;
            Value {
                name: view.date(&written),
                count: Some(*count),
                chosen,
                href: at(&Search {
                    from: from.filter(|_| !chosen),
                    to: to.filter(|_| !chosen),
                    ..search.clone()
                }),
            }
        });
    [
        ("search.kind", kinds.collect::<Vec<_>>()),
        ("search.actor", actors.collect()),
        ("search.act", acts.collect()),
        ("search.outlet", outlets.collect()),
        ("search.period", months.collect()),
        ("search.language", languages.collect()),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(key, values)| Facet { key, values })
    .collect()
}

fn shown<'a>(frame: &'a Frame, view: &View<'_>, results: &Results) -> Page<'a> {
    let search = &results.search;
    let hits = results.found.hits.iter().zip(&results.shown);
    let limit = search.limit.unwrap_or(0);
    let at = |offset: usize| frame.to(format!("/search?{}", address(search, offset)));
    Page {
        frame,
        form: form(search),
        problem: None,
        total: results.found.total,
        facets: facets(frame, view, results),
        first: search.offset + 1,
        hits: hits
            .map(|(hit, (entry, snippet))| Shown {
                href: view.seen.href(&hit.iri).unwrap_or_else(|| hit.iri.clone()),
                title: entry.title().to_owned(),
                kind: kind_key(hit.kind),
                days: entry
                    .days
                    .iter()
                    .map(|day| view.date(&date(*day)))
                    .collect(),
                // A headline is not said twice.
                snippet: if plain(snippet) == entry.title() {
                    String::new()
                } else {
                    snippet.clone()
                },
                sentence: view.sentence(&hit.iri),
            })
            .collect(),
        before: (search.offset > 0).then(|| at(search.offset.saturating_sub(limit))),
        next: results.next().map(at),
    }
}

impl Page<'_> {
    /// The same search as a feed.
    fn feed(&self) -> String {
        let here = self.frame.here("lang", None);
        let query = here.split_once('?').map_or("", |(_, query)| query);
        format!("/search.atom?{query}")
    }
}
