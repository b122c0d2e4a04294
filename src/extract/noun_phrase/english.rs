//! The head of an English noun phrase: the last title or noun behind its modifiers.
//!
//! > *a senior **State Department spokesman** · the Interfax **agency** · **foreign minister** Petrov*

use super::super::NameClass;
use super::super::inflect::Form;
use super::super::mention::{MentionClass, Reader};
use super::super::words::{self, Determiner};
use super::{Phrase, tail};

/// Words that are looked at in search of a head.
const REACH: usize = 9;

/// Reads an English head: modifiers (names, nationalities, nouns) and then the title or noun, the last one that fits.
pub(super) fn english_head(
    reader: &Reader<'_>,
    at: usize,
    determiner: Determiner,
) -> Option<Phrase> {
    let last = reader.sentence.end.min(at + REACH);
    if !(at..last).any(|index| reader.lexicon.may_head(reader.document, index)) {
        return None;
    }
    let mut best: Option<Phrase> = None;
    let mut polity = None;
    let mut former = false;
    let mut medium = None;
    let mut owned = false;
    let mut index = at;
    // `to ask Prime Minister Roy`: an infinitive before a bare title is no part of it.
    let after = at.checked_sub(1).map_or("", |before| reader.at(before));
    if determiner == Determiner::None
        && matches!(
            after,
            "to" | "will" | "would" | "could" | "should" | "must" | "not"
        )
        && !reader.is_capital(at)
        && (reader
            .lexicon
            .verbs(crate::text::Language::English)
            .knows(reader.at(at))
            || after == "to" && promises(reader, at - 1))
    {
        return None;
    }
    while index < last {
        let word = reader.at(index);
        if matches!(word, "former" | "ex" | "ex-") {
            former = true;
            index += 1;
            continue;
        }
        if word == "'s" || word == "'" {
            // `Iran's president`, `the county's sheriff`: what stands before only says whose.
            best = None;
            owned = index > at;
            index += 1;
            continue;
        }
        // `apparently denying social media reports`: no phrase begins with an adverb or an act of saying.
        if determiner == Determiner::None
            && best.is_none()
            && !reader.is_capital(index)
            && (word.len() > 4 && word.ends_with("ly") || word.ends_with("ing"))
            && (word.ends_with("ly")
                || reader
                    .lexicon
                    .verbs(crate::text::Language::English)
                    .knows(word))
        {
            return None;
        }
        let stops = !reader.is_word(index)
            || (words::closed(word, false)
                && !matches!(word, "and" | "us" | "other")
                && !reader
                    .document
                    .token(index)
                    .is_some_and(|token| token.capitals));
        if stops
            || (word == "and"
                && (best.is_some()
                    || index == at
                    || reader.is_capital(index + 1)
                    || (determiner == Determiner::None && !reader.is_capital(at))))
        {
            break;
        }
        // `The report states that`: after a head, a form of a verb of saying is the verb.
        let auxiliary = matches!(
            reader.at(index + 1),
            "had"
                | "have"
                | "has"
                | "was"
                | "were"
                | "is"
                | "are"
                | "will"
                | "would"
                | "to"
                | "and"
        ) || is_english_verb(reader.at(index + 1));
        if best.is_some()
            && !auxiliary
            && !is_noun_of_one(reader, at, index)
            && reader
                .lexicon
                .verbs(crate::text::Language::English)
                .knows(word)
        {
            break;
        }
        // `the general elections`, `an official visit`, `the chief climate negotiator`: an adjective.
        if matches!(word, "general" | "official" | "chief" | "executive")
            && qualifies(reader, index + 1)
        {
            index += 1;
            continue;
        }
        // `…, Radio Nord reports.`: behind a comma and before the end the agency does so.
        if matches!(word, "reports" | "report")
            && medium.is_some()
            && after == ","
            && !reader.is_word(index + 1)
        {
            break;
        }
        let role = english_role(reader, index);
        let noun = reader
            .lexicon
            .noun_at(reader.document, index, reader.sentence.end);
        let found = match (role, noun) {
            (Some(role), noun) if noun.is_none_or(|(length, _)| index + length <= role.end) => {
                Some(role)
            }
            (_, Some((length, noun))) if !counts_things(reader, index + length) => {
                let end = index + length;
                Some(Phrase::of_noun(noun, end - 1..end, at))
            }
            _ => None,
        };
        if let Some(mut phrase) = found {
            if best.is_some() && !follows_directly(reader, best.as_ref(), index) {
                break;
            }
            phrase.polity = phrase.polity.or_else(|| polity.clone());
            phrase.title_start = phrase.title_start.min(at);
            phrase.former |= former;
            index = phrase.end;
            best = Some(phrase);
            continue;
        }
        if best.is_some() {
            break;
        }
        // A name before the head: `Biden administration`, `US officials`, `State Department spokesman`.
        if reader.is_capital(index) {
            if let Some((length, ids)) =
                reader
                    .lexicon
                    .names_at(reader.document, index, reader.sentence.end)
            {
                let state = ids
                    .iter()
                    .filter_map(|id| reader.lexicon.name(*id))
                    .find(|name| {
                        matches!(
                            name.class,
                            NameClass::Country
                                | NameClass::Demonym
                                | NameClass::Organization
                                | NameClass::Capital
                        )
                    });
                if let Some(id) = ids.iter().find(|id| {
                    reader.lexicon.name(**id).is_some_and(|name| {
                        matches!(name.class, NameClass::Agency | NameClass::Medium)
                    })
                }) {
                    medium = Some((index..index + length, *id));
                }
                if let Some(state) = state {
                    polity.get_or_insert_with(|| state.canonical.clone());
                }
                index += length;
                continue;
            }
        } else if let Some(state) = reader.lexicon.demonym(word, reader.document.language()) {
            polity.get_or_insert_with(|| state.to_owned());
        } else if is_english_verb(word) && !(index == at && determiner != Determiner::None) {
            break;
        }
        index += 1;
    }
    let mut phrase = best?;
    if let Some((name, id)) = medium.filter(|_| {
        matches!(
            phrase.noun,
            MentionClass::Office | MentionClass::Organization | MentionClass::Medium
        )
    }) {
        // `the Interfax agency` is the agency of that name.
        phrase.noun = MentionClass::Medium;
        phrase.medium = Some((name, id));
    }
    // A bare common noun needs a determiner, a plural or a capital to be somebody.
    let bare = determiner == Determiner::None
        && !owned
        && phrase.role.is_none()
        && !phrase.plural
        && !reader.is_capital(phrase.head);
    let bare_before_name = reader.is_capital(phrase.end) && phrase.noun == MentionClass::Person;
    (!bare || bare_before_name || phrase.polity.is_some()).then_some(phrase)
}

/// ***vowed** to reclaim foreign powers*, ***refuses** to leave*: a verb before *to* that is followed by what somebody will do, and
/// by nobody.
fn promises(reader: &Reader<'_>, to: usize) -> bool {
    to.checked_sub(1).is_some_and(|verb| {
        reader
            .lexicon
            .verbs(crate::text::Language::English)
            .at(reader.document, verb)
            .any(|(verb, _, _)| {
                verb.frames.infinitive && !verb.frames.noun_after.iter().any(|word| word == "to")
            })
    })
}

/// *cost **thousands** of lives*, *killed **hundreds***: a number of what nobody is, or of whom nothing is told.
fn counts_things(reader: &Reader<'_>, end: usize) -> bool {
    const REACH: usize = 4;
    let number = matches!(
        reader.at(end - 1),
        "thousands" | "hundreds" | "dozens" | "scores" | "tens" | "millions"
    );
    if !number {
        return false;
    }
    if reader.at(end) != "of" {
        return reader.sentence.start + 4 < end;
    }
    !(end + 1..end + 1 + REACH).any(|at| {
        reader
            .lexicon
            .noun_at(reader.document, at, reader.sentence.end)
            .is_some()
            || reader.at(at) == "people"
    })
}

/// Whether a common noun stands at a token behind what may be an adjective or an office: no verb, no small word, no adverb.
fn qualifies(reader: &Reader<'_>, at: usize) -> bool {
    let word = reader.at(at);
    reader.is_word(at)
        && !reader.is_capital(at)
        && !reader.is_capital(at - 1)
        && !words::closed(word, false)
        && !is_english_verb(word)
        && !word.ends_with("ly")
        && !word.ends_with("ed")
        && !word.ends_with("ing")
        && !reader
            .lexicon
            .verbs(crate::text::Language::English)
            .knows(word)
        && reader
            .lexicon
            .roles_at(reader.document, at - 1, reader.sentence.end)
            .all(|(length, _)| length == 1)
}

/// *a police **report***: behind *a*, what would be the verb of several is a noun.
fn is_noun_of_one(reader: &Reader<'_>, start: usize, at: usize) -> bool {
    let one = start
        .checked_sub(1)
        .is_some_and(|article| matches!(reader.at(article), "a" | "an"));
    one && reader
        .lexicon
        .verbs(crate::text::Language::English)
        .at(reader.document, at)
        .all(|(_, form, _)| form == Form::PresentPlural)
}

fn follows_directly(reader: &Reader<'_>, best: Option<&Phrase>, index: usize) -> bool {
    best.is_some_and(|best| best.end == index) && reader.is_word(index)
}

/// Past forms end a row of modifiers: `officials said`.
pub(in crate::extract) fn is_english_verb(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "told"
            | "tells"
            | "called"
            | "met"
            | "gave"
            | "took"
            | "made"
            | "went"
            | "came"
            | "left"
            | "held"
    ) || (word.len() > 5 && word.ends_with("ed"))
}

fn english_role(reader: &Reader<'_>, at: usize) -> Option<Phrase> {
    let mut best: Option<Phrase> = None;
    for (length, form) in reader
        .lexicon
        .roles_at(reader.document, at, reader.sentence.end)
    {
        let mut end = at + length;
        if !tail(reader, &mut end, &form.tail) {
            continue;
        }
        if best.as_ref().is_none_or(|best| end > best.end) {
            best = Some(Phrase::of_title(form, at + length - 1..end, at));
        }
    }
    best
}
