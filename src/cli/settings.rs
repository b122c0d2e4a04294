//! Settings as flags and variables, in the groups that commands share.

use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Settings of everything that opens the store.
#[derive(Clone, Debug, Args, Serialize)]
pub struct StoreArgs {
    /// Folder of the store [default: demarche-data]
    #[arg(long, env = "DEMARCHE_STORE", value_name = "DIR")]
    pub store: Option<PathBuf>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    #[serde(flatten)]
    pub base: BaseArgs,
}

/// Settings of everything that answers queries.
#[derive(Clone, Debug, Args, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ServiceArgs {
    /// How SERVICE <https://query.wikidata.org/sparql> is answered: from the slice in the store (local), by the endpoint
    /// (remote), or not (off) [default: local]
    #[arg(long, env = "DEMARCHE_SERVICE_WIKIDATA", value_name = "HOW", value_parser = ["local", "remote", "off"])]
    pub service_wikidata: Option<String>,
    /// Whom `remote` asks [default: <https://query.wikidata.org/sparql>]
    #[arg(long, env = "DEMARCHE_SERVICE_ENDPOINT", value_name = "URL")]
    pub service_endpoint: Option<String>,
    /// Other endpoints that queries may ask, with commas between them
    #[arg(long, env = "DEMARCHE_SERVICE_ALLOW", value_name = "URLS")]
    pub service_allow: Option<String>,
    /// Let these endpoints lie on addresses that are not public
    #[arg(long, env = "DEMARCHE_SERVICE_PRIVATE", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub service_private: Option<bool>,
    /// Seconds an endpoint may take [default: 20]
    #[arg(long, env = "DEMARCHE_SERVICE_TIMEOUT", value_name = "SECONDS")]
    pub service_timeout: Option<u64>,
}

/// Settings of everything that mints IRIs.
#[derive(Clone, Debug, Args, Serialize)]
pub struct BaseArgs {
    /// What every IRI of the graph begins with [default: <http://localhost:7979>/]
    #[arg(long, env = "DEMARCHE_BASE", value_name = "IRI")]
    pub base: Option<String>,
}

/// Settings of everything that reads articles.
#[derive(Clone, Debug, Args, Serialize)]
pub struct WorkArgs {
    /// Articles worked on at once [default: one per core]
    #[arg(long, env = "DEMARCHE_THREADS", value_name = "N")]
    pub threads: Option<usize>,
    /// Fields of JSONL records, as `text=body,title=headline`
    #[arg(long, env = "DEMARCHE_FIELDS", value_name = "MAP")]
    pub fields: Option<String>,
}

/// Settings of the server.
#[derive(Clone, Debug, Args, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ListenArgs {
    /// Address to listen on [default: 127.0.0.1]
    #[arg(long, env = "DEMARCHE_HOST", value_name = "ADDRESS")]
    pub host: Option<String>,
    /// Port to listen on, 0 for a free one [default: 7979]
    #[arg(long, env = "DEMARCHE_PORT", value_name = "N")]
    pub port: Option<u16>,
    /// Secret that allows writing over HTTP; without it nobody can
    #[arg(
        long,
        env = "DEMARCHE_TOKEN",
        value_name = "SECRET",
        hide_env_values = true
    )]
    pub token: Option<String>,
    /// Refuse all writing over HTTP, token or not
    #[arg(long, env = "DEMARCHE_READ_ONLY", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub read_only: Option<bool>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    #[serde(flatten)]
    pub publish: PublishArgs,
    /// Seconds a query may take [default: 30]
    #[arg(long, env = "DEMARCHE_TIMEOUT", value_name = "SECONDS")]
    pub timeout: Option<u64>,
    /// Processes for queries that may take long, at most; 0 evaluates all in the server [default: 12]
    #[arg(long, env = "DEMARCHE_WORKERS", value_name = "N")]
    pub workers: Option<usize>,
    /// Megabytes that one of these queries may take [default: 512]
    #[arg(long, env = "DEMARCHE_QUERY_MEMORY", value_name = "MB")]
    pub query_memory: Option<u64>,
    /// Megabytes that all of them may take together [default: half of the machine's]
    #[arg(long, env = "DEMARCHE_WORKERS_MEMORY", value_name = "MB")]
    pub workers_memory: Option<u64>,
    /// Milliseconds that their answers may lag behind what is written [default: 0]
    #[arg(long, env = "DEMARCHE_LAG", value_name = "MS")]
    pub lag: Option<u64>,
    /// Megabytes of answers that are kept until something is written [default: 32]
    #[arg(long, env = "DEMARCHE_CACHE", value_name = "MB")]
    pub cache: Option<usize>,
    /// Requests a second of one client [default: 50 for clients on other machines]
    #[arg(long, env = "DEMARCHE_CLIENT_RATE", value_name = "N")]
    pub client_rate: Option<u32>,
    /// Queries at once of one client [default: 16 for clients on other machines]
    #[arg(long, env = "DEMARCHE_CLIENT_QUERIES", value_name = "N")]
    pub client_queries: Option<u32>,
    /// Seconds of computing a minute for one client [default: 60 for clients on other machines]
    #[arg(long, env = "DEMARCHE_CLIENT_SECONDS", value_name = "N")]
    pub client_seconds: Option<u32>,
    /// Believe what a proxy says of the client's address (X-Forwarded-For)
    #[arg(long, env = "DEMARCHE_BEHIND_PROXY", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub behind_proxy: Option<bool>,
    /// Connections at once [default: 2000]
    #[arg(long, env = "DEMARCHE_CONNECTIONS", value_name = "N")]
    pub connections: Option<usize>,
    /// Bytes that the body of a request may have [default: 67108864]
    #[arg(long, env = "DEMARCHE_BODY_LIMIT", value_name = "BYTES")]
    pub body_limit: Option<usize>,
    /// Limits on queries and documents that differ from the usual, as `nesting=200,joins=150`
    #[arg(long, env = "DEMARCHE_LIMITS", value_name = "LIST")]
    pub limits: Option<String>,
    /// What to log: error, warn, info, debug, trace or off [default: warn]
    #[arg(long, env = "DEMARCHE_LOG", value_name = "LEVEL")]
    pub log: Option<String>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    #[serde(flatten)]
    pub operate: OperateArgs,
}

/// Settings of whoever runs a server for others.
#[derive(Clone, Debug, Args, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OperateArgs {
    /// How the log is written: text or json, an object a line [default: text]
    #[arg(long, env = "DEMARCHE_LOG_FORMAT", value_name = "FORMAT", value_parser = ["text", "json"])]
    pub log_format: Option<String>,
    /// Seconds after which a request is logged as slow, with its query; 0 never [default: 5]
    #[arg(long, env = "DEMARCHE_SLOW", value_name = "SECONDS")]
    pub slow: Option<u64>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    #[serde(flatten)]
    pub tokens: TokensArgs,
    /// File with the certificate chain (PEM): serves HTTPS
    #[arg(long, env = "DEMARCHE_TLS_CERTIFICATE", value_name = "FILE")]
    pub tls_certificate: Option<PathBuf>,
    /// File with the private key of the certificate (PEM)
    #[arg(long, env = "DEMARCHE_TLS_KEY", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Writes that may wait for their turn; more are refused [default: 64]
    #[arg(long, env = "DEMARCHE_WRITE_QUEUE", value_name = "N")]
    pub write_queue: Option<usize>,
    /// Acknowledge a write when it is on the disk, so that no power failure loses it [default: true]
    #[arg(long, env = "DEMARCHE_DURABLE", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub durable: Option<bool>,
    /// Folder for backups that are asked for over HTTP, on the disk of the store [default: demarche-backups]
    #[arg(long, env = "DEMARCHE_BACKUPS", value_name = "DIR")]
    pub backups: Option<PathBuf>,
    /// Seconds that answers under way get when the server is stopped [default: 30]
    #[arg(long, env = "DEMARCHE_GRACE", value_name = "SECONDS")]
    pub grace: Option<u64>,
}

/// Settings of what is published.
#[derive(Clone, Debug, Args, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PublishArgs {
    /// Publish passages of articles at full length, not their first 300 characters (export: of nanopubs and crate)
    #[arg(long, env = "DEMARCHE_PUBLISH_FULL_TEXT", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub publish_full_text: Option<bool>,
    /// Licence under which the data are published, an IRI
    #[arg(long, env = "DEMARCHE_LICENCE", value_name = "IRI")]
    pub licence: Option<String>,
    /// Who publishes the data, an IRI
    #[arg(long, env = "DEMARCHE_CREATOR", value_name = "IRI")]
    pub creator: Option<String>,
}

/// The setting of everything that knows tokens.
#[derive(Clone, Debug, Args, Serialize)]
pub struct TokensArgs {
    /// File with the hashes of tokens, as `demarche token` keeps it; a server reads it anew when it changes
    #[arg(long, env = "DEMARCHE_TOKENS", value_name = "FILE")]
    pub tokens: Option<PathBuf>,
}
