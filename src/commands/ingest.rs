//! `demarche ingest`: articles, or facts that others extracted, become part of the store.
//!
//! Extraction and checks run on all cores; the store is written by one thread, one transaction an article, in the
//! order of the input. What is refused is reported, and the rest goes on.

use super::batch::in_order;
use super::progress::{self, Progress};
use super::{Outcome, facts, input};
use crate::cli::Ingest;
use crate::config::Settings;
use crate::graph::ArticleGraph;
use crate::pipeline::Pipeline;
use crate::source::{Input, SourceError};
use crate::store::{Articles, Run, Store, Written};
use std::time::Instant;

pub(crate) fn run(arguments: &Ingest, settings: &Settings) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let pipeline = Pipeline::new(&settings.base)?;
    let store = Store::open(&settings.store)?;
    let mut articles = Articles::open(&store, pipeline.minter().clone())?;
    let run = this_run();
    let mut tally = Tally::default();
    let progress = Progress::new("articles", progress::expected(&arguments.paths));
    let read = input::read(&arguments.paths, settings)?;
    in_order(
        settings.threads,
        read,
        input::size,
        |item| prepare(&pipeline, settings, item),
        |prepared| {
            progress.step();
            match prepared {
                Ok(graph) => tally.add(&articles.write(&graph, &run)?),
                Err(error) => {
                    tally.refused += 1;
                    progress.say(&format!("demarche: {error:#}"));
                }
            }
            Ok(())
        },
    )?;
    drop(progress);
    store.settle_search()?;
    // What is told below has happened, whatever becomes of the power.
    store.sync()?;
    store.put_away()?;
    eprintln!(
        "{} in {:.1} s",
        tally.told(),
        started.elapsed().as_secs_f64()
    );
    Ok(match tally {
        Tally { refused: 1.., .. } => Outcome::Failed,
        _ if tally.stored() == 0 => Outcome::Nothing,
        _ => Outcome::Something,
    })
}

/// One input as a graph that may be written, or why it may not.
fn prepare(
    pipeline: &Pipeline,
    settings: &Settings,
    item: Result<Input, SourceError>,
) -> anyhow::Result<ArticleGraph> {
    match item? {
        Input::Article(article) => {
            let facts = pipeline.facts(&article);
            Ok(pipeline.graph(&facts, &article.text)?)
        }
        Input::Facts(line) => facts::graph(pipeline, settings, &line),
    }
}

/// What the store says of a run; the only clock that is asked.
pub(crate) fn this_run() -> Run {
    let started = jiff::Timestamp::now();
    Run {
        key: format!("{}-{}", started.as_nanosecond(), std::process::id()),
        started: started.to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// What became of the articles.
#[derive(Default)]
pub(crate) struct Tally {
    new: usize,
    unchanged: usize,
    replaced: usize,
    versions: usize,
    refused: usize,
}

impl Tally {
    /// Counts one article that was written, or was there.
    pub(crate) fn add(&mut self, written: &Written) {
        match written {
            Written::New => self.new += 1,
            Written::Unchanged => self.unchanged += 1,
            Written::Replaced => self.replaced += 1,
            Written::Version { .. } => self.versions += 1,
        }
    }

    /// Articles that are in the store now.
    pub(crate) fn stored(&self) -> usize {
        self.new + self.unchanged + self.replaced + self.versions
    }

    fn told(&self) -> String {
        let versions = if self.versions == 1 {
            "new version"
        } else {
            "new versions"
        };
        format!(
            "{} new, {} unchanged, {} with new facts, {} {versions}, {} refused",
            self.new, self.unchanged, self.replaced, self.versions, self.refused
        )
    }
}
