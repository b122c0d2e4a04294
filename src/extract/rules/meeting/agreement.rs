//! What the dates of two passages say of each other, and whether a date lies ahead of the text.

use std::mem::discriminant;

use super::super::event::Ground;
use crate::extract::facts::MeetingStatus;
use crate::text::{DateExpression, Document, Language};

/// Whether a meeting of this status lies ahead of the text, where the status shows it.
pub(super) fn ahead(status: MeetingStatus) -> Option<bool> {
    match status {
        MeetingStatus::Planned | MeetingStatus::Proposed | MeetingStatus::Postponed => Some(true),
        MeetingStatus::Held | MeetingStatus::Ongoing => Some(false),
        _ => None,
    }
}

/// Whether the date of a meeting lies ahead of the text, where the words show it: *est arrivée mardi pour rencontrer B* is
/// of the Tuesday before, though the meeting is to come.
pub(in crate::extract) fn date_ahead(
    document: &Document<'_>,
    date: &DateExpression,
    status: MeetingStatus,
) -> Option<bool> {
    const REACH: usize = 7;
    let start = date.tokens.start;
    let arrived = |token: usize| {
        let french = document.language() == Language::French;
        let word = document.folded(token);
        if french {
            ["arrive", "rendu", "venu", "parti", "revenu", "debarque"]
                .iter()
                .any(|stem| {
                    word.strip_prefix(stem)
                        .is_some_and(|rest| matches!(rest, "" | "e" | "s" | "es"))
                })
                && matches!(
                    document.folded(token.wrapping_sub(1)),
                    "est" | "sont" | "etait" | "etaient"
                )
        } else {
            matches!(
                word,
                "arrived" | "flew" | "travelled" | "traveled" | "landed" | "went" | "left"
            )
        }
    };
    let clause = (start.saturating_sub(REACH)..start)
        .rev()
        .take_while(|token| {
            !matches!(
                document.lower(*token),
                "." | ";" | "," | "que" | "qui" | "that" | "who"
            )
        });
    if ahead(status) == Some(true) && clause.into_iter().any(arrived) {
        return Some(false);
    }
    if status == MeetingStatus::Cancelled {
        return nearer(document, date);
    }
    ahead(status)
}

/// *La rencontre, prévue **dimanche**, a été annulée*: of the Sunday before and the one to come the nearer. None where the text has no
/// day of writing.
fn nearer(document: &Document<'_>, date: &DateExpression) -> Option<bool> {
    let anchor = document.anchor();
    let today = anchor.day()?;
    let distance = |ahead: bool| {
        let day = date.towards(Some(ahead)).resolve(anchor)?;
        let day: jiff::civil::Date = day.as_str().parse().ok()?;
        Some(today.until(day).ok()?.get_days().unsigned_abs())
    };
    Some(distance(true)? < distance(false)?)
}

/// What two dates say of each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreement {
    Same,
    Open,
    Conflict,
}

/// Dates agree by what they resolve to; without an anchor only a day against a day or a weekday against a
/// weekday can contradict each other.
pub(super) fn dates_agree(
    ground: &Ground<'_>,
    left: (Option<usize>, MeetingStatus),
    right: (Option<usize>, MeetingStatus),
) -> Agreement {
    let date = |(number, status): (Option<usize>, MeetingStatus)| {
        let date = ground.document.dates().get(number?)?;
        Some(date.towards(date_ahead(ground.document, date, status)))
    };
    let (Some(left), Some(right)) = (date(left), date(right)) else {
        return Agreement::Open;
    };
    let anchor = ground.document.anchor();
    if left.when == right.when && (left.ahead == right.ahead || anchor.day().is_none()) {
        return Agreement::Same;
    }
    match (left.resolve(anchor), right.resolve(anchor)) {
        (Some(left), Some(right)) if left == right => Agreement::Same,
        (Some(left), Some(right))
            if left.as_str().starts_with(right.as_str())
                || right.as_str().starts_with(left.as_str()) =>
        {
            Agreement::Open
        }
        (Some(_), Some(_)) => Agreement::Conflict,
        _ if discriminant(&left.when) == discriminant(&right.when) => Agreement::Conflict,
        _ => Agreement::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_an_arrival_is_past() {
        let ahead = |text: &str| {
            let document = Document::of_paragraphs(text, Language::French);
            let date = document.dates().first().expect("the text has a date");
            date_ahead(&document, date, MeetingStatus::Planned)
        };
        let arrival = "Anna Kovacs est arrivée à Vienne ce mardi pour rencontrer Paul Delmas.";
        assert_eq!(ahead(arrival), Some(false));
        assert_eq!(
            ahead("Anna Kovacs rencontrera mardi Paul Delmas."),
            Some(true)
        );
    }
}
