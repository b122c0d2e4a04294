//! What one transaction changes.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef, Quad};
use oxigraph::store::Transaction;

use super::named;
use crate::graph::consolidate::Delta;
use crate::graph::quads::{self, iri_of};
use crate::store::StoreError;
use crate::store::bridge::to_store;
use crate::store::journal::Touched;
use crate::store::properties::{Effect, Properties};
use crate::vocab::{dct, dm};

/// What one transaction changes.
#[derive(Default)]
pub(super) struct Change {
    pub(super) remove: Vec<quads::Quad>,
    pub(super) insert: Vec<quads::Quad>,
    replaced: Vec<(String, String)>,
    alive: Vec<String>,
    /// A graph that is empty now, and shall not be listed any more.
    pub(super) drop_graph: Option<String>,
}

impl Change {
    /// Adds a delta of the view after those before it: what it inserts is no longer to be removed, and
    /// the other way round.
    pub(super) fn delta(&mut self, delta: Delta) {
        let removed: BTreeSet<&quads::Quad> = delta.remove.iter().collect();
        let inserted: BTreeSet<&quads::Quad> = delta.insert.iter().collect();
        self.insert.retain(|quad| !removed.contains(quad));
        self.remove.retain(|quad| !inserted.contains(quad));
        self.remove.extend(delta.remove);
        self.insert.extend(delta.insert);
        // What happened last holds.
        self.alive
            .retain(|iri| delta.replaced.iter().all(|(old, _)| old != iri));
        self.replaced.retain(|(old, _)| !delta.alive.contains(old));
        self.replaced.extend(delta.replaced);
        self.alive.extend(delta.alive);
    }

    /// The things of which it says something in the default graph, or whom they contradict; and articles that
    /// report something else now.
    fn touched(&self) -> Touched {
        let changed = self.remove.iter().chain(&self.insert);
        Touched::by(changed.filter_map(|([subject, property, object], graph)| {
            let property = iri_of(property)?;
            let is_seen = graph.is_none() || property == dm::CONTRADICTS;
            is_seen.then(|| (iri_of(subject), property, iri_of(object)))
        }))
    }

    /// What it does to the store.
    pub(super) fn effect(&self) -> Effect {
        let changed = self.remove.iter().chain(&self.insert);
        let properties = changed.map(|([_, property, _], _)| iri_of(property));
        let replaced = std::iter::once(Some(dct::IS_REPLACED_BY));
        Effect {
            things: self.touched(),
            properties: Properties::of_iris(properties.chain(replaced)),
        }
    }

    /// Writes it; `runs` is the graph that remembers which IRI was replaced by which.
    pub(super) fn apply(
        &self,
        runs: &NamedNode,
        transaction: &mut Transaction<'_>,
    ) -> Result<(), StoreError> {
        for quad in self.remove.iter().filter_map(to_store) {
            transaction.remove(&quad);
        }
        for quad in self.insert.iter().filter_map(to_store) {
            transaction.insert(&quad);
        }
        if let Some(graph) = &self.drop_graph {
            transaction.remove_named_graph(NamedNodeRef::new_unchecked(graph))?;
        }
        let property = NamedNodeRef::new_unchecked(dct::IS_REPLACED_BY);
        for (old, new) in &self.replaced {
            transaction.insert(&Quad::new(
                named(old),
                property.into_owned(),
                named(new),
                runs.clone(),
            ));
        }
        for iri in &self.alive {
            let node = named(iri);
            let found: Vec<Quad> = transaction
                .quads_for_pattern(
                    Some(node.as_ref().into()),
                    Some(property),
                    None,
                    Some(runs.as_ref().into()),
                )
                .collect::<Result<_, _>>()?;
            for quad in &found {
                transaction.remove(quad);
            }
        }
        Ok(())
    }
}
