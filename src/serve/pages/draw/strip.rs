//! Facts on a strip of time.

use std::collections::BTreeMap;

use askama::Template;

use crate::serve::pages::fact::Sentence;
use crate::serve::pages::view::View;
use crate::vocab::dm;

/// Marks of one lane are stacked so high; more on the same day are not told apart.
const STACKED: usize = 8;
/// So many actors have a lane.
const ACTORS: usize = 8;

/// Facts on a strip of time, in lanes by class or by actor.
#[derive(Template)]
#[template(path = "draw_timeline.html")]
pub(in crate::serve::pages) struct Strip {
    label: String,
    lanes: Vec<Lane>,
    ticks: Vec<(String, String, &'static str)>,
    height: usize,
}

struct Lane {
    name: String,
    y: usize,
    marks: Vec<Mark>,
}

/// A day is a dot, anything vaguer a line from its first to its last day.
struct Mark {
    from: String,
    to: Option<String>,
    y: usize,
    title: String,
    /// Its class, for colour and shape.
    kind: &'static str,
}

/// Days since the year 1, near enough for a picture.
fn day(date: &str) -> Option<i64> {
    let date: jiff::civil::Date = date.parse().ok()?;
    let epoch = jiff::civil::date(1, 1, 1);
    epoch
        .until(date)
        .ok()
        .map(|span| i64::from(span.get_days()))
}

/// Hundredths of a per cent as SVG has them.
fn share(part: i64, whole: i64) -> String {
    let hundredths = if whole <= 0 {
        5000
    } else {
        part * 9200 / whole + 400
    };
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// A fact on the strip.
struct Row<'a> {
    fact: &'a str,
    class: &'a str,
    from: i64,
    to: i64,
}

impl Row<'_> {
    /// The class, for colour and shape.
    fn kind(&self) -> &'static str {
        match self.class {
            dm::MEETING => "meeting",
            dm::PROPOSAL => "proposal",
            _ => "statement",
        }
    }
}

/// A span of days.
#[derive(Clone, Copy)]
struct Days {
    first: i64,
    length: i64,
}

impl Days {
    fn place(self, day: i64) -> String {
        share(day - self.first, self.length)
    }
}

impl View<'_> {
    /// Whether the lanes of the strip are actors.
    pub(in crate::serve::pages) fn lanes_are_actors(&self) -> bool {
        self.frame.param("lanes") == "actor"
    }

    /// Draws the rows of a query with `fact`, `kind`, `earliest` and `latest`.
    pub(in crate::serve::pages) fn strip(&self, query: &str) -> Option<Strip> {
        let rows: Vec<Row<'_>> = self
            .rows(query)
            .iter()
            .filter_map(|row| {
                let (from, to) = (day(row.text("earliest"))?, day(row.text("latest"))?);
                Some(Row {
                    fact: row.iri("fact")?,
                    class: row.iri("kind")?,
                    from,
                    to: to.max(from),
                })
            })
            .collect();
        let first = rows.iter().map(|row| row.from).min()?;
        let length = rows.iter().map(|row| row.to).max()? - first;
        let days = Days { first, length };
        let named = if self.lanes_are_actors() {
            self.by_actor(&rows)
        } else {
            self.by_class(&rows)
        };
        let mut y = 0;
        let mut lanes = Vec::new();
        for (name, rows) in named.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            let (lane, bottom) = self.lane(name, &rows, days, y);
            lanes.push(lane);
            y = bottom;
        }
        let at = |day: i64, anchor| {
            let date = jiff::civil::date(1, 1, 1)
                .checked_add(jiff::Span::new().days(day))
                .ok()?;
            Some((days.place(day), self.date(&date.to_string()), anchor))
        };
        let ticks = if length == 0 {
            vec![at(first, "middle")]
        } else {
            vec![at(first, "start"), at(first + length, "end")]
        };
        Some(Strip {
            label: self.frame.t("timeline.picture").to_owned(),
            lanes,
            ticks: ticks.into_iter().flatten().collect(),
            height: y + 22,
        })
    }

    fn by_class<'a>(&self, rows: &'a [Row<'a>]) -> Vec<(String, Vec<&'a Row<'a>>)> {
        [
            (dm::MEETING, "kind.meetings"),
            (dm::PROPOSAL, "kind.proposals"),
            (dm::STATEMENT, "kind.statements"),
        ]
        .into_iter()
        .map(|(class, key)| {
            let of_class = rows.iter().filter(|row| row.class == class).collect();
            (self.frame.t(key).to_owned(), of_class)
        })
        .collect()
    }

    /// A lane for each of those who are in most facts, and one for the facts without any of them.
    fn by_actor<'a>(&self, rows: &'a [Row<'a>]) -> Vec<(String, Vec<&'a Row<'a>>)> {
        let mut facts: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
        for row in rows {
            let mut actors: Vec<&str> = [dm::PARTICIPANT, dm::PROPOSER, dm::SPEAKER, dm::ADDRESSEE]
                .iter()
                .flat_map(|role| self.bag.iris(row.fact, role))
                .collect();
            actors.sort_unstable();
            actors.dedup();
            for actor in actors {
                facts.entry(actor).or_default().push(row);
            }
        }
        let mut lanes: Vec<(&str, Vec<&Row<'_>>)> = facts.into_iter().collect();
        lanes.sort_by(|a, b| (b.1.len(), a.0).cmp(&(a.1.len(), b.0)));
        lanes.truncate(ACTORS);
        let rest = rows
            .iter()
            .filter(|row| {
                let told = lanes.iter().flat_map(|(_, rows)| rows);
                !told.into_iter().any(|other| other.fact == row.fact)
            })
            .collect();
        let mut named: Vec<_> = lanes
            .into_iter()
            .map(|(actor, rows)| (self.name(actor), rows))
            .collect();
        named.push((self.frame.t("timeline.others").to_owned(), rest));
        named
    }

    /// Draws a lane that begins at a height, and says where it ends.
    fn lane(&self, name: String, rows: &[&Row<'_>], days: Days, y: usize) -> (Lane, usize) {
        let mut taken: BTreeMap<i64, usize> = BTreeMap::new();
        let mut marks = Vec::new();
        let top = y + 22;
        let mut deepest = 1;
        for row in rows {
            let level = taken
                .entry(row.from / (days.length / 40).max(1))
                .or_default();
            if *level >= STACKED {
                continue;
            }
            let title = Sentence::alone(row.fact, &self.bag, self.frame, self.seen)
                .map(|it| format!("{} · {}", it.date, it.plain()));
            marks.push(Mark {
                from: days.place(row.from),
                to: (row.to > row.from).then(|| days.place(row.to)),
                y: top + *level * 11 + 8,
                title: title.unwrap_or_default(),
                kind: row.kind(),
            });
            *level += 1;
            deepest = deepest.max(*level);
        }
        let lane = Lane {
            name,
            y: y + 15,
            marks,
        };
        (lane, top + deepest * 11 + 12)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_whole_numbers() {
        assert_eq!(share(0, 10), "4.00%");
        assert_eq!(share(10, 10), "96.00%");
        assert_eq!(share(1, 3), "34.66%");
        assert_eq!(share(0, 0), "50.00%");
        assert_eq!(day("0001-01-02"), Some(1));
        assert_eq!(day("2016"), None);
    }
}
