//! Verbs that say who met whom.
//!
//! ```text
//! Anna Kovacs a rencontré mardi Paul Delmas à Vienne.
//!   → Anna Kovacs, Paul Delmas · held · mardi · Vienne
//! ```

use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Hit, Part, Parties, PartyKind, verb};
use super::super::proposal::is_infinitive;
use super::agent::{agent, only_people, said_to_press, verb_group};
use super::before::{antecedent, clitic, with_whom};
use super::received::passive;
use super::sighting::Sighting;
use super::status::is_denied;
use super::thing::is_thing_before;
use super::together::{shares, together};
use super::when::is_saying;
use crate::extract::facts::{MeetingKind, MeetingStatus};
use crate::text::{Language, TokenKind};

/// The rule for one verb.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    let entry = hit
        .readings
        .iter()
        .find(|entry| entry.part == Part::Verb && !entry.frame.starts_with("light"))
        .copied()
        .or_else(|| hit.reading(Part::Verb))?;
    let cue = &hit.tokens;
    // *is open to talks with A*, *called following Friday's talks*: a noun.
    if ground.document.lower(cue.start) == "talks"
        && matches!(
            ground.document.lower(cue.start.wrapping_sub(1)),
            "to" | "'s" | "’s"
        )
    {
        return None;
    }
    let reach = ground.reach(cue.start);
    let group = verb_group(ground, hit)?;
    let before = || agent(ground, &group, cue.end);
    match entry.frame.as_str() {
        "object" | "object-weak" | "object-people" => {
            if group.passive && !group.reflexive {
                return passive(ground, hit, &group);
            }
            let object = ground
                .object(cue.end, reach.end)
                .or_else(|| ground.after_preposition(&["avec", "with"], cue.end, reach.end))
                .or_else(|| antecedent(ground, &group))
                .or_else(|| clitic(ground, &group));
            match object {
                Some(object) => {
                    let subject = before()?;
                    // *s'alarme de voir Roy partir*: what is seen is what Roy does.
                    let seen = entry.frame == "object-weak"
                        && ground.document.language() == Language::French
                        && is_infinitive(ground.document, object.tokens.end);
                    if seen
                        || entry.frame == "object-weak"
                            && (group.outlook == verb::Outlook::Done
                                && !is_dated(ground, object.tokens.end)
                                || !only_people(&object)
                                || !only_people(&subject))
                    {
                        return None;
                    }
                    if entry.frame == "object-people"
                        && !(only_people(&object) && only_people(&subject))
                    {
                        return None;
                    }
                    let kind = kind_of(&entry.second, &[&subject, &object]);
                    with_kind(
                        Sighting::new(ground, cue, &[&subject, &object], "meeting.encounter", 0.85),
                        kind,
                    )
                    .told_by(&group)
                }
                // *se sont vus*, *se sont retrouvés*
                None if entry.frame == "object" || group.reflexive => together(ground, hit, &group),
                None => None,
            }
        }
        "host" => {
            if group.passive {
                return passive(ground, hit, &group);
            }
            let object = ground
                .object(cue.end, reach.end)
                .filter(|object| {
                    object
                        .kinds
                        .iter()
                        .any(|kind| matches!(kind, PartyKind::Person | PartyKind::Group))
                        && !goes_on_as_noun(ground, object.tokens.end)
                        && !is_of_thing(ground, cue.end, object.tokens.start)
                        && !is_thing_before(ground, cue.end, object.tokens.start)
                })
                .or_else(|| antecedent(ground, &group))
                .or_else(|| clitic(ground, &group))?;
            let subject = before()?;
            let kind = kind_of(&entry.second, &[&subject, &object]);
            let mut sighting = with_kind(
                Sighting::new(ground, cue, &[&subject, &object], "meeting.host", 0.8),
                kind,
            );
            sighting.host = subject.actors.first().copied();
            sighting.told_by(&group)
        }
        "brief" => {
            let told = ground.object(cue.end, (cue.end + 12).min(reach.end))?;
            let official = |kind: &PartyKind| matches!(kind, PartyKind::Person | PartyKind::Body);
            if group.passive || said_to_press(ground, &told) || !told.kinds.iter().all(official) {
                return None;
            }
            let subject = before().filter(only_people)?;
            with_kind(
                Sighting::new(ground, cue, &[&subject, &told], "meeting.briefed", 0.6),
                kind_of("", &[&subject, &told]),
            )
            .told_by(&group)
        }
        "with" | "with-only" | "with-reflexive" => {
            if entry.frame == "with-reflexive" && !group.reflexive {
                return None;
            }
            // *the already negotiated agreement with A*: an adjective.
            if is_attribute(ground, hit.tokens.start) {
                return None;
            }
            // *was speaking on a trip, said she was ready to talk with B*: the companion of another verb.
            let end = (cue.end..(cue.end + 40).min(reach.end))
                .find(|token| is_saying(ground.document.folded(*token)))
                .unwrap_or((cue.end + 40).min(reach.end));
            let companion = ground
                .after_preposition(&["avec", "with"], cue.end, end)
                .or_else(|| with_whom(ground, &group))
                .or_else(|| {
                    // *spoke to X*, not *sat down to discuss X*
                    matches!(entry.lemma.as_str(), "speak" | "talk")
                        .then(|| ground.after_preposition(&["to"], cue.end, end))
                        .flatten()
                        // *spoke during a trip to Vienna*
                        .filter(only_people)
                        .filter(|companion| {
                            let before = companion.tokens.start.saturating_sub(3);
                            (before..=companion.tokens.start)
                                .any(|token| ground.document.lower(token) == "to")
                                && !follows_verb(ground, companion.tokens.start)
                        })
                });
            match companion {
                // Who denies having discussed something denies the subject, not the meeting.
                _ if group.negated
                    && !matches!(entry.lemma.as_str(), "entretenir" | "speak" | "talk") =>
                {
                    None
                }
                Some(companion) if said_to_press(ground, &companion) => None,
                // *the plan that has been discussed with A*: by whom is not said.
                Some(_) if group.passive && entry.lemma == "discuss" => None,
                Some(companion) => {
                    let subject = before()?;
                    let kind = kind_of(&entry.second, &[&subject, &companion]);
                    with_kind(
                        Sighting::new(ground, cue, &[&subject, &companion], "meeting.with", 0.8),
                        kind,
                    )
                    .told_by(&group)
                }
                None if entry.frame != "with-only" => together(ground, hit, &group),
                None if shares(ground, hit, &entry.lemma) => {
                    together(ground, hit, &group).filter(|sighting| {
                        // *denied that A and B had discussed it*: the subject again.
                        !is_denied(ground, &sighting.passage, &sighting.cue)
                            && sighting.actors.len() > 1
                            && sighting.sides.iter().all(|side| {
                                ground
                                    .parties_in(side)
                                    .all(|(_, party)| party.kind == PartyKind::Person)
                            })
                    })
                }
                None => None,
            }
        }
        "call" => {
            let called = ground.object(cue.end, (cue.end + 6).min(reach.end))?;
            let subject = before()?;
            // *a report called “Roy”*: its title.
            let title = ground
                .document
                .token(cue.end)
                .is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)));
            let people = only_people(&called) && only_people(&subject) && !group.passive && !title;
            // *She called her brother* is nobody's diplomacy.
            let people = people
                && called.tokens.clone().any(|token| {
                    ground
                        .document
                        .token(token)
                        .is_some_and(|token| token.capital)
                });
            (people && closes_call(ground, called.tokens.end)).then_some(())?;
            with_kind(
                Sighting::new(ground, cue, &[&subject, &called], "meeting.call", 0.7),
                Some(MeetingKind::Call),
            )
            .told_by(&group)
        }
        "visit-person" => {
            let visited = ground
                .object(cue.end, (cue.end + 6).min(reach.end))
                .filter(only_people)?;
            let subject = before()?;
            with_kind(
                Sighting::new(ground, cue, &[&subject, &visited], "meeting.visit", 0.7),
                Some(MeetingKind::Visit),
            )
            .told_by(&group)
        }
        "expected" => {
            let host = ground
                .after_preposition(&["chez"], cue.end, (cue.end + 8).min(reach.end))
                .filter(only_people)?;
            let subject = ground.subject(reach.start, group.tokens.start)?;
            let mut sighting = with_kind(
                Sighting::new(ground, cue, &[&subject, &host], "meeting.expected", 0.7),
                kind_of("", &[&subject, &host]),
            );
            sighting.host = host.actors.first().copied();
            sighting.status = MeetingStatus::Planned;
            Some(sighting)
        }
        "to" => {
            let called = ground.after_preposition(
                &["à", "au", "aux", "to"],
                cue.end,
                (cue.end + 8).min(reach.end),
            )?;
            let subject = before()?;
            with_kind(
                Sighting::new(ground, cue, &[&subject, &called], "meeting.call", 0.8),
                kind_of(&entry.second, &[&subject, &called]),
            )
            .told_by(&group)
        }
        _ => None,
    }
}

/// *the **already negotiated** agreement*: a participle between an article and its noun.
fn is_attribute(ground: &Ground<'_>, verb: usize) -> bool {
    let document = ground.document;
    let before = verb.saturating_sub(1);
    let article = if document.lower(before).ends_with("ly")
        || matches!(document.lower(before), "already" | "newly" | "long")
    {
        before.saturating_sub(1)
    } else {
        before
    };
    document.language() == Language::English
        && document.lower(verb).ends_with("ed")
        && is_determiner(document.lower(article))
        && ground.party_at(article).is_none()
}

/// *had not received an official proposal*: the word for a person is an adjective of the next.
fn goes_on_as_noun(ground: &Ground<'_>, end: usize) -> bool {
    let document = ground.document;
    let word = document.lower(end);
    document.language() == Language::English
        && document.token(end).is_some_and(|token| !token.capital)
        && word
            .chars()
            .all(|letter| letter.is_alphabetic() || letter == '-')
        && !word.ends_with("ly")
        && !matches!(
            word,
            "in" | "at"
                | "on"
                | "for"
                | "to"
                | "with"
                | "and"
                | "or"
                | "but"
                | "who"
                | "whose"
                | "as"
                | "after"
                | "before"
                | "during"
                | "from"
                | "by"
                | "of"
                | "this"
                | "that"
                | "last"
                | "next"
                | "late"
                | "early"
                | "there"
                | "here"
                | "yesterday"
                | "today"
                | "tomorrow"
                | "while"
                | "when"
                | "where"
                | "again"
                | "amid"
                | "ahead"
                | "near"
                | "over"
                | "about"
                | "following"
                | "into"
                | "upon"
                | "alongside"
                | "together"
                | "twice"
                | "is"
                | "was"
                | "has"
                | "had"
                | "will"
                | "said"
                | "then"
        )
}

/// *to discuss Ukraine*: an infinitive stands between the preposition and the party.
fn follows_verb(ground: &Ground<'_>, start: usize) -> bool {
    start.checked_sub(2).is_some_and(|to| {
        ground.document.lower(to) == "to" && !is_determiner(ground.document.lower(to + 1))
    })
}

/// *a vu Delmas lundi à Vienne*: a day or a place right after whoever was seen.
pub(super) fn is_dated(ground: &Ground<'_>, end: usize) -> bool {
    let near = end..(end + 6).min(ground.reach(end.saturating_sub(1)).end);
    ground
        .document
        .dates_in(&near)
        .any(|(_, date)| date.tokens.start <= end + 1)
        || ground.place(&near, end).is_some()
}

/// *called Macron on Sunday*, not *called Macron a liar*: nothing more is said of whoever is called.
fn closes_call(ground: &Ground<'_>, end: usize) -> bool {
    let document = ground.document;
    let word = document.lower(end);
    let dated = document
        .dates_in(&(end..end + 6))
        .any(|(_, date)| date.tokens.start <= end + 1);
    // *called Roy, and Dahl, the founders of it*: what they are called.
    let verdict = word == ","
        && (matches!(document.lower(end + 1), "and" | "or" | "et")
            || is_determiner(document.lower(end + 1)));
    dated
        || !verdict
            && matches!(
                word,
                "." | ","
                    | "to"
                    | "after"
                    | "before"
                    | "late"
                    | "early"
                    | "personally"
                    | "from"
                    | "twice"
                    | "again"
                    | "pour"
                    | "afin"
                    | "après"
                    | "par"
                    | "by"
            )
}

pub(super) fn with_kind(mut sighting: Sighting, kind: Option<MeetingKind>) -> Sighting {
    sighting.kind = kind;
    sighting
}

/// The kind that the lexicon gives, else by the number of those who meet.
pub(super) fn kind_of(word: &str, parties: &[&Parties]) -> Option<MeetingKind> {
    match word {
        "call" => Some(MeetingKind::Call),
        "multilateral" => Some(MeetingKind::Multilateral),
        "sitting" => Some(MeetingKind::Sitting),
        "round" => Some(MeetingKind::Round),
        "visit" => Some(MeetingKind::Visit),
        _ => {
            let sides = parties
                .iter()
                .map(|parties| parties.actors.len())
                .sum::<usize>();
            (sides == 2).then_some(MeetingKind::Bilateral)
        }
    }
}

/// *a reçu le soutien **des rebelles***, *received the support **of the rebels***: what is received is a thing of theirs.
fn is_of_thing(ground: &Ground<'_>, from: usize, party: usize) -> bool {
    let document = ground.document;
    let is_small = |token: usize| {
        let word = document.lower(token);
        is_determiner(word) && !matches!(word, "des" | "du") || word.starts_with("tou")
    };
    let of = (from..party).rev().find(|token| !is_small(*token));
    of.is_some_and(|of| {
        matches!(document.lower(of), "de" | "d'" | "du" | "des" | "of")
            && (from..of).any(|token| is_determiner(document.lower(token)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("encounter.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english("Anna Kovacs is due to meet Paul Delmas in Vienna on Tuesday."),
            ["Anna Kovacs, Paul Delmas · planned · Tuesday · Vienna"]
        );
        assert_eq!(
            french("Anna Kovacs a été reçue par Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · held"]
        );
        assert_eq!(
            french("Anna Kovacs souhaite rencontrer Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · proposed"]
        );
        assert_eq!(
            french("Anna Kovacs et Paul Delmas se sont rencontrés mardi."),
            ["Anna Kovacs, Paul Delmas · held · mardi"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("Le projet de Paul Delmas a rencontré des difficultés.").is_empty());
        assert!(english("Anna Kovacs spoke to reporters in Vienna.").is_empty());
        assert!(french("Paul Delmas a reçu mardi le soutien des rebelles.").is_empty());
        assert!(english("Paul Delmas received the support of the rebels.").is_empty());
    }

    #[test]
    fn several_who_meet_as_one() {
        assert_eq!(
            english("The foreign ministers will meet in Vienna on Tuesday."),
            ["foreign ministers · planned · Tuesday · Vienna"]
        );
        assert!(english("The ministers met the criteria.").is_empty());
        let told = english("Togo and Bénin called following Friday's talks for a truce.");
        assert!(told.iter().all(|one| !one.contains("planned")), "{told:?}");
    }

    #[test]
    fn whom_a_relative_clause_tells_of() {
        assert_eq!(
            french("Anna Kovacs a écrit à Paul Delmas, qui doit ensuite rencontrer Igor Petrov."),
            ["Paul Delmas, Igor Petrov · planned"]
        );
    }

    #[test]
    fn he_in_the_words_of_another() {
        assert_eq!(
            french(
                "Paul Delmas part lundi. « Il rencontrera Anna Kovacs à Vienne », a dit Igor Petrov."
            ),
            ["Paul Delmas, Anna Kovacs · planned · Vienne"]
        );
    }

    #[test]
    fn the_companion_of_another_verb() {
        assert!(
            english("Anna Kovacs, speaking on a trip, said Rome was content with Paul Delmas.")
                .is_empty()
        );
    }
}
