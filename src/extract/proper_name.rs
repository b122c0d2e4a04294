//! Proper names: known ones, and capitalised sequences of which the text itself shows that they are names.
//!
//! > *Jamal Ben Amor · Sergueï Lavrov · M. Petrov · Union africaine (UA) · the Daily Courier*

mod acronym;
mod capitals;
mod class;
mod known;
mod particle;
mod sequence;

use std::ops::Range;

use super::mention::{Mention, MentionClass, Reader};
use super::words;
use super::{Gender, NameClass};
pub(super) use acronym::acronym;
pub(super) use capitals::{Capitals, inner_capitals, is_title_case, without_article};
use class::{guess, organisation_word};
use known::{is_article, known_at};
use particle::particles;
use sequence::sequence;

/// The mention that a proper name at token `at` makes, if there is one.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Mention> {
    if !may_begin(reader, at) {
        return None;
    }
    if let Some(mention) = with_article(reader, at) {
        return Some(mention);
    }
    let mut start = at;
    let mut civil = None;
    if let Some((length, gender)) = civility(reader, at) {
        start = at + length;
        civil = Some(gender);
    }
    let nationality = nationality(reader, start);
    start += usize::from(nationality.is_some());
    let (name, class, known) = name_at(reader, start, civil.is_some())?;
    let class = if civil.is_some() {
        MentionClass::Person
    } else {
        class
    };
    let mut mention = reader.blank(at..name.end, class);
    mention.head = name.end - 1;
    mention.known = known;
    mention.gender = civil.flatten();
    mention.polity = nationality;
    if let Some(entry) = known.and_then(|id| reader.lexicon.name(id)) {
        mention.gender = mention.gender.or(entry.gender);
        if entry.class != NameClass::Person
            && matches!(
                entry.class,
                NameClass::Country | NameClass::Capital | NameClass::Demonym
            )
        {
            mention.polity = Some(entry.canonical.clone());
        }
    }
    if class == MentionClass::Person && name.len() > 1 {
        mention.gender = mention
            .gender
            .or_else(|| reader.lexicon.gender_of_given(reader.at(name.start)));
    }
    mention.name = Some(name);
    acronym(reader, &mut mention);
    // `Peter Roy (CDU)`: the party of a person is no other name of hers; `Northern Motors (NM)` is no person.
    mention.acronym = mention.acronym.filter(|acronym| {
        class != MentionClass::Person || is_initials(reader, *acronym, mention.name.as_ref())
    });
    Some(mention)
}

/// Whether an acronym has the initials of a name.
fn is_initials(reader: &Reader<'_>, acronym: usize, name: Option<&Range<usize>>) -> bool {
    let initials = name
        .into_iter()
        .flat_map(Range::clone)
        .filter(|at| reader.is_capital(*at))
        .filter_map(|at| reader.at(at).chars().next());
    initials.eq(reader.at(acronym).chars())
}

/// Whether a name may begin at a token: with a capital, or with an article, a civility or particles shortly before one.
fn may_begin(reader: &Reader<'_>, at: usize) -> bool {
    const SHORTLY: usize = 4;
    reader.is_capital(at)
        || (at + 1..=at + SHORTLY).any(|next| reader.is_capital(next))
            && (particles(reader, at) > 0
                || is_article(reader.at(at))
                || civility(reader, at).is_some())
}

/// *l'**Américain** Peter Gallows*: a nationality before a person's name is not part of it.
fn nationality(reader: &Reader<'_>, at: usize) -> Option<String> {
    if !reader.is_capital(at) || !reader.is_capital(at + 1) || !reader.is_word(at + 1) {
        return None;
    }
    let state = reader
        .lexicon
        .demonym(reader.at(at), reader.document.language())?;
    let person = known_at(reader, at).is_none_or(|(length, ..)| length == 1)
        && (reader.lexicon.is_given_name(reader.at(at + 1))
            || reader.french() && reader.is_capital(at + 2))
        && !organisation_word(reader.at(at + 1));
    person.then(|| state.to_owned())
}

/// `la Russie`, `the BBC`, `du Kremlin`: the article is part of the mention.
fn with_article(reader: &Reader<'_>, at: usize) -> Option<Mention> {
    let article = if reader.french() {
        matches!(
            reader.at(at),
            "le" | "la" | "l'" | "les" | "du" | "au" | "aux"
        )
    } else {
        reader.at(at) == "the"
    };
    if !article || !reader.is_capital(at + 1) || known_at(reader, at).is_some() {
        return None;
    }
    let mut mention = read(reader, at + 1)?;
    let governed = reader.blank(at..at + 1, mention.class).governed;
    mention.tokens.start = at;
    mention.governed = governed;
    mention.determiner = words::Determiner::Definite;
    Some(mention)
}

/// *M.*, *Mme*, *Mr.*: its length and the gender that it shows.
fn civility(reader: &Reader<'_>, at: usize) -> Option<(usize, Option<Gender>)> {
    if !reader.is_capital(at + 1) && particles(reader, at + 1) == 0 {
        return None;
    }
    match reader.at(at) {
        "m." | "mr" | "mr." | "monsieur" => Some((1, Some(Gender::Masculine))),
        "mme" | "mme." | "mrs" | "mrs." | "ms" | "ms." | "miss" | "madame" | "mlle" | "mlle."
        | "baroness" | "dame" => Some((1, Some(Gender::Feminine))),
        // `Maj. Gen. John Roy`, `Sen. Roy`
        "gen." | "maj." | "brig." | "lt." | "col." | "capt." | "adm." | "sen." | "rep."
        | "gov." | "amb."
            if !reader.french() && reader.is_capital(at) =>
        {
            let two = matches!(reader.at(at + 1), "gen." | "col." | "cmdr." | "adm.");
            let two = two && reader.is_capital(at + 2);
            Some((1 + usize::from(two), None))
        }
        "mm." | "dr" | "dr." | "me" | "mgr" | "pr" | "pr." | "prof." | "sir" | "lord"
            if reader.is_capital(at) =>
        {
            Some((1, None))
        }
        _ => None,
    }
}

/// The tokens of a name, its class, and the known name it is.
fn name_at(
    reader: &Reader<'_>,
    at: usize,
    civil: bool,
) -> Option<(Range<usize>, MentionClass, Option<u32>)> {
    let known = known_at(reader, at);
    let guessed = sequence(reader, at, civil);
    match (known, guessed) {
        (Some((length, class, id)), Some(end)) if end > at + length => {
            // A longer capitalised sequence that only begins with a known name is another name: `Washington Post`.
            let rest_is_name = class != MentionClass::Person || !reader.is_capital(at + length);
            let given = length == 1 && class == MentionClass::Place && !is_where(reader, at)
                || length == 1
                    && reader.lexicon.is_given_name(reader.at(at))
                    && (!reader.lexicon.is_given_name(reader.at(at + 1))
                        || class != MentionClass::Country);
            if class != MentionClass::Person && !given && !joined(reader, at + length, end) {
                return Some((at..at + length, class, Some(id)));
            }
            if rest_is_name || class == MentionClass::Person {
                let class = guess(reader, at..end, civil);
                return Some((at..end, class, None));
            }
            Some((at..at + length, class, Some(id)))
        }
        (Some((length, class, id)), _) => Some((at..at + length, class, Some(id))),
        (None, Some(end)) => Some((at..end, guess(reader, at..end, civil), None)),
        (None, None) => None,
    }
}

/// Whether a place before a person's name is where something is done: *a dit à **Genève** Joseph Roy*, not *à **Florence** Roy*.
fn is_where(reader: &Reader<'_>, at: usize) -> bool {
    at > 0
        && matches!(reader.at(at - 1), "a" | "in" | "at" | "near")
        && !reader.lexicon.is_given_name(reader.at(at))
        && reader.lexicon.is_given_name(reader.at(at + 1))
}

/// Whether the words after a country's name belong to one name with it: `US Navy`, but not `Russia Vladimir`.
fn joined(reader: &Reader<'_>, from: usize, end: usize) -> bool {
    (from..end).any(|index| organisation_word(reader.at(index)))
}
