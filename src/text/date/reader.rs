//! Reads tokens for date expressions: what both languages write alike, and which way an expression looks.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::{DateExpression, When, days};
use crate::text::calendar;
use crate::text::token::{TokenKind, Tokens};

/// Finds the date expressions in a range of tokens.
pub(in crate::text) fn find(
    tokens: &Tokens,
    range: Range<usize>,
    french: bool,
) -> Vec<DateExpression> {
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

pub(super) struct Reader<'t> {
    pub(super) tokens: &'t Tokens,
    pub(super) end: usize,
}

pub(super) type Hit = Option<(usize, When)>;

impl Reader<'_> {
    pub(super) fn at(&self, index: usize) -> &str {
        if index < self.end {
            self.tokens.folded(index)
        } else {
            ""
        }
    }

    pub(super) fn before(&self, index: usize) -> &str {
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
    pub(super) fn day_month(&self, index: usize, weekday: Option<Weekday>) -> Hit {
        let first = || (self.at(index) == "premier").then_some(1);
        let day = calendar::day(self.at(index))
            .or_else(|| days::first_of(self.at(index)))
            .or_else(first)?;
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
    pub(super) fn month_day(&self, index: usize, weekday: Option<Weekday>) -> Hit {
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
    pub(super) fn bare_year(&self, index: usize) -> Hit {
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
            // `devait se rendre à Rome mercredi`: a preposition.
            if french && tokens.lower(index) == "à" {
                continue;
            }
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
