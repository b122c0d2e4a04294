//! Lines to paragraphs: a line is a paragraph, unless the text is cut at a fixed width.
//!
//! Wire copy and old mail wrap their lines: a line ends because the next word would not have fitted.
//! That is seen from a line that ends in the middle of a sentence, followed by one that begins in
//! lower case, and measured: where the first word of the next line would have fitted, the
//! paragraph ended.

use std::ops::Range;

/// Shortest line that counts as cut at a width, in characters.
const MIN_WIDTH: usize = 45;
/// Longest such line.
const MAX_WIDTH: usize = 110;
/// How much shorter than the width a cut line may be, beyond the word that did not fit.
const SLACK: usize = 4;
/// An indent of this many characters begins a paragraph.
const INDENT: usize = 2;

struct Line<'a> {
    range: Range<usize>,
    words: &'a str,
    indent: usize,
    width: usize,
    /// No blank line between the line before and this one.
    adjacent: bool,
}

/// The paragraphs of a text, as byte ranges without white space around them.
pub(super) fn units(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let width = wrap_width(&lines);
    let mut units: Vec<Range<usize>> = Vec::new();
    let mut before: Option<&Line<'_>> = None;
    for line in &lines {
        match (before, units.last_mut()) {
            (Some(previous), Some(unit)) if width.is_some_and(|w| continues(previous, line, w)) => {
                unit.end = line.range.end;
            }
            _ => units.push(line.range.clone()),
        }
        before = Some(line);
    }
    units
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut adjacent = false;
    for raw in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{C}']) {
        let space = |c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}';
        let body = raw.trim_start_matches(space);
        let lead = raw.len() - body.len();
        let words = body.trim_end_matches(space);
        if words.is_empty() {
            // The two halves of a CR LF are one line end.
            adjacent =
                adjacent && raw == "\n" && text.get(..start).is_some_and(|t| t.ends_with('\r'));
        } else {
            // A line longer than any wrapped one need not be measured to its end.
            let indent = raw.chars().take_while(|c| space(*c)).count();
            let width = indent + words.chars().take(MAX_WIDTH + 1).count();
            let range = start + lead..start + lead + words.len();
            lines.push(Line {
                range,
                words,
                indent,
                width,
                adjacent,
            });
            adjacent = true;
        }
        start += raw.len();
    }
    lines
}

/// The width at which a text is cut, if it is.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let pairs = || {
        lines
            .iter()
            .zip(lines.iter().skip(1))
            .filter(|(a, b)| b.adjacent && cut_size(a))
    };
    let cut: Vec<usize> = pairs()
        .filter(|(a, b)| !ends_sentence(a.words) && begins_lower(b.words))
        .map(|(a, _)| a.width)
        .collect();
    let enough = cut.len() >= 2 && cut.len() * 3 >= pairs().count();
    if enough { cut.into_iter().max() } else { None }
}

fn cut_size(line: &Line<'_>) -> bool {
    (MIN_WIDTH..=MAX_WIDTH).contains(&line.width)
}

fn continues(before: &Line<'_>, line: &Line<'_>, width: usize) -> bool {
    let next = line.words.split_whitespace().next().unwrap_or_default();
    let would_not_fit = before.width + 1 + next.chars().take(MAX_WIDTH).count() + SLACK > width;
    line.adjacent
        && before.width <= width + SLACK
        && line.width <= width + SLACK
        && line.indent < before.indent + INDENT
        && !begins_item(line.words)
        && would_not_fit
}

fn begins_lower(words: &str) -> bool {
    words
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(char::is_lowercase)
}

fn ends_sentence(words: &str) -> bool {
    words.ends_with(['.', '!', '?', '…', ':'])
}

/// List markers begin a paragraph of their own.
pub(super) fn begins_item(words: &str) -> bool {
    ["• ", "- ", "* ", "– ", "— ", "· ", "#"]
        .iter()
        .any(|mark| words.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = units(text)
            .into_iter()
            .map(|r| {
                text.get(r)
                    .unwrap()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check(
            "Un titre\r\n\r\nPremier.\r\nSecond.\r\n",
            &["Un titre", "Premier.", "Second."],
        );
        check("", &[]);
    }

    #[test]
    fn wire_copy_is_put_together() {
        check(
            "Les deux ministres se verront à Vienne\n\nle\n    VIENNE, 3 mai (Agence) - Les ministres des deux pays voisins se \nretrouveront lundi dans la capitale autrichienne pour parler du \ntracé de la frontière commune. \n    Ils ne signeront rien. \n    La rencontre a été préparée pendant trois mois par leurs deux \nadjoints, qui ont dîné ensemble.\n",
            &[
                "Les deux ministres se verront à Vienne",
                "le",
                "VIENNE, 3 mai (Agence) - Les ministres des deux pays voisins se retrouveront lundi dans la capitale autrichienne pour parler du tracé de la frontière commune.",
                "Ils ne signeront rien.",
                "La rencontre a été préparée pendant trois mois par leurs deux adjoints, qui ont dîné ensemble.",
            ],
        );
    }

    #[test]
    fn menus_are_not_put_together() {
        check(
            "S'abonner\nSe connecter\nLe meilleur de la semaine en images et en sons\nplus\n",
            &[
                "S'abonner",
                "Se connecter",
                "Le meilleur de la semaine en images et en sons",
                "plus",
            ],
        );
    }
}
