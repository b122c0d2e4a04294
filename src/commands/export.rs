//! `demarche export`: the graph in any RDF syntax or in canonical form, tables, bibliographies, or all of it as a research object.

use super::{Outcome, output::Output, publication, research_object};
use crate::cli::{Export, ExportFormat, What};
use crate::config::Settings;
use crate::export::{self, Passages, Publication, Source};
use crate::store::{Deadline, GraphTarget, JsonLdProfileSet, RdfFormat, Store, model::NamedNode};
use anyhow::{Context, bail};
use clap::ValueEnum;
use std::path::Path;

pub(crate) fn run(arguments: &Export, settings: &Settings) -> anyhow::Result<Outcome> {
    let publication = publication(arguments, settings)?;
    let store = Store::open_read_only(&settings.store)?;
    let deadline = Deadline::none();
    let source = Source::new(&store, &settings.base, &deadline, publication)?;
    if arguments.what == What::Crate {
        return research_object::run(arguments, &source);
    }
    let format = match arguments.format {
        Some(format) => Some(format),
        None => arguments.output.as_deref().map(by_extension).transpose()?,
    };
    if let (What::Graph, false, Some(target)) = (
        arguments.what,
        arguments.canonical,
        target(arguments.graph.as_deref(), &settings.base)?,
    ) {
        let Some(format) = rdf(format.unwrap_or(ExportFormat::Nq)) else {
            bail!("a graph is written as nq, trig, jsonld, ttl, nt or rdf");
        };
        let mut out = Output::open(arguments.output.as_deref())?;
        store.read_graph(&target, format, &deadline, &mut out)?;
        return out.finish();
    }
    let file = file(arguments, format)?;
    let mut out = Output::open(arguments.output.as_deref())?;
    for note in file.write(&source, &mut out)? {
        eprintln!("{}: {note}", file.name);
    }
    out.finish()
}

/// What the publisher says. What is made for publication holds short passages where no more may be published; everything else is the
/// operator's own copy and whole.
fn publication(arguments: &Export, settings: &Settings) -> anyhow::Result<Publication> {
    if let Some(created) = &arguments.created
        && let Err(error) = created.parse::<jiff::Timestamp>()
    {
        bail!("`{created}` is no time as 2026-11-21T12:00:00Z: {error}");
    }
    let publication = publication::of(settings)?;
    let passages = match arguments.what {
        What::Nanopubs | What::Crate => publication.passages,
        _ => Passages::Whole,
    };
    Ok(Publication {
        created: arguments.created.clone(),
        passages,
        ..publication
    })
}

/// The file that was asked for.
fn file(arguments: &Export, format: Option<ExportFormat>) -> anyhow::Result<export::File> {
    if arguments.canonical {
        let name = if arguments.hash {
            "canonical.sha256"
        } else {
            "canonical.nq"
        };
        return export::find(name).with_context(|| format!("`{name}` is missing"));
    }
    let what = typed(&arguments.what).replace('-', "_");
    let offers: Vec<export::File> = export::files()
        .into_iter()
        .filter(|file| file.name.split_once('.').is_some_and(|(it, _)| it == what))
        .collect();
    let names: Vec<String> = offers.iter().map(|file| file.name.clone()).collect();
    let wanted = format.map(|format| format!("{what}.{}", typed(&format)));
    let found = match &wanted {
        Some(name) => offers.into_iter().find(|file| file.name == *name),
        None => offers.into_iter().next(),
    };
    match (found, format.and_then(rdf), arguments.what) {
        (Some(_), Some(format), What::Graph) if !format.supports_datasets() => bail!(
            "{format} holds one graph: choose one with --graph, or --format nq, trig or jsonld"
        ),
        (Some(file), ..) => Ok(file),
        (None, ..) => bail!(
            "there is no `{}`: there is {}",
            wanted.unwrap_or(what),
            names.join(", ")
        ),
    }
}

/// The name by which a choice is typed.
fn typed(choice: &impl ValueEnum) -> String {
    choice
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

/// `default`, a name below `graph/` of the base, or an IRI.
fn target(name: Option<&str>, base: &str) -> anyhow::Result<Option<GraphTarget>> {
    let iri = match name {
        None => return Ok(None),
        Some("default") => return Ok(Some(GraphTarget::Default)),
        Some(iri) if iri.contains("://") => iri.to_owned(),
        Some(local) => format!("{base}graph/{}", local.trim_start_matches("graph/")),
    };
    let iri = NamedNode::new(&iri).with_context(|| format!("`{iri}` names no graph"))?;
    Ok(Some(GraphTarget::Named(iri)))
}

fn by_extension(path: &Path) -> anyhow::Result<ExportFormat> {
    let extension = path
        .extension()
        .and_then(|it| it.to_str())
        .unwrap_or_default();
    ExportFormat::from_str(extension, true).map_err(|_unknown| {
        let names: Vec<String> = ExportFormat::value_variants()
            .iter()
            .map(|format| format!(".{}", typed(format)))
            .collect();
        anyhow::anyhow!(
            "{}: the extension names no format: use {}, or --format",
            path.display(),
            names.join(", ")
        )
    })
}

fn rdf(format: ExportFormat) -> Option<RdfFormat> {
    Some(match format {
        ExportFormat::Nq => RdfFormat::NQuads,
        ExportFormat::Trig => RdfFormat::TriG,
        ExportFormat::Nt => RdfFormat::NTriples,
        ExportFormat::Ttl => RdfFormat::Turtle,
        ExportFormat::Jsonld => json_ld(),
        ExportFormat::Rdf => RdfFormat::RdfXml,
        _ => return None,
    })
}

/// JSON-LD as it can be streamed.
pub(crate) fn json_ld() -> RdfFormat {
    RdfFormat::JsonLd {
        profile: JsonLdProfileSet::empty(),
    }
}
