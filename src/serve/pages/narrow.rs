//! Which things a page of a list shows: a query that is told so does not sort all the others.
//!
//! Those queries hold the line [`HERE`], in whose place the page names the things, which the search index lists by
//! their days; or they hold it in each of several parts that follow one another, and the page leaves out those that it does not
//! reach. The answer is the same as without: the index is brought into step with the store before it is asked.

use std::collections::BTreeSet;

use super::queries::{self, Row, Values, paged};
use crate::search::{ByDay, Kind, Listing, day, news_day, written_day};
use crate::serve::asof::Seen;
use crate::store::model::Term;
use crate::store::{Deadline, StoreError};

/// The line of a query in whose place the page says which things it shows.
const HERE: &str = "# Here a page says which.";

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
        Narrowed::Parts => {
            let mut walk = Walk::past(before, wanted);
            for part in (0..).map_while(|number| part(query, number)) {
                if walk.met(ask(&part, walk.limit(), 0)?) {
                    break;
                }
            }
            Ok(walk.found())
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
    }
}
