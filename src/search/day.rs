//! Days as the index counts them: `20160714`.

/// The first day of a date, a month or a year, or the last; of a time, its day. `None` for what is none of them.
pub fn day(date: &str, is_end: bool) -> Option<i64> {
    let mut parts = date.split('T').next()?.split('-');
    let mut number = |digits: usize| match parts.next() {
        Some(part) if part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(part.parse::<i64>().ok())
        }
        Some(_) => None,
        None => Some(None),
    };
    let year = number(4)??;
    // No month has more days than 31, and nothing is published on the others.
    let month = number(2)?.unwrap_or(if is_end { 12 } else { 1 });
    let day = number(2)?.unwrap_or(if is_end { 31 } else { 1 });
    let exists = (1..=12).contains(&month) && (1..=31).contains(&day) && parts.next().is_none();
    exists.then_some(year * 10_000 + month * 100 + day)
}

/// The day on which something became news, in an order in which `2016` comes before `2016-07`, and that before all its
/// days; so as texts do. `None` for what is none of them.
pub fn news_day(date: &str) -> Option<i64> {
    day(date, false)?;
    let mut parts = date.split('T').next()?.split('-');
    let mut number = || {
        parts
            .next()
            .map_or(Some(0), |part| part.parse::<i64>().ok())
    };
    let (year, month, day) = (number()?, number()?, number()?);
    Some(year * 10_000 + month * 100 + day)
}

/// A day as [`news_day`] has it, as text.
pub fn written_day(day: i64) -> String {
    match (day / 10_000, day / 100 % 100, day % 100) {
        (year, 0, _) => format!("{year:04}"),
        (year, month, 0) => format!("{year:04}-{month:02}"),
        (year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_days_are_in_the_order_of_their_texts() {
        let texts = ["2015-12-31", "2016", "2016-06-30", "2016-07", "2016-07-01"];
        let days: Vec<i64> = texts.iter().filter_map(|it| news_day(it)).collect();
        assert!(days.is_sorted() && days.len() == texts.len(), "{days:?}");
        let written: Vec<String> = days.into_iter().map(written_day).collect();
        assert_eq!(written, texts);
        assert_eq!(news_day("2016-07-14T23:00:00Z"), Some(20_160_714));
        assert_eq!(news_day("Juillet"), None);
    }

    #[test]
    fn days_are_numbers_in_their_order() {
        assert_eq!(day("2016-07-14", false), Some(20_160_714));
        assert_eq!(day("2016-07-14T23:00:00Z", true), Some(20_160_714));
        assert_eq!(day("2016-07", false), Some(20_160_701));
        assert_eq!(day("2016-07", true), Some(20_160_731));
        assert_eq!(day("2016", true), Some(20_161_231));
        for wrong in ["", "Juillet", "2016-13", "2016-7-1", "2016-07-14-1", "16"] {
            assert_eq!(day(wrong, false), None, "{wrong}");
        }
    }
}
