//! What can be typed: the commands, their arguments and their help.
//!
//! A flag that is also a setting is an `Option` here, under the name it has in `demarche.toml`;
//! `config` decides between flag, variable, file and default. Nothing here knows what is done with it.

mod formats;
mod settings;
mod wikidata;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub use formats::{AnswerFormat, ExportFormat, FactsFormat, What};
pub use settings::{
    BaseArgs, ListenArgs, OperateArgs, PublishArgs, ServiceArgs, StoreArgs, TokensArgs, WorkArgs,
};
pub use wikidata::{
    Gazetteer, GazetteerCommand, Wikidata, WikidataBuild, WikidataCommand, WikidataLoad,
    WikidataSlice,
};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definition_is_sound() {
        Cli::command().debug_assert();
    }
}
