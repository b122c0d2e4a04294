//! The clauses that carry what is said: relative clauses and those of time, ground and condition do not.
//!
//! > ***Rome doit partir**, qui nous a menacés · **The talks**, which had failed, **must resume***

use super::super::scan::{Found, Scan};
use super::side;

/// A main verb stands within so many tokens of the beginning of its sentence.
const REACH: usize = 24;

/// The tokens of the main clauses among the first `most` tokens of what was said.
pub(super) fn main(scan: &Scan<'_>, one: &Found, most: usize) -> Vec<usize> {
    let mut list = Vec::new();
    let mut seen = 0;
    for part in &one.content {
        let mut aside = false;
        for at in part.clone() {
            if seen >= most {
                return list;
            }
            seen += 1;
            let word = scan.at(at);
            if matches!(word, "," | ";" | ":" | "!" | "?" | "–" | "—") || word.starts_with('.')
            {
                aside = false;
            } else if is_subordinator(scan, at) {
                aside = at > part.start;
            }
            if !aside {
                list.push(at);
            }
        }
    }
    list
}

/// Where the part of what was said that a token stands in begins.
fn part_start(one: &Found, at: usize) -> usize {
    let mut parts = one.content.iter();
    let part = parts.find(|part| part.contains(&at));
    part.map_or(at, |part| part.start)
}

/// Whether no finite verb stands before a token in its sentence of what was said: *Rome **must** leave*, not *Rome knows it
/// must leave*.
pub(super) fn is_first_verb(scan: &Scan<'_>, one: &Found, at: usize) -> bool {
    let start = part_start(one, at);
    let from = (start..at)
        .rev()
        .take(REACH)
        .find(|before| {
            let word = scan.at(*before);
            matches!(word, "!" | "?" | ";")
                || word.starts_with('.')
                // `the talks failed and the army must leave`: the clause that is added.
                || matches!(word, "and" | "et" | "but" | "mais" | "so" | "donc") && *before > start
        })
        .map_or(start.max(at.saturating_sub(REACH)), |stop| stop + 1);
    let from = side::framed(scan, from, at);
    // `(but) define the duties that all must bear`: a relative clause.
    let relative = (from > start || !scan.french())
        && (from..at).any(|index| {
            matches!(
                scan.at(index),
                "que" | "qu'" | "that" | "which" | "who" | "qui"
            )
        });
    !relative && !scan.has_finite(&(from..at))
}

/// Whether a word opens a clause that says more of a noun, or when, why and on what condition.
fn is_subordinator(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.at(at);
    if scan.french() {
        matches!(
            word,
            "qui"
                | "dont"
                | "lequel"
                | "laquelle"
                | "lesquels"
                | "lesquelles"
                | "auquel"
                | "duquel"
                | "lorsque"
                | "lorsqu'"
                | "quand"
                | "parce"
                | "puisque"
                | "afin"
                | "tandis"
                | "comme"
        ) || scan.document().lower(at) == "où"
    } else {
        matches!(
            word,
            "who"
                | "whom"
                | "whose"
                | "which"
                | "where"
                | "when"
                | "because"
                | "if"
                | "whether"
                | "while"
                | "since"
                | "as"
        )
    }
}

/// Whether the verb at a token is the speaker's own: *we accept*, *il accepte*, not *Rome accepted*.
pub(super) fn is_own(scan: &Scan<'_>, one: &Found, at: usize) -> bool {
    let start = part_start(one, at);
    at <= start + 1
        || (start..at).rev().take(6).any(|before| {
            matches!(
                scan.at(before),
                "i" | "we"
                    | "he"
                    | "she"
                    | "it"
                    | "they"
                    | "je"
                    | "j'"
                    | "nous"
                    | "on"
                    | "il"
                    | "elle"
                    | "ils"
                    | "elles"
                    | "notre"
                    | "our"
                    | "his"
                    | "her"
                    | "its"
                    | "their"
                    | "son"
                    | "sa"
                    | "leur"
            )
        })
}
