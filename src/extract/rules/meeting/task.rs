//! Meetings that are only somebody's task: *authorised to negotiate with B*, *the envoy for talks with B*. Nothing says that
//! they meet.
//!
//! ```text
//! Ivan Petrov, chargé de négocier avec Paul Delmas, a vu Anna Kovacs mardi.
//!   → Ivan Petrov, Anna Kovacs · held · mardi
//! ```

use std::ops::Range;

use super::super::event::Ground;

/// Words between a mandate and its verb or noun.
const REACH: usize = 6;

/// Whether the word at `cue` says what somebody is there for.
pub(super) fn is_task(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let document = ground.document;
    let from = ground
        .reach(cue.start)
        .start
        .max(cue.start.saturating_sub(REACH));
    (from..cue.start).rev().any(|token| {
        let next = document.lower(token + 1);
        let mandated = matches!(
            document.folded(token),
            "authorized"
                | "authorised"
                | "mandated"
                | "tasked"
                | "empowered"
                | "charge"
                | "chargee"
                | "charges"
                | "mandate"
                | "mandatee"
                | "mandates"
                | "habilite"
                | "habilitee"
                | "mission"
                | "mandat"
        ) && matches!(next, "to" | "with" | "de" | "d'")
            && !matches!(document.lower(token.wrapping_sub(1)), "in" | "d'");
        let office = matches!(
            document.folded(token),
            "envoy"
                | "negotiator"
                | "representative"
                | "emissaire"
                | "negociateur"
                | "negociatrice"
        ) && matches!(next, "for" | "in" | "at" | "to" | "pour" | "aux" | "dans");
        (mandated || office)
            && !(token + 1..cue.start).any(|between| {
                matches!(
                    document.lower(between),
                    "," | ";" | "after" | "après" | "during" | "lors"
                )
            })
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("task.rs"));
    }

    #[test]
    fn an_envoy_for_talks() {
        assert!(
            english("Anna Kovacs, the envoy for talks with Paul Delmas, praised the plan.")
                .is_empty()
        );
    }

    #[test]
    fn stays_silent() {
        assert_eq!(
            english("The envoy met Paul Delmas. Envoy Anna Kovacs held talks with Ivan Petrov.")
                .len(),
            2
        );
    }
}
