//! When an operation must be over, and the means to stop it.
//!
//! oxigraph looks at a cancellation token while it walks its indexes, and nowhere else. A
//! [`Deadline`] is that token together with the moment at which the store's watch thread pulls it.
//! Whoever ends an answer asks [`Deadline::check`] once more, because some operators drop the
//! cancellation on their way up, and a stopped answer must never look whole.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use oxigraph::sparql::CancellationToken;

use super::StoreError;

/// A limit in time on one operation, which others may also cancel. Clones share their state.
#[derive(Clone)]
pub struct Deadline {
    token: CancellationToken,
    at: Option<Instant>,
    limit: Duration,
}

impl Deadline {
    /// An operation that may take as long as it wants, until someone cancels it.
    pub fn none() -> Self {
        Self {
            token: CancellationToken::new(),
            at: None,
            limit: Duration::MAX,
        }
    }

    /// An operation that must be over after `limit`, counted from now.
    pub fn within(limit: Duration) -> Self {
        Self {
            token: CancellationToken::new(),
            at: Instant::now().checked_add(limit),
            limit,
        }
    }

    /// How long it may take, if that is limited.
    pub fn limit(&self) -> Option<Duration> {
        self.at.map(|_| self.limit)
    }

    /// How much time is left, if that is limited.
    pub fn left(&self) -> Option<Duration> {
        self.at
            .map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// Whether nobody waits any more.
    pub fn is_cancelled(&self) -> bool {
        self.token.is_cancelled()
    }

    /// Stops the operation as soon as it looks up.
    pub fn cancel(&self) {
        self.token.cancel();
    }

    /// Says whether the operation may go on, and if not, why.
    ///
    /// # Errors
    /// [`StoreError::Timeout`] when the time is over, [`StoreError::Gone`] when it was cancelled.
    pub fn check(&self) -> Result<(), StoreError> {
        if self.at.is_some_and(|at| Instant::now() >= at) {
            self.token.cancel();
            return Err(StoreError::Timeout {
                seconds: self.limit.as_secs().max(1),
            });
        }
        if self.token.is_cancelled() {
            return Err(StoreError::Gone);
        }
        Ok(())
    }

    pub(super) fn token(&self) -> CancellationToken {
        self.token.clone()
    }

    /// The error to report for `error`: evaluators say *cancelled* when the time was over.
    pub(super) fn explain(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::Gone | StoreError::Storage(_) | StoreError::Remote(_) => {
                self.check().err().unwrap_or(error)
            }
            error => error,
        }
    }
}

/// A thread that cancels operations whose time is over.
pub(super) struct Watch {
    shared: Arc<Shared>,
}

struct Shared {
    agenda: Mutex<Agenda>,
    changed: Condvar,
}

#[derive(Default)]
struct Agenda {
    due: BTreeMap<(Instant, u64), CancellationToken>,
    next: u64,
    /// When the thread looks up by itself.
    wakes: Option<Instant>,
    closed: bool,
}

impl Watch {
    pub(super) fn start() -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            agenda: Mutex::default(),
            changed: Condvar::new(),
        });
        let theirs = Arc::clone(&shared);
        std::thread::Builder::new()
            .name("deadlines".to_owned())
            .spawn(move || theirs.run())?;
        Ok(Self { shared })
    }

    /// Watches an operation until the guard is dropped.
    pub(super) fn over(&self, deadline: &Deadline) -> Watched {
        let Some(at) = deadline.at else {
            return Watched {
                shared: Weak::new(),
                key: None,
            };
        };
        let mut agenda = self.shared.lock();
        agenda.next += 1;
        let key = (at, agenda.next);
        agenda.due.insert(key, deadline.token());
        // The thread that looks up before then finds it: to wake it for each query costs more than a small query.
        if agenda.wakes.is_none_or(|wakes| at < wakes) {
            self.shared.changed.notify_one();
        }
        drop(agenda);
        Watched {
            shared: Arc::downgrade(&self.shared),
            key: Some(key),
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_one();
    }
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, Agenda> {
        self.agenda.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut agenda = self.lock();
        while !agenda.closed {
            let now = Instant::now();
            let later = agenda.due.split_off(&(now, u64::MAX));
            for token in std::mem::replace(&mut agenda.due, later).into_values() {
                token.cancel();
            }
            agenda.wakes = agenda.due.first_key_value().map(|(&(at, _), _)| at);
            agenda = match agenda.wakes {
                Some(at) => {
                    self.changed
                        .wait_timeout(agenda, at.saturating_duration_since(now))
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
                None => self
                    .changed
                    .wait(agenda)
                    .unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

/// Keeps an operation under watch while it lives.
pub(super) struct Watched {
    shared: Weak<Shared>,
    key: Option<(Instant, u64)>,
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let (Some(key), Some(shared)) = (self.key, self.shared.upgrade()) {
            shared.lock().due.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_over_is_told_from_cancelled() {
        let over = Deadline::within(Duration::ZERO);
        assert!(matches!(
            over.check(),
            Err(StoreError::Timeout { seconds: 1 })
        ));
        let cancelled = Deadline::within(Duration::from_mins(1));
        cancelled.cancel();
        assert!(matches!(cancelled.check(), Err(StoreError::Gone)));
        assert!(Deadline::none().check().is_ok());
    }

    #[test]
    fn a_sooner_deadline_wakes_the_watch_from_a_later_one() {
        let watch = Watch::start().unwrap();
        let later = Deadline::within(Duration::from_hours(1));
        let watched = watch.over(&later);
        while watch.shared.lock().wakes != later.at {
            std::thread::yield_now();
        }
        // The thread still sleeps until then.
        drop(watched);
        let sooner = Deadline::within(Duration::from_millis(5));
        let _watched = watch.over(&sooner);
        while !sooner.token().is_cancelled() {
            std::thread::yield_now();
        }
        assert!(!later.token().is_cancelled());
    }

    #[test]
    fn the_watch_pulls_the_token_and_forgets_what_is_over() {
        let watch = Watch::start().unwrap();
        let finished = Deadline::within(Duration::from_mins(1));
        drop(watch.over(&finished));
        assert!(watch.shared.lock().due.is_empty());
        let slow = Deadline::within(Duration::from_millis(5));
        let _watched = watch.over(&slow);
        while !slow.token().is_cancelled() {
            std::thread::yield_now();
        }
        assert!(!finished.token().is_cancelled());
    }
}
