//! A checked range of an article's text, in bytes.

use std::ops::Range;

/// A stretch of text that begins and ends on character boundaries.
///
/// Positions are byte offsets; they become code points once, when facts are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end` of `text`, if it is one.
    pub fn checked(text: &str, start: usize, end: usize) -> Option<Self> {
        text.get(start..end).map(|_| Self { start, end })
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The words it covers; empty if it does not belong to `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The same span without white space at either end.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Self {
            start,
            end: (start + words.trim().len()).max(start),
        }
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `other` lies within it.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_the_middle_of_a_character() {
        assert_eq!(Span::checked("été", 0, 1), None);
        assert_eq!(
            Span::checked("été", 0, 2).map(|span| span.of("été")),
            Some("é")
        );
    }

    #[test]
    fn trims_white_space_only() {
        let text = "\u{a0} « oui » ";
        let span = Span {
            start: 0,
            end: text.len(),
        }
        .trim(text);
        assert_eq!(span.of(text), "« oui »");
    }
}
