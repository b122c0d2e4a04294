//! `facts.json` → `expected.facts`: the contract is read as it is published and shown in short.

use super::{Outcome, render};
use anyhow::Context;
use std::path::Path;

pub(crate) fn run(case: &Path) -> anyhow::Result<Vec<Outcome>> {
    let path = case.join("facts.json");
    let json = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(Outcome::one(
        "expected.facts",
        render::facts(&serde_json::from_str(&json)?),
    ))
}
