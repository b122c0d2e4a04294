//! Counts hits by kind, language, actor, outlet, act and month while they are collected.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::numbers::{Names, Numbers};
use super::{Kind, Language, schema};

/// The collector.
pub(super) struct Tally {
    actors: Arc<Names>,
    outlets: Arc<Names>,
    acts: Arc<Names>,
}

impl Tally {
    /// Counts by the names that a searcher sees.
    pub(super) fn of(numbers: &Numbers) -> tantivy::Result<Self> {
        Ok(Self {
            actors: numbers.names(schema::ACTOR)?,
            outlets: numbers.names(schema::OUTLET)?,
            acts: numbers.names(schema::ACT)?,
        })
    }

    /// The names of actors, outlets and acts.
    pub(super) fn names(&self) -> (Arc<Names>, Arc<Names>, Arc<Names>) {
        let all = (&self.actors, &self.outlets, &self.acts);
        (Arc::clone(all.0), Arc::clone(all.1), Arc::clone(all.2))
    }
}

/// What it counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) total: usize,
    kinds: [usize; Kind::ALL.len()],
    languages: [usize; Language::ALL.len()],
    /// By the numbers of their names.
    pub(super) actors: Vec<u32>,
    pub(super) outlets: Vec<u32>,
    pub(super) acts: Vec<u32>,
    pub(super) months: BTreeMap<i64, usize>,
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
    day: Column<i64>,
    actor: Named,
    outlet: Named,
    act: Named,
}

/// A column of names, counted by the numbers that they have in the whole index.
struct Named {
    column: Option<StrColumn>,
    names: Arc<Names>,
    segment: SegmentOrdinal,
    counts: Vec<u32>,
}

impl Named {
    fn count(&mut self, document: DocId) {
        let Some(column) = &self.column else {
            return;
        };
        let mut before = None;
        for ordinal in column.ords().values_for_doc(document) {
            // Who is speaker and publisher of the same thing has to do with it once.
            if before != Some(ordinal)
                && let Some(count) = self
                    .names
                    .number(self.segment, ordinal)
                    .and_then(|number| self.counts.get_mut(number))
            {
                *count += 1;
            }
            before = Some(ordinal);
        }
    }
}

impl Collector for Tally {
    type Fruit = Counts;
    type Child = Counting;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<Counting> {
        let named = |field, names: &Arc<Names>| -> tantivy::Result<Named> {
            Ok(Named {
                column: segment.fast_fields().str(field)?,
                names: Arc::clone(names),
                segment: ordinal,
                counts: vec![0; names.len()],
            })
        };
        Ok(Counting {
            counts: Counts::default(),
            kind: segment.fast_fields().u64(schema::KIND)?,
            language: segment.fast_fields().u64(schema::LANGUAGE)?,
            day: segment.fast_fields().i64(schema::LATEST)?,
            actor: named(schema::ACTOR, &self.actors)?,
            outlet: named(schema::OUTLET, &self.outlets)?,
            act: named(schema::ACT, &self.acts)?,
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
            for (all, some) in [
                (&mut sum.actors, part.actors),
                (&mut sum.outlets, part.outlets),
                (&mut sum.acts, part.acts),
            ] {
                if all.is_empty() {
                    *all = some;
                    continue;
                }
                for (sum, count) in all.iter_mut().zip(some) {
                    *sum += count;
                }
            }
            for (month, count) in part.months {
                *sum.months.entry(month).or_default() += count;
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
        if let Some(day) = self.day.first(document) {
            *self.counts.months.entry(day / 100).or_default() += 1;
        }
        self.actor.count(document);
        self.outlet.count(document);
        self.act.count(document);
    }

    fn harvest(self) -> Counts {
        Counts {
            actors: self.actor.counts,
            outlets: self.outlet.counts,
            acts: self.act.counts,
            ..self.counts
        }
    }
}
