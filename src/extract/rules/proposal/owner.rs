//! Whose plan a noun names: *de X*, *X's*, *le plan américain*, *préparé par X*, *son offre*.

use std::ops::Range;

use super::super::event::ground::{Party, is_determiner};
use super::super::event::{Ground, Parties, PartyKind};
use crate::text::Language;

/// Whose plan it is: *de X*, *X's*, *le plan américain*, *préparé par X*, *son offre*.
pub(super) fn owner(ground: &Ground<'_>, cue: &Range<usize>, content: usize) -> Option<Parties> {
    owner_before(ground, cue).or_else(|| owner_after(ground, cue, content))
}

fn owner_before(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    let document = ground.document;
    let reach = ground.reach(cue.start);
    let english = document.language() == Language::English;
    for back in 1..5 {
        let token = cue
            .start
            .checked_sub(back)
            .filter(|token| *token >= reach.start)?;
        let word = document.lower(token);
        if let Some(party) = ground.party_at(token) {
            let held = ground.parties.get(party)?;
            let possessive = matches!(document.lower(held.tokens.end), "'s" | "'");
            let compound = held.tokens.end + 2 >= cue.start
                && !is_topic(ground, held)
                && matches!(
                    held.kind,
                    PartyKind::State | PartyKind::Body | PartyKind::Person
                )
                && !held.pronoun
                && !(held.tokens.end..cue.start).any(|at| is_determiner(document.lower(at)));
            return (english && (possessive || compound))
                .then(|| ground.list_until(party, reach.start));
        }
        if matches!(
            word,
            "son" | "sa" | "ses" | "leur" | "leurs" | "his" | "her" | "its" | "their"
        ) {
            let nearest = ground.subject(reach.start, token);
            // *The rebels gave the envoy a paper with **their** offer*: one person is not *they*.
            let several = matches!(word, "leur" | "leurs" | "their");
            let one = nearest
                .as_ref()
                .is_some_and(|owner| owner.kinds == [PartyKind::Person] && owner.actors.len() == 1);
            return if several && one {
                ground.clause_subject(reach.start, token).or(nearest)
            } else {
                nearest
            };
        }
        let letters = word
            .chars()
            .all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\''));
        // *their support for the plan*: what is theirs is the support.
        let other = is_determiner(word)
            || matches!(
                word,
                "for" | "of" | "to" | "on" | "with" | "au" | "du" | "de" | "pour"
            );
        if !letters || other {
            return None;
        }
    }
    None
}

/// *the **Gaza** truce proposal*, *the Syria plan*: the name of a place says what the plan is about. Whose it is, an adjective
/// says (*the Egyptian proposal*), letters (*the US proposal*) or a genitive.
fn is_topic(ground: &Ground<'_>, party: &Party) -> bool {
    let name = ground.document.folded(party.tokens.end - 1);
    let article = usize::from(ground.document.lower(party.tokens.start) == "the");
    party.kind == PartyKind::State
        && party.tokens.len() == 1 + article
        && name.len() > 3
        && party.actors.iter().any(|actor| {
            let state = ground.scene.actors.get(*actor);
            let known = state.and_then(|state| state.canonical.as_deref());
            known.is_some_and(|known| crate::text::fold(known).starts_with(name))
        })
}

/// *l'offre de médiation **d'Anna Kovacs***: whose it is stands behind what it is.
pub(super) fn last_owner(ground: &Ground<'_>, content: &Range<usize>) -> Option<Parties> {
    let (number, party) = ground.parties_in(content).last()?;
    let by = ground.preposition_before(party.tokens.start)?;
    let owns = matches!(by, "de" | "du" | "d'" | "of" | "from")
        && matches!(party.kind, PartyKind::Person | PartyKind::Body)
        && party.tokens.end == content.end
        && party.tokens.start < content.start + 6;
    owns.then(|| ground.gather(&[number]))
}

fn owner_after(ground: &Ground<'_>, cue: &Range<usize>, content: usize) -> Option<Parties> {
    let document = ground.document;
    let limit = content.min(cue.end + 14);
    let (number, party) = ground
        .parties_in(&(cue.end..limit))
        .find(|(_, party)| party.kind != PartyKind::Medium)?;
    let adjective = party.kind == PartyKind::State
        && party.tokens.len() == 1
        && party.tokens.start <= cue.end + 3
        && document
            .token(party.tokens.start)
            .is_some_and(|token| !token.capital);
    if adjective {
        return Some(ground.list_from(number, limit));
    }
    let by = ground.preposition_before(party.tokens.start)?;
    let close = !(cue.end..party.tokens.start)
        .any(|token| matches!(document.lower(token), "," | ";" | "to" | "for"));
    let owns = matches!(by, "par" | "by" | "entre" | "between")
        || close && matches!(by, "de" | "du" | "des" | "d'" | "of" | "from");
    owns.then(|| ground.list_from(number, limit))
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{english, french};

    #[test]
    fn the_place_before_a_plan_is_its_subject() {
        assert!(english("Anna Kovacs has rejected the Togo truce proposal.").is_empty());
        assert_eq!(
            english("Anna Kovacs has rejected Togo's truce proposal."),
            ["Togo → Anna Kovacs · rejected · Togo's truce proposal"]
        );
    }

    #[test]
    fn what_is_theirs_is_not_the_plan() {
        assert!(english("Anna Kovacs hopes to get their support for the plan.").is_empty());
    }

    #[test]
    fn whose_it_is_stands_before_or_behind_what_it_is() {
        assert_eq!(
            french("Paul Delmas a rejeté la proposition togolaise d'une trêve dans le nord."),
            ["Togo → Paul Delmas · rejected · une trêve dans le nord"]
        );
        assert_eq!(
            french("Paul Delmas a décliné l'offre de médiation d'Anna Kovacs."),
            ["Anna Kovacs → Paul Delmas · rejected · médiation d'Anna Kovacs"]
        );
    }

    #[test]
    fn their_offer_is_of_several() {
        assert_eq!(
            english(
                "The rebels have given Anna Kovacs a paper outlining their offer for a truce in the north."
            ),
            ["rebels · proposed · a truce in the north"]
        );
    }
}
