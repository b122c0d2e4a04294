//! The hash of the canonical form, by which two stores are compared in one line.

use std::io::{self, Write};

use super::Source;
use super::digest::{Digest, hex};
use crate::store::StoreError;

/// Writes the SHA-256 of canonical N-Quads, in the form that `sha256sum -c` reads.
pub(super) fn write_hash(source: &Source<'_>, out: &mut dyn Write) -> Result<(), StoreError> {
    let mut digest = Digest::new(io::sink());
    source
        .store
        .write_canonical(&source.minter, source.deadline, &mut digest)?;
    let (_, hash) = digest.finish();
    writeln!(out, "{}  canonical.nq", hex(&hash))?;
    Ok(())
}
