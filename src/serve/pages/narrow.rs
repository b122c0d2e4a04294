//! Which things a page of a list shows: a query that is told so does not sort all the others.
//!
//! Those queries hold the line [`HERE`], in whose place the page names the things, which the search index lists by
//! their days; or they hold it in each of several parts that follow one another, and the page leaves out those that it does not
//! reach. What is counted is in `sums.rs`.
//! The answer is the same as without: the index is brought into step with the store before it is asked.

use std::collections::BTreeSet;

use super::queries::{self, Row, Values, paged};
use super::sums::{Sums, counted};
use crate::search::{ByDay, Kind, Listing, day, news_day, written_day};
use crate::serve::asof::Seen;
use crate::store::model::Term;
use crate::store::{Deadline, StoreError, Within};
use crate::vocab::skos;

/// The line of a query in whose place the page says which things it shows.
const HERE: &str = "# Here a page says which.";
/// In which lists of disputes the denials of each part of their query are.
const DISPUTES: [&str; 3] = ["dispute denies", "dispute beside", "dispute alone"];

/// So many facts of a list are walked through at once.
const AT_ONCE: usize = 150;

/// How the things of a page are found.
#[derive(Debug)]
pub(super) enum Narrowed {
    /// They are the facts of a list, one a row.
    Facts(Listing),
    /// They stand in the first articles of a list.
    Newest(Listing),
    /// They stand in the articles of a list, few or many in each: it is walked until there are enough.
    News(Listing),
    /// They are rows of the facts of a list, one or more of each.
    Rows(Listing),
    /// They stand in the parts of the query, one after the other, each of which has rows of the facts of a list.
    Parts(Vec<Listing>),
    /// They are counted.
    Sums(Sums),
}

impl Narrowed {
    /// Whether the pages beside the one that is asked for are found at no more cost.
    pub(super) fn is_walked(&self) -> bool {
        matches!(self, Self::News(_) | Self::Parts(_))
    }
}

/// How the things of a page of a query are found; `None` where only the query itself tells.
pub(super) fn of(query: &str, values: &[Values]) -> Option<Narrowed> {
    let date = |name: &str, read: fn(&str) -> Option<i64>| match value(values, name) {
        Some(Term::Literal(date)) => read(date.value()),
        _ => None,
    };
    let in_roles = |roles: &[&str]| {
        let Some(Term::NamedNode(thing)) = value(values, "thing") else {
            return None;
        };
        let roles = roles
            .iter()
            .map(|role| format!("{role} {}", thing.as_str()));
        Some(Narrowed::Facts(Listing {
            roles: roles.collect(),
            ..Listing::by(ByDay::Latest)
        }))
    };
    match query {
        "timeline" => Some(Narrowed::Facts(Listing {
            kinds: vec![Kind::Statement, Kind::Proposal, Kind::Meeting],
            from: date("from", |text| day(text, false)),
            to: date("to", |text| day(text, true)),
            ..Listing::by(ByDay::Earliest)
        })),
        "actor_statements" => in_roles(&["speaker"]),
        "actor_proposals" => in_roles(&["proposer", "offered"]),
        "actor_meetings" => in_roles(&["participant", "host"]),
        "place_meetings" => in_roles(&["place"]),
        "latest" => Some(Narrowed::Newest(Listing {
            kinds: vec![Kind::Article],
            limit: 3,
            ..Listing::by(ByDay::Published)
        })),
        "changes" => Some(Narrowed::News(Listing {
            kinds: vec![Kind::Article],
            from: date("since", news_day),
            limit: 100,
            ..Listing::by(ByDay::News)
        })),
        "actor_disputes" => match in_roles(&["denier", "denied"]) {
            Some(Narrowed::Facts(listing)) => Some(Narrowed::Rows(listing)),
            _ => None,
        },
        "disputes" => {
            let parts = DISPUTES.map(|role| Listing {
                roles: vec![role.to_owned()],
                ..Listing::by(ByDay::Latest)
            });
            Some(Narrowed::Parts(parts.into()))
        }
        "met" => Some(Narrowed::Sums(Sums::Met)),
        "actor_met" => match value(values, "thing") {
            Some(Term::NamedNode(thing)) => {
                Some(Narrowed::Sums(Sums::MetBy(thing.as_str().to_owned())))
            }
            _ => None,
        },
        "met_places" => Some(Narrowed::Sums(Sums::Places(60))),
        "coverage" => Some(Narrowed::Sums(Sums::Coverage)),
        "outlets" => Some(Narrowed::Sums(Sums::Outlets)),
        _ => None,
    }
}

/// The one value of a variable.
fn value<'a>(values: &'a [Values], name: &str) -> Option<&'a Term> {
    let (_, terms) = values.iter().find(|(variable, _)| variable == name)?;
    match terms.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// The columns of a query, and of its rows behind so many as many as are wanted.
pub(super) fn evaluated(
    seen: &Seen<'_>,
    name: &str,
    query: &str,
    narrowed: Narrowed,
    (before, wanted): (usize, usize),
    deadline: &Deadline,
) -> Result<(Vec<String>, Vec<Row>), StoreError> {
    let ask = |query: &str, limit, offset| {
        queries::evaluated(seen, name, &paged(query, limit, offset), deadline)
    };
    match narrowed {
        Narrowed::Facts(mut listing) => {
            (listing.offset, listing.limit) = (before, wanted);
            let facts = seen.store.listed(&listing)?;
            ask(&named(query, "fact", &facts, ""), wanted, 0)
        }
        Narrowed::Newest(listing) => {
            let articles = seen.store.listed(&listing)?;
            ask(&named(query, "article", &articles, ""), wanted, before)
        }
        Narrowed::News(mut listing) => {
            let mut walk = Walk::past(before, wanted);
            loop {
                let listed = seen.store.listed(&listing)?;
                // Whole days, so that each row is found once.
                let oldest = listed.last().map(|(_, day)| *day);
                let since = oldest.map(|day| format!("FILTER(?day >= \"{}\")", written_day(day)));
                let until = listing
                    .to
                    .map(|day| format!("FILTER(?day < \"{}\")", written_day(day + 1)));
                let days: Vec<String> = since.into_iter().chain(until).collect();
                let query = named(query, "article", &listed, &days.join(" "));
                let is_enough = walk.met(ask(&query, walk.limit(), 0)?);
                match oldest {
                    Some(oldest) if !is_enough => listing.to = Some(oldest - 1),
                    _ => return Ok(walk.found()),
                }
            }
        }
        Narrowed::Rows(mut listing) => {
            listing.limit = before.saturating_add(wanted);
            let facts = seen.store.listed(&listing)?;
            ask(&named(query, "denial", &facts, ""), wanted, before)
        }
        Narrowed::Parts(listings) => {
            let mut walk = Walk::past(before, wanted);
            for (number, mut listing) in listings.into_iter().enumerate() {
                let Some(part) = part(query, number) else {
                    break;
                };
                listing.limit = AT_ONCE;
                loop {
                    let facts = seen.store.listed(&listing)?;
                    let query = named(&part, "denial", &facts, "");
                    // What others showed is counted and not looked up.
                    let is_enough =
                        if walk.before > 0 && walk.skipped(count(seen, name, &query, deadline)?) {
                            false
                        } else {
                            walk.met(ask(&query, walk.limit(), 0)?)
                        };
                    if is_enough {
                        return Ok(walk.found());
                    }
                    if facts.len() < AT_ONCE {
                        break;
                    }
                    listing.offset += AT_ONCE;
                }
            }
            if walk.names.is_empty()
                && let Some(part) = part(query, 0)
            {
                // Behind the last page: what the columns are called, without a row.
                walk.met(ask(&named(&part, "denial", &[], ""), 1, 0)?);
            }
            Ok(walk.found())
        }
        Narrowed::Sums(sums) => {
            let (variables, rows) = sums.of(&seen.store, before, wanted)?;
            let query = counted(query, variables, &rows);
            let query = match wanted {
                usize::MAX => query,
                wanted => paged(&query, wanted, 0),
            };
            queries::evaluated(seen, name, &query, deadline)
        }
    }
}

/// Rows that come bit by bit.
struct Walk {
    /// So many are still to be left out.
    before: usize,
    wanted: usize,
    names: Vec<String>,
    rows: Vec<Row>,
}

impl Walk {
    fn past(before: usize, wanted: usize) -> Self {
        Self {
            before,
            wanted,
            names: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// So many rows are needed yet.
    fn limit(&self) -> usize {
        self.before.saturating_add(self.wanted) - self.rows.len()
    }

    /// Passes by so many rows, where all of them are to be left out; says whether they are.
    fn skipped(&mut self, rows: usize) -> bool {
        let is_before = rows <= self.before;
        if is_before {
            self.before -= rows;
        }
        is_before
    }

    /// Takes the next rows; says whether there are enough.
    fn met(&mut self, (names, rows): (Vec<String>, Vec<Row>)) -> bool {
        let skip = rows.len().min(self.before);
        self.before -= skip;
        self.names = names;
        self.rows.extend(rows.into_iter().skip(skip));
        self.rows.len() >= self.wanted
    }

    fn found(self) -> (Vec<String>, Vec<Row>) {
        (self.names, self.rows)
    }
}

/// How many rows a query has, of whatever page.
fn count(
    seen: &Seen<'_>,
    name: &str,
    query: &str,
    deadline: &Deadline,
) -> Result<usize, StoreError> {
    let (head, body) = query.split_once("SELECT ").unwrap_or(("", query));
    // Rows that are counted need no order.
    let unsorted = body.rsplit_once("ORDER BY").map_or(body, |(body, _)| body);
    let counted = format!("{head}SELECT (COUNT(*) AS ?rows) {{ {{ SELECT {unsorted} }} }}");
    let (_, rows) = queries::evaluated(seen, name, &counted, deadline)?;
    Ok(rows.first().map_or(0, |row| row.number("rows")))
}

/// The query for one part of it alone; `None` where it has fewer.
fn part(query: &str, number: usize) -> Option<String> {
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

/// The query with the things of a list named in it, and what else is said of them.
fn named(query: &str, variable: &str, listed: &[(String, i64)], besides: &str) -> String {
    // An article is news on more than one day.
    let things: BTreeSet<&str> = listed.iter().map(|(iri, _)| iri.as_str()).collect();
    let things: Vec<String> = things.iter().map(|iri| format!("<{iri}>")).collect();
    let clause = format!("VALUES ?{variable} {{ {} }} {besides}", things.join(" "));
    query.replacen(HERE, &clause, 1)
}

/// A question about what somebody said, in the order of days of publication, for its first rows only.
pub(super) struct Told {
    listing: Listing,
}

impl Told {
    /// What a question is about; `None` where only the query itself tells.
    pub(super) fn of(
        name: &str,
        values: &[Values],
        seen: &Seen<'_>,
        deadline: &Deadline,
    ) -> Result<Option<Self>, StoreError> {
        let bound = |name| match value(values, name) {
            Some(Term::Literal(date)) => day(date.value(), false),
            _ => None,
        };
        let (Some(Term::NamedNode(who)), None) = (value(values, "who"), seen.moment()) else {
            return Ok(None);
        };
        if name != "what_did_kerry_say" {
            return Ok(None);
        }
        let (item, within) = ([who.as_str().to_owned()], Within::Default);
        let actors =
            seen.store
                .pointing_to(&item, skos::EXACT_MATCH, usize::MAX, within, deadline)?;
        let roles = actors
            .iter()
            .map(|(_, it)| format!("speaker {}", it.as_str()));
        let listing = Listing {
            kinds: vec![Kind::Statement],
            roles: roles.collect(),
            from: bound("from"),
            to: bound("to"),
            ..Listing::by(ByDay::Told)
        };
        Ok((!actors.is_empty()).then_some(Self { listing }))
    }

    /// The query for the first so many statements, and whether these are all.
    pub(super) fn first(
        &mut self,
        query: &str,
        most: usize,
        seen: &Seen<'_>,
    ) -> Result<(String, bool), StoreError> {
        self.listing.limit = most;
        let statements = seen.store.listed(&self.listing)?;
        let last = statements.last().map(|(_, day)| *day);
        let until = last.map(|day| {
            let day = written_day(day);
            format!("FILTER(SUBSTR(STR(?published), 1, 10) <= \"{day}\")")
        });
        let until = until.unwrap_or_default();
        let is_all = statements.len() < most;
        Ok((named(query, "statement", &statements, &until), is_all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_leaves_out_what_others_showed_and_parts_that_it_does_not_reach() {
        let query = format!("{{ {{ {HERE}\n ?a }} UNION {{ {HERE}\n ?b }} }}");
        assert_eq!(
            part(&query, 1).unwrap(),
            format!("{{ {{ FILTER(false)\n ?a }} UNION {{ {HERE}\n ?b }} }}")
        );
        assert!(part(&query, 2).is_none());
        let told = named(&query, "a", &[("urn:x".to_owned(), 0)], "");
        assert!(
            told.starts_with("{ { VALUES ?a { <urn:x> } \n ?a }"),
            "{told}"
        );
        let rows = |count| {
            let rows = std::iter::repeat_with(Row::default).take(count);
            (Vec::new(), rows.collect())
        };
        let mut walk = Walk::past(3, 2);
        assert_eq!(walk.limit(), 5);
        assert!(!walk.met(rows(2)));
        assert_eq!(walk.limit(), 3);
        assert!(!walk.met(rows(2)) && walk.limit() == 1);
        assert!(walk.met(rows(1)));
        assert_eq!(walk.found().1.len(), 2);
        let mut walk = Walk::past(3, 2);
        assert!(walk.skipped(2) && !walk.skipped(2));
        assert_eq!(walk.limit(), 3);
    }
}
