//! Choose or abstain: scored candidates in, a decision with its reasons out.

use crate::extract::facts::Candidate;

/// A candidate with its score and the reasons for and against.
#[derive(Clone, Debug)]
pub(super) struct Scored<T> {
    /// What is considered.
    pub(super) what: T,
    /// Wikidata id, where it has one.
    pub(super) qid: Option<&'static str>,
    score: f64,
    reasons: Vec<String>,
}

/// What was decided, and what was considered.
#[derive(Clone, Debug)]
pub(super) struct Decision<T> {
    /// The choice; `None` to abstain.
    pub(super) chosen: Option<T>,
    /// What was considered, best first.
    pub(super) candidates: Vec<Candidate>,
}

/// Below this score nothing is chosen.
const ENOUGH: f64 = 0.75;

/// The best must lead the second by this much.
const LEAD: f64 = 0.15;

/// So many candidates are kept as a record.
const KEPT: usize = 5;

impl<T> Scored<T> {
    /// A candidate with its first reason.
    pub(super) fn new(
        what: T,
        qid: Option<&'static str>,
        score: f64,
        reason: impl Into<String>,
    ) -> Self {
        Scored {
            what,
            qid,
            score,
            reasons: vec![reason.into()],
        }
    }

    /// Adds to the score, or takes from it, for a reason.
    pub(super) fn weigh(&mut self, change: f64, reason: impl Into<String>) {
        self.score += change;
        self.reasons.push(reason.into());
    }
}

impl<T> Decision<T> {
    /// Nothing was considered.
    pub(super) fn none() -> Self {
        Decision {
            chosen: None,
            candidates: Vec::new(),
        }
    }
}

/// Chooses the best candidate when it is good enough and far enough ahead of the next.
pub(super) fn decide<T>(mut candidates: Vec<Scored<T>>) -> Decision<T> {
    for candidate in &mut candidates {
        candidate.score = candidate.score.clamp(0.0, 0.99);
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.qid.cmp(&b.qid)));
    let best = candidates.first().map_or(0.0, |c| c.score);
    let second = candidates.get(1).map_or(0.0, |c| c.score);
    let sure = best >= ENOUGH && best - second >= LEAD;
    let record = candidates
        .iter()
        .take(KEPT)
        .filter_map(|c| {
            let wikidata = c.qid?.to_owned();
            Some(Candidate {
                wikidata,
                score: (c.score * 100.0).round() / 100.0,
                why: c.reasons.join("; "),
            })
        })
        .collect();
    let chosen = candidates
        .into_iter()
        .next()
        .filter(|_| sure)
        .map(|c| c.what);
    Decision {
        chosen,
        candidates: record,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_abstains_and_is_recorded() {
        let decision = decide(vec![
            Scored::new(1, Some("Q1"), 0.9, "full name"),
            Scored::new(2, Some("Q2"), 0.85, "full name"),
        ]);
        assert_eq!(decision.chosen, None);
        assert_eq!(decision.candidates.len(), 2);
        assert_eq!(decision.candidates[0].wikidata, "Q1");
    }

    #[test]
    fn a_weak_candidate_is_not_chosen() {
        assert_eq!(
            decide(vec![Scored::new(1, Some("Q1"), 0.6, "surname")]).chosen,
            None
        );
        assert_eq!(
            decide(vec![Scored::new(1, Some("Q1"), 0.8, "full name")]).chosen,
            Some(1)
        );
    }
}
