//! When the text was written: the day from which its relative dates count.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar;
use super::date::{DateExpression, When};

/// Where the day of an anchor comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnchorSource {
    /// Metadata or the caller.
    Metadata,
    /// A dateline or a stamp of the page.
    Dateline,
    /// The text's own dates.
    Inferred,
}

/// What is known of the day of writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    day: Option<Date>,
    source: Option<AnchorSource>,
    /// Publication date as metadata give it, where it is less than a day (`2016-07`).
    pub coarse: Option<String>,
    /// Month, day and weekday of a dateline that lacks the year.
    pub without_year: Option<(i8, i8, Option<Weekday>)>,
    /// The text was there on this day (a reader's comment was written): the day of writing is not after it.
    pub not_after: Option<Date>,
}

impl Anchor {
    /// An anchor on a known day.
    pub fn on(day: Date) -> Self {
        Self {
            day: Some(day),
            source: Some(AnchorSource::Metadata),
            ..Self::default()
        }
    }

    /// The same anchor with the day found by other means.
    #[must_use]
    pub fn inferred(&self, day: Date) -> Self {
        Self {
            day: Some(day),
            source: Some(AnchorSource::Inferred),
            ..self.clone()
        }
    }

    /// The same anchor with the day that a dateline or stamp gives.
    #[must_use]
    pub(super) fn dateline(&self, day: Date) -> Self {
        Self {
            day: Some(day),
            source: Some(AnchorSource::Dateline),
            ..self.clone()
        }
    }

    /// The day of writing, if known.
    pub fn day(&self) -> Option<Date> {
        self.day
    }

    /// Where the day comes from.
    pub fn source(&self) -> Option<AnchorSource> {
        self.source
    }

    /// The date that a day and month without a year mean: the one nearest to the day of writing, on the
    /// weekday that the text names. Without a day of writing it stays open.
    pub fn day_of(&self, month: i8, day: i8, weekday: Option<Weekday>) -> Option<Date> {
        let today = self.day?;
        let mut best: Option<(u32, Date)> = None;
        for year in today.year().saturating_sub(2)..=today.year().saturating_add(2) {
            let Ok(date) = Date::new(year, month, day) else {
                continue;
            };
            if weekday.is_some_and(|named| named != date.weekday()) {
                continue;
            }
            let distance = today
                .since(date)
                .map_or(u32::MAX, |span| span.get_days().unsigned_abs());
            if best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, date));
            }
        }
        best.map(|(_, date)| date)
    }
}

impl Anchor {
    /// The day of the month on a weekday, in the month that lies nearest: *lundi 5*.
    pub(super) fn day_on(&self, day: i8, weekday: Weekday) -> Option<Date> {
        let today = self.day?;
        [0, -1, 1].into_iter().find_map(|months| {
            let month = today.first_of_month().checked_add(months.months()).ok()?;
            Date::new(month.year(), month.month(), day)
                .ok()
                .filter(|date| date.weekday() == weekday)
        })
    }
}

/// Reads the anchor of an article from its metadata and the dates of its datelines and stamps.
pub(super) fn read(
    published: Option<&str>,
    lines: &[DateExpression],
    comments: &[DateExpression],
) -> Anchor {
    let mut anchor = Anchor::default();
    if let Some(published) = published {
        let day = published.get(..10).and_then(|day| day.parse::<Date>().ok());
        match day {
            Some(day) => return Anchor::on(day),
            None => {
                anchor.coarse = published
                    .get(..4)
                    .and_then(calendar::year)
                    .map(|_| published.to_owned());
            }
        }
    }
    let days = |list: &[DateExpression]| -> Vec<Date> {
        list.iter()
            .filter_map(|date| date.when.whole_day())
            .collect()
    };
    anchor.not_after = days(comments).into_iter().min();
    for date in lines {
        if let When::Day {
            year: None,
            month,
            day,
            weekday,
        } = date.when
        {
            anchor.without_year.get_or_insert((month, day, weekday));
        }
    }
    match days(lines).first() {
        Some(day) => anchor.dateline(*day),
        None => anchor,
    }
}
