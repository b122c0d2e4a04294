//! `demarche schema`: the JSON Schema of the facts format, from the Rust types.

use super::{Outcome, output::Output};
use crate::extract::facts::Facts;
use std::io::Write;

pub(crate) fn run() -> anyhow::Result<Outcome> {
    let mut out = Output::open(None)?;
    serde_json::to_writer_pretty(&mut out, &schemars::schema_for!(Facts))?;
    writeln!(out)?;
    out.finish()
}
