//! Statements that say what somebody should do, or what the speaker is ready to do, by whatever verb of saying.
//!
//! ```text
//! « Il est temps que le Conseil de sécurité rouvre le pont de Vienne », a déclaré Anna Kovacs.
//!   → Anna Kovacs → Conseil de sécurité · proposed · Il est temps que le Conseil de sécurité rouvre le pont de Vienne
//! ```

use std::ops::Range;

use super::super::event::{Ground, Part, Parties, PartyKind, lexicon};
use super::attitude::is_attitude;
use super::clause::{is_infinitive, trim};
use super::offer::Offer;
use super::said::is_question;
use crate::extract::facts::{Polarity, SpeechAct};
use crate::extract::statement::StatementDraft;

/// The rule for one statement. What another rule has read already is `taken`.
pub(super) fn find(
    ground: &Ground<'_>,
    statement: &StatementDraft,
    taken: impl Fn(usize) -> bool,
) -> Option<Offer> {
    let answers = matches!(
        statement.act,
        SpeechAct::Deny
            | SpeechAct::Reject
            | SpeechAct::Decline
            | SpeechAct::Accept
            | SpeechAct::Confirm
    );
    if answers || statement.polarity == Polarity::Negative || statement.speakers.is_empty() {
        return None;
    }
    let (course, part) = statement
        .content
        .iter()
        .find_map(|part| Some((course(ground, part)?, part.clone())))?;
    if part.clone().any(taken) || is_question(ground, &part) {
        return None;
    }
    let speakers = Parties {
        tokens: statement.cue.clone(),
        actors: statement.speakers.clone(),
        kinds: Vec::new(),
    };
    let mut proposers = speakers;
    let addressees = match course.by {
        By::Other(parties) => parties,
        By::Speaker(side) => {
            // *Kim said North Korea is ready to …*: both.
            for actor in side.map(|side| side.actors).unwrap_or_default() {
                if !proposers.actors.contains(&actor) {
                    proposers.actors.push(actor);
                }
            }
            Parties::default()
        }
        By::Nobody => Parties::default(),
    };
    if addressees
        .actors
        .iter()
        .any(|actor| proposers.actors.contains(actor))
    {
        return None;
    }
    let requested = !matches!(course.clause, Clause::Ready | Clause::Trade);
    let content = trim(ground.document, sentence_of(ground, &part, course.at));
    if content.len() < 4 || is_attitude(ground.document, &content) {
        return None;
    }
    let offer = Offer::new(
        &statement.cue,
        &proposers,
        &addressees,
        content,
        "proposal.course",
        0.45,
    );
    Some(if requested { offer.requested() } else { offer })
}

/// The part of what is said that stands in the sentence of the words that state the course of action.
fn sentence_of(ground: &Ground<'_>, part: &Range<usize>, at: usize) -> Range<usize> {
    let document = ground.document;
    let sentence = document
        .sentence_of(at)
        .and_then(|number| document.sentences().get(number))
        .map_or(part.clone(), |sentence| sentence.tokens.clone());
    part.start.max(sentence.start)..part.end.min(sentence.end)
}

/// Who is to act.
enum By {
    /// Somebody else.
    Other(Parties),
    /// The speaker, or the side that the speaker speaks for.
    Speaker(Option<Parties>),
    /// Nobody whom the text names.
    Nobody,
}

#[derive(Clone, Copy)]
enum Clause {
    /// *should*, *doit*
    Duty,
    /// *it is time to*
    Time,
    /// *is ready to*
    Ready,
    /// *could freeze its tests in exchange for*
    Trade,
}

struct Course {
    at: usize,
    clause: Clause,
    by: By,
}

/// The course of action that a part of a statement names.
fn course(ground: &Ground<'_>, part: &Range<usize>) -> Option<Course> {
    let document = ground.document;
    let end = part.end.min(part.start + 80);
    let found: Vec<Course> = (part.start..end)
        .filter_map(|at| {
            let (word, next) = (document.folded(at), document.folded(at + 1));
            let clause = match word {
                "should" | "must" | "doit" | "doivent" | "devrait" | "devraient" => Clause::Duty,
                "time"
                    if !matches!(document.folded(at.wrapping_sub(1)), "no" | "any" | "more")
                        && matches!(next, "to" | "for" | "that")
                        && is_time(ground, at) =>
                {
                    Clause::Time
                }
                "temps" if matches!(next, "que" | "qu'" | "de" | "d'") && is_time(ground, at) => {
                    Clause::Time
                }
                "ready" | "willing" | "prepared"
                    if next == "to"
                        && (offers(document.folded(at + 2)) || is_traded(ground, at)) =>
                {
                    Clause::Ready
                }
                "pret" | "prete" | "prets" | "pretes" | "dispose" | "disposee" | "disposes"
                    if next == "a"
                        && is_infinitive(document, at + 2)
                        && !goes_on(document.folded(at + 2)) =>
                {
                    Clause::Ready
                }
                "exchange" | "return" | "echange" | "contrepartie"
                    if matches!(document.lower(at.saturating_sub(1)), "in" | "en")
                        && gives(ground, part, at) =>
                {
                    Clause::Trade
                }
                _ => return None,
            };
            let by = match clause {
                Clause::Duty if is_of_plan(ground, part, at) => By::Nobody,
                Clause::Duty => By::Other(obliged(ground, part, at)?),
                Clause::Time => asked(ground, part, at).map_or(By::Nobody, By::Other),
                Clause::Ready => ready(ground, part, at)?,
                Clause::Trade => By::Speaker(None),
            };
            Some(Course { at, clause, by })
        })
        .take(2)
        .collect();
    // *Russia must be serious … For this, it is time to …*
    let time = found
        .iter()
        .position(|it| matches!(it.clause, Clause::Time));
    found.into_iter().nth(time.unwrap_or(0))
}

/// *could freeze its tests in exchange for aid*: a modal before says that it is offered and not told.
fn gives(ground: &Ground<'_>, part: &Range<usize>, at: usize) -> bool {
    (part.start.max(at.saturating_sub(24))..at).any(|token| {
        matches!(
            ground.document.folded(token),
            "could"
                | "would"
                | "will"
                | "can"
                | "might"
                | "pourrait"
                | "pourraient"
                | "pourrions"
                | "peut"
                | "serait"
                | "seraient"
        ) || ground.document.lower(token).ends_with("rait")
            && ground.document.lower(token).len() > 6
    })
}

/// *the deal must guarantee …*, *l'accord doit prévoir …*: what a plan is to contain.
fn is_of_plan(ground: &Ground<'_>, part: &Range<usize>, modal: usize) -> bool {
    let words = lexicon::proposals(ground.document.language());
    (part.start.max(modal.saturating_sub(3))..modal).any(|token| {
        words
            .at(ground.document, token)
            .is_some_and(|hit| hit.reading(Part::Noun).is_some())
    })
}

/// *ready to **mediate***, *willing to **withdraw** its troops*: what the other side would gain; else readiness is a stance.
fn offers(verb: &str) -> bool {
    matches!(
        verb,
        "mediate"
            | "host"
            | "give"
            | "provide"
            | "offer"
            | "freeze"
            | "withdraw"
            | "suspend"
            | "release"
            | "lift"
            | "sign"
            | "supply"
            | "send"
            | "share"
            | "pay"
            | "help"
            | "halt"
            | "stop"
            | "open"
            | "reopen"
            | "drop"
    )
}

/// *ready to meet its demands **if** …*, *willing to talk **in exchange for** …*
fn is_traded(ground: &Ground<'_>, at: usize) -> bool {
    let document = ground.document;
    !goes_on(document.folded(at + 2))
        && (at..ground.reach(at).end).any(|token| {
            matches!(document.lower(token), "if" | "provided" | "unless")
                || document.lower(token) == "in"
                    && matches!(document.lower(token + 1), "exchange" | "return")
        })
}

/// *ready to continue the dialogue*: nothing new is offered.
fn goes_on(verb: &str) -> bool {
    matches!(
        verb,
        "continue"
            | "keep"
            | "maintain"
            | "remain"
            | "pursue"
            | "poursuivre"
            | "continuer"
            | "maintenir"
            | "rester"
    )
}

/// *it is time*, *il est temps*.
fn is_time(ground: &Ground<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|token| {
        matches!(
            ground.document.folded(token),
            "it" | "it's" | "is" | "est" | "'s" | "was" | "etait"
        )
    })
}

/// *il est temps que le Conseil …*: who is to act.
fn asked(ground: &Ground<'_>, part: &Range<usize>, at: usize) -> Option<Parties> {
    if !matches!(
        ground.document.lower(at + 1),
        "que" | "qu'" | "that" | "for"
    ) {
        return None;
    }
    let near = at + 2..(at + 5).min(part.end);
    let number = near.into_iter().find_map(|token| ground.party_at(token))?;
    let party = ground.parties.get(number)?;
    let acts = matches!(
        party.kind,
        PartyKind::State | PartyKind::Body | PartyKind::Group
    );
    (acts && !party.pronoun).then(|| ground.list_from(number, part.end))
}

/// *both countries should …*, *le Conseil doit …*: a state, body or group that is to act.
fn obliged(ground: &Ground<'_>, part: &Range<usize>, verb: usize) -> Option<Parties> {
    let document = ground.document;
    let negated = matches!(document.folded(verb + 1), "not" | "pas");
    let passive = matches!(document.folded(verb + 1), "be" | "etre" | "have" | "avoir");
    // `la trêve entre Rome et Riga, qui doit permettre un échange`: what something is for.
    let tells_more = matches!(
        document.lower(verb.wrapping_sub(1)),
        "qui" | "who" | "which" | "that"
    );
    if passive || negated || tells_more {
        return None;
    }
    let near = (verb.saturating_sub(3)..verb)
        .rev()
        .find_map(|token| ground.party_at(token))?;
    let party = ground.parties.get(near)?;
    let acts = matches!(
        party.kind,
        PartyKind::State | PartyKind::Body | PartyKind::Group
    );
    (acts && !party.governed && !party.pronoun && party.tokens.start >= part.start)
        .then(|| ground.list_until(near, part.start))
}

/// *North Korea is ready to …*, *se dit prêt à …*: the speaker's own side. `None` where somebody else is ready.
fn ready(ground: &Ground<'_>, part: &Range<usize>, at: usize) -> Option<By> {
    let document = ground.document;
    let from = part.start.max(at.saturating_sub(8));
    let negated = (from..at).any(|token| {
        matches!(
            document.folded(token),
            "not" | "never" | "pas" | "n'" | "ne" | "if" | "si" | "whether"
        )
    });
    if negated {
        return None;
    }
    let subject = ground.subject(from, at);
    let state = subject.as_ref().is_none_or(|subject| {
        subject
            .kinds
            .iter()
            .all(|kind| matches!(kind, PartyKind::State | PartyKind::Body | PartyKind::Person))
    });
    // *Les gens sont prêts à tout*: somebody whom no known word tells.
    let somebody = (from..at).any(|token| {
        matches!(
            document.lower(token),
            "nous"
                | "je"
                | "j'"
                | "on"
                | "il"
                | "elle"
                | "ils"
                | "elles"
                | "we"
                | "i"
                | "he"
                | "she"
                | "it"
                | "they"
                | "he's"
                | "i'm"
                | "we're"
                | "qui"
                | "who"
        )
    });
    (state && (subject.is_some() || somebody)).then_some(By::Speaker(subject))
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("course.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english("Anna Kovacs said the Security Council should reopen the bridge of Vienna."),
            [
                "Anna Kovacs → Security Council · proposed · the Security Council should reopen the bridge of Vienna"
            ]
        );
    }

    #[test]
    fn what_is_given_for_something() {
        assert_eq!(
            english("Anna Kovacs said she could reopen the bridge in exchange for grain."),
            ["Anna Kovacs · proposed · she could reopen the bridge in exchange for grain"]
        );
    }

    #[test]
    fn what_something_is_for_is_no_course_of_action() {
        let told = french(
            "« La trêve entre l'Arménie et l'Azerbaïdjan, qui doit permettre un échange de prisonniers, tient », a déclaré Anna Kovacs.",
        );
        assert!(told.is_empty(), "{told:?}");
    }

    #[test]
    fn what_a_plan_is_to_contain() {
        assert_eq!(
            english("Anna Kovacs said the deal must guarantee free passage to Vienna."),
            ["Anna Kovacs · proposed · the deal must guarantee free passage to Vienna"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("« Nous devons rester attentifs », a déclaré Anna Kovacs.").is_empty());
        assert!(english("Anna Kovacs said the weather should improve.").is_empty());
    }

    #[test]
    fn readiness_is_no_offer() {
        assert!(english("Anna Kovacs said Togo was willing to work with Bénin.").is_empty());
        assert_eq!(
            english("Anna Kovacs said Togo was ready to withdraw its troops.").len(),
            1
        );
    }
}
