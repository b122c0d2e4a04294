//! Which things a page of a list shows: a query that is told so does not sort all the others.
//!
//! Those queries hold the line [`HERE`], in whose place the page names the things, which the search index lists by
//! their days; or they hold it in each of several parts that follow one another, and the page leaves out those that it does not
//! reach. The answer is the same as without: the index is brought into step with the store before it is asked.

use super::queries::Values;
use crate::search::{ByDay, Kind, Listing, day, news_day};
use crate::store::model::Term;

/// The line of a query in whose place the page says which things it shows.
pub(super) const HERE: &str = "# Here a page says which.";

/// How the things of a page are found.
#[derive(Debug)]
pub(super) enum Narrowed {
    /// They are the facts of a list, one a row.
    Facts(Listing),
    /// They stand in the first articles of a list.
    Newest(Listing),
    /// They stand in the articles of a list, few or many in each: it is walked until there are enough.
    News(Listing),
    /// They stand in the parts of the query, one after the other.
    Parts,
}

/// How the things of a page of a query are found; `None` where only the query itself tells.
pub(super) fn of(query: &str, values: &[Values]) -> Option<Narrowed> {
    let value = |name: &str| {
        let (_, terms) = values.iter().find(|(variable, _)| variable == name)?;
        match terms.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    };
    let date = |name: &str, read: fn(&str) -> Option<i64>| match value(name) {
        Some(Term::Literal(date)) => read(date.value()),
        _ => None,
    };
    let listing = |order| Listing {
        kinds: vec![],
        roles: vec![],
        order,
        from: None,
        to: None,
        offset: 0,
        limit: 0,
    };
    let in_roles = |roles: &[&str]| {
        let Some(Term::NamedNode(thing)) = value("thing") else {
            return None;
        };
        let roles = roles
            .iter()
            .map(|role| format!("{role} {}", thing.as_str()));
        Some(Narrowed::Facts(Listing {
            roles: roles.collect(),
            ..listing(ByDay::Latest)
        }))
    };
    match query {
        "timeline" => Some(Narrowed::Facts(Listing {
            kinds: vec![Kind::Statement, Kind::Proposal, Kind::Meeting],
            from: date("from", |text| day(text, false)),
            to: date("to", |text| day(text, true)),
            ..listing(ByDay::Earliest)
        })),
        "actor_statements" => in_roles(&["speaker"]),
        "actor_proposals" => in_roles(&["proposer", "offered"]),
        "actor_meetings" => in_roles(&["participant", "host"]),
        "place_meetings" => in_roles(&["place"]),
        "latest" => Some(Narrowed::Newest(Listing {
            kinds: vec![Kind::Article],
            limit: 3,
            ..listing(ByDay::Published)
        })),
        "changes" => Some(Narrowed::News(Listing {
            kinds: vec![Kind::Article],
            from: date("since", news_day),
            limit: 100,
            ..listing(ByDay::News)
        })),
        "disputes" => Some(Narrowed::Parts),
        _ => None,
    }
}

/// The query for one part of it alone; `None` where it has fewer.
pub(super) fn part(query: &str, number: usize) -> Option<String> {
    let pieces: Vec<&str> = query.split(HERE).collect();
    (number + 1 < pieces.len()).then(|| {
        let mut text = String::new();
        for (place, piece) in pieces.into_iter().enumerate() {
            match place {
                0 => {}
                place if place == number + 1 => text.push_str(HERE),
                _ => text.push_str("FILTER(false)"),
            }
            text.push_str(piece);
        }
        text
    })
}

/// The query with some things named in it, and what else is said of them.
pub(super) fn named<'a>(
    query: &str,
    variable: &str,
    things: impl IntoIterator<Item = &'a str>,
    besides: &str,
) -> String {
    let things: Vec<String> = things.into_iter().map(|iri| format!("<{iri}>")).collect();
    let clause = format!("VALUES ?{variable} {{ {} }} {besides}", things.join(" "));
    query.replacen(HERE, &clause, 1)
}
