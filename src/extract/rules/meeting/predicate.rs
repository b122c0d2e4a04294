//! What is said of a meeting told before: *Il s'agira de la première rencontre entre A et B*, *It will be the first meeting
//! between A and B*, *, the first meeting between the two*.
//!
//! ```text
//! Anna Kovacs rencontrera Paul Delmas mardi à Vienne. Il s'agira de la première rencontre entre un ministre et un juge.
//!   → Anna Kovacs, Paul Delmas · planned · mardi · Vienne
//! ```

use std::ops::Range;

use super::super::event::Ground;

/// Whether the noun at `cue` says which meeting in a row one told before is.
pub(super) fn is_predicate(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    const REACH: usize = 7;
    let document = ground.document;
    let from = ground
        .reach(cue.start)
        .start
        .max(cue.start.saturating_sub(REACH));
    let Some(rank) = (from.max(cue.start.saturating_sub(3))..cue.start)
        .rev()
        .find(|token| is_ordinal(document.folded(*token)))
    else {
        return false;
    };
    let mut before = (from..rank).rev().map(|token| document.folded(token));
    let governor = before.find(|word| {
        !matches!(
            *word,
            "la" | "le"
                | "l'"
                | "les"
                | "the"
                | "leur"
                | "their"
                | "une"
                | "un"
                | "a"
                | "de"
                | "du"
                | "d'"
                | "only"
                | "seulement"
        )
    });
    match governor {
        Some("," | "(" | "–" | "-") => true,
        Some("agira" | "agit" | "agissait" | "agirait") => true,
        Some("sera" | "serait" | "est" | "etait" | "fut") => {
            matches!(
                before.next(),
                Some("ce" | "c'" | "rencontre" | "reunion" | "sommet")
            )
        }
        Some("is" | "was" | "be" | "marks" | "marked" | "mark") => before.take(3).any(|word| {
            matches!(
                word,
                "it" | "this" | "that" | "meeting" | "talks" | "summit" | "which" | "visit"
            )
        }),
        _ => false,
    }
}

fn is_ordinal(word: &str) -> bool {
    matches!(
        word,
        "premier"
            | "premiere"
            | "deuxieme"
            | "second"
            | "seconde"
            | "troisieme"
            | "quatrieme"
            | "first"
            | "third"
            | "fourth"
            | "latest"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("predicate.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english(
                "Anna Kovacs met Paul Delmas on Tuesday, the first meeting between a judge and a minister."
            ),
            ["Anna Kovacs, Paul Delmas · held · Tuesday"]
        );
    }

    #[test]
    fn stays_silent() {
        assert_eq!(
            english(
                "Anna Kovacs left. The first meeting between Paul Delmas and Ivan Petrov took place on Tuesday."
            ),
            ["Paul Delmas, Ivan Petrov · held · Tuesday"]
        );
    }
}
