//! Verbs that take a noun for a meeting as their object and say little themselves: *hold*, *have*, *tenir*, *attend*.

use std::ops::Range;

use super::super::event::{Ground, Part, Parties, PartyKind, Tense, VerbGroup, lexicon, verb};
use crate::extract::inflect::is_french_participle;
use crate::text::Language;

/// The subject of *tenir, avoir, mener, hold, have, attend*, where such a verb takes the noun as its object.
pub(super) fn light_subject(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    // *said that talks will be held at the summit*: whoever says so holds nothing.
    let group = light_verb(ground, cue).filter(|group| !group.negated && !group.passive)?;
    ground.subject(ground.reach(cue.start).start, group.tokens.start)
}

/// The verb that takes the noun as its object and says little itself: *hold*, *have*, *mener*.
pub(super) fn light_verb(ground: &Ground<'_>, cue: &Range<usize>) -> Option<VerbGroup> {
    let reach = ground.reach(cue.start);
    let lexicon = lexicon::meetings(ground.document.language());
    let from = cue.start.saturating_sub(9).max(reach.start);
    for token in (from..cue.start).rev() {
        if ground.party_at(token).is_some_and(|number| {
            ground
                .parties
                .get(number)
                .is_some_and(|party| !party.pronoun && party.kind == PartyKind::Person)
        }) && token + 3 < cue.start
        {
            return None;
        }
        let Some(hit) = lexicon.at(ground.document, token) else {
            continue;
        };
        let light = hit.readings.iter().find(|entry| {
            entry.part == Part::Verb
                && matches!(entry.frame.as_str(), "light" | "light-host" | "light-join")
        });
        let Some(light) = light else { continue };
        // *ont demandé qu'une réunion se tienne*: an auxiliary of another verb, another clause.
        let auxiliary = light.lemma == "avoir" && light.tense != Tense::Participle && {
            let next = token + 1 + usize::from(ground.document.lower(token + 1).starts_with('-'));
            is_french_participle(ground.document.lower(next))
        };
        if auxiliary {
            continue;
        }
        return Some(verb::group(
            ground.document,
            reach.start,
            token,
            light.tense,
        ));
    }
    None
}

/// Who gives the occasion: *hosted a meeting of A and B*, *a réuni*.
pub(super) fn host(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    let reach = ground.reach(cue.start);
    let words = lexicon::meetings(ground.document.language());
    let from = cue.start.saturating_sub(5).max(reach.start);
    for token in (from..cue.start).rev() {
        let Some(hit) = words.at(ground.document, token) else {
            continue;
        };
        let hosts = hit
            .readings
            .iter()
            .find(|entry| entry.frame == "light-host")?;
        let group = verb::group(ground.document, reach.start, token, hosts.tense);
        if group.passive || group.negated {
            return None;
        }
        return ground.subject(reach.start, group.tokens.start);
    }
    None
}

/// Whether the verb that takes the noun as its object means to join a meeting: *assister à*, *attend*.
pub(super) fn joins_before(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let reach = ground.reach(cue.start);
    let lexicon = lexicon::meetings(ground.document.language());
    let from = cue.start.saturating_sub(5).max(reach.start);
    (from..cue.start).any(|token| {
        lexicon
            .at(ground.document, token)
            .is_some_and(|hit| hit.readings.iter().any(|entry| entry.frame == "light-join"))
    }) || ground.document.language() == Language::English
        && (from..cue.start).any(|token| ground.document.lower(token) == "sat")
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{english, french};

    #[test]
    fn an_auxiliary_holds_no_talks() {
        assert_eq!(
            french(
                "Anna Kovacs est à Vienne. « Le port est prêt », a-t-elle déclaré mardi à l'issue d'un entretien avec Paul Delmas."
            ),
            ["Anna Kovacs, Paul Delmas · held · mardi"]
        );
    }

    #[test]
    fn whoever_says_that_talks_will_be_held_holds_none() {
        assert_eq!(
            english("Anna Kovacs said that talks will be held in Vienna on Tuesday."),
            [" · planned · Vienna"]
        );
    }
}
