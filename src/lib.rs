//! demarche: news articles about diplomacy go in; actors, statements, proposals and meetings come
//! out as RDF, each fact with the passage that proves it.
//!
//! The modules in reading order are the way of the data: `source` reads articles, `text` finds
//! sentences, quotations and dates, `extract` finds facts, `link` says who is meant, `confidence` how
//! sure each fact is, `graph` writes RDF, `store` keeps it, `search` finds its words, `export` takes it away, `serve` answers.
//! `guard` refuses what would hurt before it is read,
//! `eval` compares facts with what a careful reader took, `wikidata` cuts out of its dumps what the graph is joined with.

pub mod cli;
pub mod commands;
pub mod confidence;
pub mod config;
pub mod eval;
pub mod export;
pub mod extract;
pub mod graph;
pub mod guard;
pub mod link;
pub mod pipeline;
pub mod search;
pub mod serve;
pub mod source;
pub mod store;
pub mod text;
pub mod vocab;
pub mod wikidata;
