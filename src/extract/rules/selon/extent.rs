//! Where what a source says begins, and where it says nothing of its own.
//!
//! > *…, **ce qui**, selon Rome, suffirait · Roy a confirmé sa venue, après un appel, selon lui*

use std::ops::Range;

use super::super::super::cue::Standing;
use super::super::super::mention::{Mention, MentionClass};
use super::super::super::scan::Scan;
use super::super::super::words;

/// Whether a pronoun behind the last comma means the person whose act of saying opens the sentence.
pub(super) fn is_own_word(scan: &Scan<'_>, number: usize, at: usize, mention: &Mention) -> bool {
    let sentence = scan.sentence(number);
    let last = matches!(mention.class, MentionClass::Pronoun(_))
        && scan.at(at.wrapping_sub(1)) == ","
        && mention.tokens.end + 1 >= sentence.end;
    let main = scan
        .cues_of(number)
        .find(|(_, cue)| cue.standing == Standing::Finite && !cue.quoted)
        .map(|(_, cue)| cue);
    last && main.is_some_and(|cue| {
        cue.subject
            .filter(|subject| *subject < cue.group.start)
            .and_then(|subject| scan.search.mention_at(subject))
            .is_some_and(|who| {
                who.class == MentionClass::Person
                    && who.tokens.end == cue.group.start
                    && !who.plural
            })
    })
}

/// The sentence before, where nothing but *That is* stands before an attribution.
pub(super) fn told_before(
    scan: &Scan<'_>,
    number: usize,
    left: Range<usize>,
) -> Option<Range<usize>> {
    let points = matches!(scan.at(left.start), "that" | "this" | "it" | "all")
        && left.len() <= 3
        && left
            .clone()
            .skip(1)
            .all(|at| matches!(scan.at(at), "'s" | "is" | "was" | "all"));
    let sentences = scan.document().sentences();
    let before = sentences.get(number.checked_sub(1)?)?;
    let told = scan.trim(before.tokens.clone());
    (points && !told.is_empty()).then_some(told)
}

/// Where the relative clause begins, with its noun, that the attribution cuts in two: *il s'en prend à **Rome** qui cherche,
/// selon lui, à partir · …, **ce** qui, selon Rome, suffirait*.
pub(super) fn relative_start(
    scan: &Scan<'_>,
    at: usize,
    rest: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    const SHORT: usize = 5;
    let comma = usize::from(scan.at(at.checked_sub(1)?) == ",");
    let stop = at - comma;
    let pronoun = (sentence.start.max(stop.saturating_sub(SHORT))..stop)
        .rev()
        .take_while(|index| scan.is_word(*index))
        .find(|index| matches!(scan.at(*index), "qui" | "who" | "which"))?;
    // `…, ce qui constitue, selon lui, une menace`: nor has a verb at once behind its pronoun all that it needs.
    let object =
        scan.french() && pronoun + 2 == stop && words::determiner(scan.at(rest), true).is_some();
    let waits =
        pronoun + 1 == stop || object || is_complement(scan, rest) || scan.search.is_quote(rest);
    if !waits || rest >= sentence.end {
        return None;
    }
    if scan.at(pronoun - 1) == "ce" {
        return Some(pronoun - 1);
    }
    let behind = pronoun - usize::from(scan.at(pronoun - 1) == ",");
    match scan.search.mention_ending(behind) {
        // `The depots, which, according to Rome, were empty, burnt down`
        Some(antecedent)
            if antecedent.tokens.start > sentence.start
                || !scan.french() && pronoun + 1 == stop && comma == 1 =>
        {
            Some(antecedent.tokens.start)
        }
        None if scan.french() && (pronoun + 1 == stop || behind < pronoun) => Some(pronoun),
        None if pronoun + 1 == stop && comma == 1 => Some(pronoun),
        _ => None,
    }
}

/// Whether what a verb needs may begin here.
pub(super) fn is_complement(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.at(at), "de" | "d'" | "que" | "qu'" | "to" | "that")
        || scan.document().lower(at) == "à"
}

/// Where the clause before the attribution begins: after a semicolon, with the relative clause that tells a place
/// (*…, où dix maisons ont brûlé, selon les secours*), or at the start of the sentence.
pub(super) fn clause_start(scan: &Scan<'_>, at: usize, sentence: &Range<usize>) -> usize {
    const SHORT: usize = 12;
    let mut start = at;
    while start > sentence.start {
        let relative = matches!(scan.at(start - 1), "ou" | "where")
            && start >= sentence.start + SHORT
            && scan.at(start - 2) == ","
            && !scan.search.is_quoted(start - 1);
        if relative && scan.has_finite(&(start..at)) {
            return start;
        }
        if scan.at(start - 1) == ";" && !scan.search.is_quoted(start - 1) {
            return start;
        }
        start -= 1;
    }
    sentence.start
}

/// *De source officielle, **on indique que** la trêve tient*: one past the *que* of a verb that nobody in particular is the
/// subject of.
pub(super) fn past_impersonal(scan: &Scan<'_>, from: usize) -> Option<usize> {
    const REACH: usize = 4;
    let on = from + usize::from(scan.at(from) == ",");
    (scan.french() && scan.at(on) == "on")
        .then(|| (on + 2..on + REACH).find(|at| matches!(scan.at(*at), "que" | "qu'")))
        .flatten()
        .map(|que| que + 1)
}

/// Whom *selon qui* points back to: the words before it, or who has just spoken (*…, a dit un élu, joint par téléphone, et **selon
/// qui***).
pub(super) fn antecedent<'s>(scan: &Scan<'s>, number: usize, at: usize) -> Option<&'s Mention> {
    let end = at - usize::from(matches!(scan.at(at.wrapping_sub(1)), "et" | "mais"));
    let end = end - usize::from(scan.at(end.wrapping_sub(1)) == ",");
    scan.search.mention_ending(end).or_else(|| {
        scan.cues_of(number)
            .filter(|(_, cue)| cue.subject_end.is_some_and(|past| past <= end))
            .last()
            .and_then(|(_, cue)| scan.search.mention_at(cue.subject?))
    })
}

/// How a source became known: *selon le texte, **consulté** par la radio,* · *according to the text, **seen** by the radio,*.
pub(super) fn is_of_reading(word: &str) -> bool {
    matches!(
        word,
        "consulte"
            | "consultee"
            | "consultes"
            | "publie"
            | "publiee"
            | "publies"
            | "cite"
            | "citee"
            | "cites"
            | "citees"
            | "obtenu"
            | "obtenue"
            | "diffuse"
            | "diffusee"
            | "relaye"
            | "relayee"
            | "interroge"
            | "interroges"
            | "interrogee"
            | "rendu"
            | "rendue"
            | "transmis"
            | "seen"
            | "obtained"
            | "published"
            | "quoted"
            | "cited"
            | "released"
            | "reviewed"
            | "carried"
    )
}
