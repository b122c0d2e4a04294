//! Statements that demand or propose something: whoever makes one puts a course of action to somebody.
//!
//! ```text
//! « Rouvrez le pont de Vienne », a exigé Anna Kovacs.
//!   → Anna Kovacs · proposed · Rouvrez le pont de Vienne
//! ```

use super::super::event::{Ground, Part, Parties, lexicon};
use super::attitude::is_attitude;
use super::clause::trim;
use super::offer::Offer;
use super::put::{is_anonymity, is_courtesy};
use crate::extract::facts::{Modality, Polarity, ProposalStatus, SpeechAct};
use crate::extract::statement::StatementDraft;

/// The rule for one statement. What another rule has read already is `taken`.
pub(super) fn find(
    ground: &Ground<'_>,
    statement: &StatementDraft,
    taken: impl Fn(usize) -> bool,
) -> Option<Offer> {
    let asks = matches!(statement.act, SpeechAct::Demand | SpeechAct::Propose);
    if !asks || statement.polarity == Polarity::Negative || statement.speakers.is_empty() {
        return None;
    }
    // *We must …* in a speech is an opinion; a verb of asking or proposing puts something to somebody.
    let words = lexicon::proposals(ground.document.language());
    let puts = statement.cue.clone().any(|token| {
        words.at(ground.document, token).is_some_and(|hit| {
            hit.reading(Part::Noun).is_some()
                || hit
                    .reading(Part::Verb)
                    .is_some_and(|entry| entry.lemma != "tell")
        })
    });
    if !puts {
        return None;
    }
    if statement.content.iter().flat_map(Clone::clone).any(taken) {
        return None;
    }
    let first = statement.content.first()?;
    let content = trim(ground.document, first.clone());
    if content.len() < 3
        || is_courtesy(ground.document, &content)
        || is_anonymity(ground.document, &content)
        || is_attitude(ground.document, &content)
    {
        return None;
    }
    let speakers = Parties {
        tokens: statement.cue.clone(),
        actors: statement.speakers.clone(),
        kinds: Vec::new(),
    };
    let addressees = Parties {
        tokens: statement.cue.clone(),
        actors: statement.addressees.clone(),
        kinds: Vec::new(),
    };
    let mut offer = Offer::new(
        &statement.cue,
        &speakers,
        &addressees,
        content,
        "proposal.said",
        0.5,
    );
    if statement.modality == Modality::Planned {
        offer.status = ProposalStatus::Drafted;
    }
    offer.modality = statement.modality;
    if statement.act == SpeechAct::Demand {
        offer = offer.requested();
    }
    Some(offer)
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("said.rs"));
    }

    #[test]
    fn stays_silent() {
        assert!(
            french("Anna Kovacs a déclaré : « Il faut rouvrir le pont de Vienne. »").is_empty()
        );
    }
}
