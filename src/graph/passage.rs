//! Passages of an article's text by code points, and the evidence that is made of them.

use super::quads::Quads;
use crate::extract::facts::Passage;
use crate::vocab::{SELECTORS, dm, oa, xsd};
use sophia::iri::Iri;

/// Every so many code points the byte position is kept, so that look-ups do not walk the whole text.
const STRIDE: usize = 64;

/// Characters of context on either side of a quote, enough to find it again in a changed text.
const CONTEXT: usize = 32;

/// A text that is addressed by code points.
pub struct CodePoints<'a> {
    text: &'a str,
    /// Byte position of every `STRIDE`th code point.
    marks: Vec<usize>,
    length: usize,
}

impl<'a> CodePoints<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> Self {
        let mut marks = vec![];
        let mut length = 0;
        for (byte, _) in text.char_indices() {
            if length % STRIDE == 0 {
                marks.push(byte);
            }
            length += 1;
        }
        Self {
            text,
            marks,
            length,
        }
    }

    /// How many code points the text has.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The text from one code point up to another, `None` where it has no such place.
    pub fn get(&self, start: usize, end: usize) -> Option<&'a str> {
        if start > end {
            return None;
        }
        self.text.get(self.byte(start)?..self.byte(end)?)
    }

    fn byte(&self, point: usize) -> Option<usize> {
        if point == self.length {
            return Some(self.text.len());
        }
        let mark = *self.marks.get(point / STRIDE)?;
        let (within, _) = self.text.get(mark..)?.char_indices().nth(point % STRIDE)?;
        Some(mark + within)
    }
}

/// Says where a passage stands: its words with their context, and its place in code points.
pub fn evidence(
    quads: &mut Quads<'_>,
    article: &Iri<String>,
    evidence: &str,
    passage: &Passage,
    points: &CodePoints<'_>,
) {
    let node = quads.minter().record(quads.article(), evidence);
    let [quote, position] = SELECTORS.map(|selector| {
        quads
            .minter()
            .record(quads.article(), &format!("{evidence}{selector}"))
    });
    quads.a(&node, dm::EVIDENCE_CLASS);
    quads.link(&node, oa::HAS_SOURCE, article);
    quads.link(&node, oa::HAS_SELECTOR, &quote);
    quads.link(&node, oa::HAS_SELECTOR, &position);

    quads.a(&quote, oa::TEXT_QUOTE_SELECTOR);
    quads.string(&quote, oa::EXACT, &passage.text);
    let before = points.get(passage.start.saturating_sub(CONTEXT), passage.start);
    if let Some(prefix) = before.filter(|prefix| !prefix.is_empty()) {
        quads.string(&quote, oa::PREFIX_, prefix);
    }
    let after = points.get(passage.end, (passage.end + CONTEXT).min(points.len()));
    if let Some(suffix) = after.filter(|suffix| !suffix.is_empty()) {
        quads.string(&quote, oa::SUFFIX, suffix);
    }

    quads.a(&position, oa::TEXT_POSITION_SELECTOR);
    quads.typed(
        &position,
        oa::START,
        &passage.start.to_string(),
        xsd::INTEGER,
    );
    quads.typed(&position, oa::END, &passage.end.to_string(), xsd::INTEGER);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_passage_is_what_counting_characters_gives(text in any::<String>(), start in 0_usize..200, length in 0_usize..200) {
            let points = CodePoints::new(&text);
            let counted = text.chars().count();
            prop_assert_eq!(points.len(), counted);
            let expected: String = text.chars().skip(start).take(length).collect();
            if start + length <= counted {
                prop_assert_eq!(points.get(start, start + length), Some(expected.as_str()));
            } else {
                prop_assert_eq!(points.get(start, start + length), None);
            }
        }
    }
}
