//! A sink that counts and hashes what passes through it.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

/// Counts and hashes what is written, and hands it on.
pub struct Digest<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Digest<W> {
    /// Hands on to `inner`.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    /// How many bytes came, and their SHA-256.
    pub fn finish(self) -> (u64, [u8; 32]) {
        (self.bytes, self.hash.finalize().into())
    }
}

impl<W: Write> Write for Digest<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_counted_and_hashed() {
        let mut out = Vec::new();
        let mut digest = Digest::new(&mut out);
        digest.write_all(b"a").unwrap();
        digest.write_all(b"bc").unwrap();
        let (bytes, hash) = digest.finish();
        assert_eq!((bytes, out.as_slice()), (3, b"abc".as_slice()));
        assert_eq!(
            hex(&hash),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
