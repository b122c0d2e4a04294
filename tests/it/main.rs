//! One binary for every test that is not a case: see `tests/README.md`.

mod architecture;
mod cli;
