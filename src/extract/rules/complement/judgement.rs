//! An act of saying that judges: a thing and its quality.
//!
//! > *a qualifié l'accord d'« historique » · jugé inacceptable le retard · called the deal "lousy" · described it as a mistake*

use super::super::super::facts::SpeechAct;
use super::super::super::inflect::is_french_participle;
use super::super::super::scan::Scan;
use super::super::super::words;
use super::{Hit, Place, What};

/// How far behind its verb a name for something may open.
const NEAR: usize = 7;

/// Reads one.
pub(super) fn read(place: &Place<'_>) -> Option<Hit> {
    quality(place).or_else(|| verdict(place))
}

/// *qualifié X de Y*, *called X Y*, *described X as Y*: the whole judgement.
fn quality(place: &Place<'_>) -> Option<Hit> {
    let Place { scan, cue, at, .. } = *place;
    let mut range = at..place.clause_end(at);
    // `a man once touted as a leader`, `compared to last year`: a participle, of what others say it. `described as "unfair" the
    // delay` is turned round.
    let others = !scan.search.is_quote(at + 1)
        && cue
            .verb
            .frames
            .quality
            .iter()
            .any(|between| between == scan.at(at));
    if !scan.french() && others && !preposed(place) {
        return None;
    }
    // `what Rome has termed the "new order" is failing`: the name alone.
    let what = cue
        .subject
        .is_some_and(|subject| subject > 0 && scan.at(subject - 1) == "what");
    let name = (at..at + NEAR).find_map(|mark| scan.quotation_at(mark));
    if let Some(name) = name.filter(|name| what && name.closed && name.outer.end < range.end) {
        range.end = name.outer.end;
    }
    let marked = cue.verb.frames.quality.iter().any(|between| {
        if between.is_empty() {
            return bare(scan, place, &range);
        }
        range.clone().take(40).any(|index| {
            let word = scan.at(index);
            // `explique la décision prise par Rome`: the agent of a participle is no ground.
            let agent = word == "par" && is_french_participle(scan.document().lower(index - 1));
            let fits = word == between && !agent
                || match between.as_str() {
                    "de" => matches!(word, "d'" | "du" | "des"),
                    "a" => matches!(word, "au" | "aux"),
                    _ => false,
                };
            // `a qualifié ces tirs « d'erreur »`: the word between opens the quotation.
            fits && (!scan.search.is_quoted(index)
                || scan.search.is_quote(index - 1) && index > range.start + 1)
        })
    });
    (marked && range.len() > 1).then(|| Hit::new(What::Quality, range, 0.82))
}

/// Whether the thing judged stands before the verb: *l'a qualifié de*, *qu'il qualifie de*.
fn preposed(place: &Place<'_>) -> bool {
    let Place { scan, cue, .. } = *place;
    let clitic = cue
        .group
        .clone()
        .any(|index| matches!(scan.at(index), "l'" | "les"));
    clitic
        || cue.subject.is_some_and(|subject| {
            subject > 0
                && matches!(
                    scan.at(subject - 1),
                    "que" | "qu'" | "which" | "whom" | "that"
                )
        })
}

/// *called it a mistake*, *called the deal "lousy"*: calling somebody by telephone is none.
fn bare(scan: &Scan<'_>, place: &Place<'_>, range: &std::ops::Range<usize>) -> bool {
    let at = place.at;
    // `women called "aunts"`: a name.
    if scan.search.is_quote(at) && !preposed(place) {
        return false;
    }
    // `called in a statement on Tuesday for their "immediate" release`: nothing is judged.
    if words::preposition(scan.at(at), false) {
        return false;
    }
    range.clone().any(|index| scan.search.is_quote(index))
        || adjective_behind(scan, range)
        || matches!(scan.at(at), "it" | "this" | "that" | "him" | "her" | "them")
            && matches!(scan.at(at + 1), "a" | "an")
        || matches!(scan.at(at), "it" | "this" | "that" | "him" | "them")
            && scan.is_word(at + 1)
            && !words::closed(scan.at(at + 1), false)
            && !scan.search.is_filler(at + 1)
            && range.contains(&(at + 1))
            && scan.document().dates_in(&(at + 1..at + 2)).next().is_none()
        || preposed(place) && matches!(scan.at(at), "a" | "an")
        || range
            .clone()
            .skip(1)
            .take(12)
            .any(|index| matches!(scan.at(index), "a" | "an") && !is_of(scan, index - 1))
            && words::determiner(scan.at(at), false).is_some()
}

/// *called the talks **constructive***, *called the move **unacceptable** and …*: an adjective at the end of its phrase.
fn adjective_behind(scan: &Scan<'_>, range: &std::ops::Range<usize>) -> bool {
    const REACH: usize = 10;
    // `calling talks productive`
    let bare = scan.at(range.start).len() > 4 && scan.at(range.start).ends_with('s');
    let begins = words::determiner(scan.at(range.start), false).is_some() || bare;
    let first = if bare { 1 } else { 2 };
    begins
        && range.clone().skip(first).take(REACH).any(|index| {
            let before = scan.at(index - 1);
            let closes =
                index + 1 >= range.end || !scan.is_word(index + 1) || is_of(scan, index + 1);
            closes
                && judges_in_english(scan, index)
                && words::determiner(before, false).is_none()
                && !is_of(scan, index - 1)
        })
}

/// Whether an English word judges: by its ending, or because the table of acts has it.
fn judges_in_english(scan: &Scan<'_>, index: usize) -> bool {
    const ENDINGS: [&str; 7] = ["able", "ible", "ful", "less", "ous", "ive", "ical"];
    let word = scan.at(index);
    let by_ending = |ending: &&str| word.len() > ending.len() + 2 && word.ends_with(ending);
    ENDINGS.iter().any(by_ending)
        || scan
            .search
            .lexicon
            .acts_at(scan.document(), index, index + 1)
            .is_some_and(|row| matches!(row.act, SpeechAct::Praise | SpeechAct::Criticise))
}

fn is_of(scan: &Scan<'_>, index: usize) -> bool {
    words::preposition(scan.at(index), false) || matches!(scan.at(index), "and" | "or" | ",")
}

/// *juge nécessaire une réforme*, *estime que* none: an adjective, then the thing; or the thing, then a quotation that judges.
fn verdict(place: &Place<'_>) -> Option<Hit> {
    let Place { scan, cue, at, .. } = *place;
    if !cue.verb.frames.verdict {
        return None;
    }
    let adverb = usize::from(scan.search.is_filler(at) || matches!(scan.at(at), "tres" | "trop"));
    let word = scan.at(at + adverb);
    let first = at + adverb + 1;
    let then = words::determiner(scan.at(first), true).is_some()
        || matches!(scan.at(first), "que" | "qu'" | "de" | "d'");
    // `l'a jugé inacceptable`: what is judged is a pronoun.
    let bare = preposed(place) && !scan.is_word(first);
    // `juge prématuré de négocier`
    let accented = scan.document().lower(at + adverb);
    let past = is_french_participle(accented)
        && ["é", "ée", "és", "ées"]
            .iter()
            .any(|end| accented.ends_with(end));
    let adjective = scan.is_word(at + adverb) && (judges(word) || past) && (then || bare);
    let range = at..place.clause_end(at);
    let begins = words::determiner(scan.at(at), true).is_some();
    let quoted = begins
        && range
            .clone()
            .any(|index| scan.search.is_quoted(index) && range.contains(&(index + 1)));
    let last = range
        .clone()
        .rev()
        .find(|index| scan.is_text(*index))
        .is_some_and(|index| judges(scan.at(index)) && index > at + 1);
    (adjective || quoted || begins && last).then(|| Hit::new(What::Quality, range, 0.78))
}

/// Whether a French word, folded, looks like an adjective that judges.
fn judges(word: &str) -> bool {
    const ENDINGS: [&str; 26] = [
        "able", "ables", "ible", "ibles", "aire", "aires", "ant", "ante", "ants", "antes", "eux",
        "euse", "euses", "if", "ive", "ifs", "ives", "ique", "iques", "ent", "ente", "ents",
        "entes", "iel", "ielle", "ifiee",
    ];
    word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
        || matches!(
            word,
            "utile"
                | "inutile"
                | "difficile"
                | "normal"
                | "normale"
                | "crucial"
                | "cruciale"
                | "possible"
                | "grave"
                | "injuste"
                | "juste"
                | "trop"
                | "sage"
        )
}
