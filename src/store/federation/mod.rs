//! SERVICE: what an operator lets queries ask beyond the store, and how.
//!
//! Wikidata's endpoint is answered from the slice in the store, asked itself, or not at all ([`Wikidata`]); other endpoints
//! are asked if the operator lists them. Everything else is refused before a socket is opened: a name is compared
//! with the list first, then what it resolves to must not lead inward (`address.rs`), and redirects are not followed.
//!
//! oxigraph brings an HTTP client when any crate in the build asks for its feature `http-client`. A default handler of
//! our own takes its place, so that SERVICE ends here in every build.

mod address;
mod bind;
mod client;

use std::sync::Arc;
use std::time::Duration;

use oxigraph::model::{NamedNode, Variable};
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput,
};
use oxigraph::sparql::{
    DefaultServiceHandler, QueryResults, QuerySolution, QuerySolutionIter, SparqlEvaluator,
};
use spargebra::Query;
use spargebra::algebra::GraphPattern;

use super::data::Data;
use super::{Deadline, StoreError};
use crate::graph::iri::Minter;
pub(super) use bind::restricted;
use client::Client;

/// The endpoint of Wikidata, as queries name it.
pub const WIKIDATA: &str = "https://query.wikidata.org/sparql";

/// How `SERVICE <https://query.wikidata.org/sparql>` is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wikidata {
    /// From the graph of the slice, as the default graph.
    Local,
    /// By Wikidata, or whoever is put in its place.
    Remote,
    /// With a refusal.
    #[default]
    Off,
}

/// What the operator allows.
#[derive(Clone, Debug)]
pub struct Services {
    /// How Wikidata is asked. Default: not at all.
    pub wikidata: Wikidata,
    /// The graph that holds the slice.
    pub graph: NamedNode,
    /// Whom to ask instead of Wikidata: a mirror, say. Default: Wikidata.
    pub endpoint: String,
    /// Other endpoints that may be asked, by the names that queries give them. Default: none.
    pub allow: Vec<String>,
    /// Whether these endpoints may lie on addresses that are not public. Default: no.
    pub private: bool,
    /// How long one endpoint may take to answer one question. Default: 20 s.
    pub timeout: Duration,
    /// How often a question is put again after a passing failure. Default: twice.
    pub retries: u32,
    /// How long an answer is kept. Default: an hour.
    pub keep: Duration,
    /// Who asks, as endpoints want to know.
    pub agent: String,
}

impl Default for Services {
    /// Nothing is allowed.
    fn default() -> Self {
        Self {
            wikidata: Wikidata::Off,
            graph: NamedNode::new_unchecked(Minter::default().wikidata_graph().as_str()),
            endpoint: WIKIDATA.to_owned(),
            allow: Vec::new(),
            private: false,
            timeout: Duration::from_secs(20),
            retries: 2,
            keep: Duration::from_hours(1),
            agent: concat!("demarche/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// What answers SERVICE for a store.
pub(super) struct Desk {
    settings: Services,
    client: Client,
}

/// Where a question goes.
enum Way<'a> {
    /// To the graph of the slice.
    Local,
    /// To an endpoint.
    Remote(&'a str),
}

impl Desk {
    pub(super) fn new(settings: Services) -> Self {
        let client = Client::new(&settings);
        Self { settings, client }
    }

    /// Where a question for an endpoint goes, if anywhere.
    fn way(&self, name: &str) -> Option<Way<'_>> {
        if name == WIKIDATA {
            return match self.settings.wikidata {
                Wikidata::Local => Some(Way::Local),
                Wikidata::Remote => Some(Way::Remote(&self.settings.endpoint)),
                Wikidata::Off => None,
            };
        }
        let listed = self.settings.allow.iter().find(|it| *it == name);
        listed.map(|it| Way::Remote(it))
    }

    /// Whether an endpoint's questions are answered.
    pub(super) fn answers(&self, name: &str) -> bool {
        self.way(name).is_some()
    }
}

/// Answers SERVICE while one question is evaluated.
pub(super) struct Handler {
    pub(super) desk: Arc<Desk>,
    pub(super) data: Data,
    pub(super) deadline: Deadline,
}

/// Why a SERVICE was not answered.
#[derive(Debug, thiserror::Error)]
pub(super) enum ServiceError {
    #[error(
        "SERVICE {0} is not available: this endpoint does not ask it. Ask it yourself and join here with VALUES, or let the operator allow it (`service.allow`, `service.wikidata`)"
    )]
    Refused(NamedNode),
    #[error("SERVICE {name} did not answer: {why}")]
    Failed { name: NamedNode, why: String },
    #[error("{0}")]
    Stopped(#[from] StoreError),
}

impl DefaultServiceHandler for Handler {
    type Error = ServiceError;

    fn handle(
        &self,
        name: &NamedNode,
        pattern: &GraphPattern,
        base: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, ServiceError> {
        self.deadline.check()?;
        match self.desk.way(name.as_str()) {
            None => Err(ServiceError::Refused(name.clone())),
            Some(Way::Local) => self.local(name, pattern, base),
            Some(Way::Remote(endpoint)) => self.remote(name, endpoint, pattern),
        }
    }
}

impl Handler {
    fn local(
        &self,
        name: &NamedNode,
        pattern: &GraphPattern,
        base: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, ServiceError> {
        let failed = |why: String| ServiceError::Failed {
            name: name.clone(),
            why,
        };
        let graph = &self.desk.settings.graph;
        let loaded = self.data.contains_named_graph(graph.as_ref());
        if !loaded.map_err(|error| failed(error.to_string()))? {
            return Err(failed(
                "no slice of Wikidata is loaded: `demarche wikidata load`".to_owned(),
            ));
        }
        let pattern = bind::in_parts(pattern, usize::MAX).pop();
        let query = Query::Select {
            dataset: None,
            // No value, no row.
            pattern: pattern.unwrap_or_else(bind::no_row),
            base_iri: base.cloned(),
        };
        // Within the slice SERVICE leads nowhere, itself included.
        let mut prepared = SparqlEvaluator::new()
            .with_cancellation_token(self.deadline.token())
            .with_default_service_handler(Nowhere)
            .for_query(query);
        let dataset = prepared.dataset_mut();
        dataset.set_default_graph(vec![graph.clone().into()]);
        dataset.set_available_named_graphs(Vec::new());
        match self.data.evaluate(prepared) {
            Ok(QueryResults::Solutions(rows)) => Ok(rows),
            Ok(_) => Err(failed("its answer has no rows".to_owned())),
            Err(error) => Err(failed(error.to_string())),
        }
    }

    fn remote(
        &self,
        name: &NamedNode,
        endpoint: &str,
        pattern: &GraphPattern,
    ) -> Result<QuerySolutionIter<'static>, ServiceError> {
        let failed = |why: String| ServiceError::Failed {
            name: name.clone(),
            why,
        };
        let mut variables: Option<Arc<[Variable]>> = None;
        let mut rows = Vec::new();
        for part in bind::in_parts(pattern, bind::AT_ONCE) {
            let query = Query::Select {
                dataset: None,
                pattern: part,
                base_iri: None,
            };
            let asked = self
                .desk
                .client
                .ask(endpoint, &query.to_string(), &self.deadline);
            let bytes = asked.map_err(|error| match error {
                client::Failure::Stopped(error) => ServiceError::Stopped(error),
                client::Failure::Other(why) => failed(why),
            })?;
            let parsed =
                QueryResultsParser::from_format(QueryResultsFormat::Json).for_slice(&bytes);
            let SliceQueryResultsParserOutput::Solutions(solutions) = parsed
                .map_err(|error| failed(format!("its answer is no result in JSON: {error}")))?
            else {
                return Err(failed("its answer has no rows".to_owned()));
            };
            let own: Arc<[Variable]> = solutions.variables().into();
            let names = Arc::clone(variables.get_or_insert(own));
            for solution in solutions {
                let solution = solution.map_err(|error| failed(error.to_string()))?;
                let values = names.iter().map(|name| solution.get(name).cloned());
                let values: Vec<_> = values.collect();
                rows.push(Ok(QuerySolution::from((Arc::clone(&names), values))));
            }
        }
        let variables = variables.unwrap_or_else(|| Arc::from([]));
        Ok(QuerySolutionIter::new(variables, rows))
    }
}

/// Refuses every SERVICE.
struct Nowhere;

impl DefaultServiceHandler for Nowhere {
    type Error = ServiceError;

    fn handle(
        &self,
        name: &NamedNode,
        _pattern: &GraphPattern,
        _base: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, ServiceError> {
        Err(ServiceError::Refused(name.clone()))
    }
}
