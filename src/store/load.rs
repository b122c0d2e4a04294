//! Refuses LOAD, which would make this server open a connection to somewhere else. `federation/` answers SERVICE.

use spargebra::GraphUpdateOperation;

use super::StoreError;

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
