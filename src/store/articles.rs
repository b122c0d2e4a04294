//! How articles are written: one transaction each, so that whatever happens a store holds whole
//! articles only, with the consolidated view that belongs to them.
//!
//! **Versions.** Articles of the same source are versions of one article. The one that was fetched last
//! counts in the consolidated view (where one does not say when it was fetched: the one written last);
//! the others keep their graphs and their description, linked by `prov:wasRevisionOf`, and count no more.
//!
//! While an [`Articles`] is open it knows the records of the store by heart. Do not change article graphs
//! behind its back; open it anew after that.

mod change;
mod versions;

use std::collections::BTreeSet;

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, TermRef};

use super::bridge::{from_store, to_store};
use super::journal::Touched;
use super::{Store, StoreError};
use crate::graph::ArticleGraph;
use crate::graph::consolidate::View;
use crate::graph::iri::Minter;
use crate::graph::ontology::vocabulary;
use crate::graph::quads::{self, constant, iri_of, term, text_of, typed};
use crate::graph::summary::Summary;
use crate::vocab::{dct, pav, prov, rdf, schema, xsd};
use change::Change;
use versions::{Version, parsed};

pub(super) use versions::revision;

/// A run of extraction: the only thing in a store that tells of the clock.
#[derive(Clone, Debug)]
pub struct Run {
    /// What the run is called; safe in an IRI once slugged.
    pub key: String,
    /// When it began, RFC 3339.
    pub started: String,
    /// Version of the program.
    pub version: String,
}

/// What became of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It was not there.
    New,
    /// It was there with the same facts: nothing was written.
    Unchanged,
    /// It was there with other facts, which are replaced.
    Replaced,
    /// It is a version of an article that was there, by id.
    Version {
        /// The version before it, or the first after it.
        of: String,
        /// Whether it is the one that counts.
        counts: bool,
    },
}

/// The articles of a store, for writing.
pub struct Articles<'a> {
    store: &'a Store,
    minter: Minter,
    view: View,
}

impl<'a> Articles<'a> {
    /// Reads what the store holds; makes sure that it holds the ontology.
    ///
    /// # Errors
    /// When the store cannot be read, or is open for reading only.
    pub fn open(store: &'a Store, minter: Minter) -> Result<Self, StoreError> {
        // The ontology says nothing of things.
        store.write(Touched::nothing(), |transaction| {
            for quad in vocabulary().iter().filter_map(to_store) {
                if !transaction.contains(&quad)? {
                    transaction.insert(&quad);
                }
            }
            Ok::<_, StoreError>(())
        })?;
        let view = load(store, &minter)?;
        Ok(Self {
            store,
            minter,
            view,
        })
    }

    /// Writes an article: all of it, or nothing.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn write(&mut self, article: &ArticleGraph, run: &Run) -> Result<Written, StoreError> {
        let id = article.id.as_str();
        let known = self.records(id)?;
        let records: BTreeSet<&quads::Quad> = article.records.iter().collect();
        if !known.is_empty()
            && known.len() == records.len()
            && known.iter().all(|quad| records.contains(quad))
        {
            return Ok(Written::Unchanged);
        }
        let versions = self.versions(&article.source)?;
        let mut chain: Vec<Version> = versions
            .into_iter()
            .filter(|version| version.id != id)
            .collect();
        chain.push(Version {
            id: id.to_owned(),
            retrieved: parsed(article.retrieved.as_deref()),
        });
        if chain.iter().all(|version| version.retrieved.is_some()) {
            // Stable: of those fetched at the same moment, the one written last is last.
            chain.sort_by_key(|version| version.retrieved);
        }
        let ids: Vec<&str> = chain.iter().map(|version| version.id.as_str()).collect();
        let outcome = match (ids.iter().position(|other| *other == id), ids.as_slice()) {
            _ if !known.is_empty() => Written::Replaced,
            (_, [_]) => Written::New,
            (Some(0), [_, next, ..]) => Written::Version {
                of: (*next).to_owned(),
                counts: false,
            },
            (Some(place), ids) => Written::Version {
                of: ids
                    .get(place - 1)
                    .map_or_else(String::new, |id| (*id).to_owned()),
                counts: place + 1 == ids.len(),
            },
            (None, _) => Written::New,
        };

        let summary = Summary::read(id, &article.records, &self.minter);
        let mut change = Change::default();
        if !known.is_empty() {
            let before = Summary::read(id, &known, &self.minter);
            change.delta(self.view.remove(id));
            change.remove.extend(self.view.description(&before));
            change.remove.extend(known);
            change.remove.extend(self.run_quads_of(id)?);
        }
        change
            .insert
            .extend(article.records.iter().chain(&article.bundle).cloned());
        change.insert.extend(self.run_quads(article, run));
        change.insert.extend(self.view.description(&summary));
        self.let_last_count(&ids, Some(&summary), &mut change)?;
        self.commit(&change)?;
        Ok(outcome)
    }

    /// Forgets an article and all that only it said; says whether it was there.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn forget(&mut self, id: &str) -> Result<bool, StoreError> {
        let known = self.records(id)?;
        if known.is_empty() {
            return Ok(false);
        }
        let summary = Summary::read(id, &known, &self.minter);
        let mut change = Change::default();
        change.delta(self.view.remove(id));
        change.remove.extend(self.view.description(&summary));
        change.remove.extend(known);
        change.remove.extend(bundle(&self.minter, id));
        change.drop_graph = Some(self.minter.article_graph(id).as_str().to_owned());
        change.remove.extend(self.run_quads_of(id)?);
        let mut chain: Vec<Version> = vec![];
        for source in self.sources(id)? {
            chain.extend(self.versions(&source)?);
        }
        change
            .remove
            .extend(self.links(chain.iter().map(|version| version.id.as_str()))?);
        let ids: Vec<&str> = chain
            .iter()
            .map(|version| version.id.as_str())
            .filter(|other| *other != id)
            .collect();
        self.let_last_count(&ids, None, &mut change)?;
        self.commit(&change)?;
        Ok(true)
    }

    /// Whether the store holds an article.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn holds(&self, id: &str) -> Result<bool, StoreError> {
        Ok(!self.records(id)?.is_empty())
    }

    fn commit(&mut self, change: &Change) -> Result<(), StoreError> {
        let runs = named(self.minter.runs_graph().as_str());
        let outcome = self.store.write(change.effect(), |transaction| {
            change.apply(&runs, transaction)
        });
        if outcome.is_err() {
            // The view has run ahead of the store.
            self.view = load(self.store, &self.minter)?;
        }
        outcome
    }

    /// The records of an article, as the store has them.
    fn records(&self, id: &str) -> Result<Vec<quads::Quad>, StoreError> {
        let graph = named(self.minter.article_graph(id).as_str());
        read(self.store, None, None, None, Some(graph.as_ref().into()))
    }

    /// What `graph/runs` says of an article: where it came from, when, and which run wrote it.
    fn run_quads(&self, article: &ArticleGraph, run: &Run) -> Vec<quads::Quad> {
        let runs = Some(term(self.minter.runs_graph().as_str()));
        let (node, graph) = (
            self.minter.article(&article.id),
            self.minter.article_graph(&article.id),
        );
        let activity = self.minter.run(&run.key);
        let say = |subject: &str, predicate, object| {
            ([term(subject), constant(predicate), object], runs.clone())
        };
        let mut quads = vec![
            say(
                node.as_str(),
                dct::SOURCE,
                typed(&article.source, xsd::STRING),
            ),
            say(
                graph.as_str(),
                prov::WAS_GENERATED_BY,
                term(activity.as_str()),
            ),
            say(activity.as_str(), rdf::TYPE, constant(prov::ACTIVITY)),
            say(
                activity.as_str(),
                prov::STARTED_AT_TIME,
                typed(&run.started, xsd::DATE_TIME),
            ),
            say(
                activity.as_str(),
                schema::SOFTWARE_VERSION,
                typed(&run.version, xsd::STRING),
            ),
        ];
        if let Some(retrieved) = &article.retrieved {
            quads.push(say(
                node.as_str(),
                pav::RETRIEVED_ON,
                typed(retrieved, xsd::DATE_TIME),
            ));
        }
        quads
    }

    fn run_quads_of(&self, id: &str) -> Result<Vec<quads::Quad>, StoreError> {
        let runs = named(self.minter.runs_graph().as_str());
        let mut quads = vec![];
        for subject in [self.minter.article(id), self.minter.article_graph(id)] {
            let subject = named(subject.as_str());
            quads.extend(read(
                self.store,
                Some(subject.as_ref().into()),
                None,
                None,
                Some(runs.as_ref().into()),
            )?);
        }
        Ok(quads)
    }

    /// The sources from which an article came.
    fn sources(&self, id: &str) -> Result<BTreeSet<String>, StoreError> {
        let (runs, article) = (
            named(self.minter.runs_graph().as_str()),
            named(self.minter.article(id).as_str()),
        );
        let source = NamedNodeRef::new_unchecked(dct::SOURCE);
        let found = read(
            self.store,
            Some(article.as_ref().into()),
            Some(source),
            None,
            Some(runs.as_ref().into()),
        )?;
        Ok(found
            .iter()
            .filter_map(|([_, _, object], _)| text_of(object).map(str::to_owned))
            .collect())
    }
}

/// What the default graph says of the graph of an article.
pub(super) fn bundle(minter: &Minter, id: &str) -> Vec<quads::Quad> {
    let graph = minter.article_graph(id);
    let say = |predicate, object| ([term(graph.as_str()), constant(predicate), object], None);
    vec![
        say(rdf::TYPE, constant(prov::BUNDLE)),
        say(prov::WAS_DERIVED_FROM, term(minter.article(id).as_str())),
    ]
}

/// Reads every article that counts.
fn load(store: &Store, minter: &Minter) -> Result<View, StoreError> {
    let revision = NamedNodeRef::new_unchecked(prov::WAS_REVISION_OF);
    let links = read(
        store,
        None,
        Some(revision),
        None,
        Some(GraphNameRef::DefaultGraph),
    )?;
    let outdated: BTreeSet<&str> = links
        .iter()
        .filter_map(|([_, _, object], _)| iri_of(object))
        .collect();
    let prefix = minter.article_graph("");
    let mut summaries = vec![];
    for graph in store.data().named_graphs() {
        let graph = graph?;
        let oxigraph::model::NamedOrBlankNode::NamedNode(node) = &graph else {
            continue;
        };
        let Some(id) = node.as_str().strip_prefix(prefix.as_str()) else {
            continue;
        };
        if !outdated.contains(minter.article(id).as_str()) {
            let records = read(store, None, None, None, Some(node.as_ref().into()))?;
            summaries.push(Summary::read(id, &records, minter));
        }
    }
    Ok(View::of(minter.clone(), summaries))
}

pub(super) fn read(
    store: &Store,
    subject: Option<NamedOrBlankNodeRef<'_>>,
    predicate: Option<NamedNodeRef<'_>>,
    object: Option<TermRef<'_>>,
    graph: Option<GraphNameRef<'_>>,
) -> Result<Vec<quads::Quad>, StoreError> {
    let quads = store
        .data()
        .quads_for_pattern(subject, predicate, object, graph);
    quads.map(|quad| Ok(from_store(&quad?))).collect()
}

pub(super) fn named(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

#[cfg(test)]
mod tests;
