//! Which line of a page is the headline.

use super::phrases::{fold, fold_to};
use crate::source::keys::{EMPTY_KEY, Keys, longer_key};

/// Most words of a headline.
const MOST_WORDS: usize = 32;
/// Words of the body looked at.
const SAMPLE: usize = 200;
/// Letters by which two words are the same one: *coopération*, *coopérer*.
const STEM: usize = 5;

/// The headline among the lines before the body. A headline tells what the body tells: the first
/// line that shares its words wins, and where none does, the line nearest to the body.
/// `candidates` are the lines before the body; `body` its first paragraphs; `opening` says that
/// nothing stands before the first candidate.
pub(super) fn choose(candidates: &[&str], body: &[&str], opening: bool) -> Option<usize> {
    let fits: Vec<usize> = (0..candidates.len())
        .filter(|i| candidates.get(*i).is_some_and(|c| is_possible(c)))
        .collect();
    if fits.len() < 2 {
        return fits.first().copied();
    }
    let mut folded = String::new();
    let told: Keys = body
        .iter()
        .flat_map(|p| p.split_whitespace())
        .take(SAMPLE)
        .filter_map(|word| stem(word, &mut folded))
        .collect();
    let mut shared = |i: &usize| {
        let mut words: Vec<u64> = candidates
            .get(*i)?
            .split_whitespace()
            .filter_map(|word| stem(word, &mut folded))
            .collect();
        words.sort_unstable();
        words.dedup();
        let hits = words.iter().filter(|w| told.contains(*w)).count();
        Some((hits, words.len()))
    };
    let clear = fits
        .iter()
        .find(|i| shared(i).is_some_and(|(hits, all)| hits >= 2 && hits * 5 >= all * 2));
    let first = fits.first().filter(|i| opening && **i == 0);
    let nearest = fits.iter().rev().find(|i| {
        candidates
            .get(**i)
            .is_some_and(|c| c.split_whitespace().count() >= 4)
    });
    clear.or(first).or(nearest).or(fits.last()).copied()
}

/// Whether a line is the headline that metadata give.
pub(super) fn same(line: &str, title: &str) -> bool {
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(fold)
            .collect::<Vec<_>>()
    };
    line.len() <= title.len() * 2 + 40 && words(line) == words(title)
}

fn is_possible(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (2..=MOST_WORDS).contains(&words)
        && !line.ends_with(['.', ':', ';', ','])
        && line
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| !c.is_lowercase())
}

/// The key of the first letters of a word, if it is long enough to tell something. `folded` is room to work in.
fn stem(word: &str, folded: &mut String) -> Option<u64> {
    fold_to(folded, word);
    let word = folded.rsplit('\'').next().unwrap_or(folded);
    let letters = word.chars().filter(|c| c.is_alphanumeric()).take(STEM);
    let (key, length) = letters.fold((EMPTY_KEY, 0), |(key, length), c| {
        let letter = longer_key(key, c.encode_utf8(&mut [0; 4]));
        (letter, length + c.len_utf8())
    });
    (length >= 4).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: [&str; 1] = [
        "Les ministres autrichien et suisse se sont accordés lundi sur le tracé de la frontière commune.",
    ];

    #[test]
    fn the_line_that_tells_the_story_is_the_headline() {
        let lines = [
            "Le meilleur de la semaine",
            "À la une - Autriche",
            "Accord sur la frontière entre Suisse et Autriche",
            "La suite en juin",
        ];
        assert_eq!(choose(&lines, &BODY, true), Some(2));
    }

    #[test]
    fn without_shared_words_the_first_line_of_all_is_the_headline() {
        assert_eq!(
            choose(&["Un pas vers la paix", "Europe"], &BODY, true),
            Some(0)
        );
        assert_eq!(
            choose(&["Un pas vers la paix", "Europe"], &BODY, false),
            Some(0)
        );
        assert_eq!(choose(&[], &BODY, true), None);
        assert_eq!(choose(&["Il pleut."], &BODY, true), None);
    }
}
