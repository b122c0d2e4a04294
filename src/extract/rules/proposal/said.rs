//! Statements that demand or propose something: whoever makes one puts a course of action to somebody.
//!
//! ```text
//! « Rouvrez le pont de Vienne », a exigé Anna Kovacs.
//!   → Anna Kovacs · proposed · Rouvrez le pont de Vienne
//! ```

use std::ops::Range;

use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Part, Parties, lexicon};
use super::attitude::is_attitude;
use super::clause::trim;
use super::complement::complement;
use super::idle::{asks_whether, is_account, is_courtesy, owns_up, supposes};
use super::offer::Offer;
use super::put::{is_anonymity, is_destination};
use crate::extract::facts::{Modality, Polarity, ProposalStatus, SpeechAct};
use crate::extract::statement::StatementDraft;
use crate::text::{Document, TokenKind};

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
    if is_question(ground, first)
        || inquires(ground, &statement.cue) && asks_whether(ground.document, first)
        || opens_question(ground.document, &statement.cue, first)
        || is_subject(ground, statement, first)
        || is_reason(ground.document, first)
    {
        return None;
    }
    let content = trim(ground.document, first.clone());
    let by = |stem: &str| {
        let mut cue = statement.cue.clone();
        cue.any(|token| ground.document.folded(token).starts_with(stem))
    };
    if content.len() < 3
        || by("sugg") && supposes(ground.document, &content)
        || by("sugg") && is_paper(ground, statement)
        || by("requir") && is_attribute(ground, &statement.cue)
        || by("advis") && ground.document.lower(content.start + 1) == "of"
        || by("revendiqu") && owns_up(ground.document, &content)
        || statement.act == SpeechAct::Propose && is_account(ground.document, &content)
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

/// ***Roy** a appelé Dahl à partir*, *The ministers urged the states to leave*: what stands before the verb without quotation
/// marks, while the verb has its complement, is its subject.
fn is_subject(ground: &Ground<'_>, statement: &StatementDraft, content: &Range<usize>) -> bool {
    let document = ground.document;
    let quoted = (content.start.saturating_sub(2)..content.end + 2).any(|token| {
        document
            .token(token)
            .is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)))
            && !content.contains(&token)
    });
    let cue = &statement.cue;
    if quoted || content.end > cue.start {
        return false;
    }
    let words = lexicon::proposals(document.language());
    let end = ground.reach(cue.start).end;
    cue.clone().any(|token| {
        let entry = words.at(document, token);
        let verb = entry.as_ref().and_then(|hit| hit.reading(Part::Verb));
        verb.is_some_and(|verb| {
            complement(ground, cue.end, end, &verb.frame, &verb.second).is_some()
        })
    })
}

/// *Wednesday's **statement** suggested a thaw*: what papers and figures let one guess.
fn is_paper(ground: &Ground<'_>, statement: &StatementDraft) -> bool {
    let paper = |word: &str| {
        matches!(
            word,
            "statement"
                | "statements"
                | "declaration"
                | "work"
                | "figures"
                | "data"
                | "poll"
                | "polls"
                | "study"
                | "evidence"
                | "estimates"
                | "signs"
                | "chiffres"
                | "sondage"
                | "sondages"
                | "etude"
                | "travaux"
                | "resultats"
                | "indices"
        )
    };
    let speaker = statement.speakers.first();
    let described = speaker.and_then(|speaker| ground.scene.actors.get(*speaker));
    described.is_some_and(|actor| {
        actor.name.is_none() && crate::text::fold(&actor.description).split(' ').any(paper)
    })
}

/// *the investments **required** will not be …*, *language **requiring** cuts*: said of the noun before it.
fn is_attribute(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let document = ground.document;
    let verb = cue.end - 1;
    let before = verb.wrapping_sub(1);
    match document.lower(verb) {
        "required" => {
            !matches!(document.lower(verb + 1), "that" | "him" | "her" | "them")
                && ground.party_at(verb + 1).is_none()
                && !is_determiner(document.lower(verb + 1))
        }
        "requiring" => {
            document.lower(before).chars().all(char::is_alphabetic)
                && ground.party_at(before).is_none()
                && !matches!(document.lower(before), "and" | "or")
        }
        _ => false,
    }
}

/// *asked*, *a demandé*: verbs of questions too.
fn inquires(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    cue.clone().any(|token| {
        let word = ground.document.folded(token);
        word.starts_with("ask") || word.starts_with("demande")
    })
}

/// *asked him **whether** he wanted to leave*: what is asked is a question, wherever the content begins.
fn opens_question(document: &Document<'_>, cue: &Range<usize>, content: &Range<usize>) -> bool {
    (cue.end..content.start).any(|token| matches!(document.lower(token), "whether" | "if"))
}

/// *because nobody can leave*: a reason, no course of action.
fn is_reason(document: &Document<'_>, content: &Range<usize>) -> bool {
    matches!(
        document.folded(content.start),
        "because" | "since" | "parce" | "car" | "puisque"
    )
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
