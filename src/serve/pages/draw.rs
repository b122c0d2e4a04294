//! Pictures that the server draws: a strip of time, a matrix and a network of who met whom, bars. The same rows always
//! give the same picture, and beside each stands the table that it was made from.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::term::Shown;
use super::view::View;
use crate::store::model::{NamedNode, Term};
use crate::vocab::dm;

/// So many actors have a row and a column in the matrix.
const MATRIX: usize = 14;
/// So many stand around the one in the middle of the network.
const AROUND: usize = 29;
/// So many names around the middle of the network are not turned.
const UPRIGHT: usize = 10;
/// Marks of one lane are stacked so high; more on the same day are not told apart.
const STACKED: usize = 8;

/// Facts on a strip of time, in lanes by class.
#[derive(Template)]
#[template(path = "draw_timeline.html")]
pub(super) struct Strip {
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
    /// The class of the lane, for its colour and shape.
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

impl View<'_> {
    /// Draws the rows of a query with `fact`, `kind`, `earliest` and `latest`.
    pub(super) fn strip(&self, query: &str) -> Option<Strip> {
        let rows: Vec<(&str, &str, i64, i64)> = self
            .rows(query)
            .iter()
            .filter_map(|row| {
                let (from, to) = (day(row.text("earliest"))?, day(row.text("latest"))?);
                Some((row.iri("fact")?, row.iri("kind")?, from, to.max(from)))
            })
            .collect();
        let first = rows.iter().map(|row| row.2).min()?;
        let last = rows.iter().map(|row| row.3).max()?;
        let length = last - first;
        let mut y = 0;
        let mut lanes = Vec::new();
        for (class, key, kind) in [
            (dm::MEETING, "kind.meetings", "meeting"),
            (dm::PROPOSAL, "kind.proposals", "proposal"),
            (dm::STATEMENT, "kind.statements", "statement"),
        ] {
            let mut taken: BTreeMap<i64, usize> = BTreeMap::new();
            let mut marks = Vec::new();
            let top = y + 22;
            let mut deepest = 1;
            for (fact, _, from, to) in rows.iter().filter(|row| row.1 == class) {
                let level = taken.entry(from / (length / 40).max(1)).or_default();
                if *level >= STACKED {
                    continue;
                }
                let title = self
                    .sentence(fact)
                    .map(|it| format!("{} · {}", it.date, it.plain()));
                marks.push(Mark {
                    from: share(from - first, length),
                    to: (to > from).then(|| share(to - first, length)),
                    y: top + *level * 11 + 8,
                    title: title.unwrap_or_default(),
                    kind,
                });
                *level += 1;
                deepest = deepest.max(*level);
            }
            if !marks.is_empty() {
                lanes.push(Lane {
                    name: self.frame.t(key).to_owned(),
                    y: y + 15,
                    marks,
                });
                y = top + deepest * 11 + 12;
            }
        }
        let at = |part: i64, anchor| {
            let epoch = jiff::civil::date(1, 1, 1);
            let date = epoch
                .checked_add(jiff::Span::new().days(first + part))
                .ok()?;
            Some((share(part, length), self.date(&date.to_string()), anchor))
        };
        let ticks = if length == 0 {
            vec![at(0, "middle")]
        } else {
            vec![at(0, "start"), at(length, "end")]
        };
        Some(Strip {
            label: self.frame.t("timeline.picture").to_owned(),
            lanes,
            ticks: ticks.into_iter().flatten().collect(),
            height: y + 22,
        })
    }

    /// The actors of the pairs in a query, those with most meetings first.
    fn met(&self, query: &str) -> (Vec<String>, BTreeMap<(String, String), usize>) {
        let mut sums: BTreeMap<String, usize> = BTreeMap::new();
        let mut pairs = BTreeMap::new();
        for row in self.rows(query) {
            let (Some(a), Some(b)) = (row.iri("a"), row.iri("b")) else {
                continue;
            };
            let meetings = row.number("meetings");
            *sums.entry(a.to_owned()).or_default() += meetings;
            *sums.entry(b.to_owned()).or_default() += meetings;
            pairs.insert((a.to_owned(), b.to_owned()), meetings);
            pairs.insert((b.to_owned(), a.to_owned()), meetings);
        }
        let mut actors: Vec<(usize, String)> =
            sums.into_iter().map(|(iri, sum)| (sum, iri)).collect();
        actors.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
        (actors.into_iter().map(|(_, iri)| iri).collect(), pairs)
    }

    /// Who met whom, as a table of both.
    pub(super) fn matrix(&self, query: &str) -> Vec<MatrixRow> {
        let (mut actors, pairs) = self.met(query);
        actors.truncate(MATRIX);
        let most = pairs.values().copied().max().unwrap_or(1).max(1);
        actors
            .iter()
            .enumerate()
            .map(|(place, a)| MatrixRow {
                number: place + 1,
                name: self.linked(a),
                ego: self.frame.here("actor", Some(local(a))),
                cells: actors
                    .iter()
                    .map(|b| {
                        let meetings = pairs.get(&(a.clone(), b.clone())).copied().unwrap_or(0);
                        (a == b, meetings, meetings * 4 / most)
                    })
                    .collect(),
            })
            .collect()
    }

    fn linked(&self, iri: &str) -> Shown {
        self.shown(&Term::NamedNode(NamedNode::new_unchecked(iri)))
    }

    /// One actor in the middle, those whom they met around them.
    pub(super) fn network(&self, query: &str) -> Option<Network> {
        let (actors, pairs) = self.met(query);
        let asked = self.frame.param("actor");
        let ego = actors
            .iter()
            .find(|iri| !asked.is_empty() && local(iri) == asked.trim_start_matches("actor/"))
            .or_else(|| actors.first())?
            .clone();
        let around: Vec<&String> = actors
            .iter()
            .filter(|other| pairs.contains_key(&(ego.clone(), (*other).clone())))
            .take(AROUND)
            .collect();
        let count = around.len().max(1);
        // Few names have room enough to stand upright.
        let turned = count > UPRIGHT;
        let mut places: BTreeMap<&str, (i32, i32)> = BTreeMap::new();
        let mut nodes = Vec::new();
        for (place, iri) in around.iter().enumerate() {
            // The first at the top, then clockwise; whole degrees, so that every machine draws the same.
            let degrees = i32::try_from(place * 360 / count).unwrap_or(0) - 90;
            let radians = f64::from(degrees).to_radians();
            #[expect(clippy::cast_possible_truncation, reason = "a few hundred at most")]
            let at = |radius: f64, turn: f64| (radius * turn).round() as i32;
            let (x, y) = (at(80.0, radians.cos()), at(80.0, radians.sin()));
            places.insert(iri, (x, y));
            let left = degrees > 90;
            nodes.push(Node {
                name: brief(&self.name(iri)),
                href: self.frame.here("actor", Some(local(iri))),
                x,
                y,
                turn: match (turned, left) {
                    (false, _) => 0,
                    (true, true) => degrees + 180,
                    (true, false) => degrees,
                },
                anchor: match x {
                    _ if turned => {
                        if left {
                            "end"
                        } else {
                            "start"
                        }
                    }
                    ..-8 => "end",
                    9.. => "start",
                    _ => "middle",
                },
                dx: match x {
                    _ if turned => {
                        if left {
                            -11
                        } else {
                            11
                        }
                    }
                    ..-8 => -11,
                    9.. => 11,
                    _ => 0,
                },
                dy: match x {
                    -8..9 if !turned => {
                        if y < 0 {
                            -12
                        } else {
                            22
                        }
                    }
                    _ => 5,
                },
                meetings: pairs
                    .get(&(ego.clone(), (*iri).clone()))
                    .copied()
                    .unwrap_or(0),
            });
        }
        let mut others = BTreeSet::new();
        for (a, b) in pairs.keys() {
            if let (Some(from), Some(to)) = (places.get(a.as_str()), places.get(b.as_str()))
                && a < b
            {
                others.insert((*from, *to));
            }
        }
        Some(Network {
            label: self.frame.with_value("met.picture", self.name(&ego)),
            ego: self.name(&ego),
            shown: self.linked(&ego),
            height: if turned { 400 } else { 250 },
            nodes,
            others: others.into_iter().collect(),
        })
    }

    /// How much there is of what from each outlet.
    pub(super) fn outlets(&self, query: &str) -> Vec<Outlet> {
        const KINDS: [&str; 4] = [dm::ARTICLE, dm::STATEMENT, dm::PROPOSAL, dm::MEETING];
        let mut outlets: BTreeMap<Option<String>, [usize; 4]> = BTreeMap::new();
        for row in self.rows(query) {
            let counts = outlets
                .entry(row.iri("outlet").map(str::to_owned))
                .or_default();
            let place = KINDS.iter().position(|kind| row.iri("kind") == Some(*kind));
            if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                *count += row.number("n");
            }
        }
        let mut rows: Vec<Outlet> = outlets
            .into_iter()
            .map(|(outlet, counts)| Outlet {
                name: match &outlet {
                    Some(iri) => self.linked(iri),
                    None => Shown::text(self.frame.t("coverage.unknown")),
                },
                counts,
            })
            .collect();
        rows.sort_by(|a, b| (b.counts, &a.name.text).cmp(&(a.counts, &b.name.text)));
        rows
    }
}

/// `Q22316` of `…/actor/Q22316`.
fn local(iri: &str) -> &str {
    iri.split_once("/actor/").map_or(iri, |(_, local)| local)
}

/// A name that fits beside its dot.
fn brief(name: &str) -> String {
    if name.chars().count() <= 14 {
        return name.to_owned();
    }
    name.chars().take(13).chain(['…']).collect()
}

/// A row of the matrix of who met whom.
pub(super) struct MatrixRow {
    pub(super) number: usize,
    pub(super) name: Shown,
    /// The network around this actor.
    pub(super) ego: String,
    /// Whether it is the same actor, how many meetings, and how dark that is of 4.
    pub(super) cells: Vec<(bool, usize, usize)>,
}

/// An actor and those whom they met.
#[derive(Template)]
#[template(path = "draw_network.html")]
pub(super) struct Network {
    label: String,
    ego: String,
    pub(super) shown: Shown,
    height: usize,
    nodes: Vec<Node>,
    others: Vec<((i32, i32), (i32, i32))>,
}

struct Node {
    name: String,
    href: String,
    x: i32,
    y: i32,
    /// How its name is turned, and where it begins.
    turn: i32,
    anchor: &'static str,
    dx: i32,
    dy: i32,
    meetings: usize,
}

/// What there is from one outlet: articles, statements, proposals, meetings.
pub(super) struct Outlet {
    pub(super) name: Shown,
    pub(super) counts: [usize; 4],
}

impl Outlet {
    /// Facts per article, as tenths.
    pub(super) fn rate(&self) -> String {
        let [articles, statements, proposals, meetings] = self.counts;
        let tenths = (statements + proposals + meetings) * 10 / articles.max(1);
        format!("{}.{}", tenths / 10, tenths % 10)
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
