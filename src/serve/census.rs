//! How much of what the store holds: the counts that its description gives.
//!
//! Everything is read once, and the result kept until something is written. On a large store that takes longer
//! than a client waits: the count goes on without it, and the client finds the result when it asks again.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};

use crate::store::model::{GraphName, Quad, Term};
use crate::store::{Store, StoreError};
use crate::vocab::rdf;

use super::error::ServeError;

/// What the default graph holds, and what the named graphs hold together.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Census {
    pub(super) default: Part,
    pub(super) named: Part,
    pub(super) graphs: u64,
}

/// Counts of one part of the dataset.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// Triples; of the named graphs, each once a graph.
    pub(super) triples: u64,
    /// Distinct subjects.
    pub(super) subjects: u64,
    /// Instances by class: distinct subjects.
    pub(super) classes: BTreeMap<String, u64>,
    /// Triples by property.
    pub(super) properties: BTreeMap<String, u64>,
    /// One thing of each class, the first in order, as an example.
    pub(super) examples: BTreeMap<String, String>,
}

/// Keeps the last census.
#[derive(Default)]
pub(super) struct Kept {
    last: Mutex<Option<(u64, Arc<Census>)>>,
    /// Whoever counts holds this: one count at a time.
    counting: Mutex<()>,
}

impl Kept {
    /// The census of the store as it is now.
    pub(super) fn of(&self, store: &Store) -> Result<Arc<Census>, ServeError> {
        if let Some(census) = self.known(store.changes()) {
            return Ok(census);
        }
        let _turn = match self.counting.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(ServeError::Busy),
        };
        let changes = store.changes();
        if let Some(census) = self.known(changes) {
            return Ok(census);
        }
        let census = Arc::new(take(store)?);
        // What was written meanwhile may be half counted: then the next one counts again.
        if store.changes() == changes {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) =
                Some((changes, Arc::clone(&census)));
        }
        Ok(census)
    }

    fn known(&self, changes: u64) -> Option<Arc<Census>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, census) = last.as_ref()?;
        (*at == changes).then(|| Arc::clone(census))
    }
}

fn take(store: &Store) -> Result<Census, StoreError> {
    let mut census = Census::default();
    let (mut default, mut named) = (Seen::default(), Seen::default());
    for quad in store.matching(None, None, None, None) {
        let quad = quad?;
        match quad.graph_name {
            GraphName::DefaultGraph => default.count(&mut census.default, quad),
            _ => named.count(&mut census.named, quad),
        }
    }
    census.default.subjects = default.subjects.len() as u64;
    census.named.subjects = named.subjects.len() as u64;
    census.graphs = store.graph_names()?.len() as u64;
    Ok(census)
}

/// What has been counted, by 64-bit hashes: names of millions of subjects would fill the memory.
#[derive(Default)]
struct Seen {
    hasher: BuildHasherDefault<DefaultHasher>,
    subjects: HashSet<u64>,
    instances: HashSet<u64>,
}

impl Seen {
    fn count(&mut self, part: &mut Part, quad: Quad) {
        part.triples += 1;
        self.subjects.insert(self.hasher.hash_one(&quad.subject));
        if quad.predicate.as_str() == rdf::TYPE
            && let Term::NamedNode(class) = &quad.object
            && self
                .instances
                .insert(self.hasher.hash_one((&quad.subject, class)))
        {
            *part.classes.entry(class.as_str().to_owned()).or_default() += 1;
            if let Some(subject) = super::document::iri_of(&quad.subject) {
                let example = part
                    .examples
                    .entry(class.as_str().to_owned())
                    .or_insert_with(|| subject.to_owned());
                if subject < example.as_str() {
                    subject.clone_into(example);
                }
            }
        }
        *part
            .properties
            .entry(quad.predicate.into_string())
            .or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{GraphTarget, RdfFormat, parse_document};

    fn add(store: &Store, trig: &str) {
        let quads = parse_document(
            trig.as_bytes(),
            RdfFormat::TriG,
            &GraphTarget::All,
            "http://e/",
        )
        .unwrap();
        store
            .add_to_graph(&GraphTarget::All, &quads, &crate::store::Deadline::none())
            .unwrap();
    }

    #[test]
    fn things_are_counted_once_a_class_and_again_after_a_change() {
        let store = Store::memory().unwrap();
        add(
            &store,
            "<b> a <C> ; <p> 1 , 2 . <a> a <C> . <g> { <a> a <C> } <h> { <a> a <C> ; <p> 1 }",
        );
        let kept = Kept::default();
        let census = kept.of(&store).unwrap();
        assert_eq!(census.default.triples, 4);
        assert_eq!(census.default.subjects, 2);
        assert_eq!(census.default.classes["http://e/C"], 2);
        assert_eq!(census.default.examples["http://e/C"], "http://e/a");
        assert_eq!(census.named.triples, 3);
        assert_eq!(census.named.classes["http://e/C"], 1);
        assert_eq!(census.named.properties["http://e/p"], 1);
        assert_eq!(census.graphs, 2);
        let again = kept.of(&store).unwrap();
        assert!(Arc::ptr_eq(&census, &again));
        add(&store, "<c> <p> 3 .");
        let after = kept.of(&store).unwrap();
        assert_eq!(after.default.triples, 5);
    }
}
