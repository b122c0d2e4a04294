//! Numbers for the names that the index counts by, the same in all its segments and in the order of the names.
//!
//! Each segment numbers its own names. To add up by name is to read the name of everybody who was found out of a packed
//! dictionary; with numbers of the whole index, only those are read that are shown.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::{Dictionary, StrColumn};
use tantivy::{Searcher, SegmentOrdinal, SegmentReader};

use super::NAMED;

/// The numbers of all names in an index, as one searcher sees it: of each column, once somebody counts by it.
pub(super) struct Numbers {
    searcher: Searcher,
    columns: Mutex<BTreeMap<&'static str, Arc<Names>>>,
}

/// The numbers of the names in one column.
#[derive(Default)]
pub(super) struct Names {
    /// By segment and its own number, the number in the index; nothing where both are the same.
    segments: Vec<Option<Vec<u32>>>,
    columns: Vec<Option<StrColumn>>,
    len: usize,
}

impl Numbers {
    /// The numbers of what a searcher sees.
    pub(super) fn of(searcher: &Searcher) -> Self {
        Self {
            searcher: searcher.clone(),
            columns: Mutex::default(),
        }
    }

    /// The names in a column.
    pub(super) fn names(&self, column: &'static str) -> tantivy::Result<Arc<Names>> {
        let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = columns.get(column) {
            return Ok(Arc::clone(names));
        }
        let names = Arc::new(Names::of(self.searcher.segment_readers(), column)?);
        columns.insert(column, Arc::clone(&names));
        Ok(names)
    }
}

impl Names {
    fn of(segments: &[SegmentReader], field: &str) -> tantivy::Result<Self> {
        let columns = segments
            .iter()
            .map(|segment| segment.fast_fields().str(field))
            .collect::<tantivy::Result<Vec<_>>>()?;
        if let [only] = columns.as_slice() {
            let len = only.as_ref().map_or(0, |column| column.num_terms());
            return Ok(Self {
                segments: vec![None],
                columns,
                len,
            });
        }
        let mut numbers: Vec<Vec<u32>> = vec![Vec::new(); columns.len()];
        let mut lists = Vec::new();
        for (segment, column) in columns.iter().enumerate() {
            if let Some(column) = column {
                let mut names = column.dictionary().stream()?;
                if names.advance() {
                    lists.push((segment, names));
                }
            }
        }
        // All lists are sorted: the least of their heads is next, wherever it stands.
        let mut len = 0;
        let mut least = Vec::new();
        while let Some(name) = lists.iter().map(|(_, names)| names.key()).min() {
            least.clear();
            least.extend_from_slice(name);
            lists.retain_mut(|(segment, names)| {
                if names.key() != least.as_slice() {
                    return true;
                }
                if let Some(numbers) = numbers.get_mut(*segment) {
                    numbers.push(len);
                }
                names.advance()
            });
            len += 1;
        }
        Ok(Self {
            segments: numbers.into_iter().map(Some).collect(),
            columns,
            len: len as usize,
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The number in the index of what a segment calls so.
    pub(super) fn number(&self, segment: SegmentOrdinal, ordinal: u64) -> Option<usize> {
        let ordinal = usize::try_from(ordinal).ok()?;
        match self.segments.get(segment as usize)? {
            Some(numbers) => numbers.get(ordinal).map(|number| *number as usize),
            None => Some(ordinal),
        }
    }

    /// The name with that number.
    pub(super) fn name(&self, number: usize) -> Option<String> {
        let wanted = u32::try_from(number).ok()?;
        let mut places = self.segments.iter().zip(&self.columns);
        let (ordinal, column) = places.find_map(|(numbers, column)| {
            let ordinal = match numbers {
                Some(numbers) => numbers.binary_search(&wanted).ok()?,
                None => number,
            };
            Some((ordinal, column.as_ref()?))
        })?;
        let mut name = Vec::new();
        let dictionary: &Dictionary<_> = column.dictionary();
        let is_there = dictionary.ord_to_term(ordinal as u64, &mut name).ok()?;
        is_there.then(|| String::from_utf8_lossy(&name).into_owned())
    }

    /// The names with the highest counts, and as many of each: of equal counts the first in order.
    pub(super) fn most(&self, counts: &[u32]) -> Vec<(String, usize)> {
        let counted = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut all: Vec<(std::cmp::Reverse<u32>, usize)> = counted
            .map(|(number, count)| (std::cmp::Reverse(*count), number))
            .collect();
        // Many names have one hit: only the first are worth their order.
        if all.len() > NAMED {
            all.select_nth_unstable(NAMED);
            all.truncate(NAMED);
        }
        all.sort_unstable();
        let named = all.into_iter();
        named
            .filter_map(|(count, number)| Some((self.name(number)?, count.0 as usize)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::search::{Entry, Index, Kind, Search, SearchError};

    #[test]
    fn names_are_counted_over_all_segments_and_the_first_of_equal_counts_come_first() {
        let index = Index::memory().unwrap();
        let said = |iri: &str, actors: &[&str]| Entry {
            iri: iri.to_owned(),
            kinds: vec![Kind::Statement],
            actors: actors.iter().map(|it| (*it).to_owned()).collect(),
            ..Entry::default()
        };
        let counted = || index.search(&Search::default()).unwrap().actors;
        // Each replacement is a segment of its own, with names before, between and behind those of the other.
        for (entry, expected) in [
            (said("1", &["urn:b", "urn:d"]), "urn:b 1, urn:d 1"),
            (
                said("2", &["urn:a", "urn:c", "urn:d"]),
                "urn:d 2, urn:a 1, urn:b 1, urn:c 1",
            ),
            (
                said("3", &["urn:e", "urn:e", "urn:b"]),
                "urn:b 2, urn:d 2, urn:a 1, urn:c 1, urn:e 1",
            ),
        ] {
            let gone = [entry.iri.clone()];
            let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
            let entries = std::iter::once(Ok::<_, SearchError>(entry));
            index.replace(Some(&gone), entries).unwrap();
            let told: Vec<String> = counted()
                .iter()
                .map(|(name, count)| format!("{name} {count}"))
                .collect();
            assert_eq!(told.join(", "), expected);
        }
    }
}
