//! A moment of a timeline, as a dataset that queries are evaluated over.

use std::iter::FusedIterator;
use std::sync::Arc;

use oxigraph::model::{
    GraphName, GraphNameRef, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef,
};
use spareval::{InternalQuad, QueryableDataset};

use super::table::{Found, GRAPH, Pattern};
use super::terms::normal;
use super::timeline::Timeline;
use crate::store::StoreError;

/// What was so when so many articles were out.
#[derive(Clone)]
pub(in crate::store) struct Past {
    pub(super) timeline: Arc<Timeline>,
    pub(super) out: u32,
}

/// A term of the timeline, or another one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(in crate::store) enum Number {
    Known(u32),
    Other(Arc<Term>),
}

impl Number {
    /// The number, or that nothing is said of it.
    fn known(&self) -> Result<u32, Unknown> {
        match self {
            Self::Known(number) => Ok(*number),
            Self::Other(_) => Err(Unknown),
        }
    }
}

/// A term of which nothing is said.
struct Unknown;

/// Where quads are looked for.
#[derive(Clone, Copy)]
enum Within {
    Default,
    Named(u32),
    AnyNamed,
}

impl Past {
    fn number(&self, term: TermRef<'_>) -> Result<u32, Unknown> {
        self.timeline
            .terms
            .number(&normal(term.into_owned()))
            .ok_or(Unknown)
    }

    fn term(&self, number: u32) -> Result<Term, StoreError> {
        let term = self.timeline.terms.term(number);
        term.ok_or_else(|| StoreError::Storage("a term of the past cannot be read".to_owned()))
    }

    fn find(&self, [subject, property, object]: [Option<u32>; 3], within: Within) -> Rows {
        let (is_named, graph) = match within {
            Within::Default => (false, None),
            Within::Named(graph) => (true, Some(graph)),
            Within::AnyNamed => (true, None),
        };
        let pattern = [subject, property, object, graph];
        Rows {
            past: self.clone(),
            is_named,
            found: Some(self.timeline.table(is_named).find(&pattern)),
            pattern,
        }
    }

    fn nothing(&self) -> Rows {
        Rows {
            past: self.clone(),
            is_named: false,
            found: None,
            pattern: [None; 4],
        }
    }

    /// The quads that fit a pattern, as the database has it.
    pub(in crate::store) fn quads_for_pattern(
        &self,
        subject: Option<TermRef<'_>>,
        property: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        let number = |term: Option<TermRef<'_>>| term.map(|term| self.number(term)).transpose();
        let rows = || -> Result<[Rows; 2], Unknown> {
            let triple = [
                number(subject)?,
                number(property.map(Into::into))?,
                number(object)?,
            ];
            let named =
                |graph: TermRef<'_>| Ok(self.find(triple, Within::Named(self.number(graph)?)));
            Ok(match graph {
                None => [
                    self.find(triple, Within::Default),
                    self.find(triple, Within::AnyNamed),
                ],
                Some(GraphNameRef::DefaultGraph) => {
                    [self.find(triple, Within::Default), self.nothing()]
                }
                Some(GraphNameRef::NamedNode(graph)) => [named(graph.into())?, self.nothing()],
                Some(GraphNameRef::BlankNode(graph)) => [named(graph.into())?, self.nothing()],
            })
        };
        let rows = rows().unwrap_or_else(|Unknown| [self.nothing(), self.nothing()]);
        let past = self.clone();
        rows.into_iter()
            .flat_map(|rows| {
                let is_named = rows.is_named;
                rows.map(move |row| (row, is_named))
            })
            .map(move |(row, is_named)| past.quad(row, is_named))
    }

    fn quad(
        &self,
        [subject, property, object, graph]: [u32; 4],
        is_named: bool,
    ) -> Result<Quad, StoreError> {
        let broken = || StoreError::Storage("a quad of the past cannot be read".to_owned());
        let subject: NamedOrBlankNode = node(self.term(subject)?).ok_or_else(broken)?;
        let Term::NamedNode(property) = self.term(property)? else {
            return Err(broken());
        };
        let graph = if is_named {
            GraphName::from(node(self.term(graph)?).ok_or_else(broken)?)
        } else {
            GraphName::DefaultGraph
        };
        Ok(Quad::new(subject, property, self.term(object)?, graph))
    }

    /// The names of the graphs in which something was said.
    pub(in crate::store) fn named_graphs(
        &self,
    ) -> impl Iterator<Item = Result<NamedOrBlankNode, StoreError>> + use<> {
        let past = self.clone();
        self.graphs()
            .filter_map(move |graph| past.term(graph).map(node).transpose())
    }

    fn graphs(&self) -> impl Iterator<Item = u32> + use<> {
        let past = self.clone();
        let count = past.timeline.graphs.len();
        (0..count).filter_map(move |place| {
            let graph = *past.timeline.graphs.get(place)?;
            past.find([None; 3], Within::Named(graph))
                .next()
                .map(|_| graph)
        })
    }

    /// Whether something was said in a graph.
    pub(in crate::store) fn contains_named_graph(&self, graph: NamedNodeRef<'_>) -> bool {
        let number = self.number(graph.into());
        number.is_ok_and(|graph| self.find([None; 3], Within::Named(graph)).next().is_some())
    }

    /// The number of quads.
    pub(in crate::store) fn len(&self) -> usize {
        [false, true]
            .map(|is_named| self.timeline.table(is_named).count(self.out))
            .iter()
            .sum()
    }
}

fn node(term: Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.into()),
        Term::BlankNode(node) => Some(node.into()),
        _ => None,
    }
}

/// Rows that fit a pattern.
struct Rows {
    past: Past,
    is_named: bool,
    found: Option<Found>,
    pattern: Pattern,
}

impl Iterator for Rows {
    type Item = [u32; 4];

    fn next(&mut self) -> Option<[u32; 4]> {
        let table = self.past.timeline.table(self.is_named);
        table.next(self.found.as_mut()?, &self.pattern, self.past.out)
    }
}

impl FusedIterator for Rows {}

impl QueryableDataset<'static> for Past {
    type InternalTerm = Number;
    type Error = StoreError;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Number>,
        predicate: Option<&Number>,
        object: Option<&Number>,
        graph_name: Option<Option<&Number>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Number>, StoreError>> + use<> {
        let number = |term: Option<&Number>| term.map(Number::known).transpose();
        let rows = || -> Result<Rows, Unknown> {
            let triple = [number(subject)?, number(predicate)?, number(object)?];
            Ok(match graph_name {
                Some(None) => self.find(triple, Within::Default),
                Some(Some(graph)) => self.find(triple, Within::Named(graph.known()?)),
                None => self.find(triple, Within::AnyNamed),
            })
        };
        let rows = rows().unwrap_or_else(|Unknown| self.nothing());
        let is_named = rows.is_named;
        rows.map(move |row| {
            let graph = row.get(GRAPH).copied().filter(|_| is_named);
            let [subject, predicate, object, _] = row.map(Number::Known);
            Ok(InternalQuad {
                subject,
                predicate,
                object,
                graph_name: graph.map(Number::Known),
            })
        })
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Number, StoreError>> + use<> {
        self.graphs().map(|graph| Ok(Number::Known(graph)))
    }

    fn internalize_term(&self, term: Term) -> Result<Number, StoreError> {
        let term = normal(term);
        Ok(match self.timeline.terms.number(&term) {
            Some(number) => Number::Known(number),
            None => Number::Other(Arc::new(term)),
        })
    }

    fn externalize_term(&self, term: Number) -> Result<Term, StoreError> {
        match term {
            Number::Known(number) => self.term(number),
            Number::Other(term) => Ok(Arc::unwrap_or_clone(term)),
        }
    }
}
