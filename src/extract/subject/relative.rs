//! Relative clauses that part a subject from its verb.
//!
//! > *Les élus **qui dans leur ensemble ont** salué … · Les pays **qui se sont exprimés** rappellent · un élu **ayant requis l'anonymat** a dit*

use std::ops::Range;

use super::super::cue::{Search, is_free};
use super::before::outermost;

/// *les élus **qui** dans leur ensemble ont appelé à …*: one past a *qui* that nothing but words without a verb parts from its own.
pub(super) fn relative_before(
    search: &Search<'_>,
    verb: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    const LONGEST: usize = 7;
    if !search.french() {
        return None;
    }
    let first = verb.saturating_sub(LONGEST).max(sentence.start);
    (first..verb)
        .rev()
        .take_while(|at| {
            search.is_text(*at)
                && !search.is_finite(*at)
                && !search.is_quoted(*at)
                && !matches!(search.at(*at), "que" | "qu'" | "et" | "dont" | "mais")
        })
        .find(|at| search.at(*at) == "qui")
        .map(|at| at + 1)
}

/// Where it begins to be told on whose terms somebody speaks: *un élu **ayant requis l'anonymat** · **s'exprimant sous couvert
/// d'anonymat** · **who asked for anonymity***.
pub(super) fn terms_start(search: &Search<'_>, end: usize, sentence: &Range<usize>) -> usize {
    (sentence.start + 1..end)
        .rev()
        .find(|at| {
            let word = search.at(*at);
            matches!(word, "qui" | "who" | "ayant" | "sous")
                || word.ends_with("ant") && search.at(at - 1) == "s'"
                || matches!(word, "souhaitant" | "requerant" | "gardant" | "parlant")
        })
        .map_or(sentence.start, |at| {
            let gerund = search.at(at) == "sous" && search.at(at - 1).ends_with("ant");
            let at = at - usize::from(gerund);
            at - usize::from(search.at(at - 1) == "s'")
        })
}

/// The subject that a relative clause with its own verb parts from the verb at `from`, without a comma.
pub(super) fn before_relative(
    search: &Search<'_>,
    from: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    const LONGEST: usize = 24;
    let joint = (from.saturating_sub(LONGEST).max(sentence.start)..from)
        .rev()
        .take_while(|at| {
            search.is_word(*at) && !matches!(search.at(*at), "que" | "qu'" | "dont" | "et" | "mais")
        })
        .find(|at| matches!(search.at(*at), "qui" | "who"))?;
    let mention = search
        .mention_ending(joint)
        .filter(|mention| is_free(mention))?;
    // Another finite verb than that of the relative clause would be the main verb.
    let verbs = (joint + 1..from).filter(|at| search.is_finite(*at)).count();
    (verbs == 1 && mention.tokens.start >= sentence.start).then(|| outermost(search, mention))
}
