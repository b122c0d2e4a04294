//! Talks for which somebody is only ready: *open to dialogue with B*, *readiness for talks*, *it is time to hold talks*.
//! Where neither day nor place is named, that is a stance and no meeting, planned or proposed.

use super::super::event::Ground;
use super::sighting::Sighting;
use crate::text::Document;

/// Words between a stance and the talks.
const REACH: usize = 8;

/// Whether a passage tells of talks that somebody would have, and of nothing that sets them.
pub(super) fn is_stance(ground: &Ground<'_>, sighting: &Sighting) -> bool {
    let document = ground.document;
    let cue = &sighting.cue;
    let talks = cue.clone().any(|token| {
        matches!(
            document.lower(token),
            "talks"
                | "talk"
                | "dialogue"
                | "dialog"
                | "negotiations"
                | "negotiation"
                | "negotiate"
                | "discussions"
                | "discussion"
                | "consultations"
        )
    });
    if !talks || sighting.date.is_some() || sighting.place.is_some() {
        return false;
    }
    let from = ground
        .reach(cue.start)
        .start
        .max(cue.start.saturating_sub(REACH));
    let Some(stance) = (from..cue.start)
        .rev()
        .find(|token| is_open(document, *token))
    else {
        return false;
    };
    // *ready after the talks*, *open to a round of talks*, *ready to resume the talks that …*: those talks are known.
    !(stance + 1..cue.start).any(|token| is_set(document.lower(token)))
}

/// *ready to*, *openness to*, *how to*, *time for*, *seeks*: a word that leaves open whether anything comes of it.
fn is_open(document: &Document<'_>, token: usize) -> bool {
    let next = document.lower(token + 1);
    match document.lower(token) {
        "ready" | "open" | "willing" | "openness" | "readiness" | "willingness" | "time"
        | "need" => matches!(next, "to" | "for"),
        "prepared" | "how" | "forward" => next == "to",
        "call" | "calls" | "called" | "calling" | "push" | "pushed" => next == "for",
        "seek" | "seeks" | "seeking" | "sought" | "approach" | "approached" => true,
        _ => false,
    }
}

/// A word that makes the talks particular ones, or another thing that is done on their occasion.
fn is_set(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "these"
            | "this"
            | "their"
            | "its"
            | "his"
            | "her"
            | "round"
            | "rounds"
            | "at"
            | "in"
            | "after"
            | "before"
            | "during"
            | "that"
            | "planned"
            | "upcoming"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::english;

    #[test]
    fn reads_other_forms() {
        for text in [
            "Anna Kovacs has long sought dialogue with Bénin.",
            "Togo reaffirmed its readiness for comprehensive dialogue with Bénin.",
            "Togo is open to dialogue with Bénin.",
            "Anna Kovacs is not yet ready to talk with Paul Delmas.",
            "Togo had not approached any country to arrange talks with Bénin.",
        ] {
            assert_eq!(english(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn stays_silent() {
        assert_eq!(
            english("Anna Kovacs is ready to meet Paul Delmas.").len(),
            1
        );
        assert_eq!(
            english("Anna Kovacs is ready for talks with Paul Delmas in Vienna on Tuesday.").len(),
            1
        );
    }
}
