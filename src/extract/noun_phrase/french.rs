//! The head of a French noun phrase: a title with its tail, or a noun, with the adjectives behind it.
//!
//! > *ministre **russe des Affaires étrangères** · responsables **italiens et suédois***

use super::super::inflect::Form;
use super::super::mention::{MentionClass, Reader};
use super::super::words::{self, Determiner};
use super::{Phrase, tail};
use crate::text::Language;

pub(super) fn french_head(
    reader: &Reader<'_>,
    at: usize,
    determiner: Determiner,
    bare: bool,
) -> Option<Phrase> {
    if let Some(people) = some_people(reader, at, determiner) {
        return Some(people);
    }
    if !reader.is_word(at) || !reader.lexicon.may_head(reader.document, at) {
        return None;
    }
    if let Some(phrase) = french_role(reader, at) {
        // Without a determiner a lower-case title is one only beside a name or as an apposition, read with that name.
        return Some(phrase);
    }
    let (length, noun) = reader
        .lexicon
        .noun_at(reader.document, at, reader.sentence.end)?;
    let lone = determiner == Determiner::None && !reader.is_governed_word(at);
    if lone && !bare && !(noun.plural && starts_clause(reader, at)) {
        return None;
    }
    let mut end = at + length;
    let mut polity = None;
    french_adjectives(reader, &mut end, &mut polity);
    Some(Phrase {
        polity,
        ..Phrase::of_noun(noun, at..end, at)
    })
}

/// ***des Palestiniens***, ***plusieurs Vénézuéliens***: some of a people, not their state.
fn some_people(reader: &Reader<'_>, at: usize, determiner: Determiner) -> Option<Phrase> {
    let word = reader.at(at);
    let plural = word.ends_with('s') || word.ends_with('x');
    let alone = reader.is_capital(at) && !reader.is_capital(at + 1);
    if determiner != Determiner::Indefinite || !plural || !alone {
        return None;
    }
    let state = reader.lexicon.demonym(word, reader.document.language())?;
    let mut phrase = Phrase::of(MentionClass::Group, at..at + 1, at);
    phrase.plural = true;
    phrase.polity = Some(state.to_owned());
    Some(phrase)
}

impl Reader<'_> {
    fn is_governed_word(&self, at: usize) -> bool {
        // `de même source`
        let at = at - usize::from(at > 0 && self.at(at - 1) == "meme");
        at.checked_sub(1).is_some_and(|before| {
            words::preposition(self.at(before), self.french()) && self.document.lower(before) != "a"
        })
    }
}

fn starts_clause(reader: &Reader<'_>, at: usize) -> bool {
    at == reader.sentence.start || !reader.is_word(at - 1)
}

/// Reads a French title: head, adjectives of nationality, fixed tail, in any of the orders in use.
fn french_role(reader: &Reader<'_>, at: usize) -> Option<Phrase> {
    let mut best: Option<Phrase> = None;
    for (length, form) in reader
        .lexicon
        .roles_at(reader.document, at, reader.sentence.end)
    {
        let mut end = at + length;
        let mut polity = form.polity.clone();
        if !form.tail.is_empty() {
            // `ministre [russe] des Affaires étrangères`
            french_adjectives(reader, &mut end, &mut polity);
            if !tail(reader, &mut end, &form.tail) {
                end = at + length;
                if !tail(reader, &mut end, &form.tail) {
                    continue;
                }
            }
        }
        french_adjectives(reader, &mut end, &mut polity);
        let longer = best
            .as_ref()
            .is_none_or(|best| end > best.end || (end == best.end && !form.tail.is_empty()));
        if longer {
            best = Some(Phrase {
                polity,
                ..Phrase::of_title(form, at..end, at)
            });
        }
    }
    best
}

/// Adjectives after a French noun: nationality gives the state, others only lengthen the phrase.
pub(super) fn french_adjectives(reader: &Reader<'_>, end: &mut usize, polity: &mut Option<String>) {
    let mut count = 0;
    while count < 3 {
        let word = reader.at(*end);
        if reader.is_capital(*end) {
            return;
        }
        let language = reader.document.language();
        let demonym = reader.lexicon.demonym(word, language);
        if let Some(state) = demonym.or_else(|| reader.lexicon.compound_demonym(word, language)) {
            if polity.is_none() {
                *polity = Some(state.to_owned());
            }
        } else if !words::french_adjective(word) || words::closed(word, true) || says(reader, *end)
        {
            return;
        }
        *end += 1;
        count += 1;
    }
}

/// *Le ministre **explique** que …*: a verb of saying that ends like an adjective.
fn says(reader: &Reader<'_>, at: usize) -> bool {
    reader
        .lexicon
        .verbs(Language::French)
        .at(reader.document, at)
        .any(|(_, form, exact)| exact && matches!(form, Form::Present | Form::PresentPlural))
}

/// *des responsables italiens **et suédois***: one group of two nationalities, where both adjectives are plural.
pub(super) fn second_nationality(reader: &Reader<'_>, end: usize) -> Option<usize> {
    let plural = |at: usize| {
        let word = reader.at(at);
        (word.ends_with('s') || word.ends_with('x'))
            && !reader.is_capital(at)
            && reader
                .lexicon
                .demonym(word, reader.document.language())
                .is_some()
    };
    (reader.at(end) == "et" && plural(end.checked_sub(1)?) && plural(end + 1)).then_some(end + 2)
}

impl Reader<'_> {
    /// *les ministres français **et italien***, *les chefs britannique**, français et allemand***: nationalities in the singular
    /// behind a plural, of which the first ends at `end`.
    pub(in crate::extract) fn one_of_each(&self, end: usize) -> Option<usize> {
        const MOST: usize = 6;
        let single = |at: usize| {
            let word = self.at(at);
            !self.is_capital(at)
                && !word.ends_with("es")
                && self
                    .lexicon
                    .demonym(word, self.document.language())
                    .is_some()
        };
        if !single(end.checked_sub(1)?) {
            return None;
        }
        let mut at = end;
        for _ in 0..MOST {
            let joint = self.at(at);
            if !matches!(joint, "," | "et") || !single(at + 1) {
                return None;
            }
            at += 2;
            if joint == "et" {
                return Some(at);
            }
        }
        None
    }
}
