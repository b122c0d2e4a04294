//! `demarche wikidata`: slices of Wikidata, cut, loaded, built.

use super::Outcome;
use super::progress::Progress;
use crate::cli::{WikidataCommand, WikidataLoad, WikidataSlice};
use crate::config::{ConfigError, Settings, flags};
use crate::graph::iri::Minter;
use crate::link::Gazetteer;
use crate::store::Store;
use crate::store::model::{NamedNode, NamedNodeRef, Term};
use crate::vocab::skos;
use crate::wikidata::{Ids, Job, Told, Wanted, pointed_to, slice};
use anyhow::Context;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

pub(crate) fn run(
    command: WikidataCommand,
    settle: impl Fn(&[Value]) -> Result<Settings, ConfigError>,
) -> anyhow::Result<Outcome> {
    match command {
        WikidataCommand::Slice(it) => cut(&it, &settle(&[flags(&it.store), flags(&it.work)])?),
        WikidataCommand::Load(it) => load(&it, &settle(&[flags(&it.store)])?),
        WikidataCommand::Build(_) => todo!(),
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
        let mut list = String::new();
        for id in pointed_to(&arguments.out)?.iter() {
            list.push_str(&format!("Q{id}\n"));
        }
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

fn load(_arguments: &WikidataLoad, _settings: &Settings) -> anyhow::Result<Outcome> {
    let _ = Path::new("");
    todo!()
}
