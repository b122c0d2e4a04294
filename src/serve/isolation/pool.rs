//! The server's side of isolation: a query is put to a worker (`crew.rs`), and its answer handed on.

use std::io::{self, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::http::header::{HeaderName, HeaderValue};

use super::crew::{Crew, Place, Reason};
use super::line::{Done, Failure, Head, Kind, Line};
use super::{Isolation, Job, Task};
use crate::search::Search;
use crate::serve::answer::{self, Outlet, Part, Way};
use crate::serve::error::ServeError;
use crate::serve::metrics::Metrics;
use crate::serve::room;
use crate::serve::sparql::Update;
use crate::serve::workers::{Gate, Workers};
use crate::store::{Deadline, Form, Store, StoreError};

/// How often a query is put to another worker because somebody killed the one that had it.
const ATTEMPTS: usize = 5;
/// Who was killed sooner had hardly begun.
const HARDLY_BEGUN: Duration = Duration::from_millis(200);
/// A worker with more memory than this is not used again.
const GROWN: u64 = 160 * 1024 * 1024;
/// Stack of a thread that hands on what a worker says.
const COURIER_BYTES: usize = 1024 * 1024;

/// The workers.
pub(in crate::serve) struct Pool {
    crew: Arc<Crew>,
    /// Threads that wait for workers and hand on what they say.
    pub(in crate::serve) couriers: Workers,
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
        let crew = Arc::new(Crew::of(isolation));
        super::warden::start(Arc::clone(&crew))?;
        let gate: Arc<dyn Gate> = Arc::<Crew>::clone(&crew);
        let couriers = workers + crew.short_places();
        let couriers = Workers::of("courier", couriers, COURIER_BYTES, Some(gate))?;
        crew.listen(couriers.bell());
        Ok(Self { crew, couriers })
    }

    /// Has the metrics tell of workers.
    pub(in crate::serve) fn tell(&self, metrics: &Metrics) {
        self.crew.counts.join(metrics);
    }

    /// Looks how many workers there are.
    pub(in crate::serve) fn look(&self) {
        self.crew.look();
    }

    /// The place that a courier has when its work begins.
    pub(in crate::serve) fn place(&self) -> Place {
        Place::of(&self.crew)
    }

    /// Whether answers may be of a moment before the last write.
    pub(in crate::serve) fn lags(&self) -> bool {
        !self.crew.isolation.lag.is_zero()
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
            self.crew.isolation.lag
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
        let memory = room::free().min(self.crew.isolation.query_memory);
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
            let (number, mut line) = self.crew.take(&checkpoint, deadline)?;
            // From here on the worker counts.
            drop(place.take());
            let began = Instant::now();
            attempts += 1;
            let limit = deadline.limit().unwrap_or(Duration::MAX);
            let left = deadline.left().unwrap_or(Duration::MAX);
            let job = Job {
                number,
                task: task.clone(),
                checkpoint: checkpoint.place().clone(),
                left: u64::try_from(left.as_millis()).unwrap_or(u64::MAX),
                limit: limit.as_secs().max(1),
            };
            let mut has_begun = false;
            let end = self.converse(&mut line, &job, store, outlet, &mut has_begun);
            let done = match end {
                Ok(End::Done(done)) => {
                    self.crew.counts.rows.inc_by(done.rows);
                    taken.computed = Some(Duration::from_micros(done.cpu));
                    let is_grown = done.memory > GROWN;
                    self.crew.give_back(number, line, checkpoint, is_grown);
                    done
                }
                Ok(End::Died) | Err(_) => {
                    drop(line);
                    let (reason, status) = self.crew.bury(number);
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
                        self.crew.tell(job.number);
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
            megabytes: self.crew.isolation.query_memory / (1024 * 1024),
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
        self.crew.close();
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
