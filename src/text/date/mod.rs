//! Dates as the text has them, and what they mean once it is known when the text was written.
//!
//! ```text
//! jeudi soir · vendredi 15 juillet · il y a dix jours · fin février · last week · on Saturday · the following day
//! ```

mod days;
mod english;
mod french;
mod meaning;
mod reader;

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::calendar::Unit;
use super::sentence::Sentence;

pub(super) use reader::find;

/// A date in Extended Date/Time Format, level 0 or 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edtf(String);

impl Edtf {
    /// A day.
    pub fn day(day: Date) -> Self {
        Self(day.to_string())
    }

    /// A month.
    pub fn month(year: i16, month: i8) -> Self {
        Self(format!("{year:04}-{month:02}"))
    }

    /// From one day to another.
    pub fn days(first: Date, last: Date) -> Self {
        Self(format!("{first}/{last}"))
    }

    /// A year.
    pub fn year(year: i16) -> Self {
        Self(format!("{year:04}"))
    }

    /// The date as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Edtf> for String {
    fn from(date: Edtf) -> Self {
        date.0
    }
}

/// A date expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpression {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says.
    pub when: When,
    /// Whether the verb that governs it looks ahead.
    pub ahead: bool,
    /// The day from which [`When::Story`] counts, and whether its verb looks ahead.
    pub base: Option<(When, bool)>,
    /// The last of several days: *du 3 **au 5 mars***, *Thursday **and Friday***.
    pub last: Option<When>,
}

/// What a date expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day of a month, with as much of weekday and year as the text gives.
    Day {
        /// The year, where written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// The weekday, where written.
        weekday: Option<Weekday>,
    },
    /// A month.
    Month {
        /// The year, where written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
    },
    /// A year.
    Year(i16),
    /// A weekday, with *last* (-1), *next* (1) or *of last week* (-2) where written.
    Weekday(Weekday, i8),
    /// A weekday and the day of a month that the text does not name: *lundi 5*.
    WeekdayOn {
        /// The weekday.
        weekday: Weekday,
        /// 1 to 31.
        day: i8,
    },
    /// So many units before (negative) or after the day of writing: *hier*, *il y a dix jours*, *le mois prochain*.
    Offset(Unit, i32),
    /// So many units before or after the day last told: *la veille*, *two days later*.
    Story(Unit, i32),
}

impl When {
    /// The day, where the text names its year too.
    pub fn whole_day(&self) -> Option<Date> {
        match *self {
            When::Day {
                year: Some(year),
                month,
                day,
                ..
            } => Date::new(year, month, day).ok(),
            _ => None,
        }
    }

    /// Whether it names one day.
    pub fn is_day(&self) -> bool {
        matches!(
            self,
            When::Day { .. }
                | When::Weekday(..)
                | When::WeekdayOn { .. }
                | When::Offset(Unit::Day, _)
                | When::Story(Unit::Day, _)
        )
    }

    /// Whether it is counted in days or weeks from the very day of writing.
    fn counts_from_writing(self) -> bool {
        matches!(self, When::Offset(Unit::Day | Unit::Week, _))
    }
}

impl DateExpression {
    /// The same expression where it is known whether what it dates lies ahead.
    #[must_use]
    pub fn towards(&self, ahead: Option<bool>) -> Self {
        Self {
            ahead: ahead.unwrap_or(self.ahead),
            ..self.clone()
        }
    }

    /// Whether it means nothing without the very day of writing: *hier*, *la semaine dernière*.
    pub fn counts_from_writing(&self) -> bool {
        self.when.counts_from_writing()
            || self
                .base
                .is_some_and(|(when, _)| when.counts_from_writing())
    }
}

/// Gives expressions that count from the day last told (*le lendemain*) that day: the last one named before, in the
/// sentences shortly before.
pub(super) fn tell(dates: &mut [DateExpression], sentences: &[Sentence]) {
    const BACK: usize = 5;
    let mut last: Option<(usize, When, bool, i32)> = None;
    let mut sentence = 0;
    for date in dates {
        while sentences
            .get(sentence)
            .is_some_and(|known| known.tokens.end <= date.tokens.start)
        {
            sentence += 1;
        }
        match date.when {
            When::Story(unit, count) => {
                let Some((_, base, ahead, days)) =
                    last.filter(|(number, ..)| number + BACK >= sentence)
                else {
                    continue;
                };
                date.base = Some((base, ahead));
                // Counting goes on from counting: *le lendemain … deux jours plus tard*.
                let days = match unit {
                    Unit::Day => days + count,
                    Unit::Week => days + count.saturating_mul(7),
                    Unit::Month | Unit::Year => continue,
                };
                date.when = When::Story(Unit::Day, days);
                last = Some((sentence, base, ahead, days));
            }
            when if when.is_day() && !date.ahead => last = Some((sentence, when, false, 0)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
