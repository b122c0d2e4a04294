//! Unpacks a dump in threads of its own: gzip, bzip2, zstd or nothing, told by the first bytes.
//!
//! Where unpacking can begin anew is said with each piece: at every block of bzip2, every member of gzip, every frame of
//! zstd, anywhere in plain text. A gzip file of one member can only be read from its beginning.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender as Back, channel, sync_channel};

use super::bzip;
use super::chunk::{Chunk, Chunks, SIZE, Sender};

/// How a dump is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
    Bzip2,
    Zstd,
}

/// Bytes of the packed file that are read at once.
const READ: usize = 1 << 17;

/// Pieces that may wait to be looked at.
const AHEAD: usize = 8;

/// Opens a dump (`-` is standard input) and unpacks it from the bit `start` on. Says also how many bytes it has,
/// where that is known.
pub(super) fn open(dump: &Path, start: u64, threads: usize) -> io::Result<(Chunks, Option<u64>)> {
    let mut head = Vec::new();
    let (input, size): (Box<dyn Read + Send>, _) = if dump == Path::new("-") {
        let mut input = io::stdin();
        input.by_ref().take(4).read_to_end(&mut head)?;
        (Box::new(Cursor::new(head.clone()).chain(input)), None)
    } else {
        let mut file = File::open(dump)?;
        let size = file.metadata()?.len();
        (&mut file).take(4).read_to_end(&mut head)?;
        file.seek(SeekFrom::Start(start / 8))?;
        (Box::new(file), Some(size))
    };
    let packing = match head.as_slice() {
        [0x1F, 0x8B, ..] => Packing::Gzip,
        [b'B', b'Z', b'h', _] => Packing::Bzip2,
        [0x28, 0xB5, 0x2F, 0xFD] => Packing::Zstd,
        _ => Packing::Plain,
    };
    let (out, chunks) = sync_channel(AHEAD);
    std::thread::Builder::new()
        .name("unpack".to_owned())
        .spawn(move || unpack(packing, input, start, threads, &out))?;
    Ok((chunks, size))
}

fn unpack(packing: Packing, input: Box<dyn Read + Send>, start: u64, threads: usize, out: &Sender) {
    if packing == Packing::Bzip2 {
        return bzip::unpack(input, start, threads, out);
    }
    let read = Rc::new(Cell::new(start / 8));
    let mut input = Counted {
        inner: BufReader::with_capacity(READ, input),
        read: Rc::clone(&read),
    };
    let room = Room::new();
    let outcome = match packing {
        Packing::Gzip => in_parts(&mut input, &read, &room, out, |input| {
            Ok(Box::new(flate2::bufread::GzDecoder::new(input)))
        }),
        Packing::Zstd => in_parts(&mut input, &read, &room, out, |input| {
            let mut decoder = zstd::Decoder::with_buffer(input)?.single_frame();
            // Dumps are packed with windows of up to 2 GB (`zstd --long=31`).
            decoder.window_log_max(31)?;
            Ok(Box::new(decoder))
        }),
        Packing::Plain | Packing::Bzip2 => plain(&mut input, &read, &room, out),
    };
    if let Err(error) = outcome {
        // Whoever listens hears of it, or has gone.
        let _gone = out.send(Err(error));
    }
}

/// Opens the next member or frame.
type Part = for<'a> fn(&'a mut Counted) -> io::Result<Box<dyn Read + 'a>>;

/// Unpacks members or frames one after the other.
fn in_parts(
    input: &mut Counted,
    read: &Cell<u64>,
    room: &Room,
    out: &Sender,
    part: Part,
) -> io::Result<()> {
    while !input.fill_buf()?.is_empty() {
        let mut restart = Some(read.get() * 8);
        let mut unpacked = part(input)?;
        loop {
            let bytes = room.piece(&mut unpacked)?;
            if bytes.is_empty() {
                break;
            }
            let chunk = Chunk {
                bytes,
                restart: restart.take(),
                packed: read.get(),
                back: Some(room.back.clone()),
            };
            if out.send(Ok(chunk)).is_err() {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn plain(input: &mut Counted, read: &Cell<u64>, room: &Room, out: &Sender) -> io::Result<()> {
    loop {
        let restart = Some(read.get() * 8);
        let bytes = room.piece(input)?;
        let packed = read.get();
        let chunk = Chunk {
            bytes,
            restart,
            packed,
            back: Some(room.back.clone()),
        };
        if chunk.bytes.is_empty() || out.send(Ok(chunk)).is_err() {
            return Ok(());
        }
    }
}

/// Room for pieces, used again and again: new room would have to be made and cleared for each.
struct Room {
    used: Receiver<Vec<u8>>,
    back: Back<Vec<u8>>,
}

impl Room {
    fn new() -> Self {
        let (back, used) = channel();
        Self { used, back }
    }

    /// As much as a piece holds; nothing at the end.
    fn piece(&self, input: &mut (impl Read + ?Sized)) -> io::Result<Vec<u8>> {
        let mut bytes = self.used.try_recv().unwrap_or_default();
        bytes.resize(SIZE, 0);
        let mut length = 0;
        while let Some(rest @ [_, ..]) = bytes.get_mut(length..) {
            match input.read(rest) {
                Ok(0) => break,
                Ok(more) => length += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        bytes.truncate(length);
        Ok(bytes)
    }
}

/// Counts the bytes that were taken, not those that wait in the buffer.
struct Counted {
    inner: BufReader<Box<dyn Read + Send>>,
    read: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.read.set(self.read.get() + length as u64);
        Ok(length)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        self.read.set(self.read.get() + amount as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn text() -> Vec<u8> {
        (0..200_000u32)
            .flat_map(|n| format!("line {}\n", n.wrapping_mul(2_654_435_761)).into_bytes())
            .collect()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn read(packed: &[u8], start: u64) -> io::Result<Vec<Chunk>> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), packed).unwrap();
        let (chunks, size) = open(file.path(), start, 2).unwrap();
        assert_eq!(size, Some(packed.len() as u64));
        chunks.into_iter().collect()
    }

    fn joined(chunks: &[Chunk]) -> Vec<u8> {
        chunks.iter().flat_map(|it| it.bytes.clone()).collect()
    }

    #[test]
    fn every_packing_is_told_by_its_first_bytes_and_goes_on_where_it_may() {
        let text = text();
        let half = text.len() / 2;
        let parts = [&text[..half], &text[half..]];
        let packings: [Vec<u8>; 3] = [
            text.clone(),
            parts.map(gzip).concat(),
            parts.map(|it| zstd::encode_all(it, 1).unwrap()).concat(),
        ];
        for packed in packings {
            let chunks = read(&packed, 0).unwrap();
            assert!(joined(&chunks) == text);
            let (at, from) = chunks
                .iter()
                .enumerate()
                .skip(1)
                .find_map(|(at, chunk)| Some((at, chunk.restart?)))
                .unwrap();
            assert!(joined(&read(&packed, from).unwrap()) == joined(&chunks[at..]));
        }
    }

    #[test]
    fn a_file_that_breaks_off_is_an_error() {
        let packed = gzip(&text());
        assert!(read(&packed[..packed.len() / 2], 0).is_err());
        let packed = zstd::encode_all(text().as_slice(), 1).unwrap();
        assert!(read(&packed[..packed.len() / 2], 0).is_err());
    }
}
