//! Whom a verb meets where its object stands before it: *Delmas, que Kovacs a rencontré*, *with whom she spoke*, *Kovacs l'a
//! reçu*.
//!
//! ```text
//! Paul Delmas est arrivé à Vienne. Anna Kovacs l'a reçu mardi.
//!   → Anna Kovacs, Paul Delmas · held · mardi
//! ```

use super::super::event::ground::WINDOW;
use super::super::event::{Ground, Parties, PartyKind, VerbGroup};
use crate::text::Language;

/// *Paul Delmas, que le ministre a rencontré*, *the envoy whom she met*: the object stands before its relative clause.
pub(super) fn antecedent(ground: &Ground<'_>, group: &VerbGroup) -> Option<Parties> {
    const REACH: usize = 10;
    let document = ground.document;
    let from = ground.reach(group.tokens.start).start;
    let relative = (from.max(group.tokens.start.saturating_sub(REACH))..group.tokens.start)
        .rev()
        .find(|token| matches!(document.lower(*token), "que" | "qu'" | "whom"))?;
    person_before(ground, relative, from)
}

/// *Delmas, **avec lequel** Kovacs s'est entretenue*, *Delmas, **with whom** Kovacs spoke*.
pub(super) fn with_whom(ground: &Ground<'_>, group: &VerbGroup) -> Option<Parties> {
    const REACH: usize = 10;
    let document = ground.document;
    let from = ground.reach(group.tokens.start).start;
    let with = (from.max(group.tokens.start.saturating_sub(REACH))..group.tokens.start)
        .rev()
        .find(|token| {
            matches!(document.lower(*token), "avec" | "with")
                && matches!(
                    document.lower(token + 1),
                    "qui" | "lequel" | "laquelle" | "lesquels" | "lesquelles" | "whom"
                )
        })?;
    person_before(ground, with, from)
}

/// Those who are named right before the relative clause that begins at `clause`.
fn person_before(ground: &Ground<'_>, clause: usize, from: usize) -> Option<Parties> {
    let before = clause.checked_sub(1)?;
    let end = clause - usize::from(ground.document.lower(before) == ",");
    let last = ground.party_at(end.checked_sub(1)?)?;
    let party = ground.parties.get(last)?;
    (party.tokens.end == end && party.kind == PartyKind::Person)
        .then(|| ground.list_until(last, from))
}

/// *Kovacs **l'**a reçu*, *Kovacs **les** avait rencontrés*: whoever was named last before the subject.
pub(super) fn clitic(ground: &Ground<'_>, group: &VerbGroup) -> Option<Parties> {
    const BACK: usize = 8;
    let document = ground.document;
    if document.language() != Language::French || group.passive || group.reflexive {
        return None;
    }
    let last = group.tokens.end.checked_sub(1)?;
    let pronoun = (group.tokens.start..last)
        .find(|token| matches!(document.lower(*token), "l'" | "le" | "la" | "les"))?;
    let several = document.lower(pronoun) == "les";
    let reach = ground.reach(pronoun);
    let subject = ground.subject(reach.start, group.tokens.start)?;
    // The sentence before may name them.
    let to = ground
        .parties
        .partition_point(|party| party.tokens.start < subject.tokens.start);
    let near = (to.saturating_sub(BACK)..to).rev().find(|number| {
        ground.parties.get(*number).is_some_and(|party| {
            party.kind == PartyKind::Person
                && !party
                    .actors
                    .iter()
                    .any(|actor| subject.actors.contains(actor))
                && party.tokens.start + WINDOW > pronoun
                && (several || party.actors.len() == 1 && !party.collective)
        })
    })?;
    if !several {
        return Some(ground.gather(&[near]));
    }
    let them = ground.list_until(near, pronoun.saturating_sub(WINDOW));
    let apart = them
        .actors
        .iter()
        .all(|actor| !subject.actors.contains(actor));
    (them.actors.len() > 1 && apart).then_some(them)
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("before.rs"));
    }

    #[test]
    fn several_before_the_verb() {
        assert_eq!(
            french(
                "Ivan Petrov et Paul Delmas se sont vus lundi à Vienne. Anna Kovacs les avait reçus dimanche."
            )
            .last()
            .map(String::as_str),
            Some("Anna Kovacs, Ivan Petrov, Paul Delmas · held · dimanche")
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("La lettre est arrivée. Anna Kovacs l'a reçue mardi.").is_empty());
    }
}
