//! `demarche load`: documents of RDF into the store, in bulk.

use super::{Outcome, progress::Progress};
use crate::cli::Load;
use crate::config::Settings;
use crate::store::model::NamedNode;
use crate::store::{RdfFormat, Source, Store};
use anyhow::Context;
use std::ffi::OsStr;
use std::sync::Arc;
use std::time::Instant;

pub(crate) fn run(arguments: &Load, settings: &Settings) -> anyhow::Result<Outcome> {
    let graph = arguments.graph.as_ref().map(NamedNode::new).transpose();
    let graph = graph.context("--graph")?;
    let documents = arguments.files.iter().map(|path| {
        let name = path.extension().and_then(OsStr::to_str);
        let format = arguments.format.as_deref().or(name).unwrap_or_default();
        let format = RdfFormat::from_extension(format).with_context(|| {
            format!(
                "{}: what syntax is this? Say so with --format: nq, nt, ttl, trig, rdf or jsonld",
                path.display()
            )
        })?;
        let source = if path.as_os_str() == "-" {
            Source::Reader(Box::new(std::io::stdin()))
        } else {
            Source::File(path)
        };
        Ok((source, format))
    });
    let documents = documents.collect::<anyhow::Result<Vec<_>>>()?;
    let store = Store::open(&settings.store)?;
    let progress = Arc::new(Progress::new("quads", None));
    let shown = Arc::clone(&progress);
    let began = Instant::now();
    store
        .load(documents, graph.as_ref(), move |quads| {
            shown.at(quads, String::new);
        })
        .map_err(|(number, error)| {
            let name = number.and_then(|number| arguments.files.get(number));
            let error = anyhow::Error::from(error);
            match name {
                Some(name) => error.context(format!("{}: nothing was loaded", name.display())),
                None => error,
            }
        })?;
    let seconds = began.elapsed().as_secs_f64();
    drop(progress);
    eprintln!("{}: loaded in {seconds:.1} s", settings.store.display());
    Ok(Outcome::Something)
}
