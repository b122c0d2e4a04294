//! Which properties a query reads and a change writes, so that an answer holds until something is written that it reads.
//!
//! What a query finds depends on the quads with the properties in its patterns, in whatever graphs, and on nothing else
//! in the store; where a property is a variable, or a pattern asks which graphs there are, it depends on everything.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::StoreError;
use super::journal::Touched;
use oxigraph::model::{NamedNode, NamedNodeRef};
use oxigraph::store::Transaction;
use spargebra::term::NamedNodePattern;

/// Some properties, by IRI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Properties {
    These(BTreeSet<String>),
    /// Nobody knows.
    Any,
}

impl Properties {
    pub(super) fn none() -> Self {
        Self::These(BTreeSet::new())
    }

    pub(super) fn of<'a>(properties: impl IntoIterator<Item = &'a NamedNode>) -> Self {
        Self::of_iris(properties.into_iter().map(|it| Some(it.as_str())))
    }

    /// As [`Properties::of`], given by IRIs; any where one has none.
    pub(super) fn of_iris<'a>(properties: impl Iterator<Item = Option<&'a str>>) -> Self {
        let distinct: Option<BTreeSet<&str>> = properties.collect();
        distinct.map_or(Self::Any, |properties| {
            Self::These(properties.into_iter().map(str::to_owned).collect())
        })
    }

    /// Those of a graph in the store, if it is small.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn of_graph(
        transaction: &Transaction<'_>,
        graph: NamedNodeRef<'_>,
    ) -> Result<Self, StoreError> {
        let mut quads = transaction.quads_for_pattern(None, None, None, Some(graph.into()));
        let mut found = Self::none();
        for quad in quads.by_ref().take(SMALL) {
            found.add(&quad?.predicate);
        }
        Ok(if quads.next().is_none() {
            found
        } else {
            Self::Any
        })
    }

    /// Those that a pattern stands for.
    pub(super) fn of_pattern(property: &NamedNodePattern) -> Self {
        match property {
            NamedNodePattern::NamedNode(property) => Self::of([property]),
            NamedNodePattern::Variable(_) => Self::Any,
        }
    }

    pub(super) fn add(&mut self, property: &NamedNode) {
        if let Self::These(properties) = self
            && !properties.contains(property.as_str())
        {
            properties.insert(property.as_str().to_owned());
        }
    }

    pub(super) fn and(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::These(ours), Self::These(theirs)) => ours.extend(theirs),
            (_, Self::Any) => *self = Self::Any,
            (Self::Any, _) => {}
        }
    }
}

/// Quads of a graph of which more are not looked through.
const SMALL: usize = 2_000;

/// What a change of the store does to it.
#[derive(Debug)]
pub(super) struct Effect {
    /// What the index has to hear of.
    pub(super) things: Touched,
    /// With which properties it says or said something, in any graph.
    pub(super) properties: Properties,
}

impl From<Touched> for Effect {
    fn from(things: Touched) -> Self {
        Self {
            things,
            properties: Properties::Any,
        }
    }
}

/// After how many changes of the store each property was last written.
#[derive(Default)]
pub(super) struct Moments(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// When anything may have been written.
    any: u64,
    of: HashMap<String, u64>,
}

/// Properties of more are not remembered one by one.
const MANY: usize = 10_000;

impl Moments {
    /// Notes what is written by the change of that number.
    pub(super) fn note(&self, properties: &Properties, change: u64) {
        let mut known = self.lock();
        match properties {
            Properties::These(properties) if known.of.len() + properties.len() <= MANY => {
                known
                    .of
                    .extend(properties.iter().map(|it| (it.clone(), change)));
            }
            _ => {
                known.any = change;
                known.of.clear();
            }
        }
    }

    /// The number of the last change that wrote one of the properties; of any change where they are not known.
    pub(super) fn last(&self, properties: &Properties, changes: u64) -> u64 {
        let Properties::These(properties) = properties else {
            return changes;
        };
        let known = self.lock();
        let of = properties.iter().filter_map(|it| known.of.get(it).copied());
        of.fold(known.any, u64::max)
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn these(list: &[&str]) -> Properties {
        Properties::These(list.iter().map(|it| (*it).to_owned()).collect())
    }

    #[test]
    fn what_is_not_written_stays_as_it_was() {
        let moments = Moments::default();
        moments.note(&these(&["urn:p", "urn:q"]), 1);
        moments.note(&these(&["urn:q"]), 2);
        let last = |list: &[&str]| moments.last(&these(list), 9);
        assert_eq!(last(&["urn:p"]), 1);
        assert_eq!(last(&["urn:p", "urn:q"]), 2);
        assert_eq!((last(&["urn:r"]), last(&[])), (0, 0));
        assert_eq!(moments.last(&Properties::Any, 9), 9);
        moments.note(&Properties::Any, 3);
        assert_eq!((last(&["urn:p"]), last(&["urn:r"])), (3, 3));
    }

    #[test]
    fn too_many_are_not_remembered_one_by_one() {
        let moments = Moments::default();
        for change in 1..=4 {
            let list: Vec<String> = (0..MANY / 2).map(|n| format!("urn:{change}:{n}")).collect();
            moments.note(&Properties::These(list.into_iter().collect()), change);
        }
        assert_eq!(moments.last(&these(&["urn:nobody"]), 9), 3);
        assert_eq!(moments.last(&these(&["urn:4:1"]), 9), 4);
    }
}
