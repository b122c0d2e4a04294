//! Whose act a verb of meeting is, and whether the word is a verb at all.

use super::super::event::{Ground, Hit, Part, Parties, PartyKind, Tense, VerbGroup, verb};
use crate::text::Language;

/// Whose act a verb is: its subject, or for a verb without tense at the start of a sentence the subject that follows.
pub(super) fn agent(ground: &Ground<'_>, group: &VerbGroup, after: usize) -> Option<Parties> {
    let reach = ground.reach(group.tokens.start);
    if !group.finite
        && let Some(main) = main_subject(ground, reach.start, group.tokens.start)
    {
        return Some(main);
    }
    ground.subject(reach.start, group.tokens.start).or_else(|| {
        if group.finite {
            return None;
        }
        let comma = (after..reach.end).find(|token| ground.document.lower(*token) == ",")?;
        ground.object(comma + 1, reach.end)
    })
}

/// *A a parlé de B, après avoir reçu C*, *A, after meeting C*: who acts before a comma acts behind it too.
fn main_subject(ground: &Ground<'_>, from: usize, verb: usize) -> Option<Parties> {
    let document = ground.document;
    let opener = (verb.saturating_sub(3).max(from)..verb)
        .rev()
        .find(|token| {
            matches!(
                document.folded(*token),
                "apres" | "avant" | "after" | "before" | "having"
            )
        })?;
    ground.clause_subject(from, opener)
}

/// The group of a hit's verb, by the reading that the words before it allow.
pub(super) fn verb_group(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<VerbGroup> {
    let verbs = || hit.readings.iter().filter(|entry| entry.part == Part::Verb);
    // *se réunit* is present more often than past.
    let entry = verbs()
        .find(|entry| entry.tense == Tense::Present)
        .filter(|_| {
            ground.document.language() == Language::French
                && verbs().any(|entry| entry.tense == Tense::Past)
        })
        .or_else(|| verbs().next())?;
    let reach = ground.reach(hit.tokens.start);
    // A noun by its article: *la rencontre*, *the call*.
    let previous = hit
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |token| ground.document.lower(token));
    let english = ground.document.language() == Language::English;
    let noun = english
        && matches!(
            previous,
            "a" | "an" | "the" | "no" | "any" | "these" | "those" | "such"
        )
        || matches!(
            previous,
            "la" | "une"
                | "cette"
                | "le"
                | "un"
                | "ce"
                | "this"
                | "his"
                | "her"
                | "their"
                | "its"
                | "leur"
                | "sa"
                | "son"
                | "par"
                | "au"
                | "du"
                | "d'"
        ) && !(english && matches!(previous, "par" | "au" | "du" | "d'"));
    // *Syrie : rencontre Kovacs-Delmas à Vienne*: a headline's noun without its article.
    let noun = noun
        || !english
            && entry.tense == Tense::Present
            && (previous == ":"
                || ground
                    .document
                    .sentence_of(hit.tokens.start)
                    .and_then(|number| ground.document.sentences().get(number))
                    .is_some_and(|sentence| sentence.tokens.start == hit.tokens.start));
    // *en échange de*, *Pompeo's meeting*
    let noun = noun
        || !english
            && entry.tense == Tense::Present
            && matches!(previous, "en" | "l'" | "de" | "aux" | "des")
        || english && entry.tense == Tense::Gerund && !is_gerund(ground, hit.tokens.start);
    // *un bon échange*, *la première rencontre*: an adjective stands between.
    let noun = noun
        || !english
            && hit.reading(Part::Noun).is_some()
            && hit.tokens.start > reach.start + 1
            && ground.party_at(hit.tokens.start - 1).is_none()
            && !matches!(previous, "se" | "s'" | "y" | "ne" | "n'" | "en" | "qui")
            && previous.chars().all(char::is_alphabetic)
            && (super::super::event::ground::is_determiner(
                ground.document.lower(hit.tokens.start - 2),
            ) || matches!(
                ground.document.folded(hit.tokens.start - 1),
                "possible"
                    | "eventuelle"
                    | "eventuel"
                    | "nouvelle"
                    | "nouvel"
                    | "nouveau"
                    | "prochaine"
                    | "prochain"
                    | "premiere"
                    | "premier"
                    | "derniere"
                    | "dernier"
                    | "seconde"
                    | "deuxieme"
                    | "troisieme"
                    | "autre"
                    | "future"
                    | "futur"
                    | "recente"
                    | "recent"
                    | "breve"
                    | "longue"
                    | "long"
            ));
    let object = matches!(previous, "la" | "le" | "leur") && entry.tense == Tense::Infinitive;
    if noun && !object {
        return None;
    }
    let group = verb::group(ground.document, reach.start, hit.tokens.start, entry.tense);
    // *held talks*, *by phone*: a bare form is a verb only right after its subject.
    let bare = english
        && group.tokens.start == hit.tokens.start
        && matches!(entry.tense, Tense::Present | Tense::Infinitive);
    let follows = || {
        let before = hit.tokens.start.checked_sub(1);
        before.is_some_and(|before| ground.party_at(before).is_some())
            || matches!(
                previous,
                "who"
                    | "which"
                    | "that"
                    | "and"
                    | "they"
                    | "we"
                    | "i"
                    | "leaders"
                    | "ministers"
                    | "officials"
                    | "presidents"
                    | "delegates"
                    | "negotiators"
                    | "members"
            )
    };
    (!bare || follows()).then_some(group)
}

/// *is meeting X*, *after meeting X*, not *an unprecedented meeting with X*, *requested meeting with X*.
fn is_gerund(ground: &Ground<'_>, token: usize) -> bool {
    let document = ground.document;
    let previous = token
        .checked_sub(1)
        .map_or("", |token| document.lower(token));
    matches!(
        previous,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "after"
            | "before"
            | "by"
            | "while"
            | "when"
            | "without"
            | "not"
            | "also"
            | "and"
            | ","
            | "of"
            | "for"
            | "from"
            | "despite"
            | "since"
            | "upon"
            | "on"
            | "denied"
            | "denies"
            | "as"
            | "than"
            | "now"
    ) || previous.ends_with("ly")
}

pub(super) fn only_people(parties: &Parties) -> bool {
    parties.kinds.iter().all(|kind| *kind == PartyKind::Person)
}

/// *told reporters*, *a parlé à la presse* are no meetings.
pub(super) fn said_to_press(ground: &Ground<'_>, companion: &Parties) -> bool {
    companion.kinds.contains(&PartyKind::Medium)
        || companion.tokens.clone().any(|token| {
            matches!(
                ground.document.folded(token),
                "journalistes" | "presse" | "reporters" | "journalists" | "press" | "media"
            )
        })
}
