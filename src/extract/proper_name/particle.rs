//! Small words inside names.
//!
//! > *Juan **de la** Cruz · Bachar **al**-Assad · Afrique **de l'**Ouest*

use super::super::mention::Reader;
use super::class::organisation_word;

/// `al-Assad`, `el-Sissi`: an Arabic article in lower case joined to a name.
pub(super) fn article_name(reader: &Reader<'_>, at: usize) -> bool {
    let Some(token) = reader
        .document
        .token(at)
        .filter(|_| reader.sentence.contains(&at))
    else {
        return false;
    };
    let word = token.span.of(reader.document.text());
    let rest = [
        "al-", "el-", "as-", "ad-", "ar-", "at-", "ul-", "ech-", "es-",
    ]
    .iter()
    .find_map(|article| word.strip_prefix(article));
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// How many tokens of particles stand at `at`: `de`, `de la`, `ben`, `al-`, `of`, `of the`.
pub(super) fn particle(reader: &Reader<'_>, at: usize) -> usize {
    let word = reader.at(at);
    let next = reader.at(at + 1);
    let joint = matches!(word, "e" | "y" | "abu" | "bint" | "umm");
    if joint {
        return 1;
    }
    let french_article = reader.french() && matches!(word, "de" | "d'" | "du" | "des");
    if !french_article {
        let length = particles(reader, at);
        if length > 0 {
            return length;
        }
    }
    if !reader.french() && word == "of" {
        // `Bank of England`, `Department of State`: only after a word of organisations.
        let before = reader.at(at.wrapping_sub(1));
        if organisation_word(before) {
            return 1 + usize::from(next == "the");
        }
    }
    // `Afrique de l'Ouest`, `Europe du Nord`
    let region = matches!(
        reader.at(at.wrapping_sub(1)),
        "afrique" | "europe" | "asie" | "amerique" | "mediterranee"
    );
    if reader.french() && region && matches!(word, "de" | "du") {
        let side = at + 1 + usize::from(next == "l'");
        if matches!(reader.at(side), "ouest" | "est" | "nord" | "sud") {
            return side - at;
        }
    }
    if reader.french() && matches!(word, "de" | "d'" | "du" | "des") {
        let before = reader.at(at.wrapping_sub(1));
        if organisation_word(before) || reader.lexicon.is_given_name(before) {
            return 1 + usize::from(matches!(next, "la" | "l'"));
        }
    }
    0
}

/// How many particles of surnames stand at `at` before a capital: `de la`, `van der`, `bin`.
pub(super) fn particles(reader: &Reader<'_>, at: usize) -> usize {
    let is_particle = |word: &str| {
        matches!(
            word,
            "de" | "del"
                | "della"
                | "di"
                | "da"
                | "do"
                | "dos"
                | "das"
                | "du"
                | "d'"
                | "van"
                | "von"
                | "der"
                | "den"
                | "ter"
                | "ten"
                | "ben"
                | "bin"
                | "ibn"
                | "al"
                | "el"
                | "ould"
                | "zu"
        )
    };
    let mut length = 0;
    while length < 3
        && (is_particle(reader.at(at + length))
            || length > 0 && matches!(reader.at(at + length), "la" | "las" | "los" | "l'"))
    {
        length += 1;
    }
    let closes = reader.is_capital(at + length) && reader.is_word(at + length);
    if closes { length } else { 0 }
}
