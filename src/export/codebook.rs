//! The codebook: what every column of every table is. As a table for people and as CSV on the Web for programs.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::csv::write_row;
use super::tables::{Column, TABLES, code_list};

/// The codebook as CSV: a row a column.
pub(super) fn write_csv(out: &mut dyn Write) -> io::Result<()> {
    let head = [
        "table", "column", "type", "unit", "values", "meaning", "source",
    ];
    write_row(out, head.into_iter())?;
    for table in &TABLES {
        for column in table.columns() {
            let values = values(&column);
            let row = [
                table.name,
                column.name,
                column.kind.datatype(),
                column.unit,
                &values,
                column.meaning,
                column.source,
            ];
            write_row(out, row.into_iter())?;
        }
    }
    out.flush()
}

/// The codebook as metadata in the sense of the Tabular Data Model (CSV on the Web).
pub(super) fn write_json(out: &mut dyn Write) -> io::Result<()> {
    let tables: Vec<Value> = TABLES
        .iter()
        .map(|table| {
            let columns: Vec<Value> = table.columns().iter().map(described).collect();
            json!({
                "url": format!("{}.csv", table.name),
                "dc:description": [{"@value": table.about(), "@language": "en"}, {"@value": table.about_fr(), "@language": "fr"}],
                "tableSchema": {"columns": columns},
            })
        })
        .collect();
    let metadata = json!({"@context": "http://www.w3.org/ns/csvw", "tables": tables});
    serde_json::to_writer_pretty(&mut *out, &metadata)?;
    writeln!(out)?;
    out.flush()
}

fn described(column: &Column) -> Value {
    let values = values(column);
    let separate = [values.as_str(), column.unit]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("; ");
    let meaning = if separate.is_empty() {
        column.meaning.to_owned()
    } else {
        format!("{} ({separate})", column.meaning)
    };
    let mut described = json!({
        "name": column.name,
        "titles": column.name,
        "datatype": column.kind.datatype(),
        "dc:description": meaning,
        "dc:source": column.source,
    });
    if column.values.contains("`|` between") {
        described["separator"] = json!("|");
    }
    described
}

/// The values that a column can have; code lists are spelled out.
fn values(column: &Column) -> String {
    let Some((before, rest)) = column.values.split_once("code list ") else {
        return column.values.to_owned();
    };
    let (list, after) = match rest.find(',') {
        Some(place) => rest.split_at(place),
        None => (rest, ""),
    };
    format!("{before}one of {}{after}", code_list(list).join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_lists_are_spelled_out() {
        let mut out = Vec::new();
        write_csv(&mut out).unwrap();
        let codebook = String::from_utf8(out).unwrap();
        assert!(
            codebook.contains("statements,polarity,string,,one of positive negative,"),
            "{codebook}"
        );
        assert!(!codebook.contains("code list"), "{codebook}");
    }
}
