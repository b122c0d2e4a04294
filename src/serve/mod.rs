//! The HTTP server: SPARQL protocol, graph store protocol, linked data and plain pages.
//!
//! [`Server::build`] binds, [`Server::port`] tells where, [`Server::run_until_stopped`] runs, so
//! that a test starts the real server on port 0. `routes.rs` is the whole URL map. A handler
//! reads the request, asks the store and renders; every evaluation happens on a thread of
//! `workers.rs`, with a deadline.

mod admin;
mod answer;
mod asof;
mod auth;
mod budget;
mod cache;
mod census;
mod data;
mod dataset;
mod describe;
mod document;
mod error;
mod examples;
mod forms;
mod fresh;
mod graphs;
mod health;
mod isolation;
mod labels;
mod limits;
mod metrics;
mod negotiate;
mod observe;
mod ontology;
mod openapi;
mod pages;
mod params;
mod prepare;
mod questions;
mod quick;
mod reconcile;
mod request_id;
mod resource;
mod room;
mod routes;
mod schema_org;
mod search;
mod sitemap;
mod sparql;
mod state;
mod tls;
pub mod tokens;
mod workers;
mod writer;

use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpServer;
use actix_web::web::Data;

use crate::export::{Passages, Publication};
use crate::guard::Limits;
use crate::store::Store;
use crate::store::model::NamedNode;

pub use budget::Budgets;
pub use isolation::{Isolation, economise, work};
pub use pages::HAS_EDITOR;
pub use tls::Tls;

/// What the operator may set about the server.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address to listen on. Default: 127.0.0.1, this machine only.
    pub address: IpAddr,
    /// The port to listen on; 0 takes a free one. Default: 7979.
    pub port: u16,
    /// What the IRIs of the data begin with; it may differ from where the server listens.
    /// Default: `http://localhost:7979/`.
    pub base: String,
    /// The token that allows writing. Without one, nobody can write. Default: none.
    pub token: Option<String>,
    /// The file of further tokens, with scopes. Default: none.
    pub tokens: Option<PathBuf>,
    /// Certificate and key: then it speaks HTTPS. Default: none.
    pub tls: Option<Tls>,
    /// How many writes may wait for their turn. Default: 64.
    pub write_queue: usize,
    /// Whether a write is acknowledged only when it is on the disk. Default: true.
    pub durable: bool,
    /// Where backups go that are asked for over HTTP. Default: `demarche-backups`.
    pub backups: PathBuf,
    /// How long answers under way may take when the server is stopped. Default: 30 s.
    pub grace: Duration,
    /// How long one query or update may take. Default: 30 s.
    pub timeout: Duration,
    /// How long a client may take nothing of its answer before it is given up. Default: 60 s.
    pub patience: Duration,
    /// How many bytes a request's body may have. Default: 64 MiB.
    pub body_limit: usize,
    /// How many bytes of answers to queries are kept. Default: 32 MiB.
    pub cache: usize,
    /// What one client may take.
    pub budgets: Budgets,
    /// How many connections there may be at once. Default: 2,000.
    pub connections: usize,
    /// How queries of strangers are isolated. Default: they are not.
    pub isolation: Option<Isolation>,
    /// How much of what is read, before it is read. Default: [`Limits::default`].
    pub limits: Limits,
    /// Refuses all writing, token or not. Default: false.
    pub read_only: bool,
    /// After how long a request is logged as slow; zero never. Default: 5 s.
    pub slow: Duration,
    /// Publishes passages of articles at full length, not their first 300 characters. Default: false.
    pub full_text: bool,
    /// Under which licence the data are published. Default: none is named.
    pub licence: Option<NamedNode>,
    /// Who publishes them. Default: nobody is named.
    pub creator: Option<NamedNode>,
}

impl Settings {
    /// What of the passages of articles is published.
    fn passages(&self) -> Passages {
        Passages::of(self.full_text)
    }

    /// What the publisher says of what is published.
    fn publication(&self) -> Publication {
        Publication {
            licence: self.licence.clone(),
            creator: self.creator.clone(),
            created: None,
            passages: self.passages(),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 7979,
            base: "http://localhost:7979/".to_owned(),
            token: None,
            tokens: None,
            tls: None,
            write_queue: 64,
            durable: true,
            backups: "demarche-backups".into(),
            grace: Duration::from_secs(30),
            timeout: Duration::from_secs(30),
            patience: Duration::from_mins(1),
            body_limit: 64 * 1024 * 1024,
            cache: 32 * 1024 * 1024,
            budgets: Budgets::default(),
            connections: 2_000,
            isolation: None,
            limits: Limits::default(),
            read_only: false,
            slow: Duration::from_secs(5),
            full_text: false,
            licence: None,
            creator: None,
        }
    }
}

/// How long a client may take to send the head of its first request.
const HEAD: Duration = Duration::from_secs(10);
/// How long a connection is kept when nothing comes on it.
const IDLE: Duration = Duration::from_secs(15);

/// Why the server could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not ours.
    #[error(
        "cannot listen on {address}:{port} ({why}): stop what is listening there, or choose another with `--port`"
    )]
    Bind {
        /// The address asked for.
        address: IpAddr,
        /// The port asked for.
        port: u16,
        /// What the operating system says.
        why: String,
    },
    /// The base is not something IRIs can be made of.
    #[error(
        "the base `{base}` cannot begin IRIs ({why}): give something like `https://example.org/`"
    )]
    Base {
        /// The base asked for.
        base: String,
        /// What is wrong with it.
        why: String,
    },
    /// Certificate or key cannot be used.
    #[error("{}: this cannot be used for HTTPS ({why}): check `tls-certificate` and `tls-key`, both PEM", .path.display())]
    Tls {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The file of tokens cannot be used.
    #[error(transparent)]
    Tokens(#[from] tokens::TokenError),
    /// A part of the program is not as it should be.
    #[error("the server cannot start: {0}")]
    Internal(String),
}

/// A server that holds its port and is ready to run.
pub struct Server {
    listener: TcpListener,
    port: u16,
    state: Data<state::State>,
    shown: Option<Arc<tls::Shown>>,
}

impl Server {
    /// Binds the address and prepares everything that can fail.
    ///
    /// # Errors
    /// When the address is taken or the settings make no sense.
    pub fn build(settings: Settings, store: Arc<Store>) -> Result<Self, StartError> {
        let (address, port) = (settings.address, settings.port);
        let bind_error = |error: std::io::Error| StartError::Bind {
            address,
            port,
            why: error.to_string(),
        };
        let listener = TcpListener::bind((address, port)).map_err(bind_error)?;
        let port = listener.local_addr().map_err(bind_error)?.port();
        let shown = settings.tls.clone().map(tls::Shown::open).transpose()?;
        let state = Data::new(state::State::new(settings, store)?);
        Ok(Self {
            listener,
            port,
            state,
            shown,
        })
    }

    /// The port that was bound.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether it speaks HTTPS.
    pub fn is_secure(&self) -> bool {
        self.shown.is_some()
    }

    /// Serves until a signal stops it. Then it takes no more connections, gives answers under way their grace, and
    /// carries out what writes it has accepted.
    ///
    /// # Errors
    /// When the server fails as a whole.
    pub async fn run_until_stopped(self) -> std::io::Result<()> {
        let (state, shown) = (self.state, self.shown);
        let grace = state.settings.grace;
        #[cfg(unix)]
        actix_web::rt::spawn(reread_at_hangup(state.clone(), shown.clone()));
        prepare::prepare(&state);
        let ours = state.clone();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let most = state.settings.connections;
        let connections = Arc::clone(&state.metrics.connections);
        let server = HttpServer::new(move || routes::app(&state))
            .on_connect(move |_connection, kept| {
                kept.insert(metrics::Connected::count(&connections));
            })
            // Small answers must not wait for the acknowledgement of the ones before.
            .tcp_nodelay(true)
            // Of all connections, a share for each thread.
            .max_connections((most / cores).max(1))
            .client_request_timeout(HEAD)
            .keep_alive(IDLE)
            // A client that closes its side has gone: stop its query.
            .h1_allow_half_closed(false)
            .shutdown_timeout(grace.as_secs());
        let server = match shown {
            Some(shown) => {
                let configuration = shown.configuration().map_err(std::io::Error::other)?;
                server.listen_rustls_0_23(self.listener, configuration)?
            }
            None => server.listen(self.listener)?,
        };
        let ended = server.run().await;
        if !ours.writer.finish(grace) {
            tracing::warn!("writes that waited were given up");
        }
        ended
    }

    /// As [`Server::run_until_stopped`], on a runtime of its own, for callers that have none.
    ///
    /// # Errors
    /// As there.
    pub fn run(self) -> std::io::Result<()> {
        actix_web::rt::System::new().block_on(self.run_until_stopped())
    }
}

/// At each SIGHUP the tokens and the certificate are read anew.
#[cfg(unix)]
async fn reread_at_hangup(state: Data<state::State>, shown: Option<Arc<tls::Shown>>) {
    use actix_web::rt::signal::unix::{SignalKind, signal};
    let mut hangups = match signal(SignalKind::hangup()) {
        Ok(hangups) => hangups,
        Err(error) => {
            tracing::warn!(%error, "SIGHUP will not be heard");
            return;
        }
    };
    while hangups.recv().await.is_some() {
        match state.tokens.reread() {
            Ok(tokens) => tracing::info!(tokens, "the tokens were read anew"),
            Err(error) => tracing::error!(%error, "the tokens that were known before hold on"),
        }
        if let Some(Err(error)) = shown.as_ref().map(|shown| shown.reread()) {
            tracing::error!(%error, "the certificate that was shown before is shown on");
        }
    }
}
