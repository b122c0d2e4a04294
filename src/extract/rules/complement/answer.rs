//! Answers of which little more than the verb is told.
//!
//! > *…, **ce que Rome dément** · Interrogé, le Kremlin **a démenti**.*

use super::super::super::cue::{Cue, Standing};
use super::super::super::facts::SpeechAct;
use super::super::super::scan::Scan;
use super::super::super::words;
use super::{Hit, What};

/// Where an aside begins that answers what stands before it: *…, **ce que** Rome dément · …, **a charge** Rome denies · …,
/// **which** Rome denies*.
pub(super) fn aside(scan: &Scan<'_>, cue: &Cue<'_>, subject: usize) -> Option<usize> {
    let answers = matches!(cue.verb.act, SpeechAct::Deny | SpeechAct::Reject)
        && !scan.search.is_quoted(cue.group.start);
    // `…, ce que réfutent Rome et Paris`: the subject stands behind its verb.
    let pronoun = cue.group.start.wrapping_sub(1);
    if answers
        && cue.subject_end.is_some()
        && matches!(scan.at(pronoun), "que" | "qu'")
        && scan.at(pronoun - 1) == "ce"
    {
        return Some(pronoun - 1);
    }
    if cue.standing != Standing::Finite
        || subject < 3
        || subject > cue.group.start
        || !(cue.verb.frames.noun || cue.verb.frames.clause)
    {
        return None;
    }
    let relative = matches!(scan.at(subject - 1), "que" | "qu'" | "which" | "that");
    // `ce que Rome considère comme un acte de guerre`: what is said of it stands behind the verb.
    let qualified = cue
        .verb
        .frames
        .quality
        .iter()
        .any(|between| !between.is_empty() && scan.at(cue.group.end) == between);
    if matches!(scan.at(subject - 1), "que" | "qu'") && scan.at(subject - 2) == "ce" && !qualified {
        return Some(subject - 2);
    }
    if !answers {
        return None;
    }
    if scan.at(subject - 1) == "which" && scan.at(subject - 2) == "," {
        return Some(subject - 1);
    }
    let noun = subject - 1 - usize::from(relative);
    let claim = matches!(
        scan.at(noun),
        "accusation"
            | "accusations"
            | "allegation"
            | "allegations"
            | "affirmation"
            | "affirmations"
            | "information"
            | "informations"
            | "version"
            | "charge"
            | "charges"
            | "claim"
            | "claims"
            | "assertion"
            | "assertions"
    ) && (relative || !scan.french());
    let start = noun - usize::from(words::determiner(scan.at(noun - 1), scan.french()).is_some());
    (claim && scan.at(start.wrapping_sub(1)) == ",").then_some(start)
}

/// *Interrogé, le Kremlin **a démenti**.*: an answer of which the verb is all that is told.
pub(super) fn denied(scan: &Scan<'_>, cue: &Cue<'_>, at: usize, end: usize) -> Option<Hit> {
    let denies = scan.french()
        && cue.standing == Standing::Finite
        && cue.subject_end.is_none()
        && !cue.quoted
        && matches!(cue.verb.lemma.as_str(), "démentir" | "nier");
    let closes = at >= end
        || scan.at(at).starts_with('.')
        || matches!(scan.at(at), "," | ";")
            && (matches!(scan.at(at + 1), "mais" | "tandis" | "alors" | "et")
                // `accuse Rome, qui le nie, de mentir`
                || scan.at(cue.group.start.wrapping_sub(1)) == "qui"
                    && matches!(scan.at(cue.group.start), "le" | "l'"));
    let relative = cue.subject.is_some_and(|subject| {
        subject > 0 && matches!(scan.at(subject - 1), "que" | "qu'" | "comme")
    });
    (denies && closes && !relative).then(|| Hit::new(What::Noun, cue.group.clone(), 0.7))
}
