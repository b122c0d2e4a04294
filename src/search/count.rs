//! Counts hits by kind, language, actor, outlet, act and month while they are collected.

use std::collections::{BTreeMap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::{Kind, Language, NAMED, schema};

/// The collector.
pub(super) struct Tally;

/// What it counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) total: usize,
    kinds: [usize; Kind::ALL.len()],
    languages: [usize; Language::ALL.len()],
    pub(super) actors: BTreeMap<String, usize>,
    pub(super) outlets: BTreeMap<String, usize>,
    pub(super) acts: BTreeMap<String, usize>,
    pub(super) months: BTreeMap<i64, usize>,
}

/// The names with the highest counts, and as many of each.
pub(super) fn most(counts: &BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let order = |one: &(&String, &usize), other: &(&String, &usize)| {
        (other.1, one.0).cmp(&(one.1, other.0))
    };
    let mut all: Vec<(&String, &usize)> = counts.iter().collect();
    // Many names have one hit: only the first are worth their order.
    if all.len() > NAMED {
        all.select_nth_unstable_by(NAMED, order);
        all.truncate(NAMED);
    }
    all.sort_unstable_by(order);
    let named = all.into_iter();
    named.map(|(name, count)| (name.clone(), *count)).collect()
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
    actor: Names,
    outlet: Names,
    act: Names,
}

/// A column of names, counted by their numbers: within a segment each name has one.
struct Names {
    column: Option<StrColumn>,
    counts: HashMap<u64, usize>,
}

impl Names {
    fn of(segment: &SegmentReader, field: &str) -> tantivy::Result<Self> {
        Ok(Self {
            column: segment.fast_fields().str(field)?,
            counts: HashMap::new(),
        })
    }

    fn count(&mut self, document: DocId) {
        if let Some(column) = &self.column {
            let mut before = None;
            for number in column.ords().values_for_doc(document) {
                // Who is speaker and publisher of the same thing has to do with it once.
                if before != Some(number) {
                    *self.counts.entry(number).or_default() += 1;
                }
                before = Some(number);
            }
        }
    }

    fn named(self) -> BTreeMap<String, usize> {
        let Some(column) = self.column else {
            return BTreeMap::new();
        };
        let mut counts: Vec<(u64, usize)> = self.counts.into_iter().collect();
        counts.sort_unstable();
        let numbers: Vec<u64> = counts.iter().map(|(number, _)| *number).collect();
        let mut names = Vec::with_capacity(numbers.len());
        // In one go through the dictionary: to find each name anew unpacks a block of it each time.
        let dictionary = column.dictionary();
        let told = dictionary.sorted_ords_to_term_cb(&numbers, |name| {
            names.push(String::from_utf8_lossy(name).into_owned());
        });
        if told.is_err() {
            return BTreeMap::new();
        }
        let counts = counts.into_iter().map(|(_, count)| count);
        names.into_iter().zip(counts).collect()
    }
}

impl Collector for Tally {
    type Fruit = Counts;
    type Child = Counting;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Counting> {
        Ok(Counting {
            counts: Counts::default(),
            kind: segment.fast_fields().u64(schema::KIND)?,
            language: segment.fast_fields().u64(schema::LANGUAGE)?,
            day: segment.fast_fields().i64(schema::LATEST)?,
            actor: Names::of(segment, schema::ACTOR)?,
            outlet: Names::of(segment, schema::OUTLET)?,
            act: Names::of(segment, schema::ACT)?,
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
                for (name, count) in some {
                    *all.entry(name).or_default() += count;
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
            actors: self.actor.named(),
            outlets: self.outlet.named(),
            acts: self.act.named(),
            ..self.counts
        }
    }
}
