//! A timeline in a file, for processes that answer queries.
//!
//! The file is what is in memory, number for number, lowest byte first: a head, then each list with its length. It
//! lives as long as the timeline does, and so has no versions.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::{NamedTempFile, TempPath};

use super::past::Past;
use super::table::{Order, Row, Table};
use super::terms::Terms;
use super::timeline::Timeline;

/// The first bytes of such a file.
const HEAD: [u8; 18] = *b"demarche timeline\n";

impl Past {
    /// The timeline in a file, and the number of articles that are out.
    pub(in crate::store) fn in_file(&self) -> io::Result<(Arc<TempPath>, u32)> {
        let timeline = &self.timeline;
        let mut file = timeline.file.lock().unwrap_or_else(PoisonError::into_inner);
        let written = match file.as_ref() {
            Some(written) => Arc::clone(written),
            None => Arc::clone(file.insert(Arc::new(timeline.write()?))),
        };
        Ok((written, self.out))
    }

    /// A moment of the timeline in a file.
    pub(in crate::store) fn of_file(path: &Path, out: u32) -> io::Result<Self> {
        Ok(Self {
            timeline: Arc::new(Timeline::read(path)?),
            out,
        })
    }

    /// Another moment of the same timeline.
    pub(in crate::store) fn moved(&self, out: u32) -> Self {
        Self {
            timeline: Arc::clone(&self.timeline),
            out,
        }
    }
}

impl Timeline {
    fn write(&self) -> io::Result<TempPath> {
        let mut file = NamedTempFile::with_prefix("demarche-timeline-")?;
        let mut to = BufWriter::new(file.as_file_mut());
        to.write_all(&HEAD)?;
        write_length(&mut to, self.terms.text.len())?;
        to.write_all(&self.terms.text)?;
        write_list(&mut to, &self.terms.ends)?;
        write_list(&mut to, &self.graphs)?;
        for table in [&self.default, &self.named] {
            write_length(&mut to, table.rows.len())?;
            write_numbers(&mut to, table.rows.as_flattened())?;
            for order in &table.orders {
                write_list(&mut to, &order.starts)?;
                write_list(&mut to, &order.places)?;
            }
        }
        to.flush()?;
        drop(to);
        Ok(file.into_temp_path())
    }

    fn read(path: &Path) -> io::Result<Self> {
        let mut from = BufReader::new(File::open(path)?);
        let mut head = HEAD;
        from.read_exact(&mut head)?;
        if head != HEAD {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("{}: no timeline", path.display()),
            ));
        }
        let length = read_length(&mut from)?;
        let text = read_bytes(&mut from, length)?;
        let terms = Terms {
            text,
            ends: read_list(&mut from, number)?,
        };
        let graphs = read_list(&mut from, number)?;
        let mut table = || {
            let rows = read_list(&mut from, row)?;
            let mut orders: [Order; 4] = Default::default();
            for order in &mut orders {
                *order = Order {
                    starts: read_list(&mut from, number)?,
                    places: read_list(&mut from, number)?,
                };
            }
            Ok::<_, io::Error>(Table { rows, orders })
        };
        Ok(Self {
            terms,
            default: table()?,
            named: table()?,
            graphs,
            file: Mutex::default(),
        })
    }
}

fn write_length(to: &mut impl Write, length: usize) -> io::Result<()> {
    to.write_all(&(length as u64).to_le_bytes())
}

fn write_numbers(to: &mut impl Write, numbers: &[u32]) -> io::Result<()> {
    numbers
        .iter()
        .try_for_each(|number| to.write_all(&number.to_le_bytes()))
}

fn write_list(to: &mut impl Write, list: &[u32]) -> io::Result<()> {
    write_length(to, list.len())?;
    write_numbers(to, list)
}

fn read_length(from: &mut impl Read) -> io::Result<usize> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    usize::try_from(u64::from_le_bytes(length)).map_err(io::Error::other)
}

fn read_bytes(from: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = from.take(length as u64).read_to_end(&mut bytes)?;
    if read < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

/// Reads a list whose items take `WIDTH` bytes each.
fn read_list<T, const WIDTH: usize>(
    from: &mut impl Read,
    item: impl Fn([u8; WIDTH]) -> T,
) -> io::Result<Vec<T>> {
    let length = read_length(from)?;
    let mut list = Vec::new();
    let mut bytes = [0; WIDTH];
    for _ in 0..length {
        from.read_exact(&mut bytes)?;
        list.push(item(bytes));
    }
    Ok(list)
}

fn number(bytes: [u8; size_of::<u32>()]) -> u32 {
    u32::from_le_bytes(bytes)
}

fn row(bytes: [u8; size_of::<Row>()]) -> Row {
    let (numbers, _) = bytes.as_chunks();
    std::array::from_fn(|at| numbers.get(at).copied().map_or(0, number))
}
