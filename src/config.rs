//! Settings: each with its meaning and default, and the same name in all three places it can come
//! from. Flag > `DEMARCHE_*` > `demarche.toml` > default.
//!
//! `cli` hands in what was typed or set in the environment (clap reads both); this module reads the
//! file and fills in the rest. Nothing else in the project asks where a setting came from.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Settings as they hold for this run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Folder of the store. Default `demarche-data`.
    pub store: PathBuf,
    /// What every IRI of the graph begins with. Default `http://localhost:7979/`.
    pub base: String,
    /// Articles worked on at once. Default one per core.
    pub threads: usize,
    /// Fields of JSONL records that differ from the usual, as `text=body,title=headline`. Default none.
    pub fields: String,
    /// Address to listen on. Default `127.0.0.1`: this machine only.
    pub host: String,
    /// Port to listen on, 0 for a free one. Default 7979.
    pub port: u16,
    /// Secret that allows writing over HTTP. Default none: nobody writes.
    pub token: Option<String>,
    /// Refuse all writing over HTTP. Default false.
    pub read_only: bool,
    /// Publish passages of articles at full length, not their first 300 characters; in the file also
    /// `publish.full_text`. Default false.
    pub publish_full_text: bool,
    /// IRI of the licence under which the data are published. Default none: nothing is promised.
    pub licence: Option<String>,
    /// IRI of who publishes the data. Default none.
    pub creator: Option<String>,
    /// Seconds a query may take. Default 30.
    pub timeout: u64,
    /// Processes for queries that may take long, at most; 0 evaluates all in the server. Default 12, more where there are
    /// more than two cores.
    pub workers: usize,
    /// Megabytes that one of these queries may take. Default 512.
    pub query_memory: u64,
    /// Megabytes that all of them may take together. Default half of the machine's.
    pub workers_memory: Option<u64>,
    /// Milliseconds that their answers may lag behind what is written. Default 0.
    pub lag: u64,
    /// Megabytes of answers to queries that are kept until something is written. Default 32.
    pub cache: usize,
    /// Requests a second of one client. Default 50 for clients on other machines.
    pub client_rate: Option<u32>,
    /// Queries at once of one client. Default 16 for clients on other machines.
    pub client_queries: Option<u32>,
    /// Seconds of computing a minute for one client. Default 60 for clients on other machines.
    pub client_seconds: Option<u32>,
    /// Believe what a proxy says of the client's address (`X-Forwarded-For`). Default false.
    pub behind_proxy: bool,
    /// Connections at once. Default 2,000.
    pub connections: usize,
    /// Bytes that the body of a request may have. Default 64 MiB.
    pub body_limit: usize,
    /// How much of what is read over HTTP, by the name of the limit; in the file the table `[limits]`. Default none is changed.
    pub limits: BTreeMap<String, usize>,
    /// How `SERVICE <https://query.wikidata.org/sparql>` is answered: from the slice in the store (`local`), by the
    /// endpoint itself (`remote`), or not (`off`); in the file also `service.wikidata`. Default local.
    pub service_wikidata: ServiceWikidata,
    /// Whom `remote` asks; in the file also `service.endpoint`. Default Wikidata.
    pub service_endpoint: String,
    /// Other endpoints that queries may ask, with commas between them; in the file also the list `service.allow`.
    /// Default none.
    pub service_allow: Vec<String>,
    /// Whether these endpoints may lie on addresses that are not public; in the file also `service.private`. Default false.
    pub service_private: bool,
    /// Seconds an endpoint may take; in the file also `service.timeout`. Default 20.
    pub service_timeout: u64,
    /// What the server logs: error, warn, info, debug, trace or off. Default warn.
    pub log: String,
    /// How the log is written. Default text.
    pub log_format: LogFormat,
    /// Seconds after which a request is logged as slow; 0 never. Default 5.
    pub slow: u64,
    /// File with the hashes of tokens. Default none.
    pub tokens: Option<PathBuf>,
    /// File with the certificate chain for HTTPS. Default none: HTTP.
    pub tls_certificate: Option<PathBuf>,
    /// File with the key of the certificate. Default none.
    pub tls_key: Option<PathBuf>,
    /// Writes that may wait for their turn. Default 64.
    pub write_queue: usize,
    /// Whether a write is acknowledged only when it is on the disk. Default true.
    pub durable: bool,
    /// Folder for backups that are asked for over HTTP. Default `demarche-backups`.
    pub backups: PathBuf,
    /// Seconds that answers under way get when the server is stopped. Default 30.
    pub grace: u64,
}

/// How Wikidata's endpoint is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ServiceWikidata {
    /// From the slice in the store.
    #[default]
    Local,
    /// By the endpoint.
    Remote,
    /// Not at all.
    Off,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// An object a line, for programs.
    Json,
}

/// What one source says of the settings; `None` where it is silent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Layer {
    store: Option<PathBuf>,
    base: Option<String>,
    threads: Option<usize>,
    fields: Option<String>,
    host: Option<String>,
    port: Option<u16>,
    token: Option<String>,
    read_only: Option<bool>,
    publish_full_text: Option<bool>,
    licence: Option<String>,
    creator: Option<String>,
    /// The table `[publish]`: the same settings by their other name.
    publish: Option<Publish>,
    timeout: Option<u64>,
    workers: Option<usize>,
    query_memory: Option<u64>,
    workers_memory: Option<u64>,
    lag: Option<u64>,
    cache: Option<usize>,
    client_rate: Option<u32>,
    client_queries: Option<u32>,
    client_seconds: Option<u32>,
    behind_proxy: Option<bool>,
    connections: Option<usize>,
    body_limit: Option<usize>,
    limits: Option<Numbers>,
    log: Option<String>,
    log_format: Option<LogFormat>,
    slow: Option<u64>,
    tokens: Option<PathBuf>,
    tls_certificate: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    write_queue: Option<usize>,
    durable: Option<bool>,
    backups: Option<PathBuf>,
    grace: Option<u64>,
    service_wikidata: Option<ServiceWikidata>,
    service_endpoint: Option<String>,
    service_allow: Option<List>,
    service_private: Option<bool>,
    service_timeout: Option<u64>,
    /// The table `[service]`: the same settings by their other name.
    service: Option<Service>,
}

/// `[service]` of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Service {
    wikidata: Option<ServiceWikidata>,
    endpoint: Option<String>,
    allow: Option<List>,
    private: Option<bool>,
    timeout: Option<u64>,
}

/// Several values, with commas between them or as a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum List {
    Text(String),
    Items(Vec<String>),
}

impl List {
    fn items(self) -> Vec<String> {
        let items = match self {
            Self::Text(text) => text.split(',').map(|it| it.trim().to_owned()).collect(),
            Self::Items(items) => items,
        };
        items
            .into_iter()
            .filter(|it: &String| !it.is_empty())
            .collect()
    }
}

/// Numbers by name, as `a=1,b=2` or as a table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Numbers {
    Text(String),
    Table(BTreeMap<String, usize>),
}

impl Numbers {
    fn table(self) -> Result<BTreeMap<String, usize>, ConfigError> {
        let text = match self {
            Self::Table(table) => return Ok(table),
            Self::Text(text) => text,
        };
        let pairs = text.split(',').map(str::trim).filter(|it| !it.is_empty());
        pairs
            .map(|pair| {
                let number = pair.split_once('=').and_then(|(name, number)| {
                    Some((name.trim().to_owned(), number.trim().parse().ok()?))
                });
                number.ok_or_else(|| ConfigError::Number {
                    value: pair.to_owned(),
                })
            })
            .collect()
    }

    /// What this says, and of the rest what `lower` says.
    fn over(self, lower: Self) -> Result<Self, ConfigError> {
        let mut table = lower.table()?;
        table.extend(self.table()?);
        Ok(Self::Table(table))
    }
}

/// `[publish]` of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Publish {
    #[serde(alias = "full-text")]
    full_text: Option<bool>,
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum ConfigError {
    #[error("{path}: cannot read the settings: {source}", path = .path.display())]
    Unreadable {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{path}:{line}: {message}", path = .path.display())]
    Malformed {
        path: PathBuf,
        line: usize,
        message: String,
    },
    #[error("`{value}` is no base for IRIs: it must be an http(s) address that ends with `/`")]
    Base { value: String },
    #[error("`{value}` sets no limit: write `NAME=NUMBER`, with commas between several")]
    Number { value: String },
    #[error("flags do not fit the settings: {0}")]
    Flags(#[from] serde_json::Error),
}

/// The file that is read where none is named.
const USUAL_FILE: &str = "demarche.toml";

impl Settings {
    /// Settles every setting. `flags` are groups of flags whose field names are names of settings; `file` is
    /// the file the user named, if any.
    ///
    /// # Errors
    /// When the file cannot be read, or a setting has no such name or value.
    pub fn settle(flags: &[serde_json::Value], file: Option<&Path>) -> Result<Self, ConfigError> {
        let mut typed = Layer::default();
        for group in flags {
            typed = typed.over(serde_json::from_value(group.clone())?)?;
        }
        let layer = typed.over(Layer::of_file(file)?)?;
        let base = layer
            .base
            .unwrap_or_else(|| "http://localhost:7979/".to_owned());
        if !(base.starts_with("http://") || base.starts_with("https://")) || !base.ends_with('/') {
            return Err(ConfigError::Base { value: base });
        }
        let service = layer.service.unwrap_or_default();
        Ok(Self {
            store: layer.store.unwrap_or_else(|| "demarche-data".into()),
            base,
            threads: layer.threads.filter(|it| *it > 0).unwrap_or_else(cores),
            fields: layer.fields.unwrap_or_default(),
            host: layer.host.unwrap_or_else(|| "127.0.0.1".to_owned()),
            port: layer.port.unwrap_or(7979),
            token: layer.token.filter(|it| !it.is_empty()),
            read_only: layer.read_only.unwrap_or(false),
            publish_full_text: layer
                .publish_full_text
                .or(layer.publish.and_then(|publish| publish.full_text))
                .unwrap_or(false),
            licence: layer.licence.filter(|it| !it.is_empty()),
            creator: layer.creator.filter(|it| !it.is_empty()),
            timeout: layer.timeout.unwrap_or(30),
            workers: layer.workers.unwrap_or_else(|| (cores() * 6).max(12)),
            query_memory: layer.query_memory.unwrap_or(512),
            workers_memory: layer.workers_memory,
            lag: layer.lag.unwrap_or(0),
            cache: layer.cache.unwrap_or(32),
            client_rate: layer.client_rate,
            client_queries: layer.client_queries,
            client_seconds: layer.client_seconds,
            behind_proxy: layer.behind_proxy.unwrap_or(false),
            connections: layer.connections.unwrap_or(2_000),
            body_limit: layer.body_limit.unwrap_or(64 * 1024 * 1024),
            limits: layer
                .limits
                .map_or_else(|| Ok(BTreeMap::new()), Numbers::table)?,
            log: layer.log.unwrap_or_else(|| "warn".to_owned()),
            log_format: layer.log_format.unwrap_or_default(),
            slow: layer.slow.unwrap_or(5),
            tokens: layer.tokens.filter(|it| !it.as_os_str().is_empty()),
            tls_certificate: layer.tls_certificate,
            tls_key: layer.tls_key,
            write_queue: layer.write_queue.unwrap_or(64),
            durable: layer.durable.unwrap_or(true),
            backups: layer.backups.unwrap_or_else(|| "demarche-backups".into()),
            grace: layer.grace.unwrap_or(30),
            service_wikidata: layer
                .service_wikidata
                .or(service.wikidata)
                .unwrap_or_default(),
            service_endpoint: layer
                .service_endpoint
                .or(service.endpoint)
                .unwrap_or_else(|| "https://query.wikidata.org/sparql".to_owned()),
            service_allow: layer
                .service_allow
                .or(service.allow)
                .map(List::items)
                .unwrap_or_default(),
            service_private: layer.service_private.or(service.private).unwrap_or(false),
            service_timeout: layer.service_timeout.or(service.timeout).unwrap_or(20),
        })
    }
}

/// A group of flags as settings.
pub fn flags(group: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(group).unwrap_or_default()
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

impl Layer {
    /// The file that the user named, or the usual one if it is there.
    fn of_file(named: Option<&Path>) -> Result<Self, ConfigError> {
        let path = named.unwrap_or(Path::new(USUAL_FILE));
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            Err(source) => Err(ConfigError::Unreadable {
                path: path.to_owned(),
                source,
            }),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let line = text
                .bytes()
                .take(start)
                .filter(|byte| *byte == b'\n')
                .count()
                + 1;
            let message = error.message().trim().replace('\n', " ");
            ConfigError::Malformed {
                path: path.to_owned(),
                line,
                message,
            }
        })
    }

    /// What this layer says, and below it what `lower` says.
    fn over(self, lower: Self) -> Result<Self, ConfigError> {
        let limits = match (self.limits, lower.limits) {
            (Some(upper), Some(lower)) => Some(upper.over(lower)?),
            (upper, lower) => upper.or(lower),
        };
        Ok(Self {
            store: self.store.or(lower.store),
            base: self.base.or(lower.base),
            threads: self.threads.or(lower.threads),
            fields: self.fields.or(lower.fields),
            host: self.host.or(lower.host),
            port: self.port.or(lower.port),
            token: self.token.or(lower.token),
            read_only: self.read_only.or(lower.read_only),
            publish_full_text: self.publish_full_text.or(lower.publish_full_text),
            licence: self.licence.or(lower.licence),
            creator: self.creator.or(lower.creator),
            publish: self.publish.or(lower.publish),
            timeout: self.timeout.or(lower.timeout),
            workers: self.workers.or(lower.workers),
            query_memory: self.query_memory.or(lower.query_memory),
            workers_memory: self.workers_memory.or(lower.workers_memory),
            lag: self.lag.or(lower.lag),
            cache: self.cache.or(lower.cache),
            client_rate: self.client_rate.or(lower.client_rate),
            client_queries: self.client_queries.or(lower.client_queries),
            client_seconds: self.client_seconds.or(lower.client_seconds),
            behind_proxy: self.behind_proxy.or(lower.behind_proxy),
            connections: self.connections.or(lower.connections),
            body_limit: self.body_limit.or(lower.body_limit),
            limits,
            log: self.log.or(lower.log),
            log_format: self.log_format.or(lower.log_format),
            slow: self.slow.or(lower.slow),
            tokens: self.tokens.or(lower.tokens),
            tls_certificate: self.tls_certificate.or(lower.tls_certificate),
            tls_key: self.tls_key.or(lower.tls_key),
            write_queue: self.write_queue.or(lower.write_queue),
            durable: self.durable.or(lower.durable),
            backups: self.backups.or(lower.backups),
            grace: self.grace.or(lower.grace),
            service_wikidata: self.service_wikidata.or(lower.service_wikidata),
            service_endpoint: self.service_endpoint.or(lower.service_endpoint),
            service_allow: self.service_allow.or(lower.service_allow),
            service_private: self.service_private.or(lower.service_private),
            service_timeout: self.service_timeout.or(lower.service_timeout),
            service: self.service.or(lower.service),
        })
    }
}

#[cfg(test)]
mod tests;
