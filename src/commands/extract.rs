//! `demarche extract`: the facts of articles on standard output; keeps nothing.

use super::batch::in_order;
use super::progress::{self, Progress};
use super::{Outcome, ingest::this_run, input, output::Output};
use crate::cli::{Extract, FactsFormat};
use crate::config::Settings;
use crate::extract::facts::Facts;
use crate::graph::ArticleGraph;
use crate::graph::iri::Minter;
use crate::pipeline::Pipeline;
use crate::source::{Input, SourceError};
use crate::store::{Articles, Deadline, GraphTarget, RdfFormat, Store};
use anyhow::bail;
use std::io::Write;
use std::time::Instant;

pub(crate) fn run(arguments: &Extract, settings: &Settings) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let pipeline = Pipeline::new(&settings.base)?;
    let mut sink = Sink::open(arguments, pipeline.minter())?;
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
                sink.write(extracted)
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
    line: Vec<u8>,
    graph: Option<ArticleGraph>,
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
    if format != FactsFormat::Json {
        let graph = pipeline.graph(&facts, &article.text)?;
        return Ok(Extracted {
            facts: count,
            line: Vec::new(),
            graph: Some(graph),
        });
    }
    if with_text {
        facts.article.text = Some(article.text);
    }
    let mut line = serde_json::to_vec(&facts)?;
    line.push(b'\n');
    Ok(Extracted {
        facts: count,
        line,
        graph: None,
    })
}

fn count(facts: &Facts) -> usize {
    facts.statements.len() + facts.proposals.len() + facts.meetings.len()
}

/// Facts are written as they come; RDF of several articles is one document, so it is gathered first.
enum Sink {
    Lines(Output),
    Graph {
        graphs: Vec<ArticleGraph>,
        format: RdfFormat,
        minter: Minter,
        out: Output,
    },
}

impl Sink {
    fn open(arguments: &Extract, minter: &Minter) -> anyhow::Result<Self> {
        let out = Output::open(arguments.output.as_deref())?;
        let format = match arguments.format {
            FactsFormat::Json => return Ok(Self::Lines(out)),
            FactsFormat::Ttl => RdfFormat::Turtle,
            FactsFormat::Trig => RdfFormat::TriG,
            FactsFormat::Nq => RdfFormat::NQuads,
            FactsFormat::Jsonld => super::export::json_ld(),
        };
        Ok(Self::Graph {
            graphs: Vec::new(),
            format,
            minter: minter.clone(),
            out,
        })
    }

    fn write(&mut self, extracted: Extracted) -> anyhow::Result<()> {
        match self {
            Self::Lines(out) => out.write_all(&extracted.line)?,
            Self::Graph { graphs, .. } => graphs.extend(extracted.graph),
        }
        Ok(())
    }

    fn finish(self) -> anyhow::Result<Outcome> {
        match self {
            Self::Lines(out) => out.finish(),
            Self::Graph {
                graphs,
                format,
                minter,
                mut out,
            } => {
                let store = Store::memory()?;
                let mut articles = Articles::open(&store, minter)?;
                let run = this_run();
                for graph in &graphs {
                    articles.write(graph, &run)?;
                }
                let target = if format.supports_datasets() {
                    GraphTarget::All
                } else {
                    GraphTarget::Default
                };
                store.read_graph(&target, format, &Deadline::none(), &mut out)?;
                out.finish()
            }
        }
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
