//! Sentences. A quotation is one block of the sentence that holds it, however many sentences it holds itself.

use std::ops::Range;

use super::quotation::Quotation;
use super::token::{Mark, TokenKind, Tokens};

/// The most tokens of a sentence, and of a quotation that counts as one block of it.
const LONGEST: usize = 600;

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The paragraph it stands in: index into `Document::paragraphs`.
    pub paragraph: usize,
}

/// Splits the paragraphs into sentences.
pub(super) fn split(
    tokens: &Tokens,
    paragraphs: &[Range<usize>],
    quotations: &[Quotation],
) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut outermost = quotations
        .iter()
        .filter(|quotation| quotation.parent.is_none() && is_block(quotation))
        .peekable();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let mut start = paragraph.start;
        let mut index = paragraph.start;
        while index < paragraph.end {
            while outermost
                .peek()
                .is_some_and(|quotation| quotation.outer.end <= index)
            {
                outermost.next();
            }
            let end = if let Some(quotation) = outermost
                .peek()
                .filter(|quotation| quotation.outer.contains(&index))
            {
                index = quotation.outer.end;
                let last = quotation
                    .inner
                    .end
                    .checked_sub(1)
                    .filter(|last| quotation.inner.contains(last));
                last.is_some_and(|last| is_stop(tokens, last)) && quotation.closed
            } else {
                index += 1;
                is_stop(tokens, index - 1)
            };
            // Prose has no sentence of this length; what is longer (a table, a dump) is cut, so that work stays linear.
            if !end && index - start > LONGEST {
                sentences.push(Sentence {
                    tokens: start..index,
                    paragraph: number,
                });
                start = index;
                continue;
            }
            if !end {
                continue;
            }
            index = skip_closers(tokens, index, paragraph.end);
            if index >= paragraph.end || begins_sentence(tokens, index) {
                sentences.push(Sentence {
                    tokens: start..index,
                    paragraph: number,
                });
                start = index;
            }
        }
        if start < paragraph.end {
            sentences.push(Sentence {
                tokens: start..paragraph.end,
                paragraph: number,
            });
        }
    }
    sentences
}

/// A quotation left open is a block only where the next paragraph takes it up; the rest may be a stray mark.
fn is_block(quotation: &Quotation) -> bool {
    quotation.closed && quotation.outer.len() <= LONGEST
}

fn is_stop(tokens: &Tokens, index: usize) -> bool {
    let word = tokens.lower(index);
    match word {
        "!" | "?" | "…" => true,
        _ if word.starts_with('.') => true,
        // `in the U.S. The minister`: a dotted abbreviation may end a sentence before an article or pronoun.
        _ => {
            word.ends_with('.')
                && word.len() > 2
                && is_starter(tokens.lower(index + 1))
                && tokens
                    .list()
                    .get(index + 1)
                    .is_some_and(|next| next.capital)
        }
    }
}

fn is_starter(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "he"
            | "she"
            | "it"
            | "they"
            | "in"
            | "on"
            | "at"
            | "this"
            | "but"
            | "a"
            | "according"
            | "le"
            | "la"
            | "les"
            | "il"
            | "elle"
            | "l'"
    )
}

fn skip_closers(tokens: &Tokens, mut index: usize, end: usize) -> usize {
    while index < end {
        let closes = matches!(tokens.lower(index), ")" | "]")
            || matches!(
                tokens.list().get(index).map(|token| token.kind),
                Some(TokenKind::Quote(Mark::Close(_)))
            )
            || is_note(tokens, index, end);
        if !closes {
            break;
        }
        index += if is_note(tokens, index, end) { 3 } else { 1 };
    }
    index
}

/// `[1]` after a full stop.
fn is_note(tokens: &Tokens, index: usize, end: usize) -> bool {
    index + 2 < end
        && tokens.lower(index) == "["
        && tokens.lower(index + 2) == "]"
        && tokens
            .list()
            .get(index + 1)
            .is_some_and(|token| token.kind == TokenKind::Number)
}

fn begins_sentence(tokens: &Tokens, index: usize) -> bool {
    tokens.list().get(index).is_some_and(|token| {
        token.capital
            || token.kind == TokenKind::Number
            || matches!(
                token.kind,
                TokenKind::Quote(Mark::Open(_) | Mark::Either(_))
            )
            || matches!(tokens.lower(index), "-" | "–" | "—" | "(" | "[" | "•" | "*")
            || tokens.lower(index).starts_with(['@', '#'])
    })
}

#[cfg(test)]
mod tests {
    use crate::text::{Document, Language};

    fn sentences(text: &str) -> Vec<String> {
        let document = Document::of_paragraphs(text, Language::French);
        document
            .sentences()
            .iter()
            .map(|sentence| document.words(&sentence.tokens).to_owned())
            .collect()
    }

    #[test]
    fn stops_are_not_always_the_end() {
        assert_eq!(
            sentences("M. Dupont est venu. Il a vu J. Durand... puis rien. Fin"),
            [
                "M. Dupont est venu.",
                "Il a vu J. Durand... puis rien.",
                "Fin"
            ]
        );
    }

    #[test]
    fn a_quotation_is_one_block() {
        assert_eq!(
            sentences("« Non. Jamais. », a dit Durand. « Demain. » Puis il partit."),
            [
                "« Non. Jamais. », a dit Durand.",
                "« Demain. »",
                "Puis il partit."
            ]
        );
    }
}
