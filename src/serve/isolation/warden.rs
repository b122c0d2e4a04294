//! The warden: a thread that looks at busy workers twenty times a second, and ends those that are late, too large, too
//! many, or working for nobody. It also keeps some workers at hand, and lets go of those that are not needed.

use std::process::Child;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use super::crew::{AT_HAND, Busy, Crew, FRESH, Reason, State, Worker};

const TICK: Duration = Duration::from_millis(50);
/// How long after its deadline a worker is given to say so itself.
const GRACE: Duration = Duration::from_millis(250);
/// How long a worker is given to stop when nobody waits for it.
const FAREWELL: Duration = Duration::from_millis(300);
/// A worker that nobody needed for so long is let go.
const SPARE: Duration = Duration::from_secs(20);
/// A query is long when it has computed for this,
const LONG: Duration = Duration::from_millis(400);
/// or, however little it computes, taken this.
const LINGERS: Duration = Duration::from_secs(1);
/// Where there is no place for it among the long ones, it is given this.
const CROWDED: Duration = Duration::from_secs(3);
/// Bytes of a page of memory.
const PAGE: u64 = 4096;

/// Starts the thread. It ends when the pool is closed.
pub(super) fn start(crew: Arc<Crew>) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name("warden".to_owned())
        .spawn(move || watch(&crew))
        .map(|_thread| ())
}

fn watch(crew: &Crew) {
    let mut state = crew.lock();
    while !state.is_closed {
        if look(crew, &mut state) {
            // Places of short queries are free.
            drop(state);
            crew.ring();
            state = crew.lock();
        }
        let wanted = AT_HAND.min(crew.isolation.workers);
        // One is at hand also when all others are busy: starting it takes longer than most queries.
        let is_short = state.idle.is_empty() && state.busy.len() < crew.isolation.workers;
        if is_short || state.idle.len() + state.busy.len() < wanted {
            let checkpoint = state.checkpoint.clone();
            drop(state);
            let started = crew.start(checkpoint.as_ref());
            state = crew.lock();
            match started {
                Ok(worker) => {
                    state.idle.insert(0, worker);
                    continue;
                }
                Err(error) => tracing::error!(%error, "a worker could not be started"),
            }
        }
        let quiet = state.busy.is_empty();
        state.is_asleep = quiet;
        let rest = if quiet { TICK * 20 } else { TICK };
        let woken = crew.news.wait_timeout(state, rest);
        (state, _) = woken.unwrap_or_else(PoisonError::into_inner);
        state.is_asleep = false;
    }
    // Their lines close: they end by themselves.
    let idle: Vec<Child> = state.idle.drain(..).map(Worker::dismiss).collect();
    state.dying.extend(idle);
    for busy in state.busy.values_mut() {
        busy.kill(Reason::Gone);
    }
    let dying = std::mem::take(&mut state.dying);
    drop(state);
    for mut child in dying {
        let _dead = child.wait();
    }
}

/// Looks at all workers, and says whether a place has become free.
fn look(crew: &Crew, state: &mut State) -> bool {
    let now = Instant::now();
    let mut has_place = false;
    let mut long = state.long();
    let mut memory = Vec::new();
    for (number, busy) in &mut state.busy {
        let is_over = busy.deadline.left().is_some_and(|left| left.is_zero());
        let is_late = |since: Instant| now.duration_since(since) > GRACE;
        if is_over && is_late(*busy.over.get_or_insert(now)) {
            busy.kill(Reason::Late);
        }
        if busy.deadline.is_cancelled() && !is_over {
            busy.tell(*number);
        }
        if busy
            .told
            .is_some_and(|told| now.duration_since(told) > FAREWELL)
        {
            busy.kill(Reason::Gone);
        }
        let took = now.duration_since(busy.since);
        // Who is no longer fresh keeps nobody waiting.
        has_place |= took > FRESH;
        if !busy.is_long {
            let computes = has_computed(busy, took);
            if (computes || took > LINGERS) && long < crew.long_places() {
                long += 1;
                busy.is_long = true;
                busy.stand_back(*number);
            } else if computes || took > CROWDED {
                busy.kill(Reason::Crowded);
            }
        }
        if let Some((_, resident)) = memory_of(&busy.process.child.id().to_string()) {
            memory.push((resident, *number));
        }
    }
    memory.sort_unstable();
    let mut sum: u64 = memory.iter().map(|(resident, _)| resident).sum();
    while sum > crew.isolation.memory
        && let Some((resident, number)) = memory.pop()
    {
        sum = sum.saturating_sub(resident);
        if let Some(busy) = state.busy.get_mut(&number) {
            busy.kill(Reason::Memory);
        }
    }
    state
        .idle
        .retain_mut(|worker| matches!(worker.process.child.try_wait(), Ok(None)));
    // The longest unused come first.
    while state.idle.len() > AT_HAND
        && let Some(first) = state.idle.first()
        && now.duration_since(first.since) > SPARE
    {
        let child = state.idle.remove(0).dismiss();
        state.dying.push(child);
    }
    state
        .dying
        .retain_mut(|child| matches!(child.try_wait(), Ok(None)));
    has_place
}

/// Whether a query has computed more than short ones do. A crowded machine does not make it long.
fn has_computed(busy: &mut Busy, took: Duration) -> bool {
    let Some(computed) = computed_by(busy.process.child.id()) else {
        return took > LONG;
    };
    let before = *busy.computed.get_or_insert(computed);
    computed.saturating_sub(before) > LONG
}

/// What a process has computed, where the system tells; to the hundredth of a second.
fn computed_by(process: u32) -> Option<Duration> {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name before may hold anything.
    let (_, fields) = told.rsplit_once(") ")?;
    let mut fields = fields
        .split(' ')
        .skip(11)
        .map(|ticks| ticks.parse::<u64>().ok());
    let (user, system) = (fields.next()??, fields.next()??);
    Some(Duration::from_millis((user + system) * 10))
}

/// Address space and resident memory of a process, in bytes, where the system tells.
pub(in crate::serve) fn memory_of(process: &str) -> Option<(u64, u64)> {
    let told = std::fs::read_to_string(format!("/proc/{process}/statm")).ok()?;
    let mut pages = told.split(' ').map(|number| number.parse::<u64>().ok());
    let (all, resident) = (pages.next()??, pages.next()??);
    Some((all * PAGE, resident * PAGE))
}
