//! The articles of a store, with the clocks that say when each of them was out.

use std::collections::BTreeMap;

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Term, TermRef};

use super::AsOf;
use crate::graph::iri::Minter;
use crate::graph::moment::{Clock, Dated};
use crate::store::articles::named;
use crate::store::{Store, StoreError};
use crate::vocab::{dm, prov};

/// Which articles of the catalogue were out.
pub(super) type Members = Vec<bool>;

/// The articles of a store and their clocks, as they were after so many changes.
pub(super) struct Catalogue {
    pub(super) changes: u64,
    pub(super) articles: Vec<Entry>,
}

/// An article.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) article: String,
    pub(super) graph: String,
    /// The runs that wrote it: one, where nobody has changed the graph by hand.
    pub(super) runs: Vec<String>,
    published: Option<Dated>,
    extracted: Option<Dated>,
    /// The version before it.
    pub(super) revises: Option<String>,
}

impl Entry {
    /// When it was out.
    fn out(&self, clock: Clock) -> Option<Dated> {
        match clock {
            Clock::Published => self.published,
            Clock::Extracted => self.extracted,
        }
    }
}

impl Catalogue {
    /// The articles that were out by a moment.
    pub(super) fn at(&self, asof: &AsOf) -> Members {
        let is_out = |dated| asof.moment.includes(dated);
        self.articles
            .iter()
            .map(|entry| entry.out(asof.clock).is_some_and(is_out))
            .collect()
    }

    /// The articles that ever came out, in the order in which moments like this one see them come.
    pub(super) fn in_order(&self, asof: &AsOf) -> Vec<&Entry> {
        let dated = self.articles.iter().filter_map(|entry| {
            let place = asof.moment.place(entry.out(asof.clock)?);
            Some((place, entry))
        });
        let mut dated: Vec<_> = dated.collect();
        dated.sort_by_key(|(place, _)| *place);
        dated.into_iter().map(|(_, entry)| entry).collect()
    }

    /// With how many articles each was out, in that order.
    pub(super) fn ranks(&self, asof: &AsOf) -> Vec<Option<usize>> {
        let order = self.in_order(asof).into_iter().zip(1..);
        let ranks: BTreeMap<&str, usize> = order
            .map(|(entry, rank)| (entry.id.as_str(), rank))
            .collect();
        let rank = |entry: &Entry| ranks.get(entry.id.as_str()).copied();
        self.articles.iter().map(rank).collect()
    }

    /// Reads it off the store.
    pub(super) fn read(store: &Store, minter: &Minter) -> Result<Self, StoreError> {
        let changes = store.changes();
        let prefix = minter.article_graph("");
        let of_runs = named(minter.runs_graph().as_str());
        let mut articles = vec![];
        for graph in store.graph_names()? {
            let Some(id) = graph.as_str().strip_prefix(prefix.as_str()) else {
                continue;
            };
            let article = named(minter.article(id).as_str());
            let of_article = |predicate| {
                let graph = Some(GraphNameRef::DefaultGraph);
                objects(store, article.as_ref().into(), predicate, graph)
            };
            let date = |found: &[Term]| {
                found.iter().find_map(|term| match term {
                    Term::Literal(written) => Dated::parse(written.value()),
                    _ => None,
                })
            };
            let in_runs = Some(of_runs.as_ref().into());
            let written_by = objects(
                store,
                graph.as_ref().into(),
                prov::WAS_GENERATED_BY,
                in_runs,
            )?;
            let (mut extracted, mut runs) = (None, vec![]);
            for run in &written_by {
                if let TermRef::NamedNode(run) = run.as_ref() {
                    let started = objects(store, run.into(), prov::STARTED_AT_TIME, in_runs)?;
                    extracted = date(&started).or(extracted);
                    runs.push(run.as_str().to_owned());
                }
            }
            let older = minter.article("");
            articles.push(Entry {
                id: id.to_owned(),
                article: article.as_str().to_owned(),
                graph: graph.as_str().to_owned(),
                runs,
                // What was extracted had been published.
                published: date(&of_article(dm::EDTF)?).or(extracted),
                extracted,
                revises: of_article(prov::WAS_REVISION_OF)?.iter().find_map(|term| {
                    let TermRef::NamedNode(node) = term.as_ref() else {
                        return None;
                    };
                    node.as_str()
                        .strip_prefix(older.as_str())
                        .map(str::to_owned)
                }),
            });
        }
        Ok(Self { changes, articles })
    }

    /// The nearest version before one that was out.
    pub(super) fn version_before<'c>(
        &'c self,
        entry: &Entry,
        shown: &BTreeMap<&str, &'c Entry>,
    ) -> Option<&'c Entry> {
        let mut at = entry;
        // A chain is no longer than there are articles, whatever someone has written by hand.
        for _ in &self.articles {
            let id = at.revises.as_deref()?;
            if let Some(found) = shown.get(id) {
                return Some(found);
            }
            // Graphs are listed in order.
            let place = self
                .articles
                .binary_search_by(|entry| entry.id.as_str().cmp(id));
            at = self.articles.get(place.ok()?)?;
        }
        None
    }
}

fn objects(
    store: &Store,
    subject: NamedOrBlankNodeRef<'_>,
    predicate: &str,
    graph: Option<GraphNameRef<'_>>,
) -> Result<Vec<Term>, StoreError> {
    let predicate = NamedNodeRef::new_unchecked(predicate);
    let quads = store
        .data()
        .quads_for_pattern(Some(subject), Some(predicate), None, graph);
    quads.map(|quad| Ok(quad?.object)).collect()
}
