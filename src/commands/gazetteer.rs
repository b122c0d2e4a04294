//! `demarche gazetteer build`: the tables of `data/gazetteer` from tables of Wikidata facts.

use super::Outcome;
use crate::cli::GazetteerCommand;
use crate::link::gazetteer::build::{ADDITIONS, ORGANISATIONS, SOURCES, build};
use crate::wikidata::Slice;
use crate::wikidata::tables::tables;
use anyhow::Context;
use std::collections::BTreeMap;
use std::path::Path;

pub(crate) fn run(command: &GazetteerCommand) -> anyhow::Result<Outcome> {
    let GazetteerCommand::Build {
        sources,
        output,
        slice,
    } = command;
    let names = SOURCES.iter().copied().chain([ORGANISATIONS]);
    let mut sources = read(sources, names)?;
    if let Some(path) = slice {
        sources.extend(tables(Slice::open(path)?)?);
    }
    let additions = read(&output.join("additions"), ADDITIONS.iter().copied())?;
    for (name, text) in build(&sources, &additions)? {
        let path = output.join(name);
        std::fs::write(&path, text)
            .with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(Outcome::Something)
}

fn read<'a>(
    folder: &Path,
    names: impl Iterator<Item = &'a str>,
) -> anyhow::Result<BTreeMap<String, String>> {
    names
        .map(|name| {
            let path = folder.join(name);
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read table `{}`", path.display()))?;
            Ok((name.to_owned(), text))
        })
        .collect()
}
