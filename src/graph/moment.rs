//! A moment of the past from which the graph is looked at: what was published, or extracted, by then.
//!
//! Articles often say the day of their publication only. Such an article is out *by* a moment of that very day
//! only if the moment is the whole day (`2016-07-14`): at noon nobody knows whether it was out yet.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use super::edtf::Edtf;

/// Which of an article's clocks counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Clock {
    /// When the article was published: what could have been read by then.
    #[default]
    Published,
    /// When its facts were extracted: what this graph said by then.
    Extracted,
}

/// Up to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment(Until);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Until {
    /// The end of a day, wherever it ends.
    Day(Date),
    /// A point in time, and what clocks showed where it was said.
    Instant(Timestamp, DateTime),
}

/// When an article came out, as exactly as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// On this day at the latest.
    Day(Date),
    /// At this time of day, in an unknown time zone.
    Local(DateTime),
    /// At this point in time, and what clocks showed there.
    Instant(Timestamp, DateTime),
}

impl Moment {
    /// Reads `2016`, `2016-07`, `2016-07-14` (to the end of it) or `2016-07-14T12:00+02:00`.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(written: &str) -> Result<Self, String> {
        if written.contains('T') {
            return instant(written)
                .map(|(point, local)| Self(Until::Instant(point, local)))
                .ok_or_else(|| {
                    "a time of day needs its offset, as in `2016-07-14T12:00+02:00` or `2016-07-14T10:00Z`"
                        .to_owned()
                });
        }
        let day = Edtf::parse(written)?.latest;
        day.map(|day| Self(Until::Day(day)))
            .ok_or_else(|| "it has no end".to_owned())
    }

    /// Its last second; that of a day in UTC.
    pub fn end(self) -> Timestamp {
        match self.0 {
            Until::Instant(point, _) => point,
            Until::Day(day) => {
                let last = day.at(23, 59, 59, 0).to_zoned(TimeZone::UTC);
                last.map_or(Timestamp::MAX, |last| last.timestamp())
            }
        }
    }

    /// Whether what came out then was certainly out by this moment.
    pub fn includes(self, dated: Dated) -> bool {
        match (self.0, dated) {
            (Until::Day(end), Dated::Day(day)) => day <= end,
            (Until::Day(end), Dated::Local(local) | Dated::Instant(_, local)) => {
                local.date() <= end
            }
            (Until::Instant(_, here), Dated::Day(day)) => day < here.date(),
            (Until::Instant(_, here), Dated::Local(local)) => local <= here,
            (Until::Instant(point, _), Dated::Instant(then, _)) => then <= point,
        }
    }

    /// Where something stands in the order in which it comes out, as moments like this one see it (whole days, or clocks that
    /// show what they show here): a moment that includes it includes all that stands before it.
    pub fn place(self, dated: Dated) -> Place {
        let time = |at: DateTime| Place(at.date(), at.time().duration_since(Time::MIN).as_nanos());
        match (self.0, dated) {
            (_, Dated::Day(day)) => Place(day, i128::MAX),
            (Until::Day(_), Dated::Instant(_, local)) | (_, Dated::Local(local)) => time(local),
            (Until::Instant(point, here), Dated::Instant(then, local)) => {
                let ahead = here
                    .to_zoned(TimeZone::UTC)
                    .map(|here| here.timestamp().duration_since(point));
                let shown = ahead.ok().and_then(|ahead| {
                    let utc = then.to_zoned(TimeZone::UTC).datetime();
                    utc.checked_add(ahead).ok()
                });
                time(shown.unwrap_or(local))
            }
        }
    }
}

/// A day, and nanoseconds of it; what is known by the day stands at the end of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(Date, i128);

impl Dated {
    /// Reads a date in EDTF; `None` where it has no end.
    pub fn parse(written: &str) -> Option<Self> {
        if !written.contains('T') {
            return Edtf::parse(written).ok()?.latest.map(Self::Day);
        }
        if let Some((point, local)) = instant(written) {
            return Some(Self::Instant(point, local));
        }
        written.parse().ok().map(Self::Local)
    }
}

/// A date and time with its offset: the point in time and what clocks showed.
fn instant(written: &str) -> Option<(Timestamp, DateTime)> {
    let (_, time) = written.split_once('T')?;
    let offset = match time.rsplit_once(['+', '-']) {
        Some((_, offset)) => {
            let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "0"));
            let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
            Offset::from_seconds(if time.contains('-') {
                -seconds
            } else {
                seconds
            })
            .ok()?
        }
        None if time.ends_with(['Z', 'z']) => Offset::UTC,
        None => return None,
    };
    let point: Timestamp = written.parse().ok()?;
    Some((point, point.to_zoned(TimeZone::fixed(offset)).datetime()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(moment: &str, dated: &str) -> bool {
        let moment = Moment::parse(moment).unwrap();
        moment.includes(Dated::parse(dated).unwrap())
    }

    #[test]
    fn a_day_is_out_when_it_is_over() {
        assert!(out("2016-07-14", "2016-07-14"));
        assert!(out("2016-07", "2016-07-31"));
        assert!(!out("2016-07", "2016-08-01"));
        assert!(!out("2016-07-14T23:59Z", "2016-07-14"));
        assert!(out("2016-07-15T00:00+02:00", "2016-07-14"));
        assert!(!out("2016-07-20", "2016-07"));
        assert!(out("2016-07-31", "2016-07"));
    }

    #[test]
    fn points_in_time_compare_across_zones() {
        assert!(out("2016-07-14T12:00+02:00", "2016-07-14T10:00Z"));
        assert!(!out("2016-07-14T12:00+02:00", "2016-07-14T10:01Z"));
        assert!(out("2016-07-14T12:00-05:00", "2016-07-14T17:00Z"));
        assert!(out("2016-07-14T12:00+02:00", "2016-07-14T12:00"));
        // The day where it came out.
        assert!(out("2016-07-14", "2016-07-14T23:30-05:00"));
    }

    #[test]
    fn what_is_included_stands_before_what_is_not() {
        let all = [
            "2016-07-13",
            "2016-07-14",
            "2016-07",
            "2016-07-14T00:00",
            "2016-07-14T12:00",
            "2016-07-14T23:30-05:00",
            "2016-07-15T01:00Z",
            "2016-07-15T00:30+02:00",
            "2016-07-15",
        ];
        let all = all.map(|it| Dated::parse(it).unwrap());
        for moment in [
            "2016-07-13",
            "2016-07-14",
            "2016-07-14T22:00Z",
            "2016-07-15T00:00+02:00",
            "2016-07-15T00:30+02:00",
            "2016-07-15T04:30Z",
            "2016-07-15T09:00+09:00",
            "2016-08",
        ] {
            let moment = Moment::parse(moment).unwrap();
            for one in all {
                for other in all {
                    if moment.includes(one) && !moment.includes(other) {
                        assert!(moment.place(one) < moment.place(other), "{one:?} {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for wrong in [
            "",
            "yesterday",
            "2016-13",
            "2016-07-14T12:00",
            "2016-07-14T25:00Z",
            "2016-07-14/..",
        ] {
            assert!(Moment::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Dated::parse("soon"), None);
    }
}
