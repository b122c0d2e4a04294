//! QuickStatements (version 1) that make Wikidata items of meetings, each claim with its reference: URL, passage, dates of publication and
//! of retrieval. Whoever sends them off looks for items that are there already.
//!
//! A claim is cited from the earliest article that makes it itself, of a meeting that was held: who was expected is no proof of who came.
//!
//! Wikidata wants a day, two participants that have items, and an address that others can open; meetings without are left out, and
//! counted in the notes.

use std::cmp::Ordering;
use std::io::{self, Write};

use super::tables::{Record, WIKIDATA};
use super::{Notes, Source};
use crate::store::StoreError;

/// *meeting*: the class of the new items.
const MEETING: &str = "Q2761147";
/// Wikidata's longest string, in characters.
const LONGEST: usize = 1500;

/// Writes the commands.
pub(super) fn write(source: &Source<'_>, out: &mut dyn Write) -> Result<Notes, StoreError> {
    let mut left_out = LeftOut::default();
    let mut meeting: Option<Meeting> = None;
    WIKIDATA.records(source, |record| {
        if meeting
            .as_ref()
            .is_none_or(|meeting| meeting.iri != record.text("meeting"))
            && let Some(done) = meeting.replace(Meeting::of(&record))
        {
            done.write(out, &mut left_out)?;
        }
        if let Some(meeting) = &mut meeting {
            meeting.reports.extend(Report::of(&record));
        }
        Ok(())
    })?;
    if let Some(last) = meeting {
        last.write(out, &mut left_out)?;
    }
    out.flush()?;
    Ok(left_out.notes())
}

/// A meeting as an item.
struct Meeting {
    iri: String,
    labels: [String; 2],
    participants: Vec<String>,
    places: Vec<String>,
    day: Option<String>,
    /// What the articles say of it, those that have a URL.
    reports: Vec<Report>,
}

/// How many meetings were left out for want of what.
#[derive(Default)]
struct LeftOut {
    day: usize,
    participants: usize,
    address: usize,
}

impl LeftOut {
    fn notes(self) -> Notes {
        [
            (self.day, "they have no day"),
            (
                self.participants,
                "fewer than two of their participants have Wikidata items",
            ),
            (self.address, "none of their articles has a URL"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, why)| format!("{count} meetings left out: {why}"))
        .collect()
    }
}

impl Meeting {
    fn of(record: &Record<'_>) -> Self {
        Self {
            iri: record.text("meeting").to_owned(),
            labels: [record.text("label_en"), record.text("label_fr")].map(string),
            participants: record.list("participants").map(str::to_owned).collect(),
            places: record.list("place").map(str::to_owned).collect(),
            day: record.get("day").map(str::to_owned),
            reports: Vec::new(),
        }
    }

    fn write(mut self, out: &mut dyn Write, left_out: &mut LeftOut) -> io::Result<()> {
        let Some(day) = self.day.as_deref().and_then(time) else {
            left_out.day += 1;
            return Ok(());
        };
        if self.participants.len() < 2 {
            left_out.participants += 1;
            return Ok(());
        }
        if self.reports.is_empty() {
            left_out.address += 1;
            return Ok(());
        }
        self.reports.sort_by(Report::order);
        writeln!(out, "CREATE")?;
        for (language, label) in ["en", "fr"].iter().zip(&self.labels) {
            if label != "\"\"" {
                writeln!(out, "LAST\tL{language}\t{label}")?;
            }
        }
        self.claim(out, "P31", MEETING, |_| true)?;
        for participant in &self.participants {
            self.claim(out, "P710", participant, |report| report.names(participant))?;
        }
        for place in &self.places {
            self.claim(out, "P276", place, |report| report.names(place))?;
        }
        self.claim(out, "P585", &day, |report| report.day == self.day)
    }

    /// One claim with its reference: the first report that tells it of a meeting held, else the first that tells it, else the first of
    /// a meeting held.
    fn claim(
        &self,
        out: &mut dyn Write,
        property: &str,
        value: &str,
        tells: impl Fn(&Report) -> bool,
    ) -> io::Result<()> {
        let best = self
            .reports
            .iter()
            .min_by_key(|report| (!tells(report), !report.held));
        let reference = best.map_or("", |report| report.reference.as_str());
        writeln!(out, "LAST\t{property}\t{value}{reference}")
    }
}

/// What one article says of a meeting.
struct Report {
    /// Whether it says that the meeting was held, or goes on.
    held: bool,
    /// The items of the participants and the place that it names.
    named: Vec<String>,
    day: Option<String>,
    published: Option<String>,
    confidence: f64,
    record: String,
    /// What follows a claim.
    reference: String,
}

impl Report {
    /// Nothing where the article has no URL.
    fn of(record: &Record<'_>) -> Option<Self> {
        Some(Self {
            held: record.get("held").is_some(),
            named: record.list("named").map(str::to_owned).collect(),
            day: record.get("day_told").map(str::to_owned),
            published: record.get("published").map(str::to_owned),
            confidence: record.text("confidence").parse().unwrap_or_default(),
            record: record.text("record").to_owned(),
            reference: reference(record)?,
        })
    }

    fn names(&self, item: &str) -> bool {
        self.named.iter().any(|named| named == item)
    }

    /// Which is cited first: the earliest published (a date that is not known is the last), then the surest.
    fn order(&self, other: &Self) -> Ordering {
        let known = |report: &Self| report.published.is_none();
        known(self)
            .cmp(&known(other))
            .then_with(|| self.published.cmp(&other.published))
            .then_with(|| other.confidence.total_cmp(&self.confidence))
            .then_with(|| self.record.cmp(&other.record))
    }
}

/// The reference to an article: its URL, the words in their language, when it was published and fetched.
fn reference(record: &Record<'_>) -> Option<String> {
    let mut claims = vec![format!("\tS854\t{}", string(record.get("url")?))];
    if let (Some(language), Some(passage)) = (record.get("language"), record.get("passage")) {
        claims.push(format!("\tS1683\t{language}:{}", string(passage)));
    }
    for (property, column) in [("S577", "published"), ("S813", "retrieved")] {
        if let Some(time) = record.get(column).and_then(time) {
            claims.push(format!("\t{property}\t{time}"));
        }
    }
    Some(claims.concat())
}

/// A string: on one line, in quotation marks, without any inside, for which there is no escape; cut where Wikidata would refuse it.
fn string(text: &str) -> String {
    let mut inner: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    inner = inner.replace('"', "”");
    if inner.chars().count() > LONGEST {
        inner = inner.chars().take(LONGEST - 1).chain(['…']).collect();
    }
    format!("\"{inner}\"")
}

/// A time with its precision (9 year, 10 month, 11 day), of a plain EDTF date or a time stamp; nothing for intervals and seasons.
fn time(edtf: &str) -> Option<String> {
    let date = edtf.split('T').next()?.trim_end_matches(['~', '?', '%']);
    let parts: Vec<&str> = date.split('-').collect();
    if !parts
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let (month, day, precision) = match parts.as_slice() {
        [_] => ("00", "00", 9),
        [_, month] if *month <= "12" => (*month, "00", 10),
        [_, month, day] => (*month, *day, 11),
        _ => return None,
    };
    let year = parts.first().filter(|year| year.len() == 4)?;
    Some(format!("+{year}-{month}-{day}T00:00:00Z/{precision}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_say_how_precise_they_are() {
        let told = |edtf| time(edtf).unwrap_or_default();
        assert_eq!(told("2016-07-14"), "+2016-07-14T00:00:00Z/11");
        assert_eq!(told("2016-07-14T23:00+02:00"), "+2016-07-14T00:00:00Z/11");
        assert_eq!(told("2016-07~"), "+2016-07-00T00:00:00Z/10");
        assert_eq!(told("2016"), "+2016-00-00T00:00:00Z/9");
        for vague in ["2016-21", "2016-07-14/2016-07-15", "201X", "", ".."] {
            assert_eq!(told(vague), "", "{vague}");
        }
    }

    #[test]
    fn strings_stay_on_their_line() {
        assert_eq!(string("a \"b\"\n\tc"), "\"a ”b” c\"");
        assert_eq!(string(&"x".repeat(2000)).chars().count(), LONGEST + 2);
    }
}
