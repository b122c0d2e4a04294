//! What a template sees: the answers to the queries of its page, with everything that their cells name.
//!
//! This is the one mechanism behind all pages: a cell that is a statement, proposal or meeting becomes a fact sentence;
//! other things become links under their names; dates and numbers are told in the language of the page.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bag::{Bag, named};
use super::fact::{Kind, Sentence};
use super::frame::Frame;
use super::passage::Cited;
use super::queries::{self, Row, Rows, Values};
use super::term::Shown;
use super::typography;
use crate::serve::asof::Seen;
use crate::store::model::{Literal, Term};
use crate::store::{Deadline, StoreError};
use crate::vocab::{code, dm, xsd};

/// The answers of a page.
pub(in crate::serve) struct View<'a> {
    pub(in crate::serve) frame: &'a Frame,
    pub(in crate::serve) seen: &'a Seen<'a>,
    pub(in crate::serve) bag: Bag,
    answers: BTreeMap<&'static str, Arc<Rows>>,
    /// Which page of lists this is, from 1.
    pub(in crate::serve) page: usize,
}

impl<'a> View<'a> {
    /// Asks the queries of a page, and reads what their answers name.
    pub(in crate::serve) fn gather(
        frame: &'a Frame,
        seen: &'a Seen<'a>,
        names: &[&'static str],
        values: &[Values],
        bag: Bag,
        deadline: &Deadline,
    ) -> Result<Self, StoreError> {
        let page = frame.param("page").parse().unwrap_or(1).max(1);
        let mut view = Self {
            frame,
            seen,
            bag,
            answers: BTreeMap::new(),
            page,
        };
        for name in names {
            let rows = queries::ask(seen, name, values, page, deadline)?;
            view.answers.insert(*name, rows);
        }
        view.read(deadline)?;
        Ok(view)
    }

    fn read(&mut self, deadline: &Deadline) -> Result<(), StoreError> {
        let base = &self.seen.settings.base;
        let mut facts = BTreeSet::new();
        let mut records = BTreeSet::new();
        let mut others = BTreeSet::new();
        let cells = self
            .answers
            .values()
            .flat_map(|rows| &rows.rows)
            .flat_map(Row::cells);
        for iri in cells.filter_map(named) {
            let Some(path) = iri.strip_prefix(base.as_str()) else {
                continue;
            };
            let is_fact = ["statement/", "proposal/", "meeting/"]
                .iter()
                .any(|kind| path.starts_with(kind));
            if is_fact && !path.contains('#') {
                facts.insert(iri.to_owned());
            } else if path.starts_with("article/") && path.contains('#') {
                records.insert(iri.to_owned());
            } else {
                others.insert(iri.to_owned());
            }
        }
        let facts: Vec<String> = facts.into_iter().collect();
        let records: Vec<String> = records.into_iter().collect();
        let store = &self.seen.store;
        self.bag.read(store, others, deadline)?;
        self.bag.read_records(store, &records, deadline)?;
        self.bag.read_facts(store, &facts, base, deadline)
    }

    /// The rows of a query.
    pub(in crate::serve) fn rows(&self, query: &str) -> &[Row] {
        self.answers
            .get(query)
            .map_or(&[], |rows| rows.rows.as_slice())
    }

    /// The answer of a query.
    pub(in crate::serve) fn answer(&self, query: &str) -> Option<&Rows> {
        self.answers.get(query).map(Arc::as_ref)
    }

    /// All answers, by the names of their queries.
    pub(in crate::serve) fn answers(&self) -> impl Iterator<Item = (&'static str, &Rows)> {
        self.answers
            .iter()
            .map(|(name, rows)| (*name, rows.as_ref()))
    }

    /// Whether any of the answers has another page.
    pub(in crate::serve) fn has_more(&self) -> bool {
        self.answers.values().any(|rows| rows.more)
    }

    /// The address of another page of the lists.
    pub(in crate::serve) fn page_at(&self, page: usize) -> String {
        let number = page.to_string();
        self.frame
            .here("page", (page > 1).then_some(number.as_str()))
    }

    /// The page before this one, and the one behind.
    pub(in crate::serve) fn before(&self) -> Option<String> {
        (self.page > 1).then(|| self.page_at(self.page - 1))
    }

    /// The page behind this one.
    pub(in crate::serve) fn after(&self) -> Option<String> {
        self.has_more().then(|| self.page_at(self.page + 1))
    }

    /// The sentence of a fact.
    pub(in crate::serve) fn sentence(&self, iri: &str) -> Option<Sentence> {
        Sentence::of(iri, &self.bag, self.frame, self.seen)
    }

    /// The sentence of the fact in a cell.
    pub(in crate::serve) fn fact(&self, row: &Row, column: &str) -> Option<Sentence> {
        self.sentence(row.iri(column)?)
    }

    /// The sentences of a column.
    pub(in crate::serve) fn facts(&self, query: &str, column: &str) -> Vec<Sentence> {
        self.rows(query)
            .iter()
            .filter_map(|row| self.fact(row, column))
            .collect()
    }

    /// Whether what a row tells of changes is for a new version of an article.
    #[expect(clippy::unused_self, reason = "templates ask the view about its rows")]
    pub(in crate::serve) fn is_of_version(&self, row: &Row) -> bool {
        ["corrected", "withdrawn"].contains(&row.text("how"))
    }

    /// The rows in whose column that text stands.
    pub(in crate::serve) fn of(&self, query: &str, column: &str, text: &str) -> Vec<&Row> {
        let rows = self.rows(query).iter();
        rows.filter(|row| row.text(column) == text).collect()
    }

    /// Rows under the dates that stand in a column, in their order.
    pub(in crate::serve) fn grouped(&self, query: &str, column: &str) -> Vec<(String, Vec<&Row>)> {
        let mut groups: Vec<(String, Vec<&Row>)> = Vec::new();
        for row in self.rows(query) {
            let date = self.date(row.text(column));
            match groups.last_mut() {
                Some((last, rows)) if *last == date => rows.push(row),
                _ => groups.push((date, vec![row])),
            }
        }
        groups
    }

    /// Facts under their dates, in their order.
    pub(in crate::serve) fn by_date(
        &self,
        query: &str,
        column: &str,
    ) -> Vec<(String, Vec<Sentence>)> {
        let mut groups: Vec<(String, Vec<Sentence>)> = Vec::new();
        for mut fact in self.facts(query, column) {
            // The heading says it.
            let date = std::mem::take(&mut fact.date);
            match groups.last_mut() {
                Some((last, facts)) if *last == date => facts.push(fact),
                _ => groups.push((date, vec![fact])),
            }
        }
        groups
    }

    /// A number with a part behind the point, as the language of the page writes it.
    pub(in crate::serve) fn decimal(&self, value: impl AsRef<str>) -> String {
        let value = value.as_ref();
        match self.frame.tongue {
            super::tongue::Tongue::En => value.to_owned(),
            super::tongue::Tongue::Fr => value.replace('.', ","),
        }
    }

    /// All facts that the answers name, each once, in their order.
    pub(in crate::serve) fn all_facts(&self) -> Vec<Sentence> {
        let mut seen = BTreeSet::new();
        let cells = self
            .answers
            .values()
            .flat_map(|rows| &rows.rows)
            .flat_map(Row::cells);
        cells
            .filter_map(named)
            .filter(|iri| Kind::of(&self.bag, iri).is_some() && seen.insert((*iri).to_owned()))
            .filter_map(|iri| self.sentence(iri))
            .collect()
    }

    /// A cell, for people.
    pub(in crate::serve) fn cell(&self, row: &Row, column: &str) -> Shown {
        row.get(column)
            .map_or_else(|| Shown::text(""), |term| self.shown(term))
    }

    /// A term, for people.
    pub(in crate::serve) fn shown(&self, term: &Term) -> Shown {
        let tongue = self.frame.tongue;
        match term {
            Term::NamedNode(iri) => {
                let label = self.bag.name(iri.as_str(), tongue).cloned().or_else(|| {
                    let name = self.seen.labels.get(iri.as_str(), tongue)?;
                    Some(Literal::new_simple_literal(name))
                });
                let mut shown = Shown::term(term, label.as_ref(), self.seen);
                shown.lang = label
                    .as_ref()
                    .and_then(Literal::language)
                    .filter(|language| *language != tongue.tag())
                    .map(str::to_owned);
                if iri.as_str().starts_with(code::PREFIX) {
                    shown.href = None;
                }
                shown
            }
            Term::Literal(literal) => {
                let datatype = literal.datatype().as_str();
                if literal.language().is_some() {
                    return Shown::term(term, None, self.seen);
                }
                let is_date = datatype.ends_with("/EDTF")
                    || [xsd::DATE, xsd::G_YEAR_MONTH, xsd::G_YEAR].contains(&datatype);
                let text = if is_date {
                    typography::date(literal.value(), tongue)
                } else if let (true, Ok(number)) =
                    (datatype == xsd::INTEGER, literal.value().parse())
                {
                    typography::number(number, tongue)
                } else {
                    literal.value().to_owned()
                };
                Shown::text(text)
            }
            other => Shown::term(other, None, self.seen),
        }
    }

    /// The name of a thing in the language of the page.
    pub(in crate::serve) fn name(&self, iri: &str) -> String {
        self.bag.name(iri, self.frame.tongue).map_or_else(
            || iri.rsplit('/').next().unwrap_or_default().to_owned(),
            |name| name.value().to_owned(),
        )
    }

    /// How an article is cited.
    pub(in crate::serve) fn cited(&self, article: &str) -> Cited {
        Cited::of(article, &self.bag, self.frame, self.seen)
    }

    /// The articles whose words are on the page, numbered in the order of their dates.
    pub(in crate::serve) fn sources(facts: &[Sentence]) -> Vec<Cited> {
        let mut articles = BTreeMap::new();
        let passages = facts
            .iter()
            .flat_map(|fact| &fact.reported)
            .flat_map(|report| &report.passages);
        for passage in passages {
            let key = (passage.source.edtf.clone(), passage.source.iri.clone());
            articles
                .entry(key)
                .or_insert_with(|| passage.source.clone());
        }
        articles.into_values().collect()
    }

    /// A number as the language of the page prints it.
    pub(in crate::serve) fn number(&self, value: impl Borrow<usize>) -> String {
        typography::number(*value.borrow(), self.frame.tongue)
    }

    /// A date in words.
    pub(in crate::serve) fn date(&self, edtf: &str) -> String {
        typography::date(edtf, self.frame.tongue)
    }

    /// The date of a thing in words.
    pub(in crate::serve) fn date_of(&self, iri: &str) -> String {
        self.date(self.bag.text(iri, dm::EDTF).unwrap_or_default())
    }
}
