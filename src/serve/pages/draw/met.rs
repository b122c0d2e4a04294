//! Who met whom: a matrix, and a network around one actor.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::brief;
use crate::serve::pages::term::Shown;
use crate::serve::pages::view::View;
use crate::store::model::{NamedNode, Term};

/// So many actors have a row and a column in the matrix.
const MATRIX: usize = 14;
/// So many stand around the one in the middle of the network.
const AROUND: usize = 29;
/// So many names around the middle of the network are not turned.
const UPRIGHT: usize = 10;
/// Names around the middle are this long at most.
const NAME: usize = 14;

impl View<'_> {
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
    pub(in crate::serve::pages) fn matrix(&self, query: &str) -> Vec<MatrixRow> {
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

    pub(in crate::serve::pages) fn linked(&self, iri: &str) -> Shown {
        self.shown(&Term::NamedNode(NamedNode::new_unchecked(iri)))
    }

    /// One actor in the middle, those whom they met around them.
    pub(in crate::serve::pages) fn network(&self, query: &str) -> Option<Network> {
        let (actors, pairs) = self.met(query);
        let asked = self.frame.param("actor").trim_start_matches("actor/");
        // Nobody stands in for who is not among them.
        let ego = match asked {
            "" => actors.first(),
            asked => actors.iter().find(|iri| local(iri) == asked),
        };
        let ego = ego?.clone();
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
                name: brief(&self.name(iri), NAME),
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
            // Of an odd number nobody stands at the bottom.
            dy: if turned || count.is_multiple_of(2) {
                -14
            } else {
                28
            },
            nodes,
            others: others.into_iter().collect(),
        })
    }
}

/// `Q22316` of `…/actor/Q22316`.
fn local(iri: &str) -> &str {
    iri.split_once("/actor/").map_or(iri, |(_, local)| local)
}

/// A row of the matrix of who met whom.
pub(in crate::serve::pages) struct MatrixRow {
    pub(in crate::serve::pages) number: usize,
    pub(in crate::serve::pages) name: Shown,
    /// The network around this actor.
    pub(in crate::serve::pages) ego: String,
    /// Whether it is the same actor, how many meetings, and how dark that is of 4.
    pub(in crate::serve::pages) cells: Vec<(bool, usize, usize)>,
}

/// An actor and those whom they met.
#[derive(Template)]
#[template(path = "draw_network.html")]
pub(in crate::serve::pages) struct Network {
    label: String,
    ego: String,
    pub(in crate::serve::pages) shown: Shown,
    height: usize,
    /// How far below the middle its name stands.
    dy: i32,
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
