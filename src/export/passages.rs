//! How much of the articles' words is published: at most 300 characters of each passage, unless the operator publishes more.

use std::borrow::Cow;

use crate::store::model::{Literal, Quad, Term};
use crate::vocab::{dm, oa};

/// So many characters of a passage are published where the operator does not publish more.
pub const PASSAGE: usize = 300;

/// What of the passages is published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Passages {
    /// At most [`PASSAGE`] characters of each.
    #[default]
    Short,
    /// All.
    Whole,
}

impl Passages {
    /// What holds where `publish.full_text` is as said.
    pub fn of(full_text: bool) -> Self {
        if full_text { Self::Whole } else { Self::Short }
    }

    /// Cuts the words of a passage if the quad tells one.
    pub fn apply(self, quad: &mut Quad) {
        if self == Self::Whole || ![oa::EXACT, dm::QUOTE].contains(&quad.predicate.as_str()) {
            return;
        }
        if let Term::Literal(words) = &quad.object
            && let Cow::Owned(shown) = shortened(words.value())
        {
            quad.object = match words.language() {
                Some(language) => {
                    Literal::new_language_tagged_literal_unchecked(shown, language).into()
                }
                None => Literal::new_simple_literal(shown).into(),
            };
        }
    }

    /// Cuts the words of the passages in a cell, between which there is `separator`.
    pub(super) fn apply_to_cell(self, cell: &mut String, separator: &str) {
        if self == Self::Short && cell.len() > PASSAGE {
            let passages: Vec<Cow<'_, str>> = cell.split(separator).map(shortened).collect();
            *cell = passages.join(separator);
        }
    }
}

/// A passage as it is published where the operator does not publish more: an ellipsis says that there were more words.
pub fn shortened(words: &str) -> Cow<'_, str> {
    if words.chars().nth(PASSAGE).is_none() {
        return Cow::Borrowed(words);
    }
    let kept = words.chars().take(PASSAGE - 1);
    Cow::Owned(kept.chain(['…']).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::model::{GraphName, NamedNode};

    #[test]
    fn long_passages_are_cut_by_characters() {
        let long = Quad::new(
            NamedNode::new_unchecked("urn:s"),
            NamedNode::new_unchecked(dm::QUOTE),
            Literal::new_language_tagged_literal_unchecked("é".repeat(301), "fr"),
            GraphName::DefaultGraph,
        );
        let mut quad = long.clone();
        Passages::Whole.apply(&mut quad);
        assert_eq!(quad, long);
        Passages::Short.apply(&mut quad);
        let Term::Literal(words) = &quad.object else {
            panic!("{quad}")
        };
        assert_eq!(words.value().chars().count(), PASSAGE);
        assert!(words.value().ends_with("é…"));
        assert_eq!(words.language(), Some("fr"));
        let before = quad.clone();
        Passages::Short.apply(&mut quad);
        assert_eq!(quad, before);
    }

    #[test]
    fn each_passage_of_a_cell_is_cut() {
        let mut cell = format!("a […] {} […] b", "x".repeat(400));
        Passages::Short.apply_to_cell(&mut cell, " […] ");
        assert_eq!(cell, format!("a […] {}… […] b", "x".repeat(299)));
    }
}
