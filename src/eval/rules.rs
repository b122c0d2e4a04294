//! How often each rule is right.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use super::score::{FactKind, Judged};
use super::words::ratio;

/// What one rule found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rule {
    /// Statement, meeting or proposal.
    pub kind: &'static str,
    /// The rule.
    pub rule: String,
    /// How many facts it found.
    pub found: usize,
    /// How many of them the gold has.
    pub right: usize,
    /// And with the same speakers, participants or proposers.
    pub people_right: usize,
    /// Share of `right` in `found`.
    pub precision: f64,
    /// Share of `people_right` in `found`.
    pub precision_with_people: f64,
}

/// Precision by rule; of each kind of fact the busiest rule first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// Counts facts by the rule that found them.
    pub fn of(judged: &[Judged]) -> Self {
        let mut rules: BTreeMap<(FactKind, &str), Rule> = BTreeMap::new();
        for fact in judged {
            let rule = rules.entry((fact.kind, &fact.rule)).or_default();
            rule.found += 1;
            rule.right += usize::from(fact.in_gold);
            rule.people_right += usize::from(fact.people_right);
        }
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort_by(|((kind, name), it), ((other_kind, other_name), other)| {
            kind.cmp(other_kind)
                .then(other.found.cmp(&it.found))
                .then(name.cmp(other_name))
        });
        let settle = |((kind, name), it): ((FactKind, &str), Rule)| Rule {
            kind: kind.name(),
            rule: name.to_owned(),
            precision: ratio(it.right, it.found),
            precision_with_people: ratio(it.people_right, it.found),
            ..it
        };
        Self(rules.into_iter().map(settle).collect())
    }
}

impl Display for Rules {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:10}{:34}{:>8}{:>8}{:>11}{:>15}{:>11}",
            "found by", "", "found", "right", "precision", "people right", "precision"
        )?;
        for it in &self.0 {
            writeln!(
                f,
                "{:10}{:34}{:>8}{:>8}{:>11.2}{:>15}{:>11.2}",
                it.kind,
                it.rule,
                it.found,
                it.right,
                it.precision,
                it.people_right,
                it.precision_with_people
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_by_itself() {
        let fact = |rule: &str, in_gold, people_right| Judged {
            kind: FactKind::Statement,
            rule: rule.to_owned(),
            confidence: 0.5,
            in_gold,
            people_right,
        };
        let judged = [
            fact("fr.a", true, true),
            fact("fr.b", true, false),
            fact("fr.b", true, true),
            fact("fr.b", false, false),
            fact("fr.b", false, false),
        ];
        let Rules(rules) = Rules::of(&judged);
        let shown: Vec<_> = rules
            .iter()
            .map(|it| (it.rule.as_str(), it.found, it.right, it.people_right))
            .collect();
        assert_eq!(shown, [("fr.b", 4, 2, 1), ("fr.a", 1, 1, 1)]);
        assert!((rules[0].precision_with_people - 0.25).abs() < 1e-9);
    }
}
