//! The threads on which queries are evaluated, away from those that serve connections.
//!
//! Their stacks are large, because parsing and planning recurse over the query. Their number and
//! the queue before them are bounded, so that a crowd gets a clear refusal instead of a stall.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

type Job = Box<dyn FnOnce() + Send>;

/// A queue is this long before work is refused.
const WAITING: usize = 256;
/// Address space only; pages are taken as they are used.
pub(super) const STACK_BYTES: usize = 16 * 1024 * 1024;

/// When the first has waited this long, the last comes first: a crowd that will not be served in time must not make everybody late.
const PATIENCE: Duration = Duration::from_millis(100);

/// Says when a thread may take up work.
pub(super) trait Gate: Send + Sync {
    /// Whether there is a place now; it is taken then.
    fn enter(&self) -> bool;
}

/// A fixed number of threads and the work that waits for them.
pub(super) struct Workers {
    queue: Arc<Queue>,
}

struct Queue {
    state: Mutex<Waiting>,
    arrived: Condvar,
    gate: Option<Arc<dyn Gate>>,
}

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<(Instant, Job)>,
    closed: bool,
}

/// The queue is full.
#[derive(Debug)]
pub(super) struct Full;

impl Workers {
    /// For evaluations in this process. More than cores, because a thread also waits for clients that read slowly.
    pub(super) fn start() -> std::io::Result<Self> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self::of("evaluate", (cores * 4).max(8), STACK_BYTES, None)
    }

    /// So many threads of a name, with stacks of so many bytes.
    pub(super) fn of(
        name: &str,
        threads: usize,
        stack_bytes: usize,
        gate: Option<Arc<dyn Gate>>,
    ) -> std::io::Result<Self> {
        let queue = Arc::new(Queue {
            state: Mutex::default(),
            arrived: Condvar::new(),
            gate,
        });
        for number in 0..threads {
            let queue = Arc::clone(&queue);
            std::thread::Builder::new()
                .name(format!("{name}-{number}"))
                .stack_size(stack_bytes)
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
        waiting.jobs.push_back((Instant::now(), Box::new(job)));
        drop(waiting);
        self.queue.arrived.notify_one();
        Ok(())
    }
}

/// Tells threads that the gate may be open.
#[derive(Clone)]
pub(super) struct Bell(Weak<Queue>);

impl Bell {
    pub(super) fn ring(&self) {
        if let Some(queue) = self.0.upgrade() {
            // Who looks at the gate right now hears it afterwards.
            drop(queue.lock());
            queue.arrived.notify_one();
        }
    }
}

impl Workers {
    pub(super) fn bell(&self) -> Bell {
        Bell(Arc::downgrade(&self.queue))
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
            let may_begin = || self.gate.as_ref().is_none_or(|gate| gate.enter());
            if let Some((since, _)) = waiting.jobs.front()
                && may_begin()
            {
                let next = if since.elapsed() > PATIENCE {
                    waiting.jobs.pop_back()
                } else {
                    waiting.jobs.pop_front()
                };
                return next.map(|(_, job)| job);
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
    fn nobody_begins_before_the_gate_is_open() {
        struct Once(Mutex<usize>);
        impl Gate for Once {
            fn enter(&self) -> bool {
                let mut places = self.0.lock().unwrap();
                *places > 0 && {
                    *places -= 1;
                    true
                }
            }
        }
        let gate = Arc::new(Once(Mutex::new(1)));
        let theirs: Arc<dyn Gate> = Arc::<Once>::clone(&gate);
        let workers = Workers::of("test", 2, 1 << 16, Some(theirs)).unwrap();
        let (sender, receiver) = mpsc::channel();
        for number in 0..2 {
            let sender = sender.clone();
            workers
                .submit(move || sender.send(number).unwrap())
                .unwrap();
        }
        assert_eq!(receiver.recv().unwrap(), 0);
        assert!(receiver.try_recv().is_err());
        *gate.0.lock().unwrap() += 1;
        workers.bell().ring();
        assert_eq!(receiver.recv().unwrap(), 1);
    }

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
