//! The journey on which somebody met somebody: *A flew to P on Sunday. He met B.*
//!
//! ```text
//! Anna Kovacs est arrivée mardi à Vienne. Elle y rencontrera Paul Delmas. Anna Kovacs s'est rendue lundi à Niamey.
//! Elle a été reçue par Ivan Petrov.
//!   → Anna Kovacs, Paul Delmas · planned · mardi · Vienne
//!   → Anna Kovacs, Ivan Petrov · held · lundi · Niamey
//! ```

use std::ops::Range;

use super::super::event::{Ground, Parties};
use super::sighting::Sighting;

/// Gives a meeting the day and the place of the journey that the sentence before it tells, where it has none.
pub(super) fn complete(ground: &Ground<'_>, sighting: &mut Sighting) {
    if sighting.date.is_some() || sighting.place.is_some() || sighting.actors.len() < 2 {
        return;
    }
    let document = ground.document;
    let Some(sentence) = document.sentence_of(sighting.cue.start) else {
        return;
    };
    let sentences = document.sentences();
    let (Some(this), Some(before)) = (
        sentences.get(sentence),
        sentence.checked_sub(1).and_then(|at| sentences.get(at)),
    ) else {
        return;
    };
    if this.paragraph != before.paragraph || before.tokens.len() > 60 {
        return;
    }
    let Some(verb) = before.tokens.clone().find(|token| travels(ground, *token)) else {
        return;
    };
    let traveller = ground.subject(before.tokens.start, verb);
    if !traveller.is_some_and(|subject| {
        subject
            .actors
            .iter()
            .any(|actor| sighting.actors.contains(actor))
    }) {
        return;
    }
    let near: Range<usize> = verb..before.tokens.end;
    let dated = document.dates_in(&before.tokens).next();
    sighting.date = dated.map(|(number, _)| number);
    sighting.place = ground
        .place(&near, verb)
        .map(|spot| (spot.tokens.clone(), spot.rank));
}

/// *Kovacs arrived in Vienna on Tuesday **for talks***: whoever came for them, where nobody else is named.
pub(super) fn arrived_for(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    const REACH: usize = 12;
    let document = ground.document;
    let first = ground.reach(cue.start).start;
    let purpose = (cue.start.saturating_sub(3)..cue.start)
        .find(|token| document.lower(*token) == "for")
        .filter(|purpose| {
            (purpose + 1..cue.start).all(|token| {
                !matches!(
                    document.lower(token),
                    "the" | "these" | "their" | "," | "his"
                )
            })
        })?;
    let verb = (first.max(purpose.saturating_sub(REACH))..purpose)
        .rev()
        .find(|token| travels(ground, *token))?;
    ground.subject(first, verb)
}

/// Whether a word tells of a journey.
fn travels(ground: &Ground<'_>, token: usize) -> bool {
    matches!(
        ground.document.folded(token),
        "flew"
            | "travelled"
            | "traveled"
            | "arrived"
            | "visited"
            | "went"
            | "landed"
            | "arrives"
            | "rendu"
            | "rendue"
            | "rendus"
            | "arrive"
            | "arrivee"
            | "visite"
            | "deplace"
            | "deplacee"
            | "attendu"
            | "attendue"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("journey.rs"));
    }

    #[test]
    fn whoever_came_for_talks() {
        assert_eq!(
            english("Anna Kovacs arrived in Vienna on Tuesday for talks on the truce."),
            ["Anna Kovacs · planned · Tuesday · Vienna"]
        );
    }

    #[test]
    fn stays_silent() {
        assert_eq!(
            english("Ivan Petrov flew to Vienna on Tuesday. Anna Kovacs met Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }
}
