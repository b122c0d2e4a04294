//! Statements that demand or propose something: whoever makes one puts a course of action to somebody.
//!
//! ```text
//! « Rouvrez le pont de Vienne », a exigé Anna Kovacs.
//!   → Anna Kovacs · proposed · Rouvrez le pont de Vienne
//! ```

use std::ops::Range;

use super::super::event::{Ground, Part, Parties, lexicon};
use super::attitude::is_attitude;
use super::clause::trim;
use super::offer::Offer;
use super::put::{is_anonymity, is_courtesy, is_destination};
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
    if is_question(ground, first) {
        return None;
    }
    let content = trim(ground.document, first.clone());
    if content.len() < 3
        || is_courtesy(ground.document, &content)
        || is_anonymity(ground.document, &content)
        || is_attitude(ground.document, &content)
        || is_destination(ground, &statement.cue, &content)
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

/// *« Faut-il fermer la frontière ? », a demandé Roy*: a question proposes nothing.
pub(super) fn is_question(ground: &Ground<'_>, content: &Range<usize>) -> bool {
    let document = ground.document;
    (content.end.saturating_sub(1).max(content.start)..content.end + 2)
        .take_while(|token| {
            *token < content.end || !document.lower(*token).chars().all(char::is_alphanumeric)
        })
        .any(|token| document.lower(token) == "?")
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

    #[test]
    fn a_question_proposes_nothing() {
        assert!(
            french("« Faut-il rouvrir le pont de Vienne ? », a demandé Anna Kovacs.").is_empty()
        );
    }
}
