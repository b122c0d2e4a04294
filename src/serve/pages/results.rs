//! The answer to a query as a page.

use std::borrow::Borrow;
use std::io::Write as _;

use crate::export::{Passages, shortened};
use crate::store::model::{GraphName, Term};
use crate::store::{Answer, Deadline, Question, RdfFormat, StoreError, write_triples};

use super::draw::{BARS, Bars, Map, Spot, point};
use super::frame::Frame;
use super::render;
use super::sparql::{Outcome, Page};
use super::term::Shown;
use crate::serve::answer::Outlet;
use crate::serve::asof::Seen;
use crate::vocab::xsd;

/// A page shows this many rows and says so; programs get all. Rows of passages of real articles take 80 bytes each on
/// their way, and no page should take more than 60 kB.
pub(in crate::serve) const ROWS_SHOWN: usize = 500;
/// The same for triples, in bytes of N-Triples.
const TRIPLES_SHOWN_BYTES: usize = 400_000;

/// A cell of so many characters is not broken into lines.
const BRIEF: usize = 10;

/// Rows of an answer, as far as they are shown.
pub(in crate::serve) struct Table {
    pub(in crate::serve) names: Vec<String>,
    pub(in crate::serve) rows: Vec<Vec<Option<Cell>>>,
    pub(in crate::serve) whole: bool,
}

/// A term of an answer.
pub(in crate::serve) struct Cell {
    pub(in crate::serve) shown: Shown,
    /// Its value, if it is a number.
    pub(in crate::serve) number: Option<f64>,
    /// Where it is on the globe, if it is a point: east and north.
    pub(in crate::serve) point: Option<(f64, f64)>,
}

impl Cell {
    fn of(term: &Term, shown: Shown) -> Self {
        Self {
            shown,
            number: number(term),
            point: point(term),
        }
    }

    /// Whether it is best kept on one line: a date, a code.
    pub(in crate::serve) fn is_brief(&self) -> bool {
        self.shown.text.chars().count() <= BRIEF
    }

    /// A term as it is written.
    #[cfg(test)]
    pub(in crate::serve) fn plain(term: &Term) -> Self {
        let text = match term {
            Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        };
        Self::of(term, Shown::text(text))
    }
}

/// The value of a number.
fn number(term: &Term) -> Option<f64> {
    let Term::Literal(literal) = term else {
        return None;
    };
    let datatype = literal.datatype().as_str().strip_prefix(xsd::PREFIX)?;
    let is_number = ["integer", "decimal", "double", "float", "int", "long"].contains(&datatype);
    let number: f64 = literal.value().parse().ok().filter(|_| is_number)?;
    number.is_finite().then_some(number)
}

impl Table {
    /// Whether a column has numbers.
    pub(in crate::serve) fn is_of_numbers(&self, column: impl Borrow<usize>) -> bool {
        let column = *column.borrow();
        let cells = self.rows.iter().filter_map(|row| row.get(column)?.as_ref());
        cells.take(1).any(|cell| cell.number.is_some())
    }

    /// Whether it can be drawn as a `chart` or as a `map`.
    pub(in crate::serve) fn suits(&self, format: impl AsRef<str>) -> bool {
        match format.as_ref() {
            "chart" => Bars::suit(&self.rows),
            "map" => self
                .rows
                .iter()
                .flatten()
                .flatten()
                .any(|it| it.point.is_some()),
            _ => false,
        }
    }

    /// The picture that is asked for, if it can be drawn.
    pub(in crate::serve) fn picture(&self, frame: &Frame) -> Option<String> {
        match frame.param("format") {
            "chart" => {
                let bars = Bars::of(frame.t("chart"), &self.rows)?;
                Some(render(&bars))
            }
            "map" => Some(render(&Map::of(frame.t("map"), &self.spots())?)),
            _ => None,
        }
    }

    /// What is said below the picture.
    pub(in crate::serve) fn caption(&self, frame: &Frame) -> Option<String> {
        match frame.param("format") {
            "map" => Some(frame.t("map.note").to_owned()),
            _ if self.rows.len() > BARS => Some(frame.with_value("chart.first", BARS.to_string())),
            _ => None,
        }
    }

    /// Whether a picture is asked for that cannot be drawn.
    pub(in crate::serve) fn lacks_picture(&self, frame: &Frame) -> bool {
        let format = frame.param("format");
        ["chart", "map"].contains(&format) && !self.suits(format)
    }

    /// The points of its rows, each under the first name of its row, with the first number.
    fn spots(&self) -> Vec<Spot> {
        let spots = self.rows.iter().filter_map(|row| {
            let cells = || row.iter().flatten();
            let named = cells().find(|it| it.number.is_none() && it.point.is_none());
            Some(Spot {
                point: cells().find_map(|it| it.point)?,
                name: named.map_or_else(String::new, |it| it.shown.text.clone()),
                count: cells().find_map(|it| it.number),
            })
        });
        spots.collect()
    }
}

/// Evaluates a question and writes its answer as a page.
pub(in crate::serve) fn write(
    frame: &Frame,
    seen: &Seen<'_>,
    query: &str,
    question: &Question,
    deadline: &Deadline,
    outlet: &mut Outlet,
) -> Result<(), StoreError> {
    let outcome = outcome(seen, question, deadline)?;
    let page = render(&Page {
        frame,
        query,
        outcome,
        problem: None,
    });
    outlet.write_all(page.as_bytes())?;
    Ok(())
}

/// Evaluates a question, as far as a page shows its answer.
pub(in crate::serve) fn outcome(
    seen: &Seen<'_>,
    question: &Question,
    deadline: &Deadline,
) -> Result<Outcome, StoreError> {
    seen.store.with_answer(question, deadline, |answer| {
        Ok(match answer {
            Answer::Boolean(value) => Outcome::Boolean(value),
            answer @ Answer::Triples(_) => turtle(seen, answer)?,
            answer @ Answer::Rows(_) => Outcome::Rows(table(seen, answer)?),
        })
    })
}

/// Reads triples, up to what is shown; of passages so much as is published.
fn turtle(seen: &Seen<'_>, answer: Answer) -> Result<Outcome, StoreError> {
    let Answer::Triples(triples) = answer else {
        return Err(StoreError::BadRequest(
            "the query has no triples".to_owned(),
        ));
    };
    let (mut shown, mut bytes, mut whole) = (Vec::new(), 0, true);
    for triple in triples {
        let mut quad = triple?.in_graph(GraphName::DefaultGraph);
        seen.settings.passages().apply(&mut quad);
        bytes += quad.to_string().len();
        if bytes > TRIPLES_SHOWN_BYTES {
            whole = false;
            break;
        }
        shown.push(quad);
    }
    let mut text = Vec::new();
    write_triples(&shown, RdfFormat::Turtle, &mut text)?;
    Ok(Outcome::Triples(
        String::from_utf8_lossy(&text).into_owned(),
        whole,
    ))
}

/// Reads rows into a table, up to what is shown.
fn table(seen: &Seen<'_>, answer: Answer) -> Result<Table, StoreError> {
    let Answer::Rows(mut rows) = answer else {
        return Err(StoreError::BadRequest("the query has no rows".to_owned()));
    };
    let mut table = Table {
        names: rows
            .variables()
            .iter()
            .map(|variable| variable.as_str().to_owned())
            .collect(),
        rows: Vec::new(),
        whole: true,
    };
    for row in rows.by_ref() {
        let row = row?;
        if table.rows.len() == ROWS_SHOWN {
            table.whole = false;
            break;
        }
        table.rows.push(
            row.values()
                .iter()
                .map(|term| {
                    let term = term.as_ref()?;
                    Some(Cell::of(term, shown(term, seen)))
                })
                .collect(),
        );
    }
    Ok(table)
}

/// A term as a cell; of a passage so much as is published.
fn shown(term: &Term, seen: &Seen<'_>) -> Shown {
    let mut shown = Shown::term(term, None, seen);
    if matches!(term, Term::Literal(_)) && seen.settings.passages() == Passages::Short {
        shown.text = shortened(&shown.text).into_owned();
    }
    shown
}
