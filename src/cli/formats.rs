//! What can be written, and in which format.

use clap::ValueEnum;

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
