//! When an article without a date was written: its own dates, narrowed by who held which office.
//!
//! *Jeudi 14 juillet* fell in 2011, 2016 and 2022; under *le secrétaire d'Etat américain John Kerry* only
//! 2016 remains. Where more than one year remains, it stays open.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use super::context::EVER;
use super::gazetteer::Gazetteer;
use super::role::{Role, offices_of};
use super::tenure::{Period, Tenure};
use crate::extract::{Draft, Title};
use crate::text::{Anchor, DateExpression, Document, When};

/// The day of writing as far as it can be told.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// For resolving the dates of the text.
    pub(super) anchor: Anchor,
    /// When the article may have been written.
    pub(super) periods: Vec<Period>,
    /// Whether the anchor's day is the day of publication, and not merely one close to it.
    pub(super) is_published: bool,
}

/// Tells when an article was written.
pub(super) fn infer(draft: &Draft, document: &Document<'_>, gazetteer: &Gazetteer) -> Written {
    let anchor = document.anchor().clone();
    if let Some(day) = anchor.day() {
        return Written {
            anchor,
            periods: vec![on(day)],
            is_published: true,
        };
    }
    let mut periods = vec![
        anchor
            .coarse
            .as_deref()
            .and_then(Period::parse)
            .unwrap_or(EVER),
    ];
    if let Some(last) = anchor.not_after {
        periods = intersect(
            &periods,
            &[Period {
                first: EVER.first,
                last: number(last),
            }],
        );
    }
    let periods = narrow(periods, draft, gazetteer);
    if let Some((month, day, weekday)) = anchor.without_year {
        let weekday = weekday.or_else(|| weekday_beside(document, month, day));
        let date = only_year(&periods, &[(month, day, weekday)]).or_else(|| {
            // A dispatch opens with what happened on its day.
            let lead = weekday.is_none().then(|| lead_weekday(document)).flatten();
            only_year(&periods, &[(month, day, Some(lead?))])
        });
        if let Some(date) = date {
            return Written {
                anchor: anchor.inferred(date),
                periods: vec![on(date)],
                is_published: true,
            };
        }
    }
    if let Some(day) = anchor
        .not_after
        .and_then(|comment| day_before_comment(comment, document))
    {
        return Written {
            anchor: anchor.inferred(day),
            periods: vec![on(day)],
            is_published: true,
        };
    }
    if let Some(day) = this_day(document) {
        return Written {
            anchor: anchor.inferred(day),
            periods: vec![on(day)],
            is_published: false,
        };
    }
    let mut days = days_with_weekday(document);
    if days.is_empty() {
        days = days_beside_a_weekday(document);
    }
    match only_year(&periods, &days).or_else(|| near_a_whole_date(document, &periods)) {
        Some(event) => {
            let day = day_of_writing(event, document);
            let near = Period {
                first: number(event.min(day)),
                last: number(event.max(day)),
            };
            Written {
                anchor: anchor.inferred(day),
                periods: vec![near],
                is_published: false,
            }
        }
        None => Written {
            anchor,
            periods,
            is_published: false,
        },
    }
}

/// Narrows periods by the offices of persons whom the article names in full.
fn narrow(mut periods: Vec<Period>, draft: &Draft, gazetteer: &Gazetteer) -> Vec<Period> {
    let everyone = || draft.clues.iter().chain(&draft.bystanders);
    let names = everyone().filter_map(|clue| clue.name.as_deref());
    let full_names = names.filter(|name| name.contains(' '));
    let named: BTreeSet<u32> = full_names
        .flat_map(|name| gazetteer.people_named(name))
        .collect();
    for clue in everyone() {
        for title in clue.titles.iter().filter(|title| !title.former) {
            let spans = match clue.name.as_deref() {
                Some(name) if name.contains(' ') => {
                    let people = gazetteer.people_named(name);
                    let tenures = people.flat_map(|person| gazetteer.tenures_of(person));
                    tenures
                        .filter(|tenure| agrees(tenure, title))
                        .map(Tenure::span)
                        .collect()
                }
                Some(_) => continue,
                None => spans_of_bare_title(title, &named, gazetteer),
            };
            let narrowed = intersect(&periods, &spans);
            // Offices that no time satisfies are evidence against the gazetteer, not for a year.
            if !narrowed.is_empty() {
                periods = narrowed;
            }
        }
    }
    periods
}

/// A bare title is the one person named in the article who ever held it.
fn spans_of_bare_title(title: &Title, named: &BTreeSet<u32>, gazetteer: &Gazetteer) -> Vec<Period> {
    let polity = title.polity.as_deref().unwrap_or_default();
    let roles = offices_of(&title.role, polity)
        .iter()
        .filter_map(|key| Role::parse(key));
    let tenures = roles.flat_map(|role| gazetteer.tenures_in(polity, role));
    let held: Vec<&Tenure> = tenures
        .filter(|tenure| named.contains(&tenure.person))
        .collect();
    let holders: BTreeSet<u32> = held.iter().map(|tenure| tenure.person).collect();
    if holders.len() == 1 {
        held.into_iter().map(Tenure::span).collect()
    } else {
        Vec::new()
    }
}

fn agrees(tenure: &Tenure, title: &Title) -> bool {
    let offices = offices_of(&title.role, tenure.polity);
    title
        .polity
        .as_deref()
        .is_none_or(|polity| polity == tenure.polity)
        && (offices.contains(&tenure.role.key()) || tenure.role.key() == title.role)
}

fn intersect(a: &[Period], b: &[Period]) -> Vec<Period> {
    let mut both: Vec<Period> = a
        .iter()
        .flat_map(|x| {
            b.iter().map(|y| Period {
                first: x.first.max(y.first),
                last: x.last.min(y.last),
            })
        })
        .filter(|p| p.first <= p.last)
        .collect();
    both.sort_by_key(|p| (p.first, p.last));
    both.dedup();
    both
}

/// The date of the first of the days in the one year in which all of them fit.
fn only_year(periods: &[Period], days: &[(i8, i8, Option<Weekday>)]) -> Option<Date> {
    let first = *days.first()?;
    let dated = |year: i16, (month, day, weekday): (i8, i8, Option<Weekday>)| {
        Date::new(year, month, day)
            .ok()
            .filter(|date| weekday.is_none_or(|w| w == date.weekday()))
    };
    let within = |date: Date| {
        periods
            .iter()
            .any(|p| (p.first..=p.last).contains(&number(date)))
    };
    let from = periods.iter().map(|p| p.first / 10_000).min()?.max(1995);
    let to = periods.iter().map(|p| p.last / 10_000).max()?.min(2030);
    let mut years = (from..=to)
        .filter_map(|year| i16::try_from(year).ok())
        .filter(|year| days.iter().all(|day| dated(*year, *day).is_some()))
        .filter_map(|year| dated(year, first).filter(|date| within(*date)));
    let only = years.next()?;
    years.next().is_none().then_some(only)
}

/// Days of a month that the text gives with their weekday and without a year.
fn days_with_weekday(document: &Document<'_>) -> Vec<(i8, i8, Option<Weekday>)> {
    let day = |date: &DateExpression| match date.when {
        When::Day {
            year: None,
            month,
            day,
            weekday: Some(weekday),
        } => Some((month, day, Some(weekday))),
        _ => None,
    };
    document.dates().iter().filter_map(day).collect()
}

/// A day of a month close to a weekday in one sentence: *arrivé jeudi après avoir assisté aux cérémonies du 14 juillet*.
fn days_beside_a_weekday(document: &Document<'_>) -> Vec<(i8, i8, Option<Weekday>)> {
    const NEAR: usize = 12;
    let mut found = Vec::new();
    for pair in document.dates().windows(2) {
        let [one, other] = pair else { continue };
        if document.sentence_of(one.tokens.start) != document.sentence_of(other.tokens.start)
            || other.tokens.start > one.tokens.end + NEAR
        {
            continue;
        }
        match (one.when, other.when) {
            (
                When::Weekday(weekday, 0),
                When::Day {
                    year: None,
                    month,
                    day,
                    weekday: None,
                },
            )
            | (
                When::Day {
                    year: None,
                    month,
                    day,
                    weekday: None,
                },
                When::Weekday(weekday, 0),
            ) => {
                found.push((month, day, Some(weekday)));
            }
            _ => {}
        }
    }
    found
}

/// *ce mardi 26 juillet 2022*, *today, July 26, 2022*: the day on which the article was written, or the last of them.
fn this_day(document: &Document<'_>) -> Option<Date> {
    let points = |date: &DateExpression| {
        let before = |back: usize| {
            date.tokens
                .start
                .checked_sub(back)
                .map_or("", |at| document.folded(at))
        };
        matches!(before(1), "ce" | "today" | "aujourd'hui")
            || before(1) == "," && matches!(before(2), "today" | "aujourd'hui")
    };
    let days = document.dates().iter().filter(|date| points(date));
    days.filter_map(|date| date.when.whole_day()).max()
}

/// A day without its year close to the whole dates of the article: *ce 7 septembre … jusqu'au 15 septembre 2020*.
fn near_a_whole_date(document: &Document<'_>, periods: &[Period]) -> Option<Date> {
    const CLOSE: i32 = 100;
    let whole = document
        .dates()
        .iter()
        .filter_map(|date| date.when.whole_day());
    let mut whole: Vec<Date> = whole.collect();
    whole.sort_unstable();
    whole.dedup();
    // Several that lie close to each other are as good as one.
    let (first, only) = (*whole.first()?, *whole.last()?);
    if only.since(first).ok()?.get_days() > CLOSE {
        return None;
    }
    document.dates().iter().find_map(|date| {
        let When::Day {
            year: None,
            month,
            day,
            weekday,
        } = date.when
        else {
            return None;
        };
        let found = Anchor::on(only).day_of(month, day, weekday)?;
        let close = only.since(found).ok()?.get_days().abs() <= CLOSE;
        let possible = periods
            .iter()
            .any(|period| (period.first..=period.last).contains(&number(found)));
        (close && possible).then_some(found)
    })
}

fn weekday_beside(document: &Document<'_>, month: i8, day: i8) -> Option<Weekday> {
    days_with_weekday(document)
        .into_iter()
        .find(|(m, d, _)| (*m, *d) == (month, day))
        .and_then(|(_, _, weekday)| weekday)
}

/// The day of writing of an article whose first reader commented on the very weekday that it opens
/// with, or on the day after.
fn day_before_comment(comment: Date, document: &Document<'_>) -> Option<Date> {
    let lead = lead_weekday(document)?;
    [Some(comment), comment.yesterday().ok()]
        .into_iter()
        .flatten()
        .find(|day| day.weekday() == lead)
}

/// The day of writing nearest to a dated event: the weekday that the article opens with, on or after the event.
fn day_of_writing(event: Date, document: &Document<'_>) -> Date {
    match lead_weekday(document) {
        Some(weekday) if weekday != event.weekday() => {
            event.nth_weekday(1, weekday).unwrap_or(event)
        }
        _ => event,
    }
}

/// The first weekday by which the article tells what has happened.
fn lead_weekday(document: &Document<'_>) -> Option<Weekday> {
    document.dates().iter().find_map(|date| match date.when {
        When::Weekday(weekday, 0) if !date.ahead => Some(weekday),
        When::Day {
            year: None,
            weekday: Some(weekday),
            ..
        } if !date.ahead => Some(weekday),
        _ => None,
    })
}

fn on(day: Date) -> Period {
    Period {
        first: number(day),
        last: number(day),
    }
}

fn number(day: Date) -> u32 {
    u32::try_from(day.year()).unwrap_or(0) * 10_000
        + u32::from(day.month().unsigned_abs()) * 100
        + u32::from(day.day().unsigned_abs())
}
