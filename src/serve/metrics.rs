//! What the server does, in numbers: `/metrics`, in the text format of `OpenMetrics` that Prometheus reads.
//!
//! Counters and histograms are kept as things happen; what can be looked up (sizes, queues) is looked up when somebody
//! asks. Whoever has something else to count adds it with [`Metrics::add`] when the server starts. No label
//! takes its value from a client, so that nobody makes the table grow.

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Metric, Registry, Unit};

use crate::store::model::{GraphNameRef, NamedNodeRef};
use crate::vocab::{dm, rdf};

use super::answer::compute;
use super::error::ServeError;
use super::state::State;

const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Which address was asked.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Asked {
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

/// Counters of what happens, and where they are told.
pub(super) struct Metrics {
    registry: Mutex<Registry>,
    requests: Family<Asked, Counter>,
    seconds: Family<Route, Histogram, fn() -> Histogram>,
    rejections: Family<Reason, Counter>,
    broken_off: Counter,
    bytes: Counter,
    slow: Counter,
    /// Connections that are open.
    pub(super) connections: Arc<Gauge>,
    /// Requests whose answer is not yet whole.
    pub(super) under_way: Gauge,
    running: Gauge,
    store_bytes: Gauge,
    free_bytes: Gauge,
    uptime: Gauge<f64, AtomicU64>,
    rows: Gauge,
    changes: Gauge,
    ingested: Family<Kind, Gauge>,
    /// After how many changes, and when, what is ingested was counted.
    counted: Mutex<Option<(u64, Instant)>>,
}

/// What is ingested, by its class.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

/// The classes that are counted.
const KINDS: [(&str, &str); 5] = [
    ("article", dm::ARTICLE),
    ("statement", dm::STATEMENT),
    ("proposal", dm::PROPOSAL),
    ("meeting", dm::MEETING),
    ("actor", dm::ACTOR),
];
/// What changes all the time is not counted more often.
const COUNTED: Duration = Duration::from_mins(1);

impl Default for Metrics {
    fn default() -> Self {
        let metrics = Self {
            registry: Mutex::new(Registry::with_prefix("demarche")),
            requests: Family::default(),
            seconds: Family::new_with_constructor(
                (|| Histogram::new(exponential_buckets(0.0005, 2.0, 16))) as fn() -> Histogram,
            ),
            rejections: Family::default(),
            broken_off: Counter::default(),
            bytes: Counter::default(),
            slow: Counter::default(),
            connections: Arc::default(),
            under_way: Gauge::default(),
            running: Gauge::default(),
            store_bytes: Gauge::default(),
            free_bytes: Gauge::default(),
            uptime: Gauge::default(),
            rows: Gauge::default(),
            changes: Gauge::default(),
            ingested: Family::default(),
            counted: Mutex::default(),
        };
        metrics.add(
            "requests",
            "Answers, by route and status",
            &metrics.requests,
        );
        metrics.add_in(
            "request_duration",
            "From the request to the last byte of its answer, by route",
            Unit::Seconds,
            &metrics.seconds,
        );
        metrics.add_in(
            "answer",
            "What was sent, before packing",
            Unit::Bytes,
            &metrics.bytes,
        );
        metrics.add_in(
            "store",
            "Room that the store takes on disk",
            Unit::Bytes,
            &metrics.store_bytes,
        );
        metrics.add_in(
            "store_free",
            "Room that is left on the disk of the store",
            Unit::Bytes,
            &metrics.free_bytes,
        );
        metrics.add_in(
            "uptime",
            "Since the server was started",
            Unit::Seconds,
            &metrics.uptime,
        );
        metrics.add(
            "rejections",
            "Requests refused, by reason",
            &metrics.rejections,
        );
        metrics.add(
            "broken_answers",
            "Answers that were broken off",
            &metrics.broken_off,
        );
        metrics.add(
            "slow_requests",
            "Requests slower than `slow`",
            &metrics.slow,
        );
        metrics.add(
            "connections",
            "Connections that are open",
            &*metrics.connections,
        );
        metrics.add(
            "requests_under_way",
            "Requests whose answer is not yet whole",
            &metrics.under_way,
        );
        metrics.add(
            "evaluations",
            "Queries and updates that are being evaluated",
            &metrics.running,
        );
        metrics.add(
            "rows_answered",
            "Rows and triples of answers that were made in the server",
            &metrics.rows,
        );
        metrics.add(
            "changes",
            "Changes of the store since the server was started; two for each write",
            &metrics.changes,
        );
        metrics.add(
            "ingested",
            "What was ingested into the store, by its class; counted once a minute at most",
            &metrics.ingested,
        );
        metrics
    }
}

impl Metrics {
    /// Tells something else, too. The metric is shared: who has it counts with it.
    pub(super) fn add(&self, name: &str, help: &str, metric: &(impl Metric + Clone)) {
        self.lock().register(name, help, metric.clone());
    }

    /// The same for what is measured in a unit, which becomes a part of its name.
    fn add_in(&self, name: &str, help: &str, unit: Unit, metric: &(impl Metric + Clone)) {
        let metric = metric.clone();
        self.lock().register_with_unit(name, help, unit, metric);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Registry> {
        self.registry.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An answer has begun; a failure has its reason.
    pub(super) fn answered(&self, route: &str, status: u16, failure: Option<&'static str>) {
        let route = route.to_owned();
        self.requests.get_or_create(&Asked { route, status }).inc();
        if let Some(reason) = failure {
            self.rejections.get_or_create(&Reason { reason }).inc();
        }
    }

    /// An answer has ended.
    pub(super) fn ended(&self, route: &str, took: Duration, bytes: u64, is_whole: bool) {
        let route = route.to_owned();
        let seconds = took.as_secs_f64();
        self.seconds
            .get_or_create(&Route { route })
            .observe(seconds);
        self.bytes.inc_by(bytes);
        if !is_whole {
            self.broken_off.inc();
        }
    }

    /// A request took longer than the operator likes.
    pub(super) fn was_slow(&self) {
        self.slow.inc();
    }

    /// Counts what was ingested, if that may have changed.
    fn count(&self, state: &State) {
        let changes = state.store.changes();
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((before, at)) = *counted
            && (before == changes || at.elapsed() < COUNTED)
        {
            return;
        }
        *counted = Some((changes, Instant::now()));
        for (kind, class) in KINDS {
            let class = NamedNodeRef::new_unchecked(class);
            let of_type = NamedNodeRef::new_unchecked(rdf::TYPE);
            let graph = GraphNameRef::DefaultGraph;
            let found = state
                .store
                .matching(None, Some(of_type), Some(class), Some(graph))
                .try_fold(0_usize, |count, quad| quad.map(|_| count + 1));
            if let Ok(count) = found {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                self.ingested.get_or_create(&Kind { kind }).set(count);
            }
        }
    }

    /// Everything, as text.
    fn told(&self, state: &State) -> String {
        self.running
            .set(i64::try_from(state.store.running()).unwrap_or(i64::MAX));
        self.uptime.set(state.started.elapsed().as_secs_f64());
        if let Some(room) = state.store.room() {
            self.store_bytes
                .set(i64::try_from(room.used).unwrap_or(i64::MAX));
            self.free_bytes
                .set(i64::try_from(room.free).unwrap_or(i64::MAX));
        }
        let rows = i64::try_from(state.store.rows()).unwrap_or(i64::MAX);
        self.rows.set(rows);
        let changes = i64::try_from(state.store.changes()).unwrap_or(i64::MAX);
        self.changes.set(changes);
        self.count(state);
        if let Some(pool) = &state.pool {
            pool.look();
        }
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut text, &self.lock());
        text
    }
}

/// A connection that is open, counted while this lives.
pub(super) struct Connected(Arc<Gauge>);

impl Connected {
    pub(super) fn count(connections: &Arc<Gauge>) -> Self {
        connections.inc();
        Self(Arc::clone(connections))
    }
}

impl Drop for Connected {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// `/metrics`.
pub(super) async fn get(state: Data<State>) -> Result<HttpResponse, ServeError> {
    // Files are looked at: not on a thread that serves connections.
    let text = compute(&state, |state, _, _| Ok(state.metrics.told(state))).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .content_type(CONTENT_TYPE)
        .body(text))
}
