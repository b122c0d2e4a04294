//! A question over the sample articles → `expected.tsv` (rows) or `expected.nt` (triples, sorted).
//!
//! A case holds its own `query.rq`, or is named after a question of `queries/questions`.

use super::whole::PIPELINE;
use super::{Outcome, render};
use anyhow::{Context, bail, ensure};
use demarche::source::{Input, Options, walk};
use demarche::store::{
    AnswerFormat, Articles, Dataset, Deadline, Form, QueryResultsFormat, RdfFormat, Run, Store,
};
use std::path::Path;
use std::sync::OnceLock;

pub(crate) fn run(case: &Path) -> anyhow::Result<Vec<Outcome>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = case.join("query.rq");
    let name = case.file_name().context("a case has a name")?;
    let path = if own.exists() {
        own
    } else {
        root.join("queries/questions")
            .join(name)
            .with_extension("rq")
    };
    let query = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let question = Store::question(
        &query,
        Some("http://localhost:7979/sparql"),
        Dataset::default(),
    )?;
    let rows = question.form() != Form::Triples;
    let format = if rows {
        AnswerFormat::Results(QueryResultsFormat::Tsv)
    } else {
        AnswerFormat::Rdf(RdfFormat::NTriples)
    };
    let mut answer = Vec::new();
    samples()?.ask(&question, format, &Deadline::none(), &mut answer)?;
    let answer = String::from_utf8(answer)?;
    let lines = answer.lines().count() - usize::from(rows);
    ensure!(
        lines > 0,
        "the sample articles have no answer to {}",
        path.display()
    );
    if rows {
        return Ok(Outcome::one("expected.tsv", answer));
    }
    let mut triples: Vec<_> = answer.lines().collect();
    triples.sort_unstable();
    Ok(Outcome::one("expected.nt", triples.join("\n") + "\n"))
}

/// A store in memory with the sample articles.
fn samples() -> anyhow::Result<&'static Store> {
    static SAMPLES: OnceLock<Result<Store, String>> = OnceLock::new();
    let built = SAMPLES.get_or_init(|| build().map_err(|error| format!("{error:#}")));
    built.as_ref().map_err(|error| anyhow::anyhow!("{error}"))
}

fn build() -> anyhow::Result<Store> {
    let store = Store::memory()?;
    let mut articles = Articles::open(&store, PIPELINE.minter().clone())?;
    let run = Run {
        key: "test".to_owned(),
        started: "2016-08-01T00:00:00Z".to_owned(),
        version: "0".to_owned(),
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    for item in walk(&[folder], &Options::default()) {
        let Input::Article(mut article) = item? else {
            bail!("a sample is no article")
        };
        // The checkout's own path would show in the graph of runs.
        article.source = format!(
            "data/articles/{}",
            article.source.rsplit('/').next().unwrap_or_default()
        );
        let facts = PIPELINE.facts(&article);
        let graph = PIPELINE
            .graph(&facts, &article.text)
            .with_context(|| render::facts(&facts))?;
        articles.write(&graph, &run)?;
    }
    drop(articles);
    Ok(store)
}
