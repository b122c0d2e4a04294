//! One binary for every test that is not a case: see `tests/README.md`.
#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test that fails says where; its own text is ASCII"
)]

mod architecture;
mod asof;
mod cli;
#[cfg(feature = "rocksdb")]
mod daemon;
mod discovery;
mod documents;
mod eval;
#[cfg(feature = "rocksdb")]
mod exports;
mod graph_store;
mod hostile;
mod http;
#[cfg(feature = "rocksdb")]
mod ingest;
#[cfg(all(feature = "rocksdb", target_os = "linux"))]
mod isolation;
mod joins;
#[cfg(feature = "rocksdb")]
mod kill;
#[cfg(feature = "rocksdb")]
mod kill_serve;
mod limits;
mod ontology;
mod operate;
mod pages;
mod questions;
#[cfg(feature = "rocksdb")]
mod readme;
mod reconcile;
mod resource;
mod search;
mod server;
mod service;
mod slice;
mod sparql_protocol;
mod writing;
