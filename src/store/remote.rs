//! Refuses everything that would make this server open a connection to somewhere else.
//!
//! oxigraph brings an HTTP client when any crate in the build asks for its feature `http-client`.
//! A default handler of our own takes its place, so that SERVICE ends here in every build.

use oxigraph::model::NamedNode;
use oxigraph::sparql::{DefaultServiceHandler, QuerySolutionIter};
use spargebra::GraphUpdateOperation;
use spargebra::algebra::GraphPattern;

use super::StoreError;

/// Answers every SERVICE with a refusal.
pub(super) struct NoService;

/// Why a SERVICE was not called.
#[derive(Debug, thiserror::Error)]
#[error(
    "SERVICE {0} is not available: this endpoint calls no other. Ask that endpoint yourself, and join here with VALUES"
)]
pub(super) struct ServiceRefused(NamedNode);

impl DefaultServiceHandler for NoService {
    type Error = ServiceRefused;

    fn handle(
        &self,
        service_name: &NamedNode,
        _pattern: &GraphPattern,
        _base_iri: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, ServiceRefused> {
        Err(ServiceRefused(service_name.clone()))
    }
}

/// Takes LOAD out of an update: LOAD SILENT has failed silently, any other LOAD is an error.
pub(super) fn without_load(
    operations: Vec<GraphUpdateOperation>,
) -> Result<Vec<GraphUpdateOperation>, StoreError> {
    operations
        .into_iter()
        .filter_map(|operation| match operation {
            GraphUpdateOperation::Load { silent: true, .. } => None,
            GraphUpdateOperation::Load { source, .. } => Some(Err(StoreError::Remote(format!(
                "LOAD {source} is not available: this endpoint fetches nothing. Send the document with the graph store protocol"
            )))),
            operation => Some(Ok(operation)),
        })
        .collect()
}
