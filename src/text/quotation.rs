//! Quotations: pairs of quotation marks of every kind, nested, reopened at each paragraph, or never closed.
//!
//! One pass over the tokens of a paragraph with a stack of bounded depth, so that a million
//! quotation marks cost a million steps.

use std::ops::Range;

use super::token::{Mark, Shape, TokenKind, Tokens};

/// Marks nested deeper than this are read as ordinary signs.
const DEPTH: usize = 4;

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its tokens with the marks.
    pub outer: Range<usize>,
    /// Its tokens without the marks.
    pub inner: Range<usize>,
    /// The shape of its marks.
    pub shape: Shape,
    /// The quotation in which it is nested: index into `Document::quotations`.
    pub parent: Option<usize>,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// The quotation of the paragraph before that it continues: left open there, reopened here.
    pub continues: Option<usize>,
}

struct Open {
    shape: Shape,
    token: usize,
    slot: usize,
}

/// Finds the quotations of the given paragraphs, in order of their opening marks.
pub(super) fn find(tokens: &Tokens, paragraphs: &[Range<usize>]) -> Vec<Quotation> {
    let mut found: Vec<Option<Quotation>> = Vec::new();
    let mut left_open: Option<(Shape, usize)> = None;
    for paragraph in paragraphs {
        let mut stack: Vec<Open> = Vec::new();
        let first = found.len();
        let single_closers = count_single_closers(tokens, paragraph);
        let mut singles_seen = 0;
        for index in paragraph.clone() {
            let Some(token) = tokens.list().get(index) else {
                break;
            };
            let TokenKind::Quote(mark) = token.kind else {
                continue;
            };
            if is_single(mark) {
                singles_seen += 1;
            }
            match decide(tokens, index, mark, &stack, paragraph) {
                Side::Open(shape) => {
                    if stack.len() >= DEPTH || (is_single(mark) && singles_seen >= single_closers) {
                        continue;
                    }
                    // Reopened at the start of a paragraph inside a quotation that is still open.
                    let again = index == paragraph.start;
                    let continues = left_open
                        .filter(|(open, _)| again && *open == shape)
                        .map(|(_, slot)| slot);
                    let parent = stack.last().map(|open| open.slot);
                    stack.push(Open {
                        shape,
                        token: index,
                        slot: found.len(),
                    });
                    found.push(Some(Quotation {
                        outer: index..index + 1,
                        inner: index + 1..index + 1,
                        shape,
                        parent,
                        closed: false,
                        continues,
                    }));
                }
                Side::Close(shape) => {
                    let Some(depth) = partner(&stack, shape) else {
                        if first == found.len()
                            && let Some(quotation) =
                                closed_only(tokens, paragraph.start, index, shape)
                        {
                            found.push(Some(quotation));
                        }
                        continue;
                    };
                    // What was opened inside and never closed was not a quotation.
                    for lost in stack.drain(depth + 1..) {
                        if let Some(slot) = found.get_mut(lost.slot) {
                            *slot = None;
                        }
                    }
                    if let Some(open) = stack.pop() {
                        finish(&mut found, &open, index, true);
                    }
                }
                Side::Neither => {}
            }
        }
        left_open = None;
        for (depth, open) in stack.iter().enumerate() {
            let single = matches!(
                open.shape,
                Shape::SingleCurly | Shape::SingleStraight | Shape::SingleGuillemets
            );
            if depth > 0 || single {
                if let Some(slot) = found.get_mut(open.slot) {
                    *slot = None;
                }
            } else {
                finish(&mut found, open, paragraph.end, false);
                left_open = Some((open.shape, open.slot));
            }
        }
    }
    renumber(found)
}

/// The quotation that a closing mark ends whose opening one was lost: *We will stay," said Roy*. It begins with its sentence.
fn closed_only(tokens: &Tokens, from: usize, mark: usize, shape: Shape) -> Option<Quotation> {
    const SHORT: usize = 4;
    let last = mark.checked_sub(1)?;
    let word = |at: usize| tokens.folded(at);
    let stops = |at: usize| matches!(word(at), "." | "!" | "?" | "…");
    let single = matches!(
        shape,
        Shape::SingleCurly | Shape::SingleStraight | Shape::SingleGuillemets
    );
    let start = (from..last)
        .rev()
        .find(|at| stops(*at))
        .map_or(from, |stop| stop + 1);
    let closes = stops(last) || word(last) == "," || shape == Shape::Guillemets;
    (!single && closes && mark >= start + SHORT).then(|| Quotation {
        outer: start..mark + 1,
        inner: start..mark,
        shape,
        parent: None,
        closed: true,
        continues: None,
    })
}

/// The open mark that a closing one belongs to: of its shape, or else one that writers mix with it, as in *“No," said Roy*.
fn partner(stack: &[Open], shape: Shape) -> Option<usize> {
    let of = |shape: Shape| stack.iter().rposition(|open| open.shape == shape);
    of(shape).or_else(|| match shape {
        Shape::Curly => of(Shape::Straight),
        Shape::Straight => of(Shape::Curly),
        _ => None,
    })
}

enum Side {
    Open(Shape),
    Close(Shape),
    Neither,
}

fn decide(
    tokens: &Tokens,
    index: usize,
    mark: Mark,
    stack: &[Open],
    paragraph: &Range<usize>,
) -> Side {
    let list = tokens.list();
    let spaced = list.get(index).is_none_or(|token| token.spaced) || index == paragraph.start;
    let next_spaced =
        index + 1 >= paragraph.end || list.get(index + 1).is_none_or(|token| token.spaced);
    match mark {
        Mark::Open(Shape::SingleCurly) if next_spaced => Side::Neither,
        Mark::Open(shape) => Side::Open(shape),
        Mark::Close(shape) => Side::Close(shape),
        Mark::Either(shape) => {
            let open = stack.iter().any(|open| open.shape == shape);
            let after_opener = index > paragraph.start
                && list
                    .get(index - 1)
                    .is_some_and(|before| matches!(before.kind, TokenKind::Quote(_)) && !spaced);
            if shape == Shape::SingleStraight {
                let opens = (spaced || after_opener) && !next_spaced && !open;
                return if opens {
                    Side::Open(shape)
                } else if open && !spaced {
                    Side::Close(shape)
                } else {
                    Side::Neither
                };
            }
            // A straight mark that hangs on the word before it closes what a curly one opened.
            let ends = !spaced && next_spaced && partner(stack, shape).is_some();
            // It closes, too, where none is open, if it hangs on the end of a clause: the opening one was lost.
            let lost = !open
                && !spaced
                && next_spaced
                && index > paragraph.start
                && matches!(tokens.folded(index - 1), "," | "." | "!" | "?");
            if open || ends || lost {
                Side::Close(shape)
            } else {
                Side::Open(shape)
            }
        }
    }
}

fn is_single(mark: Mark) -> bool {
    matches!(
        mark,
        Mark::Open(Shape::SingleCurly)
            | Mark::Close(Shape::SingleCurly)
            | Mark::Either(Shape::SingleStraight)
    )
}

/// Single marks double as apostrophes: the last one of a paragraph cannot open anything.
fn count_single_closers(tokens: &Tokens, paragraph: &Range<usize>) -> usize {
    tokens
        .list()
        .get(paragraph.clone())
        .unwrap_or_default()
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Quote(mark) if is_single(mark)))
        .count()
}

fn finish(found: &mut [Option<Quotation>], open: &Open, end: usize, closed: bool) {
    if let Some(Some(quotation)) = found.get_mut(open.slot) {
        quotation.inner = open.token + 1..end;
        quotation.outer = open.token..if closed { end + 1 } else { end };
        quotation.closed = closed;
    }
}

/// Drops what was not a quotation and mends the references of the rest.
fn renumber(found: Vec<Option<Quotation>>) -> Vec<Quotation> {
    let mut number = Vec::with_capacity(found.len());
    let mut kept = 0;
    for slot in &found {
        number.push(slot.is_some().then_some(kept));
        kept += usize::from(slot.is_some());
    }
    let mend = |old: Option<usize>| old.and_then(|old| number.get(old).copied().flatten());
    let mut list: Vec<Quotation> = Vec::with_capacity(kept);
    for mut quotation in found.into_iter().flatten() {
        quotation.parent = mend(quotation.parent);
        quotation.continues = mend(quotation.continues);
        list.push(quotation);
    }
    list
}

#[cfg(test)]
mod tests {
    use crate::text::{Document, Language};

    fn quotes(text: &str) -> Vec<String> {
        let document = Document::of_paragraphs(text, Language::French);
        document
            .quotations()
            .iter()
            .map(|quotation| document.words(&quotation.inner).to_owned())
            .collect()
    }

    #[test]
    fn finds_each_shape() {
        assert_eq!(
            quotes("Il dit « oui », “non”, \"si\" et ‘peut-être’."),
            ["oui", "non", "si", "peut-être"]
        );
    }

    #[test]
    fn begins_with_its_sentence_where_the_opening_mark_was_lost() {
        assert_eq!(
            quotes("Roy part. Nous ne resterons pas », a-t-il dit."),
            ["Nous ne resterons pas"]
        );
        assert_eq!(
            quotes("Nous ne resterons pas,\" a-t-il dit."),
            ["Nous ne resterons pas,"]
        );
    }

    #[test]
    fn nests() {
        assert_eq!(
            quotes("« Il a dit “jamais” hier »"),
            ["Il a dit “jamais” hier", "jamais"]
        );
        assert_eq!(
            quotes("\"He said 'no' twice\""),
            ["He said 'no' twice", "no"]
        );
    }

    #[test]
    fn runs_to_the_end_of_the_paragraph_when_never_closed() {
        assert_eq!(
            quotes("« Nous irons\n\n« Demain »"),
            ["Nous irons", "Demain"]
        );
        let document = Document::of_paragraphs("« Nous irons\n\n« Demain »", Language::French);
        assert_eq!(
            document
                .quotations()
                .iter()
                .map(|quotation| quotation.continues)
                .collect::<Vec<_>>(),
            [None, Some(0)]
        );
    }

    #[test]
    fn pairs_marks_of_two_shapes() {
        assert_eq!(
            quotes("“Nous irons,\" a dit Roy. \"Demain.”"),
            ["Nous irons,", "Demain."]
        );
        assert_eq!(
            quotes("“Un \"oui\" franc”, dit Roy."),
            ["Un \"oui\" franc", "oui"]
        );
    }

    #[test]
    fn ignores_a_lone_closing_mark() {
        assert_eq!(quotes("Nous irons » demain « ensemble »"), ["ensemble"]);
    }

    #[test]
    fn a_million_marks_take_linear_time() {
        let text = "\"«“' ".repeat(250_000);
        assert!(quotes(&text).len() <= 1_000_000);
    }
}
