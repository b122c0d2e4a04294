//! Meetings that somebody will not have: *refuse de rencontrer B*, *ruled out talks with B*. Nobody met and nobody is to.
//!
//! ```text
//! Anna Kovacs a exclu toute rencontre avec Paul Delmas. Elle a vu Ivan Petrov mardi.
//!   → Anna Kovacs, Ivan Petrov · held · mardi
//! ```

use std::ops::Range;

use super::super::event::Ground;
use crate::text::Document;

/// Words between a refusal and what is refused.
const REACH: usize = 8;

/// Whether the meeting that `cue` names is what a verb of refusing takes as its object.
pub(super) fn is_refused(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let document = ground.document;
    let from = ground
        .reach(cue.start)
        .start
        .max(cue.start.saturating_sub(REACH));
    if lacks_will(document, from, cue.start) {
        return true;
    }
    // *refuse que A reçoive B*
    let unwilled = (from..cue.start).any(|token| {
        refuses(document, token) && matches!(document.lower(token + 1), "que" | "qu'")
    });
    if unwilled {
        return true;
    }
    let Some(verb) = (from..cue.start)
        .rev()
        .find(|token| refuses(document, *token))
    else {
        return false;
    };
    // *n'exclut pas une rencontre*, *has not ruled out talks*
    let negated = (verb.saturating_sub(3)..verb + 3).any(|token| {
        matches!(
            document.lower(token),
            "pas" | "plus" | "not" | "never" | "jamais" | "without"
        ) || document.lower(token).ends_with("n't")
    });
    !negated && !(verb + 1..cue.start).any(|token| is_other(document.folded(token)))
}

/// *shows **no intention** of holding talks*, *is **not showing any desire** to meet A*.
fn lacks_will(document: &Document<'_>, from: usize, cue: usize) -> bool {
    let will = (from..cue).rev().find(|token| {
        matches!(
            document.folded(*token),
            "intent" | "intention" | "desire" | "interest" | "willingness" | "readiness" | "plans"
        )
    });
    will.is_some_and(|will| {
        (will.saturating_sub(REACH)..will).any(|token| {
            matches!(
                document.folded(token),
                "no" | "not" | "never" | "without" | "little"
            )
        }) && !(will + 1..cue).any(|token| is_other(document.folded(token)))
    })
}

fn refuses(document: &Document<'_>, token: usize) -> bool {
    match document.folded(token) {
        "refuse" | "refusent" | "refusait" | "refusaient" | "refuser" | "refusant" | "refused"
        | "refuses" | "refusing" | "declined" | "declines" | "declining" | "exclu" | "exclut"
        | "excluent" | "exclure" | "excluant" | "excluait" | "rejette" | "rejettent" | "rejete"
        | "rejetant" | "rejeter" | "rejected" | "rejects" | "rejecting" => true,
        "ruled" | "rules" | "rule" | "ruling" => document.lower(token + 1) == "out",
        _ => false,
    }
}

/// *refuse de participer à la réunion*, *rejected the plan after a meeting*: the meeting itself is not refused.
fn is_other(word: &str) -> bool {
    matches!(
        word,
        "," | ";"
            | "que"
            | "qu'"
            | "that"
            | "and"
            | "et"
            | "participer"
            | "assister"
            | "rendre"
            | "attend"
            | "attending"
            | "join"
            | "part"
            | "participation"
            | "lors"
            | "pendant"
            | "durant"
            | "apres"
            | "avant"
            | "issue"
            | "after"
            | "before"
            | "during"
            | "at"
            | "until"
            | "while"
            | "in"
            | "on"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn what_somebody_will_not_have_another_do() {
        assert!(
            french("Le Togo refuse que les ministres européens reçoivent Paul Delmas.").is_empty()
        );
    }

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("refused.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert!(english("Anna Kovacs ruled out a meeting with Paul Delmas.").is_empty());
        assert!(
            english("Anna Kovacs is not showing any intent to have talks with Paul Delmas.")
                .is_empty()
        );
        assert!(french("Anna Kovacs refuse toujours de dialoguer avec Paul Delmas.").is_empty());
    }

    #[test]
    fn stays_silent() {
        assert_eq!(
            english("Anna Kovacs rejected the plan after a meeting with Paul Delmas on Tuesday."),
            ["Anna Kovacs, Paul Delmas · held · Tuesday"]
        );
        assert_eq!(
            french("Anna Kovacs n'exclut pas une rencontre avec Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · proposed"]
        );
        assert_eq!(
            english("Anna Kovacs has not ruled out a meeting with Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · proposed"]
        );
    }
}
