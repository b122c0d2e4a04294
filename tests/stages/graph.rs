//! Facts → RDF. `article.json` (facts with their text) → `expected.trig`: the graph of the article.
//! With several `*.json`, in the order of their names: what the default and identity graphs say of them
//! together. The expected file is compared after canonicalisation, so it may be arranged for reading.

use super::{Outcome, inputs};
use anyhow::Context;
use demarche::extract::facts::Facts;
use demarche::graph::consolidate::View;
use demarche::graph::iri::Minter;
use demarche::graph::quads::Quad;
use demarche::graph::summary::Summary;
use demarche::graph::{ArticleGraph, canonical, record, serialize};
use sophia::api::parser::QuadParser;
use sophia::api::source::QuadSource;
use sophia::turtle::parser::trig::TriGParser;
use std::collections::BTreeSet;
use std::path::Path;

pub(crate) fn run(case: &Path) -> anyhow::Result<Vec<Outcome>> {
    let articles = inputs(case)?
        .iter()
        .map(|path| article(path))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let quads = match articles.as_slice() {
        [article] => serialize::quads(article),
        articles => together(articles),
    };
    let expected = std::fs::read_to_string(case.join("expected.trig")).unwrap_or_default();
    let told: Vec<Quad> = TriGParser::default()
        .parse_str(&expected)
        .collect_quads()
        .unwrap_or_default();
    let text = if same(&told, &quads)? {
        expected
    } else {
        serialize::trig_of(&quads)
    };
    Ok(Outcome::one("expected.trig", text))
}

fn article(path: &Path) -> anyhow::Result<ArticleGraph> {
    let read = || {
        let facts: Facts = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        let text = facts
            .article
            .text
            .clone()
            .context("`article.text` is missing")?;
        Ok::<_, anyhow::Error>(record(&facts, &text, &Minter::default())?)
    };
    read().with_context(|| path.display().to_string())
}

fn together(articles: &[ArticleGraph]) -> Vec<Quad> {
    let minter = Minter::default();
    let mut view = View::new(minter.clone());
    let mut quads = BTreeSet::new();
    for article in articles {
        let delta = view.add(Summary::read(&article.id, &article.records, &minter));
        for quad in &delta.remove {
            quads.remove(quad);
        }
        quads.extend(delta.insert);
    }
    quads.into_iter().collect()
}

fn same(one: &[Quad], other: &[Quad]) -> anyhow::Result<bool> {
    let form = |quads: &[Quad]| {
        let mut out = vec![];
        canonical::write(quads.iter().cloned(), &mut out).map(|()| out)
    };
    Ok(form(one)? == form(other)?)
}
