//! Names that the lexicon knows.
//!
//! > *la **Russie** · the **BBC** · les **Russes***

use super::super::NameClass;
use super::super::mention::{MentionClass, Reader, class_of_name};
use super::super::words;

/// Articles before names, alone or with their preposition.
pub(super) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "la" | "le" | "les" | "the" | "l'" | "el" | "al" | "du" | "au" | "aux"
    )
}

pub(super) fn known_at(reader: &Reader<'_>, at: usize) -> Option<(usize, MentionClass, u32)> {
    let capital = reader.is_capital(at)
        || (reader.is_capital(at + 1)
            && is_article(reader.at(at))
            && !matches!(reader.at(at), "du" | "au" | "aux"));
    if !capital {
        return None;
    }
    let (length, ids) = reader
        .lexicon
        .names_at(reader.document, at, reader.sentence.end)?;
    if length == 1
        && (words::closed(reader.at(at), reader.french())
            && !reader
                .document
                .token(at)
                .is_some_and(|token| token.capitals))
    {
        return None;
    }
    let rank = |class: NameClass| match class {
        NameClass::Country => 0,
        NameClass::Organization
        | NameClass::Office
        | NameClass::Medium
        | NameClass::Agency
        | NameClass::Group => 1,
        NameClass::Person => 2,
        NameClass::Capital => 3,
        NameClass::Demonym => 4,
        NameClass::Place => 5,
    };
    let best = ids
        .iter()
        .filter_map(|id| {
            reader
                .lexicon
                .name(*id)
                .map(|name| (rank(name.class), *id, name.class))
        })
        .min_by_key(|(rank, id, _)| (*rank, *id))?;
    // A nationality is an adjective unless it is plural with an article or written as a name.
    if best.2 == NameClass::Demonym && !is_people(reader, at) {
        return None;
    }
    Some((length, class_of_name(best.2), best.1))
}

/// *les Russes*, *Russes et Américains*, *Russians*.
fn is_people(reader: &Reader<'_>, at: usize) -> bool {
    let word = reader.at(at);
    let plural = word.ends_with('s') || word.ends_with('x');
    let next = reader.at(at + 1);
    if reader.french() {
        return plural && reader.is_capital(at);
    }
    plural
        && reader.is_capital(at)
        && !reader.is_capital(at + 1)
        && next != "'s"
        && !word.ends_with("ss")
}
