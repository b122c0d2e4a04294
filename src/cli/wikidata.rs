//! The commands that make data: the gazetteer, slices of Wikidata.

use super::settings::{StoreArgs, WorkArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

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
