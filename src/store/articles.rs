//! How articles are written: one transaction each, so that whatever happens a store holds whole
//! articles only, with the consolidated view that belongs to them.
//!
//! **Versions.** Articles of the same source are versions of one article. The one that was fetched last
//! counts in the consolidated view (where one does not say when it was fetched: the one written last);
//! the others keep their graphs and their description, linked by `prov:wasRevisionOf`, and count no more.
//!
//! While an [`Articles`] is open it knows the records of the store by heart. Do not change article graphs
//! behind its back; open it anew after that.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};
use oxigraph::store::Transaction;

use super::bridge::{from_store, to_store};
use super::journal::Touched;
use super::{Store, StoreError};
use crate::graph::ArticleGraph;
use crate::graph::consolidate::{Delta, View};
use crate::graph::iri::Minter;
use crate::graph::ontology::vocabulary;
use crate::graph::quads::{self, constant, iri_of, term, text_of, typed};
use crate::graph::summary::Summary;
use crate::vocab::{dct, dm, pav, prov, rdf, schema, xsd};

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

    /// Links the versions of an article in order, and lets the last one count and no other.
    /// `new` is the summary of the one that is not in the store yet.
    fn let_last_count(
        &mut self,
        ids: &[&str],
        new: Option<&Summary>,
        change: &mut Change,
    ) -> Result<(), StoreError> {
        change.remove.extend(self.links(ids.iter().copied())?);
        for pair in ids.windows(2) {
            if let [older, newer] = pair {
                change.insert.push(revision(&self.minter, older, newer));
            }
        }
        let Some((last, before)) = ids.split_last() else {
            return Ok(());
        };
        for id in before {
            change.delta(self.view.retire(id));
        }
        if !self.view.holds(last) {
            let summary = match new.filter(|summary| summary.id == *last) {
                Some(summary) => summary.clone(),
                None => Summary::read(last, &self.records(last)?, &self.minter),
            };
            change.delta(self.view.add(summary));
        }
        Ok(())
    }

    fn commit(&mut self, change: &Change) -> Result<(), StoreError> {
        let runs = named(self.minter.runs_graph().as_str());
        let outcome = self.store.write(change.touched(), |transaction| {
            apply(change, &runs, transaction)
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

    /// The articles of a source in the order of their versions: those that were replaced come first.
    fn versions(&self, source: &str) -> Result<Vec<Version>, StoreError> {
        if !names_one_article(source) {
            return Ok(vec![]);
        }
        let runs = named(self.minter.runs_graph().as_str());
        let literal = oxigraph::model::Literal::new_simple_literal(source);
        let property = NamedNodeRef::new_unchecked(dct::SOURCE);
        let found = read(
            self.store,
            None,
            Some(property),
            Some(literal.as_ref().into()),
            Some(runs.as_ref().into()),
        )?;
        let prefix = self.minter.article("");
        let mut older: BTreeMap<String, String> = BTreeMap::new();
        let mut versions = vec![];
        for ([subject, ..], _) in &found {
            let Some(id) = iri_of(subject).and_then(|iri| iri.strip_prefix(prefix.as_str())) else {
                continue;
            };
            let retrieved = self.retrieved(id)?;
            for ([_, _, object], _) in self.links([id])? {
                if let Some(old) = iri_of(&object).and_then(|iri| iri.strip_prefix(prefix.as_str()))
                {
                    older.insert(id.to_owned(), old.to_owned());
                }
            }
            versions.push(Version {
                id: id.to_owned(),
                retrieved,
            });
        }
        let length = |id: &str| {
            std::iter::successors(older.get(id), |id| older.get(*id))
                .take(versions_bound(&found))
                .count()
        };
        versions.sort_by_cached_key(|version| length(&version.id));
        Ok(versions)
    }

    fn retrieved(&self, id: &str) -> Result<Option<jiff::Timestamp>, StoreError> {
        let (runs, article) = (
            named(self.minter.runs_graph().as_str()),
            named(self.minter.article(id).as_str()),
        );
        let property = NamedNodeRef::new_unchecked(pav::RETRIEVED_ON);
        let found = read(
            self.store,
            Some(article.as_ref().into()),
            Some(property),
            None,
            Some(runs.as_ref().into()),
        )?;
        Ok(found
            .iter()
            .find_map(|([_, _, object], _)| parsed(text_of(object))))
    }

    /// What says which article is a revision of which.
    fn links<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i str>,
    ) -> Result<Vec<quads::Quad>, StoreError> {
        let property = NamedNodeRef::new_unchecked(prov::WAS_REVISION_OF);
        let mut links = vec![];
        for id in ids {
            let article = named(self.minter.article(id).as_str());
            let default = Some(GraphNameRef::DefaultGraph);
            links.extend(read(
                self.store,
                Some(article.as_ref().into()),
                Some(property),
                None,
                default,
            )?);
        }
        Ok(links)
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

/// That one article is a newer version of another.
pub(super) fn revision(minter: &Minter, older: &str, newer: &str) -> quads::Quad {
    let (older, newer) = (minter.article(older), minter.article(newer));
    let triple = [
        term(newer.as_str()),
        constant(prov::WAS_REVISION_OF),
        term(older.as_str()),
    ];
    (triple, None)
}

/// Whether what comes from a source today is the article that came from it yesterday: not for standard
/// input, nor for a line of a file (`corpus.jsonl:12`), where another article may stand tomorrow.
fn names_one_article(source: &str) -> bool {
    let line = source.rsplit_once(':').map(|(_, line)| line);
    let is_line =
        line.is_some_and(|line| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()));
    !source.is_empty() && source != "-" && !is_line
}

/// A chain of versions is no longer than there are versions, whatever someone has written by hand.
fn versions_bound(found: &[quads::Quad]) -> usize {
    found.len()
}

/// One version of an article.
struct Version {
    id: String,
    retrieved: Option<jiff::Timestamp>,
}

/// What one transaction changes.
#[derive(Default)]
struct Change {
    remove: Vec<quads::Quad>,
    insert: Vec<quads::Quad>,
    replaced: Vec<(String, String)>,
    alive: Vec<String>,
    /// A graph that is empty now, and shall not be listed any more.
    drop_graph: Option<String>,
}

impl Change {
    /// Adds a delta of the view after those before it: what it inserts is no longer to be removed, and
    /// the other way round.
    fn delta(&mut self, delta: Delta) {
        let removed: BTreeSet<&quads::Quad> = delta.remove.iter().collect();
        let inserted: BTreeSet<&quads::Quad> = delta.insert.iter().collect();
        self.insert.retain(|quad| !removed.contains(quad));
        self.remove.retain(|quad| !inserted.contains(quad));
        self.remove.extend(delta.remove);
        self.insert.extend(delta.insert);
        // What happened last holds.
        self.alive
            .retain(|iri| delta.replaced.iter().all(|(old, _)| old != iri));
        self.replaced.retain(|(old, _)| !delta.alive.contains(old));
        self.replaced.extend(delta.replaced);
        self.alive.extend(delta.alive);
    }
}

impl Change {
    /// The things of which it says something in the default graph, or whom they contradict; and articles that
    /// report something else now.
    fn touched(&self) -> Touched {
        let changed = self.remove.iter().chain(&self.insert);
        Touched::by(changed.filter_map(|([subject, property, object], graph)| {
            let property = iri_of(property)?;
            let is_seen = graph.is_none() || property == dm::CONTRADICTS;
            is_seen.then(|| (iri_of(subject), property, iri_of(object)))
        }))
    }
}

fn apply(
    change: &Change,
    runs: &NamedNode,
    transaction: &mut Transaction<'_>,
) -> Result<(), StoreError> {
    for quad in change.remove.iter().filter_map(to_store) {
        transaction.remove(&quad);
    }
    for quad in change.insert.iter().filter_map(to_store) {
        transaction.insert(&quad);
    }
    if let Some(graph) = &change.drop_graph {
        transaction.remove_named_graph(NamedNodeRef::new_unchecked(graph))?;
    }
    let property = NamedNodeRef::new_unchecked(dct::IS_REPLACED_BY);
    for (old, new) in &change.replaced {
        transaction.insert(&Quad::new(
            named(old),
            property.into_owned(),
            named(new),
            runs.clone(),
        ));
    }
    for iri in &change.alive {
        let node = named(iri);
        let found: Vec<Quad> = transaction
            .quads_for_pattern(
                Some(node.as_ref().into()),
                Some(property),
                None,
                Some(runs.as_ref().into()),
            )
            .collect::<Result<_, _>>()?;
        for quad in &found {
            transaction.remove(quad);
        }
    }
    Ok(())
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
    for graph in store.dataset().named_graphs() {
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
        .dataset()
        .quads_for_pattern(subject, predicate, object, graph);
    quads.map(|quad| Ok(from_store(&quad?))).collect()
}

pub(super) fn named(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

fn parsed(time: Option<&str>) -> Option<jiff::Timestamp> {
    time?.parse().ok()
}

#[cfg(test)]
mod tests;
