//! Who held which office when.
//!
//! Dates in the gazetteer may be cut to month or year, and an end may be missing. What that leaves
//! open is answered with [`Held::Perhaps`], never with a guess.

use super::role::Role;

/// A person's time in an office.
#[derive(Clone, Debug)]
pub struct Tenure {
    /// English name of the state or organisation.
    pub polity: &'static str,
    /// Role key.
    pub role: Role,
    /// English label of the office.
    pub position: &'static str,
    /// Index of the person in the gazetteer.
    pub person: u32,
    start: Bound,
    end: Bound,
}

/// Whether an office was held in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// On no day of it.
    No,
    /// On some days of it, or the source's dates are too coarse to say.
    Perhaps,
    /// On every day of it.
    Yes,
}

/// Days as `yyyymmdd`; the first and last day that a partial date allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bound {
    first: u32,
    last: u32,
}

/// A period of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day as `yyyymmdd`.
    pub first: u32,
    /// Last day as `yyyymmdd`.
    pub last: u32,
}

impl Period {
    /// The days that an EDTF date of level 0 covers; `None` for another form.
    ///
    /// ```
    /// use demarche::link::tenure::Period;
    /// assert_eq!(Period::parse("2016-07").unwrap(), Period { first: 20160701, last: 20160731 });
    /// assert!(Period::parse("juillet").is_none());
    /// ```
    pub fn parse(edtf: &str) -> Option<Self> {
        Bound::parse(edtf.split(['T', '~', '?']).next()?).map(|b| Period {
            first: b.first,
            last: b.last,
        })
    }
}

impl Bound {
    fn parse(date: &str) -> Option<Self> {
        let mut parts = date.split('-').map(|part| part.parse::<u32>().ok());
        let year = parts.next()??;
        Some(match (parts.next(), parts.next()) {
            (None, _) => Bound {
                first: year * 10_000 + 101,
                last: year * 10_000 + 1231,
            },
            (Some(month), None) => Bound {
                first: year * 10_000 + month? * 100 + 1,
                last: year * 10_000 + month? * 100 + 31,
            },
            (Some(month), Some(day)) => {
                let day = year * 10_000 + month? * 100 + day?;
                Bound {
                    first: day,
                    last: day,
                }
            }
        })
    }
}

impl Tenure {
    /// A tenure with dates as the gazetteer writes them.
    pub(super) fn new(
        polity: &'static str,
        role: Role,
        position: &'static str,
        person: u32,
        dates: [&str; 2],
    ) -> Self {
        // A missing start is unknown; a missing end is open.
        let start = Bound::parse(dates[0]).unwrap_or(Bound {
            first: 0,
            last: 99_999_999,
        });
        let end = Bound::parse(dates[1]).unwrap_or(Bound {
            first: OPEN,
            last: OPEN,
        });
        Tenure {
            polity,
            role,
            position,
            person,
            start,
            end,
        }
    }

    /// Whether the office was held throughout a period.
    pub fn held(&self, period: Period) -> Held {
        if period.last < self.start.first || period.first > self.end.last {
            return Held::No;
        }
        // Offices change hands on one day: its predecessor's last day does not make a long period shared.
        if period.first < period.last
            && (period.last == self.start.first || period.first == self.end.last)
        {
            return Held::No;
        }
        let surely_open =
            self.end.first == OPEN && period.last > LAST_SEEN && !self.role.is_watched();
        if period.first >= self.start.last && period.last <= self.end.first && !surely_open {
            Held::Yes
        } else {
            Held::Perhaps
        }
    }

    /// All days on which the office may have been held.
    pub fn span(&self) -> Period {
        Period {
            first: self.start.first,
            last: self.end.last,
        }
    }

    /// Whether the office may have been laid down by the end of a period.
    pub fn before(&self, period: Period) -> bool {
        self.end.last <= period.last
    }
}

const OPEN: u32 = 99_999_999;

/// The sources' snapshots end here: an open end says nothing of later days, except for the offices
/// that were closed by hand.
const LAST_SEEN: u32 = 2022_12_31;

#[cfg(test)]
mod tests {
    use super::*;

    fn tenure(role: &str, start: &str, end: &str) -> Tenure {
        Tenure::new("Russia", Role::parse(role).unwrap(), "", 0, [start, end])
    }

    fn on(tenure: &Tenure, date: &str) -> Held {
        tenure.held(Period::parse(date).unwrap())
    }

    #[test]
    fn whole_dates_decide() {
        let kerry = tenure("foreign-minister", "2013-02-01", "2017-01-20");
        assert_eq!(on(&kerry, "2016-07-14"), Held::Yes);
        assert_eq!(on(&kerry, "2017-02-01"), Held::No);
        assert_eq!(on(&kerry, "2017-01"), Held::Perhaps);
        assert_eq!(on(&kerry, "2016"), Held::Yes);
    }

    #[test]
    fn coarse_dates_leave_the_edges_open() {
        let ivanov = tenure("foreign-minister", "1998", "2004");
        assert_eq!(on(&ivanov, "2001-05-05"), Held::Yes);
        assert_eq!(on(&ivanov, "2004-02-01"), Held::Perhaps);
        assert_eq!(on(&ivanov, "1997-12-31"), Held::No);
    }

    #[test]
    fn an_open_end_is_trusted_only_where_it_was_watched() {
        assert_eq!(
            on(&tenure("president", "2012-05-07", ""), "2025-01-01"),
            Held::Yes
        );
        assert_eq!(
            on(&tenure("minister", "2012-05-07", ""), "2025-01-01"),
            Held::Perhaps
        );
        assert_eq!(
            on(&tenure("minister", "2012-05-07", ""), "2016-01-01"),
            Held::Yes
        );
    }
}
