//! The store as it was at a moment of the past: what the articles say that were out by then, and the consolidated view
//! of them alone.
//!
//! Such a view is not a part of today's: a meeting may have been two, a name another. So the records of the articles are
//! gone through in the order in which they came out, and what the view said is noted with the time in which it said so
//! ([`Timeline`]): every moment can then be asked at once. Which article came first may depend on where one looks from
//! (the fourteenth is over earlier in the east); a moment that the timeline does not have gets one of its own. A store that is too large for memory
//! is copied as it was (`make.rs`), moment by moment.
//!
//! Graphs that no article wrote (the slice of Wikidata, what users put) have no date and are in every snapshot; what
//! users added to the default graph is in none. Which IRIs were replaced by which is history of the present, and left out.

mod catalogue;
mod file;
mod history;
mod make;
mod past;
mod reading;
mod table;
mod terms;
mod timeline;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::data::Data;
use super::{Store, StoreError};
use crate::graph::iri::Minter;
use crate::graph::moment::{Clock, Moment};
use catalogue::{Catalogue, Members};
use make::make;
pub(super) use past::Past;
use timeline::Timeline;

/// So many moments are kept, with what was found out about them: a page and its documents ask for the same one again and again.
const KEPT: usize = 6;
/// So many copies are kept of a store that is too large for a timeline.
const COPIES: usize = 2;
/// So many timelines are kept: that of days, and another one.
const TIMELINES: usize = 2;
/// Of a store with more quads no timeline is made, but a copy of each moment: the process grows by some
/// 160 bytes for each quad of a timeline.
const IN_MEMORY: usize = 2_500_000;
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

/// The moments of one store that were asked about.
#[derive(Default)]
pub struct Snapshots {
    kept: Mutex<Kept>,
    building: Mutex<()>,
    /// Whether somebody has asked since it was last made ready.
    wanted: AtomicBool,
    waiting: AtomicUsize,
}

#[derive(Default)]
struct Kept {
    catalogue: Option<Arc<Catalogue>>,
    timelines: VecDeque<Known>,
    snapshots: VecDeque<Snapshot>,
}

/// A timeline of the store after so many changes.
struct Known {
    changes: u64,
    /// With how many articles each of the catalogue came out, where it ever did.
    ranks: Vec<Option<usize>>,
    timeline: Arc<Timeline>,
}

impl Known {
    /// How many articles are out, if it is those that the timeline has come first.
    fn out(&self, members: &Members) -> Option<u32> {
        let count = members.iter().filter(|out| **out).count();
        let is_early =
            |(rank, out): (&Option<usize>, &bool)| !out || rank.is_some_and(|rank| rank <= count);
        let fits = self.ranks.iter().zip(members).all(is_early);
        u32::try_from(count).ok().filter(|_| fits)
    }
}

struct Snapshot {
    /// After so many changes of the store.
    changes: u64,
    members: Members,
    store: Arc<Store>,
}

impl Kept {
    /// Lets go of what is of another state of the store.
    fn forget_but(&mut self, changes: u64) {
        self.timelines.retain(|kept| kept.changes == changes);
        self.snapshots.retain(|kept| kept.changes == changes);
    }

    fn keep(&mut self, snapshot: Snapshot, most: usize) {
        self.snapshots.push_front(snapshot);
        self.snapshots.truncate(most);
    }
}

impl Snapshots {
    /// The store as of a moment. An article whose date is not known was out when it was extracted.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when too many wait already, and when the store cannot be read.
    pub fn at(&self, store: &Store, base: &str, asof: &AsOf) -> Result<Arc<Store>, StoreError> {
        self.wanted.store(true, Ordering::Relaxed);
        self.made(store, base, asof)
    }

    /// Whether somebody has asked since it was made ready.
    pub fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }

    fn made(&self, store: &Store, base: &str, asof: &AsOf) -> Result<Arc<Store>, StoreError> {
        if let Some(known) = self.known(store, asof)? {
            return Ok(known);
        }
        let minter =
            Minter::new(base).map_err(|error| StoreError::BadRequest(error.to_string()))?;
        let _waits = Waits::among(&self.waiting).ok_or(StoreError::Busy)?;
        let _turn = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        let mut still = None;
        loop {
            // Whoever waited may find it made.
            if let Some(known) = self.known(store, asof)? {
                return Ok(known);
            }
            let catalogue = match self.catalogue(store) {
                Some(known) => known,
                None => Arc::new(Catalogue::read(store, &minter)?),
            };
            let (changes, members) = (catalogue.changes, catalogue.at(asof));
            let timeline = if store.len()? <= IN_MEMORY {
                Timeline::of(store, &catalogue, &catalogue.in_order(asof), &minter)?
            } else {
                None
            };
            let timeline = timeline.map(|timeline| Known {
                changes,
                ranks: catalogue.ranks(asof),
                timeline: Arc::new(timeline),
            });
            let made = match timeline.filter(|known| known.out(&members).is_some()) {
                Some(known) => Made::Timeline(known),
                None => Made::Copy(Box::new(make(store, &catalogue, &members, &minter)?)),
            };
            // Was it made of one state of the store? If somebody writes all the time, writers wait once.
            if store.changes() != changes {
                if !store.is_read_only() && still.is_none() {
                    still = Some(store.turn()?);
                }
                continue;
            }
            let mut kept = self.kept();
            kept.forget_but(changes);
            match made {
                Made::Timeline(known) => {
                    kept.timelines.push_front(known);
                    kept.timelines.truncate(TIMELINES);
                }
                Made::Copy(copy) => {
                    let store = at_desk(*copy, store);
                    let copy = Snapshot {
                        changes,
                        members,
                        store,
                    };
                    kept.keep(copy, COPIES);
                }
            }
            kept.catalogue = Some(catalogue);
        }
    }

    /// Makes ready for questions about any day, and says whether there are any to ask: where no article has a date, or the store is too
    /// large for a timeline, nothing is made before somebody asks.
    ///
    /// # Errors
    /// As [`Snapshots::at`].
    pub fn prepare(&self, store: &Store, base: &str) -> Result<bool, StoreError> {
        self.wanted.store(false, Ordering::Relaxed);
        let minter =
            Minter::new(base).map_err(|error| StoreError::BadRequest(error.to_string()))?;
        // The end of days: any day is a place in the order that it sees.
        let asof = AsOf::parse("9999", None)?;
        let is_worth_it = store.len()? <= IN_MEMORY
            && !Catalogue::read(store, &minter)?.in_order(&asof).is_empty();
        if is_worth_it {
            self.made(store, base, &asof)?;
        }
        Ok(is_worth_it)
    }

    fn known(&self, store: &Store, asof: &AsOf) -> Result<Option<Arc<Store>>, StoreError> {
        let Some(catalogue) = self.catalogue(store) else {
            return Ok(None);
        };
        let changes = catalogue.changes;
        let members = catalogue.at(asof);
        let mut kept = self.kept();
        let is_it = |kept: &Snapshot| kept.changes == changes && kept.members == members;
        let found = kept.snapshots.iter().position(is_it);
        if let Some(found) = found.and_then(|place| kept.snapshots.remove(place)) {
            let store = Arc::clone(&found.store);
            kept.snapshots.push_front(found);
            return Ok(Some(store));
        }
        let mut timelines = kept.timelines.iter().filter(|kept| kept.changes == changes);
        let past = timelines.find_map(|known| {
            let (timeline, out) = (Arc::clone(&known.timeline), known.out(&members)?);
            Some(Past { timeline, out })
        });
        let Some(past) = past else {
            return Ok(None);
        };
        let then = Store::over(Data::Then(past), None, true)?;
        let then = at_desk(then, store);
        let moment = Snapshot {
            changes,
            members,
            store: Arc::clone(&then),
        };
        kept.keep(moment, KEPT);
        Ok(Some(then))
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

/// What was made of a store.
enum Made {
    Timeline(Known),
    Copy(Box<Store>),
}

/// SERVICE is answered as ever: what others know now is all that they can tell.
fn at_desk(mut then: Store, now: &Store) -> Arc<Store> {
    then.desk = Arc::clone(&now.desk);
    Arc::new(then)
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

#[cfg(test)]
mod tests;
