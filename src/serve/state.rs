//! What all handlers share.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::{Duration, Instant};

use crate::store::model::NamedNode;
use crate::store::{Deadline, Snapshots, Store};

use super::budget::Accounts;
use super::cache::Results;
use super::census::Kept;
use super::isolation::Pool;
use super::labels::Labels;
use super::metrics::Metrics;
use super::quick::Desk;
use super::room::Room;
use super::tokens::Tokens;
use super::workers::Workers;
use super::writer::Writer;
use super::{Settings, StartError};

/// The store, the settings and the threads that evaluate.
pub(super) struct State {
    pub(super) store: Arc<Store>,
    /// The store as it was.
    pub(super) snapshots: Snapshots,
    pub(super) settings: Settings,
    pub(super) workers: Workers,
    /// What clients have taken.
    pub(super) accounts: Arc<Accounts>,
    /// The processes that evaluate queries of strangers; none where that happens here.
    pub(super) pool: Option<Pool>,
    /// What terms of the ontology are called.
    pub(super) labels: Labels,
    /// How much the store holds.
    pub(super) census: Kept,
    /// Who may do what.
    pub(super) tokens: Tokens,
    /// The one writer.
    pub(super) writer: Writer,
    /// What it does, in numbers.
    pub(super) metrics: Metrics,
    /// When it was started.
    pub(super) started: Instant,
    /// Answers to the queries of pages.
    pub(super) answers: super::pages::Kept,
    /// Answers to queries.
    pub(super) results: Arc<Results>,
    /// Who answers plain queries.
    pub(super) quick: Desk,
    /// The turn of large writes.
    pub(super) room: Room,
    /// How many exports are being made.
    pub(super) exports: AtomicUsize,
    /// The IRI of the SPARQL endpoint, against which relative IRIs in queries are resolved.
    pub(super) endpoint: String,
}

impl State {
    pub(super) fn new(settings: Settings, store: Arc<Store>) -> Result<Self, StartError> {
        let internal = |error: std::io::Error| StartError::Internal(error.to_string());
        let workers = Workers::start().map_err(internal)?;
        // Stores in memory have no checkpoints that a worker could read.
        let isolation = settings.isolation.clone().filter(|it| it.workers > 0);
        let pool = match isolation.filter(|_| store.is_on_disk()) {
            Some(isolation) => Some(Pool::start(isolation).map_err(internal)?),
            None => None,
        };
        // Where the disk is full later, readers get the last one there is.
        if pool.is_some()
            && let Err(error) = store.checkpoint(Duration::ZERO)
        {
            tracing::warn!(%error, "no checkpoint can be made");
        }
        Self::of(settings, store, workers, pool)
    }

    /// What a worker knows: it evaluates on a thread of its own.
    pub(super) fn of_worker(settings: Settings, store: Arc<Store>) -> Result<Self, StartError> {
        let workers = Workers::of("none", 0, 0, None)
            .map_err(|error| StartError::Internal(error.to_string()))?;
        Self::of(settings, store, workers, None)
    }

    fn of(
        mut settings: Settings,
        store: Arc<Store>,
        workers: Workers,
        pool: Option<Pool>,
    ) -> Result<Self, StartError> {
        if !settings.base.ends_with('/') {
            settings.base.push('/');
        }
        if let Err(error) = NamedNode::new(settings.base.clone()) {
            return Err(StartError::Base {
                base: settings.base,
                why: error.to_string(),
            });
        }
        let endpoint = format!("{}sparql", settings.base);
        let tokens = Tokens::open(settings.token.as_deref(), settings.tokens.as_deref())?;
        let metrics = Metrics::default();
        let quick = if let Some(pool) = &pool {
            pool.tell(&metrics);
            Desk::open(&metrics)
        } else {
            Desk::closed(&metrics)
        };
        let quick = quick.map_err(|error| StartError::Internal(error.to_string()))?;
        let writer = Writer::start(
            Arc::clone(&store),
            settings.write_queue,
            settings.durable,
            &metrics,
        )
        .map_err(|error| StartError::Internal(error.to_string()))?;
        let results = Results::of(settings.cache, &metrics);
        let labels =
            Labels::of_ontology().map_err(|error| StartError::Internal(error.to_string()))?;
        Ok(Self {
            store,
            snapshots: Snapshots::default(),
            accounts: Arc::new(Accounts::new(settings.budgets.clone())),
            pool,
            settings,
            workers,
            labels,
            census: Kept::default(),
            tokens,
            writer,
            metrics,
            started: Instant::now(),
            answers: super::pages::Kept::default(),
            results,
            quick,
            room: Room::default(),
            exports: AtomicUsize::new(0),
            endpoint,
        })
    }

    /// The time limit of an operation that begins now.
    pub(super) fn deadline(&self) -> Deadline {
        Deadline::within(self.settings.timeout)
    }

    /// Where this server has the thing, if its IRI is one of ours: a path that works on any port.
    pub(super) fn local_path(&self, iri: &str) -> Option<String> {
        iri.strip_prefix(self.settings.base.as_str())
            .map(|rest| format!("/{rest}"))
    }

    /// Whether the IRI is that of a graph.
    pub(super) fn is_graph(&self, iri: &str) -> bool {
        iri.strip_prefix(self.settings.base.as_str())
            .is_some_and(|rest| rest.starts_with("graph/"))
    }
}
