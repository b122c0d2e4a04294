//! One binary for every test that is not a case: see `tests/README.md`.

mod architecture;
mod cli;
mod graph_store;
mod http;
mod resource;
mod server;
mod sparql_protocol;
