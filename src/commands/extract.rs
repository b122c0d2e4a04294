//! `demarche extract`: the facts of articles on standard output; keeps nothing.

use super::batch::in_order;
use super::progress::{self, Progress};
use super::{Outcome, input, output::Output};
use crate::cli::{Extract, FactsFormat};
use crate::config::Settings;
use crate::extract::facts::Facts;
use crate::graph::serialize::{Syntax, document};
use crate::pipeline::Pipeline;
use crate::source::{Input, SourceError};
use anyhow::bail;
use std::io::Write;
use std::time::Instant;

pub(crate) fn run(arguments: &Extract, settings: &Settings) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let pipeline = Pipeline::new(&settings.base)?;
    let mut sink = Sink::open(arguments)?;
    let mut tally = Tally::default();
    let progress = Progress::new("articles", progress::expected(&arguments.paths));
    let read = input::read(&arguments.paths, settings)?;
    let format = arguments.format;
    let work = |item| extract(&pipeline, format, arguments.with_text, item);
    in_order(settings.threads, read, input::size, work, |result| {
        progress.step();
        match result {
            Ok(extracted) => {
                tally.articles += 1;
                tally.facts += extracted.facts;
                sink.write(&extracted)
            }
            Err(error) => {
                tally.errors += 1;
                progress.say(&format!("demarche: {error:#}"));
                Ok(())
            }
        }
    })?;
    drop(progress);
    sink.finish()?;
    Ok(tally.close(started))
}

/// What one article gave.
struct Extracted {
    facts: usize,
    document: Vec<u8>,
}

fn extract(
    pipeline: &Pipeline,
    format: FactsFormat,
    with_text: bool,
    item: Result<Input, SourceError>,
) -> anyhow::Result<Extracted> {
    let article = match item? {
        Input::Article(article) => article,
        Input::Facts(line) => bail!(
            "{}: holds facts already; `demarche validate` checks them, `demarche ingest` stores them",
            line.place
        ),
    };
    let mut facts = pipeline.facts(&article);
    let count = count(&facts);
    let syntax = match format {
        FactsFormat::Json => None,
        FactsFormat::Ttl => Some(Syntax::Turtle),
        FactsFormat::Trig => Some(Syntax::TriG),
        FactsFormat::Nq => Some(Syntax::NQuads),
        FactsFormat::Jsonld => Some(Syntax::JsonLd),
    };
    if let Some(syntax) = syntax {
        let graph = pipeline.graph(&facts, &article.text)?;
        return Ok(Extracted {
            facts: count,
            document: document(&graph, syntax).into_bytes(),
        });
    }
    if with_text {
        facts.article.text = Some(article.text);
    }
    let mut document = serde_json::to_vec(&facts)?;
    document.push(b'\n');
    Ok(Extracted {
        facts: count,
        document,
    })
}

fn count(facts: &Facts) -> usize {
    facts.statements.len() + facts.proposals.len() + facts.meetings.len()
}

/// Each article is written as it comes; JSON-LD of several is one array.
struct Sink {
    out: Output,
    array: bool,
    empty: bool,
}

impl Sink {
    fn open(arguments: &Extract) -> anyhow::Result<Self> {
        let out = Output::open(arguments.output.as_deref())?;
        Ok(Self {
            out,
            array: arguments.format == FactsFormat::Jsonld,
            empty: true,
        })
    }

    fn write(&mut self, extracted: &Extracted) -> anyhow::Result<()> {
        if self.array {
            self.out
                .write_all(if self.empty { b"[\n" } else { b",\n" })?;
        }
        self.empty = false;
        Ok(self.out.write_all(&extracted.document)?)
    }

    fn finish(mut self) -> anyhow::Result<Outcome> {
        if self.array {
            self.out
                .write_all(if self.empty { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.finish()
    }
}

#[derive(Default)]
struct Tally {
    articles: usize,
    facts: usize,
    errors: usize,
}

impl Tally {
    /// The closing line, and how the command ended.
    fn close(&self, started: Instant) -> Outcome {
        let seconds = started.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let rate = self.articles as f64 / seconds.max(1e-9);
        eprintln!(
            "{} articles, {} facts, {} errors in {seconds:.1} s ({rate:.0} articles/s)",
            self.articles, self.facts, self.errors
        );
        match (self.errors, self.facts) {
            (0, 0) => Outcome::Nothing,
            (0, _) => Outcome::Something,
            _ => Outcome::Failed,
        }
    }
}
