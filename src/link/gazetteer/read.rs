//! The tables of `data/gazetteer/`, as they travel in the binary.

use std::collections::HashMap;

use super::{Country, Metonym, Organisation, Person, Place};
use crate::extract::{Gender, NameClass};
use crate::link::fold::fold;
use crate::link::role::Role;
use crate::link::table::{Row, Table};
use crate::link::tenure::Tenure;

macro_rules! embedded {
    ($file:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/data/gazetteer/",
            $file
        ))
    };
}

pub(super) fn people() -> Vec<Person> {
    let read = |row: Row<'static>| Person {
        name: row.cell(0),
        french: row.cell(1),
        qid: some(row.cell(2)),
        gender: match row.cell(3) {
            "m" => Some(Gender::Masculine),
            "f" => Some(Gender::Feminine),
            _ => None,
        },
        forms: row.cell(4),
        homes: row.cell(5),
    };
    Table::new(embedded!("people.tsv"))
        .rows()
        .map(read)
        .collect()
}

pub(super) fn countries() -> Vec<Country> {
    let read = |row: Row<'static>| Country {
        name: row.cell(0),
        french: row.cell(1),
        qid: some(row.cell(2)),
        status: row.cell(3),
        forms: row.cell(5),
        adjectives: row.cell(6),
    };
    Table::new(embedded!("countries.tsv"))
        .rows()
        .map(read)
        .collect()
}

pub(super) fn places() -> Vec<Place> {
    let read = |row: Row<'static>| Place {
        name: row.cell(0),
        french: row.cell(1),
        qid: some(row.cell(2)),
        country: row.cell(3),
        capital_of: some(row.cell(4)),
        forms: row.cell(6),
    };
    Table::new(embedded!("places.tsv"))
        .rows()
        .map(read)
        .collect()
}

pub(super) fn organisations() -> Vec<Organisation> {
    let read = |row: Row<'static>| Organisation {
        name: row.cell(0),
        french: row.cell(1),
        qid: some(row.cell(2)),
        class: class_of(row.cell(3)),
        country: row.cell(4),
        forms: row.cell(5),
    };
    Table::new(embedded!("organisations.tsv"))
        .rows()
        .map(read)
        .collect()
}

pub(super) fn government_nouns() -> Vec<String> {
    let text = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/lexicon/governments.tsv"
    ));
    Table::new(text)
        .rows()
        .map(|row| fold(row.cell(1)))
        .collect()
}

pub(super) fn metonyms() -> Vec<Metonym> {
    let read = |row: Row<'static>| Metonym {
        name: row.cell(0),
        stands_for: row.cell(1),
        class: class_of(row.cell(2)),
    };
    Table::new(embedded!("additions/metonyms.tsv"))
        .rows()
        .map(read)
        .collect()
}

/// Surnames that mean one person in any news, as written, each with the person's full name.
pub(super) fn surnames() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = Table::new(embedded!("additions/surnames.tsv")).rows();
    rows.map(|row| (row.cell(0), row.cell(1)))
}

/// Tenures in order of polity and role.
pub(super) fn tenures(people: &[Person]) -> Vec<Tenure> {
    let keys: HashMap<&str, u32> = (0..)
        .zip(people)
        .map(|(i, p)| (p.qid.unwrap_or(p.name), i))
        .collect();
    let mut tenures = Vec::new();
    for row in Table::new(embedded!("tenures.tsv")).rows() {
        if let (Some(role), Some(person)) = (Role::parse(row.cell(1)), keys.get(row.cell(3))) {
            let dates = [row.cell(4), row.cell(5)];
            tenures.push(Tenure::new(row.cell(0), role, row.cell(2), *person, dates));
        }
    }
    tenures.sort_by_key(|t| (t.polity, t.role));
    tenures
}

fn class_of(class: &str) -> NameClass {
    match class {
        "medium" => NameClass::Medium,
        "agency" => NameClass::Agency,
        "office" => NameClass::Office,
        "group" => NameClass::Group,
        "capital" => NameClass::Capital,
        _ => NameClass::Organization,
    }
}

fn some(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}
