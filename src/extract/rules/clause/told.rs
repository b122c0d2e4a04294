//! Who is told: *told **a panel investigating the deal** that … · told **parliament** the border …*

use std::ops::Range;

use super::super::super::scan::Scan;
use super::super::super::words;
use super::english::is_subject;

/// One past the person told, and past what the text says of whom: *told a panel **investigating the deal** that …*.
pub(super) fn object_end(scan: &Scan<'_>, from: usize, sentence: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 12;
    let past = told_end(scan, from, sentence)?;
    (past..sentence.end.min(past + LONGEST))
        .take_while(|at| scan.is_word(*at) && !scan.search.is_finite(*at))
        .find(|at| scan.at(*at) == "that")
        .or(Some(past))
}

fn told_end(scan: &Scan<'_>, from: usize, sentence: &Range<usize>) -> Option<usize> {
    if let Some(mention) = scan.search.mention_at(from) {
        // `told Radio Nord's Anna Roy`
        let owned = (scan.at(mention.tokens.end) == "'s")
            .then(|| scan.search.mention_at(mention.tokens.end + 1))
            .flatten();
        return Some(owned.map_or(mention.tokens.end, |owned| owned.tokens.end));
    }
    // `told a hearing Rome was ready`: behind those told, a subject with its verb.
    if words::determiner(scan.at(from), false).is_some()
        && let Some(subject) = scan
            .search
            .mentions_from(from + 2)
            .take_while(|mention| mention.tokens.start < from + 8)
            .find(|mention| scan.search.is_finite(mention.tokens.end))
        && (from..subject.tokens.start).all(|at| scan.is_word(at) && !scan.search.is_finite(at))
    {
        return Some(subject.tokens.start);
    }
    // `told parliament the border …`, `told lawmakers Rome …`: a bare noun, then a subject.
    let bare = scan.is_word(from)
        && words::determiner(scan.at(from), false).is_none()
        && !words::closed(scan.at(from), false)
        && (words::determiner(scan.at(from + 1), false).is_some()
            || is_subject(scan.at(from + 1))
            || scan.search.mention_at(from + 1).is_some())
        && (from + 2..sentence.end.min(from + 12)).any(|at| scan.search.is_finite(at));
    if bare {
        return Some(from + 1);
    }
    // `told reporters`, `told him`, `told a local radio station`
    let mut at = from;
    while at < sentence.end.min(from + 8) {
        let word = scan.at(at);
        if matches!(word, "that" | "," | ":") || scan.search.is_quote(at) {
            return (at > from).then_some(at);
        }
        if matches!(
            word,
            "him" | "her" | "them" | "us" | "me" | "reporters" | "journalists" | "lawmakers"
        ) {
            return Some(at + 1);
        }
        if !scan.is_word(at) {
            return None;
        }
        at += 1;
    }
    None
}
