//! Date expressions of English: *on Thursday night*, *July 14, 2016*, *two days later*, *earlier this week*.

use jiff::civil::Weekday;

use super::When;
use super::reader::{Hit, Reader};
use crate::text::calendar::{self, Unit};

impl Reader<'_> {
    /// The date expression at a token.
    pub(super) fn english(&self, index: usize) -> Hit {
        if let Some(weekday) = calendar::weekday(self.at(index)) {
            return Some(self.english_weekday(index, weekday));
        }
        self.day_month(index, None)
            .or_else(|| self.month_day(index, None))
            .or_else(|| self.weekend(index))
            .or_else(|| self.english_story(index))
            .or_else(|| self.english_relative(index))
            .or_else(|| self.bare_year(index))
    }

    /// *Thursday*, *Thursday, July 14*, *last Thursday night*, *Thursday of last week*.
    fn english_weekday(&self, index: usize, weekday: Weekday) -> (usize, When) {
        let mut next = index + 1;
        while matches!(self.at(next), "," | "the") {
            next += 1;
        }
        let full = self
            .month_day(next, Some(weekday))
            .filter(|(_, when)| matches!(when, When::Day { .. }))
            .or_else(|| self.day_month(next, Some(weekday)));
        if let Some(full) = full {
            return full;
        }
        let end = index + 1 + usize::from(part_of_day(self.at(index + 1)));
        let of = usize::from(self.at(end) == "of");
        if self.at(end + of) == "last" && self.at(end + of + 1) == "week" {
            return (end + of + 2, When::Weekday(weekday, -2));
        }
        let direction = match self.before(index) {
            "last" | "past" => -1,
            "next" => 1,
            _ => 0,
        };
        (end, When::Weekday(weekday, direction))
    }

    /// *the following day*, *a day earlier*, *two days later*, *the same day*: counted from the day last told.
    fn english_story(&self, index: usize) -> Hit {
        let before = self.before(index);
        let day = |at: usize| self.at(at) == "day" || part_of_day(self.at(at));
        let (end, count) = match self.at(index) {
            "following" | "next" if before == "the" && day(index + 1) => (index + 2, 1),
            "previous" | "preceding" if before == "the" && day(index + 1) => (index + 2, -1),
            "same" if matches!(before, "the" | "that" | "this") && day(index + 1) => (index + 2, 0),
            "that" if day(index + 1) && !matches!(self.at(index + 1), "night") => (index + 2, 0),
            "that" if self.at(index + 1) == "night" => (index + 2, 0),
            "day" if before == "the" && matches!(self.at(index + 1), "before" | "after") => {
                // *the day after the vote* counts from the vote.
                let sign = if self.at(index + 1) == "before" {
                    -1
                } else {
                    1
                };
                let open = self
                    .tokens
                    .list()
                    .get(index + 2)
                    .is_none_or(|token| token.kind != crate::text::TokenKind::Word)
                    || index + 2 >= self.end
                    || self.at(index + 2) == "that";
                if !open {
                    return None;
                }
                (index + 2, sign)
            }
            _ => return self.later_than(index),
        };
        Some((end, When::Story(Unit::Day, count)))
    }

    /// *two days later*, *a week earlier*, *three days before*.
    fn later_than(&self, index: usize) -> Hit {
        let count = calendar::count(self.at(index))?;
        let unit = calendar::unit(self.at(index + 1))?;
        let sign = match self.at(index + 2) {
            "later" => 1,
            "earlier" | "previously" => -1,
            _ => return None,
        };
        Some((index + 3, When::Story(unit, sign * count)))
    }

    /// *yesterday*, *this morning*, *last week*, *two days ago*.
    fn english_relative(&self, index: usize) -> Hit {
        let word = self.at(index);
        let part = usize::from(part_of_day(self.at(index + 1)));
        match word {
            "yesterday" => Some((index + 1 + part, When::Offset(Unit::Day, -1))),
            "today" | "tonight" => Some((index + 1, When::Offset(Unit::Day, 0))),
            "tomorrow" => Some((index + 1 + part, When::Offset(Unit::Day, 1))),
            "last" | "next" | "this" => {
                let direction = match word {
                    "last" => -1,
                    "next" => 1,
                    _ => 0,
                };
                match self.at(index + 1) {
                    "night" => Some((index + 2, When::Offset(Unit::Day, direction))),
                    "morning" | "afternoon" | "evening" => {
                        Some((index + 2, When::Offset(Unit::Day, 0)))
                    }
                    unit @ ("week" | "month" | "year") => {
                        Some((index + 2, When::Offset(calendar::unit(unit)?, direction)))
                    }
                    _ => None,
                }
            }
            "in" => {
                let count = calendar::count(self.at(index + 1))?;
                let unit = calendar::unit(self.at(index + 2))?;
                // `in two days` looks ahead; `in 10 years` of anything else may not: only with `time` or at a clause end.
                let ahead = matches!(self.at(index + 3), "'s" | "time" | "." | ",");
                (ahead && !self.ranks(index)).then_some((index + 3, When::Offset(unit, count)))
            }
            _ if self.at(index + 2) == "ago" => {
                let count = calendar::count(word)?;
                let unit = calendar::unit(self.at(index + 1))?;
                Some((index + 3, When::Offset(unit, -count)))
            }
            _ => None,
        }
    }

    /// *the **second** meeting in three days*, *the **worst** violence in five years*: the span over which something is ranked.
    fn ranks(&self, index: usize) -> bool {
        const REACH: usize = 8;
        (index.saturating_sub(REACH)..index)
            .rev()
            .map(|before| self.at(before))
            .take_while(|word| !matches!(*word, "," | ";" | "." | "will" | "would"))
            .any(|word| {
                matches!(
                    word,
                    "first"
                        | "second"
                        | "third"
                        | "fourth"
                        | "fifth"
                        | "sixth"
                        | "most"
                        | "only"
                        | "worst"
                        | "best"
                ) || word.len() > 5 && word.ends_with("est") && !is_no_superlative(word)
            })
    }
}

fn is_no_superlative(word: &str) -> bool {
    matches!(
        word,
        "protest"
            | "arrest"
            | "interest"
            | "request"
            | "forest"
            | "contest"
            | "harvest"
            | "suggest"
    ) || word.ends_with("west")
}

fn part_of_day(word: &str) -> bool {
    matches!(
        word,
        "night" | "morning" | "evening" | "afternoon" | "midday" | "noon"
    )
}
