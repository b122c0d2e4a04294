//! Queries that are answered in the server, at once.
//!
//! A query that is plain (`store/plain.rs`) ends when it is told to, so that it needs no process of its own for as long as it
//! is soon done. It gets a tenth of a second, an answer of some pages, and a few thousand rows to sort; what takes
//! more is asked anew of a worker. This spares most queries the way to a worker and back, and those after
//! a write a checkpoint.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix_web::web::{Bytes, Data};
use prometheus_client::metrics::counter::Counter;

use crate::store::{PlainQuestion, Quick, Store};

use super::answer::{Head, compute_on};
use super::budget::Pass;
use super::cache::Lru;
use super::metrics::Metrics;
use super::negotiate::{self, Shape};
use super::sparql::Asked;
use super::state::State;
use super::workers::{STACK_BYTES, Workers};

/// What a quick answer may take.
const MOST: Quick = Quick {
    time: Duration::from_millis(100),
    rows: 5_000,
    bytes: 256 * 1024,
};
/// A query that took more is not tried again for so long; each further time for twice as long as before, because a moment's crowd is no reason
/// to send a small query to workers for good,
const LATER: Duration = Duration::from_secs(1);
/// and at most for this.
const LATEST: Duration = Duration::from_mins(1);
/// Parsed queries that are kept; each takes some times its text.
const PLANS_BYTES: usize = 4 * 1024 * 1024;
const TIMES: usize = 8;
const PLAN_BYTES: usize = 1_000;

/// The threads that answer, and what they know of queries.
pub(super) struct Desk {
    threads: Workers,
    plans: Mutex<Lru<Plan>>,
    answered: Counter,
    given_up: Counter,
}

/// What is known of a query.
#[derive(Clone)]
enum Plan {
    Plain(Arc<PlainQuestion>),
    /// It is not plain.
    ForWorkers,
    /// It took too much, and is not tried before this time, which is so much later.
    Later(Instant, Duration),
}

impl Desk {
    pub(super) fn open(metrics: &Metrics) -> std::io::Result<Self> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self::with(cores * 2, metrics)
    }

    /// For processes that answer in another way.
    pub(super) fn closed(metrics: &Metrics) -> std::io::Result<Self> {
        Self::with(0, metrics)
    }

    fn with(threads: usize, metrics: &Metrics) -> std::io::Result<Self> {
        let desk = Self {
            threads: Workers::of("quick", threads, STACK_BYTES, None)?,
            plans: Mutex::new(Lru::of(PLANS_BYTES)),
            answered: Counter::default(),
            given_up: Counter::default(),
        };
        metrics.add(
            "quick_answers",
            "Queries that were answered in the server",
            &desk.answered,
        );
        metrics.add(
            "quick_given_up",
            "Queries that took too long for that, and went to a worker",
            &desk.given_up,
        );
        Ok(desk)
    }

    fn known(&self, meaning: &str) -> Option<Plan> {
        self.lock().get(meaning)
    }

    /// The question, if it was answered here before.
    pub(super) fn question(&self, asked: &Asked) -> Option<Arc<PlainQuestion>> {
        match self.known(&asked.meaning()?)? {
            Plan::Plain(question) => Some(question),
            Plan::ForWorkers | Plan::Later(..) => None,
        }
    }

    fn note(&self, meaning: &str, plan: Plan) {
        let bytes = meaning.len() * TIMES + PLAN_BYTES;
        self.lock().put(meaning, bytes, plan);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Lru<Plan>> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a query is tried now: what is known of it, and how long it waits if it takes too much.
fn tried(plan: Option<Plan>, now: Instant) -> Option<(Option<Arc<PlainQuestion>>, Duration)> {
    match plan {
        None => Some((None, LATER)),
        Some(Plan::Plain(question)) => Some((Some(question), LATER)),
        Some(Plan::Later(until, waited)) if until <= now => Some((None, LATEST.min(waited * 2))),
        Some(Plan::Later(..) | Plan::ForWorkers) => None,
    }
}

/// A whole answer and what it answers.
pub(super) type Answered = (Head, Bytes, Arc<PlainQuestion>);

/// Evaluates a query over the graph of today or of a moment; nothing where it has to be asked of a worker.
pub(super) async fn answer(
    state: &Data<State>,
    store: &Arc<Store>,
    asked: &Arc<Asked>,
    pass: Option<&Pass>,
) -> Option<Answered> {
    state.pool.as_ref()?;
    let meaning = asked.meaning()?;
    let (known, wait) = tried(state.quick.known(&meaning), Instant::now())?;
    let (store, theirs) = (Arc::clone(store), Arc::clone(asked));
    let job = move |state: &State, _: &_, _: &_| {
        let began = Instant::now();
        let answer = evaluated(state, &store, &theirs, &meaning, known, wait);
        Ok((answer, began.elapsed()))
    };
    let (answer, took) = compute_on(state, &state.quick.threads, job).await.ok()?;
    if let Some(pass) = pass {
        pass.charge(took);
    }
    if answer.is_some() {
        state.quick.answered.inc();
    }
    answer
}

fn evaluated(
    state: &State,
    store: &Store,
    asked: &Asked,
    meaning: &str,
    known: Option<Arc<PlainQuestion>>,
    wait: Duration,
) -> Option<Answered> {
    let desk = &state.quick;
    let is_known = known.is_some();
    let question = if let Some(question) = known {
        question
    } else {
        let Some(question) = asked.question(&state.endpoint).ok()?.plain() else {
            desk.note(meaning, Plan::ForWorkers);
            return None;
        };
        Arc::new(question)
    };
    let (shape, media_type) = asked.offer(question.form).ok()?;
    let Shape::Data(format) = shape else {
        return None;
    };
    let later = || Plan::Later(Instant::now() + wait, wait);
    if wait > LATER {
        // One tries again; the others go on to workers meanwhile.
        desk.note(meaning, later());
    }
    if let Some(body) = store.ask_quickly(&question, format, MOST) {
        if !is_known {
            desk.note(meaning, Plan::Plain(Arc::clone(&question)));
        }
        let head = Head::of(negotiate::content_type(media_type));
        return Some((head, body.into(), question));
    }
    desk.given_up.inc();
    desk.note(meaning, later());
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_took_too_much_waits_twice_as_long_each_time() {
        let mut now = Instant::now();
        let mut waits = vec![];
        let mut plan = None;
        for _ in 0..8 {
            let (known, wait) = tried(plan, now).unwrap();
            assert!(known.is_none());
            waits.push(wait.as_secs());
            plan = Some(Plan::Later(now + wait, wait));
            assert!(tried(plan.clone(), now + wait / 2).is_none());
            now += wait;
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert!(tried(Some(Plan::ForWorkers), now).is_none());
    }
}
