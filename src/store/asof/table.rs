//! Quads in columns of numbers, each with the time in which it was so, in as many orders as patterns ask for.

use std::ops::Range;

/// Subject, property, object, graph.
pub(super) type Pattern = [Option<u32>; 4];

/// A quad, since how many articles it was so, and with how many it was no longer.
pub(super) type Row = [u32; 6];

/// The place of each part of a quad.
pub(super) const SUBJECT: usize = 0;
pub(super) const PROPERTY: usize = 1;
pub(super) const OBJECT: usize = 2;
pub(super) const GRAPH: usize = 3;
const SINCE: usize = 4;
const UNTIL: usize = 5;

/// Which columns go first, in each order.
const ORDERS: [[usize; 4]; 4] = [
    [GRAPH, SUBJECT, PROPERTY, OBJECT],
    [SUBJECT, PROPERTY, OBJECT, GRAPH],
    [PROPERTY, OBJECT, SUBJECT, GRAPH],
    [OBJECT, SUBJECT, PROPERTY, GRAPH],
];
const BY_GRAPH: usize = 0;
const BY_SUBJECT: usize = 1;
const BY_PROPERTY: usize = 2;
const BY_OBJECT: usize = 3;

/// Quads of which none ends is so until then.
pub(super) const FOREVER: u32 = u32::MAX;

/// Rows, and the orders in which they are found.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) orders: [Order; 4],
}

/// One order of the rows of a table.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Where the rows of each number in the first column begin.
    pub(super) starts: Vec<u32>,
    /// The places of rows.
    pub(super) places: Vec<u32>,
}

/// Part of an order, in which rows that fit are.
#[derive(Clone, Debug)]
pub(super) struct Found {
    order: usize,
    range: Range<usize>,
}

fn part(row: &Row, column: usize) -> u32 {
    row.get(column).copied().unwrap_or_default()
}

fn bound(pattern: &Pattern, column: usize) -> Option<u32> {
    pattern.get(column).copied().flatten()
}

impl Table {
    /// Of rows in any order, with numbers below `terms`.
    pub(super) fn of(mut rows: Vec<Row>, terms: usize) -> Self {
        let key = |row: &Row, columns: &[usize; 4]| columns.map(|column| part(row, column));
        rows.sort_unstable_by_key(|row| key(row, &ORDERS[BY_GRAPH]));
        let orders = std::thread::scope(|scope| {
            let rows = &rows;
            let sorting = ORDERS.map(|columns| {
                scope.spawn(move || {
                    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                    let mut places: Vec<u32> = (0..count).collect();
                    if columns != ORDERS[BY_GRAPH] {
                        places.sort_unstable_by_key(|place| {
                            rows.get(*place as usize).map(|row| key(row, &columns))
                        });
                    }
                    let [first, ..] = columns;
                    let mut starts = vec![0_u32; terms + 1];
                    for row in rows {
                        if let Some(next) = starts.get_mut(part(row, first) as usize + 1) {
                            *next += 1;
                        }
                    }
                    let mut sum = 0;
                    for start in &mut starts {
                        sum += *start;
                        *start = sum;
                    }
                    Order { starts, places }
                })
            });
            sorting.map(|sorting| {
                sorting
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
        });
        Self { rows, orders }
    }

    /// Where the rows are that may fit a pattern: the smallest part of an order that is at hand.
    pub(super) fn find(&self, pattern: &Pattern) -> Found {
        let is_bound = |column| bound(pattern, column).is_some();
        let order = match (is_bound(SUBJECT), is_bound(PROPERTY), is_bound(OBJECT)) {
            (true, false, true) => BY_OBJECT,
            (true, ..) if is_bound(GRAPH) => BY_GRAPH,
            (true, ..) => BY_SUBJECT,
            (false, true, _) => BY_PROPERTY,
            (false, false, true) => BY_OBJECT,
            (false, false, false) => BY_GRAPH,
        };
        let range = self.range(order, pattern);
        if is_bound(GRAPH) && order != BY_GRAPH {
            let in_graph = self.range(BY_GRAPH, pattern);
            if in_graph.len() < range.len() {
                return Found {
                    order: BY_GRAPH,
                    range: in_graph,
                };
            }
        }
        Found { order, range }
    }

    fn range(&self, order: usize, pattern: &Pattern) -> Range<usize> {
        let (Some(columns), Some(Order { starts, places })) =
            (ORDERS.get(order), self.orders.get(order))
        else {
            return 0..0;
        };
        let [first, others @ ..] = columns;
        let Some(wanted) = bound(pattern, *first) else {
            return 0..places.len();
        };
        let start = |at: usize| starts.get(at).map_or(0, |start| *start as usize);
        let mut range = start(wanted as usize)..start(wanted as usize + 1);
        for column in others {
            let Some(wanted) = bound(pattern, *column) else {
                break;
            };
            let within = places.get(range.clone()).unwrap_or_default();
            let value = |place: &u32| self.rows.get(*place as usize).map(|row| part(row, *column));
            let low = within.partition_point(|place| value(place) < Some(wanted));
            let high = within.partition_point(|place| value(place) <= Some(wanted));
            range = range.start + low..range.start + high;
        }
        range
    }

    /// The next row of what was found that fits a pattern, and was so with so many articles.
    pub(super) fn next(&self, found: &mut Found, pattern: &Pattern, out: u32) -> Option<[u32; 4]> {
        let places = &self.orders.get(found.order)?.places;
        loop {
            let place = places.get(found.range.next()?)?;
            let row = self.rows.get(*place as usize)?;
            let [subject, property, object, graph, since, until] = *row;
            let quad = [subject, property, object, graph];
            let fits = |(wanted, is): (&Option<u32>, &u32)| wanted.is_none_or(|it| it == *is);
            if since <= out && out < until && pattern.iter().zip(&quad).all(fits) {
                return Some(quad);
            }
        }
    }

    /// How many rows were so with so many articles.
    pub(super) fn count(&self, out: u32) -> usize {
        let was = |row: &&Row| part(row, SINCE) <= out && out < part(row, UNTIL);
        self.rows.iter().filter(was).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look like chance and are the same each time.
    fn numbers() -> impl FnMut(u32) -> u32 {
        let mut state = 1_u32;
        move |below| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        }
    }

    #[test]
    fn every_pattern_finds_what_looking_at_all_rows_finds() {
        let mut number = numbers();
        let mut rows: Vec<Row> = (0..400)
            .map(|_| {
                let since = number(5);
                let until = if number(3) == 0 { since + 2 } else { FOREVER };
                [number(9), number(4), number(12), number(5), since, until]
            })
            .collect();
        rows.sort_unstable();
        rows.dedup_by_key(|row| [row[0], row[1], row[2], row[3]]);
        let table = Table::of(rows.clone(), 12);
        for _ in 0..2000 {
            let mut wanted = |below| (number(2) == 0).then(|| number(below));
            let pattern = [wanted(9), wanted(4), wanted(13), wanted(5)];
            let out = number(7);
            let mut found = table.find(&pattern);
            let mut fitting: Vec<[u32; 4]> =
                std::iter::from_fn(|| table.next(&mut found, &pattern, out)).collect();
            fitting.sort_unstable();
            let expected: Vec<[u32; 4]> = rows
                .iter()
                .filter(|row| row[4] <= out && out < row[5])
                .map(|row| [row[0], row[1], row[2], row[3]])
                .filter(|quad| {
                    let fits =
                        |(wanted, is): (&Option<u32>, &u32)| wanted.is_none_or(|it| it == *is);
                    pattern.iter().zip(quad).all(fits)
                })
                .collect();
            assert_eq!(fitting, expected, "{pattern:?} with {out}");
        }
        assert_eq!(
            table.count(0),
            rows.iter().filter(|row| row[4] == 0).count()
        );
    }
}
