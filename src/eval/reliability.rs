//! Whether confidence means something: of the facts that claim to be right in eight cases of ten,
//! eight of ten should be.
//!
//! A fact is right here when the gold has it with the same speakers, participants or proposers.

use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use super::score::{FactKind, Judged};
use super::words::ratio;

/// Bins of equal width between 0 and 1.
const BINS: usize = 10;

/// Facts whose confidence lies between two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// Least confidence.
    pub from: f64,
    /// Below this, but for the last bin.
    pub to: f64,
    /// How many facts.
    pub n: usize,
    /// Mean of their confidence.
    pub confidence: f64,
    /// Share of them that is right.
    pub right: f64,
}

/// How confidence and truth go together for a kind of fact.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// `all`, or a kind of fact.
    pub kind: &'static str,
    /// How many facts.
    pub n: usize,
    /// Mean of their confidence.
    pub confidence: f64,
    /// Share of them that is right.
    pub right: f64,
    /// Mean square of the difference between confidence and truth (1 or 0).
    pub brier: f64,
    /// Mean difference between confidence and share right over the bins, by their sizes.
    pub calibration_error: f64,
}

/// The reliability table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reliability {
    /// The bins that hold a fact.
    pub bins: Vec<Bin>,
    /// All facts, then each kind of which there are some.
    pub summary: Vec<Summary>,
}

impl Reliability {
    /// Compares confidence with truth.
    pub fn of(judged: &[Judged]) -> Self {
        let all: Vec<&Judged> = judged.iter().collect();
        let mut summary = vec![summarise("all", &all)];
        for kind in FactKind::ALL {
            let some: Vec<&Judged> = judged.iter().filter(|it| it.kind == kind).collect();
            if !some.is_empty() {
                summary.push(summarise(kind.name(), &some));
            }
        }
        Self {
            bins: bins(&all),
            summary,
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "confidence lies between 0 and 1, and bins are few"
)]
fn bins(judged: &[&Judged]) -> Vec<Bin> {
    let number = |it: &Judged| ((it.confidence * BINS as f64) as usize).min(BINS - 1);
    let bin = |index: usize| {
        let inside: Vec<&Judged> = judged
            .iter()
            .copied()
            .filter(|it| number(it) == index)
            .collect();
        Bin {
            from: index as f64 / BINS as f64,
            to: (index + 1) as f64 / BINS as f64,
            n: inside.len(),
            confidence: mean(&inside, |it| it.confidence),
            right: share_right(&inside),
        }
    };
    (0..BINS).map(bin).filter(|it| it.n > 0).collect()
}

fn summarise(kind: &'static str, judged: &[&Judged]) -> Summary {
    let gap = |bin: &Bin| (bin.confidence - bin.right).abs() * ratio(bin.n, judged.len());
    Summary {
        kind,
        n: judged.len(),
        confidence: mean(judged, |it| it.confidence),
        right: share_right(judged),
        brier: mean(judged, |it| (it.confidence - truth(it)).powi(2)),
        calibration_error: bins(judged).iter().map(gap).sum(),
    }
}

fn truth(it: &Judged) -> f64 {
    f64::from(u8::from(it.people_right))
}

fn share_right(judged: &[&Judged]) -> f64 {
    mean(judged, truth)
}

#[expect(clippy::cast_precision_loss, reason = "facts are few")]
fn mean(judged: &[&Judged], value: impl Fn(&Judged) -> f64) -> f64 {
    if judged.is_empty() {
        return 0.0;
    }
    judged.iter().map(|it| value(it)).sum::<f64>() / judged.len() as f64
}

impl Display for Reliability {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let [name, n, confidence, right] = ["confidence", "n", "mean", "right"];
        writeln!(f, "{name:14}{n:>8}{confidence:>8}{right:>8}")?;
        for bin in &self.bins {
            let bounds = format!("{:.1}-{:.1}", bin.from, bin.to);
            let (n, mean, right) = (bin.n, bin.confidence, bin.right);
            writeln!(f, "{bounds:14}{n:>8}{mean:>8.2}{right:>8.2}")?;
        }
        writeln!(f)?;
        let [brier, error] = ["Brier", "calibration error"];
        writeln!(
            f,
            "{:14}{n:>8}{confidence:>8}{right:>8}{brier:>8}{error:>19}",
            "calibration"
        )?;
        for it in &self.summary {
            writeln!(
                f,
                "{:14}{:>8}{:>8.2}{:>8.2}{:>8.3}{:>19.3}",
                it.kind, it.n, it.confidence, it.right, it.brier, it.calibration_error
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(confidence: f64, people_right: bool) -> Judged {
        Judged {
            kind: FactKind::Meeting,
            rule: String::new(),
            confidence,
            in_gold: true,
            people_right,
        }
    }

    #[test]
    fn confidence_that_means_what_it_says_has_no_error() {
        let facts: Vec<Judged> = (0..10).map(|number| fact(0.8, number < 8)).collect();
        let told = Reliability::of(&facts);
        assert_eq!(told.bins.len(), 1);
        assert!(told.summary[0].calibration_error < 1e-9);
        assert!((told.summary[0].brier - 0.16).abs() < 1e-9);
    }

    #[test]
    fn overconfidence_shows() {
        let told = Reliability::of(&[fact(1.0, false), fact(0.9, true)]);
        assert_eq!(told.bins.len(), 1);
        assert!((told.summary[0].calibration_error - 0.45).abs() < 1e-9);
        assert_eq!(told.summary[1].kind, "meeting");
    }
}
