//! The hash of the canonical form, by which two stores are compared in one line.

use std::io::{self, Write};

use super::Source;
use super::digest::{Digest, hex};
use crate::store::StoreError;
use crate::store::model::Quad;

/// Writes the SHA-256 of canonical N-Quads, in the form that `sha256sum -c` reads.
pub(super) fn write_hash(source: &Source<'_>, out: &mut dyn Write) -> Result<(), StoreError> {
    let mut digest = Digest::new(io::sink());
    let cut = |quad: &mut Quad| source.publication.passages.apply(quad);
    source
        .store
        .write_canonical_as(&source.minter, source.deadline, cut, &mut digest)?;
    let (_, hash) = digest.finish();
    writeln!(out, "{}  canonical.nq", hex(&hash))?;
    Ok(())
}
