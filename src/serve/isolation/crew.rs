//! The workers: those at hand, those that are busy, and who has a place.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;

use super::economy::ARENAS;
use super::line::{Kind, Line};
use super::{Isolation, STAND_BACK, Setup};
use crate::serve::error::ServeError;
use crate::serve::metrics::Metrics;
use crate::serve::workers::{Bell, Gate};
use crate::store::{Checkpoint, Deadline};

/// A short query keeps a place for so long; then another may begin beside it.
pub(super) const FRESH: Duration = Duration::from_millis(300);
/// So many workers wait for queries at all times.
pub(super) const AT_HAND: usize = 2;

/// All workers, as the pool and its warden know them.
pub(super) struct Crew {
    pub(super) isolation: Isolation,
    state: Mutex<State>,
    /// Tells threads that a place has become free.
    bell: OnceLock<Bell>,
    /// The warden has something to do.
    pub(super) news: Condvar,
    pub(super) counts: Counts,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) idle: Vec<Worker>,
    pub(super) busy: BTreeMap<u64, Busy>,
    /// Queries that have a place, and no worker yet.
    beginning: usize,
    /// Dead, and not yet told so by the system.
    pub(super) dying: Vec<Child>,
    next: u64,
    /// The last checkpoint that was asked for.
    pub(super) checkpoint: Option<Arc<Checkpoint>>,
    /// The warden sleeps until there is news.
    pub(super) is_asleep: bool,
    pub(super) is_closed: bool,
}

impl State {
    /// Queries that have just begun.
    fn fresh(&self) -> usize {
        let busy = self.busy.values();
        let fresh = busy.filter(|busy| !busy.is_long && busy.since.elapsed() < FRESH);
        self.beginning + fresh.count()
    }

    pub(super) fn long(&self) -> usize {
        self.busy.values().filter(|busy| busy.is_long).count()
    }
}

/// A worker that waits for a query.
pub(super) struct Worker {
    pub(super) process: Process,
    line: Line,
    /// What it has open; held, so that its files stay.
    checkpoint: Option<Arc<Checkpoint>>,
    pub(super) since: Instant,
}

impl Worker {
    /// Lets it go: its lines close, and it ends.
    pub(super) fn dismiss(self) -> Child {
        self.process.child
    }
}

pub(super) struct Process {
    pub(super) child: Child,
    control: UnixStream,
}

/// A worker that answers.
pub(super) struct Busy {
    pub(super) process: Process,
    pub(super) deadline: Deadline,
    pub(super) since: Instant,
    pub(super) is_long: bool,
    /// What it had computed when the warden first looked.
    pub(super) computed: Option<Duration>,
    /// Since when its time is over.
    pub(super) over: Option<Instant>,
    /// When it was told that nobody waits.
    pub(super) told: Option<Instant>,
    /// Why it was killed.
    pub(super) killed: Option<Reason>,
}

impl Busy {
    /// Tells the worker that nobody waits any more.
    pub(super) fn tell(&mut self, number: u64) {
        if self.told.is_none() {
            self.told = Some(Instant::now());
            let _dead = self.process.control.write_all(&number.to_le_bytes());
        }
    }

    /// Has it compute when nothing else does.
    pub(super) fn stand_back(&mut self, number: u64) {
        let told = number | STAND_BACK;
        let _dead = self.process.control.write_all(&told.to_le_bytes());
    }

    /// Ends it.
    pub(super) fn kill(&mut self, reason: Reason) {
        if self.killed.is_none() {
            self.killed = Some(reason);
            let _dead = self.process.child.kill();
        }
    }
}

/// Why a worker was killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// The time was over.
    Late,
    /// All workers together had too much memory, and it the most.
    Memory,
    /// Too many queries were long.
    Crowded,
    /// Nobody waited for the answer.
    Gone,
}

impl Reason {
    fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Memory => "memory",
            Self::Crowded => "crowded",
            Self::Gone => "gone",
        }
    }
}

/// What became of workers, for `/metrics`.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    starts: Counter,
    ends: Family<Ended, Counter>,
    pub(super) rows: Counter,
    idle: Gauge,
    busy: Gauge,
}

impl Counts {
    /// Has the metrics tell of them.
    pub(super) fn join(&self, metrics: &Metrics) {
        metrics.add("worker_starts", "Workers that were started", &self.starts);
        metrics.add(
            "worker_ends",
            "Workers that ended while they answered, by reason",
            &self.ends,
        );
        metrics.add("worker_rows", "Rows that workers answered", &self.rows);
        metrics.add("workers_idle", "Workers that wait", &self.idle);
        metrics.add("workers_busy", "Workers that answer", &self.busy);
    }
}

/// Why a worker ended while it answered.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Ended {
    reason: &'static str,
}

/// A place for a query that is about to begin.
pub(in crate::serve) struct Place(Arc<Crew>);

impl Place {
    /// The place that a courier has when its work begins.
    pub(super) fn of(crew: &Arc<Crew>) -> Self {
        Self(Arc::clone(crew))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.lock().beginning -= 1;
        self.0.ring();
    }
}

impl Gate for Crew {
    fn enter(&self) -> bool {
        let mut state = self.lock();
        let most = self.isolation.workers + self.short_places();
        let all = state.beginning + state.busy.len();
        let has_place = state.fresh() < self.short_places() && all < most;
        state.beginning += usize::from(has_place);
        has_place
    }
}

impl Crew {
    pub(super) fn of(isolation: Isolation) -> Self {
        Self {
            isolation,
            state: Mutex::default(),
            bell: OnceLock::new(),
            news: Condvar::new(),
            counts: Counts::default(),
        }
    }

    /// Has `bell` rung when a place may be free.
    pub(super) fn listen(&self, bell: Bell) {
        let _first = self.bell.set(bell);
    }

    /// No query comes any more.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.news.notify_all();
    }

    /// Counts workers for the metrics.
    pub(super) fn look(&self) {
        let state = self.lock();
        let (idle, busy) = (state.idle.len(), state.busy.len());
        drop(state);
        let gauged = |count| i64::try_from(count).unwrap_or(i64::MAX);
        self.counts.idle.set(gauged(idle));
        self.counts.busy.set(gauged(busy));
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Places for queries that are not long.
    pub(super) fn short_places(&self) -> usize {
        (self.isolation.workers / 3).max(1)
    }

    pub(super) fn long_places(&self) -> usize {
        self.isolation.workers - self.short_places()
    }

    /// Tells couriers that a place may be free.
    pub(super) fn ring(&self) {
        if let Some(bell) = self.bell.get() {
            bell.ring();
        }
    }

    /// A worker for a query.
    pub(super) fn take(
        &self,
        checkpoint: &Arc<Checkpoint>,
        deadline: &Deadline,
    ) -> Result<(u64, Line), ServeError> {
        let mut state = self.lock();
        state.checkpoint = Some(Arc::clone(checkpoint));
        // Best is one that has it open already; the last that was used is warm.
        let fits = |worker: &Worker| {
            let open = worker.checkpoint.as_ref();
            open.is_some_and(|open| Arc::ptr_eq(open, checkpoint))
        };
        let place = state.idle.iter().rposition(fits);
        let worker = match place {
            Some(place) => Some(state.idle.remove(place)),
            None => state.idle.pop(),
        };
        let worker = if let Some(worker) = worker {
            worker
        } else {
            drop(state);
            let started = self.start(Some(checkpoint));
            state = self.lock();
            started.map_err(|error| {
                tracing::error!(%error, "a worker could not be started");
                ServeError::Busy
            })?
        };
        state.next += 1;
        let number = state.next;
        let busy = Busy {
            process: worker.process,
            deadline: deadline.clone(),
            since: Instant::now(),
            is_long: false,
            computed: None,
            over: None,
            told: None,
            killed: None,
        };
        state.busy.insert(number, busy);
        if std::mem::take(&mut state.is_asleep) {
            self.news.notify_all();
        }
        Ok((number, worker.line))
    }

    pub(super) fn tell(&self, number: u64) {
        if let Some(busy) = self.lock().busy.get_mut(&number) {
            busy.tell(number);
        }
    }

    /// A worker that has answered, for the next query.
    pub(super) fn give_back(
        &self,
        number: u64,
        line: Line,
        checkpoint: Arc<Checkpoint>,
        is_grown: bool,
    ) {
        let mut state = self.lock();
        if let Some(busy) = state.busy.remove(&number) {
            if is_grown || busy.killed.is_some() || busy.told.is_some() {
                state.dying.push(busy.process.child);
            } else {
                state.idle.push(Worker {
                    process: busy.process,
                    line,
                    checkpoint: Some(checkpoint),
                    since: Instant::now(),
                });
            }
        }
        drop(state);
        self.ring();
    }

    /// A worker that died while it answered.
    pub(super) fn bury(&self, number: u64) -> (Option<Reason>, Option<ExitStatus>) {
        let busy = self.lock().busy.remove(&number);
        self.ring();
        let Some(mut busy) = busy else {
            return (None, None);
        };
        let reason = busy.killed.map_or("died", Reason::word);
        self.counts.ends.get_or_create(&Ended { reason }).inc();
        // What talks nonsense is as good as dead.
        drop(busy.process.control);
        let mut status = busy.process.child.try_wait().ok().flatten();
        if status.is_none() {
            std::thread::sleep(Duration::from_millis(5));
            status = busy.process.child.try_wait().ok().flatten();
        }
        if status.is_none() {
            let _dead = busy.process.child.kill();
            status = busy.process.child.wait().ok();
        }
        (busy.killed, status)
    }

    /// Starts a worker.
    pub(super) fn start(&self, checkpoint: Option<&Arc<Checkpoint>>) -> io::Result<Worker> {
        let (line, theirs) = UnixStream::pair()?;
        let (control, their_control) = UnixStream::pair()?;
        let child = Command::new(&self.isolation.program)
            .arg("worker")
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::from(OwnedFd::from(their_control)))
            // Arenas of threads would count as memory that the query takes.
            .env(ARENAS.0, ARENAS.1)
            .env_remove("DEMARCHE_TOKEN")
            .spawn()?;
        self.counts.starts.inc();
        let mut line = Line::over(line)?;
        let setup = Setup {
            settings: self.isolation.settings.clone(),
            query_memory: self.isolation.query_memory,
            checkpoint: checkpoint.map(|it| it.place().clone()),
        };
        line.put_json(Kind::Setup, &setup)?;
        line.flush()?;
        Ok(Worker {
            process: Process { child, control },
            line,
            checkpoint: checkpoint.map(Arc::clone),
            since: Instant::now(),
        })
    }
}
