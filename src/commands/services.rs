//! What queries may ask beyond the store, as the operator set it.

use crate::config::{ServiceWikidata, Settings};
use crate::graph::iri::Minter;
use crate::store::model::NamedNode;
use crate::store::{Services, Wikidata};
use anyhow::{Context, ensure};
use std::time::Duration;

/// The settings of SERVICE.
pub(crate) fn of(settings: &Settings) -> anyhow::Result<Services> {
    for endpoint in settings
        .service_allow
        .iter()
        .chain([&settings.service_endpoint])
    {
        let is_address = endpoint.starts_with("https://") || endpoint.starts_with("http://");
        ensure!(
            is_address && NamedNode::new(endpoint.as_str()).is_ok(),
            "`{endpoint}` is no endpoint: give an http(s) address"
        );
    }
    let graph = Minter::new(&settings.base)?.wikidata_graph();
    Ok(Services {
        wikidata: match settings.service_wikidata {
            ServiceWikidata::Local => Wikidata::Local,
            ServiceWikidata::Remote => Wikidata::Remote,
            ServiceWikidata::Off => Wikidata::Off,
        },
        graph: NamedNode::new(graph.as_str()).context("the base")?,
        endpoint: settings.service_endpoint.clone(),
        allow: settings.service_allow.clone(),
        private: settings.service_private,
        timeout: Duration::from_secs(settings.service_timeout),
        // Wikidata asks for a name behind which somebody can be found.
        agent: format!("demarche/{} ({})", env!("CARGO_PKG_VERSION"), settings.base),
        ..Services::default()
    })
}
