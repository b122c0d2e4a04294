//! The worker's side: a loop that takes queries and writes answers, with limits on itself.
//!
//! Standard input is the line to the server; standard output is a second one, on which the server says that nobody
//! waits for an answer any more, and which closes when the server is gone: then the worker goes too.

use std::io::{self, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, Signal, getpid, getrlimit, kill_process, setrlimit};
use rustix::time::{ClockId, clock_gettime};
use thread_priority::{
    NormalThreadSchedulePolicy, ThreadId, ThreadPriority, ThreadSchedulePolicy,
    set_thread_priority_and_policy, thread_native_id,
};

use super::line::{Done, Failure, Head, Kind, Line};
use super::{Job, STAND_BACK, Setup, Task};
use crate::search::Search;
use crate::serve::answer::{Outlet, Part, Way};
use crate::serve::asof::Seen;
use crate::serve::error::ServeError;
use crate::serve::state::State;
use crate::serve::workers::STACK_BYTES;
use crate::serve::{Settings, StartError};
use crate::store::{Deadline, Place, SearchHit, Searcher, Services, Store, StoreError};

/// After so much CPU time the worker looks how much memory it has.
const WORTH_A_LOOK: Duration = Duration::from_millis(20);

type Shared = Arc<Mutex<Line>>;
type Current = Arc<Mutex<Option<Running>>>;

/// The query that is being answered.
struct Running {
    number: u64,
    deadline: Deadline,
    thread: ThreadId,
    stands_back: bool,
}

/// Answers queries until the server closes the line. `settings` makes what the program needs out of what it was told.
///
/// # Errors
/// When the line breaks, or the settings make no sense.
pub fn work<E: From<io::Error> + From<StartError>>(
    settings: impl FnOnce(&str) -> Result<(Settings, Services), E>,
) -> Result<(), E> {
    let socket = UnixStream::from(rustix::stdio::stdin().try_clone_to_owned()?);
    let control = UnixStream::from(rustix::stdio::stdout().try_clone_to_owned()?);
    let mut line = Line::over(socket)?;
    let setup: Setup = line.take_json(Kind::Setup)?;
    let (settings, services) = settings(&setup.settings)?;
    // The pages of an answer need what the server's need; the store is opened when it is known which.
    let nothing = Store::memory().map_err(|error| StartError::Internal(error.to_string()))?;
    let state = State::of_worker(settings, Arc::new(nothing))?;
    let current = Current::default();
    listen(control, Arc::clone(&current))?;
    let mut worker = Worker {
        line: Arc::new(Mutex::new(line)),
        state,
        services,
        current,
        store: None,
        is_spent: false,
        stood_back: false,
    };
    if let Some(place) = setup.checkpoint
        && let Err(error) = worker.open(place)
    {
        tracing::warn!(%error, "a checkpoint could not be opened");
    }
    limit(setup.query_memory);
    // The system does not let a thread forward again that stood back: another goes on, with all that is open and cached.
    loop {
        let thread = std::thread::Builder::new()
            .name("evaluate".to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || worker.run().map(|()| worker))?;
        match thread.join() {
            Ok(Ok(rested)) => worker = rested,
            Ok(Err(error)) if error.kind() != io::ErrorKind::UnexpectedEof => {
                return Err(error.into());
            }
            _ => return Ok(()),
        }
    }
}

/// Waits for news on the second line, and ends the process when it closes.
fn listen(mut control: UnixStream, current: Current) -> io::Result<()> {
    let hear = move || {
        let mut told = [0; 8];
        while control.read_exact(&mut told).is_ok() {
            let told = u64::from_le_bytes(told);
            if let Some(running) = lock_current(&current).as_mut()
                && running.number == told & !STAND_BACK
            {
                if told & STAND_BACK == 0 {
                    running.deadline.cancel();
                } else {
                    running.stands_back = true;
                    stand_back(running.thread);
                }
            }
        }
        end();
    };
    std::thread::Builder::new()
        .name("control".to_owned())
        .spawn(hear)
        .map(|_thread| ())
}

/// Has a thread compute when nothing else does. Niceness would not do: a thread that wakes waits for a nice one to end its slice,
/// some milliseconds, and there are several such waits in the life of a small query.
fn stand_back(thread: ThreadId) {
    let idle = ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle);
    if let Err(error) = set_thread_priority_and_policy(thread, ThreadPriority::Min, idle) {
        tracing::debug!(?error, "a long query cannot stand back");
    }
}

/// Ends the process as it is. A worker has nothing to tidy up, and an orderly exit would take the database's locks
/// away under the query that still runs.
fn end() {
    if kill_process(getpid(), Signal::KILL).is_err() {
        std::process::abort()
    }
}

/// Limits what this process may take, beyond what it has now.
fn limit(memory: u64) {
    let set = |resource, most: u64| {
        let maximum = getrlimit(resource).maximum;
        let most = maximum.map_or(most, |maximum| maximum.min(most));
        let limit = Rlimit {
            current: Some(most),
            maximum,
        };
        if let Err(error) = setrlimit(resource, limit) {
            tracing::warn!(%error, ?resource, "a limit could not be set");
        }
    };
    set(Resource::Core, 0);
    if let Some((all, _)) = memory_taken() {
        set(Resource::As, all.saturating_add(memory));
    }
    // Where memory ends, the system is to take it from workers, never from the server.
    if let Ok(mut file) = std::fs::File::create("/proc/self/oom_score_adj") {
        let _not_there = file.write_all(b"1000");
    }
}

/// Address space and memory of this process, in bytes.
fn memory_taken() -> Option<(u64, u64)> {
    super::warden::memory_of("self")
}

fn cpu_time() -> Duration {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    let nanoseconds = u32::try_from(now.tv_nsec).unwrap_or_default();
    Duration::new(seconds, nanoseconds)
}

struct Worker {
    line: Shared,
    state: State,
    services: Services,
    current: Current,
    store: Option<(Place, Arc<Store>)>,
    /// It should answer no more.
    is_spent: bool,
    /// Its thread computes when nothing else does, and has no way back.
    stood_back: bool,
}

impl Worker {
    /// Answers queries, until it has stood back for one.
    fn run(&mut self) -> io::Result<()> {
        self.stood_back = false;
        while !self.stood_back {
            let job: Job = lock(&self.line).take_json(Kind::Ask)?;
            let (began, cpu) = (Instant::now(), cpu_time());
            let rows = self.rows();
            let failure = self.answer(&job);
            let cpu = cpu_time().saturating_sub(cpu);
            let memory = if began.elapsed() > WORTH_A_LOOK {
                memory_taken().map(|(_, resident)| resident)
            } else {
                None
            };
            let done = Done {
                failure,
                cpu: u64::try_from(cpu.as_micros()).unwrap_or(u64::MAX),
                rows: self.rows().saturating_sub(rows),
                memory: if self.is_spent {
                    u64::MAX
                } else {
                    memory.unwrap_or_default()
                },
            };
            let mut line = lock(&self.line);
            line.put_json(Kind::Done, &done)?;
            line.flush()?;
        }
        Ok(())
    }

    /// Rows that were answered from the store which is open.
    fn rows(&self) -> u64 {
        self.store.as_ref().map_or(0, |(_, store)| store.rows())
    }

    /// Writes the answer, or says why there is none.
    fn answer(&mut self, job: &Job) -> Option<Failure> {
        let deadline = Deadline::within(Duration::from_millis(job.left));
        *lock_current(&self.current) = Some(Running {
            number: job.number,
            deadline: deadline.clone(),
            thread: thread_native_id(),
            stands_back: false,
        });
        // Whoever ignores the deadline is killed by the system, also when the server has no time for it.
        let seconds = cpu_time().as_secs() + job.left / 1000 + 5;
        let limit = Rlimit {
            current: Some(seconds),
            maximum: getrlimit(Resource::Cpu).maximum,
        };
        let _no_limit = setrlimit(Resource::Cpu, limit);
        let failure = Arc::new(Mutex::new(None));
        let mut outlet = Outlet::by(Box::new(ToServer {
            line: Arc::clone(&self.line),
            failure: Arc::clone(&failure),
        }));
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            self.evaluate(job, &deadline, &mut outlet)
        }));
        let running = lock_current(&self.current).take();
        self.stood_back = running.is_some_and(|running| running.stands_back);
        match outcome {
            Ok(Ok(())) => outlet.close(Ok(())),
            Ok(Err(Told::Error(error))) => outlet.close(Err(error)),
            Ok(Err(Told::Form(form))) => return Some(form),
            Err(_panicked) => return Some(Failure::Internal("an evaluation panicked".to_owned())),
        }
        let mut failure = failure.lock().unwrap_or_else(PoisonError::into_inner);
        match failure.take() {
            Some(Failure::Timeout(_)) => Some(Failure::Timeout(job.limit)),
            other => other,
        }
    }

    fn evaluate(
        &mut self,
        job: &Job,
        deadline: &Deadline,
        outlet: &mut Outlet,
    ) -> Result<(), Told> {
        let asked = match &job.task {
            Task::Answer(asked) => asked,
            Task::Rehearse(update, copy, memory) => {
                let searcher = Arc::new(AskServer(Arc::clone(&self.line)));
                let copy = Store::open_copy(copy, searcher).map_err(ServeError::from)?;
                let copy = copy.with_services(self.services.clone());
                let change = update.read(&self.state.endpoint)?;
                // What it takes here, it will take in the server.
                limit(*memory);
                copy.carry_out(change, deadline).map_err(ServeError::from)?;
                drop(copy);
                // This process has less memory now than others; the next query gets a new one.
                self.is_spent = true;
                return Ok(());
            }
        };
        let known = self.store.as_ref();
        let store = match known.filter(|(place, _)| *place == job.checkpoint) {
            Some((_, store)) => Arc::clone(store),
            None => self
                .open(job.checkpoint.clone())
                .map_err(ServeError::from)?,
        };
        let question = asked.question(&self.state.endpoint)?;
        let Ok(offer) = asked.offer(question.form()) else {
            return Err(Told::Form(Failure::of_form(question.form())));
        };
        let seen = Seen::over(&self.state, store, asked.asof()?).in_tongue(asked.tongue());
        Ok(asked.write(&seen, &question, offer, deadline, outlet)?)
    }

    fn open(&mut self, place: Place) -> Result<Arc<Store>, StoreError> {
        let searcher = Arc::new(AskServer(Arc::clone(&self.line)));
        let store = Store::open_checkpoint(&place, self.store.take(), searcher)?;
        let store = Arc::new(store.with_services(self.services.clone()));
        self.store = Some((place, Arc::clone(&store)));
        Ok(store)
    }
}

/// Why there is no answer.
enum Told {
    Error(ServeError),
    /// The client wants none of the forms that the answer has.
    Form(Failure),
}

impl From<ServeError> for Told {
    fn from(error: ServeError) -> Self {
        Self::Error(error)
    }
}

/// The answer's way to the server.
struct ToServer {
    line: Shared,
    failure: Arc<Mutex<Option<Failure>>>,
}

impl ToServer {
    fn fail(&self, error: &ServeError) {
        let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        *failure = Some(Failure::of(error));
    }
}

impl Way for ToServer {
    fn send(&mut self, part: Part) -> io::Result<()> {
        let mut line = lock(&self.line);
        let is_start = matches!(part, Part::Start(..));
        match part {
            Part::Whole(head, body) | Part::Start(head, body) => {
                let headers = head.headers.iter().filter_map(|(name, value)| {
                    Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
                });
                let head = Head {
                    content_type: head.content_type,
                    headers: headers.collect(),
                };
                line.put_json(Kind::Head, &head)?;
                line.put(Kind::Body, &body)?;
                if is_start { line.flush() } else { Ok(()) }
            }
            Part::More(body) => {
                line.put(Kind::Body, &body)?;
                line.flush()
            }
            Part::End(body) => line.put(Kind::Body, &body),
            Part::Failed(error) => {
                drop(line);
                self.fail(&error);
                Ok(())
            }
        }
    }

    fn break_off(&mut self, error: &ServeError) {
        self.fail(error);
    }
}

/// Has the server search.
struct AskServer(Shared);

impl Searcher for AskServer {
    fn search(&self, search: &Search, snippets: bool) -> Result<Vec<SearchHit>, StoreError> {
        let mut line = lock(&self.0);
        line.put_json(Kind::Search, &(search, snippets))?;
        line.flush()?;
        let found: Result<Vec<SearchHit>, Failure> = line.take_json(Kind::Found)?;
        found.map_err(|failure| match failure {
            Failure::BadRequest(text) => StoreError::BadRequest(text),
            other => StoreError::Search(format!("the search failed: {other:?}")),
        })
    }
}

fn lock(line: &Shared) -> MutexGuard<'_, Line> {
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

fn lock_current(current: &Current) -> MutexGuard<'_, Option<Running>> {
    current.lock().unwrap_or_else(PoisonError::into_inner)
}
