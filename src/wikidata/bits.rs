//! Bits of a bzip2 file: where its blocks begin, and a block as a file of its own.
//!
//! The blocks of a bzip2 stream begin at any bit, each with the same 48 bits; the end of a stream with 48 others. A block
//! moved to a byte boundary, with a header before and an end behind, is a whole bzip2 file, so that blocks can be
//! unpacked at the same time. That is how `bzip2recover` saves what is left of broken files.

/// The 48 bits a block begins with: the digits of π.
const BLOCK: u64 = 0x3141_5926_5359;
/// The 48 bits a stream ends with: the digits of √π. A checksum of 32 bits follows.
const END: u64 = 0x1772_4538_5090;
const MASK: u64 = (1 << 48) - 1;

/// What was found in the bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A block begins.
    Block,
    /// A stream ends.
    End,
}

/// Looks for marks in bytes that come one after the other.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    window: u64,
    bytes: u64,
}

impl Scanner {
    /// A scanner that begins at a byte of the file.
    pub(super) fn at(byte: u64) -> Self {
        Self {
            window: 0,
            bytes: byte,
        }
    }

    /// Takes bytes in and tells the marks that end in them: what, and the bit at which it begins.
    pub(super) fn scan(&mut self, bytes: &[u8], mut found: impl FnMut(Mark, u64)) {
        for byte in bytes {
            self.window = self.window << 8 | u64::from(*byte);
            self.bytes += 1;
            // From early to late: the mark that ends seven bits before this byte's end comes first.
            for shift in (0..8).rev() {
                let bits = self.window >> shift & MASK;
                let mark = match bits {
                    BLOCK => Mark::Block,
                    END => Mark::End,
                    _ => continue,
                };
                if let Some(start) = (self.bytes * 8).checked_sub(shift + 48) {
                    found(mark, start);
                }
            }
        }
    }
}

/// Some bits, moved so that the first is the first of a byte.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    /// Bits of the last byte that count, 0 for all.
    partial: u32,
}

impl Bits {
    /// The bits from `start` to `end` of bytes.
    pub(super) fn cut(bytes: &[u8], start: u64, end: u64) -> Self {
        let mut bits = Self::default();
        let (first, shift) = (as_index(start / 8), low_bits(start));
        let whole = as_index((end - start) / 8);
        bits.bytes.reserve(whole + 16);
        let source = bytes.get(first..).unwrap_or_default();
        if shift == 0 {
            bits.bytes
                .extend_from_slice(source.get(..whole).unwrap_or(source));
        } else {
            let pairs = source.iter().zip(source.iter().skip(1));
            bits.bytes.extend(
                pairs
                    .take(whole)
                    .map(|(high, low)| high << shift | low >> (8 - shift)),
            );
        }
        let rest = low_bits(end - start);
        if rest > 0 {
            let at = start + whole as u64 * 8;
            let mut last = 0u64;
            for bit in at..end {
                let byte = bytes.get(as_index(bit / 8)).copied().unwrap_or(0);
                last = last << 1 | u64::from(byte >> (7 - low_bits(bit)) & 1);
            }
            bits.push(last, rest);
        }
        bits
    }

    /// Appends the low `count` bits of a number.
    pub(super) fn push(&mut self, number: u64, count: u32) {
        for bit in (0..count).rev() {
            let one = u8::from(number >> bit & 1 == 1);
            if self.partial == 0 {
                self.bytes.push(one << 7);
            } else if let Some(last) = self.bytes.last_mut() {
                *last |= one << (7 - self.partial);
            }
            self.partial = (self.partial + 1) % 8;
        }
    }

    /// Appends other bits.
    pub(super) fn append(&mut self, other: &Self) {
        let (last, whole) = match other.bytes.split_last() {
            Some((last, whole)) if other.partial > 0 => (Some(last), whole),
            _ => (None, other.bytes.as_slice()),
        };
        for byte in whole {
            self.push(u64::from(*byte), 8);
        }
        if let Some(last) = last {
            self.push(u64::from(*last) >> (8 - other.partial), other.partial);
        }
    }

    /// 32 bits, from a bit on: a checksum.
    pub(super) fn word(&self, start: usize) -> Option<u32> {
        let mut word = 0u32;
        for bit in start..start + 32 {
            let byte = *self.bytes.get(bit / 8)?;
            word = word << 1 | u32::from(byte >> (7 - bit % 8) & 1);
        }
        Some(word)
    }

    /// The checksum of a block, which stands behind its mark.
    pub(super) fn checksum(&self) -> u32 {
        self.word(48).unwrap_or_default()
    }

    /// A block as a whole bzip2 file.
    pub(super) fn as_file(&self) -> Vec<u8> {
        let mut file = Bits {
            bytes: Vec::with_capacity(self.bytes.len() + 16),
            partial: 0,
        };
        file.bytes.extend_from_slice(b"BZh9");
        file.bytes.extend_from_slice(&self.bytes);
        file.partial = self.partial;
        file.push(END, 48);
        // The checksum of a stream of one block is that of the block.
        file.push(u64::from(self.checksum()), 32);
        file.bytes
    }
}

fn as_index(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn low_bits(number: u64) -> u32 {
    (number % 8) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_cut_and_put_together_at_any_place() {
        let bytes: Vec<u8> = (0..40u32).map(|n| (n * 37 % 251) as u8).collect();
        let all = Bits::cut(&bytes, 0, 320);
        assert_eq!(all.bytes, bytes);
        for start in 0..40 {
            for middle in [start, start + 1, start + 9, 160, 161] {
                let mut joined = Bits::cut(&bytes, start, middle.max(start));
                joined.append(&Bits::cut(&bytes, middle.max(start), 317));
                assert_eq!(joined, Bits::cut(&bytes, start, 317), "{start} {middle}");
            }
        }
    }

    #[test]
    fn marks_are_found_at_any_bit() {
        for shift in 0..8 {
            let mut bits = Bits::default();
            bits.push(0, 16 + shift);
            bits.push(BLOCK, 48);
            bits.push(1, 3);
            bits.push(END, 48);
            bits.push(0, 8);
            let mut found = Vec::new();
            Scanner::default().scan(&bits.bytes, |mark, at| found.push((mark, at)));
            let first = u64::from(16 + shift);
            assert_eq!(found, [(Mark::Block, first), (Mark::End, first + 51)]);
        }
    }
}
