//! `demarche export`: the graph, or one graph of it, in any RDF syntax or in canonical form.

use super::{Outcome, output::Output};
use crate::cli::{Export, RdfFormat as Wanted};
use crate::config::Settings;
use crate::graph::iri::Minter;
use crate::store::{Deadline, GraphTarget, JsonLdProfileSet, RdfFormat, Store, model::NamedNode};
use anyhow::{Context, bail};
use std::path::Path;

pub(crate) fn run(arguments: &Export, settings: &Settings) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&settings.store)?;
    let target = target(arguments.graph.as_deref(), &settings.base)?;
    let mut out = Output::open(arguments.output.as_deref())?;
    if arguments.canonical {
        store.write_canonical(&Minter::new(&settings.base)?, &mut out)?;
    } else {
        let wanted = match arguments.format {
            Some(format) => format,
            None => arguments
                .output
                .as_deref()
                .map_or(Ok(Wanted::Nq), by_extension)?,
        };
        let format = rdf(wanted);
        if target == GraphTarget::All && !format.supports_datasets() {
            bail!(
                "{format} holds one graph: choose one with --graph, or --format nq, trig or jsonld"
            );
        }
        store.read_graph(&target, format, &Deadline::none(), &mut out)?;
    }
    out.finish()
}

/// `default`, a name below `graph/` of the base, or an IRI; without a name everything.
fn target(name: Option<&str>, base: &str) -> anyhow::Result<GraphTarget> {
    let iri = match name {
        None => return Ok(GraphTarget::All),
        Some("default") => return Ok(GraphTarget::Default),
        Some(iri) if iri.contains("://") => iri.to_owned(),
        Some(local) => format!("{base}graph/{}", local.trim_start_matches("graph/")),
    };
    let iri = NamedNode::new(&iri).with_context(|| format!("`{iri}` names no graph"))?;
    Ok(GraphTarget::Named(iri))
}

fn by_extension(path: &Path) -> anyhow::Result<Wanted> {
    Ok(match path.extension().and_then(|it| it.to_str()) {
        Some("nq") => Wanted::Nq,
        Some("trig") => Wanted::Trig,
        Some("nt") => Wanted::Nt,
        Some("ttl") => Wanted::Ttl,
        Some("jsonld") => Wanted::Jsonld,
        Some("rdf") => Wanted::Rdf,
        _ => bail!(
            "{}: the extension names no format: use .nq, .trig, .nt, .ttl, .jsonld or .rdf, or --format",
            path.display()
        ),
    })
}

pub(crate) fn rdf(format: Wanted) -> RdfFormat {
    match format {
        Wanted::Nq => RdfFormat::NQuads,
        Wanted::Trig => RdfFormat::TriG,
        Wanted::Nt => RdfFormat::NTriples,
        Wanted::Ttl => RdfFormat::Turtle,
        Wanted::Jsonld => json_ld(),
        Wanted::Rdf => RdfFormat::RdfXml,
    }
}

/// JSON-LD as it can be streamed.
pub(crate) fn json_ld() -> RdfFormat {
    RdfFormat::JsonLd {
        profile: JsonLdProfileSet::empty(),
    }
}
