//! `/search.json`: full text for programs. The page for people is `pages/search.rs`.

use std::collections::BTreeMap;

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use crate::search::{Entry, Found, Kind, Language, Search, day};
use crate::store::{AsOf, Deadline, Store};
use crate::vocab::code;

use super::answer::compute;
use super::asof;
use super::error::ServeError;
use super::params::Params;
use super::state::State;

/// Hits on a page, where the client does not say.
const PAGE: usize = 20;
/// Hits on a page at most.
const MOST: usize = 100;
/// What may be asked.
const PARAMETERS: [&str; 12] = [
    "q", "kind", "lang", "language", "actor", "outlet", "act", "from", "to", "sort", "limit",
    "offset",
];

/// What programs may ask besides.
const OF_THE_PAST: [&str; 2] = ["asof", "clock"];

/// A search with what it found, ready to be shown.
pub(super) struct Results {
    pub(super) search: Search,
    pub(super) found: Found,
    /// Of each hit, what the store says of it and the words that were found.
    pub(super) shown: Vec<(Entry, String)>,
}

impl Results {
    pub(super) fn of(
        store: &Store,
        search: Search,
        deadline: &Deadline,
    ) -> Result<Self, ServeError> {
        let found = store.search(&search)?;
        let mut shown = vec![];
        for hit in &found.hits {
            deadline.check()?;
            // What was deleted a moment ago is a hit without a word.
            let entry = store.entry(&hit.iri)?.unwrap_or_default();
            let snippet = found.marker.best(&entry);
            shown.push((entry, snippet));
        }
        Ok(Self {
            search,
            found,
            shown,
        })
    }

    /// Where the next page begins, if there is one.
    pub(super) fn next(&self) -> Option<usize> {
        let next = self.search.offset + self.found.hits.len();
        (!self.found.hits.is_empty() && next < self.found.total).then_some(next)
    }
}

/// `/search.json`.
pub(super) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    let search = read_among(&params, &state, &OF_THE_PAST)?;
    let asof = asof::asked(&params)?;
    let then = asof.as_ref().map(AsOf::query);
    let results = compute(&state, |state, _, deadline| {
        Results::of(&state.seen(asof)?.store, search, deadline)
    })
    .await?;
    let next = results.next().map(|offset| {
        let then = then.map(|then| format!("&{then}")).unwrap_or_default();
        format!("/search.json?{}{then}", address(&results.search, offset))
    });
    let mut response = HttpResponse::Ok();
    if let Some(value) = next
        .as_ref()
        .and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok())
    {
        response.insert_header((header::LINK, value));
    }
    Ok(response
        .content_type("application/json")
        .body(told(&results, next).to_string()))
}

fn told(results: &Results, next: Option<String>) -> Value {
    let Results {
        search,
        found,
        shown,
    } = results;
    let hits: Vec<Value> = found
        .hits
        .iter()
        .zip(shown)
        .map(|(hit, (entry, snippet))| {
            let mut told = json!({
                "iri": hit.iri,
                "kind": hit.kind.name(),
                "label": entry.title(),
                "snippet": snippet,
                "published": entry.days.iter().map(|day| date(*day)).collect::<Vec<_>>(),
            });
            if !search.latest_first {
                told["score"] = hit.score.into();
            }
            told
        })
        .collect();
    let kinds = found.kinds.iter().map(|(kind, count)| (kind.name(), count));
    let languages = found.languages.iter().map(|(it, count)| (it.tag(), count));
    let mut told = json!({
        "query": search.text,
        "total": found.total,
        "offset": search.offset,
        "limit": search.limit,
        "facets": {
            "kind": kinds.collect::<BTreeMap<_, _>>(),
            "lang": languages.collect::<BTreeMap<_, _>>(),
            "actor": named(&found.actors),
            "outlet": named(&found.outlets),
            "act": found.acts.iter().filter_map(|(act, count)| Some((act_of(act)?, count))).collect::<BTreeMap<_, _>>(),
            "month": found.months.iter().map(|(month, count)| (month_of(*month), count)).collect::<BTreeMap<_, _>>(),
        },
        "hits": hits,
    });
    if let Some(next) = next {
        told["next"] = next.into();
    }
    told
}

/// Counts by name, those of most hits.
fn named(counts: &[(String, usize)]) -> BTreeMap<&str, usize> {
    counts
        .iter()
        .map(|(name, count)| (name.as_str(), *count))
        .collect()
}

/// `2016-07` of 201607.
pub(super) fn month_of(month: i64) -> String {
    format!("{:04}-{:02}", month / 100, month % 100)
}

/// `deny` of `…/act-deny`.
pub(super) fn act_of(iri: &str) -> Option<&str> {
    iri.strip_prefix(code::PREFIX)?.strip_prefix("act-")
}

/// A day of the index as a date.
pub(super) fn date(day: i64) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        day / 10_000,
        day / 100 % 100,
        day % 100
    )
}

/// Reads the parameters of a page, where `lang` is the language of the page and `language` narrows the search.
pub(super) fn read_page(params: &Params, state: &State) -> Result<Search, ServeError> {
    read(&params.without(&["lang", "asof", "clock"]), state)
}

/// Reads the parameters; what would be ignored is an error.
pub(super) fn read(params: &Params, state: &State) -> Result<Search, ServeError> {
    read_among(params, state, &[])
}

/// The same where the caller reads some parameters itself.
fn read_among(params: &Params, state: &State, others: &[&str]) -> Result<Search, ServeError> {
    let known = || PARAMETERS.iter().chain(others);
    if let Some(name) = params.names().find(|name| !known().any(|it| it == name)) {
        let known: Vec<&str> = known().copied().collect();
        return Err(ServeError::BadRequest(format!(
            "there is no parameter `{name}`. There is: {}",
            known.join(", ")
        )));
    }
    let given = |name| Ok::<_, ServeError>(params.one(name)?.filter(|value| !value.is_empty()));
    let number = |name: &str, value: Option<&str>, range: std::ops::RangeInclusive<usize>| {
        let value = value.map(|value| {
            value
                .parse()
                .ok()
                .filter(|it| range.contains(it))
                .ok_or(value)
        });
        value.transpose().map_err(|value| {
            ServeError::BadRequest(format!(
                "`{name}={value}` is not a number from {} to {}",
                range.start(),
                range.end()
            ))
        })
    };
    let bound = |name: &str, value: Option<&str>, is_end| {
        let value = value.map(|value| day(value, is_end).ok_or(value));
        value.transpose().map_err(|value| {
            ServeError::BadRequest(format!(
                "`{name}={value}` is not a day, month or year: give it as 2016-07-14, 2016-07 or 2016"
            ))
        })
    };
    let kinds = params
        .all("kind")
        .filter(|kind| !kind.is_empty())
        .map(|kind| {
            Kind::parse(kind).ok_or_else(|| {
                let names = Kind::ALL.map(Kind::name);
                ServeError::BadRequest(format!(
                    "there is no kind `{kind}`. There is: {}",
                    names.join(", ")
                ))
            })
        });
    // `lang` is what it was called before pages spoke two languages.
    let language = given("language")?.or(given("lang")?).map(|tag| {
        Language::parse(tag).ok_or_else(|| {
            ServeError::BadRequest(format!(
                "`language={tag}` is not a language here: `fr` or `en`"
            ))
        })
    });
    let actors = params.all("actor").filter(|actor| !actor.is_empty());
    let outlets = params.all("outlet").filter(|outlet| !outlet.is_empty());
    let act = given("act")?.map(|act| {
        let known = code::ALL.iter().find(|iri| act_of(iri) == Some(act));
        known.map(|iri| (*iri).to_owned()).ok_or_else(|| {
            let acts: Vec<&str> = code::ALL.iter().filter_map(|iri| act_of(iri)).collect();
            ServeError::BadRequest(format!(
                "there is no act `{act}`. There is: {}",
                acts.join(", ")
            ))
        })
    });
    let latest_first = match given("sort")? {
        None | Some("score") => false,
        Some("date") => true,
        Some(other) => {
            return Err(ServeError::BadRequest(format!(
                "`sort={other}` is not an order: `score` or `date`"
            )));
        }
    };
    let act = act.transpose()?;
    Ok(Search {
        text: params.one("q")?.unwrap_or_default().to_owned(),
        kinds: kinds.collect::<Result<_, _>>()?,
        language: language.transpose()?,
        actors: actors.map(|actor| iri(actor, state)).collect(),
        outlets: outlets.map(|outlet| iri(outlet, state)).collect(),
        act,
        from: bound("from", given("from")?, false)?,
        to: bound("to", given("to")?, true)?,
        latest_first,
        offset: number("offset", given("offset")?, 0..=usize::MAX >> 1)?.unwrap_or(0),
        limit: Some(number("limit", given("limit")?, 1..=MOST)?.unwrap_or(PAGE)),
    })
}

/// An actor by IRI, by what follows the base (`actor/Q22316`), or by Wikidata id.
fn iri(actor: &str, state: &State) -> String {
    let base = &state.settings.base;
    if actor.contains(':') {
        actor.to_owned()
    } else if actor.contains('/') {
        format!("{base}{actor}")
    } else {
        format!("{base}actor/{actor}")
    }
}

/// The parameters of a page of the same search.
pub(super) fn address(search: &Search, offset: usize) -> String {
    let mut pairs: Vec<(&str, String)> = vec![("q", search.text.clone())];
    pairs.extend(
        search
            .kinds
            .iter()
            .map(|kind| ("kind", kind.name().to_owned())),
    );
    pairs.extend(search.language.map(|it| ("language", it.tag().to_owned())));
    pairs.extend(search.actors.iter().map(|actor| ("actor", actor.clone())));
    pairs.extend(
        search
            .outlets
            .iter()
            .map(|outlet| ("outlet", outlet.clone())),
    );
    let act = search.act.as_deref().and_then(act_of);
    pairs.extend(act.map(|act| ("act", act.to_owned())));
    pairs.extend(search.from.map(|day| ("from", date(day))));
    pairs.extend(search.to.map(|day| ("to", date(day))));
    if search.latest_first {
        pairs.push(("sort", "date".to_owned()));
    }
    pairs.extend(search.limit.map(|limit| ("limit", limit.to_string())));
    if offset > 0 {
        pairs.push(("offset", offset.to_string()));
    }
    let pairs = pairs
        .into_iter()
        .map(|(name, value)| format!("{name}={}", encoded(&value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Percent-encodes all that is not unreserved.
pub(super) fn encoded(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
