//! CSV as RFC 4180 has it: UTF-8, CR LF, quotation marks where a cell needs them. An empty cell tells nothing.

use std::io::{self, Write};

use super::Source;
use super::tables::Table;
use crate::store::StoreError;

/// Writes a table.
pub(super) fn write(
    table: &Table,
    source: &Source<'_>,
    out: &mut dyn Write,
) -> Result<(), StoreError> {
    let columns = table.columns();
    write_row(out, columns.iter().map(|column| column.name))?;
    table.rows(source, |row| {
        Ok(write_row(
            out,
            row.iter().map(|cell| cell.as_deref().unwrap_or_default()),
        )?)
    })?;
    out.flush()?;
    Ok(())
}

/// Writes one row.
pub(super) fn write_row<'a>(
    out: &mut dyn Write,
    cells: impl Iterator<Item = &'a str>,
) -> io::Result<()> {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        if cell.contains(['"', ',', '\r', '\n']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut out = Vec::new();
        let cells = ["a", "", "b,c", "« d »", "e \"f\"", "g\nh"];
        write_row(&mut out, cells.into_iter()).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "a,,\"b,c\",« d »,\"e \"\"f\"\"\",\"g\nh\"\r\n"
        );
    }
}
