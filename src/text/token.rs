//! Words, elided words, numbers and punctuation, each with its place.

use super::fold::push_folded;
use super::{Language, Span};
use crate::source::keys::{EMPTY_KEY, word_key};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word, an abbreviation with its full stop, or an elided word with its apostrophe.
    Word,
    /// Digits, with separators inside.
    Number,
    /// A quotation mark.
    Quote(Mark),
    /// Any other sign.
    Punct,
}

/// A quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Opens a quotation of this shape.
    Open(Shape),
    /// Closes a quotation of this shape.
    Close(Shape),
    /// `"` or `'`: opens or closes, as the context has it.
    Either(Shape),
}

/// The shape of a pair of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// « »
    Guillemets,
    /// ‹ ›
    SingleGuillemets,
    /// “ ”
    Curly,
    /// ‘ ’
    SingleCurly,
    /// `"`
    Straight,
    /// `'`
    SingleStraight,
}

/// A word or sign of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Its place.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it is written in capitals only, with two letters or more.
    pub capitals: bool,
    /// Whether white space (or the start of the paragraph) stands before it.
    pub spaced: bool,
    lower: (u32, u32),
    folded: (u32, u32),
    key: u64,
}

/// The tokens of a text with their folded forms, kept in two strings.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
    lower: String,
    folded: String,
}

impl Tokens {
    /// All tokens in order.
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// The token in lower case, accents kept; empty when out of range.
    pub fn lower(&self, index: usize) -> &str {
        self.list
            .get(index)
            .map_or("", |token| slice(&self.lower, token.lower))
    }

    /// The token in lower case without accents; empty when out of range.
    pub fn folded(&self, index: usize) -> &str {
        self.list
            .get(index)
            .map_or("", |token| slice(&self.folded, token.folded))
    }

    /// The [`word_key`] of the folded token, ready for look-ups in many lexicons.
    pub fn key(&self, index: usize) -> u64 {
        self.list.get(index).map_or(EMPTY_KEY, |token| token.key)
    }

    /// No tokens yet, and room for those of so many bytes of prose.
    pub fn with_room(bytes: usize) -> Self {
        // French and English words are five bytes long on average, and signs are tokens too.
        const BYTES: usize = 5;
        Self {
            list: Vec::with_capacity(bytes / BYTES),
            lower: String::with_capacity(bytes),
            folded: String::with_capacity(bytes),
        }
    }

    /// Forgets the tokens and keeps the room.
    pub fn clear(&mut self) {
        self.list.clear();
        self.lower.clear();
        self.folded.clear();
    }

    /// Adds the tokens of `range` of `text`.
    pub fn scan(&mut self, text: &str, range: Span, language: Language) {
        let words = range.of(text);
        let mut at = 0;
        let mut spaced = true;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let first = rest.chars().next().unwrap_or(' ');
            if first.is_whitespace() || is_invisible(first) {
                at += first.len_utf8();
                spaced |= first.is_whitespace();
                continue;
            }
            let before = words.get(..at).and_then(|done| done.chars().next_back());
            let (length, kind) = next_token(rest, first, before, language);
            self.push(
                text,
                Span {
                    start: range.start + at,
                    end: range.start + at + length,
                },
                kind,
                spaced,
            );
            at += length;
            spaced = false;
        }
    }

    fn push(&mut self, text: &str, span: Span, kind: TokenKind, spaced: bool) {
        let word = span.of(text);
        let (lower, folded) = (position(&self.lower), position(&self.folded));
        push_folded(word, &mut self.lower, &mut self.folded);
        let mut letters = word.chars().filter(|character| character.is_alphabetic());
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        self.list.push(Token {
            span,
            kind,
            capital,
            capitals: capital && letters.clone().count() > 1 && letters.all(char::is_uppercase),
            spaced,
            lower: (lower, position(&self.lower)),
            key: word_key(self.folded.get(folded as usize..).unwrap_or_default()),
            folded: (folded, position(&self.folded)),
        });
    }
}

fn slice(all: &str, range: (u32, u32)) -> &str {
    all.get(range.0 as usize..range.1 as usize)
        .unwrap_or_default()
}

/// Texts above 4 GB are not read; a place beyond them would only make a look-up fail.
fn position(all: &str) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '‑' | '‐')
}

fn next_token(
    rest: &str,
    first: char,
    before: Option<char>,
    language: Language,
) -> (usize, TokenKind) {
    if first.is_alphanumeric()
        || (matches!(first, '@' | '#') && rest.chars().nth(1).is_some_and(char::is_alphanumeric))
    {
        return word(rest, language);
    }
    if is_hyphen(first)
        && before.is_some_and(char::is_alphanumeric)
        && let Some(length) = inverted_pronoun(rest)
    {
        return (length, TokenKind::Word);
    }
    if is_apostrophe(first)
        && before.is_some_and(char::is_alphanumeric)
        && language == Language::English
    {
        let suffix = rest
            .chars()
            .skip(1)
            .take_while(|character| character.is_alphanumeric())
            .count();
        if matches!(suffix, 1 | 2) {
            let length = rest
                .char_indices()
                .nth(suffix + 1)
                .map_or(rest.len(), |(at, _)| at);
            return (length, TokenKind::Word);
        }
    }
    let kind = match first {
        '«' => TokenKind::Quote(Mark::Open(Shape::Guillemets)),
        '»' => TokenKind::Quote(Mark::Close(Shape::Guillemets)),
        '‹' => TokenKind::Quote(Mark::Open(Shape::SingleGuillemets)),
        '›' => TokenKind::Quote(Mark::Close(Shape::SingleGuillemets)),
        '“' | '„' | '‟' => TokenKind::Quote(Mark::Open(Shape::Curly)),
        '”' => TokenKind::Quote(Mark::Close(Shape::Curly)),
        '‘' | '‚' => TokenKind::Quote(Mark::Open(Shape::SingleCurly)),
        '’' => TokenKind::Quote(Mark::Close(Shape::SingleCurly)),
        '"' | '＂' => TokenKind::Quote(Mark::Either(Shape::Straight)),
        '\'' => TokenKind::Quote(Mark::Either(Shape::SingleStraight)),
        _ => TokenKind::Punct,
    };
    match first {
        '.' => (rest.len() - rest.trim_start_matches('.').len(), kind),
        '<' if rest.starts_with("<<") => (2, TokenKind::Quote(Mark::Open(Shape::Guillemets))),
        '>' if rest.starts_with(">>") => (2, TokenKind::Quote(Mark::Close(Shape::Guillemets))),
        '`' if rest.starts_with("``") => (2, TokenKind::Quote(Mark::Open(Shape::Curly))),
        _ => (first.len_utf8(), kind),
    }
}

/// The length of a pronoun put after its verb with hyphens: `-t-il`, `-elle`, `-on`.
fn inverted_pronoun(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut parts = rest.split_inclusive(is_hyphen);
    length += parts.next()?.len();
    let mut part = parts.next()?;
    if part.trim_end_matches(is_hyphen).eq_ignore_ascii_case("t") && part.ends_with(is_hyphen) {
        length += part.len();
        part = parts.next()?;
    }
    let end = part
        .find(|character: char| !character.is_alphanumeric())
        .unwrap_or(part.len());
    let pronoun = part.get(..end)?;
    let known = [
        "il", "elle", "ils", "elles", "on", "je", "nous", "vous", "ce", "tu",
    ];
    known
        .iter()
        .any(|word| pronoun.eq_ignore_ascii_case(word))
        .then_some(length + end)
}

fn word(rest: &str, language: Language) -> (usize, TokenKind) {
    let mut end = rest.len();
    // Most words are letters of ASCII and a space behind them.
    let plain = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if plain > 0 && rest.as_bytes().get(plain) == Some(&b' ') {
        return (plain, TokenKind::Word);
    }
    let mut characters = rest
        .get(plain..)
        .unwrap_or_default()
        .char_indices()
        .peekable();
    let mut digits_only = plain == 0;
    while let Some((past, character)) = characters.next() {
        let at = plain + past;
        if character.is_alphanumeric() || (at == 0) || character == '_' || is_combining(character) {
            digits_only &= character.is_numeric();
            continue;
        }
        let next = characters.peek().map(|(_, next)| *next);
        let joins = next.is_some_and(char::is_alphanumeric);
        if character == '\u{ad}' && joins {
            continue;
        }
        // `l'ex-ministre`: a word of its own before an office; `ex-URSS` is one name.
        if is_hyphen(character)
            && at == 2
            && rest
                .get(..at)
                .is_some_and(|prefix| prefix.eq_ignore_ascii_case("ex"))
            && next.is_some_and(char::is_lowercase)
        {
            return (at + character.len_utf8(), TokenKind::Word);
        }
        if is_hyphen(character)
            && joins
            && inverted_pronoun(rest.get(at..).unwrap_or_default()).is_none()
        {
            digits_only = false;
            continue;
        }
        if matches!(character, '.' | ',' | ':') && digits_only && next.is_some_and(char::is_numeric)
        {
            continue;
        }
        if is_apostrophe(character) {
            let head = rest.get(..at).unwrap_or_default();
            let after = at + character.len_utf8();
            if joins && language == Language::French && is_elided(head) {
                return (after, TokenKind::Word);
            }
            if joins
                && (language == Language::French
                    || !is_english_suffix(rest.get(after..).unwrap_or_default()))
            {
                continue;
            }
            // `l' accord`, `d'« accord »`: the elided word is kept whole where a space or a quotation follows.
            if language == Language::French
                && is_elided(head)
                && next.is_some_and(|next| {
                    next.is_whitespace()
                        || matches!(next, '«' | '"' | '“' | '„' | '‹' | '‘' | '(' | '[')
                })
            {
                return (after, TokenKind::Word);
            }
        }
        if character == '.' && is_abbreviation(rest.get(..at).unwrap_or_default(), next, language) {
            // `U.S.`, `M.`: the stop belongs to the word; `M.Roy` lacks a space.
            if joins && !titles_name(rest, at) {
                continue;
            }
            return (at + 1, TokenKind::Word);
        }
        end = at;
        break;
    }
    let number = rest
        .get(..end)
        .is_some_and(|word| word.starts_with(|first: char| first.is_numeric()) && digits_only);
    (
        end,
        if number {
            TokenKind::Number
        } else {
            TokenKind::Word
        },
    )
}

/// Whether the stop at a place ends a civility to which a name is glued: `M.Roy`, `Mme.Dahl`, not `M.R.`.
fn titles_name(rest: &str, stop: usize) -> bool {
    let civil = matches!(
        rest.get(..stop),
        Some("M" | "MM" | "Mr" | "Mrs" | "Ms" | "Mme" | "Mlle" | "Dr")
    );
    let mut name = rest.get(stop + 1..).unwrap_or_default().chars();
    civil
        && name.next().is_some_and(char::is_uppercase)
        && name.next().is_some_and(char::is_lowercase)
}

fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

fn is_elided(head: &str) -> bool {
    const WORDS: [&str; 17] = [
        "l", "d", "qu", "n", "s", "c", "j", "m", "t", "lorsqu", "puisqu", "jusqu", "quoiqu",
        "quelqu", "presqu", "entr", "parce qu",
    ];
    WORDS.iter().any(|word| head.eq_ignore_ascii_case(word))
}

/// What follows an English apostrophe and is a token of its own: `'s`, `'re`.
fn is_english_suffix(after: &str) -> bool {
    let end = after
        .find(|character: char| !character.is_alphanumeric())
        .unwrap_or(after.len());
    ["s", "re", "ve", "ll", "d", "m"].iter().any(|suffix| {
        after
            .get(..end)
            .is_some_and(|tail| tail.eq_ignore_ascii_case(suffix))
    })
}

fn is_abbreviation(head: &str, next: Option<char>, language: Language) -> bool {
    let mut letters = head.chars();
    let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    if single || is_dotted(head) {
        return true;
    }
    // `6 a.m.`
    let hour = matches!((head, next), ("a" | "p", Some('m')) | ("a.m" | "p.m", _));
    if hour && language == Language::English {
        return true;
    }
    if next.is_some_and(char::is_alphanumeric) {
        return false;
    }
    const FRENCH: [&str; 14] = [
        "mm", "mme", "mmes", "mlle", "dr", "pr", "me", "mgr", "st", "ste", "av", "janv", "sept",
        "déc",
    ];
    const ENGLISH: [&str; 39] = [
        "brig", "amb", "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt",
        "sgt", "capt", "maj", "rev", "hon", "st", "jr", "sr", "jan", "feb", "mar", "apr", "aug",
        "sept", "sep", "oct", "nov", "dec", "vs", "no", "inc", "ltd", "corp", "co", "cmdr", "adm",
    ];
    let known: &[&str] = if language == Language::French {
        &FRENCH
    } else {
        &ENGLISH
    };
    let capital = head.starts_with(char::is_uppercase);
    // French writes its months small; none of these is a word of its own.
    const SMALL: [&str; 7] = ["janv", "fév", "févr", "avr", "juil", "nov", "déc"];
    let small = language == Language::French && SMALL.contains(&head);
    small || capital && known.iter().any(|word| head.eq_ignore_ascii_case(word))
}

/// Whether a head such as `U.S` or `e.g` is a row of single letters with stops between.
fn is_dotted(head: &str) -> bool {
    head.contains('.')
        && head
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests;
