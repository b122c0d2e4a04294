//! How a paragraph looks: its length, how it ends, how much of it is grammar.

use super::phrases::{Words, fold_to, is_word};

/// Words looked at to tell prose from names and numbers.
const SAMPLE: usize = 40;
/// Prose of any length beyond this many words weighs the same.
const WEIGHTY: usize = 40;

/// What a paragraph looks like, whatever it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A sentence or more.
    Prose,
    /// Few words, but a sentence, a quotation or a list item.
    Short,
    /// Words without an end: a headline, a heading, a link.
    Heading,
    /// No words, or the remains of some.
    Scrap,
}

/// What was measured on a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) shape: Shape,
    /// Words, counted up to 40.
    pub(super) words: usize,
    /// It ends as sentences do, with a full stop, and not only with a quotation mark.
    pub(super) stopped: bool,
    /// It ends with a full stop or a quotation mark.
    pub(super) ended: bool,
}

/// Measures a paragraph. Looks at its beginning and its end only.
pub(super) fn measure(text: &str) -> Measure {
    let lettered = text
        .split_whitespace()
        .take(SAMPLE)
        .filter(|w| w.chars().any(char::is_alphabetic));
    let (mut words, mut grammar) = (0, 0);
    let mut folded = String::new();
    for word in lettered {
        words += 1;
        fold_to(&mut folded, word);
        grammar += usize::from(is_grammar(&folded));
    }
    let grammatical = grammar * 5 >= words;
    let (stopped, closed) = ending(text);
    let ended = stopped || closed;
    let lower_start = text
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase);
    let shape = match words {
        0 => Shape::Scrap,
        12.. if grammatical && (ended || words >= 25) => Shape::Prose,
        12.. if grammatical => Shape::Short,
        12.. if stopped && is_unspaced_or_foreign(words, grammar) => Shape::Prose,
        1 if opens_quotation(text) && closed => Shape::Short,
        2..=10 if is_quoted_heading(text) => Shape::Heading,
        2.. if ended || opens_quotation(text) => Shape::Short,
        _ if is_item(text) && words >= 4 => Shape::Short,
        _ if lower_start && words < 4 => Shape::Scrap,
        _ => Shape::Heading,
    };
    Measure {
        shape,
        words: words.min(WEIGHTY),
        stopped,
        ended,
    }
}

/// Whole sentences in a language whose grammar we do not know have hardly any word we know.
fn is_unspaced_or_foreign(words: usize, grammar: usize) -> bool {
    grammar * 20 <= words
}

fn is_grammar(folded: &str) -> bool {
    let word = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let elided = || {
        word.split_once('\'')
            .is_some_and(|(head, _)| head.len() <= 2)
    };
    word.len() <= 10 && is_word(Words::Function, word) || elided()
}

/// Whether a text ends with a full stop, and whether it ends with a quotation mark or bracket.
fn ending(text: &str) -> (bool, bool) {
    let mut closed = false;
    for c in text.chars().rev().take(40) {
        match c {
            '"' | '»' | '”' | '’' | '\'' | '“' => closed = true,
            ')' | ']' | '*' | '†' | '_' => {}
            c if c.is_whitespace() => {}
            '.' | '!' | '?' | '…' | ':' | ';' => return (true, closed),
            c if c.is_ascii_digit() && text.ends_with(']') => {}
            '[' if text.ends_with(']') => {}
            _ => return (false, closed),
        }
    }
    (false, closed)
}

/// Single quotation marks around all of a short line: an editor's heading, where speech has double ones.
fn is_quoted_heading(text: &str) -> bool {
    let inner = text
        .strip_prefix(['‘', '\''])
        .and_then(|t| t.strip_suffix(['’', '\'']));
    inner.is_some_and(|t| !t.ends_with(['.', '!', '?', ',']))
}

/// Whether a text begins with a quotation mark.
pub(super) fn opens_quotation(text: &str) -> bool {
    text.starts_with(['"', '«', '“', '‘', '„', '‹'])
}

fn is_item(text: &str) -> bool {
    super::lines::begins_item(text) && !text.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (text, shape) in [
            (
                "Les deux ministres se sont vus lundi à Vienne pour parler de la frontière.",
                Shape::Prose,
            ),
            (
                "The two ministers met in Vienna on Monday to talk about the border. [1]",
                Shape::Prose,
            ),
            ("« Nous verrons »", Shape::Short),
            ("« Non. »", Shape::Short),
            ("Il a souri.", Shape::Short),
            ("Les ministres se retrouvent à Vienne", Shape::Heading),
            ("• Le retrait des troupes de la zone", Shape::Short),
            ("‘Un pas vers la paix’", Shape::Heading),
            ("le", Shape::Scrap),
            ("12 | 34", Shape::Scrap),
            (
                "Министры двух стран встретились в понедельник в столице, чтобы обсудить вопрос о границе между ними.",
                Shape::Prose,
            ),
        ] {
            assert_eq!(measure(text).shape, shape, "{text}");
        }
    }
}
