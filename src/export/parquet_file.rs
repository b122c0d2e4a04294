//! Tables as Parquet, which data frames and databases read with their types: text, 64-bit integers, doubles, days.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::Source;
use super::tables::{Column, Kind, Row, Table};
use crate::store::StoreError;

/// Rows are written in groups of so many, which is what memory holds.
const GROUP_ROWS: usize = 8192;

/// Writes a table.
pub(super) fn write(
    table: &Table,
    source: &Source<'_>,
    out: &mut (dyn Write + Send),
) -> Result<(), StoreError> {
    let columns = table.columns();
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("demarche".to_owned())
        .build();
    let schema = schema(table.name, &columns).map_err(failed)?;
    let mut file =
        SerializedFileWriter::new(&mut *out, schema, Arc::new(properties)).map_err(failed)?;
    let mut rows: Vec<Row> = Vec::with_capacity(GROUP_ROWS);
    table.rows(source, |row| {
        rows.push(row);
        if rows.len() == GROUP_ROWS {
            write_group(&mut file, &columns, &rows)?;
            rows.clear();
        }
        Ok(())
    })?;
    if !rows.is_empty() {
        write_group(&mut file, &columns, &rows)?;
    }
    file.close().map_err(failed)?;
    out.flush()?;
    Ok(())
}

fn schema(name: &str, columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let fields = columns
        .iter()
        .map(|column| {
            let (physical, logical) = match column.kind {
                Kind::Iri | Kind::Text => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
                Kind::Integer => (PhysicalType::INT64, None),
                Kind::Decimal => (PhysicalType::DOUBLE, None),
                Kind::Date => (PhysicalType::INT32, Some(LogicalType::Date)),
            };
            Type::primitive_type_builder(column.name, physical)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(logical)
                .build()
                .map(Arc::new)
        })
        .collect::<Result<_, _>>()?;
    Type::group_type_builder(name)
        .with_fields(fields)
        .build()
        .map(Arc::new)
}

fn write_group(
    file: &mut SerializedFileWriter<impl Write + Send>,
    columns: &[Column],
    rows: &[Row],
) -> Result<(), StoreError> {
    let mut group = file.next_row_group().map_err(failed)?;
    let mut place = 0;
    while let Some(mut writer) = group.next_column().map_err(failed)? {
        let Some(column) = columns.get(place) else {
            break;
        };
        let cells = || rows.iter().filter_map(|row| row.get(place)?.as_deref());
        let levels: Vec<i16> = rows
            .iter()
            .map(|row| i16::from(row.get(place).is_some_and(Option::is_some)))
            .collect();
        let levels = Some(levels.as_slice());
        let bad = |cell: &str| {
            StoreError::Storage(format!(
                "`{cell}` in column `{}` is no {}",
                column.name,
                column.kind.datatype()
            ))
        };
        match writer.untyped() {
            ColumnWriter::ByteArrayColumnWriter(to) => {
                let values: Vec<ByteArray> = cells().map(ByteArray::from).collect();
                to.write_batch(&values, levels, None).map_err(failed)?;
            }
            ColumnWriter::Int64ColumnWriter(to) => {
                let values: Vec<i64> = cells()
                    .map(|cell| cell.parse().map_err(|_error| bad(cell)))
                    .collect::<Result<_, _>>()?;
                to.write_batch(&values, levels, None).map_err(failed)?;
            }
            ColumnWriter::DoubleColumnWriter(to) => {
                let values: Vec<f64> = cells()
                    .map(|cell| cell.parse().map_err(|_error| bad(cell)))
                    .collect::<Result<_, _>>()?;
                to.write_batch(&values, levels, None).map_err(failed)?;
            }
            ColumnWriter::Int32ColumnWriter(to) => {
                let values: Vec<i32> = cells()
                    .map(|cell| days(cell).ok_or_else(|| bad(cell)))
                    .collect::<Result<_, _>>()?;
                to.write_batch(&values, levels, None).map_err(failed)?;
            }
            _ => return Err(StoreError::Storage("a column has no writer".to_owned())),
        }
        writer.close().map_err(failed)?;
        place += 1;
    }
    group.close().map_err(failed)?;
    Ok(())
}

/// Days since 1970, of an `xsd:date`; what follows the day is its time zone.
fn days(cell: &str) -> Option<i32> {
    let date: jiff::civil::Date = cell.get(..10)?.parse().ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    Some(epoch.until(date).ok()?.get_days())
}

/// What the sink said is what counts: a client that has gone is told from a failure.
fn failed(error: ParquetError) -> StoreError {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => StoreError::Output(*error),
            Err(inner) => StoreError::Output(io::Error::other(inner)),
        },
        error => StoreError::Output(io::Error::other(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(days("1970-01-02"), Some(1));
        assert_eq!(days("2016-07-14"), Some(16_996));
        assert_eq!(days("1969-12-31Z"), Some(-1));
        assert_eq!(days("2016-07"), None);
    }
}
