//! The store as it was at a moment of the past: what the articles say that were out by then, and the consolidated view
//! of them alone.
//!
//! Such a view is not a part of today's: a meeting may have been two, a name another. So it is made from the records of
//! those articles, as it would be had the others never come, and kept for the next question: moments between the same
//! two articles are one snapshot.
//!
//! Graphs that no article wrote (the slice of Wikidata, what users put) have no date and are in every snapshot; what
//! users added to the default graph is in none. Which IRIs were replaced by which is history of the present, and left out.

mod catalogue;
mod make;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::{Store, StoreError};
use crate::graph::iri::Minter;
use crate::graph::moment::{Clock, Moment};
use catalogue::{Catalogue, Members};
use make::make;

/// So many snapshots are kept, however large: a page and its documents ask for the same one again and again.
const KEPT: usize = 2;
/// More are kept as long as they have so many quads together.
const KEPT_QUADS: usize = 3_000_000;
/// So many may wait for a snapshot to be made before others are told to come back.
const WAITING: usize = 4;

/// A moment to look from, and which clock it is read on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsOf {
    written: String,
    moment: Moment,
    clock: Clock,
}

impl AsOf {
    /// Reads a day, month, year or time with offset, and `published` (which is meant where nothing is said) or `extracted`.
    ///
    /// # Errors
    /// [`StoreError::BadRequest`] where it is none of these.
    pub fn parse(moment: &str, clock: Option<&str>) -> Result<Self, StoreError> {
        let refused = |why: String| StoreError::BadRequest(why);
        let clock = match clock {
            None | Some("published") => Clock::Published,
            Some("extracted") => Clock::Extracted,
            Some(other) => {
                return Err(refused(format!(
                    "`clock={other}` is no clock: say `published` or `extracted`"
                )));
            }
        };
        let read = Moment::parse(moment).map_err(|why| {
            refused(format!(
                "`asof={moment}` is no moment ({why}): write `2016-07-14` or `2016-07-14T12:00+02:00`"
            ))
        })?;
        Ok(Self {
            written: moment.to_owned(),
            moment: read,
            clock,
        })
    }

    /// The last second of the moment.
    pub fn end(&self) -> Timestamp {
        self.moment.end()
    }

    /// The moment and the clock, as [`AsOf::parse`] reads them.
    pub fn parts(&self) -> (&str, &'static str) {
        let clock = match self.clock {
            Clock::Published => "published",
            Clock::Extracted => "extracted",
        };
        (&self.written, clock)
    }

    /// The same as parameters of a URL.
    pub fn query(&self) -> String {
        let moment = self.written.replace('%', "%25").replace('+', "%2B");
        match self.clock {
            Clock::Published => format!("asof={moment}"),
            Clock::Extracted => format!("asof={moment}&clock=extracted"),
        }
    }

    /// The moment as it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it is when facts were extracted that counts, not when articles were published.
    pub fn is_by_extraction(&self) -> bool {
        matches!(self.clock, Clock::Extracted)
    }
}

impl std::fmt::Display for AsOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (moment, clock) = self.parts();
        write!(f, "{clock} by {moment}")
    }
}

/// The snapshots of one store.
#[derive(Default)]
pub struct Snapshots {
    kept: Mutex<Kept>,
    building: Mutex<()>,
    waiting: AtomicUsize,
    on_disk: bool,
}

#[derive(Default)]
struct Kept {
    catalogue: Option<Arc<Catalogue>>,
    snapshots: VecDeque<Snapshot>,
}

struct Snapshot {
    /// After so many changes of the store.
    changes: u64,
    members: Members,
    store: Arc<Store>,
    quads: usize,
}

impl Kept {
    /// Keeps a snapshot, and lets go of those of another state of the store and of those that were not asked for longest.
    fn keep(&mut self, snapshot: Snapshot) {
        let changes = snapshot.changes;
        self.snapshots.retain(|kept| kept.changes == changes);
        self.snapshots.push_front(snapshot);
        let mut quads = 0;
        let fit = |kept: &&Snapshot| {
            quads += kept.quads;
            quads <= KEPT_QUADS
        };
        let fitting = self.snapshots.iter().take_while(fit).count();
        self.snapshots.truncate(fitting.max(KEPT));
    }
}

impl Snapshots {
    /// Snapshots on disk, whatever their size, so that other processes can read them.
    pub fn on_disk() -> Self {
        Self {
            on_disk: true,
            ..Self::default()
        }
    }

    /// The store as of a moment. An article whose date is not known was out when it was extracted.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when too many wait for snapshots already, and when the store cannot be read.
    pub fn at(&self, store: &Store, base: &str, asof: &AsOf) -> Result<Arc<Store>, StoreError> {
        if let Some(known) = self.known(store, asof) {
            return Ok(known);
        }
        let minter =
            Minter::new(base).map_err(|error| StoreError::BadRequest(error.to_string()))?;
        let _waits = Waits::among(&self.waiting).ok_or(StoreError::Busy)?;
        let _turn = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever waited may find it made.
        if let Some(known) = self.known(store, asof) {
            return Ok(known);
        }
        let mut still = None;
        loop {
            let catalogue = match self.catalogue(store) {
                Some(known) => known,
                None => Arc::new(Catalogue::read(store, &minter)?),
            };
            let members = catalogue.at(asof);
            let size = if self.on_disk {
                usize::MAX
            } else {
                store.len()?
            };
            let (mut made, quads) = make(size, store, &catalogue, &members, &minter)?;
            // Was it made of one state of the store? If somebody writes all the time, writers wait once.
            if store.changes() != catalogue.changes {
                if !store.is_read_only() && still.is_none() {
                    still = Some(store.turn()?);
                }
                continue;
            }
            // SERVICE is answered as ever: what others know now is all that they can tell.
            made.desk = Arc::clone(&store.desk);
            let made = Arc::new(made);
            let mut kept = self.kept();
            kept.keep(Snapshot {
                changes: catalogue.changes,
                members,
                store: Arc::clone(&made),
                quads,
            });
            kept.catalogue = Some(catalogue);
            return Ok(made);
        }
    }

    fn known(&self, store: &Store, asof: &AsOf) -> Option<Arc<Store>> {
        let catalogue = self.catalogue(store)?;
        let members = catalogue.at(asof);
        let mut kept = self.kept();
        let place = kept
            .snapshots
            .iter()
            .position(|kept| kept.changes == catalogue.changes && kept.members == members)?;
        let found = kept.snapshots.remove(place)?;
        let store = Arc::clone(&found.store);
        kept.snapshots.push_front(found);
        Some(store)
    }

    fn catalogue(&self, store: &Store) -> Option<Arc<Catalogue>> {
        let kept = self.kept();
        let known = kept.catalogue.as_ref();
        known
            .filter(|catalogue| catalogue.changes == store.changes())
            .map(Arc::clone)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among those who wait.
struct Waits<'a>(&'a AtomicUsize);

impl<'a> Waits<'a> {
    fn among(waiting: &'a AtomicUsize) -> Option<Self> {
        let place = Self(waiting);
        // Counted first: a place that is one too many is given back when it is dropped.
        (waiting.fetch_add(1, Ordering::SeqCst) < WAITING).then_some(place)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
