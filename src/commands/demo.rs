//! `demarche demo`: the sample articles become a graph, and the graph is served.

use super::ingest::{Tally, this_run};
use super::{Outcome, log, samples, serve, services, wikidata};
use crate::cli::Demo;
use crate::config::Settings;
use crate::pipeline::Pipeline;
use crate::serve::Server;
use crate::store::{Articles, Store};
use std::sync::Arc;
use std::time::Instant;

pub(crate) fn run(arguments: &Demo, settings: &Settings) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let store = match &arguments.folder {
        Some(folder) => Store::open(folder)?,
        None => Store::memory()?,
    };
    let store = store.with_services(services::of(settings)?);
    let pipeline = Pipeline::new(&settings.base)?;
    let mut tally = Tally::default();
    let mut articles = Articles::open(&store, pipeline.minter().clone())?;
    let run = this_run();
    for article in samples::articles()? {
        let facts = pipeline.facts(&article);
        tally.add(&articles.write(&pipeline.graph(&facts, &article.text)?, &run)?);
    }
    drop(articles);
    wikidata::fill(&store, settings, vec![wikidata::shipped_slice()?])?;
    eprintln!(
        "{} sample articles in {:.1} s, {} quads",
        tally.stored(),
        started.elapsed().as_secs_f64(),
        store.len()?
    );
    if arguments.no_serve {
        return Ok(Outcome::Something);
    }
    log::show(settings)?;
    let server = Server::build(serve::settings_of(settings)?, Arc::new(store))?;
    let address = serve::address(settings, &server);
    eprintln!("\nLook around at {address}, or ask from another terminal who met whom:\n");
    eprintln!("{}", first_query(&address));
    eprintln!("Ctrl-C ends the demo.");
    server.run()?;
    Ok(Outcome::Something)
}

/// A query that can be copied into a shell.
fn first_query(address: &str) -> String {
    format!(
        "    curl -H 'Accept: text/csv' {address}sparql --data-urlencode 'query=\n\
        \x20     PREFIX dm: <https://w3id.org/demarche/ns#>\n\
        \x20     PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\
        \x20     SELECT ?date ?what {{ ?m a dm:Meeting ; dm:edtf ?date ; rdfs:label ?what FILTER(lang(?what) = \"en\") }} ORDER BY ?date'\n"
    )
}
