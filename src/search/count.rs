//! Counts hits by kind and language while they are collected.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::{Kind, Language, schema};

/// The collector.
pub(super) struct Tally;

/// What it counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) total: usize,
    kinds: [usize; Kind::ALL.len()],
    languages: [usize; Language::ALL.len()],
}

impl Counts {
    pub(super) fn kinds(&self) -> Vec<(Kind, usize)> {
        let counted = Kind::ALL.into_iter().zip(self.kinds);
        counted.filter(|(_, count)| *count > 0).collect()
    }

    pub(super) fn languages(&self) -> Vec<(Language, usize)> {
        let counted = Language::ALL.into_iter().zip(self.languages);
        counted.filter(|(_, count)| *count > 0).collect()
    }
}

/// Counts within one segment.
pub(super) struct Counting {
    counts: Counts,
    kind: Column<u64>,
    language: Column<u64>,
}

impl Collector for Tally {
    type Fruit = Counts;
    type Child = Counting;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Counting> {
        Ok(Counting {
            counts: Counts::default(),
            kind: segment.fast_fields().u64(schema::KIND)?,
            language: segment.fast_fields().u64(schema::LANGUAGE)?,
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Counts>) -> tantivy::Result<Counts> {
        let mut sum = Counts::default();
        for part in parts {
            sum.total += part.total;
            for (all, some) in sum.kinds.iter_mut().zip(part.kinds) {
                *all += some;
            }
            for (all, some) in sum.languages.iter_mut().zip(part.languages) {
                *all += some;
            }
        }
        Ok(sum)
    }
}

impl SegmentCollector for Counting {
    type Fruit = Counts;

    fn collect(&mut self, document: DocId, _: Score) {
        self.counts.total += 1;
        let count = |counts: &mut [usize], number: u64| {
            if let Some(count) = usize::try_from(number)
                .ok()
                .and_then(|at| counts.get_mut(at))
            {
                *count += 1;
            }
        };
        for kind in self.kind.values_for_doc(document) {
            count(&mut self.counts.kinds, kind);
        }
        for language in self.language.values_for_doc(document) {
            count(&mut self.counts.languages, language);
        }
    }

    fn harvest(self) -> Counts {
        self.counts
    }
}
