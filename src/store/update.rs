//! SPARQL updates, one at a time, within a deadline.

use super::ask::{parser, syntax};
use super::journal::Touched;
use super::load::without_load;
use super::{Dataset, Deadline, Store, StoreError};
use oxigraph::model::NamedOrBlankNode;
use spargebra::GraphUpdateOperation;
use spargebra::term::GraphName;

impl Store {
    /// Runs an update: all its operations, or none.
    ///
    /// `using` are the graphs of the protocol's `using-graph-uri` parameters, which the text must
    /// not contradict with USING or WITH of its own.
    ///
    /// # Errors
    /// When the store is read-only, the update does not parse, asks for LOAD or a SERVICE that is not allowed, fails,
    /// or runs into its deadline; nothing is written then.
    pub fn update(
        &self,
        update: &str,
        base: Option<&str>,
        using: &Dataset,
        deadline: &Deadline,
    ) -> Result<(), StoreError> {
        let mut parsed = parser(base)?
            .parse_update(update)
            .map_err(|error| syntax(&error))?;
        if !using.is_unspecified() && parsed.operations.iter().any(names_its_dataset) {
            return Err(StoreError::BadRequest(
                "the update says USING or WITH, so `using-graph-uri` and `using-named-graph-uri` cannot be given as well"
                    .to_owned(),
            ));
        }
        parsed.operations = without_load(parsed.operations)?;
        let touched = touched(&parsed.operations);
        let base = base.map(str::to_owned);
        let mut prepared = self.evaluator(base.as_deref(), deadline).for_update(parsed);
        for dataset in prepared.using_datasets_mut() {
            using.apply(dataset);
        }
        let _running = self.count_running();
        let _watched = self.watch.over(deadline);
        let outcome = self.write(touched, |transaction| {
            deadline.check()?;
            prepared.on_transaction(transaction).execute()?;
            // Cancellation may have been lost on its way: a cut-short update must not be committed.
            deadline.check()
        });
        outcome.map_err(|error| deadline.explain(error))
    }
}

/// What an update touches, where its text says so.
fn touched(operations: &[GraphUpdateOperation]) -> Touched {
    let mut touched = Touched::nothing();
    for operation in operations {
        touched.and(match operation {
            GraphUpdateOperation::InsertData { data } => {
                subjects(data.iter().map(|quad| {
                    (quad.graph_name == GraphName::DefaultGraph).then_some(&quad.subject)
                }))
            }
            GraphUpdateOperation::DeleteData { data } => Touched::Things(
                data.iter()
                    .filter(|quad| quad.graph_name == GraphName::DefaultGraph)
                    .map(|quad| quad.subject.as_str().to_owned())
                    .collect(),
            ),
            GraphUpdateOperation::Create { .. } => Touched::nothing(),
            _ => Touched::Anything,
        });
    }
    touched
}

fn subjects<'a>(found: impl Iterator<Item = Option<&'a NamedOrBlankNode>>) -> Touched {
    Touched::Things(
        found
            .filter_map(|subject| match subject {
                Some(NamedOrBlankNode::NamedNode(node)) => Some(node.as_str().to_owned()),
                _ => None,
            })
            .collect(),
    )
}

fn names_its_dataset(operation: &GraphUpdateOperation) -> bool {
    matches!(
        operation,
        GraphUpdateOperation::DeleteInsert { using: Some(_), .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::model::NamedNode;
    use std::time::Duration;

    fn update(store: &Store, text: &str) -> Result<(), StoreError> {
        store.update(text, None, &Dataset::default(), &Deadline::none())
    }

    #[test]
    fn load_is_refused_and_silent_load_does_nothing() {
        let store = Store::memory().unwrap();
        let error = update(&store, "LOAD <http://127.0.0.1:9/x.ttl>").unwrap_err();
        assert!(matches!(error, StoreError::Remote(_)), "{error}");
        update(
            &store,
            "LOAD SILENT <http://127.0.0.1:9/x.ttl> ; INSERT DATA { <urn:s> <urn:p> 1 }",
        )
        .unwrap();
        assert_eq!(store.len().unwrap(), 1);
    }

    #[test]
    fn an_update_whose_time_is_over_writes_nothing() {
        let store = Store::memory().unwrap();
        let error = store
            .update(
                "INSERT DATA { <urn:s> <urn:p> 1 }",
                None,
                &Dataset::default(),
                &Deadline::within(Duration::ZERO),
            )
            .unwrap_err();
        assert!(matches!(error, StoreError::Timeout { .. }));
        assert!(store.is_empty().unwrap());
    }

    #[test]
    fn a_dataset_is_named_once() {
        let store = Store::memory().unwrap();
        let using = Dataset {
            default: vec![NamedNode::new_unchecked("urn:g")],
            named: Vec::new(),
        };
        let text = "INSERT { <urn:s> <urn:p> ?o } USING <urn:h> WHERE { ?s ?p ?o }";
        let error = store
            .update(text, None, &using, &Deadline::none())
            .unwrap_err();
        assert!(matches!(error, StoreError::BadRequest(_)));
    }
}
