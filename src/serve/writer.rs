//! The one writer: updates wait here for their turn, and are acknowledged when they are on the disk.
//!
//! Writes have a thread of their own, so that those that wait keep no query from a thread. The queue is bounded: a crowd is told to
//! come back. What waits together is made durable together, with one sync: a disk that syncs a hundred times a second
//! still acknowledges thousands of small updates. Readers may see a write some milliseconds before it is acknowledged.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::rt::time::timeout;
use actix_web::web::Data;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;

use crate::store::{Deadline, Store, StoreError};

use super::answer::{GRACE, Leave};
use super::error::ServeError;
use super::metrics::Metrics;
use super::state::State;

/// So long is work put together before it is synced.
const TOGETHER: Duration = Duration::from_millis(10);
/// Address space only; pages are taken as they are used.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Does the work, and gives what tells its client, once it is known whether the disk has it.
type Work = Box<dyn FnOnce() -> Tell + Send>;
type Tell = Box<dyn FnOnce(Option<&StoreError>) + Send>;

/// The thread that writes, and the work that waits for it.
pub(super) struct Writer {
    queue: Arc<Queue>,
}

struct Queue {
    state: Mutex<Waiting>,
    arrived: Condvar,
    /// Nothing waits and nothing is being written.
    idle: Condvar,
    longest: usize,
    durable: bool,
    waiting: Gauge,
    written: Counter,
    syncs: Counter,
}

#[derive(Default)]
struct Waiting {
    work: VecDeque<Work>,
    /// Who hears of writes.
    listener: Option<SyncSender<()>>,
    is_busy: bool,
    closed: bool,
}

impl Writer {
    /// Starts the thread. Of `longest` writes, the last waits for all others.
    pub(super) fn start(
        store: Arc<Store>,
        longest: usize,
        durable: bool,
        metrics: &Metrics,
    ) -> std::io::Result<Self> {
        let queue = Arc::new(Queue {
            state: Mutex::default(),
            arrived: Condvar::new(),
            idle: Condvar::new(),
            longest,
            durable,
            waiting: Gauge::default(),
            written: Counter::default(),
            syncs: Counter::default(),
        });
        metrics.add(
            "writes_waiting",
            "Writes that wait for their turn",
            &queue.waiting,
        );
        metrics.add("writes", "Writes that were carried out", &queue.written);
        metrics.add("syncs", "Times that writes were made durable", &queue.syncs);
        let theirs = Arc::clone(&queue);
        std::thread::Builder::new()
            .name("write".to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || theirs.work(&store))?;
        Ok(Self { queue })
    }

    fn submit(&self, work: Work) -> Result<(), ServeError> {
        let mut waiting = self.queue.lock();
        if waiting.work.len() >= self.queue.longest {
            return Err(ServeError::WriteQueue {
                limit: self.queue.longest,
            });
        }
        waiting.work.push_back(work);
        self.queue.waiting.inc();
        drop(waiting);
        self.queue.arrived.notify_one();
        Ok(())
    }
}

impl Writer {
    /// Tells of writes, once of all that come before the listener hears of it; ends with the writer. There is one listener.
    pub(super) fn news(&self) -> Receiver<()> {
        let (sender, receiver) = sync_channel(1);
        self.queue.lock().listener = Some(sender);
        receiver
    }

    /// Waits until all that was accepted is carried out; `false` where that takes longer than `most`.
    pub(super) fn finish(&self, most: Duration) -> bool {
        let waited = self
            .queue
            .idle
            .wait_timeout_while(self.queue.lock(), most, |waiting| {
                waiting.is_busy || !waiting.work.is_empty()
            })
            .unwrap_or_else(PoisonError::into_inner);
        !waited.1.timed_out()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue.lock().closed = true;
        self.queue.arrived.notify_all();
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self, store: &Store) {
        while let Some(work) = self.next() {
            let since = Instant::now();
            let mut done: Vec<Tell> = self.carry_out(work).into_iter().collect();
            while since.elapsed() < TOGETHER
                && let Some(work) = self.at_hand()
            {
                done.extend(self.carry_out(work));
            }
            let mut failed = None;
            if self.durable && !done.is_empty() {
                self.syncs.inc();
                failed = store.sync().err();
            }
            if let Some(error) = &failed {
                tracing::error!(%error, "writes could not be made durable");
            }
            for tell in done {
                tell(failed.as_ref());
            }
            if let Some(listener) = &self.lock().listener {
                let _has_heard = listener.try_send(());
            }
        }
    }

    /// A panic ends one write (its client is told), not the thread.
    fn carry_out(&self, work: Work) -> Option<Tell> {
        self.waiting.dec();
        let done = catch_unwind(AssertUnwindSafe(work));
        if done.is_err() {
            tracing::error!("a write panicked");
        }
        self.written.inc();
        done.ok()
    }

    fn at_hand(&self) -> Option<Work> {
        self.lock().work.pop_front()
    }

    fn next(&self) -> Option<Work> {
        let mut waiting = self.lock();
        loop {
            if let Some(work) = waiting.work.pop_front() {
                waiting.is_busy = true;
                return Some(work);
            }
            waiting.is_busy = false;
            self.idle.notify_all();
            // What was accepted is carried out even when the server ends.
            if waiting.closed {
                return None;
            }
            waiting = self
                .arrived
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Runs `job` when its turn comes, and waits for its value. The time limit counts from now: who waits too long is
/// refused without having been begun.
pub(super) async fn write<T, J>(state: &Data<State>, job: J) -> Result<T, ServeError>
where
    T: Send + 'static,
    J: FnOnce(&State, &Store, &Deadline) -> Result<T, ServeError> + Send + 'static,
{
    let deadline = state.deadline();
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let (theirs, their_deadline) = (state.clone(), deadline.clone());
    state.writer.submit(Box::new(move || {
        let begun = their_deadline.check().map_err(ServeError::from);
        let outcome = begun.and_then(|()| job(&theirs, &theirs.store, &their_deadline));
        Box::new(move |failed| {
            let outcome = match failed {
                Some(error) if outcome.is_ok() => {
                    Err(StoreError::Storage(error.to_string()).into())
                }
                _ => outcome,
            };
            let _gone = sender.send(outcome);
        })
    }))?;
    let _leave = Leave(deadline, Arc::default());
    timeout(state.settings.timeout.saturating_add(GRACE), receiver)
        .await
        .map_err(|_elapsed| ServeError::Timeout(state.settings.timeout))?
        .map_err(|_panicked| ServeError::Internal)?
}
