//! Pieces of an unpacked dump, on their way from the thread that unpacks.

use std::io;
use std::sync::mpsc::{Receiver, Sender as Back, SyncSender};

/// A piece of the unpacked text; lines go on from one to the next.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// The text.
    pub(super) bytes: Vec<u8>,
    /// Where this piece begins in the packed file, in bits, if unpacking can begin anew there.
    pub(super) restart: Option<u64>,
    /// How many bytes of the packed file have been read.
    pub(super) packed: u64,
    /// Where the room of the text goes when it has been looked at: whoever unpacks uses it again.
    pub(super) back: Option<Back<Vec<u8>>>,
}

impl Drop for Chunk {
    fn drop(&mut self) {
        if let Some(back) = &self.back {
            // Nobody unpacks any more: the room is given up.
            let _gone = back.send(std::mem::take(&mut self.bytes));
        }
    }
}

/// Where pieces are handed to.
pub(super) type Sender = SyncSender<io::Result<Chunk>>;
/// Where they come out, in order.
pub(super) type Chunks = Receiver<io::Result<Chunk>>;

/// Bytes of a piece, where the packing leaves the choice: small enough to stay near at hand, large enough that
/// two threads seldom have to wake each other.
pub(super) const SIZE: usize = 1 << 19;
