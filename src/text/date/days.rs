//! Several days in one expression: *du 3 au 5 mars*, *March 3-5*, *jeudi et vendredi*, *over the weekend*.

use jiff::civil::{Date, Weekday};

use super::When;
use super::reader::{Hit, Reader};
use crate::text::calendar;

/// `6-7`: the first of two days.
pub(super) fn first_of(word: &str) -> Option<i8> {
    both_of(word).map(|(first, _)| first)
}

fn both_of(word: &str) -> Option<(i8, i8)> {
    // Asked of every word of a text: most are none.
    if !word.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let (first, last) = word.split_once(['-', '–'])?;
    let (first, last) = (calendar::day(first)?, calendar::day(last)?);
    (first < last).then_some((first, last))
}

/// The last day, where the first is known.
pub(super) fn last_day(first: Date, last: When) -> Option<Date> {
    match last {
        When::Day { month, day, .. } => {
            let this = Date::new(first.year(), month, day).ok()?;
            if this > first {
                return Some(this);
            }
            Date::new(first.year() + 1, month, day).ok()
        }
        When::Weekday(weekday, _) => first.nth_weekday(1, weekday).ok(),
        _ => None,
    }
}

/// The weekend of a Saturday on.
const WEEKEND: When = When::Weekday(Weekday::Sunday, 0);

impl Reader<'_> {
    /// The last of the days that an expression from `start` to `end` begins, and one past it.
    pub(super) fn to_last(
        &self,
        start: usize,
        end: usize,
        first: When,
        french: bool,
    ) -> (usize, Option<When>) {
        if (start..end).any(|at| is_weekend(self.at(at))) {
            return (end, Some(WEEKEND));
        }
        // `March 3-5`, `3-5 mars`
        if let When::Day {
            year,
            month,
            weekday: None,
            ..
        } = first
            && let Some((_, day)) = (start..end).find_map(|at| both_of(self.at(at)))
        {
            let last = When::Day {
                year,
                month,
                day,
                weekday: None,
            };
            return (end, Some(last));
        }
        match self.next_day(start, end, first, french) {
            Some((end, last)) => (end, Some(last)),
            None => (end, None),
        }
    }

    /// *… au 5 mars*, *… and Friday*.
    fn next_day(&self, start: usize, end: usize, first: When, french: bool) -> Hit {
        let link = self.at(end);
        let joins = matches!(link, "et" | "and" | "&");
        let from = matches!(
            self.before(start),
            "du" | "from" | "de" | "between" | "entre"
        );
        let reaches = match link {
            "au" | "a" | "to" | "until" | "through" => from,
            "-" | "–" => true,
            _ => false,
        };
        if !joins && !reaches {
            return None;
        }
        let at = end + 1 + usize::from(matches!(self.at(end + 1), "le" | "the" | "on"));
        let next = if french {
            self.french(at)
        } else {
            self.english(at)
        };
        let (next, last) = next?;
        let follows = match (first, last) {
            (When::Weekday(one, 0), When::Weekday(other, 0)) => {
                reaches && one != other || one.next() == other
            }
            (
                When::Day {
                    month,
                    day,
                    weekday: None,
                    ..
                },
                When::Day {
                    month: last_month,
                    day: last_day,
                    weekday: None,
                    ..
                },
            ) => {
                let later = (month, day) < (last_month, last_day) || last_month < month;
                later && (reaches || month == last_month && last_day == day + 1)
            }
            _ => false,
        };
        follows.then_some((next, last))
    }

    /// *ce week-end*, *over the weekend*, *le week-end dernier*.
    pub(super) fn weekend(&self, index: usize) -> Hit {
        if !is_weekend(self.at(index)) {
            return None;
        }
        let (before, after) = (self.before(index), self.at(index + 1));
        let (direction, more) = match (before, after) {
            ("last" | "past", _) => (-1, 0),
            (_, "dernier" | "passe") => (-1, 1),
            ("next" | "coming", _) => (1, 0),
            (_, "prochain") => (1, 1),
            ("this" | "the" | "ce" | "le" | "du", _) => (0, 0),
            _ => return None,
        };
        Some((
            index + 1 + more,
            When::Weekday(Weekday::Saturday, direction),
        ))
    }
}

fn is_weekend(word: &str) -> bool {
    matches!(word, "weekend" | "week-end")
}
