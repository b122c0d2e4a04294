//! Dates, numbers, lists and quotation marks as English and French print them.

use super::tongue::Tongue;

/// Between a number and what it counts, and before `:` in French.
const NBSP: char = '\u{a0}';
/// Before `;`, `!`, `?` and inside « » in French, and between thousands.
const NARROW: char = '\u{202f}';

const MONTHS: [[&str; 2]; 12] = [
    ["January", "janvier"],
    ["February", "février"],
    ["March", "mars"],
    ["April", "avril"],
    ["May", "mai"],
    ["June", "juin"],
    ["July", "juillet"],
    ["August", "août"],
    ["September", "septembre"],
    ["October", "octobre"],
    ["November", "novembre"],
    ["December", "décembre"],
];

const SEASONS: [[&str; 2]; 4] = [
    ["spring", "printemps"],
    ["summer", "été"],
    ["autumn", "automne"],
    ["winter", "hiver"],
];

/// A number with its thousands apart.
pub(in crate::serve) fn number(value: usize, tongue: Tongue) -> String {
    let digits = value.to_string();
    let apart = match tongue {
        Tongue::En => ',',
        Tongue::Fr => NARROW,
    };
    let mut out = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(apart);
        }
        out.push(digit);
    }
    out
}

/// Words in the quotation marks of a language: those of the page around words of another.
pub(in crate::serve) fn quoted(words: &str, tongue: Tongue) -> String {
    match tongue {
        Tongue::En => format!("“{words}”"),
        Tongue::Fr => format!("«{NARROW}{words}{NARROW}»"),
    }
}

/// What opens and what closes a quotation.
pub(in crate::serve) fn marks(tongue: Tongue) -> (&'static str, &'static str) {
    match tongue {
        Tongue::En => ("“", "”"),
        Tongue::Fr => ("«\u{202f}", "\u{202f}»"),
    }
}

/// What stands between what is said and its content.
pub(in crate::serve) fn colon(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::En => ": ",
        Tongue::Fr => "\u{a0}: ",
    }
}

/// A date in EDTF, in words and no more precise than it is; as it stands, where it is not understood.
pub(in crate::serve) fn date(edtf: &str, tongue: Tongue) -> String {
    let Some((from, to)) = edtf.split_once('/') else {
        return moment(edtf, tongue).unwrap_or_else(|| edtf.to_owned());
    };
    let open = |part: &str| part.is_empty() || part == "..";
    let told = match (open(from), open(to)) {
        (false, false) => interval(from, to, tongue),
        (false, true) => moment(from, tongue).map(|it| tongue.with("date.from", &it)),
        (true, false) => moment(to, tongue).map(|it| tongue.with("date.until", &it)),
        (true, true) => None,
    };
    told.unwrap_or_else(|| edtf.to_owned())
}

/// `14–15 July 2016`: what both ends share is said once.
fn interval(from: &str, to: &str, tongue: Tongue) -> Option<String> {
    let whole = |part: &str| Some((moment(part, tongue)?, part.rsplit_once('-')?.0.to_owned()));
    if let (Some((first, of)), Some((last, of_last))) = (whole(from), whole(to))
        && of == of_last
        && from.len() == 10
        && to.len() == 10
    {
        let day = first.split(NBSP).next()?;
        return Some(format!("{day}–{last}"));
    }
    Some(format!(
        "{} – {}",
        moment(from, tongue)?,
        moment(to, tongue)?
    ))
}

/// A day, a month, a season, a year or a decade, with what qualifies it.
fn moment(edtf: &str, tongue: Tongue) -> Option<String> {
    let plain = edtf.trim_end_matches(['?', '~', '%']);
    let (day, time) = match plain.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (plain, None),
    };
    let mut told = civil(day, tongue)?;
    if let Some(clock) = time.and_then(|time| time.get(..5)) {
        told = match tongue {
            Tongue::En => format!("{told}, {clock}"),
            Tongue::Fr => {
                let (hours, minutes) = clock.split_once(':')?;
                let hours = hours.trim_start_matches('0');
                let hours = if hours.is_empty() { "0" } else { hours };
                format!("{told}, {hours}{NBSP}h{NBSP}{minutes}")
            }
        };
    }
    Some(match edtf.chars().next_back() {
        Some('~') => tongue.with("date.about", &told),
        Some('?') => tongue.with("date.perhaps", &told),
        Some('%') => tongue.with("date.perhaps", &tongue.with("date.about", &told)),
        _ => told,
    })
}

fn civil(day: &str, tongue: Tongue) -> Option<String> {
    let parts: Vec<&str> = day.split('-').collect();
    let year = *parts.first()?;
    if let Some(decade) = year.strip_suffix('X') {
        return (parts.len() == 1 && year.len() == 4)
            .then(|| tongue.with("date.decade", &format!("{decade}0")));
    }
    if year.len() != 4 || !year.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let Some(month) = parts.get(1).filter(|month| **month != "XX") else {
        return Some(year.to_owned());
    };
    let month: usize = month.parse().ok()?;
    if let Some(season) = month.checked_sub(21).and_then(|it| SEASONS.get(it)) {
        return Some(format!("{}{NBSP}{year}", season[tongue as usize]));
    }
    let name = MONTHS.get(month.checked_sub(1)?)?[tongue as usize];
    let Some(number) = parts.get(2).filter(|day| **day != "XX") else {
        return Some(format!("{name}{NBSP}{year}"));
    };
    let number: u8 = number.parse().ok()?;
    Some(match (tongue, number) {
        (Tongue::Fr, 1) => format!("1er{NBSP}{name}{NBSP}{year}"),
        _ => format!("{number}{NBSP}{name}{NBSP}{year}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edtf: &str, en: &str, fr: &str) {
        let plain = |text: String| text.replace([NBSP, NARROW], "_");
        assert_eq!(plain(date(edtf, Tongue::En)), en, "{edtf}");
        assert_eq!(plain(date(edtf, Tongue::Fr)), fr, "{edtf}");
    }

    #[test]
    fn a_date_is_told_no_more_precisely_than_it_is() {
        check("2016-07-14", "14_July_2016", "14_juillet_2016");
        check("2016-08-01", "1_August_2016", "1er_août_2016");
        check("2016-07", "July_2016", "juillet_2016");
        check("2016-07-XX", "July_2016", "juillet_2016");
        check("2016", "2016", "2016");
        check("201X", "2010s", "années 2010");
        check("2016-22", "summer_2016", "été_2016");
        check(
            "2016-07-14T23:05+02:00",
            "14_July_2016, 23:05",
            "14_juillet_2016, 23_h_05",
        );
        check(
            "2016-07-14T00:05",
            "14_July_2016, 00:05",
            "14_juillet_2016, 0_h_05",
        );
        check("2016-07-14~", "about 14_July_2016", "vers 14_juillet_2016");
        check("2016?", "2016 (uncertain)", "2016 (incertain)");
        check(
            "2016-07-14/2016-07-15",
            "14–15_July_2016",
            "14–15_juillet_2016",
        );
        check(
            "2016-07-14/2016-08-01",
            "14_July_2016 – 1_August_2016",
            "14_juillet_2016 – 1er_août_2016",
        );
        check(
            "2016-07-14/..",
            "from 14_July_2016",
            "depuis 14_juillet_2016",
        );
        check("../2016-08", "until August_2016", "jusqu’à août_2016");
    }

    #[test]
    fn what_is_no_date_stays_as_it_is() {
        for text in ["", "../..", "jeudi", "2016-13", "16-07-14", "é/ü"] {
            check(text, text, text);
        }
    }

    #[test]
    fn numbers_and_quotations() {
        assert_eq!(number(1_234_567, Tongue::En), "1,234,567");
        assert_eq!(number(999, Tongue::Fr), "999");
        assert_eq!(quoted("a", Tongue::Fr), "«\u{202f}a\u{202f}»");
    }
}
