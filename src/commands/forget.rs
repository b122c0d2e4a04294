//! `demarche forget`: articles leave the store, with all that rests on them alone.

use super::Outcome;
use crate::cli::Forget;
use crate::config::Settings;
use crate::graph::iri::Minter;
use crate::source::ArticleId;
use crate::store::model::{Literal, Term};
use crate::store::{Answer, Articles, Dataset, Deadline, Store};

pub(crate) fn run(arguments: &Forget, settings: &Settings) -> anyhow::Result<Outcome> {
    let minter = Minter::new(&settings.base)?;
    let store = Store::open(&settings.store)?;
    let mut articles = Articles::open(&store, minter.clone())?;
    let mut missing = 0;
    for name in &arguments.articles {
        let ids = if ArticleId::parse(name).is_ok() {
            vec![name.clone()]
        } else {
            from_source(&store, &minter, name)?
        };
        let mut forgotten = 0;
        for id in &ids {
            forgotten += usize::from(articles.forget(id)?);
        }
        if forgotten == 0 {
            missing += 1;
            eprintln!(
                "demarche: {name}: no such article; give its id, or its source as it was given to `ingest`"
            );
        }
    }
    store.settle_search()?;
    store.sync()?;
    store.put_away()?;
    Ok(if missing > 0 {
        Outcome::Failed
    } else {
        Outcome::Something
    })
}

/// Ids of the articles that came from a source.
fn from_source(store: &Store, minter: &Minter, source: &str) -> anyhow::Result<Vec<String>> {
    let source = Literal::new_simple_literal(source);
    let query = format!(
        "SELECT ?article {{ GRAPH ?runs {{ ?article <http://purl.org/dc/terms/source> {source} }} }}"
    );
    let question = Store::question(&query, None, Dataset::default())?;
    let prefix = minter.article("");
    let mut ids = Vec::new();
    store.with_answer(&question, &Deadline::none(), |answer| {
        if let Answer::Rows(rows) = answer {
            for row in rows {
                if let Some(Term::NamedNode(iri)) = row?.get("article")
                    && let Some(id) = iri.as_str().strip_prefix(prefix.as_str())
                {
                    ids.push(id.to_owned());
                }
            }
        }
        Ok(())
    })?;
    Ok(ids)
}
