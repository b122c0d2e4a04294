//! Words as numbers, and tables that are asked by such numbers: one pass over a word serves any number of look-ups.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

/// The [`word_key`] of no word, from which keys grow.
pub const EMPTY_KEY: u64 = 0xcbf2_9ce4_8422_2325;

/// A word as a number (FNV-1a): what tables of words are asked by. The same on every machine.
///
/// Sixty-four bits keep the words of our tables apart. Tables that a text fills are no [`Keys`]: a hostile one would
/// choose its words to lie in one place; [`TextKeys`] are for those.
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

/// Keys that a text chooses: they are scattered by numbers that differ from run to run, so that no text can choose them
/// to lie in one place.
pub type TextKeys = HashSet<u64, Scatter>;

/// Makes hashers that scatter keys.
#[derive(Clone, Copy, Debug)]
pub struct Scatter {
    mask: u64,
    factor: u64,
}

impl Default for Scatter {
    fn default() -> Self {
        let random = RandomState::new();
        Self {
            mask: random.hash_one(0),
            factor: random.hash_one(1) | 1,
        }
    }
}

impl BuildHasher for Scatter {
    type Hasher = Scattered;

    fn build_hasher(&self) -> Scattered {
        Scattered {
            scatter: *self,
            state: 0,
        }
    }
}

/// A key being scattered.
#[derive(Clone, Copy, Debug)]
pub struct Scattered {
    scatter: Scatter,
    state: u64,
}

impl Hasher for Scattered {
    fn finish(&self) -> u64 {
        self.state
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }
    fn write_u64(&mut self, key: u64) {
        let Scatter { mask, factor } = self.scatter;
        let key = self.state ^ key ^ mask;
        let high = (u128::from(key) * u128::from(factor)) >> 64;
        self.state = u64::try_from(high).unwrap_or_default() ^ key.wrapping_mul(factor);
    }
}

/// Rejects most keys that a table does not hold before the table is touched: one bit in eight is set, and all of them
/// fit into the cache where the table does not.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    bits: Vec<u64>,
    keys: Vec<u64>,
}

impl Sieve {
    /// Lets a key through from now on.
    pub fn insert(&mut self, key: u64) {
        const SPARSE: usize = 8;
        self.keys.push(key);
        if self.keys.len() * SPARSE > self.bits.len() * 64 {
            let words = (self.bits.len() * 2).max(8);
            self.bits.clear();
            self.bits.resize(words, 0);
            for at in 0..self.keys.len() {
                self.mark(self.keys[at]);
            }
        }
        self.mark(key);
    }

    /// Whether a key may be among those let through.
    pub fn lets(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    fn mark(&mut self, key: u64) {
        let (word, bit) = self.place(key);
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= bit;
        }
    }

    /// The upper half of a key tells its place: the tables themselves use the lower.
    fn place(&self, key: u64) -> (usize, u64) {
        let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let word = usize::try_from(mixed >> 6).unwrap_or_default();
        (word & self.bits.len().wrapping_sub(1), 1 << (mixed & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sieve_lets_its_keys_through_and_few_others() {
        let mut sieve = Sieve::default();
        assert!(!sieve.lets(word_key("traité")));
        let word = |number: usize| word_key(&format!("mot{number}"));
        for number in 0..1000 {
            sieve.insert(word(number));
        }
        assert!((0..1000).all(|number| sieve.lets(word(number))));
        let others = (1000..2000).filter(|number| sieve.lets(word(*number)));
        assert!(others.count() < 200);
    }
}
