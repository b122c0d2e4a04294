//! A text cut into words, in code points: contents are compared by the words that they cover.

use std::ops::Range;

use super::fold::{is_space, is_word};
use crate::extract::facts::Passage;

/// Numbers of words in a text, rising.
pub(super) type Cover = Vec<usize>;

/// A text in code points, and where its words are.
pub(super) struct Words {
    characters: Vec<char>,
    words: Vec<Range<usize>>,
}

impl Words {
    pub(super) fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let mut words: Vec<Range<usize>> = Vec::new();
        for (at, character) in characters.iter().enumerate() {
            if !is_word(*character) {
                continue;
            }
            match words.last_mut() {
                Some(word) if word.end == at => word.end = at + 1,
                _ => words.push(at..at + 1),
            }
        }
        Self { characters, words }
    }

    /// Whether a passage is the text that it claims to be.
    pub(super) fn holds(&self, passage: &Passage) -> bool {
        let slice = self.characters.get(passage.start..passage.end);
        slice.is_some_and(|slice| slice.iter().copied().eq(passage.text.chars()))
    }

    /// Where `passage` stands first, any white space equal to any other.
    pub(super) fn locate(&self, passage: &str) -> Option<Range<usize>> {
        let parts: Vec<Vec<char>> = passage
            .split(is_space)
            .filter(|part| !part.is_empty())
            .map(|part| part.chars().collect())
            .collect();
        (0..=self.characters.len()).find_map(|start| self.ends(&parts, start).map(|end| start..end))
    }

    /// Where the parts end that begin at `start`, if they do.
    fn ends(&self, parts: &[Vec<char>], start: usize) -> Option<usize> {
        let mut at = start;
        for (number, part) in parts.iter().enumerate() {
            if number > 0 {
                let rest = self.characters.get(at..)?;
                let gap = rest.iter().take_while(|it| is_space(**it)).count();
                if gap == 0 {
                    return None;
                }
                at += gap;
            }
            if !self.characters.get(at..)?.starts_with(part) {
                return None;
            }
            at += part.len();
        }
        Some(at)
    }

    /// The words that touch any of the ranges.
    pub(super) fn cover(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Cover {
        let mut cover: Cover = Vec::new();
        for range in ranges {
            let first = self.words.partition_point(|word| word.end <= range.start);
            let touched = self.words.iter().enumerate().skip(first);
            cover.extend(
                touched
                    .take_while(|(_, word)| word.start < range.end)
                    .map(|(number, _)| number),
            );
        }
        cover.sort_unstable();
        cover.dedup();
        cover
    }

    /// The words of passages.
    pub(super) fn cover_of(&self, passages: &[Passage]) -> Cover {
        self.cover(passages.iter().map(|it| it.start..it.end))
    }

    /// Line and column of a code point, counted from 1.
    pub(super) fn position(&self, at: usize) -> (usize, usize) {
        let before = self.characters.get(..at).unwrap_or(&self.characters);
        let line = before.iter().filter(|it| **it == '\n').count() + 1;
        let column = before.iter().rev().take_while(|it| **it != '\n').count() + 1;
        (line, column)
    }
}

/// How many members two rising lists share.
fn common<T: Ord>(one: &[T], other: &[T]) -> usize {
    one.iter()
        .filter(|it| other.binary_search(it).is_ok())
        .count()
}

/// Intersection over union of two rising lists.
pub(super) fn iou<T: Ord>(one: &[T], other: &[T]) -> f64 {
    let both = common(one, other);
    ratio(both, one.len() + other.len() - both)
}

/// The share of the shorter list that the other covers.
pub(super) fn overlap<T: Ord>(one: &[T], other: &[T]) -> f64 {
    ratio(common(one, other), one.len().min(other.len()))
}

/// A part of a whole; nothing of nothing is nothing.
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_white_space() {
        let words = Words::new("Il a\u{a0}dit\n  « non », é. Il a dit oui.");
        assert_eq!(words.locate("Il a dit"), Some(0..8));
        assert_eq!(words.locate("a dit oui"), Some(26..35));
        assert_eq!(words.locate("adit"), None);
        assert_eq!(words.locate("dit « non »"), Some(5..18));
    }

    #[test]
    fn a_word_that_is_touched_is_covered() {
        let words = Words::new("un deux trois");
        assert_eq!(words.cover([4..5, 0..1]), [0, 1]);
        assert_eq!(words.cover(std::iter::once(2..3)), Vec::<usize>::new());
        assert_eq!(words.position(4), (1, 5));
    }

    #[test]
    fn shares_of_lists() {
        assert!((iou(&[1, 2, 3], &[2, 3, 4]) - 0.5).abs() < 1e-9);
        assert!((overlap(&[1, 2, 3], &[3]) - 1.0).abs() < 1e-9);
        assert!(iou::<u8>(&[], &[]).abs() < 1e-9);
    }
}
