//! The mentions of an article as a list in the order of the text.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use super::super::cue::Cue;
use super::super::salience::Standing;
use super::{Mention, MentionClass};
use crate::text::Document;

/// Puts further mentions in their places.
pub(in crate::extract) fn add(mentions: &mut Vec<Mention>, extra: Vec<Mention>) {
    if extra.is_empty() {
        return;
    }
    // The references to outer mentions are places in the list: note what they mean before the list changes.
    let outer: Vec<Option<usize>> = mentions
        .iter()
        .map(|mention| {
            mention
                .inside
                .and_then(|inside| mentions.get(inside))
                .map(|outer| outer.tokens.start)
        })
        .collect();
    let mut all: Vec<(Mention, Option<usize>)> = mentions
        .drain(..)
        .zip(outer)
        .chain(extra.into_iter().map(|mention| (mention, None)))
        .collect();
    all.sort_by_key(|(mention, _)| (mention.tokens.start, Reverse(mention.tokens.end)));
    let starts: Vec<usize> = all
        .iter()
        .map(|(mention, _)| mention.tokens.start)
        .collect();
    for (mut mention, outer) in all {
        mention.inside = outer.and_then(|outer| starts.binary_search(&outer).ok());
        mentions.push(mention);
    }
}

/// How likely each mention is what the sentence is about: 2 for the first free one of its sentence and for who speaks
/// after the words said, 1 for the subjects of acts of saying within clauses, 0 for the rest.
pub(in crate::extract) fn subjects(
    document: &Document<'_>,
    mentions: &[Mention],
    cues: &[Cue<'_>],
) -> Vec<Standing> {
    let mut seen = vec![false; document.sentences().len()];
    let after: BTreeSet<usize> = cues
        .iter()
        .filter(|cue| !cue.quoted && cue.subject_end.is_some())
        .filter_map(|cue| cue.subject)
        .collect();
    let speaking: BTreeSet<usize> = cues
        .iter()
        .filter(|cue| !cue.quoted)
        .filter_map(|cue| cue.subject)
        .collect();
    mentions
        .iter()
        .map(|mention| {
            let free = !mention.governed && mention.inside.is_none() && !mention.quoted;
            let first = free && !seen.get(mention.sentence).copied().unwrap_or(true);
            if first && let Some(slot) = seen.get_mut(mention.sentence) {
                *slot = true;
            }
            let cited = is_cited(document, mention);
            let speaks = cited || speaking.contains(&mention.tokens.start);
            let about = first || cited || after.contains(&mention.tokens.start);
            let subject = match (about, speaks) {
                (true, _) => 2,
                (false, true) => 1,
                (false, false) => 0,
            };
            Standing { subject, speaks }
        })
        .collect()
}

/// *selon **Roy***, *d'après **lui***, ***Pour Roy**, …*, *according to **Roy***: whose words these are, without a verb.
fn is_cited(document: &Document<'_>, mention: &Mention) -> bool {
    let back = |count: usize| {
        let at = mention.tokens.start.checked_sub(count);
        at.map_or("", |at| document.folded(at))
    };
    let opens = || {
        let sentence = document.sentences().get(mention.sentence);
        sentence.is_some_and(|sentence| sentence.tokens.start + 1 == mention.tokens.start)
            && document.folded(mention.tokens.end) == ","
    };
    !mention.quoted
        && (back(1) == "pour" && mention.class == MentionClass::Person && opens()
            || matches!(back(1), "selon" | "d'apres")
            || matches!((back(2), back(1)), ("d'", "apres") | ("according", "to")))
}

/// The number of the mention that begins at a token, of mentions in the order of the text.
pub(in crate::extract) fn beginning_at(mentions: &[Mention], start: usize) -> Option<usize> {
    let at = mentions.partition_point(|mention| mention.tokens.start < start);
    let found = mentions.get(at)?;
    (found.tokens.start == start).then_some(at)
}

/// Takes the attribution put into a quotation out of what is quoted.
pub(in crate::extract) fn unquote(
    mentions: &mut [Mention],
    quoted: &mut [bool],
    aside: &Range<usize>,
) {
    if let Some(part) = quoted.get_mut(aside.clone()) {
        part.fill(false);
    }
    let from = mentions.partition_point(|mention| mention.tokens.start < aside.start);
    for mention in mentions
        .iter_mut()
        .skip(from)
        .take_while(|mention| mention.tokens.start < aside.end)
    {
        mention.quoted = false;
    }
}

/// Which tokens stand between closed quotation marks.
pub(in crate::extract) fn quoted_tokens(document: &Document<'_>) -> Vec<bool> {
    let mut quoted = vec![false; document.tokens().list().len()];
    for quotation in document
        .quotations()
        .iter()
        .filter(|quotation| quotation.parent.is_none())
    {
        if let Some(part) = quoted.get_mut(quotation.inner.clone()) {
            part.fill(true);
        }
    }
    quoted
}
