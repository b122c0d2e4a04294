//! A meeting that somebody wants to hold: *la France veut organiser une conférence*, *Seoul wants a summit*.
//!
//! ```text
//! Anna Kovacs souhaite organiser une conférence internationale à Vienne.
//!   → Anna Kovacs · drafted · organiser une conférence internationale à Vienne
//!   → Anna Kovacs · proposed · Vienne
//! ```

use super::super::event::{Ground, Part, Parties, PartyKind, lexicon};
use super::clause::clause;
use super::offer::Offer;
use crate::extract::facts::{Modality, ProposalStatus};

/// The rule for the word at `token`.
pub(super) fn find(ground: &Ground<'_>, token: usize) -> Option<Offer> {
    let document = ground.document;
    if !matches!(
        document.folded(token),
        "veut"
            | "veulent"
            | "souhaite"
            | "souhaitent"
            | "souhaitait"
            | "envisage"
            | "envisagent"
            | "wants"
            | "want"
            | "wanted"
    ) {
        return None;
    }
    let reach = ground.reach(token);
    let start = (token + 1..token + 4).find(|at| !is_adverb(document.folded(*at)))?;
    let before = document.lower(token.wrapping_sub(1));
    if matches!(before, "ne" | "n'" | "not" | "se" | "s'") || !is_gathering(ground, start) {
        return None;
    }
    let subject = ground.subject(reach.start, token).filter(|subject| {
        subject.tokens.end + 3 >= token
            && subject
                .kinds
                .iter()
                .all(|kind| matches!(kind, PartyKind::Person | PartyKind::State | PartyKind::Body))
    })?;
    let mut offer = Offer::new(
        &(token..token + 1),
        &subject,
        &Parties::default(),
        clause(ground, start, reach.end),
        "proposal.wanted",
        0.5,
    );
    offer.status = ProposalStatus::Drafted;
    offer.modality = Modality::Planned;
    Some(offer)
}

fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "aussi" | "egalement" | "par" | "ailleurs" | "also" | "desormais" | "now"
    )
}

/// *organiser une conférence*, *to host talks*, *une réunion*: a noun for a meeting of many, or a verb that has it held.
fn is_gathering(ground: &Ground<'_>, start: usize) -> bool {
    let document = ground.document;
    let words = lexicon::meetings(document.language());
    let noun = (start..start + 7).find(|token| {
        words.at(document, *token).is_some_and(|hit| {
            hit.reading(Part::Noun)
                .is_some_and(|entry| matches!(entry.frame.as_str(), "body" | "pair-body" | "round"))
        })
    });
    let Some(noun) = noun else {
        return false;
    };
    (start..noun).all(|token| {
        ground.party_at(token).is_none()
            && !matches!(
                document.folded(token),
                "participer"
                    | "assister"
                    | "attend"
                    | "join"
                    | "que"
                    | "that"
                    | ","
                    | "apres"
                    | "after"
                    | "lors"
            )
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("wanted.rs"));
    }

    #[test]
    fn stays_silent() {
        let told = english("Anna Kovacs wants to attend the summit of the African Union.");
        assert!(told.iter().all(|one| !one.contains("drafted")), "{told:?}");
    }
}
