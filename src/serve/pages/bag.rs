//! What a page knows: triples by subject and property, read from the store by subject, so that the cost of a page does
//! not grow with the store.

use std::collections::{BTreeMap, BTreeSet};

use super::fact::Sentence;
use super::tongue::Tongue;
use crate::export::Passages;
use crate::serve::document::iri_of;
use crate::store::model::{GraphName, Literal, NamedNode, Quad, Term};
use crate::store::{Deadline, Store, StoreError, Within};
use crate::vocab::{SELECTORS, dm, oa, rdf, rdfs, schema};

/// So many reports of a fact are quoted where it is one of many.
const QUOTED: usize = 4;
/// So many reports of a fact are looked for.
const REPORTS: usize = 100;
/// The parts of a record that say more than where a passage is.
const PARTS: [&str; 2] = [dm::RELAY, dm::HAS_STATUS];

/// What is said of passages and goes without saying.
const NEEDLESS: [&str; 2] = [rdf::TYPE, oa::HAS_SOURCE];

/// Triples, each once, whichever graphs say them.
#[derive(Default)]
pub(in crate::serve) struct Bag {
    triples: BTreeMap<String, BTreeMap<String, Vec<Term>>>,
    /// Subjects of which all was read.
    whole: BTreeSet<String>,
    /// Records by fact.
    records: BTreeMap<String, Vec<String>>,
    /// How much of passages is published.
    passages: Passages,
}

impl Bag {
    /// An empty one, which holds so much of passages.
    pub(in crate::serve) fn of(passages: Passages) -> Self {
        Self {
            passages,
            ..Self::default()
        }
    }

    /// Adds a triple.
    pub(in crate::serve) fn add(&mut self, mut quad: Quad) {
        self.passages.apply(&mut quad);
        if let Some(subject) = iri_of(&quad.subject) {
            let values = self
                .triples
                .entry(subject.to_owned())
                .or_default()
                .entry(quad.predicate.into_string())
                .or_default();
            if !values.contains(&quad.object) {
                values.push(quad.object);
            }
        }
    }

    /// Whether anything is known of it.
    pub(in crate::serve) fn knows(&self, iri: &str) -> bool {
        self.triples.contains_key(iri)
    }

    /// Subjects that begin with a text, in order.
    pub(in crate::serve) fn subjects<'a>(
        &'a self,
        start: &'a str,
    ) -> impl Iterator<Item = &'a str> {
        self.triples
            .range(start.to_owned()..)
            .map(|(subject, _)| subject.as_str())
            .take_while(move |subject| subject.starts_with(start))
    }

    /// Values of a property.
    pub(in crate::serve) fn objects(&self, subject: &str, property: &str) -> &[Term] {
        self.triples
            .get(subject)
            .and_then(|properties| properties.get(property))
            .map_or(&[], Vec::as_slice)
    }

    /// The IRIs among the values of a property, in order.
    pub(in crate::serve) fn iris<'a>(&'a self, subject: &str, property: &str) -> Vec<&'a str> {
        let mut found: Vec<&str> = self
            .objects(subject, property)
            .iter()
            .filter_map(named)
            .collect();
        found.sort_unstable();
        found
    }

    /// The first IRI among the values of a property.
    pub(in crate::serve) fn iri(&self, subject: &str, property: &str) -> Option<&str> {
        self.iris(subject, property).into_iter().next()
    }

    /// The first literal among the values of a property.
    pub(in crate::serve) fn literal(&self, subject: &str, property: &str) -> Option<&Literal> {
        let mut found: Vec<&Literal> = self
            .objects(subject, property)
            .iter()
            .filter_map(|term| match term {
                Term::Literal(literal) => Some(literal),
                _ => None,
            })
            .collect();
        found.sort_by_key(|it| (it.value(), it.language().unwrap_or_default()));
        found.into_iter().next()
    }

    /// The text of the first literal among the values of a property.
    pub(in crate::serve) fn text(&self, subject: &str, property: &str) -> Option<&str> {
        self.literal(subject, property).map(Literal::value)
    }

    /// A whole number.
    pub(in crate::serve) fn number(&self, subject: &str, property: &str) -> Option<usize> {
        self.text(subject, property)?.parse().ok()
    }

    /// Whether it is of that class.
    pub(in crate::serve) fn is_a(&self, subject: &str, class: &str) -> bool {
        self.objects(subject, rdf::TYPE)
            .iter()
            .any(|term| named(term) == Some(class))
    }

    /// What a thing is called, in the language of the page if it can be.
    pub(in crate::serve) fn name(&self, iri: &str, tongue: Tongue) -> Option<&Literal> {
        [rdfs::LABEL, schema::HEADLINE].iter().find_map(|naming| {
            let names = self
                .objects(iri, naming)
                .iter()
                .filter_map(|term| match term {
                    Term::Literal(name) => Some(name),
                    _ => None,
                });
            names.min_by_key(|name| {
                let rank = match name.language() {
                    Some(language) if language == tongue.tag() => 0,
                    Some("en") => 1,
                    _ => 2,
                };
                (rank, name.value())
            })
        })
    }

    /// What the default graph says of the facts of a page and of what they name, as quads.
    pub(in crate::serve) fn quads(&self, facts: &[Sentence]) -> Vec<Quad> {
        let mut wanted: BTreeSet<&str> = BTreeSet::new();
        for fact in facts {
            wanted.insert(&fact.iri);
            if let Some(properties) = self.triples.get(&fact.iri) {
                wanted.extend(properties.values().flatten().filter_map(named));
            }
        }
        let known = wanted
            .into_iter()
            .filter_map(|iri| self.triples.get_key_value(iri));
        known
            .flat_map(|(subject, properties)| {
                properties.iter().flat_map(move |(property, values)| {
                    values.iter().map(move |value| {
                        Quad::new(
                            NamedNode::new_unchecked(subject),
                            NamedNode::new_unchecked(property),
                            value.clone(),
                            GraphName::DefaultGraph,
                        )
                    })
                })
            })
            .collect()
    }

    /// Reads what the default graph says of things.
    pub(in crate::serve) fn read(
        &mut self,
        store: &Store,
        things: impl IntoIterator<Item = String>,
        deadline: &Deadline,
    ) -> Result<(), StoreError> {
        self.read_within(store, things, &[], Within::Default, deadline)
    }

    /// Reads what is said of nodes of which nothing was read yet, by other properties than some.
    fn read_within(
        &mut self,
        store: &Store,
        nodes: impl IntoIterator<Item = String>,
        but: &[&str],
        within: Within,
        deadline: &Deadline,
    ) -> Result<(), StoreError> {
        let mut open: Vec<String> = nodes.into_iter().collect();
        open.retain(|iri| self.whole.insert(iri.clone()));
        if open.is_empty() {
            return Ok(());
        }
        for (node, property, value) in store.said_of(&open, but, within, deadline)? {
            if let Some(iri) = open.get(node) {
                let subject = NamedNode::new_unchecked(iri);
                self.add(Quad::new(subject, property, value, GraphName::DefaultGraph));
            }
        }
        Ok(())
    }

    /// Reads what things are called, and nothing else of them.
    pub(in crate::serve) fn read_labels(
        &mut self,
        store: &Store,
        things: &[String],
        deadline: &Deadline,
    ) -> Result<(), StoreError> {
        for naming in [rdfs::LABEL, schema::HEADLINE] {
            let open: Vec<String> = things
                .iter()
                .filter(|it| !self.knows(it))
                .cloned()
                .collect();
            for (thing, name) in store.values_of(&open, naming, Within::Default, deadline)? {
                if let Some(iri) = open.get(thing) {
                    let (subject, property) = (
                        NamedNode::new_unchecked(iri),
                        NamedNode::new_unchecked(naming),
                    );
                    self.add(Quad::new(subject, property, name, GraphName::DefaultGraph));
                }
            }
        }
        Ok(())
    }

    /// Reads facts, what they and their articles name, and the first passages that prove them.
    pub(in crate::serve) fn read_facts(
        &mut self,
        store: &Store,
        facts: &[String],
        base: &str,
        deadline: &Deadline,
    ) -> Result<(), StoreError> {
        self.read(store, facts.iter().cloned(), deadline)?;
        let statuses = self.parts_of(facts, &[dm::HAS_STATUS]);
        self.read(store, statuses, deadline)?;
        self.read_passages(store, facts, QUOTED, deadline)?;
        self.read_names(store, base, deadline)
    }

    /// Reads the records of facts, so many of each at most, with their passages.
    pub(in crate::serve) fn read_passages(
        &mut self,
        store: &Store,
        facts: &[String],
        most: usize,
        deadline: &Deadline,
    ) -> Result<(), StoreError> {
        let mut open: Vec<String> = facts.to_vec();
        open.retain(|fact| !self.records.contains_key(fact));
        if open.is_empty() {
            return Ok(());
        }
        let mut records: Vec<Vec<String>> = vec![Vec::new(); open.len()];
        for (fact, record) in
            store.pointing_to(&open, dm::RECORD_OF, REPORTS, Within::Anywhere, deadline)?
        {
            if let Some(records) = records.get_mut(fact) {
                records.push(record.into_string());
            }
        }
        let mut wanted = Vec::new();
        for (fact, mut records) in open.into_iter().zip(records) {
            records.sort_unstable();
            records.dedup();
            wanted.extend(records.iter().take(most).cloned());
            self.records.insert(fact, records);
        }
        self.read_records(store, &wanted, deadline)
    }

    /// Reads records with their passages and their attribution chains.
    pub(in crate::serve) fn read_records(
        &mut self,
        store: &Store,
        records: &[String],
        deadline: &Deadline,
    ) -> Result<(), StoreError> {
        let anywhere = Within::Anywhere;
        self.read_within(store, records.iter().cloned(), &[], anywhere, deadline)?;
        let parts = self.parts_of(records, &PARTS);
        self.read_within(store, parts, &[], anywhere, deadline)?;
        let [_, position] = SELECTORS;
        let evidence = self.parts_of(records, &[dm::EVIDENCE]);
        // What was said, and how, is marked in the words of the evidence.
        let marked = self.parts_of(records, &[dm::CONTENT, dm::CUE]);
        let quotes = evidence
            .iter()
            .flat_map(|passage| SELECTORS.map(|end| format!("{passage}{end}")));
        let places = marked.iter().map(|passage| format!("{passage}{position}"));
        let selectors: Vec<String> = quotes.chain(places).collect();
        self.read_within(store, selectors, &NEEDLESS, anywhere, deadline)?;
        let mut others = Vec::new();
        for passage in evidence.into_iter().chain(marked) {
            let found = SELECTORS.map(|end| format!("{passage}{end}"));
            let found = found.into_iter().filter(|selector| self.knows(selector));
            let found: Vec<String> = found.collect();
            for selector in &found {
                self.add(Quad::new(
                    NamedNode::new_unchecked(&passage),
                    NamedNode::new_unchecked(oa::HAS_SELECTOR),
                    NamedNode::new_unchecked(selector),
                    GraphName::DefaultGraph,
                ));
            }
            if found.is_empty() {
                others.push(passage);
            } else {
                self.whole.insert(passage);
            }
        }
        // Who writes evidence of their own may call its selectors otherwise.
        self.read_within(store, others.iter().cloned(), &NEEDLESS, anywhere, deadline)?;
        let selectors = self.parts_of(&others, &[oa::HAS_SELECTOR]);
        self.read_within(store, selectors, &NEEDLESS, anywhere, deadline)
    }

    /// What nodes have by some properties.
    fn parts_of(&self, nodes: &[String], properties: &[&str]) -> Vec<String> {
        let of = |node: &String| -> Vec<String> {
            let parts = properties.iter().flat_map(|it| self.iris(node, it));
            parts.map(str::to_owned).collect()
        };
        nodes.iter().flat_map(of).collect()
    }

    /// The records of a fact.
    pub(in crate::serve) fn records(&self, fact: &str) -> &[String] {
        self.records.get(fact).map_or(&[], Vec::as_slice)
    }

    /// Reads what the things are that the triples point to, and in a second round who publishes the articles among them.
    pub(in crate::serve) fn read_names(
        &mut self,
        store: &Store,
        base: &str,
        deadline: &Deadline,
    ) -> Result<(), StoreError> {
        for _ in 0..2 {
            let is_open = |iri: &&str| {
                let ours = iri.strip_prefix(base);
                !self.whole.contains(*iri)
                    && ours.is_some_and(|path| {
                        !path.starts_with("graph/") && !path.starts_with("run/")
                    })
            };
            let mut open: BTreeSet<&str> = BTreeSet::new();
            for (subject, properties) in &self.triples {
                // An article is named by what is said in it.
                let article = subject.split_once('#').map(|(article, _)| article);
                open.extend(article.filter(is_open));
                for (property, values) in properties {
                    if property != oa::HAS_SELECTOR {
                        open.extend(values.iter().filter_map(named).filter(is_open));
                    }
                }
            }
            let (parts, things): (Vec<String>, Vec<String>) = open
                .into_iter()
                .map(str::to_owned)
                .partition(|iri| iri.contains('#'));
            self.read_within(store, parts, &[], Within::Anywhere, deadline)?;
            self.read(store, things, deadline)?;
        }
        Ok(())
    }
}

/// The IRI that a term is.
pub(in crate::serve) fn named(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(iri) => Some(iri.as_str()),
        _ => None,
    }
}
