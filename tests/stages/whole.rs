//! The whole way for one article: `link`, `corpus` and `broken` show facts, `graph` shows RDF.

use super::{Outcome, article, inputs, render};
use demarche::pipeline::Pipeline;
use demarche::source::{Input, Options, walk};
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

pub(crate) static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new("http://localhost:7979/").expect("the default base is one"));

/// `article.txt` → `expected.facts`, linked and dated; the facts must pass the checks of the graph.
pub(crate) fn facts(case: &Path) -> anyhow::Result<Vec<Outcome>> {
    let article = article(case)?;
    let facts = PIPELINE.facts(&article);
    PIPELINE.graph(&facts, &article.text)?;
    Ok(Outcome::one("expected.facts", render::facts(&facts)))
}

/// Whatever file lies there: facts, or the error that names the way out. Never a failure of ours.
pub(crate) fn broken(case: &Path) -> anyhow::Result<Vec<Outcome>> {
    let mut out = String::new();
    for item in walk(&inputs(case)?, &Options::default()) {
        match item {
            Ok(Input::Article(article)) => {
                let facts = PIPELINE.facts(&article);
                PIPELINE.graph(&facts, &article.text)?;
                out.push_str(&render::facts(&facts));
            }
            Ok(Input::Facts(line)) => writeln!(out, "facts {}", line.json)?,
            Err(error) => writeln!(out, "error: {}", error.problem)?,
        }
    }
    Ok(Outcome::one("expected.facts", out))
}
