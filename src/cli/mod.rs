//! What can be typed: the commands, their arguments and their help.
//!
//! A flag that is also a setting is an `Option` here, under the name it has in `demarche.toml`;
//! `config` decides between flag, variable, file and default. Nothing here knows what is done with it.

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;

/// Who met whom, who said what, who proposed what: from news articles, with the words that prove it.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, after_help = AFTER_HELP, disable_help_subcommand = true)]
pub struct Cli {
    /// Settings file; without it `demarche.toml` of the current folder, if there is one
    #[arg(long, global = true, env = "DEMARCHE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const AFTER_HELP: &str = "\
Results go to standard output, everything else to standard error; `-` is standard input or output.
Each setting is a flag, a variable DEMARCHE_NAME or a key of demarche.toml, in this order.
Exit status: 0 done, 1 done but nothing there (no fact, no row, not valid), 2 an error.";

/// The commands.
#[derive(Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "each is documented on its arguments, which clap prints"
)]
pub enum Command {
    Demo(Demo),
    Extract(Extract),
    Ingest(Ingest),
    Serve(Serve),
    Query(Query),
    Export(Export),
    Validate(Validate),
    Forget(Forget),
    Token(Token),
    Backup(Backup),
    Restore(Restore),
    Load(Load),
    Doctor(Doctor),
    Eval(Eval),
    Schema(Schema),
    Gazetteer(Gazetteer),
    Wikidata(Wikidata),
    Completions(Completions),
    Worker(Worker),
}

/// Build a graph from the sample articles and serve it, offline, in under a minute
#[derive(Debug, Args)]
pub struct Demo {
    /// Folder for the store; without it the graph lives in memory and goes when the demo ends
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Build only: print the summary and stop
    #[arg(long)]
    pub no_serve: bool,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub listen: ListenArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub service: ServiceArgs,
}

/// Print the facts of articles; keeps nothing
///
/// One JSON object a line and article, in the order of the input, or RDF.
#[derive(Debug, Args)]
pub struct Extract {
    /// Files or folders: text, HTML, JSONL, their .gz or .zst; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What to write
    #[arg(long, value_enum, default_value_t = FactsFormat::Json)]
    pub format: FactsFormat,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Put the whole text of the article into its facts (JSON)
    #[arg(long)]
    pub with_text: bool,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub base: BaseArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub work: WorkArgs,
}

/// Extract, link, validate and store articles, or store facts that others extracted (.facts.jsonl)
///
/// Can be stopped at any time and run again: an article that is there already is left alone, one that
/// has changed becomes a new version.
#[derive(Debug, Args)]
pub struct Ingest {
    /// Files or folders: text, HTML, JSONL, .facts.jsonl, their .gz or .zst; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub work: WorkArgs,
}

/// Serve the store over HTTP: SPARQL, linked data, pages
#[derive(Debug, Args)]
pub struct Serve {
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub listen: ListenArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub service: ServiceArgs,
}

/// Ask the store a SPARQL query
#[derive(Debug, Args)]
pub struct Query {
    /// File with the query; `-` or nothing for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
    /// Answer format; without it by the extension of --output, else TSV (rows) or Turtle (graphs)
    #[arg(long, value_enum)]
    pub format: Option<AnswerFormat>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Ask the graph as it was: only what articles say that were out by then; `2016-07-14` or `2016-07-14T12:00+02:00`
    #[arg(long, value_name = "MOMENT")]
    pub asof: Option<String>,
    /// Which clock `--asof` goes by: `published` (when articles came out) or `extracted` (when this graph learned of them)
    #[arg(long, value_name = "CLOCK", requires = "asof")]
    pub clock: Option<String>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub service: ServiceArgs,
}

/// Write the graph, tables made of it, a bibliography of its articles, or all of it as a research object
#[derive(Debug, Args)]
pub struct Export {
    /// What to write
    #[arg(value_enum, default_value_t = What::Graph)]
    pub what: What,
    /// In which format; without it by the extension of --output, else the first that there is
    #[arg(long, value_enum)]
    pub format: Option<ExportFormat>,
    /// One named graph only: `default`, `identity`, `article/ID` or an IRI
    #[arg(long, value_name = "GRAPH")]
    pub graph: Option<String>,
    /// Canonical N-Quads (RDFC-1.0): the same articles give the same bytes
    #[arg(long, conflicts_with_all = ["format", "graph", "what"])]
    pub canonical: bool,
    /// The SHA-256 of the canonical form instead of it
    #[arg(long, requires = "canonical")]
    pub hash: bool,
    /// Time of publication, for nanopubs and crate; nanopubs without it have the same hashes on any machine
    #[arg(long, value_name = "TIME")]
    pub created: Option<String>,
    /// Write to a file instead of standard output; for a crate the folder
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub publish: PublishArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Check facts, RDF or articles: evidence and shapes; exit 1 where something is wrong
#[derive(Debug, Args)]
pub struct Validate {
    /// .facts.jsonl, RDF (.ttl .trig .nt .nq .jsonld .rdf) or articles; nothing: the store
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub work: WorkArgs,
}

/// Take articles out of the store, with all that rests on them alone
#[derive(Debug, Args)]
pub struct Forget {
    /// Ids of articles (16 hex digits) or their sources as given to `ingest`
    #[arg(required = true, value_name = "ARTICLE")]
    pub articles: Vec<String>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Make, list and revoke the tokens with which programs write to a server
#[derive(Debug, Args)]
pub struct Token {
    #[expect(missing_docs, reason = "documented on the commands")]
    #[command(subcommand)]
    pub command: TokenCommand,
}

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a token and print it, once: only its hash is kept
    New {
        /// What it is called, in lists and in the log
        #[arg(value_name = "NAME")]
        name: String,
        /// What it allows; each scope allows what those before it do
        #[arg(long, value_enum, default_value_t = TokenScope::Write)]
        scope: TokenScope,
        #[expect(missing_docs, reason = "a group of settings")]
        #[command(flatten)]
        tokens: TokensArgs,
    },
    /// Print name, scope and birth of each token
    List {
        #[expect(missing_docs, reason = "a group of settings")]
        #[command(flatten)]
        tokens: TokensArgs,
    },
    /// Take a token away; a server that runs hears of it with the next request
    Revoke {
        /// What it is called
        #[arg(value_name = "NAME")]
        name: String,
        #[expect(missing_docs, reason = "a group of settings")]
        #[command(flatten)]
        tokens: TokensArgs,
    },
}

impl TokenCommand {
    /// Its settings.
    pub fn tokens(&self) -> &TokensArgs {
        match self {
            Self::New { tokens, .. } | Self::List { tokens } | Self::Revoke { tokens, .. } => {
                tokens
            }
        }
    }
}

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TokenScope {
    /// To ask, with more of a budget than strangers have
    Query,
    /// To write
    Write,
    /// To look after the server: backups, tokens
    Admin,
}

/// The setting of everything that knows tokens.
#[derive(Clone, Debug, Args, Serialize)]
pub struct TokensArgs {
    /// File with the hashes of tokens, as `demarche token` keeps it; a server reads it anew when it changes
    #[arg(long, env = "DEMARCHE_TOKENS", value_name = "FILE")]
    pub tokens: Option<PathBuf>,
}

/// Make a backup of the store, in moments: files that never change are linked
///
/// Of a store that a server has open, the server makes it: POST to /admin/backup.
#[derive(Debug, Args)]
pub struct Backup {
    /// The folder to make; on the disk of the store, nothing is copied
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Look through a backup, every quad of it, and make a store of it
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup; it stays as it is
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Only look whether it could be restored
    #[arg(long)]
    pub check: bool,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Load documents of RDF as they are, in bulk: an export of another store, say
///
/// All of them or none. Articles are read by `ingest`; nothing here is checked against the shapes.
#[derive(Debug, Args)]
pub struct Load {
    /// Documents: .nq .nt .ttl .trig .rdf .jsonld; `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Syntax, where the extension does not say it
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// Graph for what names none; without it the default graph
    #[arg(long, value_name = "IRI")]
    pub graph: Option<String>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Look at store, disk, permissions, settings, limits and clock: what is wrong, and how to mend it; exit 1 where something is
#[derive(Debug, Args)]
pub struct Doctor {
    /// Read the whole store, and compare its index
    #[arg(long)]
    pub full: bool,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub listen: ListenArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub service: ServiceArgs,
}

/// Measure extraction against annotated articles
///
/// Prints precision and recall, the precision of each rule, whether confidence means what it says,
/// and how actors were linked. An annotation is a file ID.gold.json; its article is the file ID.txt beside
/// it, or in the folder that --text names.
#[derive(Debug, Args)]
pub struct Eval {
    /// Folder with annotations; may be given several times
    #[arg(long, required = true, value_name = "DIR")]
    pub gold: Vec<PathBuf>,
    /// Folder with articles' texts that do not lie beside the annotations; may be given several times
    #[arg(long, value_name = "DIR")]
    pub text: Vec<PathBuf>,
    /// Facts to measure, as `extract` writes them; without it the articles are extracted
    #[arg(long, value_name = "FILE")]
    pub facts: Option<PathBuf>,
    /// List what was missed, found in vain or wrong, by file, line and column
    #[arg(long)]
    pub errors: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Fit the confidence of facts to the annotations and write the table of weights
    ///
    /// Prints how well confidence fits as rules give it by hand, and as weights give it that were
    /// fitted on other articles.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["facts", "errors", "json"])]
    pub fit: Option<PathBuf>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub work: WorkArgs,
}

/// Print the JSON Schema of the facts format
#[derive(Debug, Args)]
pub struct Schema {}

/// Work on the gazetteer
#[derive(Debug, Args)]
pub struct Gazetteer {
    #[expect(missing_docs, reason = "documented on the commands")]
    #[command(subcommand)]
    pub command: GazetteerCommand,
}

/// What can be done with the gazetteer.
#[derive(Debug, Subcommand)]
pub enum GazetteerCommand {
    /// Build `data/gazetteer` from tables of Wikidata facts (data/README.md tells which)
    Build {
        /// Folder with the tables
        #[arg(value_name = "SOURCES")]
        sources: PathBuf,
        /// Folder to write
        #[arg(value_name = "DIR", default_value = "data/gazetteer")]
        output: PathBuf,
        /// Slice of Wikidata whose names and offices are added, as `demarche wikidata slice` cuts it
        #[arg(long, value_name = "FILE")]
        slice: Option<PathBuf>,
    },
}

/// Cut what is wanted out of a dump of Wikidata, and join it to the store
#[derive(Debug, Args)]
pub struct Wikidata {
    #[expect(missing_docs, reason = "documented on the commands")]
    #[command(subcommand)]
    pub command: WikidataCommand,
}

/// What can be done with Wikidata.
#[derive(Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "each is documented on its arguments, which clap prints"
)]
pub enum WikidataCommand {
    Slice(WikidataSlice),
    Load(WikidataLoad),
    Build(WikidataBuild),
}

/// Cut a slice out of a dump, in one pass
///
/// Reads a truthy dump or one with statements (N-Triples, packed with gzip, bzip2 or zstd, or not), and keeps names,
/// the properties asked for and, where the dump has them, their statement nodes with qualifiers and rank. A run that was
/// stopped is gone on with where it can be: at any block of .bz2, any member of .gz, any frame of .zst.
#[derive(Debug, Args)]
pub struct WikidataSlice {
    /// The dump; `-` for standard input
    #[arg(value_name = "DUMP")]
    pub dump: PathBuf,
    /// The slice to write: N-Quads, packed with gzip
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
    /// What is kept: entities of the `gazetteer`, those that the `store` links to, or a file with ids; may be given several times
    #[arg(long, value_name = "WHICH", default_value = "gazetteer")]
    pub entities: Vec<String>,
    /// Languages of names
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "en,fr,mul"
    )]
    pub languages: Vec<String>,
    /// Properties, as P31,P39, instead of the usual ones
    #[arg(long, value_name = "LIST")]
    pub properties: Option<String>,
    /// Keep descriptions beside names
    #[arg(long)]
    pub descriptions: bool,
    /// Write a list of the entities that the slice points to and does not name, for a second pass
    #[arg(long, value_name = "FILE")]
    pub pointed_to: Option<PathBuf>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub work: WorkArgs,
}

/// Put slices into the graph `graph/wikidata`, in place of what is there, in one transaction
#[derive(Debug, Args)]
pub struct WikidataLoad {
    /// Slices; without one the slice that comes with demarche
    #[arg(value_name = "SLICE")]
    pub slices: Vec<PathBuf>,
    #[expect(missing_docs, reason = "a group of settings")]
    #[command(flatten)]
    pub store: StoreArgs,
}

/// Make the slice that comes with demarche from tables of Wikidata facts (data/README.md tells which)
#[derive(Debug, Args)]
pub struct WikidataBuild {
    /// Folder with the tables
    #[arg(value_name = "SOURCES")]
    pub sources: PathBuf,
    /// Folder to write
    #[arg(value_name = "DIR", default_value = "data/wikidata")]
    pub output: PathBuf,
}

/// Print a completion script for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Answer queries for a server, which starts this command itself
#[derive(Debug, Args)]
#[command(hide = true)]
pub struct Worker {}

impl Completions {
    /// Writes the script.
    pub fn write(&self, out: &mut dyn std::io::Write) {
        clap_complete::generate(self.shell, &mut Cli::command(), "demarche", out);
    }
}

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

/// What `extract` can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names are the formats")]
pub enum FactsFormat {
    Json,
    Ttl,
    Trig,
    Nq,
    Jsonld,
}

/// What `query` can answer in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names are the formats")]
pub enum AnswerFormat {
    Tsv,
    Csv,
    Json,
    Xml,
    Ttl,
    Nt,
    Jsonld,
    Rdf,
}

/// What `export` can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// The graph: nq, trig, jsonld; one of its graphs also ttl, nt, rdf
    Graph,
    /// Table of statements: csv, parquet
    Statements,
    /// Table of proposals: csv, parquet
    Proposals,
    /// Table of meetings: csv, parquet
    Meetings,
    /// Table of pairs of actors by day: csv, parquet
    Dyads,
    /// Table of the passages that prove it all: csv, parquet
    Evidence,
    /// The articles: csv, parquet, bib, ris, json (CSL)
    Sources,
    /// Table of actors that met: csv, parquet
    NetworkNodes,
    /// Table of pairs that met: csv, parquet
    NetworkEdges,
    /// What the columns of the tables are: csv, json (CSV on the Web)
    Codebook,
    /// Who met whom: graphml
    Network,
    /// A nanopublication for each statement, proposal and meeting: trig
    Nanopubs,
    /// New items for Wikidata: quickstatements
    Wikidata,
    /// All of it in one folder, described as an RO-Crate
    Crate,
}

/// In which format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names are the formats")]
pub enum ExportFormat {
    Nq,
    Trig,
    Jsonld,
    Ttl,
    Nt,
    Rdf,
    Csv,
    Parquet,
    Graphml,
    Bib,
    Ris,
    Json,
    Quickstatements,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definition_is_sound() {
        Cli::command().debug_assert();
    }
}
