//! Checkpoints: the store as it was a moment ago, for other processes to read.
//!
//! A checkpoint is a folder of hard links; the database goes on being written beside it. It is
//! made when somebody asks for one after a write, not at each write, and whoever asks sees all that was acknowledged
//! before. It goes when the last who holds it lets go.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tempfile::TempPath;

use super::asof::Past;
use super::data::Data;
use super::{Searcher, Store, StoreError};

/// The folder of checkpoints, in that of the store.
const FOLDER: &str = "serving";

/// What another process opens: the folder of a store, or a moment of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    path: PathBuf,
    /// Of the file of a timeline, the number of articles that are out.
    out: Option<u32>,
}

/// What [`Store::open_checkpoint`] opens.
#[derive(Debug)]
pub struct Checkpoint {
    place: Place,
    /// The file of the timeline, which goes when nobody holds it.
    _file: Option<Arc<TempPath>>,
    /// Whether the folder is a copy, to be removed.
    is_copy: bool,
    /// The number of the changes that are in it, if it is of the store that counts them.
    changes: u64,
}

impl Checkpoint {
    /// A folder.
    fn of_folder(path: PathBuf, is_copy: bool, changes: u64) -> Self {
        Self {
            place: Place { path, out: None },
            _file: None,
            is_copy,
            changes,
        }
    }

    /// A moment of the past, which does not change.
    fn of_past(past: &Past) -> Result<Self, StoreError> {
        let (file, out) = past.in_file()?;
        Ok(Self {
            place: Place {
                path: file.to_path_buf(),
                out: Some(out),
            },
            _file: Some(file),
            is_copy: false,
            changes: 0,
        })
    }

    /// After which change of the store it was made: [`Store::changes`].
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Another folder with the same in it, to be written; it goes when it is dropped.
    ///
    /// # Errors
    /// When the disk takes no more.
    pub fn copied(&self) -> Result<Self, StoreError> {
        static COPIES: AtomicU64 = AtomicU64::new(0);
        let number = COPIES.fetch_add(1, Ordering::Relaxed);
        let path = self.path().with_extension(format!("copy{number}"));
        let copy = Self::of_folder(path, true, self.changes);
        std::fs::create_dir_all(copy.path())?;
        for entry in std::fs::read_dir(self.path())? {
            let from = entry?.path();
            let Some(name) = from.file_name().filter(|_| from.is_file()) else {
                continue;
            };
            let to = copy.path().join(name);
            // Tables are never changed; all other files are.
            if from.extension().is_some_and(|it| it == "sst") {
                std::fs::hard_link(&from, to)?;
            } else if name != "LOCK" {
                std::fs::copy(&from, to)?;
            }
        }
        Ok(copy)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.place.path
    }

    /// What another process opens.
    pub fn place(&self) -> &Place {
        &self.place
    }
}

impl Drop for Checkpoint {
    fn drop(&mut self) {
        if self.is_copy
            && let Err(error) = std::fs::remove_dir_all(self.path())
        {
            tracing::warn!(path = %self.path().display(), %error, "a checkpoint could not be removed");
        }
    }
}

/// The last checkpoint of a store.
#[derive(Debug)]
struct Last {
    /// After how many changes it was made.
    changes: u64,
    at: Instant,
    checkpoint: Arc<Checkpoint>,
}

/// The checkpoints of one store.
#[derive(Debug, Default)]
pub(super) struct Checkpoints {
    last: Mutex<Option<Last>>,
    made: AtomicU64,
}

impl Checkpoints {
    /// Of a store in this folder. Those that a process left there when it was killed are removed.
    pub(super) fn of(place: Option<&Path>, read_only: bool) -> Self {
        if let Some(place) = place.filter(|_| !read_only) {
            let _none = std::fs::remove_dir_all(place.join(FOLDER));
        }
        Self::default()
    }
}

impl Store {
    /// Opens a checkpoint, for reading only. Whoever made it searches. `before` is what was open before: where it is another
    /// moment of the same past, that is not read again.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open_checkpoint(
        place: &Place,
        before: Option<(Place, Arc<Self>)>,
        searcher: Arc<dyn Searcher>,
    ) -> Result<Self, StoreError> {
        let data = match place.out {
            None => {
                // The old one first: two of them would be twice the memory.
                drop(before);
                Data::Now(super::on_disk(&place.path, true)?)
            }
            Some(out) => {
                let known = before.filter(|(before, _)| before.path == place.path);
                let known = known.as_ref().map(|(_, store)| &store.data);
                Data::Then(if let Some(Data::Then(past)) = known {
                    past.moved(out)
                } else {
                    Past::of_file(&place.path, out)?
                })
            }
        };
        let mut store = Self::over(data, None, true)?;
        store.searcher = Some(searcher);
        Ok(store)
    }

    /// Opens a copy of a checkpoint, to rehearse in. Whoever made it searches.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open_copy(path: &Path, searcher: Arc<dyn Searcher>) -> Result<Self, StoreError> {
        let mut store = Self::over(Data::Now(super::on_disk(path, false)?), None, false)?;
        store.searcher = Some(searcher);
        Ok(store)
    }

    /// What other processes can read of the store: at least all that was acknowledged `lag` before this call, and up to
    /// this call if there is no `lag`. `None` for stores in memory.
    ///
    /// Making one after a write takes some twenty milliseconds of computing, and as much to open it: with a `lag`, who
    /// writes all the time does not make readers pay for each write.
    ///
    /// # Errors
    /// When there is no checkpoint yet, and none can be made.
    pub fn checkpoint(&self, lag: Duration) -> Result<Option<Arc<Checkpoint>>, StoreError> {
        let last = &self.checkpoints.last;
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        // Read before the checkpoint is made: what is written meanwhile makes it old.
        let changes = self.changes();
        if let Some(known) = last.as_ref()
            && (known.changes == changes || known.at.elapsed() < lag)
        {
            return Ok(Some(Arc::clone(&known.checkpoint)));
        }
        let at = Instant::now();
        let made = match (&self.data, &self.path) {
            (Data::Then(past), _) => Checkpoint::of_past(past)?,
            (Data::Now(_), None) => return Ok(None),
            // Nobody writes: the store itself will do.
            (Data::Now(_), Some(place)) if self.opened_read_only => {
                Checkpoint::of_folder(place.clone(), false, changes)
            }
            (Data::Now(_), Some(place)) => match self.make(place, changes) {
                Ok(made) => made,
                Err(error) => match last.as_ref() {
                    // A full disk must not silence readers.
                    Some(known) => {
                        tracing::error!(%error, "no checkpoint can be made: readers get the one before");
                        return Ok(Some(Arc::clone(&known.checkpoint)));
                    }
                    None => return Err(error),
                },
            },
        };
        let made = Arc::new(made);
        *last = Some(Last {
            changes,
            at,
            checkpoint: Arc::clone(&made),
        });
        Ok(Some(made))
    }

    #[cfg(feature = "rocksdb")]
    fn make(&self, place: &Path, changes: u64) -> Result<Checkpoint, StoreError> {
        let number = self.checkpoints.made.fetch_add(1, Ordering::Relaxed);
        let folder = place.join(FOLDER);
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(number.to_string());
        self.database()?.backup(&path)?;
        Ok(Checkpoint::of_folder(path, true, changes))
    }

    #[cfg(not(feature = "rocksdb"))]
    fn make(&self, place: &Path, _changes: u64) -> Result<Checkpoint, StoreError> {
        let _ = &self.checkpoints.made.fetch_add(0, Ordering::Relaxed);
        Err(StoreError::NoDisk {
            path: place.to_owned(),
        })
    }
}

#[cfg(feature = "rocksdb")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Dataset, Deadline};

    fn insert(store: &Store, number: usize) {
        let update = format!("INSERT DATA {{ <urn:s> <urn:p> {number} }}");
        store
            .update(&update, None, &Dataset::default(), &Deadline::none())
            .unwrap();
    }

    #[test]
    fn each_write_is_in_the_checkpoint_that_is_asked_for_after_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store")).unwrap();
        let mut before = None;
        for number in 1..5 {
            insert(&store, number);
            let checkpoint = store.checkpoint(Duration::ZERO).unwrap().unwrap();
            let again = store.checkpoint(Duration::ZERO).unwrap().unwrap();
            assert!(Arc::ptr_eq(&checkpoint, &again), "nothing was written");
            let reader = Store::open_read_only(checkpoint.path()).unwrap();
            assert_eq!(reader.len().unwrap(), number);
            before = Some(checkpoint);
        }
        insert(&store, 8);
        let late = store.checkpoint(Duration::from_mins(1)).unwrap().unwrap();
        assert!(
            Arc::ptr_eq(&late, before.as_ref().unwrap()),
            "it may be late"
        );
        drop(late);
        let path = before.as_ref().unwrap().path().to_owned();
        insert(&store, 9);
        let _newer = store.checkpoint(Duration::ZERO).unwrap();
        assert!(path.exists(), "somebody holds it");
        drop(before);
        assert!(!path.exists());
    }

    #[test]
    fn a_store_in_memory_has_none_and_one_that_nobody_writes_is_its_own() {
        assert!(
            Store::memory()
                .unwrap()
                .checkpoint(Duration::ZERO)
                .unwrap()
                .is_none()
        );
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        insert(&Store::open(&path).unwrap(), 1);
        let reader = Store::open_read_only(&path).unwrap();
        let checkpoint = reader.checkpoint(Duration::ZERO).unwrap().unwrap();
        assert_eq!(checkpoint.path(), path);
        drop(checkpoint);
        drop(reader);
        assert!(path.exists());
    }
}
