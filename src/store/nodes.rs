//! What is said of many nodes, in one go.
//!
//! A quad that the database hands out costs a look-up for each of its terms, and a page is made of thousands of quads. Of
//! those that are asked for here only the object is looked up: the node goes by its number in the question, and so does
//! the property, once it was met.

use std::sync::{Mutex, PoisonError};

use oxigraph::model::{Literal, NamedNode, Term, Variable};
use oxigraph::sparql::{QueryResults, QuerySolution};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

use super::{Deadline, Store, StoreError};

/// So many properties are known by number; the ontology and those that it borrows from have fewer.
const KNOWN: usize = 200;

/// Where something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// In the default graph.
    Default,
    /// In any graph.
    Anywhere,
}

/// The properties that have been met.
#[derive(Default)]
pub(super) struct Properties(Mutex<Vec<NamedNode>>);

impl Properties {
    fn known(&self) -> Vec<NamedNode> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.clone()
    }

    fn learn(&self, property: &NamedNode) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < KNOWN && !known.contains(property) {
            known.push(property.clone());
        }
    }
}

impl Store {
    /// What is said of nodes: the number of the node in the list, the property, the value.
    ///
    /// # Errors
    /// When the database cannot be read, or the time is over.
    pub fn said_of(
        &self,
        nodes: &[String],
        within: Within,
        deadline: &Deadline,
    ) -> Result<Vec<(usize, NamedNode, Term)>, StoreError> {
        let known = self.properties.known();
        let [number, node, property, value, place, told] =
            ["number", "node", "property", "value", "place", "told"].map(Variable::new_unchecked);
        let said = GraphPattern::Bgp {
            patterns: vec![TriplePattern {
                subject: TermPattern::Variable(node.clone()),
                predicate: NamedNodePattern::Variable(property.clone()),
                object: TermPattern::Variable(value.clone()),
            }],
        };
        // DISTINCT makes the planner look the properties up in a table, instead of going through the list each time.
        let places = GraphPattern::Distinct {
            inner: Box::new(numbered(
                &place,
                &property,
                known.iter().map(NamedNode::as_str),
            )),
        };
        let nodes = numbered(&number, &node, nodes.iter().map(String::as_str));
        let pattern = GraphPattern::Extend {
            inner: Box::new(GraphPattern::LeftJoin {
                left: Box::new(each(nodes, said)),
                right: Box::new(places),
                expression: None,
            }),
            variable: told.clone(),
            expression: Expression::If(
                Box::new(Expression::Bound(place.clone())),
                Box::new(Expression::Variable(place)),
                Box::new(Expression::Variable(property)),
            ),
        };
        let wanted = [number, told, value];
        self.gathered(pattern, &wanted, within, deadline, |row| {
            let property = match row.get(1)? {
                Term::NamedNode(property) => {
                    self.properties.learn(property);
                    property.clone()
                }
                place => known.get(place_of(place)?)?.clone(),
            };
            Some((place_of(row.get(0)?)?, property, row.get(2)?.clone()))
        })
    }

    /// The properties by which the default graph points to a node.
    ///
    /// # Errors
    /// As [`Store::said_of`].
    pub fn properties_to(
        &self,
        node: &NamedNode,
        deadline: &Deadline,
    ) -> Result<Vec<NamedNode>, StoreError> {
        let [subject, property] = ["subject", "property"].map(Variable::new_unchecked);
        let pattern = GraphPattern::Distinct {
            inner: Box::new(GraphPattern::Project {
                inner: Box::new(GraphPattern::Bgp {
                    patterns: vec![TriplePattern {
                        subject: TermPattern::Variable(subject),
                        predicate: NamedNodePattern::Variable(property.clone()),
                        object: node.clone().into(),
                    }],
                }),
                variables: vec![property.clone()],
            }),
        };
        self.gathered(
            pattern,
            &[property],
            Within::Default,
            deadline,
            |row| match row.get(0)? {
                Term::NamedNode(property) => Some(property.clone()),
                _ => None,
            },
        )
    }

    /// What points to nodes by a property, so many at most to each: the number of the node in the list, the subject.
    ///
    /// # Errors
    /// As [`Store::said_of`].
    pub fn pointing_to(
        &self,
        nodes: &[String],
        property: &str,
        most: usize,
        within: Within,
        deadline: &Deadline,
    ) -> Result<Vec<(usize, NamedNode)>, StoreError> {
        let [number, node, subject] = ["number", "node", "subject"].map(Variable::new_unchecked);
        let pointing = GraphPattern::Slice {
            inner: Box::new(GraphPattern::Project {
                inner: Box::new(GraphPattern::Bgp {
                    patterns: vec![TriplePattern {
                        subject: TermPattern::Variable(subject.clone()),
                        predicate: NamedNode::new_unchecked(property).into(),
                        object: TermPattern::Variable(node.clone()),
                    }],
                }),
                variables: vec![subject.clone(), node.clone()],
            }),
            start: 0,
            length: Some(most),
        };
        let nodes = numbered(&number, &node, nodes.iter().map(String::as_str));
        let pattern = each(nodes, pointing);
        let wanted = [number, subject];
        self.gathered(pattern, &wanted, within, deadline, |row| {
            let Term::NamedNode(subject) = row.get(1)? else {
                return None;
            };
            Some((place_of(row.get(0)?)?, subject.clone()))
        })
    }

    fn gathered<T>(
        &self,
        pattern: GraphPattern,
        wanted: &[Variable],
        within: Within,
        deadline: &Deadline,
        read: impl Fn(&QuerySolution) -> Option<T>,
    ) -> Result<Vec<T>, StoreError> {
        let query = Query::Select {
            dataset: None,
            pattern: GraphPattern::Project {
                inner: Box::new(pattern),
                variables: wanted.to_vec(),
            },
            base_iri: None,
        };
        let mut prepared = self.evaluator(None, deadline).for_query(query);
        if within == Within::Anywhere {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        let mut rows = Vec::new();
        if let QueryResults::Solutions(found) = prepared.on_store(&self.inner).execute()? {
            for row in found {
                rows.extend(read(&row?));
            }
        }
        deadline.check()?;
        Ok(rows)
    }
}

/// IRIs and their numbers, as VALUES.
fn numbered<'a>(
    number: &Variable,
    node: &Variable,
    iris: impl Iterator<Item = &'a str>,
) -> GraphPattern {
    let row = |(place, iri): (usize, &str)| {
        let place = Literal::from(i64::try_from(place).unwrap_or(i64::MAX));
        vec![
            Some(GroundTerm::Literal(place)),
            Some(GroundTerm::NamedNode(NamedNode::new_unchecked(iri))),
        ]
    };
    GraphPattern::Values {
        variables: vec![number.clone(), node.clone()],
        bindings: iris.enumerate().map(row).collect(),
    }
}

/// For each row of one pattern, what the other has.
fn each(rows: GraphPattern, pattern: GraphPattern) -> GraphPattern {
    GraphPattern::Lateral {
        left: Box::new(rows),
        right: Box::new(pattern),
    }
}

fn place_of(term: &Term) -> Option<usize> {
    match term {
        Term::Literal(number) => number.value().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Dataset;

    #[test]
    fn all_is_read_of_many_nodes_wherever_it_is_said() {
        let store = Store::memory().unwrap();
        let update =
            "INSERT DATA { <urn:a> <urn:p> 1, 'x'@fr ; <urn:q> <urn:b> . <urn:c> <urn:p> <urn:b> .
            GRAPH <urn:g> { <urn:a> <urn:r> 2 . <urn:d> <urn:p> <urn:b> } }";
        let none = Deadline::none();
        store
            .update(update, None, &Dataset::default(), &none)
            .unwrap();
        let nodes: Vec<String> = ["urn:c", "urn:a", "urn:nothing"]
            .map(str::to_owned)
            .to_vec();
        let told = |within| {
            let said = store.said_of(&nodes, within, &none).unwrap();
            let mut told: Vec<String> = said
                .iter()
                .map(|(node, property, value)| format!("{node} {} {value}", property.as_str()))
                .collect();
            told.sort_unstable();
            told
        };
        let one = "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>";
        let default = [
            "0 urn:p <urn:b>".to_owned(),
            format!("1 urn:p {one}"),
            "1 urn:p \"x\"@fr".to_owned(),
            "1 urn:q <urn:b>".to_owned(),
        ];
        // The second time, the properties are known.
        for _ in 0..2 {
            assert_eq!(told(Within::Default), default);
            let anywhere = told(Within::Anywhere);
            assert_eq!(anywhere.len(), 5);
            assert!(
                anywhere.iter().any(|it| it.starts_with("1 urn:r ")),
                "{anywhere:?}"
            );
        }
        let pointing = |most| {
            let nodes = ["urn:b".to_owned(), "urn:a".to_owned()];
            let found = store.pointing_to(&nodes, "urn:p", most, Within::Anywhere, &none);
            found.unwrap().len()
        };
        assert_eq!((pointing(9), pointing(1)), (2, 1));
        let b = NamedNode::new_unchecked("urn:b");
        let mut by = store.properties_to(&b, &none).unwrap();
        by.sort_unstable();
        assert_eq!(by, ["urn:p", "urn:q"].map(NamedNode::new_unchecked));
        assert!(
            store
                .said_of(&[], Within::Anywhere, &none)
                .unwrap()
                .is_empty()
        );
    }
}
