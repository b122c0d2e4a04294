//! The queries of pages, a file each in `queries/pages`, and how their values are put in.
//!
//! A value that a page chooses stands in its file as an example, `VALUES ?thing { <actor/Q22316> }`, so that the file
//! runs as it is; the page puts its own in the place of the example. A last line `LIMIT 50` makes pages of that size.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::narrow;
use crate::serve::asof::Seen;
use crate::serve::params::Params;
use crate::store::model::{Literal, NamedNode, Term};
use crate::store::{Answer, Dataset, Deadline, Store, StoreError};
use crate::vocab::{is_item, wd};

macro_rules! queries {
    ($($name:literal)*) => {
        const FILES: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../queries/pages/", $name, ".rq")))),*
        ];
    };
}

queries! {
    "about_thing"
    "actor_disputes"
    "actor_meetings"
    "actor_met"
    "actor_proposals"
    "actor_statements"
    "actor_wikidata"
    "article_facts"
    "changes"
    "coverage"
    "disputes"
    "latest"
    "met"
    "met_places"
    "outlets"
    "place_meetings"
    "timeline"
}

/// So many pages of answers are kept.
const KEPT: usize = 256;
/// So many pages of an answer are asked for at once.
const ASKED: usize = 5;

/// Values of a variable that a page chooses.
pub(in crate::serve) type Values = (String, Vec<Term>);

/// The text of a query of a page.
pub(in crate::serve) fn text(name: &str) -> &'static str {
    FILES
        .iter()
        .find(|(other, _)| *other == name)
        .map_or("", |(_, text)| text)
}

/// An answer: columns and rows.
#[derive(Debug, Default)]
pub(in crate::serve) struct Rows {
    /// The names of the columns.
    pub(in crate::serve) names: Vec<String>,
    /// The rows.
    pub(in crate::serve) rows: Vec<Row>,
    /// Whether there is another page of them.
    pub(in crate::serve) more: bool,
}

/// A row: its cells, by the names of the columns.
#[derive(Debug, Default)]
pub(in crate::serve) struct Row(BTreeMap<String, Term>);

impl Row {
    /// What stands in a column.
    pub(in crate::serve) fn get(&self, name: &str) -> Option<&Term> {
        self.0.get(name)
    }

    /// The IRI in a column.
    pub(in crate::serve) fn iri(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(super::bag::named)
    }

    /// The text in a column.
    pub(in crate::serve) fn text(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Term::Literal(literal)) => literal.value(),
            Some(Term::NamedNode(iri)) => iri.as_str(),
            _ => "",
        }
    }

    /// The number in a column; none is zero.
    pub(in crate::serve) fn number(&self, name: &str) -> usize {
        self.text(name).parse().unwrap_or(0)
    }

    /// All cells.
    pub(in crate::serve) fn cells(&self) -> impl Iterator<Item = &Term> {
        self.0.values()
    }
}

/// Answers that hold until something is written.
#[derive(Default)]
pub(in crate::serve) struct Kept(Mutex<BTreeMap<String, (u64, Arc<Rows>)>>);

impl Kept {
    fn get(&self, query: &str, changes: u64) -> Option<Arc<Rows>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(query)
            .filter(|(at, _)| *at == changes)
            .map(|(_, rows)| Arc::clone(rows))
    }

    fn put(&self, query: String, changes: u64, rows: &Arc<Rows>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, (at, _)| *at == changes);
        if kept.len() >= KEPT {
            kept.pop_first();
        }
        kept.insert(query, (changes, Arc::clone(rows)));
    }
}

/// Asks a query of a page, with these values, for one of its pages. Where all of a list is sorted for it, those beside it
/// are kept too: whoever leafs through it asks the store once every few pages.
pub(in crate::serve) fn ask(
    seen: &Seen<'_>,
    name: &str,
    values: &[Values],
    page: usize,
    deadline: &Deadline,
) -> Result<Arc<Rows>, StoreError> {
    let mut query = text(name).to_owned();
    for (variable, terms) in values {
        query = with_values(&query, variable, terms);
    }
    let size = limit(&query);
    // What has no LIMIT has one page.
    let page = size.map_or(0, |_| page.saturating_sub(1));
    // One row more tells whether there is another page.
    let key = |page: usize| match size {
        Some(size) => paged(&query, size + 1, page.saturating_mul(size)),
        None => query.clone(),
    };
    let changes = seen.store.changes();
    let is_today = seen.moment().is_none();
    if is_today && let Some(rows) = seen.answers.get(&key(page), changes) {
        return Ok(rows);
    }
    let narrowed = narrow::of(name, values).filter(|_| is_today);
    // Where the index says which things a page shows, those beside it are not worth their price.
    let pages = match &narrowed {
        Some(narrowed) if !narrowed.is_walked() => 1,
        _ => ASKED,
    };
    let first = page / pages * pages;
    let whole = || match size {
        Some(size) => paged(&query, size * pages + 1, first.saturating_mul(size)),
        None => query.clone(),
    };
    let (names, mut left) = match narrowed {
        Some(narrowed) => {
            let part = size.map_or((0, usize::MAX), |size| {
                (first.saturating_mul(size), size * pages + 1)
            });
            match narrow::evaluated(seen, name, &query, narrowed, part, deadline) {
                Err(StoreError::Search(error)) => {
                    tracing::warn!(error, "a page is made without the search index");
                    evaluated(seen, name, &whole(), deadline)?
                }
                outcome => outcome?,
            }
        }
        None => evaluated(seen, name, &whole(), deadline)?,
    };
    let mut wanted = Arc::default();
    for at in first..first + pages {
        let rest = size.map_or_else(Vec::new, |size| left.split_off(size.min(left.len())));
        let rows = Arc::new(Rows {
            names: names.clone(),
            rows: std::mem::replace(&mut left, rest),
            more: !left.is_empty(),
        });
        if is_today && seen.store.changes() == changes {
            seen.answers.put(key(at), changes, &rows);
        }
        if at == page {
            wanted = Arc::clone(&rows);
        }
        if !rows.more && at >= page {
            break;
        }
    }
    Ok(wanted)
}

/// The columns and the rows of a query.
pub(super) fn evaluated(
    seen: &Seen<'_>,
    name: &str,
    query: &str,
    deadline: &Deadline,
) -> Result<(Vec<String>, Vec<Row>), StoreError> {
    let question = Store::question(query, Some(&seen.endpoint), Dataset::default())?;
    seen.store.with_answer(&question, deadline, |answer| {
        let Answer::Rows(found) = answer else {
            return Err(StoreError::BadRequest(format!(
                "`{name}` is not a query for rows"
            )));
        };
        let names = found
            .variables()
            .iter()
            .map(|variable| variable.as_str().to_owned())
            .collect();
        let mut rows = Vec::new();
        for row in found {
            rows.push(Row(row?
                .iter()
                .map(|(variable, term)| (variable.as_str().to_owned(), term.clone()))
                .collect()));
        }
        Ok((names, rows))
    })
}

/// Puts terms in the place of the example of `VALUES ?variable { … }`.
pub(in crate::serve) fn with_values(query: &str, variable: &str, terms: &[Term]) -> String {
    let head = format!("VALUES ?{variable} {{");
    let Some((before, rest)) = query.split_once(&head) else {
        return query.to_owned();
    };
    let Some((_, after)) = rest.split_once('}') else {
        return query.to_owned();
    };
    let terms: Vec<String> = terms.iter().map(ToString::to_string).collect();
    format!("{before}{head} {} }}{after}", terms.join(" "))
}

/// The size of its pages.
fn limit(query: &str) -> Option<usize> {
    let last = query.trim_end().lines().next_back()?;
    last.strip_prefix("LIMIT ")?.trim().parse().ok()
}

/// The query for so many rows behind so many.
pub(super) fn paged(query: &str, limit: usize, offset: usize) -> String {
    let text = query.trim_end();
    let rest = text
        .rfind("LIMIT ")
        .and_then(|at| text.get(..at))
        .unwrap_or(text);
    format!("{rest}LIMIT {limit} OFFSET {offset}\n")
}

/// A parameter of a query: its example decides what may be put in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::serve) struct Parameter {
    /// The name of the variable.
    pub(in crate::serve) name: String,
    /// The example, as it is typed into a form.
    pub(in crate::serve) example: String,
    /// Whether nothing need be chosen: then the query is about all.
    is_open: bool,
    kind: Sort,
}

/// What a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// A thing of ours, as `<actor/Q22316>`.
    Thing,
    /// An item of Wikidata, as `wd:Q22316`.
    Item,
    /// A day, as `"2016-07-14"^^xsd:date`.
    Day,
    /// Text.
    Text,
}

/// The parameters of a query: its lines `VALUES ?name { example }` with one value, or `VALUES ?name { UNDEF } # example`.
pub(in crate::serve) fn parameters(query: &str) -> Vec<Parameter> {
    query
        .lines()
        .filter_map(|line| {
            let rest = line.trim().strip_prefix("VALUES ?")?;
            let (name, rest) = rest.split_once('{')?;
            let (example, rest) = rest.split_once('}')?;
            let is_open = example.trim() == "UNDEF";
            let example = if is_open {
                rest.trim().strip_prefix('#')?.trim()
            } else {
                example.trim()
            };
            let (kind, shown) = if let Some(path) = example.strip_prefix('<') {
                (Sort::Thing, path.strip_suffix('>')?.to_owned())
            } else if let Some(item) = example.strip_prefix("wd:") {
                (Sort::Item, item.to_owned())
            } else {
                let (text, datatype) = example.strip_prefix('"')?.rsplit_once('"')?;
                let kind = if datatype == "^^xsd:date" {
                    Sort::Day
                } else {
                    Sort::Text
                };
                (kind, text.to_owned())
            };
            let is_one = !example.contains(' ') || kind == Sort::Text;
            is_one.then(|| Parameter {
                name: name.trim().to_owned(),
                example: shown,
                is_open,
                kind,
            })
        })
        .collect()
}

impl Parameter {
    /// What was typed, if anything was.
    pub(in crate::serve) fn typed(&self, params: &Params) -> Option<String> {
        let mut typed = params.all(&self.name).map(str::trim);
        typed.find(|it| !it.is_empty()).map(str::to_owned)
    }

    /// What was typed, or what is meant where nothing was: the example, or nothing in particular.
    pub(in crate::serve) fn given(&self, params: &Params) -> Option<String> {
        let example = || (!self.is_open).then(|| self.example.clone());
        self.typed(params).or_else(example)
    }

    /// Whether an item of Wikidata is asked for.
    pub(in crate::serve) fn is_item(&self) -> bool {
        self.kind == Sort::Item
    }

    /// The term that is meant by what was typed, if it is one.
    pub(in crate::serve) fn term(&self, typed: &str, base: &str) -> Option<Term> {
        match self.kind {
            Sort::Thing => {
                let path = if typed.contains('/') {
                    typed.trim_start_matches('/').to_owned()
                } else {
                    let (kind, _) = self.example.split_once('/')?;
                    format!("{kind}/{typed}")
                };
                let iri = if path.contains(':') {
                    path
                } else {
                    format!("{base}{path}")
                };
                Some(NamedNode::new(iri).ok()?.into())
            }
            Sort::Item => {
                let iri = format!("{}{typed}", wd::PREFIX);
                is_item(typed).then(|| NamedNode::new_unchecked(iri).into())
            }
            Sort::Day => {
                let date: jiff::civil::Date = typed.parse().ok()?;
                let day = NamedNode::new_unchecked("http://www.w3.org/2001/XMLSchema#date");
                Some(Literal::new_typed_literal(date.to_string(), day).into())
            }
            Sort::Text => Some(Literal::new_simple_literal(typed).into()),
        }
    }

    /// The kind of field that a form has for it.
    pub(in crate::serve) fn field(&self) -> &'static str {
        match self.kind {
            Sort::Day => "date",
            _ => "text",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_listed_and_parses() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries/pages");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|file| {
                let name = file.unwrap().file_name().into_string().unwrap();
                name.strip_suffix(".rq").map(str::to_owned)
            })
            .collect();
        files.sort_unstable();
        let mut names: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert_eq!(files, names, "queries.rs lists the files of queries/pages");
        for (name, text) in FILES {
            assert!(
                text.starts_with("# en: ") && text.contains("\n# fr: "),
                "{name}"
            );
            let base = Some("http://localhost:7979/sparql");
            if let Err(error) = Store::question(text, base, Dataset::default()) {
                panic!("{name}: {error}");
            }
        }
    }

    #[test]
    fn values_and_pages_are_put_in() {
        let query = "SELECT ?a {\n  VALUES ?thing { <actor/Q1> }\n  ?thing ?p ?a }\nLIMIT 50\n";
        let thing = NamedNode::new_unchecked("http://e/x").into();
        let put = with_values(query, "thing", &[thing]);
        assert!(put.contains("VALUES ?thing { <http://e/x> }"), "{put}");
        assert_eq!(limit(query), Some(50));
        assert!(paged(query, 51, 100).ends_with("LIMIT 51 OFFSET 100\n"));
        assert_eq!(with_values(query, "other", &[]), query);
    }

    #[test]
    fn a_parameter_takes_what_its_example_is() {
        let query = "VALUES ?who { wd:Q22316 }\n  VALUES ?from { \"2016-07-01\"^^xsd:date }\nVALUES ?x { <actor/Q1> }\nVALUES ?m { <a> <b> }\nVALUES ?all { UNDEF } # wd:Q7";
        let found = parameters(query);
        let [who, from, thing, all] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!((who.name.as_str(), who.example.as_str()), ("who", "Q22316"));
        assert!(who.term("Q30", "http://e/").is_some());
        assert!(who.term("30> }", "http://e/").is_none());
        assert!(from.term("2016-07-01", "").is_some());
        assert!(from.term("July", "").is_none());
        let told = thing.term("Q7", "http://e/").unwrap();
        assert_eq!(told.to_string(), "<http://e/actor/Q7>");
        assert!(thing.term("a b", "http://e/").is_none());
        // What is open is about all until something is chosen.
        let given =
            |it: &Parameter, typed: &str| it.given(&Params::parse(typed.as_bytes()).unwrap());
        assert_eq!(
            (given(all, "all="), given(who, "")),
            (None, Some("Q22316".to_owned()))
        );
        assert_eq!(given(all, "all=Q30").as_deref(), Some("Q30"));
    }
}
