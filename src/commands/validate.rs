//! `demarche validate`: facts, articles, RDF or the store are checked, and nothing is kept.

use super::batch::in_order;
use super::{Outcome, facts, input};
use crate::cli::Validate;
use crate::config::Settings;
use crate::graph::check::Problem;
use crate::graph::quads::{Quad, iri_of};
use crate::graph::shapes::violations;
use crate::pipeline::Pipeline;
use crate::source::{Input, SourceError};
use crate::store::{Deadline, GraphTarget, RdfFormat, Store, from_store, parse_document};
use crate::vocab::dm;
use anyhow::{Context, anyhow};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(crate) fn run(arguments: &Validate, settings: &Settings) -> anyhow::Result<Outcome> {
    let mut tally = Tally::default();
    let (rdf, rest): (Vec<PathBuf>, Vec<PathBuf>) = arguments
        .paths
        .iter()
        .cloned()
        .partition(|path| format_of(path).is_some());
    if arguments.paths.is_empty() {
        tally.add(store(settings));
    }
    for path in &rdf {
        tally.add(file(path, settings));
    }
    let pipeline = Pipeline::new(&settings.base)?;
    let read = input::read(&rest, settings)?;
    in_order(
        settings.threads,
        read,
        input::size,
        |item| article(&pipeline, settings, item),
        |checked| {
            tally.add(checked);
            Ok(())
        },
    )?;
    eprintln!("{} valid, {} not", tally.valid, tally.invalid);
    Ok(if tally.invalid > 0 || tally.valid == 0 {
        Outcome::Nothing
    } else {
        Outcome::Something
    })
}

#[derive(Default)]
struct Tally {
    valid: usize,
    invalid: usize,
}

impl Tally {
    fn add(&mut self, checked: anyhow::Result<()>) {
        match checked {
            Ok(()) => self.valid += 1,
            Err(error) => {
                self.invalid += 1;
                eprintln!("demarche: {error:#}");
            }
        }
    }
}

/// One article, or one line of facts: evidence, references and shapes, as on every write.
fn article(
    pipeline: &Pipeline,
    settings: &Settings,
    item: Result<Input, SourceError>,
) -> anyhow::Result<()> {
    match item? {
        Input::Article(article) => pipeline.graph(&pipeline.facts(&article), &article.text)?,
        Input::Facts(line) => facts::graph(pipeline, settings, &line)?,
    };
    Ok(())
}

fn file(path: &Path, settings: &Settings) -> anyhow::Result<()> {
    let name = || path.display().to_string();
    let format = format_of(path).with_context(name)?;
    let bytes = std::fs::read(path).with_context(name)?;
    dataset(&bytes, format, settings).with_context(name)
}

fn store(settings: &Settings) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    let name = || settings.store.display().to_string();
    Store::open_read_only(&settings.store)?.read_graph(
        &GraphTarget::All,
        RdfFormat::NQuads,
        &Deadline::none(),
        &mut bytes,
    )?;
    dataset(&bytes, RdfFormat::NQuads, settings).with_context(name)
}

/// Each graph that holds records is checked alone, as it was when it was written; a document of one graph is checked as it is.
fn dataset(bytes: &[u8], format: RdfFormat, settings: &Settings) -> anyhow::Result<()> {
    let mut graphs: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
    for quad in parse_document(bytes, format, &GraphTarget::All, &settings.base)? {
        graphs
            .entry(quad.graph_name.to_string())
            .or_default()
            .push(from_store(&quad));
    }
    let single = graphs.len() == 1;
    let holds_records = |quads: &[Quad]| {
        quads
            .iter()
            .any(|([_, predicate, _], _)| iri_of(predicate) == Some(dm::EVIDENCE))
    };
    let checked = graphs
        .iter()
        .filter(|(_, quads)| single || holds_records(quads));
    let problems: Vec<String> = checked
        .flat_map(|(graph, quads)| {
            violations(quads)
                .into_iter()
                .map(move |problem| in_words(graph, &problem))
        })
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(anyhow!("{}", problems.join("\n  ")))
    }
}

fn in_words(graph: &str, problem: &Problem) -> String {
    format!(
        "{graph} {}: `{}` {}",
        problem.field, problem.value, problem.reason
    )
}

/// The RDF syntax that the extension names; `.json` is not RDF here, but facts or an article.
fn format_of(path: &Path) -> Option<RdfFormat> {
    let extension = path.extension()?.to_str()?;
    RdfFormat::from_extension(extension)
        .filter(|_| extension != "json" && extension != "txt" && extension != "xml")
}
