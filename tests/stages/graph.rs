//! `article.txt` → `expected.nq`: the article's own graph, and beside it what the store makes of it, both canonical.

use super::whole::PIPELINE;
use super::{Outcome, article};
use demarche::store::{Articles, Run, Store};
use std::path::Path;

pub(crate) fn run(case: &Path) -> anyhow::Result<Vec<Outcome>> {
    let article = article(case)?;
    let graph = PIPELINE.graph(&PIPELINE.facts(&article), &article.text)?;
    let store = Store::memory()?;
    let run = Run {
        key: "test".to_owned(),
        started: "2016-08-01T00:00:00Z".to_owned(),
        version: "0".to_owned(),
    };
    Articles::open(&store, PIPELINE.minter().clone())?.write(&graph, &run)?;
    let mut canonical = Vec::new();
    store.write_canonical(PIPELINE.minter(), &mut canonical)?;
    let text = String::from_utf8(canonical)?;
    // The ontology is in every store; a case shows what the article brought.
    let lines: Vec<_> = text
        .lines()
        .filter(|line| !line.starts_with("<https://w3id.org/demarche/"))
        .collect();
    Ok(Outcome::one("expected.nq", lines.join("\n") + "\n"))
}
