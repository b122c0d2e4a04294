//! Counts that add up over articles.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::ratio;

/// What was found, what should have been, and how much of it was the same; by measure.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    found: BTreeMap<&'static str, Found>,
    hits: BTreeMap<&'static str, Hits>,
    chrome: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Found {
    right: usize,
    predicted: usize,
    gold: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Hits {
    right: usize,
    all: usize,
}

/// Precision and recall of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PrecisionRecall {
    /// Share of what was found that is in the gold.
    pub precision: f64,
    /// Share of the gold that was found.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How many were found.
    pub predicted: usize,
    /// How many are in the gold.
    pub gold: usize,
}

/// Share of matched facts that have a property right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Accuracy {
    /// The share.
    pub accuracy: f64,
    /// Of how many.
    pub n: usize,
}

impl Tally {
    pub(super) fn add(
        &mut self,
        measure: &'static str,
        right: usize,
        predicted: usize,
        gold: usize,
    ) {
        let counts = self.found.entry(measure).or_default();
        counts.right += right;
        counts.predicted += predicted;
        counts.gold += gold;
    }

    pub(super) fn hit(&mut self, measure: &'static str, right: bool) {
        let counts = self.hits.entry(measure).or_default();
        counts.right += usize::from(right);
        counts.all += 1;
    }

    pub(super) fn chrome(&mut self) {
        self.chrome += 1;
    }

    /// Takes over the counts of another.
    pub fn merge(&mut self, other: &Self) {
        for (measure, it) in &other.found {
            self.add(measure, it.right, it.predicted, it.gold);
        }
        for (measure, it) in &other.hits {
            let counts = self.hits.entry(measure).or_default();
            counts.right += it.right;
            counts.all += it.all;
        }
        self.chrome += other.chrome;
    }

    /// Precision, recall and F1 of a measure.
    pub fn precision_recall(&self, measure: &str) -> PrecisionRecall {
        let counts = self.found.get(measure).copied().unwrap_or_default();
        let precision = ratio(counts.right, counts.predicted);
        let recall = ratio(counts.right, counts.gold);
        let sum = precision + recall;
        PrecisionRecall {
            precision,
            recall,
            f1: if sum > 0.0 {
                2.0 * precision * recall / sum
            } else {
                0.0
            },
            predicted: counts.predicted,
            gold: counts.gold,
        }
    }

    /// Accuracy of a measure.
    pub fn accuracy(&self, measure: &str) -> Accuracy {
        let counts = self.hits.get(measure).copied().unwrap_or_default();
        Accuracy {
            accuracy: ratio(counts.right, counts.all),
            n: counts.all,
        }
    }

    /// How many facts rest on page furniture.
    pub fn facts_from_chrome(&self) -> usize {
        self.chrome
    }
}
