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

#[cfg(test)]
mod tests {
    use super::*;

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
