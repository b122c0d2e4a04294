//! Meetings that turn out to be one once it is known who met and when.

use std::collections::BTreeMap;

use jiff::civil::Weekday;

use crate::extract::facts::{FactDate, Facts, Meeting, MeetingStatus};

/// Meetings compared with those before them: a bound for hostile texts.
const RECENT: usize = 24;

/// Joins meetings of the same participants whose dates do not contradict each other.
pub(super) fn merge_meetings(facts: &mut Facts, weekdays: &BTreeMap<String, Weekday>) {
    let days = |one: &Meeting, other: &Meeting| {
        weekdays
            .get(&one.id)
            .zip(weekdays.get(&other.id))
            .map(|(one, other)| one == other)
    };
    let published = facts
        .article
        .published
        .as_ref()
        .map(|date| date.edtf.clone());
    let title = facts.article.title.as_ref().map_or(0, |title| title.end);
    let mut kept: Vec<Meeting> = Vec::new();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for mut meeting in std::mem::take(&mut facts.meetings) {
        let mut participants = Vec::new();
        for participant in std::mem::take(&mut meeting.participants) {
            if !participants.contains(&participant) {
                participants.push(participant);
            }
        }
        meeting.participants = participants;
        let recent = kept.len().saturating_sub(RECENT);
        match kept.iter_mut().skip(recent).find(|before| {
            let days = days(before, &meeting);
            days != Some(false)
                && is_same(before, &meeting)
                && !is_of_another_year(before, &meeting, published.as_deref())
                || is_headline(before, &meeting, title, days)
        }) {
            Some(before) if is_of_title(before, title) => {
                renamed.insert(meeting.id.clone(), before.id.clone());
                retell(before, meeting);
            }
            Some(before) => {
                renamed.insert(meeting.id.clone(), before.id.clone());
                join(before, meeting);
            }
            None => kept.push(meeting),
        }
    }
    facts.meetings = kept;
    for statement in &mut facts.statements {
        for id in &mut statement.about {
            if let Some(to) = renamed.get(id) {
                id.clone_from(to);
            }
        }
        statement.about.sort();
        statement.about.dedup();
    }
    for denial in &mut facts.denials {
        if let Some(to) = renamed.get(&denial.denies) {
            denial.denies.clone_from(to);
        }
    }
    facts.denials.dedup();
}

/// Whether only the title tells of a meeting.
fn is_of_title(meeting: &Meeting, title: usize) -> bool {
    meeting.evidence.iter().all(|passage| passage.end <= title)
}

/// *Roy et Dahl se rencontrent mercredi* as a title, and the body with the same two, their titles and the place: the title
/// may look ahead or back, the body knows.
fn is_headline(head: &Meeting, body: &Meeting, title: usize, same_weekday: Option<bool>) -> bool {
    let called_off = |meeting: &Meeting| {
        matches!(
            meeting.status,
            MeetingStatus::Cancelled | MeetingStatus::Denied
        )
    };
    let day = |meeting: &Meeting| meeting.date.as_ref().map(|date| date.edtf.clone());
    let days = match (day(head), day(body)) {
        (Some(one), Some(other)) => one == other || same_weekday == Some(true),
        (None, _) => true,
        (Some(_), None) => false,
    };
    is_of_title(head, title)
        && !is_of_title(body, title)
        && head.participants.len() > 1
        && head.participants.len() == body.participants.len()
        && head
            .participants
            .iter()
            .all(|participant| body.participants.contains(participant))
        && called_off(head) == called_off(body)
        && days
}

/// The body tells again what the title told, and better.
fn retell(into: &mut Meeting, from: Meeting) {
    let (date, status, modality) = (from.date.clone(), from.status, from.modality);
    let place = from.place.clone();
    join(into, from);
    into.date = date.or(into.date.take());
    into.place = place.or(into.place.take());
    into.status = status;
    into.modality = modality;
}

/// *met on Tuesday … their last meeting was in June of the year before*: one says no day, the other one that is no news.
fn is_of_another_year(one: &Meeting, other: &Meeting, published: Option<&str>) -> bool {
    let date = |meeting: &Meeting| meeting.date.as_ref().map(|date| date.edtf.clone());
    let ((Some(day), None) | (None, Some(day))) = (date(one), date(other)) else {
        return false;
    };
    let year = |day: &str| day.get(..4).and_then(|year| year.parse::<u16>().ok());
    year(&day)
        .zip(published.and_then(year))
        .is_some_and(|(then, now)| then < now)
}

fn is_same(one: &Meeting, other: &Meeting) -> bool {
    let shared = one
        .participants
        .iter()
        .filter(|participant| other.participants.contains(participant))
        .count();
    let nested = shared == one.participants.len() || shared == other.participants.len();
    let date = |meeting: &Meeting| meeting.date.as_ref().map(|date| date.edtf.clone());
    let (same_day, open) = match (date(one), date(other)) {
        (Some(one), Some(other)) => (
            one == other,
            one.starts_with(&other) || other.starts_with(&one),
        ),
        _ => (false, true),
    };
    let place = one.place.is_none() || other.place.is_none() || one.place == other.place;
    let status = one.status == other.status;
    (shared > 1 && nested && (same_day || open && status && place))
        || (shared == 1
            && one.participants.len().min(other.participants.len()) == 1
            && place
            && status
            && (same_day || open && one.place == other.place))
}

fn join(into: &mut Meeting, from: Meeting) {
    for participant in from.participants {
        if !into.participants.contains(&participant) {
            into.participants.push(participant);
        }
    }
    into.host = into.host.take().or(from.host);
    into.place = into.place.take().or(from.place);
    let finer = |date: &Option<FactDate>| date.as_ref().map_or(0, |date| date.edtf.len());
    if finer(&from.date) > finer(&into.date) {
        into.date = from.date;
    }
    if matches!(
        from.status,
        MeetingStatus::Cancelled | MeetingStatus::Postponed
    ) {
        into.status = from.status;
    }
    into.kind = into.kind.or(from.kind);
    into.evidence.extend(from.evidence);
    into.evidence.sort();
    into.evidence.dedup();
    if from.confidence > into.confidence {
        into.confidence = from.confidence;
        into.rule = from.rule;
    }
}
