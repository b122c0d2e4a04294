//! Prepositions that are conjunctions before a clause: *since Anna Kovacs met Paul Delmas*, *after Rome and Vienna agreed*.
//! What stands between them and a verb is its subject.

use super::ground::{Ground, Party};
use super::lexicon::{self, Part, Tense};
use crate::text::Language;

/// Whoever a conjunction opens a clause with is governed by nothing.
pub(super) fn free(ground: &mut Ground<'_>) {
    if ground.document.language() != Language::English {
        return;
    }
    let mut subjects: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(party) = ground.parties.get(at) {
        let mut last = at;
        if party.governed && follows_conjunction(ground, party) {
            while let (Some(this), Some(next)) =
                (ground.parties.get(last), ground.parties.get(last + 1))
                && ground.joins(this.tokens.end, next.tokens.start)
            {
                last += 1;
            }
            let acts = ground
                .parties
                .get(last)
                .is_some_and(|last| is_verb(ground, last.tokens.end));
            if acts {
                subjects.extend(at..=last);
            }
        }
        at = last + 1;
    }
    for subject in subjects {
        if let Some(party) = ground.parties.get_mut(subject) {
            party.governed = false;
        }
    }
}

fn follows_conjunction(ground: &Ground<'_>, party: &Party) -> bool {
    ground
        .preposition_before(party.tokens.start)
        .is_some_and(|word| matches!(word, "since" | "after" | "before" | "as"))
}

/// Whether a finite verb stands here.
fn is_verb(ground: &Ground<'_>, token: usize) -> bool {
    let document = ground.document;
    let word = document.lower(token);
    let common = matches!(
        word,
        "had"
            | "has"
            | "have"
            | "was"
            | "were"
            | "is"
            | "are"
            | "will"
            | "would"
            | "could"
            | "did"
            | "said"
            | "told"
            | "spoke"
            | "left"
            | "came"
            | "went"
            | "took"
            | "gave"
            | "began"
            | "made"
            | "won"
    );
    common
        || word.len() > 4 && word.ends_with("ed")
        || lexicon::meetings(Language::English)
            .at(document, token)
            .is_some_and(|hit| {
                hit.readings
                    .iter()
                    .any(|entry| entry.part == Part::Verb && entry.tense == Tense::Past)
            })
}

#[cfg(test)]
mod tests {
    use super::super::example::english;

    #[test]
    fn who_acts_in_a_clause_of_time() {
        assert_eq!(
            english("It was the first visit since Anna Kovacs met Paul Delmas in Vienna."),
            ["Anna Kovacs, Paul Delmas · held · Vienna"]
        );
        assert_eq!(
            english("The bridge was closed after Anna Kovacs and Paul Delmas met in Vienna."),
            ["Anna Kovacs, Paul Delmas · held · Vienna"]
        );
    }
}
