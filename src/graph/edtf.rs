//! Dates as EDTF, level 0 and 1, and what RDF says of them: a typed value, and the first and last day.
//!
//! Level 1 years beyond four digits (`Y170000002`) are refused: no news article needs them.

use crate::vocab::xsd;
use jiff::civil::Date;

/// A date that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edtf {
    /// The value as XSD has it: lexical form and datatype. `None` for intervals, seasons and decades.
    pub value: Option<(String, &'static str)>,
    /// First day that the date allows; `None` where it is open.
    pub earliest: Option<Date>,
    /// Last day that the date allows; `None` where it is open.
    pub latest: Option<Date>,
}

impl Edtf {
    /// Reads EDTF level 0 or 1.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(written: &str) -> Result<Self, String> {
        if let Some((from, to)) = written.split_once('/') {
            return interval(from, to);
        }
        moment(written)
    }

    /// The day, where the date is one.
    pub fn day(&self) -> Option<Date> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }
}

/// `from/to`, either of which may be `..` (open) or empty (unknown), but not both.
fn interval(from: &str, to: &str) -> Result<Edtf, String> {
    let end = |part: &str| match part {
        "" | ".." => Ok(None),
        part if part.contains('/') => Err("an interval has one slash".to_owned()),
        part => moment(part).map(Some),
    };
    let (from, to) = (end(from)?, end(to)?);
    if from.is_none() && to.is_none() {
        return Err("an interval needs a beginning or an end".to_owned());
    }
    let earliest = from.and_then(|date| date.earliest);
    let latest = to.and_then(|date| date.latest);
    if let (Some(first), Some(last)) = (earliest, latest)
        && first > last
    {
        return Err("the interval ends before it begins".to_owned());
    }
    Ok(Edtf {
        value: None,
        earliest,
        latest,
    })
}

/// A date, month, year, season or decade, with time and qualifier where they are allowed.
fn moment(written: &str) -> Result<Edtf, String> {
    if !written.is_ascii() {
        return Err("a date is written in ASCII".to_owned());
    }
    let unqualified = written.strip_suffix(['?', '~', '%']).unwrap_or(written);
    let (date, time) = match unqualified.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (unqualified, None),
    };
    let parts: Vec<&str> = date.split('-').collect();
    if let Some(time) = time {
        if parts.len() != 3 {
            return Err("only a whole date has a time".to_owned());
        }
        check_time(time)?;
    }
    match parts.as_slice() {
        [year] => years(year),
        [year, month] => month_or_season(year, month),
        [year, month, day] => whole_date(year, month, day),
        _ => Err("expected YYYY, YYYY-MM or YYYY-MM-DD".to_owned()),
    }
}

/// `2016`, `201X`, `20XX`.
fn years(year: &str) -> Result<Edtf, String> {
    let known = year.trim_end_matches('X');
    if year.len() != 4 || year.len() - known.len() > 2 {
        return Err(format!("`{year}` is not a year of four digits"));
    }
    let number = |filler: &str| number(&format!("{known}{filler}"), 4, "year");
    let filler = |digit: &str| digit.repeat(year.len() - known.len());
    let (first, last) = (number(&filler("0"))?, number(&filler("9"))?);
    Ok(Edtf {
        value: (first == last).then(|| (year.to_owned(), xsd::G_YEAR)),
        earliest: Some(day_of(first, 1, 1)?),
        latest: Some(day_of(last, 12, 31)?),
    })
}

/// `2016-07`, `2016-XX`, and the seasons `2016-21` to `2016-24` (northern: spring is March to May).
fn month_or_season(year: &str, month: &str) -> Result<Edtf, String> {
    if month == "XX" {
        return years(year).map(|date| Edtf {
            value: whole_year(year),
            ..date
        });
    }
    let year_number = number(year, 4, "year")?;
    let (value, first, last) = match number(month, 2, "month")? {
        month @ 1..=12 => {
            let value = (format!("{year_number:04}-{month:02}"), xsd::G_YEAR_MONTH);
            let first = day_of(year_number, month, 1)?;
            (Some(value), first, first.last_of_month())
        }
        season @ 21..=23 => {
            let first = day_of(year_number, (season - 20) * 3, 1)?;
            (
                None,
                first,
                day_of(year_number, (season - 20) * 3 + 2, 1)?.last_of_month(),
            )
        }
        // Winter runs over the turn of the year; EDTF does not say which, so both ends are allowed.
        24 => (
            None,
            day_of(year_number, 1, 1)?,
            day_of(year_number, 12, 31)?,
        ),
        _ => return Err(format!("`{month}` is neither a month nor a season")),
    };
    Ok(Edtf {
        value,
        earliest: Some(first),
        latest: Some(last),
    })
}

/// `2016-07-14`, `2016-07-XX`, `2016-XX-XX`.
fn whole_date(year: &str, month: &str, day: &str) -> Result<Edtf, String> {
    match (month, day) {
        ("XX", "XX") => return month_or_season(year, month),
        (month, "XX") if number(month, 2, "month")? <= 12 => return month_or_season(year, month),
        _ => {}
    }
    let (year, month, day) = (
        number(year, 4, "year")?,
        number(month, 2, "month")?,
        number(day, 2, "day")?,
    );
    let date = day_of(year, month, day)?;
    Ok(Edtf {
        value: Some((date.to_string(), xsd::DATE)),
        earliest: Some(date),
        latest: Some(date),
    })
}

/// The year as a value, where all its digits are known.
fn whole_year(year: &str) -> Option<(String, &'static str)> {
    year.bytes()
        .all(|digit| digit.is_ascii_digit())
        .then(|| (year.to_owned(), xsd::G_YEAR))
}

/// `23:00`, `23:00:00`, with `Z`, `+02:00` or `+02`.
fn check_time(time: &str) -> Result<(), String> {
    let clock = time.strip_suffix('Z').or_else(|| {
        let (clock, shift) = time.split_once(['+', '-'])?;
        two_digits(shift, &[14, 59]).then_some(clock)
    });
    if two_digits(clock.unwrap_or(time), &[24, 59, 59]) {
        Ok(())
    } else {
        Err(format!("`{time}` is not a time of day"))
    }
}

/// Groups of two digits divided by colons, at most as many and as large as the limits.
fn two_digits(written: &str, limits: &[i16]) -> bool {
    let groups: Vec<&str> = written.split(':').collect();
    groups.len() <= limits.len()
        && groups
            .iter()
            .zip(limits)
            .all(|(group, limit)| number(group, 2, "").is_ok_and(|n| n <= *limit))
}

fn number(digits: &str, length: usize, what: &str) -> Result<i16, String> {
    let all_digits = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.parse() {
        Ok(number) if all_digits => Ok(number),
        _ => Err(format!("`{digits}` is not a {what} of {length} digits")),
    }
}

fn day_of(year: i16, month: i16, day: i16) -> Result<Date, String> {
    let small = |number: i16| i8::try_from(number).unwrap_or(0);
    Date::new(year, small(month), small(day))
        .map_err(|error| format!("there is no day {year:04}-{month:02}-{day:02}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(written: &str) -> String {
        let date = Edtf::parse(written).unwrap();
        let end = |day: Option<Date>| day.map_or("..".to_owned(), |day| day.to_string());
        let value = date
            .value
            .clone()
            .map_or("-".to_owned(), |(lexical, _)| lexical);
        format!("{value} {} {}", end(date.earliest), end(date.latest))
    }

    #[test]
    fn understands_levels_0_and_1() {
        assert_eq!(shown("2016-07-14"), "2016-07-14 2016-07-14 2016-07-14");
        assert_eq!(shown("2016-07"), "2016-07 2016-07-01 2016-07-31");
        assert_eq!(shown("2016"), "2016 2016-01-01 2016-12-31");
        assert_eq!(
            shown("2016-07-14T23:00+02:00"),
            "2016-07-14 2016-07-14 2016-07-14"
        );
        assert_eq!(
            shown("2016-07-14T23:00"),
            "2016-07-14 2016-07-14 2016-07-14"
        );
        assert_eq!(
            shown("2016-07-14T21:00:00Z"),
            "2016-07-14 2016-07-14 2016-07-14"
        );
        assert_eq!(shown("2016-07-14~"), "2016-07-14 2016-07-14 2016-07-14");
        assert_eq!(shown("2016-07-XX"), "2016-07 2016-07-01 2016-07-31");
        assert_eq!(shown("2016-XX-XX"), "2016 2016-01-01 2016-12-31");
        assert_eq!(shown("201X"), "- 2010-01-01 2019-12-31");
        assert_eq!(shown("2016-21"), "- 2016-03-01 2016-05-31");
        assert_eq!(shown("2016-07-14/2016-07-16"), "- 2016-07-14 2016-07-16");
        assert_eq!(shown("2016-07-14/.."), "- 2016-07-14 ..");
        assert_eq!(shown("/2016-07"), "- .. 2016-07-31");
    }

    #[test]
    fn refuses_what_is_not_a_date() {
        for wrong in [
            "",
            "jeudi",
            "2016-7-14",
            "2016-02-30",
            "2016-13",
            "16",
            "2016-07-14T",
            "2016-07-14T25:00",
            "2016-07T10:00",
            "2016-07-14T10:00+99:00",
            "../..",
            "2016-07-16/2016-07-14",
            "2016-07-14/2016/2017",
            "2016–07",
            "Y17000",
            "+016",
            "2XXX",
            "2016-07-14T10:00:00:00",
        ] {
            assert!(Edtf::parse(wrong).is_err(), "{wrong}");
        }
    }
}
