//! What is read: the database as it is, or a moment of its past.

use oxigraph::model::{
    GraphNameRef, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, TermRef,
};
use oxigraph::sparql::{PreparedSparqlQuery, QueryEvaluationError, QueryResults};

use super::StoreError;
use super::asof::Past;

/// A dataset. Clones share what they read.
#[derive(Clone)]
pub(super) enum Data {
    /// The database.
    Now(oxigraph::store::Store),
    /// What was so at a moment.
    Then(Past),
}

impl Data {
    /// The database, where it is one: what is past cannot be written.
    pub(super) fn database(&self) -> Result<&oxigraph::store::Store, StoreError> {
        match self {
            Self::Now(store) => Ok(store),
            Self::Then(_) => Err(StoreError::ReadOnly),
        }
    }

    /// Evaluates a query over it.
    pub(super) fn evaluate(
        &self,
        query: PreparedSparqlQuery,
    ) -> Result<QueryResults<'static>, QueryEvaluationError> {
        match self {
            Self::Now(store) => query.on_store(store).execute(),
            Self::Then(past) => query.on_queryable_dataset(past.clone()).execute(),
        }
    }

    /// The quads that fit a pattern; `None` fits everything, also every graph.
    pub(super) fn quads_for_pattern(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        property: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        match self {
            Self::Now(store) => {
                let quads = store.quads_for_pattern(subject, property, object, graph);
                Either::Now(quads.map(|quad| Ok(quad?)))
            }
            Self::Then(past) => Either::Then(past.quads_for_pattern(
                subject.map(Into::into),
                property,
                object,
                graph,
            )),
        }
    }

    /// All quads.
    pub(super) fn iter(&self) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        self.quads_for_pattern(None, None, None, None)
    }

    /// The names of the named graphs.
    pub(super) fn named_graphs(
        &self,
    ) -> impl Iterator<Item = Result<NamedOrBlankNode, StoreError>> + use<> {
        match self {
            Self::Now(store) => Either::Now(store.named_graphs().map(|name| Ok(name?))),
            Self::Then(past) => Either::Then(past.named_graphs()),
        }
    }

    pub(super) fn contains_named_graph(&self, name: NamedNodeRef<'_>) -> Result<bool, StoreError> {
        match self {
            Self::Now(store) => Ok(store.contains_named_graph(name)?),
            Self::Then(past) => Ok(past.contains_named_graph(name)),
        }
    }

    pub(super) fn len(&self) -> Result<usize, StoreError> {
        match self {
            Self::Now(store) => Ok(store.len()?),
            Self::Then(past) => Ok(past.len()),
        }
    }
}

/// One of two iterators.
enum Either<N, T> {
    Now(N),
    Then(T),
}

impl<I, N: Iterator<Item = I>, T: Iterator<Item = I>> Iterator for Either<N, T> {
    type Item = I;

    fn next(&mut self) -> Option<I> {
        match self {
            Self::Now(quads) => quads.next(),
            Self::Then(quads) => quads.next(),
        }
    }
}
