//! `demarche wikidata`: slices of Wikidata, cut, loaded, built.

use super::Outcome;
use super::progress::Progress;
use crate::cli::{WikidataBuild, WikidataCommand, WikidataLoad, WikidataSlice};
use crate::config::{ConfigError, Settings, flags};
use crate::graph::iri::Minter;
use crate::link::Gazetteer;
use crate::store::model::{NamedNode, NamedNodeRef, Term};
use crate::store::{Store, StoreError};
use crate::vocab::skos;
use crate::wikidata::{Ids, Job, NotASlice, Slice, Told, Wanted, pointed_to, shipped, slice};
use anyhow::Context;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::time::{Duration, Instant};

pub(crate) fn run(
    command: WikidataCommand,
    settle: impl Fn(&[Value]) -> Result<Settings, ConfigError>,
) -> anyhow::Result<Outcome> {
    match command {
        WikidataCommand::Slice(it) => cut(&it, &settle(&[flags(&it.store), flags(&it.work)])?),
        WikidataCommand::Load(it) => load(&it, &settle(&[flags(&it.store)])?),
        WikidataCommand::Build(it) => build(&it),
    }
}

/// How often the way so far is written down.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(30);

fn cut(arguments: &WikidataSlice, settings: &Settings) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let mut wanted = Wanted::usual(entities(&arguments.entities, settings)?);
    wanted.languages.clone_from(&arguments.languages);
    wanted.descriptions = arguments.descriptions;
    if let Some(list) = &arguments.properties {
        wanted.set_properties(list)?;
    }
    let graph = graph(settings)?;
    let job = Job {
        dump: &arguments.dump,
        output: &arguments.out,
        wanted: &wanted,
        graph: &graph,
        threads: settings.threads,
        checkpoint_every: CHECKPOINT_EVERY,
    };
    let size = std::fs::metadata(&arguments.dump).ok().map(|it| it.len());
    let progress = Progress::of_bytes(size);
    let told = slice(&job, |it| {
        progress.at(it.packed, || format!("· {} lines", it.lines));
    })?;
    drop(progress);
    report(&told, started.elapsed());
    if let Some(file) = &arguments.pointed_to {
        let missing = pointed_to(&arguments.out)?;
        let list: String = missing.iter().map(|id| format!("Q{id}\n")).collect();
        std::fs::File::create(file)
            .and_then(|mut file| file.write_all(list.as_bytes()))
            .with_context(|| file.display().to_string())?;
    }
    Ok(if told.kept == 0 {
        Outcome::Nothing
    } else {
        Outcome::Something
    })
}

fn report(told: &Told, took: Duration) {
    for it in &told.first_malformed {
        eprintln!("demarche: line {}: {}", it.line, it.why);
    }
    let unshown = told.malformed - told.first_malformed.len() as u64;
    if unshown > 0 {
        eprintln!("demarche: and {unshown} more malformed lines");
    }
    if let Some(line) = told.from_line {
        eprintln!("gone on from line {line}");
    }
    eprintln!(
        "{} triples kept of {} lines in {:.1} s, {} lines malformed",
        told.kept,
        told.lines,
        took.as_secs_f64(),
        told.malformed
    );
}

/// The entities that were asked for.
fn entities(lists: &[String], settings: &Settings) -> anyhow::Result<Ids> {
    let mut ids = Ids::default();
    for list in lists {
        match list.as_str() {
            "gazetteer" => {
                let gazetteer = Gazetteer::load();
                for id in gazetteer.wikidata_ids().chain(gazetteer.place_ids()) {
                    ids.read(id)?;
                }
            }
            "store" => {
                let store = Store::open_read_only(&settings.store)?;
                let property = NamedNodeRef::new_unchecked(skos::EXACT_MATCH);
                for quad in store.matching(None, Some(property), None, None) {
                    if let Term::NamedNode(node) = quad?.object {
                        ids.read(node.as_str())?;
                    }
                }
            }
            file => {
                let text = std::fs::read_to_string(file).with_context(|| {
                    format!("--entities {file}: give `gazetteer`, `store` or a file with ids")
                })?;
                ids.read(&text).with_context(|| file.to_owned())?;
            }
        }
    }
    Ok(ids)
}

/// The graph in which slices stand.
fn graph(settings: &Settings) -> anyhow::Result<NamedNode> {
    let minter = Minter::new(&settings.base)?;
    Ok(NamedNode::new(minter.wikidata_graph().as_str())?)
}

fn load(arguments: &WikidataLoad, settings: &Settings) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let mut slices = Vec::new();
    for path in &arguments.slices {
        slices.push(Slice::open(path)?);
    }
    if slices.is_empty() {
        slices.push(shipped_slice()?);
    }
    // Looked at before the store is opened: what is no slice leaves no store behind.
    let store = Store::open(&settings.store)?;
    let count = fill(&store, settings, slices)?;
    eprintln!(
        "{count} triples in graph/wikidata in {:.1} s",
        started.elapsed().as_secs_f64()
    );
    Ok(Outcome::Something)
}

/// Puts slices into the graph of Wikidata; says how many triples they have.
pub(crate) fn fill(store: &Store, settings: &Settings, slices: Vec<Slice>) -> anyhow::Result<u64> {
    let quads = slices.into_iter().flatten();
    let count = store.fill_graph(
        &graph(settings)?,
        quads.map(|it| it.map_err(LoadError::from)),
    )?;
    Ok(count)
}

/// Why a slice was not loaded.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
enum LoadError {
    Slice(#[from] NotASlice),
    Store(#[from] StoreError),
}

/// The slice that comes with demarche.
pub(crate) fn shipped_slice() -> anyhow::Result<Slice> {
    let bytes: &[u8] = include_bytes!("../../data/wikidata/slice.nq.gz");
    Ok(Slice::read("data/wikidata/slice.nq.gz", bytes)?)
}

fn build(arguments: &WikidataBuild) -> anyhow::Result<Outcome> {
    let mut tables = BTreeMap::new();
    let names = shipped::SOURCES.iter().chain([&shipped::ORGANISATIONS]);
    let sources = names.map(|name| (*name, arguments.sources.join(name)));
    let own = (
        shipped::ADDITIONS,
        arguments.output.join(shipped::ADDITIONS),
    );
    for (name, path) in sources.chain([own]) {
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read table `{}`", path.display()))?;
        tables.insert(name.to_owned(), text);
    }
    let text = shipped::build(&tables)?;
    let path = arguments.output.join("slice.nq.gz");
    let packed = shipped::packed(&text)?;
    std::fs::write(&path, packed).with_context(|| format!("cannot write `{}`", path.display()))?;
    Ok(Outcome::Something)
}
