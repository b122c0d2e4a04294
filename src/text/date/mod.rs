//! Dates as the text has them, and what they mean once it is known when the text was written.
//!
//! ```text
//! jeudi soir · vendredi 15 juillet · il y a dix jours · fin février · last week · on Saturday · the following day
//! ```

mod days;
mod english;
mod french;

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::anchor::Anchor;
use super::calendar::{self, Unit};
use super::sentence::Sentence;
use super::token::{TokenKind, Tokens};

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

    /// The date with all its days: `2019-03-03/2019-03-05`.
    pub fn resolve_whole(&self, anchor: &Anchor) -> Option<Edtf> {
        let days = || {
            let first = day_of(self.when, self.ahead, anchor)?;
            let last = days::last_day(first, self.last?)?;
            (first < last).then(|| Edtf::days(first, last))
        };
        days().or_else(|| self.resolve(anchor))
    }

    /// Whether it means nothing without the very day of writing: *hier*, *la semaine dernière*.
    pub fn counts_from_writing(&self) -> bool {
        self.when.counts_from_writing()
            || self
                .base
                .is_some_and(|(when, _)| when.counts_from_writing())
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

/// Finds the date expressions in a range of tokens.
pub(super) fn find(tokens: &Tokens, range: Range<usize>, french: bool) -> Vec<DateExpression> {
    let mut found = Vec::new();
    let mut index = range.start;
    while index < range.end {
        let reader = Reader {
            tokens,
            end: range.end,
        };
        let hit = if french {
            reader.french(index)
        } else {
            reader.english(index)
        }
        .or_else(|| reader.numeric(index));
        match hit {
            Some((end, when)) => {
                let (end, last) = reader.to_last(index, end, when, french);
                let ahead = looks_ahead(tokens, &range, index..end, french);
                found.push(DateExpression {
                    tokens: index..end,
                    when,
                    ahead,
                    base: None,
                    last,
                });
                index = end;
            }
            None => index += 1,
        }
    }
    found
}

struct Reader<'t> {
    tokens: &'t Tokens,
    end: usize,
}

type Hit = Option<(usize, When)>;

impl Reader<'_> {
    fn at(&self, index: usize) -> &str {
        if index < self.end {
            self.tokens.folded(index)
        } else {
            ""
        }
    }

    fn before(&self, index: usize) -> &str {
        index
            .checked_sub(1)
            .map_or("", |before| self.tokens.folded(before))
    }

    /// `2019-10-10`, `26.07.2016`, `26/07/2016`, `2016/07/26`.
    fn numeric(&self, index: usize) -> Hit {
        let token = self.tokens.list().get(index)?;
        if !self
            .at(index)
            .starts_with(|first: char| first.is_ascii_digit())
        {
            return None;
        }
        let word = self.at(index);
        let slashed = [
            self.at(index),
            self.at(index + 1),
            self.at(index + 2),
            self.at(index + 3),
            self.at(index + 4),
        ];
        if slashed[1] == "/" && slashed[3] == "/" && token.kind == TokenKind::Number {
            if let Some(year) = calendar::year(slashed[0]) {
                let when = full(year, slashed[2].parse().ok()?, slashed[4].parse().ok()?)?;
                return Some((index + 5, when));
            }
            let year = calendar::year(slashed[4])?;
            let (first, second) = (slashed[0].parse().ok()?, slashed[2].parse().ok()?);
            // `14/07/2016`; `7/14/2016` can only be the American order.
            let when = full(year, second, first).or_else(|| full(year, first, second))?;
            return Some((index + 5, when));
        }
        // `2018-03-03T10:11` keeps its hour in the token.
        let word = word
            .get(..10)
            .filter(|_| word.as_bytes().get(10) == Some(&b't'))
            .unwrap_or(word);
        let mut parts = word.split(['-', '.']);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        // `03-Mar-2018`
        let month = match calendar::month(second) {
            Some(month) => month,
            None => second.parse().ok()?,
        };
        let when = match calendar::year(first) {
            Some(year) => full(year, month, third.parse().ok()?),
            None => full(calendar::year(third)?, month, first.parse().ok()?),
        }?;
        Some((index + 1, when))
    }

    /// `[weekday] 14 juillet [2016]`, with `weekday` read already.
    fn day_month(&self, index: usize, weekday: Option<Weekday>) -> Hit {
        let day = calendar::day(self.at(index)).or_else(|| days::first_of(self.at(index)))?;
        let mut next = index + 1;
        // `14 et 15 juillet`: the first day shares the month of the second.
        let mut month_at = next;
        let mut shared = false;
        if matches!(
            self.at(next),
            "et" | "and" | "au" | "-" | "–" | "ou" | "or" | "to"
        ) && calendar::day(self.at(next + 1)).is_some()
        {
            month_at = next + 2;
            shared = true;
        }
        if self.at(month_at) == "of" {
            month_at += 1;
        }
        let month = calendar::month(self.at(month_at))?;
        let mut year_at = month_at + 1;
        if self.at(year_at) == "," {
            year_at += 1;
        }
        let year = calendar::year(self.at(year_at));
        if !shared {
            next = if year.is_some() {
                year_at + 1
            } else {
                month_at + 1
            };
        }
        Some((
            next,
            When::Day {
                year,
                month,
                day,
                weekday,
            },
        ))
    }

    /// `July 14[, 2016]`, `July 2016`, `July`.
    fn month_day(&self, index: usize, weekday: Option<Weekday>) -> Hit {
        let month = calendar::month(self.at(index))?;
        if !self.tokens.list().get(index)?.capital {
            return None;
        }
        if let Some(year) = calendar::year(self.at(index + 1)) {
            return Some((
                index + 2,
                When::Month {
                    year: Some(year),
                    month,
                },
            ));
        }
        // `April 03,2025` is one number to the tokens.
        if let Some((day, year)) = self.at(index + 1).split_once(',')
            && let (Some(day), Some(year)) = (calendar::day(day), calendar::year(year))
        {
            let when = When::Day {
                year: Some(year),
                month,
                day,
                weekday,
            };
            return Some((index + 2, when));
        }
        let word = self.at(index + 1);
        if let Some(day) = calendar::day(word).or_else(|| days::first_of(word)) {
            let comma = usize::from(self.at(index + 2) == ",");
            let year = calendar::year(self.at(index + 2 + comma));
            let end = if year.is_some() {
                index + 3 + comma
            } else {
                index + 2
            };
            return Some((
                end,
                When::Day {
                    year,
                    month,
                    day,
                    weekday,
                },
            ));
        }
        // `May` is also a verb and a name: alone it needs a preposition before it.
        let before = self.before(index);
        let sure = !matches!(self.at(index), "may" | "march")
            || matches!(
                before,
                "in" | "since" | "of" | "by" | "last" | "next" | "until" | "early" | "late"
            );
        // So is `Jan`, and other abbreviations: alone they are no date.
        let whole = self.at(index).len() > 4 || matches!(self.at(index), "may" | "june" | "july");
        (sure && whole).then_some((index + 1, When::Month { year: None, month }))
    }

    /// `en 2017`, `in 2017`.
    fn bare_year(&self, index: usize) -> Hit {
        let year = calendar::year(self.at(index))?;
        let before = self.before(index);
        let introduced = matches!(
            before,
            "en" | "in"
                | "depuis"
                | "since"
                | "fin"
                | "debut"
                | "during"
                | "l'annee"
                | "annee"
                | "by"
                | "until"
                | "mid"
        );
        introduced.then_some((index + 1, When::Year(year)))
    }
}

fn full(year: i16, month: i8, day: i8) -> Option<When> {
    Date::new(year, month, day).ok().map(|_| When::Day {
        year: Some(year),
        month,
        day,
        weekday: None,
    })
}

/// Whether the nearest sign of tense within the sentence points to the future.
fn looks_ahead(tokens: &Tokens, sentence: &Range<usize>, date: Range<usize>, french: bool) -> bool {
    const REACH: usize = 14;
    for distance in 1..=REACH {
        let before = date
            .start
            .checked_sub(distance)
            .filter(|index| *index >= sentence.start);
        let after = Some(date.end + distance - 1).filter(|index| *index < sentence.end);
        for index in [before, after].into_iter().flatten() {
            if let Some(ahead) = tense(tokens.folded(index), french) {
                return ahead;
            }
        }
    }
    false
}

fn tense(word: &str, french: bool) -> Option<bool> {
    if french {
        return match word {
            "va" | "vont" | "doit" | "doivent" | "devrait" | "devraient" | "prevu" | "prevue"
            | "prevus" | "prevues" | "attendu" | "attendue" | "attendus" | "prochain"
            | "prochaine" | "devait" | "devaient" | "pourrait" | "sera" => Some(true),
            "a" | "ont" | "avait" | "avaient" | "ete" | "etait" | "etaient" | "est" => Some(false),
            _ if word.len() > 4 && (word.ends_with("ra") || word.ends_with("ront")) => Some(true),
            _ if word.len() > 5 && (word.ends_with("ait") || word.ends_with("aient")) => {
                Some(false)
            }
            _ => None,
        };
    }
    match word {
        "will" | "would" | "shall" | "'ll" | "scheduled" | "due" | "expected" | "planned"
        | "plans" | "plan" | "set" | "upcoming" => Some(true),
        "had" | "was" | "were" | "has" | "have" | "said" | "told" | "met" | "held" | "spoke"
        | "gave" | "took" | "made" | "began" => Some(false),
        _ if word.len() > 4 && word.ends_with("ed") => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
