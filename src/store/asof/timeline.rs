//! All that a store has said while its articles came out, in numbers and in memory: any moment of it can be asked at once.
//!
//! Every quad has the number of articles with which it came and, where a later article changed what is known, the one with which it
//! went. So a moment is a number, and asking about it is asking about all with one comparison more a quad.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use oxigraph::model::Quad;
use tempfile::TempPath;

use super::catalogue::{Catalogue, Entry};
use super::history::{DEFAULT, history, numbered};
use super::reading::read;
use super::table::{FOREVER, GRAPH, Row, Table};
use super::terms::{Numbers, Terms};
use crate::graph::iri::Minter;
use crate::store::{Store, StoreError};

/// What a store has said, and when.
#[derive(Default)]
pub(super) struct Timeline {
    pub(super) terms: Terms,
    pub(super) default: Table,
    pub(super) named: Table,
    /// The numbers of the named graphs.
    pub(super) graphs: Vec<u32>,
    /// The same in a file, once another process has to read it.
    pub(super) file: Mutex<Option<Arc<TempPath>>>,
}

impl Timeline {
    /// Reads what a store holds, and goes through its articles in the order in which they came out. Nothing where that is too much
    /// for memory.
    pub(super) fn of(
        store: &Store,
        catalogue: &Catalogue,
        order: &[&Entry],
        minter: &Minter,
    ) -> Result<Option<Self>, StoreError> {
        let places: HashMap<&str, u32> = order
            .iter()
            .zip(1..)
            .map(|(entry, out)| (entry.id.as_str(), out))
            .collect();
        let since = |entry: &Entry| places.get(entry.id.as_str()).copied();
        let mut numbers = Numbers::default();
        let take = |quads: &mut dyn Iterator<Item = Result<_, StoreError>>| {
            let row = |quad: Result<(Quad, u32), StoreError>| {
                let (quad, since) = quad?;
                let [subject, property, object, graph] = numbered(&mut numbers, &quad);
                let row = [subject, property, object, graph, since, FOREVER];
                Ok((!numbers.are_too_many()).then_some(row))
            };
            quads
                .map(row)
                .collect::<Result<Option<Vec<Row>>, StoreError>>()
        };
        let (summaries, rows) = read(store, catalogue, &since, minter, take)?;
        let Some(mut rows) = rows else {
            return Ok(None);
        };
        rows.extend(history(order, catalogue, summaries, minter, &mut numbers));

        let (terms, numbers) = numbers.in_order();
        let (mut default, mut named) = (vec![], vec![]);
        for mut row in rows {
            let is_default = row.get(GRAPH) == Some(&DEFAULT);
            for part in row.iter_mut().take(GRAPH + 1) {
                *part = numbers.get(*part as usize).copied().unwrap_or_default();
            }
            if is_default { &mut default } else { &mut named }.push(row);
        }
        let mut graphs: Vec<u32> = named
            .iter()
            .filter_map(|row| row.get(GRAPH).copied())
            .collect();
        graphs.sort_unstable();
        graphs.dedup();
        Ok(Some(Self {
            default: Table::of(default, terms.len()),
            named: Table::of(named, terms.len()),
            terms,
            graphs,
            file: Mutex::default(),
        }))
    }

    /// The quads of the default graph, or those of all others.
    pub(super) fn table(&self, is_named: bool) -> &Table {
        if is_named { &self.named } else { &self.default }
    }
}
