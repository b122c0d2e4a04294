//! What is said of many nodes, in one go.
//!
//! A quad that the database hands out costs a look-up for each of its terms, and a page is made of thousands of quads. Of
//! those that are asked for here only the object is looked up: the node goes by its number in the question, and so does
//! the property, once it was met.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use oxigraph::model::{Literal, NamedNode, Term, Variable};
use oxigraph::sparql::{QueryResults, QuerySolution};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

use super::{Deadline, Store, StoreError};
use crate::vocab::{code, rdf};

/// So many properties are known by number; the ontology and those that it borrows from have fewer.
const KNOWN: usize = 200;

/// So many triples that point to a node are looked through for their properties.
const FIRST: usize = 1000;

/// Where something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// In the default graph.
    Default,
    /// In any graph.
    Anywhere,
}

/// The properties that have been met, and the classes and codes.
#[derive(Default)]
pub(super) struct Properties {
    properties: Known,
    codes: Known,
}

/// Nodes that are met again and again.
#[derive(Default)]
struct Known(Mutex<Vec<NamedNode>>);

impl Known {
    fn all(&self) -> Vec<NamedNode> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.clone()
    }

    fn learn(&self, node: &NamedNode) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < KNOWN && !known.contains(node) {
            known.push(node.clone());
        }
    }
}

impl Store {
    /// What is said of nodes by other properties than some: the number of the node in the list, the property, the value.
    ///
    /// # Errors
    /// When the database cannot be read, or the time is over.
    pub fn said_of(
        &self,
        nodes: &[String],
        but: &[&str],
        within: Within,
        deadline: &Deadline,
    ) -> Result<Vec<(usize, NamedNode, Term)>, StoreError> {
        let known = self.properties.properties.all();
        let codes = self.properties.codes.all();
        let [number, node, property, value, place, told, code, meant] = [
            "number", "node", "property", "value", "place", "told", "code", "meant",
        ]
        .map(Variable::new_unchecked);
        let said = GraphPattern::Bgp {
            patterns: vec![triple(&node, property.clone(), value.clone())],
        };
        let said = but.iter().fold(said, |said, property_but| {
            let but = NamedNode::new_unchecked(*property_but);
            GraphPattern::Filter {
                expr: Expression::Not(Box::new(Expression::SameTerm(
                    Box::new(Expression::Variable(property.clone())),
                    Box::new(but.into()),
                ))),
                inner: Box::new(said),
            }
        });
        let nodes = numbered(&number, &node, nodes.iter().map(String::as_str));
        let said = each(nodes, said);
        let said = by_number(said, &property, &place, &told, &known);
        let pattern = by_number(said, &value, &code, &meant, &codes);
        let wanted = [number, told, code, meant];
        self.gathered(pattern, &wanted, within, deadline, |row| {
            let property = match row.get(1)? {
                Term::NamedNode(property) => {
                    self.properties.properties.learn(property);
                    property.clone()
                }
                place => known.get(place_of(place)?)?.clone(),
            };
            let value = match row.get(2) {
                Some(code) => codes.get(place_of(code)?)?.clone().into(),
                None => row.get(3)?.clone(),
            };
            if let (Term::NamedNode(value), None) = (&value, row.get(2))
                && (property.as_str() == rdf::TYPE || value.as_str().starts_with(code::PREFIX))
            {
                self.properties.codes.learn(value);
            }
            Some((place_of(row.get(0)?)?, property, value))
        })
    }

    /// The properties by which the default graph points to a node: those of a list, and what the first triples show.
    ///
    /// # Errors
    /// As [`Store::said_of`].
    pub fn properties_to(
        &self,
        node: &NamedNode,
        likely: &[&str],
        deadline: &Deadline,
    ) -> Result<BTreeSet<NamedNode>, StoreError> {
        let [number, subject, property] =
            ["number", "subject", "property"].map(Variable::new_unchecked);
        let pointing = |length| {
            let triple = triple(&subject, property.clone(), node.clone());
            slice(fitting(triple, vec![property.clone()]), 0, length)
        };
        // Distinct are those of the first triples: to walk on until so many are found would be to walk through all.
        let first = distinct(pointing(FIRST));
        let wanted = [property.clone()];
        let read = |row: &QuerySolution| match row.get(0)? {
            Term::NamedNode(property) => Some(property.clone()),
            _ => None,
        };
        let found = self.gathered(first, &wanted, Within::Default, deadline, read)?;
        let mut found: BTreeSet<NamedNode> = found.into_iter().collect();
        let others: Vec<&str> = likely
            .iter()
            .copied()
            .filter(|it| found.iter().all(|found| found.as_str() != *it))
            .collect();
        let pattern = each(
            numbered(&number, &property, others.into_iter()),
            pointing(1),
        );
        found.extend(self.gathered(pattern, &wanted, Within::Default, deadline, read)?);
        Ok(found)
    }

    /// How many things point to a node by a property; counting stops at so many.
    ///
    /// # Errors
    /// As [`Store::said_of`].
    pub fn count_pointing_to(
        &self,
        node: &NamedNode,
        property: &NamedNode,
        most: usize,
        within: Within,
        deadline: &Deadline,
    ) -> Result<usize, StoreError> {
        let [subject, count] = ["subject", "count"].map(Variable::new_unchecked);
        let pointing = triple(&subject, property.clone(), node.clone());
        let pointing = distinct(fitting(pointing, vec![subject]));
        let pattern = GraphPattern::Group {
            inner: Box::new(slice(pointing, 0, most)),
            variables: vec![],
            aggregates: vec![(
                count.clone(),
                AggregateExpression::CountSolutions { distinct: false },
            )],
        };
        let counted = self.gathered(pattern, &[count], within, deadline, |row| {
            place_of(row.get(0)?)
        })?;
        Ok(counted.into_iter().sum())
    }

    /// What points to a node by a property: behind so many so many, in an order of the database that stays as long as
    /// nothing is written. To sort them is to look all of them up.
    ///
    /// # Errors
    /// As [`Store::said_of`].
    pub fn some_pointing_to(
        &self,
        node: &NamedNode,
        property: &NamedNode,
        (before, wanted): (usize, usize),
        within: Within,
        deadline: &Deadline,
    ) -> Result<Vec<NamedNode>, StoreError> {
        let subject = Variable::new_unchecked("subject");
        let pointing = triple(&subject, property.clone(), node.clone());
        let pointing = distinct(fitting(pointing, vec![subject.clone()]));
        let wanted = slice(pointing, before, wanted);
        self.gathered(wanted, &[subject], within, deadline, |row| {
            match row.get(0)? {
                Term::NamedNode(subject) => Some(subject.clone()),
                _ => None,
            }
        })
    }

    /// What is said of nodes by a property: the number of the node in the list, the value.
    ///
    /// # Errors
    /// As [`Store::said_of`].
    pub fn values_of(
        &self,
        nodes: &[String],
        property: &str,
        within: Within,
        deadline: &Deadline,
    ) -> Result<Vec<(usize, Term)>, StoreError> {
        let [number, node, value] = ["number", "node", "value"].map(Variable::new_unchecked);
        let said = GraphPattern::Bgp {
            patterns: vec![triple(
                &node,
                NamedNode::new_unchecked(property),
                value.clone(),
            )],
        };
        let nodes = numbered(&number, &node, nodes.iter().map(String::as_str));
        let wanted = [number, value];
        self.gathered(each(nodes, said), &wanted, within, deadline, |row| {
            Some((place_of(row.get(0)?)?, row.get(1)?.clone()))
        })
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
        let pointing = triple(&subject, NamedNode::new_unchecked(property), node.clone());
        let pointing = fitting(pointing, vec![subject.clone(), node.clone()]);
        let pointing = slice(pointing, 0, most);
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
        if let QueryResults::Solutions(found) = self.data.evaluate(prepared)? {
            for row in found {
                rows.extend(read(&row?));
            }
        }
        deadline.check()?;
        Ok(rows)
    }
}

fn triple(
    subject: &Variable,
    property: impl Into<NamedNodePattern>,
    value: impl Into<TermPattern>,
) -> TriplePattern {
    TriplePattern {
        subject: subject.clone().into(),
        predicate: property.into(),
        object: value.into(),
    }
}

/// What fits a triple.
fn fitting(triple: TriplePattern, variables: Vec<Variable>) -> GraphPattern {
    GraphPattern::Project {
        inner: Box::new(GraphPattern::Bgp {
            patterns: vec![triple],
        }),
        variables,
    }
}

/// Each once: a union of graphs has what several say several times.
fn distinct(pattern: GraphPattern) -> GraphPattern {
    GraphPattern::Distinct {
        inner: Box::new(pattern),
    }
}

/// Of the rows of a pattern, so many behind so many.
fn slice(pattern: GraphPattern, start: usize, length: usize) -> GraphPattern {
    GraphPattern::Slice {
        inner: Box::new(pattern),
        start,
        length: Some(length),
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

/// What a pattern finds, with the numbers of those nodes that are known: what is meant is the number, or the node where it
/// has none. Only then is it looked up.
fn by_number(
    pattern: GraphPattern,
    node: &Variable,
    number: &Variable,
    meant: &Variable,
    known: &[NamedNode],
) -> GraphPattern {
    // DISTINCT makes the planner look the nodes up in a table, instead of going through the list each time.
    let numbers = distinct(numbered(number, node, known.iter().map(NamedNode::as_str)));
    GraphPattern::Extend {
        inner: Box::new(GraphPattern::LeftJoin {
            left: Box::new(pattern),
            right: Box::new(numbers),
            expression: None,
        }),
        variable: meant.clone(),
        expression: Expression::If(
            Box::new(Expression::Bound(number.clone())),
            Box::new(Expression::Variable(number.clone())),
            Box::new(Expression::Variable(node.clone())),
        ),
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
            "INSERT DATA { <urn:a> <urn:p> 1, 'x'@fr ; <urn:q> <urn:b> . <urn:c> <urn:p> <urn:b> ; a <urn:class> .
            GRAPH <urn:g> { <urn:a> <urn:r> 2 . <urn:d> <urn:p> <urn:b> } }";
        let none = Deadline::none();
        store
            .update(update, None, &Dataset::default(), &none)
            .unwrap();
        let nodes: Vec<String> = ["urn:c", "urn:a", "urn:nothing"]
            .map(str::to_owned)
            .to_vec();
        let told = |within| {
            let said = store.said_of(&nodes, &[], within, &none).unwrap();
            let mut told: Vec<String> = said
                .iter()
                .map(|(node, property, value)| format!("{node} {} {value}", property.as_str()))
                .collect();
            told.sort_unstable();
            told
        };
        let one = "\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>";
        let default = [
            format!("0 {} <urn:class>", rdf::TYPE),
            "0 urn:p <urn:b>".to_owned(),
            format!("1 urn:p {one}"),
            "1 urn:p \"x\"@fr".to_owned(),
            "1 urn:q <urn:b>".to_owned(),
        ];
        // The second time, the properties are known.
        for _ in 0..2 {
            assert_eq!(told(Within::Default), default);
            let anywhere = told(Within::Anywhere);
            assert_eq!(anywhere.len(), 6);
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
        let values = store
            .values_of(&nodes, "urn:q", Within::Default, &none)
            .unwrap();
        assert_eq!(values, [(1, NamedNode::new_unchecked("urn:b").into())]);
        let b = NamedNode::new_unchecked("urn:b");
        let by = store.properties_to(&b, &["urn:q", "urn:r"], &none).unwrap();
        let [p, q] = ["urn:p", "urn:q"].map(NamedNode::new_unchecked);
        assert_eq!(by.into_iter().collect::<Vec<_>>(), [p.clone(), q.clone()]);
        let count = |property, most| {
            let counted = store.count_pointing_to(&b, property, most, Within::Default, &none);
            counted.unwrap()
        };
        assert_eq!((count(&p, 9), count(&q, 9), count(&p, 0)), (1, 1, 0));
        let some = |before, wanted| {
            let found = store.some_pointing_to(&b, &p, (before, wanted), Within::Anywhere, &none);
            found.unwrap()
        };
        let mut all = some(0, 1);
        all.extend(some(1, 9));
        all.sort_unstable();
        assert_eq!(all, ["urn:c", "urn:d"].map(NamedNode::new_unchecked));
        assert!(some(2, 9).is_empty());
        let but = store.said_of(&nodes, &["urn:p"], Within::Default, &none);
        assert_eq!(but.unwrap().len(), 2, "a class and urn:q are left");
        assert!(
            store
                .said_of(&[], &[], Within::Anywhere, &none)
                .unwrap()
                .is_empty()
        );
    }
}
