//! Where an English clause begins, with *that* or without.
//!
//! > *said on Monday **that** the truce held · said **the truce** held · told the BBC **it** held*

use std::ops::Range;

use super::super::super::cue::{Cue, Standing};
use super::super::super::scan::Scan;
use super::super::super::words;
use super::extent::{is_of_publication, past_day, past_occasion};
use super::told::object_end;
use crate::text::TokenKind;

/// Where the clause begins, and where *that* stands, if it does.
pub(super) fn clause(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<(usize, usize)> {
    let sentence = scan.sentence(cue.sentence);
    // `"…," Smith told a hall that was full`: what was said stands before.
    if cue.standing == Standing::Finite
        && cue
            .subject
            .is_some_and(|subject| scan.follows_quotation(subject))
        && !scan.follows_subordinate(cue)
    {
        return None;
    }
    let mut from = cue.subject_end.unwrap_or(cue.group.end).max(cue.group.end);
    // `"… to talk," said the statement issued in Rome`
    if cue.standing == Standing::Finite
        && cue.subject_end.is_some()
        && scan.follows_quotation(cue.group.start)
        && scan.at(from) != "that"
    {
        return None;
    }
    let objective = cue.verb.frames.object.iter().any(|what| what == "k")
        && scan.at(from) != "that"
        && !(cue.verb.frames.clause
            && scan.search.mention_at(from).is_none_or(|mention| {
                // `warned Iran would retaliate`: the mention is the subject of the clause.
                scan.search.is_finite(mention.tokens.end)
            }));
    if objective {
        from = object_end(scan, from, &sentence)?;
    }
    if matches!(scan.at(from), "how" | "why" | "what" | "whether") && cue.verb.frames.clause {
        return Some((from, from));
    }
    // `proposed a truce that has held`: after a noun phrase *that* is a relative pronoun.
    let said_in = scan.search.is_filler(from)
        || words::preposition(scan.at(from), false)
        || scan.at(from) == ","
        || scan
            .document()
            .dates_in(&(from..sentence.end))
            .next()
            .is_some_and(|(_, date)| date.tokens.start <= from + 1);
    // `vowed to take back the powers that he had lost`: what is promised is the infinitive.
    if cue.verb.frames.infinitive
        && scan.at(from) == "to"
        && scan.search.mention_at(from + 1).is_none()
        && words::determiner(scan.at(from + 1), false).is_none()
    {
        return None;
    }
    if let Some(that) = past_occasion(scan, cue, from, &sentence) {
        return Some((that + 1, that));
    }
    for at in from..sentence.end.min(from + 22) {
        let word = scan.at(at);
        // `reported to the police so that they could act`
        if word == "so" && scan.at(at + 1) == "that" && at > from {
            return None;
        }
        if word == "that" && (at == from || said_in) {
            return Some((at + 1, at));
        }
        // `said in an address, which he had taped, that …`
        if word == ","
            && let Some(close) =
                (at + 1..sentence.end.min(at + 24)).find(|index| scan.at(*index) == ",")
            && scan.at(close + 1) == "that"
        {
            return Some((close + 2, close + 1));
        }
        if scan.search.is_quote(at)
            || word.starts_with('.')
            || matches!(
                word,
                ":" | ";" | "who" | "which" | "and" | "he" | "she" | "they" | "it" | "we" | "there"
            )
        {
            break;
        }
        // `said in a statement posted on its site that …`
        if said_in && is_of_publication(word) {
            continue;
        }
        if at > from
            && (scan.search.is_finite(at)
                || scan
                    .cues_of(cue.sentence)
                    .any(|(_, other)| other.group.start == at))
        {
            break;
        }
    }
    // Without *that*: the clause begins at once, or after a date.
    if scan.closes(cue) && !objective {
        return None;
    }
    let mut start = from;
    start = past_day(scan, start, sentence.end, !objective);
    // `said in a statement the talks would go on`
    if matches!(scan.at(start), "in" | "on" | "at")
        && (scan.search.names_utterance(start)
            || matches!(scan.at(start + 1), "twitter" | "facebook"))
    {
        start = (start + 1..sentence.end.min(start + 6))
            .take_while(|index| scan.is_word(*index))
            .find(|index| {
                matches!(
                    scan.at(*index),
                    "statement"
                        | "speech"
                        | "letter"
                        | "interview"
                        | "tweet"
                        | "message"
                        | "post"
                        | "report"
                        | "twitter"
                        | "facebook"
                )
            })
            .map_or(start, |index| index + 1);
        start = past_day(scan, start, sentence.end, true);
    }
    // `said on condition of anonymity the talks would go on`
    if scan.at(start) == "on" && scan.at(start + 1) == "condition" && scan.at(start + 2) == "of" {
        start += 4;
    }
    if scan.at(start) == "," && scan.is_word(start + 1) && start > from {
        start += 1;
    }
    let end = scan.clause_end(start, cue.sentence);
    let body: Range<usize> = start..end;
    let first = scan.at(start);
    if matches!(
        first,
        "to" | "of"
            | "by"
            | "with"
            | "as"
            | "goodbye"
            | "so"
            | "yes"
            | "sorry"
            | "and"
            | "or"
            | ","
    ) || first.starts_with('.')
        // `said about ten had left`, but `said about the talks`
        || first == "about" && !counts(scan, start + 1)
        // `said no`, but `said no date had been set`
        // `found out what it was`: with its particle another verb
        || first == "out" && scan.at(start + 1) != "of"
        // `told a panel charged with reform`: what is said of those told
        || objective && first.ends_with("ed") && words::preposition(scan.at(start + 1), false)
        // `found it hard to leave`: how something was for whoever found it so
        || first == "it"
            && cue.verb.lemma == "find"
            && (start + 2..start + 4).any(|at| matches!(scan.at(at), "to" | "that"))
            && !scan.search.is_finite(start + 1)
        || first == "not" && scan.at(start + 1) == "to"
        || first == "no" && !scan.has_finite(&body)
    {
        return None;
    }
    if cue.verb.frames.noun && !begins_clause(scan, &body) {
        return None;
    }
    // `recalled its envoy to a city that fell`: the verb is that of a relative clause.
    if cue.verb.lemma != "say" && hangs_on_noun(scan, &body) {
        return None;
    }
    (body.len() > 2
        && (is_subject(first) || scan.has_finite(&body) || owes_clause(scan, cue, &body)))
    .then_some((start, start))
}

/// *said **his refusal raises questions***: what begins with an article behind *said* is a clause, though its verb looks like a
/// noun; words and prayers are said themselves.
fn owes_clause(scan: &Scan<'_>, cue: &Cue<'_>, body: &Range<usize>) -> bool {
    const SHORT: usize = 4;
    const HEAD: usize = 5;
    cue.verb.lemma == "say"
        && cue.standing == Standing::Finite
        && body.len() >= SHORT
        && words::determiner(scan.at(body.start), false).is_some()
        && !body.clone().take(HEAD).any(|at| {
            matches!(
                scan.at(at),
                "word"
                    | "words"
                    | "prayer"
                    | "prayers"
                    | "thing"
                    | "things"
                    | "same"
                    | "mass"
                    | "grace"
                    | "farewell"
                    | "goodbyes"
                    | "line"
                    | "lines"
                    | "name"
                    | "names"
            )
        })
}

/// Whether a number begins at a token: *ten*, *a dozen*, *40*.
fn counts(scan: &Scan<'_>, at: usize) -> bool {
    let number = |at: usize| {
        scan.document()
            .token(at)
            .is_some_and(|token| token.kind == TokenKind::Number)
            || matches!(
                scan.at(at),
                "two"
                    | "three"
                    | "four"
                    | "five"
                    | "six"
                    | "seven"
                    | "eight"
                    | "nine"
                    | "ten"
                    | "dozen"
                    | "hundred"
                    | "thousand"
                    | "million"
                    | "half"
            )
    };
    number(at) || scan.at(at) == "a" && number(at + 1)
}

/// Whether a word is a subject by itself.
pub(super) fn is_subject(word: &str) -> bool {
    matches!(
        word,
        "he" | "she" | "it" | "they" | "we" | "i" | "you" | "there" | "this"
    )
}

/// Whether the first verb is that of a relative clause.
fn hangs_on_noun(scan: &Scan<'_>, body: &Range<usize>) -> bool {
    let Some(verb) = body.clone().find(|at| scan.has_finite(&(*at..*at + 1))) else {
        return false;
    };
    !is_subject(scan.at(body.start))
        && (body.start + 1..verb).any(|at| matches!(scan.at(at), "that" | "which" | "who"))
}

/// Whether a verb comes before anything that would make it another clause's: *demanded the army leave*, not *demanded an end after it left*.
fn begins_clause(scan: &Scan<'_>, body: &Range<usize>) -> bool {
    for at in body.clone() {
        if matches!(
            scan.at(at),
            "after"
                | "before"
                | "when"
                | "while"
                | "because"
                | "who"
                | "which"
                | "that"
                | "whose"
                | "where"
                | ","
                | "as"
                | "since"
                | "until"
                | "if"
        ) {
            return false;
        }
        // `denied the charge but went on`: the verb is the speaker's next.
        let next = at + 1 + usize::from(scan.search.is_filler(at + 1));
        if at > body.start && matches!(scan.at(at), "and" | "but") && scan.search.is_finite(next) {
            return false;
        }
        // `stressed the need for a truce`: a noun.
        let noun = at > body.start && words::determiner(scan.at(at - 1), false).is_some();
        if !noun && scan.has_finite(&(at..at + 1)) {
            return true;
        }
    }
    false
}
