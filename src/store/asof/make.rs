//! Makes the store of a moment: copies what was there, and consolidates the records of the articles that were out.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;

use oxigraph::model::Quad;
use oxigraph::store::BulkLoader;

use super::catalogue::{Catalogue, Entry};
use super::reading::read;
use crate::graph::consolidate::View;
use crate::graph::iri::Minter;
use crate::graph::ontology::vocabulary;
use crate::graph::quads;
use crate::store::articles::{bundle, revision};
use crate::store::bridge::to_store;
use crate::store::{Store, StoreError};

/// A thread of the loader sorts and writes so many thousand quads at once, while others read on. Each such lot is a file of each
/// index: few enough that finding something in all of them is no work.
const LOT: usize = 250;

/// Copies what was there and consolidates it. Only the graphs that stay are read.
pub(super) fn make(
    store: &Store,
    catalogue: &Catalogue,
    members: &[bool],
    minter: &Minter,
) -> Result<Store, StoreError> {
    let snapshot = if cfg!(feature = "rocksdb") {
        Store::temporary()?
    } else {
        Store::memory()?
    };
    let entries = catalogue.articles.iter().zip(members);
    let shown: BTreeMap<&str, &Entry> = entries
        .filter(|(_, out)| **out)
        .map(|(entry, _)| (entry.id.as_str(), entry))
        .collect();
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut loader = snapshot
        .database()?
        .bulk_loader()
        .with_num_threads(threads)
        // As the loader counts: a thousand quads a megabyte, shared among its threads.
        .with_max_memory_size_in_megabytes(LOT * threads);
    let since = |entry: &Entry| shown.contains_key(entry.id.as_str()).then_some(0);
    let copy = |quads: &mut dyn Iterator<Item = Result<(Quad, u32), StoreError>>| {
        load(&mut loader, quads.map(|quad| Ok(quad?.0)))
    };
    let (mut summaries, ()) = read(store, catalogue, &since, minter, copy)?;

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
    load(&mut loader, said.iter().filter_map(to_store).map(Ok))?;
    loader.commit()?;
    Ok(snapshot.into_read_only())
}

/// Loads quads. Threads of the loader are at work on the last of them yet when this returns.
fn load(
    loader: &mut BulkLoader<'_>,
    quads: impl Iterator<Item = Result<Quad, StoreError>>,
) -> Result<(), StoreError> {
    loader.load_ok_quads::<StoreError, StoreError>(quads)
}
