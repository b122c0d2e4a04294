//! A map of points: the outline of the land, a grid of meridians and parallels, a circle a place.
//!
//! Lengths are tenths of a degree, and north is up. `build.rs` makes the outline of a package (Natural Earth, public
//! domain) where it can; it has no borders, because those are disputed, and without it there is the grid.

use askama::Template;

use super::brief;
use crate::serve::pages::view::View;
use crate::store::model::Term;

/// Rings of land, one a line: least and most of both axes, then the path.
const LAND: &str = include_str!(concat!(env!("OUT_DIR"), "/land.txt"));
/// The picture, in units of its own.
const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 200.0;
/// The western edge of the world: between Alaska and Asia.
const WEST: f64 = -1690.0;
/// No map shows less than this from west to east.
const LEAST: f64 = 500.0;
/// How wide a letter is and how high a line, at the largest that the style sheet makes them.
const LETTER: f64 = 7.0;
const LINE: f64 = 14.0;
/// Names on the map are this long at most.
const NAME: usize = 18;

/// Something at a place.
pub(in crate::serve::pages) struct Spot {
    /// East and north, in degrees.
    pub(in crate::serve::pages) point: (f64, f64),
    pub(in crate::serve::pages) name: String,
    /// How much there is, where that is counted.
    pub(in crate::serve::pages) count: Option<f64>,
}

/// The point of a literal in WKT: `Point(37.6 55.75)`.
pub(in crate::serve::pages) fn point(term: &Term) -> Option<(f64, f64)> {
    let Term::Literal(literal) = term else {
        return None;
    };
    if !literal.datatype().as_str().ends_with("#wktLiteral") {
        return None;
    }
    let text = literal.value().trim();
    let (head, rest) = text.split_once('(')?;
    // A coordinate system may stand before it; places on other planets do not belong here.
    if !head.trim().eq_ignore_ascii_case("point") {
        return None;
    }
    let (east, north) = rest.strip_suffix(')')?.trim().split_once(' ')?;
    let (east, north): (f64, f64) = (east.parse().ok()?, north.trim().parse().ok()?);
    (east.abs() <= 180.0 && north.abs() <= 90.0).then_some((east, north))
}

/// A map. Displaying it gives SVG.
#[derive(Template)]
#[template(path = "draw_map.html")]
pub(in crate::serve::pages) struct Map {
    label: String,
    /// Scale of land, and its north-western corner.
    scale: String,
    west: String,
    north: String,
    land: Vec<&'static str>,
    meridians: Vec<String>,
    parallels: Vec<String>,
    spots: Vec<Drawn>,
}

struct Drawn {
    x: String,
    y: String,
    radius: String,
    title: String,
    /// Text, its place and its anchor, where there is room for it.
    name: Option<(String, String, String, &'static str)>,
}

/// A part of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area {
    west: f64,
    north: f64,
    east: f64,
    south: f64,
}

impl Area {
    fn meets(self, other: Self) -> bool {
        self.west < other.east
            && other.west < self.east
            && self.north < other.south
            && other.north < self.south
    }

    fn holds(self, other: Self) -> bool {
        self.west <= other.west
            && self.north <= other.north
            && other.east <= self.east
            && other.south <= self.south
    }

    /// What is shown of the world so that all points are inside, with room around them.
    fn around(points: &[(f64, f64)]) -> Option<Self> {
        let least = |values: &mut dyn Iterator<Item = f64>| values.reduce(f64::min);
        let most = |values: &mut dyn Iterator<Item = f64>| values.reduce(f64::max);
        let (x, y) = (|it: &(f64, f64)| it.0, |it: &(f64, f64)| it.1);
        let (west, east) = (
            least(&mut points.iter().map(x))?,
            most(&mut points.iter().map(x))?,
        );
        let (north, south) = (
            least(&mut points.iter().map(y))?,
            most(&mut points.iter().map(y))?,
        );
        let wanted = (east - west).max((south - north) * WIDTH / HEIGHT) * 1.3;
        let width = wanted.clamp(LEAST, 3600.0);
        let height = width * HEIGHT / WIDTH;
        // In the middle, but not beyond the edges of the world.
        let west = f64::midpoint(west, east) - width / 2.0;
        let west = west.clamp(WEST, WEST + 3600.0 - width);
        let north = (f64::midpoint(north, south) - height / 2.0).clamp(-900.0, 900.0 - height);
        Some(Self {
            west,
            north,
            east: west + width,
            south: north + height,
        })
    }
}

/// On the plane: tenths of a degree, southwards.
fn flat((east, north): (f64, f64)) -> (f64, f64) {
    let x = east * 10.0;
    (if x < WEST { x + 3600.0 } else { x }, -north * 10.0)
}

/// The rings of land that an area shows.
fn land(area: Area) -> Vec<&'static str> {
    let shown = LAND.lines().filter_map(|line| {
        let (bounds, path) = line.split_once('\t')?;
        let mut bounds = bounds.split(' ').filter_map(|it| it.parse::<f64>().ok());
        let ring = Area {
            west: bounds.next()?,
            north: bounds.next()?,
            east: bounds.next()?,
            south: bounds.next()?,
        };
        ring.meets(area).then_some(path)
    });
    shown.collect()
}

/// Lines of the grid between two edges.
fn grid(from: f64, to: f64, scale: f64) -> Vec<String> {
    let step = if to - from > 1500.0 { 300.0 } else { 100.0 };
    let mut lines = Vec::new();
    let mut at = (from / step).ceil() * step;
    while at <= to {
        lines.push(format!("{:.1}", (at - from) * scale));
        at += step;
    }
    lines
}

impl Map {
    /// Draws points, those with most first; `label` says what it is.
    pub(in crate::serve::pages) fn of(label: &str, spots: &[Spot]) -> Option<Self> {
        let places: Vec<(f64, f64)> = spots.iter().map(|spot| flat(spot.point)).collect();
        let area = Area::around(&places)?;
        let scale = WIDTH / (area.east - area.west);
        let most = spots
            .iter()
            .filter_map(|spot| spot.count)
            .fold(1.0, f64::max);
        let circles: Vec<(f64, f64, f64)> = places
            .iter()
            .zip(spots)
            .map(|((x, y), spot)| {
                let share = spot
                    .count
                    .map_or(0.0, |count| (count.max(0.0) / most).sqrt());
                (
                    (x - area.west) * scale,
                    (y - area.north) * scale,
                    3.0 + share * 5.0,
                )
            })
            .collect();
        let mut names = names(spots, &circles);
        Some(Self {
            label: label.to_owned(),
            scale: format!("{scale:.5}"),
            west: format!("{:.1}", -area.west),
            north: format!("{:.1}", -area.north),
            land: land(area),
            meridians: grid(area.west, area.east, scale),
            parallels: grid(area.north, area.south, scale),
            spots: circles
                .iter()
                .zip(spots)
                .enumerate()
                .map(|(place, ((x, y, radius), spot))| Drawn {
                    x: format!("{x:.1}"),
                    y: format!("{y:.1}"),
                    radius: format!("{radius:.1}"),
                    title: match spot.count {
                        Some(count) => format!("{} · {count}", spot.name),
                        None => spot.name.clone(),
                    },
                    name: names.get_mut(place).and_then(Option::take),
                })
                .collect(),
        })
    }
}

/// Where names stand, the first in the best places; those that would cover others are left out.
fn names(
    spots: &[Spot],
    circles: &[(f64, f64, f64)],
) -> Vec<Option<(String, String, String, &'static str)>> {
    let frame = Area {
        west: 0.0,
        north: 0.0,
        east: WIDTH,
        south: HEIGHT,
    };
    let mut taken: Vec<Area> = circles
        .iter()
        .map(|(x, y, radius)| Area {
            west: x - radius,
            north: y - radius,
            east: x + radius,
            south: y + radius,
        })
        .collect();
    spots
        .iter()
        .zip(circles)
        .map(|(spot, (x, y, radius))| {
            let name = brief(&spot.name, NAME);
            let length = f64::from(u16::try_from(name.chars().count()).unwrap_or(0)) * LETTER;
            let away = radius + 2.0;
            let found = [
                (x + away, y + 4.0, "start"),
                (x - away, y + 4.0, "end"),
                (*x, y - away, "middle"),
                (*x, y + away + 9.0, "middle"),
            ]
            .into_iter()
            .find_map(|(x, y, anchor)| {
                let west = match anchor {
                    "start" => x,
                    "end" => x - length,
                    _ => x - length / 2.0,
                };
                let area = Area {
                    west,
                    north: y + 2.0 - LINE,
                    east: west + length,
                    south: y + 2.0,
                };
                let is_free = frame.holds(area) && !taken.iter().any(|it| it.meets(area));
                is_free.then_some((x, y, anchor, area))
            });
            let (x, y, anchor, area) = found?;
            taken.push(area);
            Some((name, format!("{x:.1}"), format!("{y:.1}"), anchor))
        })
        .collect()
}

impl View<'_> {
    /// Draws the rows of a query with `place`, `point` and `meetings`.
    pub(in crate::serve::pages) fn map(&self, query: &str) -> Option<Map> {
        let spots: Vec<Spot> = self
            .rows(query)
            .iter()
            .filter_map(|row| {
                let count = u32::try_from(row.number("meetings")).unwrap_or(u32::MAX);
                Some(Spot {
                    point: point(row.get("point")?)?,
                    name: self.name(row.iri("place")?),
                    count: Some(f64::from(count)),
                })
            })
            .collect();
        Map::of(self.frame.t("met.map"), &spots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::model::{Literal, NamedNode};

    fn wkt(text: &str) -> Option<(f64, f64)> {
        let datatype = NamedNode::new_unchecked("http://www.opengis.net/ont/geosparql#wktLiteral");
        point(&Literal::new_typed_literal(text, datatype).into())
    }

    fn spot(east: f64, north: f64, name: &str) -> Spot {
        Spot {
            point: (east, north),
            name: name.to_owned(),
            count: Some(2.0),
        }
    }

    #[test]
    fn points_are_read_from_wkt() {
        assert_eq!(wkt("Point(37.6 55.75)"), Some((37.6, 55.75)));
        assert_eq!(wkt("POINT( -1.5 2 )"), Some((-1.5, 2.0)));
        for wrong in [
            "<http://www.wikidata.org/entity/Q405> Point(1 2)",
            "Point(1)",
            "Point(200 2)",
            "Point(1 2",
            "Line(1 2)",
        ] {
            assert_eq!(wkt(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_map_shows_all_its_points_within_its_frame() {
        let spots = [
            spot(37.6, 55.75, "Moscou"),
            spot(-77.0, 38.9, "Washington"),
            spot(178.4, -18.1, "Suva"),
            spot(-171.8, -13.8, "Apia"),
        ];
        let map = Map::of("Carte", &spots).unwrap();
        assert_eq!(map.spots.len(), 4);
        for drawn in &map.spots {
            let (x, y): (f64, f64) = (drawn.x.parse().unwrap(), drawn.y.parse().unwrap());
            assert!(
                (0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y),
                "{x} {y}"
            );
        }
        // Apia lies east of Suva: the map is cut elsewhere.
        assert!(map.spots[3].x.parse::<f64>().unwrap() > map.spots[2].x.parse().unwrap());
        assert!(map.spots[0].name.is_some());
        assert!(map.render().unwrap().contains("Moscou · 2"));
        assert!(Map::of("Carte", &[]).is_none());
    }

    #[test]
    fn names_do_not_cover_each_other() {
        let spots: Vec<Spot> = (0..40).map(|_| spot(2.35, 48.85, "Paris")).collect();
        let map = Map::of("Carte", &spots).unwrap();
        let named = map.spots.iter().filter(|it| it.name.is_some()).count();
        assert!(named <= 4, "{named}");
    }
}
