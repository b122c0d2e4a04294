//! The person's name beside an office: at once, after a comma, or behind more that is said of the office.
//!
//! > *ministre **Petrov** · le ministre chargé de l'accueil, **Paul Roy**,*

use super::super::auxiliary::{has, is};
use super::super::mention::{Mention, MentionClass, Reader};
use super::super::{proper_name, words};
use super::read;

/// The person's name that stands at `at`, or after a comma there.
pub(super) fn beside(reader: &Reader<'_>, at: usize) -> Option<(Mention, bool)> {
    let (from, comma) = if reader.at(at) == "," {
        (at + 1, true)
    } else {
        (at, false)
    };
    if !reader.is_capital(from) {
        return None;
    }
    // `the head of the agency, General Paul Roy,`: a second office is no part of the name.
    let from = if comma {
        past_office(reader, from)
    } else {
        from
    };
    let mention = proper_name::read(reader, from)?;
    let person = matches!(mention.class, MentionClass::Person | MentionClass::Unknown);
    if !person {
        return None;
    }
    if comma {
        // An apposition is closed: by a comma, by the end, or by the verb at once. A list goes on.
        let after = reader.at(mention.tokens.end);
        let told = after == "a"
            && reader.document.lower(mention.tokens.end) == "à"
            && words::determiner(reader.at(mention.tokens.end + 1), true).is_some();
        let closed = told
            || matches!(after, "," | "." | "" | ":" | ";" | ")" | "»")
            || after.starts_with('.')
            || matches!(after, "aux" | "lors");
        let full =
            mention.name.as_ref().is_some_and(|name| name.len() >= 2) || mention.known.is_some();
        if !(full && closed) {
            return None;
        }
    }
    Some((mention, comma))
}

/// One past a title with a capital, where a name follows it at once.
fn past_office(reader: &Reader<'_>, at: usize) -> usize {
    reader
        .lexicon
        .roles_at(reader.document, at, reader.sentence.end)
        .filter(|(_, form)| form.tail.is_empty())
        .map(|(length, _)| at + length)
        .filter(|end| reader.is_capital(*end))
        .max()
        .unwrap_or(at)
}

/// *le chef de la délégation, **l'ambassadeur Paul Roy**,*: the name stands with another office.
pub(super) fn second_office(reader: &Reader<'_>, end: usize) -> Option<(Mention, bool)> {
    if reader.at(end) != "," || words::determiner(reader.at(end + 1), reader.french()).is_none() {
        return None;
    }
    let office = read(reader, end + 1)?;
    let after = reader.at(office.tokens.end);
    let closed = matches!(after, "," | "." | "" | ":" | ";" | ")" | "»") || after.starts_with('.');
    let full = office.class == MentionClass::Person
        && !office.plural
        && office.name.as_ref().is_some_and(|name| name.len() > 1);
    (closed && full).then_some((office, true))
}

/// A person's name behind more that is said of the office: *le ministre **chargé de l'accueil**, Paul Roy,* ·
/// *le vice-ministre des Affaires étrangères **(AE) et négociateur en chef** Paul Roy*.
pub(super) fn further(reader: &Reader<'_>, end: usize) -> Option<(Mention, bool)> {
    const REACH: usize = 10;
    let mut at = end;
    if reader.at(at) == "(" && reader.at(at + 2) == ")" {
        at += 3;
    }
    let also = matches!(reader.at(at), "et" | "and");
    // With its accent: *le ministre **a** rencontré son homologue, Paul Roy,* is no office at anything.
    let at_place = reader.document.lower(at) == "à";
    let charged = matches!(
        reader.at(at),
        "charge"
            | "chargee"
            | "delegue"
            | "deleguee"
            | "responsable"
            | "special"
            | "speciale"
            | "adjoint"
            | "adjointe"
            | "sortant"
            | "sortante"
            | "par"
            | "in"
            | "responsible"
            | "pour"
            | "aux"
            | "au"
            | "en"
            | "dans"
    ) || at_place;
    if !also && !charged && at == end {
        return None;
    }
    let mut reach = at + REACH;
    let mut next = at;
    while next < reach {
        // `en chef des Forces unies (FU), Paul Roy`
        if next > at && reader.at(next) == "(" && reader.at(next + 2) == ")" {
            next += 3;
            reach += 3;
        }
        let word = reader.at(next);
        let plain =
            reader.is_word(next) || matches!(word, "l'" | "d'") || next == at && word.is_empty();
        if word == "," && (charged || also) {
            return beside(reader, next);
        }
        // `l'émissaire de l'Union au Proche-Orient Paul Roy`
        let region = (charged && next == at + 1 && reader.is_capital(next))
            .then(|| proper_name::read(reader, next))
            .flatten()
            .filter(|name| matches!(name.class, MentionClass::Place | MentionClass::Country));
        if let Some(region) = region {
            return beside(reader, region.tokens.end);
        }
        // `secrétaire d'État aux Affaires européennes Paul Roy`
        let named = (charged && next > at + 2 && reader.is_capital(next))
            .then(|| beside(reader, next))
            .flatten()
            .filter(|(name, _)| name.name.as_ref().is_some_and(|name| name.len() > 1));
        if named.is_some() && !reader.is_capital(next - 1) {
            return named;
        }
        // A second office comes without an article, and the name right behind it.
        if also && next > at + 1 && reader.is_capital(next) {
            return beside(reader, next)
                .filter(|(name, _)| name.name.as_ref().is_some_and(|name| name.len() > 1));
        }
        let article = also
            && next == at + 1
            && (words::determiner(word, reader.french()).is_some() || reader.is_capital(next));
        if !plain
            || article
            || matches!(
                word,
                "qui" | "que" | "qu'" | "who" | "that" | "a" | "est" | "et" | "and"
            ) && next > at
        {
            return None;
        }
        next += 1;
    }
    None
}

/// Whether a name behind a comma is the subject of the main clause, which a phrase with a preposition opens: *après un
/// entretien avec le ministre russe, **Paul Roy**, le président du conseil, a dit*.
pub(super) fn begins_clause(reader: &Reader<'_>, office: usize, name: &Mention) -> bool {
    let end = name.tokens.end;
    let governed = office > reader.sentence.start
        && words::preposition(reader.at(office - 1), reader.french())
        && reader.document.lower(office - 1) != "a";
    if !governed
        || reader.at(end) != ","
        || words::determiner(reader.at(end + 1), reader.french()).is_none()
    {
        return false;
    }
    read(reader, end + 1).is_some_and(|own| {
        let verb = own.tokens.end + 1;
        own.name.is_none()
            && !own.plural
            && reader.at(own.tokens.end) == ","
            && (has(reader.at(verb)) || is(reader.at(verb)))
            && reader.document.lower(verb) != "à"
    })
}
