//! The acronym in brackets behind a body's name.
//!
//! > *Union africaine **(UA)***

use super::super::mention::{Mention, MentionClass, Reader};

/// `Union africaine (UA)`: the acronym belongs to the name.
pub(in crate::extract) fn acronym(reader: &Reader<'_>, mention: &mut Mention) {
    let at = complement_end(reader, mention).unwrap_or(mention.tokens.end);
    let short = reader
        .document
        .token(at + 1)
        .is_some_and(|token| token.capitals && token.span.end - token.span.start <= 10);
    if reader.at(at) == "(" && reader.at(at + 2) == ")" && short {
        mention.acronym = Some(at + 1);
        mention.tokens.end = at + 3;
    }
}

/// `Marché commun de l'Afrique orientale et australe (COMESA)`: where the complement of a body's name ends before its acronym.
fn complement_end(reader: &Reader<'_>, mention: &Mention) -> Option<usize> {
    const REACH: usize = 10;
    let from = mention.tokens.end;
    if mention.class != MentionClass::Organization
        || !matches!(
            reader.at(from),
            "de" | "du" | "des" | "d'" | "pour" | "of" | "for" | "on"
        )
    {
        return None;
    }
    let word = |at: usize| {
        let mut letters = reader.at(at).chars();
        letters.all(|letter| letter.is_alphabetic() || matches!(letter, '\'' | '’' | '-'))
    };
    (from..from + REACH)
        .find(|at| !word(*at))
        .filter(|at| reader.at(*at) == "(")
}
