//! Bars: the rows of an answer that has names and numbers.

use askama::Template;

use super::brief;
use crate::serve::pages::results::Cell;

/// So many bars are drawn.
pub(in crate::serve::pages) const BARS: usize = 40;
/// Their names are this long at most, so that they fit beside their number on a telephone.
const NAME: usize = 40;
/// From one bar to the next.
const STEP: usize = 36;

/// Bars, one a row.
#[derive(Template)]
#[template(path = "draw_bars.html")]
pub(in crate::serve::pages) struct Bars {
    label: String,
    bars: Vec<Bar>,
    height: usize,
}

struct Bar {
    name: String,
    value: String,
    /// Where it begins and how long it is, in per cent.
    from: String,
    length: String,
    y: usize,
}

/// Which columns name the bars, and which one measures them.
fn columns(rows: &[Vec<Option<Cell>>]) -> Option<(Vec<usize>, usize)> {
    let count = rows.first()?.len();
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column)?.as_ref());
    let mut measures = (0..count).filter(|column| {
        cells(*column).next().is_some() && cells(*column).all(|cell| cell.number.is_some())
    });
    let names: Vec<usize> = (0..count)
        .filter(|column| cells(*column).any(|cell| cell.number.is_none() && cell.point.is_none()))
        .take(3)
        .collect();
    let first = measures.next()?;
    if names.is_empty() {
        // Numbers by numbers: years and how many.
        return Some((vec![first], measures.next()?));
    }
    Some((names, first))
}

impl Bars {
    /// Whether there is anything to draw.
    pub(in crate::serve::pages) fn suit(rows: &[Vec<Option<Cell>>]) -> bool {
        columns(rows).is_some()
    }

    /// Draws the first rows; `label` says what it is.
    pub(in crate::serve::pages) fn of(label: &str, rows: &[Vec<Option<Cell>>]) -> Option<Self> {
        let (names, measure) = columns(rows)?;
        let told = |row: &[Option<Cell>], column: usize| -> Option<String> {
            Some(row.get(column)?.as_ref()?.shown.text.clone())
        };
        let drawn: Vec<(String, String, f64)> = rows
            .iter()
            .filter_map(|row| {
                let number = row.get(measure)?.as_ref()?.number?;
                let name: Vec<String> = names.iter().filter_map(|it| told(row, *it)).collect();
                Some((name.join(" · "), told(row, measure)?, number))
            })
            .take(BARS)
            .collect();
        let least = drawn.iter().map(|bar| bar.2).fold(0.0, f64::min);
        let most = drawn.iter().map(|bar| bar.2).fold(0.0, f64::max);
        let whole = if most > least { most - least } else { 1.0 };
        let share = |part: f64| format!("{:.2}%", part / whole * 100.0);
        let bars: Vec<Bar> = drawn
            .into_iter()
            .enumerate()
            .map(|(place, (name, value, number))| Bar {
                name: brief(&name, NAME),
                value,
                from: share(number.min(0.0) - least),
                length: share(number.abs()),
                y: place * STEP,
            })
            .collect();
        Some(Self {
            label: label.to_owned(),
            height: bars.len() * STEP,
            bars,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::model::{Literal, Term};

    fn row(cells: &[&str]) -> Vec<Option<Cell>> {
        cells
            .iter()
            .map(|text| {
                let literal = match text.parse::<i64>() {
                    Ok(number) => Literal::from(number),
                    Err(_) => Literal::new_simple_literal(*text),
                };
                Some(Cell::plain(&Term::Literal(literal)))
            })
            .collect()
    }

    #[test]
    fn names_and_a_number_are_bars() {
        let rows = [row(&["a", "b", "4"]), row(&["c", "d", "-1"])];
        let bars = Bars::of("Chart", &rows).unwrap().render().unwrap();
        assert!(bars.contains("a · b"), "{bars}");
        assert!(bars.contains("x=\"20.00%\" width=\"80.00%\""), "{bars}");
        assert!(bars.contains("x=\"0.00%\" width=\"20.00%\""), "{bars}");
        assert!(Bars::suit(&[row(&["2016", "7"])]), "years and how many");
        assert!(!Bars::suit(&[row(&["a", "b"])]) && !Bars::suit(&[row(&["7"])]));
        assert!(!Bars::suit(&[]));
    }
}
