//! Unpacks bzip2 on all cores: the blocks of one stream or of many, as `bits.rs` finds them.
//!
//! One thread reads and looks for marks, some unpack, and the blocks go out in order. Each block's checksum is tested
//! by the unpacking itself, that of each stream here.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use super::bits::{Bits, Mark, Scanner};
use super::chunk::{Chunk, Sender};

/// Bytes read at once.
const READ: usize = 1 << 18;

/// A piece between two marks.
enum Piece {
    /// A block that a worker unpacks, and where it comes out.
    Block {
        bits: Arc<Bits>,
        unpacked: Receiver<io::Result<Vec<u8>>>,
        at: u64,
        packed: u64,
    },
    /// The end of a stream, with its checksum.
    End(u32),
    /// The file cannot be read, or breaks off.
    Failed(io::Error),
}

/// A block to unpack, and where to.
type Task = (Arc<Bits>, SyncSender<io::Result<Vec<u8>>>);

/// Unpacks a file and sends its blocks. `start` is the bit at which to begin: 0, or where a block begins; `input` stands
/// at the byte of it.
pub(super) fn unpack(input: impl Read + Send, start: u64, threads: usize, out: &Sender) {
    let (tasks, todo) = sync_channel::<Task>(threads);
    // As many blocks may wait for an earlier one as can be unpacked meanwhile.
    let (pieces, ordered) = sync_channel::<Piece>(threads * 2);
    let todo = Mutex::new(todo);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(&todo));
        }
        scope.spawn(move || {
            if let Err(error) = read(input, start, &pieces, &tasks) {
                // Whoever waits for pieces hears of it, or has gone.
                let _gone = pieces.send(Piece::Failed(error));
            }
        });
        put_in_order(ordered, start == 0, out);
    });
}

fn work(todo: &Mutex<Receiver<Task>>) {
    loop {
        let task = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((bits, reply)) = task else { return };
        let _gone = reply.send(unpack_block(&bits));
    }
}

fn unpack_block(bits: &Bits) -> io::Result<Vec<u8>> {
    let mut unpacked = Vec::with_capacity(1 << 20);
    bzip2::read::BzDecoder::new(bits.as_file().as_slice()).read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

/// Reads the file and sends what lies between its marks.
fn read(
    mut input: impl Read,
    start: u64,
    pieces: &SyncSender<Piece>,
    tasks: &SyncSender<Task>,
) -> io::Result<()> {
    // Bytes from the last mark on, and the place of the first of them in the file.
    let mut kept: Vec<u8> = Vec::new();
    let mut base = start / 8;
    let mut scanner = Scanner::at(base);
    let mut open: Option<(Mark, u64)> = None;
    let mut buffer = vec![0; READ];
    loop {
        let length = input.read(&mut buffer)?;
        let new = buffer.get(..length).unwrap_or_default();
        kept.extend_from_slice(new);
        let mut marks = Vec::new();
        scanner.scan(new, |mark, at| {
            if at >= start {
                marks.push((mark, at));
            }
        });
        let end = (base + kept.len() as u64) * 8;
        if length == 0 {
            return match open {
                Some((Mark::End, at)) => {
                    let bits = Bits::cut(&kept, at - base * 8, end);
                    let checksum = bits.word(48).ok_or(io::ErrorKind::UnexpectedEof)?;
                    let _gone = pieces.send(Piece::End(checksum));
                    Ok(())
                }
                _ => Err(io::Error::new(
                    io::ErrorKind::UnexpectedEof,
                    "the file breaks off in the middle of a bzip2 stream",
                )),
            };
        }
        for (mark, at) in marks {
            if let Some((before, from)) = open {
                let bits = Bits::cut(&kept, from - base * 8, at - base * 8);
                if !send(before, bits, from, at / 8, pieces, tasks) {
                    return Ok(());
                }
            }
            open = Some((mark, at));
        }
        let keep_from = open.map_or((end / 8).saturating_sub(16), |(_, at)| at / 8);
        let gone = usize::try_from(keep_from.saturating_sub(base)).unwrap_or(0);
        kept.drain(..gone.min(kept.len()));
        base += gone as u64;
        // A block is at most 900 kB and grows by a little when nothing in it repeats.
        if kept.len() > 8 << 20 {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "not a bzip2 file, or a damaged one: no block ends where one must",
            ));
        }
    }
}

/// Hands a piece on; says whether anybody still listens.
fn send(
    mark: Mark,
    bits: Bits,
    at: u64,
    packed: u64,
    pieces: &SyncSender<Piece>,
    tasks: &SyncSender<Task>,
) -> bool {
    match mark {
        Mark::End => bits
            .word(48)
            .is_none_or(|sum| pieces.send(Piece::End(sum)).is_ok()),
        Mark::Block => {
            let bits = Arc::new(bits);
            let (reply, unpacked) = sync_channel(1);
            let piece = Piece::Block {
                bits: Arc::clone(&bits),
                unpacked,
                at,
                packed,
            };
            tasks.send((bits, reply)).is_ok() && pieces.send(piece).is_ok()
        }
    }
}

/// Sends the unpacked blocks in their order, and tests the checksums of streams.
fn put_in_order(pieces: Receiver<Piece>, from_the_beginning: bool, out: &Sender) {
    // Of the stream at hand; unknown where its first blocks were not read.
    let mut checksum = from_the_beginning.then_some(0u32);
    let mut broken: Option<(Bits, u64, io::Error)> = None;
    for piece in pieces {
        let outcome = match piece {
            Piece::Failed(error) => Err(error),
            Piece::End(_) if broken.is_some() => Err(broken
                .take()
                .map_or_else(|| io::ErrorKind::InvalidData.into(), |it| it.2)),
            Piece::End(told) => {
                let counted = checksum.replace(0);
                if counted.is_some_and(|counted| counted != told) {
                    Err(damaged("the checksum of a stream is wrong"))
                } else {
                    continue;
                }
            }
            Piece::Block {
                bits,
                unpacked,
                at,
                packed,
            } => {
                let unpacked = unpacked
                    .recv()
                    .unwrap_or_else(|_gone| Err(damaged("unpacking was cut short")));
                // The 48 bits of a mark can also occur within a block, once in a thousand dumps: what looks
                // like two blocks, neither of which can be unpacked, is one.
                let (unpacked, whole, at) = match (broken.take(), unpacked) {
                    (None, unpacked) => (unpacked, (*bits).clone(), at),
                    (Some((mut first, at, _)), _) => {
                        first.append(&bits);
                        (unpack_block(&first), first, at)
                    }
                };
                match unpacked {
                    Ok(bytes) => {
                        checksum = checksum.map(|sum| sum.rotate_left(1) ^ whole.checksum());
                        Ok(Chunk {
                            bytes,
                            restart: Some(at),
                            packed,
                            back: None,
                        })
                    }
                    // More than this is no chance meeting of bits, but a damaged file.
                    Err(error) if whole != *bits => Err(error),
                    Err(error) => {
                        broken = Some((whole, at, error));
                        continue;
                    }
                }
            }
        };
        let failed = outcome.is_err();
        if out.send(outcome).is_err() || failed {
            return;
        }
    }
}

fn damaged(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use bzip2::Compression;
    use bzip2::read::BzEncoder;

    fn pack(bytes: &[u8], level: u32) -> Vec<u8> {
        let mut packed = Vec::new();
        BzEncoder::new(bytes, Compression::new(level))
            .read_to_end(&mut packed)
            .unwrap();
        packed
    }

    fn unpacked(packed: &[u8], start: u64) -> io::Result<Vec<Chunk>> {
        let (out, chunks) = sync_channel(1);
        let input = packed[(start / 8) as usize..].to_vec();
        let thread = std::thread::spawn(move || unpack(input.as_slice(), start, 2, &out));
        let chunks = chunks.into_iter().collect();
        thread.join().unwrap();
        chunks
    }

    fn text(lines: u32) -> Vec<u8> {
        (0..lines)
            .flat_map(|n| format!("line {n} of {}\n", n.wrapping_mul(2_654_435_761)).into_bytes())
            .collect()
    }

    fn joined(chunks: &[Chunk]) -> Vec<u8> {
        chunks.iter().flat_map(|it| it.bytes.clone()).collect()
    }

    #[test]
    fn streams_of_one_and_of_many_blocks_come_out_whole() {
        let (one, two) = (text(20_000), text(40_000));
        let mut packed = pack(&one, 1);
        packed.extend(pack(b"", 9));
        packed.extend(pack(&two, 2));
        let chunks = unpacked(&packed, 0).unwrap();
        assert!(chunks.len() > 5, "{}", chunks.len());
        assert_eq!(joined(&chunks), [one, two].concat());
    }

    #[test]
    fn unpacking_goes_on_from_any_block() {
        let packed = pack(&text(40_000), 1);
        let chunks = unpacked(&packed, 0).unwrap();
        for (number, chunk) in chunks.iter().enumerate().skip(1) {
            let rest = unpacked(&packed, chunk.restart.unwrap()).unwrap();
            assert_eq!(joined(&rest), joined(&chunks[number..]));
        }
    }

    #[test]
    fn damage_is_an_error() {
        let packed = pack(&text(40_000), 1);
        for place in [200, packed.len() / 2, packed.len() - 3] {
            let mut damaged = packed.clone();
            damaged[place] ^= 0x55;
            assert!(unpacked(&damaged, 0).is_err(), "{place}");
        }
        assert!(unpacked(&packed[..packed.len() / 2], 0).is_err());
        assert!(unpacked(b"BZh9 and nothing else", 0).is_err());
    }

    #[test]
    fn a_mark_within_a_block_does_not_part_it() {
        let packed = pack(&text(3_000), 9);
        let (out, chunks) = sync_channel(4);
        let (pieces, ordered) = sync_channel(4);
        let end = packed.len() as u64 * 8;
        // As if a mark had been found in the middle.
        for (from, to) in [(32, end / 2), (end / 2, end)] {
            let bits = Arc::new(Bits::cut(&packed, from, to));
            let (reply, unpacked) = sync_channel(1);
            reply.send(unpack_block(&bits)).unwrap();
            let piece = Piece::Block {
                bits,
                unpacked,
                at: from,
                packed: 0,
            };
            pieces.send(piece).unwrap();
        }
        drop(pieces);
        put_in_order(ordered, false, &out);
        drop(out);
        let chunks: Vec<Chunk> = chunks.into_iter().map(Result::unwrap).collect();
        assert_eq!(joined(&chunks), text(3_000));
    }
}
