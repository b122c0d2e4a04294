//! Sums over all things: how many have a name in a column, and how many have two names side by side. So that pages that
//! count need not walk through all of the database after each write.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::numbers::Names;
use super::{Index, Kind, SearchError, schema};

/// In the place of the outlet of an article that has none.
pub const NO_OUTLET: &str = "-";

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// The meetings that took place, by who took part: all, or those in which someone did.
    Met(Option<String>),
    /// The same, by two who took part, the first of them first.
    MetEachOther,
    /// The same, by where.
    Venues,
    /// The things of a kind, by the outlets of the articles that report them.
    Sources(Kind),
}

impl Index {
    /// Names, one or two, and how many things have them: the highest numbers first, of equal ones the first
    /// names in order. So many are left out, so many wanted at most.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn counted(
        &self,
        counted: &Counted,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<(Vec<String>, usize)>, SearchError> {
        let (column, kind, roles) = match counted {
            Counted::Met(Some(who)) => {
                let roles = vec![format!("participant {who}")];
                (schema::MET, Kind::Meeting, roles)
            }
            Counted::Met(None) | Counted::MetEachOther => (schema::MET, Kind::Meeting, vec![]),
            Counted::Venues => (schema::VENUE, Kind::Meeting, vec![]),
            Counted::Sources(kind) => (schema::SOURCE, *kind, vec![]),
        };
        let searcher = self.reader.searcher();
        let names = self.numbers(&searcher).names(column)?;
        let sums = Sums {
            column,
            names: Arc::clone(&names),
            is_of_two: *counted == Counted::MetEachOther,
        };
        let found = searcher.search(&self.filtered(&[kind], &roles), &sums)?;
        let mut found: Vec<(Reverse<usize>, Key)> = found
            .into_iter()
            .map(|(key, count)| (Reverse(count), key))
            .collect();
        let end = offset.saturating_add(limit);
        if end < found.len() {
            found.select_nth_unstable(end);
            found.truncate(end);
        }
        found.sort_unstable();
        let wanted = found.into_iter().skip(offset);
        Ok(wanted
            .map(|(Reverse(count), (a, b))| {
                let named = names.name(a).into_iter();
                let other = b.and_then(|b| names.name(b));
                (named.chain(other).collect(), count)
            })
            .collect())
    }
}

/// The number of a name, and of another beside it. Numbers are in the order of names.
type Key = (usize, Option<usize>);

/// Adds up by the names of a column.
struct Sums {
    column: &'static str,
    names: Arc<Names>,
    is_of_two: bool,
}

/// Adds up within one segment.
struct Adding {
    column: Option<StrColumn>,
    names: Arc<Names>,
    is_of_two: bool,
    segment: SegmentOrdinal,
    /// Those of one thing.
    numbers: Vec<usize>,
    sums: HashMap<Key, usize>,
}

impl Collector for Sums {
    type Fruit = HashMap<Key, usize>;
    type Child = Adding;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<Adding> {
        Ok(Adding {
            column: segment.fast_fields().str(self.column)?,
            names: Arc::clone(&self.names),
            is_of_two: self.is_of_two,
            segment: ordinal,
            numbers: Vec::new(),
            sums: HashMap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        let mut parts = parts.into_iter();
        let mut sums = parts.next().unwrap_or_default();
        for (key, count) in parts.flatten() {
            *sums.entry(key).or_default() += count;
        }
        Ok(sums)
    }
}

impl SegmentCollector for Adding {
    type Fruit = HashMap<Key, usize>;

    fn collect(&mut self, document: DocId, _: Score) {
        let Some(column) = &self.column else {
            return;
        };
        let ordinals = column.ords().values_for_doc(document);
        self.numbers.clear();
        self.numbers
            .extend(ordinals.filter_map(|ordinal| self.names.number(self.segment, ordinal)));
        self.numbers.sort_unstable();
        self.numbers.dedup();
        for (place, one) in self.numbers.iter().enumerate() {
            if self.is_of_two {
                for other in self.numbers.iter().skip(place + 1) {
                    *self.sums.entry((*one, Some(*other))).or_default() += 1;
                }
            } else {
                *self.sums.entry((*one, None)).or_default() += 1;
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Entry;

    fn meeting(iri: &str, who: &[&str], source: &str) -> Entry {
        let owned = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect();
        Entry {
            iri: iri.to_owned(),
            kinds: vec![Kind::Meeting],
            met: owned(who),
            roles: who.iter().map(|it| format!("participant {it}")).collect(),
            sources: owned(&[source]),
            ..Entry::default()
        }
    }

    #[test]
    fn names_and_pairs_are_counted_over_all_segments() {
        let index = Index::memory().unwrap();
        for entry in [
            meeting("1", &["urn:b", "urn:c"], "urn:x"),
            meeting("2", &["urn:c", "urn:a", "urn:b"], NO_OUTLET),
            meeting("3", &["urn:d"], "urn:x"),
            meeting("4", &[], "urn:w"),
        ] {
            let gone = [entry.iri.clone()];
            let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
            let entries = std::iter::once(Ok::<_, SearchError>(entry));
            index.replace(Some(&gone), entries).unwrap();
        }
        let told = |counted: Counted, offset, limit| -> String {
            let found = index.counted(&counted, offset, limit).unwrap();
            let told = found.iter().map(|(names, count)| {
                let names: Vec<&str> = names
                    .iter()
                    .map(|it| it.trim_start_matches("urn:"))
                    .collect();
                format!("{} {count}", names.join("+"))
            });
            told.collect::<Vec<_>>().join(", ")
        };
        assert_eq!(told(Counted::MetEachOther, 0, 9), "b+c 2, a+b 1, a+c 1");
        assert_eq!(told(Counted::MetEachOther, 1, 1), "a+b 1");
        assert_eq!(told(Counted::MetEachOther, 3, 1), "");
        assert_eq!(told(Counted::Met(None), 0, 9), "b 2, c 2, a 1, d 1");
        let with_a = Counted::Met(Some("urn:a".to_owned()));
        assert_eq!(told(with_a, 0, 9), "a 1, b 1, c 1");
        assert_eq!(told(Counted::Sources(Kind::Meeting), 0, 9), "x 2, - 1, w 1");
        assert_eq!(told(Counted::Sources(Kind::Article), 0, 9), "");
        assert_eq!(told(Counted::Venues, 0, 9), "");
    }
}
