//! The store: an Oxigraph dataset on disk or in memory, with one writer at a time.
//!
//! Everything that knows oxigraph is in here. Callers say [`Store::question`] and [`Store::ask`],
//! [`Store::update`], `Store::write`, [`Store::search`], or one of the graph operations in `graphs.rs`.
//!
//! **Invariants.** The default graph of a query is the default graph, not the union of all.
//! Nothing here opens a connection but `federation/`, to endpoints that the operator lists; LOAD is refused. Writers take turns, because
//! RocksDB's transactions, as oxigraph uses them, do not detect conflicts.

mod articles;
mod ask;
mod asof;
mod backup;
mod bridge;
mod bulk;
mod canonical;
mod checkpoint;
mod data;
mod deadline;
mod entries;
mod error;
mod federation;
mod format;
mod graphs;
mod index;
mod journal;
mod jsonld;
mod nodes;
mod opening;
mod plain;
mod properties;
mod room;
mod service;
mod sorting;
mod turn;
mod update;
mod wal;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxigraph::store::Transaction;

pub use articles::{Articles, Run, Written};
pub use ask::{Answer, AnswerFormat, Dataset, Form, PREFIXES, PlainQuestion, Question, Quick};
pub use asof::{AsOf, Snapshots};
pub use backup::{Backup, Listed, Sound, check_backup, read_backup, restore_backup};
pub use bridge::from_store;
pub use bulk::Source;
pub use checkpoint::{Checkpoint, Place};
pub use deadline::Deadline;
pub use error::StoreError;
pub use federation::{Services, WIKIDATA, Wikidata};
pub use format::of as format_of;
pub use graphs::{
    GraphTarget, Replaced, parse_document, read_document, write_quads, write_triples,
};
pub use index::Settled;
pub use jsonld::write_compact;
pub use nodes::Within;
/// The profiles of JSON-LD.
pub use oxigraph::io::JsonLdProfileSet;
/// The syntaxes of RDF.
pub use oxigraph::io::RdfFormat;
/// RDF terms, as the store gives them.
pub use oxigraph::model;
/// The syntaxes of query results.
pub use oxigraph::sparql::results::QueryResultsFormat;
pub use room::{Room, free as free_bytes, open_files};
pub use service::{SearchHit, Searcher};
pub use update::Change;

use checkpoint::Checkpoints;
use data::Data;
use deadline::Watch;
use federation::Desk;
use index::Keeper;
use opening::{look_before_opening, on_disk};
use properties::{Effect, Moments, Properties};
use wal::Wal;

/// Less room than this is not written into.
const LEAST_ROOM: u64 = 32 * 1024 * 1024;

/// An RDF dataset that can be asked and changed.
pub struct Store {
    data: Data,
    writer: Arc<Mutex<()>>,
    keeper: Arc<Keeper>,
    watch: Watch,
    running: AtomicUsize,
    /// Rows of whole answers.
    rows: AtomicU64,
    /// The folder of a store on disk.
    path: Option<PathBuf>,
    /// The log of a store on disk that may be written.
    wal: Option<Wal>,
    changes: AtomicU64,
    moments: Moments,
    read_only: bool,
    /// Whether the database itself was opened for reading: then nobody writes.
    opened_read_only: bool,
    checkpoints: Checkpoints,
    /// Who searches in place of the index.
    searcher: Option<Arc<dyn Searcher>>,
    /// The folder of a store that nobody else opens; removed after the database is closed.
    folder: Option<tempfile::TempDir>,
    desk: Arc<Desk>,
    properties: nodes::Properties,
}

impl Store {
    /// An empty store in memory, gone when dropped.
    ///
    /// # Errors
    /// When the system gives no thread for the deadlines.
    pub fn memory() -> Result<Self, StoreError> {
        Self::over(Data::Now(oxigraph::store::Store::new()?), None, false)
    }

    /// Opens the store in the folder `path` for reading and writing, and makes it if there is none.
    ///
    /// # Errors
    /// When the folder holds something else, is locked by another process, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        look_before_opening(path, true)?;
        let is_new = !path.join("CURRENT").exists();
        if !is_new {
            wal::verify(path)?;
            format::migrate(path)?;
        }
        let inner = on_disk(path, false)?;
        if is_new {
            format::note(path)?;
        }
        Self::over(Data::Now(inner), Some(path), false)
    }

    /// An empty store on disk that is gone when dropped.
    ///
    /// # Errors
    /// When there is no room for one.
    fn temporary() -> Result<Self, StoreError> {
        let folder = tempfile::tempdir()?;
        let mut store = Self::open(&folder.path().join("store"))?;
        store.folder = Some(folder);
        Ok(store)
    }

    /// Opens the store in the folder `path` for reading only.
    ///
    /// No other process may write to it meanwhile.
    ///
    /// # Errors
    /// When there is no store, or it cannot be read.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        look_before_opening(path, false)?;
        format::of(path)?;
        wal::verify(path)?;
        Self::over(Data::Now(on_disk(path, true)?), Some(path), true)
    }

    /// Closes this store for writing: from now on it only answers.
    #[must_use]
    pub fn into_read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Lets queries ask what an operator allows; before that every SERVICE is refused.
    #[must_use]
    pub fn with_services(mut self, services: Services) -> Self {
        self.desk = Arc::new(Desk::new(services));
        self
    }

    /// Whether it is in a folder, where checkpoints can be made.
    pub fn is_on_disk(&self) -> bool {
        self.path.is_some()
    }

    /// Whether writing is refused.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Reads something: an error where no query could be answered either, or no write be acknowledged.
    ///
    /// # Errors
    /// When the database cannot be read, or the disk has failed to sync.
    pub fn probe(&self) -> Result<(), StoreError> {
        self.data.iter().next().transpose()?;
        self.must_sync()
    }

    /// How many questions and updates are being evaluated right now.
    pub fn running(&self) -> usize {
        self.running.load(Ordering::Relaxed)
    }

    /// A number that is another one after each change: what was worked out at the same number still holds.
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    /// The number of the last change with something that the question reads: an answer that saw it still holds.
    pub fn last_change(&self, question: &PlainQuestion) -> u64 {
        self.moments.last(&question.reads, self.changes())
    }

    /// The number of quads.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn len(&self) -> Result<usize, StoreError> {
        self.data.len()
    }

    /// Whether there is no quad.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.data.iter().next().transpose()?.is_none())
    }

    /// Changes the dataset in one transaction: all of `change` happens, or nothing of it.
    ///
    /// Writers wait for one another here. When `change` fails, its error is handed on and
    /// nothing is written. `effect` is what it does to the store.
    ///
    /// # Errors
    /// When the store is read-only, when `change` fails, or when the database cannot be written.
    fn write<T, E: From<StoreError>>(
        &self,
        effect: impl Into<Effect>,
        change: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_telling(|transaction| Ok((change(transaction)?, effect.into())))
    }

    /// As [`Store::write`], where only `change` finds out what it does.
    ///
    /// # Errors
    /// As there.
    fn write_telling<T, E: From<StoreError>>(
        &self,
        change: impl FnOnce(&mut Transaction<'_>) -> Result<(T, Effect), E>,
    ) -> Result<T, E> {
        let turn = self.turn()?;
        self.must_have_room()?;
        self.must_sync()?;
        let database = self.database()?;
        let mut transaction = database.start_transaction().map_err(StoreError::from)?;
        let (value, effect) = change(&mut transaction)?;
        // Counted before others can see the change: what they keep of before is then out of date.
        self.count_change(&effect.properties);
        self.keeper.before(&effect.things)?;
        transaction.commit().map_err(StoreError::from)?;
        self.count_change(&effect.properties);
        let is_due = self.keeper.after(effect.things);
        drop(turn);
        if is_due && let Err(error) = self.settle_search() {
            // What was to be written is: the index can hear of it later.
            tracing::warn!(%error, "the search index is behind");
        }
        Ok(value)
    }

    /// Counts a change with these properties; only a writer does, in its turn.
    fn count_change(&self, properties: &Properties) {
        // Noted first: whoever sees the new count sees what it wrote.
        self.moments.note(properties, self.changes() + 1);
        self.changes.fetch_add(1, Ordering::SeqCst);
    }

    /// Returns when everything that was written before is on the disk, and survives a power failure.
    ///
    /// # Errors
    /// When the disk does not take it: then nobody may be told that it was written.
    pub fn sync(&self) -> Result<(), StoreError> {
        let Some(wal) = self.wal.as_ref() else {
            return Ok(());
        };
        let failed =
            |error: std::io::Error| StoreError::Storage(format!("the disk does not sync: {error}"));
        // The journal first: what the log has, the index can then hear of.
        self.keeper.sync().map_err(failed)?;
        wal.sync().map_err(failed)
    }

    /// A database that runs out of room writes no more until it is opened anew: better to stop before.
    fn must_have_room(&self) -> Result<(), StoreError> {
        let left = self.path.as_deref().and_then(room::free);
        match left {
            Some(left) if left < LEAST_ROOM => Err(StoreError::Full {
                left: format!("{} MiB left", left / 1024 / 1024),
            }),
            _ => Ok(()),
        }
    }

    /// What cannot be acknowledged is not begun.
    fn must_sync(&self) -> Result<(), StoreError> {
        match &self.wal {
            Some(wal) if wal.has_failed() => Err(StoreError::Storage(
                "the disk has failed to sync: nothing is written until the store is opened anew"
                    .to_owned(),
            )),
            _ => Ok(()),
        }
    }

    /// Puts what was written into the tables of the database. What lies in its log alone is read again by whoever
    /// opens the store next: seconds, after a thousand articles.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn put_away(&self) -> Result<(), StoreError> {
        #[cfg(feature = "rocksdb")]
        if !self.read_only {
            self.database()?.flush()?;
        }
        Ok(())
    }

    /// Makes one run of tables out of many: whatever is looked for is then found in one place.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn merge_tables(&self) -> Result<(), StoreError> {
        #[cfg(feature = "rocksdb")]
        if !self.read_only {
            self.database()?.optimize()?;
        }
        Ok(())
    }

    /// What is read here.
    fn data(&self) -> &Data {
        &self.data
    }

    /// The database, where there is one: what is past has none.
    fn database(&self) -> Result<&oxigraph::store::Store, StoreError> {
        self.data.database()
    }

    /// Waits until no one else writes.
    fn turn(&self) -> Result<MutexGuard<'_, ()>, StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly);
        }
        Ok(self.writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn over(data: Data, path: Option<&Path>, read_only: bool) -> Result<Self, StoreError> {
        let writer = Arc::default();
        let keeper = match path {
            None => Keeper::memory(data.clone(), Arc::clone(&writer)),
            Some(path) => Keeper::on_disk(data.clone(), Arc::clone(&writer), path, read_only)?,
        };
        Ok(Self {
            data,
            writer,
            keeper: Arc::new(keeper),
            watch: Watch::start()?,
            running: AtomicUsize::new(0),
            rows: AtomicU64::new(0),
            path: path.map(PathBuf::from),
            wal: path.filter(|_| !read_only).map(Wal::of),
            changes: AtomicU64::new(0),
            moments: Moments::default(),
            read_only,
            opened_read_only: read_only,
            checkpoints: Checkpoints::of(path, read_only),
            searcher: None,
            folder: None,
            desk: Arc::new(Desk::new(Services::default())),
            properties: nodes::Properties::default(),
        })
    }

    fn count_running(&self) -> Running<'_> {
        self.running.fetch_add(1, Ordering::Relaxed);
        Running(&self.running)
    }
}

/// One evaluation under way.
struct Running<'a>(&'a AtomicUsize);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::journal::Touched;
    use super::*;

    #[test]
    fn a_folder_with_other_files_is_left_alone() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let error = Store::open(&here.join("src")).err().unwrap();
        assert!(matches!(error, StoreError::NotAStore { .. }));
        assert!(error.to_string().contains("other files"));
        let error = Store::open(&here.join("Cargo.toml")).err().unwrap();
        assert!(error.to_string().contains("is a file"));
        let error = Store::open_read_only(&here.join("no-such-folder"))
            .err()
            .unwrap();
        assert!(matches!(error, StoreError::Missing { .. }));
    }

    #[test]
    fn a_failed_change_leaves_nothing() {
        let store = Store::memory().unwrap();
        let quad = model::Quad::new(
            model::NamedNode::new_unchecked("urn:s"),
            model::NamedNode::new_unchecked("urn:p"),
            model::NamedNode::new_unchecked("urn:o"),
            model::GraphName::DefaultGraph,
        );
        let failed: Result<(), StoreError> = store.write(Touched::Anything, |transaction| {
            transaction.insert(&quad);
            Err(StoreError::Gone)
        });
        assert!(matches!(failed, Err(StoreError::Gone)));
        assert!(store.is_empty().unwrap());
        store
            .write(Touched::Anything, |transaction| {
                transaction.insert(&quad);
                Ok::<_, StoreError>(())
            })
            .unwrap();
        assert_eq!(store.len().unwrap(), 1);
        let store = store.into_read_only();
        let refused = store.write(Touched::nothing(), |_| Ok::<_, StoreError>(()));
        assert!(matches!(refused, Err(StoreError::ReadOnly)));
    }
}
