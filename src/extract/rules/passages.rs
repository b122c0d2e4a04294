//! How passages of two facts compare: do they share text, and do they speak of one thing.

use std::collections::BTreeSet;

use crate::extract::facts::Passage;
use crate::text::fold;

/// Facts of one kind beyond which nothing is compared any more: a bound for hostile texts.
pub(super) const MOST: usize = 400;
/// Words of fewer letters tell nothing of what a passage is about.
const LONG: usize = 6;

/// Whether two lists of passages share text.
pub(super) fn overlap(one: &[Passage], other: &[Passage]) -> bool {
    one.iter().any(|one| {
        let mut other = other.iter();
        other.any(|other| one.start < other.end && other.start < one.end)
    })
}

/// The longer words, folded: those by which two passages speak of one thing.
pub(super) fn long_words(passages: &[Passage]) -> BTreeSet<String> {
    words(passages)
        .filter(|word| word.chars().count() >= LONG)
        .map(fold)
        .collect()
}

/// All words, as written.
pub(super) fn words(passages: &[Passage]) -> impl Iterator<Item = &str> {
    passages.iter().flat_map(|passage| {
        let words = passage.text.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty())
    })
}
