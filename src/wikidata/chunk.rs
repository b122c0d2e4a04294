//! Pieces of an unpacked dump, on their way from the thread that unpacks.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender};

/// A piece of the unpacked text; lines go on from one to the next.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// The text.
    pub(super) bytes: Vec<u8>,
    /// Where this piece begins in the packed file, in bits, if unpacking can begin anew there.
    pub(super) restart: Option<u64>,
    /// How many bytes of the packed file have been read.
    pub(super) packed: u64,
}

/// Where pieces are handed to.
pub(super) type Sender = SyncSender<io::Result<Chunk>>;
/// Where they come out, in order.
pub(super) type Chunks = Receiver<io::Result<Chunk>>;

/// Bytes of a piece, where the packing leaves the choice: what a core keeps near at hand.
pub(super) const SIZE: usize = 1 << 17;
