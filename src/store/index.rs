//! Keeps the full-text index in step with the store.
//!
//! The index is derived: every entry can be read off the default graph. A writer says which things it touches
//! before it commits ([`Journal`]); whoever searches, and `ingest` at its end, has the entries of touched things made
//! anew. So a process may be killed at any moment: the next one finds in the journal what the index may have missed.
//! Where nobody can know (no index, one of another version, an update that differs each time it is evaluated), all entries are made anew.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::data::Data;
use super::journal::{Journal, Touched};
use super::turn::Turns;
use super::{Store, StoreError, entries};
use crate::search::{
    Candidate, Counted, Entry, Found, Index, Kind, Listing, NameSearch, Search, SearchError,
};

/// When so many things are touched, the index hears of it, whether someone searches or not.
const MANY: usize = 20_000;

/// So long whoever asks waits for an index that is being made of all things.
const PATIENCE: Duration = Duration::from_secs(1);

/// What was done to the index when it was last brought into step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Nothing: it was in step.
    InStep,
    /// The entries of so many things were made anew.
    Things(usize),
    /// All entries were made anew.
    All,
}

/// The index of a store.
pub(super) struct Keeper {
    data: Data,
    writer: Arc<Mutex<()>>,
    /// Folder of the index; none for stores in memory.
    folder: Option<PathBuf>,
    /// Where this process may write.
    journal: Option<Mutex<Journal>>,
    touched: Mutex<Touched>,
    index: Mutex<Option<Arc<Index>>>,
    /// Whose turn it is to change the index.
    turns: Turns,
}

impl Keeper {
    pub(super) fn memory(data: Data, writer: Arc<Mutex<()>>) -> Self {
        Self {
            data,
            writer,
            folder: None,
            journal: None,
            touched: Mutex::default(),
            index: Mutex::default(),
            turns: Turns::default(),
        }
    }

    /// The keeper of a store in the folder `store`.
    pub(super) fn on_disk(
        data: Data,
        writer: Arc<Mutex<()>>,
        store: &Path,
        read_only: bool,
    ) -> std::io::Result<Self> {
        let folder = store.join("search");
        let mut keeper = Self::memory(data, writer);
        if !read_only {
            std::fs::create_dir_all(&folder)?;
            let (journal, touched) = Journal::open(&journal_of(&folder))?;
            keeper.journal = Some(Mutex::new(journal));
            keeper.touched = Mutex::new(touched);
        }
        keeper.folder = Some(folder);
        Ok(keeper)
    }

    /// A transaction that touches these things is about to be committed.
    pub(super) fn before(&self, touched: &Touched) -> Result<(), StoreError> {
        match &self.journal {
            Some(journal) if !touched.is_nothing() => Ok(lock(journal).note(touched)?),
            _ => Ok(()),
        }
    }

    /// The transaction was committed. Says whether the index should hear of it now.
    pub(super) fn after(&self, touched: Touched) -> bool {
        let mut all = lock(&self.touched);
        all.and(touched);
        all.len() > MANY
    }

    /// Brings the index into step and hands it out.
    fn settled(&self, patience: Option<Duration>) -> Result<(Arc<Index>, Settled), StoreError> {
        let _turn = self.turns.next(patience)?;
        let opened = lock(&self.index).clone();
        let Some(index) = opened else {
            let (index, settled) = self.open()?;
            let index = Arc::new(index);
            *lock(&self.index) = Some(Arc::clone(&index));
            return Ok((index, settled));
        };
        let settled = self.hear(&index)?;
        Ok((index, settled))
    }

    /// The same for whoever asks: they do not wait for all entries to be made anew.
    fn at_hand(&self) -> Result<Arc<Index>, StoreError> {
        Ok(self.settled(Some(PATIENCE))?.0)
    }

    fn open(&self) -> Result<(Index, Settled), StoreError> {
        let Some(folder) = &self.folder else {
            let index = Index::memory()?;
            let _all = std::mem::take(&mut *lock(&self.touched));
            return Ok((self.rebuilt(index)?, Settled::All));
        };
        let place = folder.join("index");
        if self.journal.is_some() {
            let index = Index::open(&place)?;
            let settled = self.hear(&index)?;
            return self.checked(index, settled);
        }
        // Read only: what is in step is used as it is.
        if Journal::is_empty(&journal_of(folder))
            && let Ok(index) = Index::open_read_only(&place)
            && index.is_whole()
            && self.agrees(&index)?
        {
            return Ok((index, Settled::InStep));
        }
        match self.repaired(folder, &place) {
            Ok(found) => Ok(found),
            Err(error) => {
                tracing::warn!(%error, "the search index on disk cannot be brought into step: this process makes one in memory");
                Ok((self.rebuilt(Index::memory()?)?, Settled::All))
            }
        }
    }

    /// The index on disk in step, though the store is open for reading only: nobody else writes.
    fn repaired(&self, folder: &Path, place: &Path) -> Result<(Index, Settled), StoreError> {
        std::fs::create_dir_all(folder)?;
        let (mut journal, touched) = Journal::try_open(&journal_of(folder))?;
        let index = Index::open(place)?;
        let settled = self.bring(&index, &touched)?;
        let found = self.checked(index, settled)?;
        journal.clear()?;
        Ok(found)
    }

    /// Has the index hear of what was touched.
    fn hear(&self, index: &Index) -> Result<Settled, StoreError> {
        let touched = std::mem::take(&mut *lock(&self.touched));
        match self.bring(index, &touched) {
            Ok(settled) => {
                self.strike_out()?;
                Ok(settled)
            }
            Err(error) => {
                lock(&self.touched).and(touched);
                Err(error)
            }
        }
    }

    fn bring(&self, index: &Index, touched: &Touched) -> Result<Settled, StoreError> {
        let things = match touched {
            Touched::Things(things) if index.is_whole() => things,
            _ => {
                self.turns.takes_long();
                index.replace(None, entries::all(&self.data))?;
                tracing::info!("the search index was built anew");
                return Ok(Settled::All);
            }
        };
        if things.is_empty() {
            return Ok(Settled::InStep);
        }
        let things = entries::concerned(&self.data, things)?;
        let gone: Vec<&str> = things.iter().map(String::as_str).collect();
        let entries = things
            .iter()
            .filter_map(|iri| entries::entry(&self.data, iri).transpose());
        index.replace(Some(&gone), entries)?;
        tracing::info!(
            things = things.len(),
            "the search index was brought into step"
        );
        Ok(Settled::Things(things.len()))
    }

    /// Empties the journal, where nobody is about to commit what stands in it.
    fn strike_out(&self) -> Result<(), StoreError> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        if let Ok(_turn) = self.writer.try_lock()
            && lock(&self.touched).is_nothing()
        {
            lock(journal).clear()?;
        }
        Ok(())
    }

    /// An index that was just opened, after a look at the numbers: another program may have written to the store.
    fn checked(&self, index: Index, settled: Settled) -> Result<(Index, Settled), StoreError> {
        if settled == Settled::All || self.agrees(&index)? {
            return Ok((index, settled));
        }
        tracing::warn!("the search index is not that of this store: it is built anew");
        Ok((self.rebuilt(index)?, Settled::All))
    }

    fn rebuilt(&self, index: Index) -> Result<Index, StoreError> {
        self.bring(&index, &Touched::Anything)?;
        Ok(index)
    }

    /// Whether index and store hold as many things of each kind.
    fn agrees(&self, index: &Index) -> Result<bool, StoreError> {
        for kind in Kind::ALL {
            let indexed = index.count(kind)?;
            // Blank nodes are no things: where there are some, only looking at each tells.
            if indexed != entries::count_nodes(&self.data, kind)?
                && indexed != entries::count(&self.data, kind)?
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns when what the journal says is on the disk.
    pub(super) fn sync(&self) -> std::io::Result<()> {
        match &self.journal {
            Some(journal) => lock(journal).sync(),
            None => Ok(()),
        }
    }

    /// Runs `work` while nobody changes the index.
    pub(super) fn holding_still<T>(&self, work: impl FnOnce() -> T) -> Result<T, StoreError> {
        let _turn = self.turns.next(None)?;
        Ok(work())
    }

    /// Whether the index on disk is that of the store, as it is.
    pub(super) fn is_in_step(&self) -> bool {
        let Some(folder) = &self.folder else {
            return true;
        };
        Journal::is_empty(&journal_of(folder))
            && Index::open_read_only(&folder.join("index"))
                .is_ok_and(|index| index.is_whole() && self.agrees(&index).unwrap_or(false))
    }

    pub(super) fn search(&self, search: &Search) -> Result<Found, StoreError> {
        Ok(self.at_hand()?.search(search)?)
    }
}

impl Store {
    /// Searches the full text.
    ///
    /// # Errors
    /// [`StoreError::BadRequest`] when the search cannot be read, others when the index fails.
    pub fn search(&self, search: &Search) -> Result<Found, StoreError> {
        self.keeper.search(search)
    }

    /// What the full text knows of a thing; `None` where it is nothing to be found.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn entry(&self, iri: &str) -> Result<Option<Entry>, StoreError> {
        entries::entry(&self.data, iri)
    }

    /// Finds who or what goes by a name, the most likely first.
    ///
    /// # Errors
    /// When the index fails.
    pub fn named(&self, search: &NameSearch) -> Result<Vec<Candidate>, StoreError> {
        Ok(self.keeper.at_hand()?.named(search)?)
    }

    /// Lists things by their days: the things, and the days.
    ///
    /// # Errors
    /// When the index fails.
    pub fn listed(&self, listing: &Listing) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(self.keeper.at_hand()?.list(listing)?)
    }

    /// Counts things by names: the names, one or two, and the number.
    ///
    /// # Errors
    /// When the index fails.
    pub fn counted(
        &self,
        counted: &Counted,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<(Vec<String>, usize)>, StoreError> {
        Ok(self.keeper.at_hand()?.counted(counted, offset, limit)?)
    }

    /// Brings the full-text index into step with the store, and says what that took. Searching does it by itself.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn settle_search(&self) -> Result<Settled, StoreError> {
        Ok(self.keeper.settled(None)?.1)
    }

    /// Whether the full text can be searched now: an error where the index is still being made.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn probe_search(&self) -> Result<(), StoreError> {
        self.keeper.at_hand().map(|_| ())
    }

    /// How many things of a kind the full-text index holds, and how many the store.
    ///
    /// # Errors
    /// When either cannot be read.
    pub fn search_counts(&self, kind: Kind) -> Result<(usize, usize), StoreError> {
        let (index, _) = self.keeper.settled(None)?;
        Ok((index.count(kind)?, entries::count(&self.data, kind)?))
    }
}

impl From<SearchError> for StoreError {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Question(text) => Self::BadRequest(text),
            SearchError::Failed(text) => Self::Search(text),
        }
    }
}

fn journal_of(folder: &Path) -> PathBuf {
    folder.join("journal")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
