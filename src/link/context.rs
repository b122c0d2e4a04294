//! What an article as a whole tells about the actors in it: which states it speaks of, and when.

use std::collections::BTreeSet;

use super::gazetteer::Gazetteer;
use super::tenure::{Held, Period, Tenure};
use crate::extract::Draft;
use crate::extract::facts::ActorType;
use crate::text::Document;

/// The setting of an article.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// English names of the states and organisations that the article names.
    pub(super) polities: BTreeSet<&'static str>,
    /// When the article may have been written: periods in order, not overlapping.
    pub(super) periods: Vec<Period>,
}

/// Nothing in the gazetteer is older or newer.
pub(super) const EVER: Period = Period {
    first: 1990_01_01,
    last: 2049_12_31,
};

impl Context {
    /// Reads the states out of an article; the time is not known yet.
    pub(super) fn read(draft: &Draft, document: &Document<'_>, gazetteer: &Gazetteer) -> Self {
        let mut polities = BTreeSet::new();
        let mut add = |name: &str| {
            if let Some(country) = gazetteer.country(name) {
                polities.insert(country.name);
            } else if let Some(place) = gazetteer.places_named(name).next() {
                polities.extend(place.capital_of);
            } else {
                polities.extend(gazetteer.organisations_named(name).map(|o| o.name));
            }
        };
        for (actor, clue) in draft.facts.actors.iter().zip(&draft.clues) {
            clue.titles
                .iter()
                .filter_map(|title| title.polity.as_deref())
                .for_each(&mut add);
            if actor.kind != ActorType::Person && actor.kind != ActorType::Unnamed {
                add(&actor.name);
            }
        }
        for token in 0..document.tokens().list().len() {
            let folded = document.folded(token);
            // *US* is a state, *us* is not.
            let is_word = folded.len() <= 3
                && document
                    .words(&(token..token + 1))
                    .contains(char::is_lowercase);
            if let Some(country) = gazetteer.country(folded).filter(|_| !is_word) {
                polities.insert(country.name);
            }
        }
        Context {
            polities,
            periods: vec![EVER],
        }
    }

    /// Whether the time is known to the day or nearly so.
    pub(super) fn is_dated(&self) -> bool {
        matches!(&*self.periods, [only] if only.last - only.first < 100)
    }

    /// Whether an office was held throughout the article's time, perhaps, or not at all.
    pub(super) fn held(&self, tenure: &Tenure) -> Held {
        let mut answers = self.periods.iter().map(|p| tenure.held(*p));
        let Some(first) = answers.next() else {
            return Held::No;
        };
        answers.fold(
            first,
            |all, one| if all == one { all } else { Held::Perhaps },
        )
    }

    /// Whether an office had been laid down by the article's time.
    pub(super) fn laid_down(&self, tenure: &Tenure) -> bool {
        self.periods.iter().any(|p| tenure.before(*p))
    }

    /// The time in words, for reasons.
    pub(super) fn time(&self) -> String {
        match &*self.periods {
            [only] if *only == EVER => "at an unknown time".to_owned(),
            [only] if only.first == only.last => format!("on {}", day(only.first)),
            [first, ..] => {
                let last = self.periods.last().unwrap_or(first);
                format!("between {} and {}", day(first.first), day(last.last))
            }
            [] => "at no possible time".to_owned(),
        }
    }
}

fn day(number: u32) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        number / 10_000,
        number / 100 % 100,
        number % 100
    )
}
