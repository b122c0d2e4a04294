//! What a date expression means once it is known when the text was written.

use jiff::ToSpan;
use jiff::civil::Date;

use super::days::last_day;
use super::{DateExpression, Edtf, When};
use crate::text::Anchor;
use crate::text::calendar::Unit;

impl DateExpression {
    /// The date, if the anchor allows one. Nothing is guessed: without an anchor a weekday stays open.
    pub fn resolve(&self, anchor: &Anchor) -> Option<Edtf> {
        match self.when {
            When::Story(unit, count) => {
                let (when, ahead) = self.base?;
                offset(day_of(when, ahead, anchor)?, unit, count, false)
            }
            When::Month {
                year: Some(year),
                month,
            } => Some(Edtf::month(year, month)),
            When::Month { year: None, month } => {
                let today = anchor.day()?;
                let year = nearest_year(today, month, self.ahead);
                Some(Edtf::month(year, month))
            }
            When::Year(year) => Some(Edtf::year(year)),
            When::Offset(unit, count) if unit != Unit::Day => {
                offset(anchor.day()?, unit, count, true)
            }
            when => day_of(when, self.ahead, anchor).map(Edtf::day),
        }
    }

    /// How many days before the day of writing it lies, where it names a day and that day is known.
    pub fn days_ago(&self, anchor: &Anchor) -> Option<i32> {
        let day = day_of(self.when, self.ahead, anchor)?;
        anchor.day()?.since(day).ok().map(|span| span.get_days())
    }

    /// The date with all its days: `2019-03-03/2019-03-05`.
    pub fn resolve_whole(&self, anchor: &Anchor) -> Option<Edtf> {
        let days = || {
            let first = day_of(self.when, self.ahead, anchor)?;
            let last = last_day(first, self.last?)?;
            (first < last).then(|| Edtf::days(first, last))
        };
        days().or_else(|| self.resolve(anchor))
    }
}

/// The day that a day's expression means.
fn day_of(when: When, ahead: bool, anchor: &Anchor) -> Option<Date> {
    match when {
        When::Day {
            year: Some(year),
            month,
            day,
            ..
        } => Date::new(year, month, day).ok(),
        When::Day {
            year: None,
            month,
            day,
            weekday,
        } => anchor.day_of(month, day, weekday),
        When::Weekday(weekday, direction) => {
            let today = anchor.day()?;
            match (direction, today.weekday() == weekday) {
                (0, true) => Some(today),
                (0, false) if ahead => today.nth_weekday(1, weekday).ok(),
                (1, _) => today.nth_weekday(1, weekday).ok(),
                (-2, _) => {
                    let into = i32::from(weekday.to_monday_zero_offset());
                    let back = i32::from(today.weekday().to_monday_zero_offset());
                    today.checked_add((into - back - 7).days()).ok()
                }
                _ => today.nth_weekday(-1, weekday).ok(),
            }
        }
        When::WeekdayOn { weekday, day } => anchor.day_on(day, weekday),
        When::Offset(Unit::Day, count) => anchor.day()?.checked_add(count.days()).ok(),
        When::Month { .. } | When::Year(_) | When::Offset(..) | When::Story(..) => None,
    }
}

/// How many months ahead a bare month is still the coming one where no verb looks ahead: *late August* in July.
const SOON: i8 = 2;

fn nearest_year(today: Date, month: i8, ahead: bool) -> i16 {
    let wait = (month - today.month()).rem_euclid(12);
    let comes = ahead || wait <= SOON;
    match month < today.month() {
        true if comes => today.year() + 1,
        false if !comes => today.year() - 1,
        _ => today.year(),
    }
}

/// So many units after a day. A week has no place in EDTF level 1: counted from the day of writing it is its month, where
/// it lies within one, and in a story the day a week on.
fn offset(from: Date, unit: Unit, count: i32, calendar: bool) -> Option<Edtf> {
    match unit {
        Unit::Day => from.checked_add(count.days()).ok().map(Edtf::day),
        Unit::Week if calendar => {
            let back = i32::from(from.weekday().to_monday_zero_offset());
            let monday = from
                .checked_add((count.checked_mul(7)? - back).days())
                .ok()?;
            let sunday = monday.checked_add(6.days()).ok()?;
            (monday.month() == sunday.month()).then(|| Edtf::month(monday.year(), monday.month()))
        }
        Unit::Week => from
            .checked_add(count.checked_mul(7)?.days())
            .ok()
            .map(Edtf::day),
        Unit::Month => {
            let day = from.first_of_month().checked_add(count.months()).ok()?;
            Some(Edtf::month(day.year(), day.month()))
        }
        Unit::Year => i16::try_from(i32::from(from.year()) + count)
            .ok()
            .map(Edtf::year),
    }
}
