//! `demarche query`: one SPARQL query, its answer on standard output.

use super::{Outcome, output::Output, services};
use crate::cli::{AnswerFormat as Wanted, Query};
use crate::config::Settings;
use crate::store::{
    Answer, AnswerFormat, AsOf, Dataset, Deadline, Form, QueryResultsFormat, RdfFormat, Snapshots,
    Store,
};
use anyhow::{Context, bail};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

pub(crate) fn run(arguments: &Query, settings: &Settings) -> anyhow::Result<Outcome> {
    let name = arguments.file.display().to_string();
    let query = read(&arguments.file)?;
    let question = Store::question(&query, Some(&settings.base), Dataset::default())
        .with_context(|| name.clone())?;
    let wanted = match arguments.format {
        Some(format) => Some(format),
        None => arguments.output.as_deref().map(by_extension).transpose()?,
    };
    let format = format(wanted, question.form())?;
    let mut store =
        Arc::new(Store::open_read_only(&settings.store)?.with_services(services::of(settings)?));
    if let Some(moment) = &arguments.asof {
        let asof = AsOf::parse(moment, arguments.clock.as_deref())?;
        store = Snapshots::default().at(&store, &settings.base, &asof)?;
    }
    let is_empty = store.with_answer(&question, &Deadline::none(), |answer| {
        Ok(match answer {
            Answer::Rows(mut rows) => rows.next().is_none(),
            Answer::Boolean(yes) => !yes,
            Answer::Triples(mut triples) => triples.next().is_none(),
        })
    });
    let is_empty = is_empty.with_context(|| name.clone())?;
    let mut out = Output::open(arguments.output.as_deref())?;
    store
        .ask(&question, format, &Deadline::none(), &mut out)
        .with_context(|| name.clone())?;
    out.finish()?;
    Ok(if is_empty {
        Outcome::Nothing
    } else {
        Outcome::Something
    })
}

fn read(path: &Path) -> anyhow::Result<String> {
    let mut query = String::new();
    if path == Path::new("-") {
        std::io::stdin()
            .read_to_string(&mut query)
            .context("standard input: cannot read the query")?;
    } else {
        query = std::fs::read_to_string(path)
            .with_context(|| format!("{}: cannot read the query", path.display()))?;
    }
    Ok(query)
}

fn by_extension(path: &Path) -> anyhow::Result<Wanted> {
    Ok(match path.extension().and_then(|it| it.to_str()) {
        Some("tsv") => Wanted::Tsv,
        Some("csv") => Wanted::Csv,
        Some("json" | "srj") => Wanted::Json,
        Some("xml" | "srx") => Wanted::Xml,
        Some("ttl") => Wanted::Ttl,
        Some("nt") => Wanted::Nt,
        Some("jsonld") => Wanted::Jsonld,
        Some("rdf") => Wanted::Rdf,
        _ => bail!(
            "{}: the extension names no format: use .tsv, .csv, .json, .xml, .ttl, .nt, .jsonld or .rdf, or --format",
            path.display()
        ),
    })
}

/// The format for the kind of answer: what was asked for, or the kind's usual one.
fn format(wanted: Option<Wanted>, form: Form) -> anyhow::Result<AnswerFormat> {
    use AnswerFormat::{Rdf, Results};
    Ok(match (form, wanted) {
        (Form::Triples, None | Some(Wanted::Ttl)) => Rdf(RdfFormat::Turtle),
        (Form::Triples, Some(Wanted::Nt)) => Rdf(RdfFormat::NTriples),
        (Form::Triples, Some(Wanted::Rdf)) => Rdf(RdfFormat::RdfXml),
        (Form::Triples, Some(Wanted::Jsonld)) => Rdf(super::export::json_ld()),
        (Form::Triples, Some(other)) => {
            bail!("`{other:?}` cannot hold a graph: choose --format ttl, nt, jsonld or rdf")
        }
        (Form::Rows, None | Some(Wanted::Tsv)) => Results(QueryResultsFormat::Tsv),
        (Form::Boolean, None | Some(Wanted::Json)) | (_, Some(Wanted::Json)) => {
            Results(QueryResultsFormat::Json)
        }
        (_, Some(Wanted::Csv)) => Results(QueryResultsFormat::Csv),
        (_, Some(Wanted::Tsv)) => Results(QueryResultsFormat::Tsv),
        (_, Some(Wanted::Xml)) => Results(QueryResultsFormat::Xml),
        (_, Some(other)) => {
            bail!("`{other:?}` cannot hold rows: choose --format tsv, csv, json or xml")
        }
    })
}
