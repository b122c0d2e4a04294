//! Which of the dates in its sentence is the date of a meeting.

use std::ops::Range;

use super::super::event::Ground;
use crate::extract::facts::MeetingStatus;
use crate::text::Document;

/// The part of a sentence around a passage in which its date and place are sought: up to a clause of its own.
pub(super) fn clause(
    document: &Document<'_>,
    reach: &Range<usize>,
    passage: &Range<usize>,
) -> Range<usize> {
    let breaks = |token: usize| {
        matches!(
            document.lower(token),
            ";" | "que" | "qu'" | "that" | "alors" | "while" | "whereas" | "tandis" | ":"
        )
    };
    let start = (reach.start..passage.start)
        .rev()
        .find(|token| breaks(*token))
        .map_or(reach.start, |token| token + 1);
    let end = (passage.end..reach.end)
        .find(|token| breaks(*token))
        .unwrap_or(reach.end);
    start..end
}

/// The date expression nearest to the cue, those after it first.
pub(super) fn date_near(
    ground: &Ground<'_>,
    near: &Range<usize>,
    cue: &Range<usize>,
    passage: &Range<usize>,
) -> Option<usize> {
    let document = ground.document;
    let said = ground.day_of_saying(cue.start);
    let spoken = |from: usize, to: usize| (from..to).any(|token| is_saying(document.folded(token)));
    // *was summoned after his arrest on Sunday*: the day of another event.
    let elsewhere = |from: usize, to: usize| {
        (from..to).any(|token| {
            matches!(
                document.folded(token),
                "apres" | "after" | "following" | "suite"
            )
        })
    };
    let mut best: Option<(usize, usize)> = None;
    for (number, date) in document.dates_in(near) {
        if said == Some(number) {
            continue;
        }
        // *the meeting of A, B and C took place on Tuesday*: those who met do not make the date distant.
        let (from, to) = if date.tokens.start >= passage.end {
            (passage.end, date.tokens.start)
        } else if date.tokens.start >= cue.end {
            (cue.end, date.tokens.start)
        } else {
            (date.tokens.end, cue.start)
        };
        // *met in April and agreed to have another summit*: the day of what is told before.
        let other_act = date.tokens.end <= cue.start
            && (from..to.max(from)).any(|token| {
                matches!(document.lower(token), "and" | "et")
                    && matches!(
                        document.folded(token + 1),
                        "agreed"
                            | "decided"
                            | "will"
                            | "plan"
                            | "are"
                            | "is"
                            | "pledged"
                            | "vowed"
                            | "ont"
                            | "a"
                            | "sont"
                            | "est"
                            | "doivent"
                            | "doit"
                            | "devraient"
                    )
            });
        let commas = (from..to.max(from))
            .filter(|token| document.lower(*token) == ",")
            .count();
        let distance = to.saturating_sub(from)
            + commas * 9
            + if spoken(from, to.max(from))
                || other_act
                || date.tokens.start >= cue.end && elsewhere(from, to.max(from))
            {
                40
            } else {
                0
            }
            + usize::from(date.tokens.start < cue.start) * 2;
        if distance < 30 && best.is_none_or(|(shortest, _)| distance < shortest) {
            best = Some((distance, number));
        }
    }
    best.map(|(_, number)| number)
}

/// The day for which a meeting was set that is called off, or to which one is put off: *prévue le 12 juin*,
/// *reportée au 13 avril*, *planned for Sunday*.
pub(super) fn date_set(
    document: &Document<'_>,
    range: &Range<usize>,
    status: MeetingStatus,
) -> Option<usize> {
    let follows = |date: usize, words: &[&str]| {
        (range.start.max(date.saturating_sub(3))..date)
            .any(|token| words.contains(&document.folded(token)))
    };
    let planned = [
        "prevu",
        "prevue",
        "prevus",
        "prevues",
        "planned",
        "scheduled",
        "due",
        "set",
        "programmee",
        "programme",
    ];
    let moved = [
        "reportee",
        "reporte",
        "postponed",
        "back",
        "off",
        "until",
        "repousse",
        "repoussee",
    ];
    let find = |words: &[&str]| {
        document
            .dates_in(range)
            .find(|(_, date)| follows(date.tokens.start, words))
            .map(|(number, _)| number)
    };
    (status == MeetingStatus::Postponed)
        .then(|| find(&moved))
        .flatten()
        .or_else(|| find(&planned))
}

/// The commonest verbs of saying: a date beyond one dates the saying, not the meeting.
pub(super) fn is_saying(word: &str) -> bool {
    matches!(
        word,
        "annonce"
            | "dit"
            | "declare"
            | "indique"
            | "affirme"
            | "rapporte"
            | "precise"
            | "ajoute"
            | "confirme"
            | "assure"
            | "explique"
            | "souligne"
            | "said"
            | "says"
            | "announced"
            | "told"
            | "reported"
            | "confirmed"
            | "added"
    )
}
