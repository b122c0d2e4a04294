//! Flat tables: each is one query of `queries/exports`, whose first lines describe its columns.

use std::collections::BTreeMap;

use super::Source;
use crate::store::model::Term;
use crate::store::{Answer, Dataset, Store, StoreError};
use crate::vocab::code;

/// A table and the query that fills it.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) query: &'static str,
}

macro_rules! table {
    ($name:literal) => {
        Table {
            name: $name,
            query: include_str!(concat!("../../queries/exports/", $name, ".rq")),
        }
    };
}

/// The tables that are published.
pub(super) static TABLES: [Table; 8] = [
    table!("statements"),
    table!("proposals"),
    table!("meetings"),
    table!("dyads"),
    table!("evidence"),
    table!("sources"),
    table!("network_nodes"),
    table!("network_edges"),
];

/// What Wikidata would be told; not published as a table.
pub(super) static WIKIDATA: Table = table!("wikidata_meetings");

/// One column, as the query's head describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) unit: &'static str,
    pub(super) values: &'static str,
    pub(super) meaning: &'static str,
    pub(super) source: &'static str,
}

/// What stands between the passages of a cell that has several.
const PASSAGES_APART: &str = " […] ";

impl Column {
    /// Whether its cells are words of articles.
    fn is_words(&self) -> bool {
        ["dm:quote", "oa:exact"].contains(&self.source) && self.name != "language"
    }
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Iri,
    Text,
    Integer,
    Decimal,
    Date,
}

impl Kind {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "iri" => Self::Iri,
            "text" => Self::Text,
            "integer" => Self::Integer,
            "decimal" => Self::Decimal,
            "date" => Self::Date,
            _ => return None,
        })
    }

    /// Its name in the codebook, which is that of XML Schema.
    pub(super) fn datatype(self) -> &'static str {
        match self {
            Self::Iri => "anyURI",
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Date => "date",
        }
    }
}

/// The cells of a row, in the order of the columns; `None` where nothing is told.
pub(super) type Row = Vec<Option<String>>;

impl Table {
    /// The table of that name.
    pub(super) fn named(name: &str) -> &'static Table {
        TABLES
            .iter()
            .find(|table| table.name == name)
            .unwrap_or_else(|| unreachable!("`{name}` is a table"))
    }

    /// What the table holds, in English.
    pub(super) fn about(&self) -> &'static str {
        self.head("# en: ").next().unwrap_or_default()
    }

    /// The same in French.
    pub(super) fn about_fr(&self) -> &'static str {
        self.head("# fr: ").next().unwrap_or_default()
    }

    /// What the head of the query says of the columns, in their order.
    pub(super) fn columns(&self) -> Vec<Column> {
        self.head("# ")
            .filter_map(|line| {
                let mut fields = line.split(" | ").map(str::trim);
                let mut next = || fields.next();
                Some(Column {
                    name: next()?,
                    kind: Kind::parse(next()?)?,
                    unit: next()?,
                    values: next()?,
                    meaning: next()?,
                    source: next()?,
                })
            })
            .collect()
    }

    fn head(&self, mark: &'static str) -> impl Iterator<Item = &'static str> {
        self.query
            .lines()
            .filter_map(move |line| line.strip_prefix(mark))
    }

    /// Evaluates the query and hands each row to `take`.
    pub(super) fn rows(
        &self,
        source: &Source<'_>,
        mut take: impl FnMut(Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let question = Store::question(self.query, None, Dataset::default())?.without_keys();
        let passages = source.publication.passages;
        let words: Vec<usize> = self
            .columns()
            .iter()
            .enumerate()
            .filter(|(_, column)| column.is_words())
            .map(|(place, _)| place)
            .collect();
        source
            .store
            .with_answer(&question, source.deadline, |answer| {
                let Answer::Rows(rows) = answer else {
                    return Err(StoreError::BadRequest(format!(
                        "`{}` is not a query for rows",
                        self.name
                    )));
                };
                for row in rows {
                    let mut row: Row = row?
                        .values()
                        .iter()
                        .map(|cell| cell.as_ref().and_then(text))
                        .collect();
                    for place in &words {
                        if let Some(Some(cell)) = row.get_mut(*place) {
                            passages.apply_to_cell(cell, PASSAGES_APART);
                        }
                    }
                    take(row)?;
                }
                Ok(())
            })
    }

    /// As [`Table::rows`], with cells found by the names of their columns.
    pub(super) fn records(
        &self,
        source: &Source<'_>,
        mut take: impl FnMut(Record<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let places: BTreeMap<&str, usize> = self
            .columns()
            .iter()
            .enumerate()
            .map(|(place, column)| (column.name, place))
            .collect();
        self.rows(source, |row| {
            take(Record {
                places: &places,
                row: &row,
            })
        })
    }
}

/// A row whose cells have names.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    places: &'a BTreeMap<&'static str, usize>,
    row: &'a Row,
}

impl<'a> Record<'a> {
    /// The cell of that column, if it tells something.
    pub(super) fn get(&self, column: &str) -> Option<&'a str> {
        self.row.get(*self.places.get(column)?)?.as_deref()
    }

    /// The cell, or nothing as text.
    pub(super) fn text(&self, column: &str) -> &'a str {
        self.get(column).unwrap_or_default()
    }

    /// The values of a cell that may hold several.
    pub(super) fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text(column)
            .split('|')
            .filter(|value| !value.is_empty())
    }
}

/// A term as a cell; an empty text tells nothing.
fn text(term: &Term) -> Option<String> {
    let text = match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// The values of a code list, as cells have them.
pub(super) fn code_list(name: &str) -> Vec<&'static str> {
    code::ALL
        .iter()
        .filter_map(|iri| {
            iri.strip_prefix(code::PREFIX)?
                .strip_prefix(name)?
                .strip_prefix('-')
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_describe_what_the_queries_select() {
        for table in TABLES.iter().chain([&WIKIDATA]) {
            let (select, _) = table
                .query
                .split_once("SELECT")
                .unwrap()
                .1
                .split_once("WHERE")
                .unwrap();
            let selected: Vec<&str> = select
                .split_whitespace()
                .filter_map(|name| name.strip_prefix('?'))
                .collect();
            let columns = table.columns();
            let described: Vec<&str> = columns.iter().map(|column| column.name).collect();
            assert_eq!(described, selected, "{}", table.name);
            for column in columns {
                assert!(!column.meaning.is_empty(), "{}.{}", table.name, column.name);
                assert!(!column.source.is_empty(), "{}.{}", table.name, column.name);
                if let Some((_, list)) = column.values.split_once("code list ") {
                    let list = list.split(',').next().unwrap();
                    assert!(
                        !code_list(list).is_empty(),
                        "{}.{}: {list}",
                        table.name,
                        column.name
                    );
                }
            }
            assert!(!table.about().is_empty() && !table.about_fr().is_empty());
            Store::question(table.query, None, Dataset::default()).unwrap();
        }
    }

    #[test]
    fn every_query_of_the_folder_is_a_table() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries/exports");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort_unstable();
        let mut names: Vec<String> = TABLES
            .iter()
            .chain([&WIKIDATA])
            .map(|table| format!("{}.rq", table.name))
            .collect();
        names.sort_unstable();
        assert_eq!(files, names);
    }
}
