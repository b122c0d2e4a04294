//! Makes the store of a moment: copies what was there, and consolidates the records of the articles that were out.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};
use oxigraph::store::{BulkLoader, StorageError};

use super::catalogue::{Catalogue, Entry};
use crate::graph::consolidate::View;
use crate::graph::iri::Minter;
use crate::graph::ontology::vocabulary;
use crate::graph::quads;
use crate::graph::summary::Summary;
use crate::store::articles::{bundle, revision};
use crate::store::bridge::{from_store, to_store};
use crate::store::{Store, StoreError};
use crate::vocab::dct;

/// A store of more quads is copied to a temporary folder instead of memory, of which a quad takes some 300 bytes.
const IN_MEMORY: usize = 1_500_000;
/// At most so many threads read for a snapshot, whatever the machine has: others want answers meanwhile.
const READERS: usize = 4;
/// So many quads of a graph that is no article's are handed on at once.
const BATCH: usize = 4096;
/// So many batches may wait to be written.
const BATCHES: usize = 16;
/// A thread of the loader sorts and writes so many thousand quads at once, while others read on. Each such lot is a file of each
/// index: few enough that finding something in all of them is no work.
const LOT: usize = 250;

/// Copies what was there and consolidates it: the snapshot and its number of quads. Only the graphs that stay are read.
pub(super) fn make(
    size: usize,
    store: &Store,
    catalogue: &Catalogue,
    members: &[bool],
    minter: &Minter,
) -> Result<(Store, usize), StoreError> {
    let snapshot = if size > IN_MEMORY && cfg!(feature = "rocksdb") {
        Store::temporary()?
    } else {
        Store::memory()?
    };
    let entries = || catalogue.articles.iter().zip(members);
    let (mut hidden, mut shown) = (BTreeSet::new(), BTreeMap::new());
    for (entry, out) in entries() {
        hidden.extend(entry.runs.iter().map(String::as_str));
        if *out {
            shown.insert(entry.id.as_str(), entry);
        } else {
            hidden.insert(entry.article.as_str());
            hidden.insert(entry.graph.as_str());
        }
    }
    for entry in shown.values() {
        for run in &entry.runs {
            hidden.remove(run.as_str());
        }
    }
    let (identity, runs) = (minter.identity_graph(), minter.runs_graph());
    let stays = |quad: &Quad| match &quad.graph_name {
        GraphName::NamedNode(graph) if graph.as_str() == runs.as_str() => {
            let about = match &quad.subject {
                NamedOrBlankNode::NamedNode(subject) => subject.as_str(),
                NamedOrBlankNode::BlankNode(_) => "",
            };
            quad.predicate.as_str() != dct::IS_REPLACED_BY && !hidden.contains(about)
        }
        _ => true,
    };
    let mut graphs = vec![];
    for graph in store.dataset().named_graphs() {
        let graph = graph?;
        let is_left_out = match &graph {
            NamedOrBlankNode::NamedNode(name) => {
                name.as_str() == identity.as_str() || hidden.contains(name.as_str())
            }
            NamedOrBlankNode::BlankNode(_) => false,
        };
        if !is_left_out {
            graphs.push(graph);
        }
    }
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut loader = snapshot
        .dataset()
        .bulk_loader()
        .with_num_threads(threads)
        // As the loader counts: a thousand quads a megabyte, shared among its threads.
        .with_max_memory_size_in_megabytes(LOT * threads);
    let (mut summaries, copied) = copy(store, &mut loader, &graphs, &stays, minter)?;

    let before = |entry: &Entry| catalogue.version_before(entry, &shown);
    let outdated: BTreeSet<&str> = shown
        .values()
        .filter_map(|entry| Some(before(entry)?.id.as_str()))
        .collect();
    let mut said: Vec<quads::Quad> = vocabulary();
    let mut counting = vec![];
    let describing = View::new(minter.clone());
    for (id, entry) in &shown {
        let Some(summary) = summaries.remove(*id) else {
            continue;
        };
        said.extend(bundle(minter, id));
        said.extend(describing.description(&summary));
        if let Some(older) = before(entry) {
            said.push(revision(minter, &older.id, id));
        }
        if !outdated.contains(id) {
            counting.push(summary);
        }
    }
    said.extend(View::of(minter.clone(), counting).quads());
    let added = load(&mut loader, said.iter().filter_map(to_store).map(Ok))?;
    loader.commit()?;
    Ok((snapshot.into_read_only(), copied + added))
}

/// Copies what stays of graphs, and tells what those of articles say, by article, and how many quads it is.
///
/// Nearly all of the time goes into looking up terms, which several threads do side by side.
fn copy(
    from: &Store,
    to: &mut BulkLoader<'_>,
    graphs: &[NamedOrBlankNode],
    stays: &(impl Fn(&Quad) -> bool + Sync),
    minter: &Minter,
) -> Result<(BTreeMap<String, Summary>, usize), StoreError> {
    let prefix = minter.article_graph("");
    let next = AtomicUsize::new(0);
    let (send, batches) = sync_channel::<Vec<Result<Quad, StorageError>>>(BATCHES);
    let reader = |send: SyncSender<_>| {
        let mut summaries = vec![];
        while let Some(graph) = graphs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let named = Some(graph.as_ref().into());
            let mut quads = from
                .dataset()
                .quads_for_pattern(None, None, None, named)
                .filter(|quad| quad.as_ref().map_or(true, stays));
            let article = match graph {
                NamedOrBlankNode::NamedNode(name) => name.as_str().strip_prefix(prefix.as_str()),
                NamedOrBlankNode::BlankNode(_) => None,
            };
            if let Some(id) = article {
                let batch: Vec<_> = quads.collect();
                let said: Vec<_> = batch.iter().flatten().map(from_store).collect();
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
        let copied = load(to, batches.into_iter().flatten())?;
        let read = readers.into_iter().flat_map(|reader| {
            reader
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        Ok((read.collect(), copied))
    })
}

/// Loads quads and tells how many. Threads of the loader are at work on the last of them yet when this returns.
fn load(
    loader: &mut BulkLoader<'_>,
    quads: impl Iterator<Item = Result<Quad, StorageError>>,
) -> Result<usize, StoreError> {
    let mut count = 0;
    loader.load_ok_quads::<StorageError, StorageError>(quads.inspect(|_| count += 1))?;
    Ok(count)
}
