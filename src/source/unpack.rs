//! Compressed files read as they are, with an eye on how much comes out of how little.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::options::Options;

/// Any input, unpacked and buffered.
pub(super) type Input = Box<dyn BufRead + Send>;

/// Below this many bytes nothing is a bomb, whatever the ratio.
const HARMLESS: u64 = 16 * 1024 * 1024;

/// Bytes looked at to tell what an input is.
const PEEK: usize = 8 * 1024;

/// Unpacks `.gz` and `.zst`, told by their first bytes and not by their name.
pub(super) fn unpack(input: impl Read + Send + 'static, options: &Options) -> io::Result<Input> {
    let mut input: Box<dyn Read + Send> = Box::new(input);
    let head = peek(&mut input, 4)?;
    let packed = Arc::new(AtomicU64::new(0));
    let magic: Vec<u8> = head.clone();
    let counted = Counted {
        inner: Cursor::new(head).chain(input),
        count: Arc::clone(&packed),
    };
    let unpacked: Box<dyn Read + Send> = match magic.as_slice() {
        [0x1F, 0x8B, ..] => Box::new(flate2::read::MultiGzDecoder::new(counted)),
        [0x28, 0xB5, 0x2F, 0xFD] => Box::new(zstd::Decoder::new(counted)?),
        _ => return Ok(Box::new(BufReader::new(counted.inner))),
    };
    Ok(Box::new(BufReader::new(Guarded {
        inner: unpacked,
        packed,
        given: 0,
        max_ratio: options.max_ratio,
    })))
}

/// The first bytes of an input and the input with them put back.
pub(super) fn sample(mut input: Input) -> io::Result<(Vec<u8>, Input)> {
    let head = peek(&mut input, PEEK)?;
    Ok((
        head.clone(),
        Box::new(BufReader::new(Cursor::new(head).chain(input))),
    ))
}

/// Whether an error of a reader says that a small file unpacks to a very large one.
pub(super) fn is_bomb(error: &io::Error) -> bool {
    error
        .get_ref()
        .is_some_and(<dyn std::error::Error + Send + Sync>::is::<Bomb>)
}

fn peek(input: &mut impl Read, size: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(size);
    input.take(size as u64).read_to_end(&mut head)?;
    Ok(head)
}

#[derive(Debug, thiserror::Error)]
#[error("unpacks to too many times its size")]
struct Bomb;

struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

struct Guarded {
    inner: Box<dyn Read + Send>,
    packed: Arc<AtomicU64>,
    given: u64,
    max_ratio: u64,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.given += n as u64;
        let packed = self.packed.load(Ordering::Relaxed).max(1);
        if self.given > HARMLESS && self.given / packed > self.max_ratio {
            return Err(io::Error::other(Bomb));
        }
        Ok(n)
    }
}
