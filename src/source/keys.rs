//! Words as numbers, and tables that are asked by such numbers: one pass over a word serves any number of look-ups.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// The [`word_key`] of no word, from which keys grow.
pub const EMPTY_KEY: u64 = 0xcbf2_9ce4_8422_2325;

/// A word as a number (FNV-1a): what tables of words are asked by. The same on every machine.
///
/// Sixty-four bits keep the words of our tables apart. Tables that a text fills are no [`Keys`]: a hostile one would
/// choose its words to lie in one place.
pub fn word_key(word: &str) -> u64 {
    longer_key(EMPTY_KEY, word)
}

/// The key of a word that goes on with `more`.
pub fn longer_key(key: u64, more: &str) -> u64 {
    more.bytes().fold(key, |state, byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0.rotate_left(8) ^ u64::from(*byte));
        }
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A table by keys of words.
pub type ByKey<V> = HashMap<u64, V, BuildHasherDefault<Ready>>;

/// Words by their keys.
pub type Keys = HashSet<u64, BuildHasherDefault<Ready>>;
