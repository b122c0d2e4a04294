//! How sure a fact is: the share of facts like it that turned out right.
//!
//! A rule says by hand how strong a finding is; that decides between rivals inside an article and is
//! no probability. Here it becomes one of several traits of a fact (its rule, whether its speaker is
//! named on the spot, …), each with a weight that was fitted on annotated articles
//! (`data/lexicon/confidence.tsv`, made by `demarche eval --fit`). The sum of the weights is the
//! logarithm of the odds that the fact is right, with its speakers, participants or proposers.

mod traits;

use std::collections::BTreeMap;

use crate::extract::facts::Facts;
pub use traits::{Traits, traits};

/// What each trait adds to the odds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights(BTreeMap<String, f64>);

/// No fact is surer than this or its opposite: so much no sample can tell.
const SUREST: f64 = 0.98;

impl Weights {
    /// The weights that were fitted.
    pub fn built_in() -> Self {
        Self::read(include_str!("../../data/lexicon/confidence.tsv"))
    }

    /// Weights by trait.
    pub fn new(weights: impl IntoIterator<Item = (String, f64)>) -> Self {
        Self(weights.into_iter().collect())
    }

    /// Reads a table: trait, weight, and what else is of interest to people.
    fn read(table: &str) -> Self {
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        let weight = |line: &str| {
            let mut cells = line.split('\t');
            let name = cells.next()?.to_owned();
            Some((name, cells.next()?.parse().ok()?))
        };
        Self::new(rows.filter_map(weight))
    }

    /// The chance that a fact with these traits is right; `None` where nothing is known of its kind.
    pub fn chance(&self, traits: &Traits) -> Option<f64> {
        self.0.get(traits.kind())?;
        let odds: f64 = traits.all().filter_map(|name| self.0.get(name)).sum();
        let chance = 1.0 / (1.0 + (-odds).exp());
        // Two digits: more would be noise, and differ from machine to machine.
        Some((chance.clamp(1.0 - SUREST, SUREST) * 100.0).round() / 100.0)
    }

    /// Replaces the strength that rules gave to facts by the chance that they are right.
    pub fn calibrate(&self, facts: &mut Facts) {
        let chances: Vec<Option<f64>> = traits(facts).iter().map(|it| self.chance(it)).collect();
        let statements = facts.statements.iter_mut().map(|it| &mut it.confidence);
        let meetings = facts.meetings.iter_mut().map(|it| &mut it.confidence);
        let proposals = facts.proposals.iter_mut().map(|it| &mut it.confidence);
        let all = statements.chain(meetings).chain(proposals);
        for (confidence, chance) in all.zip(chances) {
            *confidence = chance.unwrap_or(*confidence);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_add_up_to_a_chance() {
        let weights =
            Weights::read("# made\ntrait\tweight\nmeeting\t0\nmeeting rule x\t1.0986\t9\n");
        let chance = |names: &[&str]| {
            let names = names.iter().map(|it| (*it).to_owned());
            weights.chance(&Traits::new("meeting", names.collect()))
        };
        assert_eq!(chance(&[]), Some(0.5));
        assert_eq!(chance(&["meeting rule x", "meeting rule y"]), Some(0.75));
        assert_eq!(weights.chance(&Traits::new("proposal", Vec::new())), None);
    }

    #[test]
    fn the_table_knows_every_kind_of_fact() {
        let weights = Weights::built_in();
        for kind in ["statement", "meeting", "proposal"] {
            let chance = weights.chance(&Traits::new(kind, Vec::new()));
            assert!(chance.is_some_and(|it| it > 0.0 && it < 1.0), "{kind}");
        }
    }
}
