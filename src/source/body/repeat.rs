//! Paragraphs that repeat what stands before them: summaries, captions, cut copies.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words in a run that counts as said before.
const RUN: usize = 5;
/// Runs remembered; a page longer than that is no page.
const MOST: usize = 300_000;
/// Words of a paragraph looked at.
const SAMPLE: usize = 2_000;

/// Runs of words seen so far.
#[derive(Default)]
pub(super) struct Seen {
    runs: HashSet<u64>,
}

impl Seen {
    /// Whether nearly all of a paragraph stands before it, word for word.
    pub(super) fn repeats(&self, text: &str) -> bool {
        let runs = runs(text);
        let known = runs.iter().filter(|run| self.runs.contains(run)).count();
        runs.len() >= 3 && known * 5 >= runs.len() * 4
    }

    /// Remembers a paragraph.
    pub(super) fn add(&mut self, text: &str) {
        if self.runs.len() < MOST {
            self.runs.extend(runs(text));
        }
    }
}

fn runs(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(SAMPLE)
        .map(|word| {
            let mut hasher = DefaultHasher::new();
            word.chars()
                .flat_map(char::to_lowercase)
                .for_each(|c| c.hash(&mut hasher));
            hasher.finish()
        })
        .collect();
    words
        .windows(RUN)
        .map(|window| {
            let mut hasher = DefaultHasher::new();
            window.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_and_joined_copies_are_told() {
        let mut seen = Seen::default();
        seen.add("Les deux ministres se sont vus lundi à Vienne pour parler de la frontière.");
        seen.add("Ils se reverront en juin, a dit leur porte-parole à la presse.");
        assert!(
            seen.repeats(
                "Les deux ministres se sont vus lundi à Vienne pour parler de la frontière."
            )
        );
        assert!(seen.repeats("Les deux ministres se sont vus lundi à Vienne pour parler de la frontière.Ils se reverront en juin, a dit leur porte-parole..."));
        assert!(!seen.repeats("Les deux ministres se sont vus mardi à Berne."));
        assert!(!seen.repeats("Un autre sujet occupe les deux ministres depuis trois mois déjà."));
    }
}
