//! The threads on which queries are evaluated, away from those that serve connections.
//!
//! Their stacks are large, because parsing and planning recurse over the query. Their number and
//! the queue before them are bounded, so that a crowd gets a clear refusal instead of a stall.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

type Job = Box<dyn FnOnce() + Send>;

/// A queue is this long before work is refused.
const WAITING: usize = 256;
/// Address space only; pages are taken as they are used.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// A fixed number of threads and the work that waits for them.
pub(super) struct Workers {
    queue: Arc<Queue>,
}

struct Queue {
    state: Mutex<Waiting>,
    arrived: Condvar,
}

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<Job>,
    closed: bool,
}

/// The queue is full.
#[derive(Debug)]
pub(super) struct Full;

impl Workers {
    pub(super) fn start() -> std::io::Result<Self> {
        let queue = Arc::new(Queue {
            state: Mutex::default(),
            arrived: Condvar::new(),
        });
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        // More than cores, because a thread also waits for clients that read slowly.
        for number in 0..(cores * 4).max(8) {
            let queue = Arc::clone(&queue);
            std::thread::Builder::new()
                .name(format!("evaluate-{number}"))
                .stack_size(STACK_BYTES)
                .spawn(move || queue.work())?;
        }
        Ok(Self { queue })
    }

    /// Puts work in the queue.
    pub(super) fn submit(&self, job: impl FnOnce() + Send + 'static) -> Result<(), Full> {
        let mut waiting = self.queue.lock();
        if waiting.jobs.len() >= WAITING {
            return Err(Full);
        }
        waiting.jobs.push_back(Box::new(job));
        drop(waiting);
        self.queue.arrived.notify_one();
        Ok(())
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.queue.lock().closed = true;
        self.queue.arrived.notify_all();
    }
}

impl Queue {
    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        while let Some(job) = self.next() {
            // A panic ends one answer (its channel closes), not the thread.
            if catch_unwind(AssertUnwindSafe(job)).is_err() {
                tracing::error!("an evaluation panicked");
            }
        }
    }

    fn next(&self) -> Option<Job> {
        let mut waiting = self.lock();
        loop {
            if waiting.closed {
                return None;
            }
            if let Some(job) = waiting.jobs.pop_front() {
                return Some(job);
            }
            waiting = self
                .arrived
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_panic_does_not_cost_a_thread() {
        let workers = Workers::start().unwrap();
        for _ in 0..100 {
            workers.submit(|| panic!("on purpose")).unwrap();
        }
        let (sender, receiver) = mpsc::channel();
        workers.submit(move || sender.send(7).unwrap()).unwrap();
        assert_eq!(receiver.recv().unwrap(), 7);
    }
}
