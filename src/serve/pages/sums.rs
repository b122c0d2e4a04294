//! What the index counts for queries that would walk through all of the database.
//!
//! Those queries hold the line [`COUNTS`] at the head of a group, in whose place the page puts what was counted.

use crate::search::{ByDay, Counted, Kind, Listing, NO_OUTLET, written_day};
use crate::store::{Store, StoreError};
use crate::vocab::{dm, xsd};

/// The line of a query at the head of a group in whose place the page says what was counted.
const COUNTS: &str = "# Here a page counts.";

/// What a query counts.
#[derive(Debug)]
pub(super) enum Sums {
    /// Who met whom.
    Met,
    /// Whom this one met.
    MetBy(String),
    /// Where people met: so many places.
    Places(usize),
    /// How much there is from which outlet.
    Coverage,
    /// Outlets, and the days of the first and the last article.
    Outlets,
}

impl Sums {
    /// The variables of what is counted, and its rows as VALUES has them; behind so many as many as are wanted.
    pub(super) fn of(
        &self,
        store: &Store,
        before: usize,
        wanted: usize,
    ) -> Result<(&'static str, Vec<String>), StoreError> {
        let row = |(names, count): (Vec<String>, usize)| {
            let names: Vec<String> = names.iter().map(|name| format!("<{name}>")).collect();
            format!("({} {count})", names.join(" "))
        };
        Ok(match self {
            Self::Met => {
                let met = store.counted(&Counted::MetEachOther, before, wanted)?;
                ("?a ?b ?meetings", met.into_iter().map(row).collect())
            }
            Self::MetBy(who) => {
                // Who is asked about is among them.
                let most = before.saturating_add(wanted).saturating_add(1);
                let mut met = store.counted(&Counted::Met(Some(who.clone())), 0, most)?;
                met.retain(|(names, _)| !names.contains(who));
                let met = met.into_iter().skip(before).take(wanted);
                ("?other ?meetings", met.map(row).collect())
            }
            Self::Places(most) => {
                let places = store.counted(&Counted::Venues, 0, *most)?;
                ("?place ?meetings", places.into_iter().map(row).collect())
            }
            Self::Coverage => {
                let mut rows = Vec::new();
                for (kind, class) in [
                    (Kind::Article, dm::ARTICLE),
                    (Kind::Statement, dm::STATEMENT),
                    (Kind::Proposal, dm::PROPOSAL),
                    (Kind::Meeting, dm::MEETING),
                ] {
                    for (names, count) in store.counted(&Counted::Sources(kind), 0, usize::MAX)? {
                        let outlet = match names.first().map(String::as_str) {
                            None | Some(NO_OUTLET) => "UNDEF".to_owned(),
                            Some(outlet) => format!("<{outlet}>"),
                        };
                        rows.push(format!("({outlet} <{class}> {count})"));
                    }
                }
                ("?outlet ?kind ?n", rows)
            }
            Self::Outlets => {
                let articles = Counted::Sources(Kind::Article);
                let outlets = store.counted(&articles, 0, usize::MAX)?;
                let is_named = |(names, _): &&(Vec<String>, usize)| {
                    names.first().is_some_and(|name| name != NO_OUTLET)
                };
                let outlets = outlets.iter().filter(is_named).count();
                let end = |order| -> Result<String, StoreError> {
                    let listing = Listing {
                        kinds: vec![Kind::Article],
                        limit: 1,
                        ..Listing::by(order)
                    };
                    let found = store.listed(&listing)?;
                    // An article without a day comes last, on none.
                    let day = found.first().map(|(_, day)| *day);
                    let day = day.filter(|day| *day < i64::MAX);
                    Ok(day.map_or("UNDEF".to_owned(), |day| {
                        format!("\"{}\"^^<{}>", written_day(day), xsd::DATE)
                    }))
                };
                let row = format!(
                    "({outlets} {} {})",
                    end(ByDay::Earliest)?,
                    end(ByDay::Latest)?
                );
                ("?outlets ?from ?to", vec![row])
            }
        })
    }
}

/// The query with what was counted in the place of the group that counts.
pub(super) fn counted(query: &str, variables: &str, rows: &[String]) -> String {
    let Some((before, behind)) = query.split_once(COUNTS) else {
        return query.to_owned();
    };
    let mut open = 1;
    let end = behind.find(|sign| {
        open += match sign {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        open == 0
    });
    let behind = end.and_then(|end| behind.get(end..)).unwrap_or_default();
    let rows = rows.join(" ");
    format!("{before}VALUES ({variables}) {{ {rows} }} {behind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_stands_in_the_place_of_the_group_that_counts() {
        let sums =
            format!("{{ {{ {COUNTS}\n SELECT ?n {{ {{ ?x ?y ?z }} }} }} OPTIONAL {{ ?n }} }}");
        assert_eq!(
            counted(&sums, "?n", &["(1)".to_owned(), "(2)".to_owned()]),
            "{ { VALUES (?n) { (1) (2) } } OPTIONAL { ?n } }"
        );
    }
}
