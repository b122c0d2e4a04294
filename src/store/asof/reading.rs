//! Reads the graphs of a store that were there, several at a time.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};

use super::catalogue::{Catalogue, Entry};
use crate::graph::iri::Minter;
use crate::graph::summary::Summary;
use crate::store::bridge::from_store;
use crate::store::{Store, StoreError};
use crate::vocab::dct;

/// At most so many threads read, whatever the machine has: others want answers meanwhile.
const READERS: usize = 4;
/// So many quads of a graph that is no article's are handed on at once.
const BATCH: usize = 4096;
/// So many batches may wait to be taken.
const BATCHES: usize = 16;

/// What the articles say that were read, by article.
pub(super) type Summaries = BTreeMap<String, Summary>;

/// Reads what does not come out of consolidation: graphs of articles, of runs, and those that no article wrote. `since`
/// tells of an article with how many it was out, if it ever was; `take` is handed the quads and since when each is there.
///
/// Nearly all of the time goes into looking up terms, which several threads do side by side.
pub(super) fn read<T>(
    store: &Store,
    catalogue: &Catalogue,
    since: &(impl Fn(&Entry) -> Option<u32> + Sync),
    minter: &Minter,
    take: impl FnOnce(
        &mut dyn Iterator<Item = Result<(Quad, u32), StoreError>>,
    ) -> Result<T, StoreError>,
) -> Result<(Summaries, T), StoreError> {
    let times = Times::of(catalogue, since, minter);
    let graphs = times.graphs(store)?;
    let prefix = minter.article_graph("");
    let next = AtomicUsize::new(0);
    let (send, batches) = sync_channel::<Vec<Result<(Quad, u32), StoreError>>>(BATCHES);
    let reader = |send: SyncSender<_>| {
        let mut summaries = vec![];
        while let Some(graph) = graphs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let named = Some(graph.as_ref().into());
            let quads = store.data().quads_for_pattern(None, None, None, named);
            let mut quads = quads.filter_map(|quad| match quad {
                Ok(quad) => times.of_quad(&quad).map(|since| Ok((quad, since))),
                Err(error) => Some(Err(error)),
            });
            let article = match graph {
                NamedOrBlankNode::NamedNode(name) => name.as_str().strip_prefix(prefix.as_str()),
                NamedOrBlankNode::BlankNode(_) => None,
            };
            if let Some(id) = article {
                let batch: Vec<_> = quads.collect();
                let said = batch.iter().flatten().map(|(quad, _)| from_store(quad));
                let said: Vec<_> = said.collect();
                summaries.push((id.to_owned(), Summary::read(id, &said, minter)));
                if send.send(batch).is_err() {
                    break;
                }
            } else {
                loop {
                    let batch: Vec<_> = quads.by_ref().take(BATCH).collect();
                    let is_last = batch.len() < BATCH;
                    if send.send(batch).is_err() || is_last {
                        break;
                    }
                }
            }
        }
        summaries
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    std::thread::scope(|scope| {
        let reader = &reader;
        let readers: Vec<_> = (0..threads.min(READERS))
            .map(|_| {
                let send = send.clone();
                scope.spawn(move || reader(send))
            })
            .collect();
        drop(send);
        // Where this fails, the readers see that nobody takes their batches, and end.
        let taken = take(&mut batches.into_iter().flatten())?;
        let read = readers.into_iter().flat_map(|reader| {
            reader
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        Ok((read.collect(), taken))
    })
}

/// Since when what is said in graphs, and of articles and runs, is there: from the beginning where nothing is known of it.
struct Times {
    identity: String,
    runs: String,
    known: BTreeMap<String, Option<u32>>,
}

impl Times {
    fn of(catalogue: &Catalogue, since: &impl Fn(&Entry) -> Option<u32>, minter: &Minter) -> Self {
        let mut known: BTreeMap<String, Option<u32>> = BTreeMap::new();
        for entry in &catalogue.articles {
            let time = since(entry);
            for name in [&entry.article, &entry.graph]
                .into_iter()
                .chain(&entry.runs)
            {
                let known = known.entry(name.clone()).or_default();
                // A run is there since the first of its articles is.
                *known = match (*known, time) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
            }
        }
        Self {
            identity: minter.identity_graph().as_str().to_owned(),
            runs: minter.runs_graph().as_str().to_owned(),
            known,
        }
    }

    /// The graphs that are ever there.
    fn graphs(&self, store: &Store) -> Result<Vec<NamedOrBlankNode>, StoreError> {
        let is_there = |graph: &NamedOrBlankNode| match graph {
            NamedOrBlankNode::NamedNode(name) => {
                name.as_str() != self.identity && self.of_name(name.as_str()).is_some()
            }
            NamedOrBlankNode::BlankNode(_) => true,
        };
        let graphs = store.data().named_graphs();
        graphs
            .filter(|graph| graph.as_ref().map_or(true, is_there))
            .collect()
    }

    fn of_quad(&self, quad: &Quad) -> Option<u32> {
        let GraphName::NamedNode(graph) = &quad.graph_name else {
            return Some(0);
        };
        if graph.as_str() != self.runs {
            return self.of_name(graph.as_str());
        }
        // Which IRIs were replaced by which is history of the present.
        if quad.predicate.as_str() == dct::IS_REPLACED_BY {
            return None;
        }
        match &quad.subject {
            NamedOrBlankNode::NamedNode(subject) => self.of_name(subject.as_str()),
            NamedOrBlankNode::BlankNode(_) => Some(0),
        }
    }

    fn of_name(&self, name: &str) -> Option<u32> {
        self.known.get(name).copied().unwrap_or(Some(0))
    }
}
