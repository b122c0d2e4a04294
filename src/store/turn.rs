//! Turns with the search index: one at a time has it. Most need it for a moment; to make it of all things takes minutes
//! over many articles, and those who waited so long would keep all threads from those who ask for something else.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::StoreError;

/// Whose turn it is.
#[derive(Default)]
pub(super) struct Turns {
    taken: Mutex<Option<Work>>,
    /// Tells those who wait that something has changed.
    changed: Condvar,
}

/// What somebody does who has their turn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    /// What is soon done.
    Little,
    /// What takes minutes.
    Much,
}

/// A turn, until it is dropped.
pub(super) struct Turn<'a>(&'a Turns);

impl Turns {
    /// Waits for a turn. Where somebody's work takes minutes, no longer than there is patience, if it has an end.
    ///
    /// # Errors
    /// [`StoreError::Indexing`] when that is over.
    pub(super) fn next(&self, patience: Option<Duration>) -> Result<Turn<'_>, StoreError> {
        let until = patience.and_then(|patience| Instant::now().checked_add(patience));
        let mut taken = self.lock();
        while let Some(work) = *taken {
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            taken = match (left, work) {
                (Some(Duration::ZERO), Work::Much) => return Err(StoreError::Indexing),
                // What is little is over sooner than anybody counts.
                (None | Some(Duration::ZERO), _) => {
                    let woken = self.changed.wait(taken);
                    woken.unwrap_or_else(PoisonError::into_inner)
                }
                (Some(left), _) => {
                    let woken = self.changed.wait_timeout(taken, left);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
        *taken = Some(Work::Little);
        Ok(Turn(self))
    }

    /// Whoever has their turn is about to begin what takes minutes.
    pub(super) fn takes_long(&self) {
        *self.lock() = Some(Work::Much);
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Option<Work>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.lock() = None;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_long_for_what_takes_minutes() {
        let turns = Turns::default();
        let now = Some(Duration::ZERO);
        let turn = turns.next(now).unwrap();
        turns.takes_long();
        assert!(matches!(turns.next(now), Err(StoreError::Indexing)));
        drop(turn);
        assert!(turns.next(now).is_ok());
    }

    #[test]
    fn what_is_little_is_waited_for() {
        let turns = Turns::default();
        let turn = turns.next(None).unwrap();
        std::thread::scope(|scope| {
            let others = scope.spawn(|| turns.next(Some(Duration::ZERO)).is_ok());
            drop(turn);
            assert!(others.join().unwrap());
        });
    }
}
