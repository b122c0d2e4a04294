//! Names made comparable as the scorer does: words in lower case, accents off, single spaces between.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// `name` without case, accents and punctuation: *Le ministère — l’État* is *le ministere l etat*.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut gap = false;
    let plain = name
        .chars()
        .map(|it| if matches!(it, '’' | 'ʼ') { '\'' } else { it })
        .nfkd()
        .filter(|it| canonical_combining_class(*it) == 0);
    for character in plain.flat_map(lower) {
        if !is_word(character) {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.push(character);
    }
    folded
}

/// Lower case, with the letters that have more than one small form made one.
fn lower(character: char) -> impl Iterator<Item = char> {
    character.to_lowercase().flat_map(|small| match small {
        'ß' => ['s'; 2].into_iter().take(2),
        'ς' => ['σ'; 2].into_iter().take(1),
        other => [other; 2].into_iter().take(1),
    })
}

/// A letter, a digit or `_`: what Python's `\w` matches.
pub(super) fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_';
    }
    // Unicode calls vowel signs and circled letters alphabetic; Python does not.
    let circled = matches!(
        character,
        '\u{24b6}'..='\u{24e9}'
            | '\u{1f130}'..='\u{1f149}'
            | '\u{1f150}'..='\u{1f169}'
            | '\u{1f170}'..='\u{1f189}'
    );
    character.is_alphanumeric() && !is_combining_mark(character) && !circled
}

/// What Python's `\s` matches.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        assert_eq!(fold(" Le ministère — l’État. "), "le ministere l etat");
        assert_eq!(fold("Straße ΟΔΟΣ"), "strasse οδοσ");
        assert_eq!(fold("U.S. no_1 ½"), "u s no_1 1 2");
        assert_eq!(fold("« … »"), "");
    }

    #[test]
    fn marks_are_no_words() {
        assert!(is_word('é') && is_word('²') && is_word('Ⅷ') && is_word('_'));
        assert!(!is_word('\u{301}') && !is_word('’') && !is_word('Ⓐ') && !is_word('\u{93e}'));
    }
}
