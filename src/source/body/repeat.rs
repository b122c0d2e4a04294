//! Paragraphs that repeat what stands before them: summaries, captions, cut copies.

use crate::source::keys::{EMPTY_KEY, TextKeys, longer_key};

/// Words in a run that counts as said before.
const RUN: usize = 5;
/// Runs remembered; a page longer than that is no page.
const MOST: usize = 300_000;
/// Words of a paragraph looked at.
const SAMPLE: usize = 2_000;

/// Runs of words seen so far.
#[derive(Default)]
pub(super) struct Seen {
    runs: TextKeys,
}

impl Seen {
    /// Whether nearly all of a paragraph stands before it, word for word. If not, it is remembered.
    pub(super) fn repeats(&mut self, text: &str) -> bool {
        let runs = runs(text);
        let known = runs.iter().filter(|run| self.runs.contains(run)).count();
        let repeats = runs.len() >= 3 && known * 5 >= runs.len() * 4;
        if !repeats && self.runs.len() < MOST {
            self.runs.reserve(runs.len());
            self.runs.extend(runs);
        }
        repeats
    }
}

/// The runs of words of a paragraph, each as a number.
fn runs(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(SAMPLE)
        .map(small_key)
        .collect();
    words
        .windows(RUN)
        .map(|window| {
            window.iter().fold(EMPTY_KEY, |run, word| {
                (run.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            })
        })
        .collect()
}

/// The key of a word in lower case.
fn small_key(word: &str) -> u64 {
    let mut room = [0; 4];
    word.chars().fold(EMPTY_KEY, |key, c| {
        if c.is_ascii() {
            return longer_key(key, c.to_ascii_lowercase().encode_utf8(&mut room));
        }
        c.to_lowercase().fold(key, |key, small| {
            longer_key(key, small.encode_utf8(&mut room))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_and_joined_copies_are_told() {
        let mut seen = Seen::default();
        assert!(
            !seen.repeats(
                "Les deux ministres se sont vus lundi à Vienne pour parler de la frontière."
            )
        );
        assert!(!seen.repeats("Ils se reverront en juin, a dit leur porte-parole à la presse."));
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
