//! The server's side: workers at hand, those that are busy, and the answers that come from them.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use actix_web::http::header::{HeaderName, HeaderValue};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;

use super::line::{Done, Failure, Head, Kind, Line};
use super::{Isolation, Job, Setup, Task};
use crate::search::Search;
use crate::serve::answer::{self, Outlet, Part, Way};
use crate::serve::error::ServeError;
use crate::serve::metrics::Metrics;
use crate::serve::room;
use crate::serve::sparql::Update;
use crate::serve::workers::{Bell, Gate, Workers};
use crate::store::{Checkpoint, Deadline, Form, Store, StoreError};

/// A short query keeps a place for so long; then another may begin beside it.
pub(super) const FRESH: Duration = Duration::from_millis(300);
/// How often a query is put to another worker because somebody killed the one that had it.
const ATTEMPTS: usize = 5;
/// Who was killed sooner had hardly begun.
const HARDLY_BEGUN: Duration = Duration::from_millis(200);
/// A worker with more memory than this is not used again.
const GROWN: u64 = 160 * 1024 * 1024;
/// So many workers wait for queries at all times.
pub(super) const AT_HAND: usize = 2;
/// Stack of a thread that hands on what a worker says.
const COURIER_BYTES: usize = 1024 * 1024;

/// The workers.
pub(in crate::serve) struct Pool {
    shared: Arc<Shared>,
    /// Threads that wait for workers and hand on what they say.
    pub(in crate::serve) couriers: Workers,
}

/// What the pool and its warden know.
pub(super) struct Shared {
    pub(super) isolation: Isolation,
    state: Mutex<State>,
    /// Tells threads that a place has become free.
    bell: OnceLock<Bell>,
    /// The warden has something to do.
    pub(super) news: Condvar,
    counts: Counts,
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
struct Counts {
    starts: Counter,
    ends: Family<Ended, Counter>,
    rows: Counter,
    idle: Gauge,
    busy: Gauge,
}

/// Why a worker ended while it answered.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Ended {
    reason: &'static str,
}

/// A place for a query that is about to begin.
pub(in crate::serve) struct Place(Arc<Shared>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.lock().beginning -= 1;
        self.0.ring();
    }
}

impl Gate for Shared {
    fn enter(&self) -> bool {
        let mut state = self.lock();
        let most = self.isolation.workers + self.short_places();
        let all = state.beginning + state.busy.len();
        let has_place = state.fresh() < self.short_places() && all < most;
        state.beginning += usize::from(has_place);
        has_place
    }
}

/// What an answer took, and what it is of.
#[derive(Debug, Default)]
pub(in crate::serve) struct Taken {
    /// Time of computing.
    pub(in crate::serve) computed: Option<Duration>,
    /// The number of changes that it saw.
    pub(in crate::serve) changes: Option<u64>,
}

/// Where the answer to a rehearsal goes: there is none.
struct Nowhere;

impl Way for Nowhere {
    fn send(&mut self, _: Part) -> io::Result<()> {
        Ok(())
    }

    fn break_off(&mut self, _: &ServeError) {}
}

/// How a conversation with a worker ended.
enum End {
    /// The worker lives.
    Done(Done),
    /// The worker is dead.
    Died,
}

impl Pool {
    pub(in crate::serve) fn start(isolation: Isolation) -> io::Result<Self> {
        let workers = isolation.workers;
        let shared = Arc::new(Shared {
            isolation,
            state: Mutex::default(),
            bell: OnceLock::new(),
            news: Condvar::new(),
            counts: Counts::default(),
        });
        super::warden::start(Arc::clone(&shared))?;
        let gate: Arc<dyn Gate> = Arc::<Shared>::clone(&shared);
        let couriers = workers + shared.short_places();
        let couriers = Workers::of("courier", couriers, COURIER_BYTES, Some(gate))?;
        let _first = shared.bell.set(couriers.bell());
        Ok(Self { shared, couriers })
    }

    /// Has the metrics tell of workers.
    pub(in crate::serve) fn tell(&self, metrics: &Metrics) {
        let counts = &self.shared.counts;
        metrics.add("worker_starts", "Workers that were started", &counts.starts);
        metrics.add(
            "worker_ends",
            "Workers that ended while they answered, by reason",
            &counts.ends,
        );
        metrics.add("worker_rows", "Rows that workers answered", &counts.rows);
        metrics.add("workers_idle", "Workers that wait", &counts.idle);
        metrics.add("workers_busy", "Workers that answer", &counts.busy);
    }

    /// Looks how many workers there are.
    pub(in crate::serve) fn look(&self) {
        let state = self.shared.lock();
        let (idle, busy) = (state.idle.len(), state.busy.len());
        drop(state);
        let counts = &self.shared.counts;
        counts.idle.set(i64::try_from(idle).unwrap_or(i64::MAX));
        counts.busy.set(i64::try_from(busy).unwrap_or(i64::MAX));
    }

    /// The place that a courier has when its work begins.
    pub(in crate::serve) fn place(&self) -> Place {
        Place(Arc::clone(&self.shared))
    }

    /// Whether answers may be of a moment before the last write.
    pub(in crate::serve) fn lags(&self) -> bool {
        !self.shared.isolation.lag.is_zero()
    }

    /// Has a worker answer, and hands on what it says. `store` must be on disk. Whoever may write sees what is written
    /// at once; others as late as the operator lets them.
    pub(in crate::serve) fn ask(
        &self,
        place: Place,
        store: &Store,
        task: &Task,
        may_lag: bool,
        deadline: &Deadline,
        outlet: &mut Outlet,
    ) -> (Taken, Result<(), ServeError>) {
        let began = Instant::now();
        let mut taken = Taken::default();
        let lag = if may_lag {
            self.shared.isolation.lag
        } else {
            Duration::ZERO
        };
        let outcome = self.attempts(place, store, (task, lag), deadline, outlet, &mut taken);
        // Who died told nothing: it may have computed all the time.
        taken.computed.get_or_insert_with(|| began.elapsed());
        (taken, outcome)
    }

    /// Has a worker try an update.
    pub(in crate::serve) fn rehearse(
        &self,
        place: Place,
        store: &Store,
        update: Update,
        deadline: &Deadline,
    ) -> Result<(), ServeError> {
        let checkpoint = store.checkpoint(Duration::ZERO)?;
        let copy = checkpoint.ok_or(ServeError::Internal)?.copied()?;
        let memory = room::free().min(self.shared.isolation.query_memory);
        let task = Task::Rehearse(update, copy.path().to_owned(), memory);
        let mut nothing = Outlet::by(Box::new(Nowhere));
        self.ask(place, store, &task, false, deadline, &mut nothing)
            .1
    }

    fn attempts(
        &self,
        place: Place,
        store: &Store,
        (task, lag): (&Task, Duration),
        deadline: &Deadline,
        outlet: &mut Outlet,
        taken: &mut Taken,
    ) -> Result<(), ServeError> {
        let mut place = Some(place);
        let mut attempts = 0;
        loop {
            deadline.check()?;
            let checkpoint = store.checkpoint(lag)?.ok_or(ServeError::Internal)?;
            taken.changes = Some(checkpoint.changes());
            let (number, mut line) = self.shared.take(&checkpoint, deadline)?;
            // From here on the worker counts.
            drop(place.take());
            let began = Instant::now();
            attempts += 1;
            let limit = deadline.limit().unwrap_or(Duration::MAX);
            let left = deadline.left().unwrap_or(Duration::MAX);
            let job = Job {
                number,
                task: task.clone(),
                checkpoint: checkpoint.path().to_owned(),
                left: u64::try_from(left.as_millis()).unwrap_or(u64::MAX),
                limit: limit.as_secs().max(1),
            };
            let mut has_begun = false;
            let end = self.converse(&mut line, &job, store, outlet, &mut has_begun);
            let done = match end {
                Ok(End::Done(done)) => {
                    self.shared.counts.rows.inc_by(done.rows);
                    taken.computed = Some(Duration::from_micros(done.cpu));
                    let is_grown = done.memory > GROWN;
                    self.shared.give_back(number, line, checkpoint, is_grown);
                    done
                }
                Ok(End::Died) | Err(_) => {
                    drop(line);
                    let (reason, status) = self.shared.bury(number);
                    let was_killed = status.and_then(|it| it.signal()) == Some(KILLED);
                    if reason.is_none() && was_killed && !has_begun {
                        // Somebody else killed it: the query may not be to blame.
                        let is_soon = began.elapsed() < HARDLY_BEGUN;
                        if attempts == 1 || (is_soon && attempts < ATTEMPTS) {
                            continue;
                        }
                    }
                    return Err(self.why(reason, status, limit));
                }
            };
            return match done.failure {
                None => Ok(()),
                Some(failure) => Err(error(failure, task)),
            };
        }
    }

    /// Sends the query and hands on what comes.
    fn converse(
        &self,
        line: &mut Line,
        job: &Job,
        store: &Store,
        outlet: &mut Outlet,
        has_begun: &mut bool,
    ) -> io::Result<End> {
        line.put_json(Kind::Ask, job)?;
        line.flush()?;
        let mut is_gone = false;
        loop {
            let Ok((kind, payload)) = line.take() else {
                return Ok(End::Died);
            };
            match kind {
                Kind::Head => outlet.head(head(&payload)?),
                Kind::Body => {
                    *has_begun = true;
                    // What nobody wants is read to its end: the worker is told at once, and soon done.
                    if !is_gone && outlet.write_all(&payload).is_err() {
                        is_gone = true;
                        self.shared.tell(job.number);
                    }
                }
                Kind::Search => {
                    let (search, snippets): (Search, bool) = serde_json::from_slice(&payload)?;
                    let found = store.searcher().search(&search, snippets);
                    let found = found.map_err(|error| Failure::of(&ServeError::from(error)));
                    line.put_json(Kind::Found, &found)?;
                    line.flush()?;
                }
                Kind::Done => {
                    let mut done: Done = serde_json::from_slice(&payload)?;
                    if is_gone {
                        done.failure = Some(Failure::Gone);
                    }
                    return Ok(End::Done(done));
                }
                Kind::Setup | Kind::Ask | Kind::Found => {
                    return Err(io::ErrorKind::InvalidData.into());
                }
            }
        }
    }

    /// Why there is no answer from a worker that died.
    fn why(
        &self,
        reason: Option<Reason>,
        status: Option<ExitStatus>,
        limit: Duration,
    ) -> ServeError {
        let memory = ServeError::Memory {
            megabytes: self.shared.isolation.query_memory / (1024 * 1024),
        };
        match (reason, status.and_then(|it| it.signal())) {
            (Some(Reason::Late), _) | (None, Some(CPU_TIME)) => ServeError::Timeout(limit),
            (Some(Reason::Memory), _) | (None, Some(ABORTED | BUS_ERROR | SEGMENT)) => memory,
            (Some(Reason::Crowded), _) => ServeError::Busy,
            (Some(Reason::Gone), _) => StoreError::Gone.into(),
            (None, signal) => {
                tracing::error!(?signal, ?status, "a worker died");
                ServeError::Killed
            }
        }
    }
}

const ABORTED: i32 = 6;
const BUS_ERROR: i32 = 7;
const KILLED: i32 = 9;
const SEGMENT: i32 = 11;
const CPU_TIME: i32 = 24;

impl Drop for Pool {
    fn drop(&mut self) {
        self.shared.lock().is_closed = true;
        self.shared.news.notify_all();
    }
}

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Places for queries that are not long.
    fn short_places(&self) -> usize {
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
    fn take(
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

    fn tell(&self, number: u64) {
        if let Some(busy) = self.lock().busy.get_mut(&number) {
            busy.tell(number);
        }
    }

    /// A worker that has answered, for the next query.
    fn give_back(&self, number: u64, line: Line, checkpoint: Arc<Checkpoint>, is_grown: bool) {
        let mut state = self.lock();
        if let Some(busy) = state.busy.remove(&number) {
            // Who was moved behind the others cannot be moved back.
            if is_grown || busy.is_long || busy.killed.is_some() || busy.told.is_some() {
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
    fn bury(&self, number: u64) -> (Option<Reason>, Option<ExitStatus>) {
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
            .env("MALLOC_ARENA_MAX", "2")
            .env_remove("DEMARCHE_TOKEN")
            .spawn()?;
        self.counts.starts.inc();
        let mut line = Line::over(line)?;
        let setup = Setup {
            settings: self.isolation.settings.clone(),
            query_memory: self.isolation.query_memory,
            checkpoint: checkpoint.map(|it| it.path().to_owned()),
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

fn head(payload: &[u8]) -> io::Result<answer::Head> {
    let head: Head = serde_json::from_slice(payload)?;
    let headers = head.headers.iter().filter_map(|(name, value)| {
        Some((
            HeaderName::from_bytes(name.as_bytes()).ok()?,
            HeaderValue::from_str(value).ok()?,
        ))
    });
    Ok(answer::Head {
        content_type: head.content_type,
        headers: headers.collect(),
    })
}

/// A failure in the server's words.
fn error(failure: Failure, task: &Task) -> ServeError {
    let of_form = |form| match task {
        Task::Answer(asked) => asked.offer(form).err().unwrap_or(ServeError::Internal),
        Task::Rehearse(..) => ServeError::Internal,
    };
    match failure {
        Failure::Syntax(text) => StoreError::Syntax(text).into(),
        Failure::BadRequest(text) => ServeError::BadRequest(text),
        Failure::Refused(text) => StoreError::Refused(text).into(),
        Failure::Remote(text) => StoreError::Remote(text).into(),
        Failure::Rows => of_form(Form::Rows),
        Failure::Boolean => of_form(Form::Boolean),
        Failure::Triples => of_form(Form::Triples),
        Failure::Timeout(seconds) => StoreError::Timeout { seconds }.into(),
        Failure::Busy => ServeError::Busy,
        Failure::Gone => StoreError::Gone.into(),
        Failure::Internal(text) => StoreError::Storage(text).into(),
    }
}
