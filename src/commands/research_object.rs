//! `demarche export crate`: every export in one folder, described as an RO-Crate.

use super::{Outcome, output::Output};
use crate::cli::Export;
use crate::export::{self, Digest, Part, Source};
use anyhow::{Context, bail};
use std::io::Write;
use std::path::Path;

/// Large and said by other files too: quads that `graph.nq` and `graph.ttl` hold in another syntax.
const OTHER_SYNTAXES: [&str; 4] = ["graph.trig", "graph.jsonld", "graph.nt", "graph.rdf"];

pub(crate) fn run(arguments: &Export, source: &Source<'_>) -> anyhow::Result<Outcome> {
    let Some(folder) = arguments
        .output
        .as_deref()
        .filter(|it| *it != Path::new("-"))
    else {
        bail!("a research object is a folder: name it with --output DIR");
    };
    if arguments.format.is_some() || arguments.canonical || arguments.graph.is_some() {
        bail!("a research object holds all formats: leave out --format, --graph and --canonical");
    }
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{}: cannot make the folder", folder.display()))?;
    let mut parts = Vec::new();
    for file in export::files() {
        if OTHER_SYNTAXES.contains(&file.name.as_str()) {
            continue;
        }
        let mut out = Output::open(Some(&folder.join(&file.name)))?;
        let mut digest = Digest::new(&mut out);
        let notes = file.write(source, &mut digest)?;
        let (bytes, sha256) = digest.finish();
        out.finish()?;
        for note in &notes {
            eprintln!("{}: {note}", file.name);
        }
        parts.push(Part {
            name: file.name,
            media_type: file.media_type,
            about: file.about,
            bytes,
            sha256,
            notes,
        });
    }
    parts.push(measured_error(folder)?);
    let now = jiff::Timestamp::now().to_string();
    let day = source.publication().created.as_deref().unwrap_or(&now);
    let metadata = export::metadata(&parts, source.publication(), day.get(..10).unwrap_or(day));
    let mut out = Output::open(Some(&folder.join("ro-crate-metadata.json")))?;
    serde_json::to_writer_pretty(&mut out, &metadata)?;
    writeln!(out)?;
    out.finish()?;
    let mut out = Output::open(Some(&folder.join(export::PREVIEW)))?;
    out.write_all(export::preview(&metadata).as_bytes())?;
    out.finish()
}

fn measured_error(folder: &Path) -> anyhow::Result<Part> {
    let mut out = Output::open(Some(&folder.join(export::MEASURED_ERROR)))?;
    let mut digest = Digest::new(&mut out);
    digest.write_all(export::measured_error().as_bytes())?;
    let (bytes, sha256) = digest.finish();
    out.finish()?;
    Ok(Part {
        name: export::MEASURED_ERROR.to_owned(),
        media_type: "text/markdown",
        about: "How good the extraction is: precision and recall against articles annotated by hand",
        bytes,
        sha256,
        notes: Vec::new(),
    })
}
