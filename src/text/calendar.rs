//! The words of the calendar, without accents.

use jiff::civil::Weekday;

/// A weekday by its French or English name.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "lundi" | "monday" => Weekday::Monday,
        "mardi" | "tuesday" => Weekday::Tuesday,
        "mercredi" | "wednesday" => Weekday::Wednesday,
        "jeudi" | "thursday" => Weekday::Thursday,
        "vendredi" | "friday" => Weekday::Friday,
        "samedi" | "saturday" => Weekday::Saturday,
        "dimanche" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// A month by its French or English name.
pub(super) fn month(word: &str) -> Option<i8> {
    Some(match word {
        "janvier" | "january" | "jan" | "jan." | "janv." => 1,
        "fevrier" | "february" | "feb" | "feb." | "fevr." | "fev." => 2,
        "mars" | "march" | "mar" | "mar." => 3,
        "avril" | "april" | "apr" | "apr." | "avr." => 4,
        "mai" | "may" => 5,
        "juin" | "june" | "jun" => 6,
        "juillet" | "july" | "jul" | "juil." => 7,
        "aout" | "august" | "aug" | "aug." => 8,
        "septembre" | "september" | "sept" | "sept." | "sep." => 9,
        "octobre" | "october" | "oct" | "oct." => 10,
        "novembre" | "november" | "nov" | "nov." => 11,
        "decembre" | "december" | "dec" | "dec." => 12,
        _ => return None,
    })
}

/// A day of the month: `14`, `1er`, `3rd`.
pub(super) fn day(word: &str) -> Option<i8> {
    // Asked of every word of a text: most are none.
    if !word.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let digits = word
        .trim_end_matches("er")
        .trim_end_matches("st")
        .trim_end_matches("nd")
        .trim_end_matches("rd")
        .trim_end_matches("th");
    if digits.len() > 2 {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// A year written with four digits.
pub(super) fn year(word: &str) -> Option<i16> {
    if word.len() != 4 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    word.parse()
        .ok()
        .filter(|year| (1800..=2199).contains(year))
}

/// A small number in digits or words.
pub(super) fn count(word: &str) -> Option<i32> {
    Some(match word {
        "un" | "une" | "a" | "an" | "one" => 1,
        "deux" | "two" | "couple" => 2,
        "trois" | "three" => 3,
        "quatre" | "four" => 4,
        "cinq" | "five" => 5,
        "six" => 6,
        "sept" | "seven" => 7,
        "huit" | "eight" => 8,
        "neuf" | "nine" => 9,
        "dix" | "ten" => 10,
        "douze" | "twelve" => 12,
        "quinze" | "fifteen" => 15,
        "vingt" | "twenty" => 20,
        "trente" | "thirty" => 30,
        _ if !word.as_bytes().first()?.is_ascii_digit() => return None,
        _ => return word.parse().ok().filter(|count| (1..=400).contains(count)),
    })
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// A unit by its name.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "jour" | "jours" | "day" | "days" => Unit::Day,
        "semaine" | "semaines" | "week" | "weeks" => Unit::Week,
        "mois" | "month" | "months" => Unit::Month,
        "an" | "ans" | "annee" | "annees" | "year" | "years" => Unit::Year,
        _ => return None,
    })
}
