//! SPARQL updates, one at a time, within a deadline.

use super::ask::{parser, syntax};
use super::journal::Touched;
use super::properties::{Effect, Properties};
use super::{Dataset, Deadline, Store, StoreError, plain};
use crate::vocab::dm;
use oxigraph::model::{NamedNode, Term, Variable};
use oxigraph::sparql::QueryResults;
use oxigraph::store::Transaction;
use spargebra::algebra::{Expression, GraphPattern, GraphTarget};
use spargebra::term::{
    GraphName, GraphNamePattern, GroundQuadPattern, GroundTerm, NamedNodePattern, QuadPattern,
    TermPattern,
};
use spargebra::{GraphUpdateOperation, Query, Update};
use std::collections::BTreeSet;
use std::time::Duration;

/// An update that has been read.
pub struct Change {
    update: Update,
    base: Option<String>,
    using: Dataset,
}

/// An update of more quads is not small.
const SMALL: usize = 20_000;
/// So long is looked whether it is.
const LOOK: Duration = Duration::from_millis(500);

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
        self.carry_out(Self::change(update, base, using.clone())?, deadline)
    }

    /// Reads an update, as [`Store::update`] takes it.
    ///
    /// # Errors
    /// When it does not parse, contradicts itself, or asks for LOAD.
    pub fn change(update: &str, base: Option<&str>, using: Dataset) -> Result<Change, StoreError> {
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
        Ok(Change {
            update: parsed,
            base: base.map(str::to_owned),
            using,
        })
    }

    /// Runs an update that has been read.
    ///
    /// # Errors
    /// As [`Store::update`].
    pub fn carry_out(&self, change: Change, deadline: &Deadline) -> Result<(), StoreError> {
        let _running = self.count_running();
        let _watched = self.watch.over(deadline);
        let outcome = self
            .write_telling(|transaction| Ok(((), self.operate(change, transaction, deadline)?)));
        outcome.map_err(|error: StoreError| deadline.explain(error))
    }

    /// Whether an update ends when it is told to, and changes little: then it needs no rehearsal. Data in its text are
    /// as large as the text.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn is_small(&self, change: &Change) -> Result<bool, StoreError> {
        let mut found = change.update.operations.iter().filter_map(|it| match it {
            GraphUpdateOperation::DeleteInsert {
                delete,
                insert,
                using,
                pattern,
            } => Some((delete.len() + insert.len(), using, pattern)),
            _ => None,
        });
        let Some((quads, dataset, pattern)) = found.next() else {
            return Ok(true);
        };
        // What the first does makes the second another one.
        if found.next().is_some() || !plain::is_plain(pattern) {
            return Ok(false);
        }
        let deadline = Deadline::within(LOOK);
        let _watched = self.watch.over(&deadline);
        let query = Query::Select {
            dataset: dataset.clone(),
            pattern: GraphPattern::Project {
                inner: pattern.clone(),
                variables: Vec::new(),
            },
            base_iri: None,
        };
        let base = change.base.as_deref();
        let mut prepared = self.evaluator(base, &deadline).for_query(query);
        change.using.apply(prepared.dataset_mut());
        let most = SMALL / quads.max(1);
        let mut rows = match self.data.evaluate(prepared)? {
            QueryResults::Solutions(rows) => rows.take(most + 1),
            _ => return Ok(false),
        };
        let count = rows.try_fold(0, |count, row| row.map(|_| count + 1));
        Ok(deadline.check().is_ok() && count.is_ok_and(|count: usize| count <= most))
    }

    /// The operations of an update, one after the other.
    fn operate(
        &self,
        change: Change,
        transaction: &mut Transaction<'_>,
        deadline: &Deadline,
    ) -> Result<Effect, StoreError> {
        let (using, base) = (&change.using, change.base.as_deref());
        let (mut touched, mut properties) = (Touched::nothing(), Properties::none());
        for operation in change.update.operations {
            deadline.check()?;
            properties.and(written_by(&operation));
            touched.and(self.touched(&operation, using, base, transaction, deadline)?);
            let one = Update {
                base_iri: change.update.base_iri.clone(),
                operations: vec![operation],
            };
            let mut prepared = self.evaluator(base, deadline).for_update(one);
            for dataset in prepared.using_datasets_mut() {
                using.apply(dataset);
            }
            prepared.on_transaction(transaction).execute()?;
        }
        // Cancellation may have been lost on its way: a cut-short update must not be committed.
        deadline.check()?;
        Ok(Effect {
            things: touched,
            properties,
        })
    }

    /// What an operation is about to touch: its text says so, or its WHERE, evaluated once more.
    fn touched(
        &self,
        operation: &GraphUpdateOperation,
        using: &Dataset,
        base: Option<&str>,
        transaction: &Transaction<'_>,
        deadline: &Deadline,
    ) -> Result<Touched, StoreError> {
        let (delete, insert, dataset, pattern) = match operation {
            GraphUpdateOperation::DeleteInsert {
                delete,
                insert,
                using,
                pattern,
            } => (delete, insert, using, pattern),
            other => return Ok(told_by_text(other)),
        };
        let (mut things, mut variables) = (BTreeSet::new(), BTreeSet::new());
        for (subject, predicate, object) in templates(delete, insert) {
            match subject {
                TermPattern::NamedNode(node) => {
                    things.insert(node.into_string());
                }
                TermPattern::Variable(variable) => {
                    variables.insert((variable, None));
                }
                _ => {}
            }
            match (object, Reports::of(predicate)) {
                (TermPattern::NamedNode(article), Some(_)) => {
                    things.insert(article.into_string());
                }
                (TermPattern::Variable(article), Some(reports)) => {
                    variables.insert((article, reports.property()));
                }
                _ => {}
            }
        }
        if !variables.is_empty() && differs_each_time(pattern) {
            return Ok(Touched::Anything);
        }
        for (variable, property) in variables {
            let pattern = match property {
                None => pattern.as_ref().clone(),
                Some(property) => GraphPattern::Filter {
                    expr: Expression::SameTerm(
                        Box::new(Expression::Variable(property.clone())),
                        Box::new(NamedNode::new_unchecked(dm::REPORTED_IN).into()),
                    ),
                    inner: pattern.clone(),
                },
            };
            let query = Query::Select {
                dataset: dataset.clone(),
                pattern: GraphPattern::Distinct {
                    inner: Box::new(GraphPattern::Project {
                        inner: Box::new(pattern),
                        variables: vec![variable.clone()],
                    }),
                },
                base_iri: None,
            };
            let mut prepared = self.evaluator(base, deadline).for_query(query);
            using.apply(prepared.dataset_mut());
            if let QueryResults::Solutions(rows) = prepared.on_transaction(transaction).execute()? {
                for row in rows {
                    if let Some(Term::NamedNode(node)) = row?.get(&variable) {
                        things.insert(node.as_str().to_owned());
                    }
                    if things.len() > MANY {
                        return Ok(Touched::Anything);
                    }
                }
            }
        }
        Ok(Touched::Things(things))
    }
}

/// Things of which more are not told one by one.
const MANY: usize = 20_000;

/// Takes LOAD out of an update, which would make this server open a connection to somewhere else: LOAD SILENT has failed silently, any other LOAD is an error.
fn without_load(
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

/// What an operation without WHERE touches.
fn told_by_text(operation: &GraphUpdateOperation) -> Touched {
    match operation {
        GraphUpdateOperation::InsertData { data } => {
            let default = data
                .iter()
                .filter(|quad| quad.graph_name == GraphName::DefaultGraph);
            Touched::by_triples(default.map(|quad| (&quad.subject, &quad.predicate, &quad.object)))
        }
        GraphUpdateOperation::DeleteData { data } => {
            let default = data
                .iter()
                .filter(|quad| quad.graph_name == GraphName::DefaultGraph);
            Touched::by(default.map(|quad| {
                let object = match &quad.object {
                    GroundTerm::NamedNode(node) => Some(node.as_str()),
                    _ => None,
                };
                (Some(quad.subject.as_str()), quad.predicate.as_str(), object)
            }))
        }
        GraphUpdateOperation::Create { .. }
        | GraphUpdateOperation::Clear {
            graph: GraphTarget::NamedNode(_) | GraphTarget::NamedGraphs,
            ..
        }
        | GraphUpdateOperation::Drop {
            graph: GraphTarget::NamedNode(_) | GraphTarget::NamedGraphs,
            ..
        } => Touched::nothing(),
        _ => Touched::Anything,
    }
}

/// With which properties an operation writes or deletes something, as its text tells.
fn written_by(operation: &GraphUpdateOperation) -> Properties {
    match operation {
        GraphUpdateOperation::InsertData { data } => {
            Properties::of(data.iter().map(|quad| &quad.predicate))
        }
        GraphUpdateOperation::DeleteData { data } => {
            Properties::of(data.iter().map(|quad| &quad.predicate))
        }
        GraphUpdateOperation::DeleteInsert { delete, insert, .. } => {
            let mut found = Properties::none();
            let deleted = delete.iter().map(|quad| &quad.predicate);
            for property in deleted.chain(insert.iter().map(|quad| &quad.predicate)) {
                found.and(Properties::of_pattern(property));
            }
            found
        }
        _ => Properties::Any,
    }
}

/// What an operation deletes from the default graph and writes there, as its templates say.
fn templates<'a>(
    delete: &'a [GroundQuadPattern],
    insert: &'a [QuadPattern],
) -> impl Iterator<Item = (TermPattern, &'a NamedNodePattern, TermPattern)> {
    let is_default = |graph: &GraphNamePattern| matches!(graph, GraphNamePattern::DefaultGraph);
    let deleted = delete
        .iter()
        .filter(move |quad| is_default(&quad.graph_name))
        .map(|quad| {
            let (subject, object) = (quad.subject.clone(), quad.object.clone());
            (subject.into(), &quad.predicate, object.into())
        });
    let written = insert
        .iter()
        .filter(move |quad| is_default(&quad.graph_name))
        .map(|quad| (quad.subject.clone(), &quad.predicate, quad.object.clone()));
    deleted.chain(written)
}

/// When a triple says that an article reports something: then the article is touched too.
enum Reports<'a> {
    Always,
    /// Where this is the property.
    Where(&'a Variable),
}

impl<'a> Reports<'a> {
    fn of(property: &'a NamedNodePattern) -> Option<Self> {
        match property {
            NamedNodePattern::NamedNode(property) => {
                (property.as_str() == dm::REPORTED_IN).then_some(Self::Always)
            }
            NamedNodePattern::Variable(property) => Some(Self::Where(property)),
        }
    }

    fn property(self) -> Option<&'a Variable> {
        match self {
            Self::Always => None,
            Self::Where(property) => Some(property),
        }
    }
}

/// Whether a pattern may find something else when it is evaluated again. Where it only speaks of such words, that
/// costs an index made anew and no more.
fn differs_each_time(pattern: &GraphPattern) -> bool {
    let text = pattern.to_string().to_ascii_uppercase();
    ["RAND(", "UUID(", "NOW(", "SERVICE"]
        .iter()
        .any(|word| text.contains(word))
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
    fn what_may_multiply_is_not_small() {
        let store = Store::memory().unwrap();
        update(&store, "INSERT DATA { <urn:s> <urn:p> 1, 2, 3 }").unwrap();
        let change = |text: &str| Store::change(text, None, Dataset::default()).unwrap();
        for small in [
            "INSERT DATA { <urn:s> <urn:p> 1 } ; CLEAR GRAPH <urn:g>",
            "DELETE { ?s ?p ?o } INSERT { ?s ?p ?n } WHERE { ?s ?p ?o BIND(?o + 1 AS ?n) }",
        ] {
            assert!(store.is_small(&change(small)).unwrap(), "{small}");
        }
        for large in [
            "INSERT { ?x <urn:q> ?y } WHERE { VALUES ?x { <urn:a> } VALUES ?y { 1 } }",
            "INSERT { ?s <urn:q> ?x } WHERE { ?s ?p ?o . ?t ?q ?x }",
            "DELETE WHERE { ?s ?p 1 } ; DELETE WHERE { ?s ?p 2 }",
        ] {
            let change = change(large);
            assert!(!store.is_small(&change).unwrap(), "{large}");
        }
        assert_eq!(store.len().unwrap(), 3);
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
