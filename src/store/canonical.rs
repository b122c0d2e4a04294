//! The canonical export: the whole dataset but for `graph/runs`, in a form that can be compared byte for byte.

use std::io;

use super::bridge::from_store;
use super::{Store, StoreError};
use crate::graph::canonical;
use crate::graph::iri::Minter;

impl Store {
    /// Writes canonical N-Quads (RDFC-1.0). The same articles give the same bytes, in whatever order and
    /// by however many runs they came.
    ///
    /// # Errors
    /// When the database cannot be read or `out` cannot be written.
    pub fn write_canonical(&self, minter: &Minter, out: impl io::Write) -> Result<(), StoreError> {
        let mut quads = vec![];
        for quad in self.dataset() {
            let quad = from_store(&quad?);
            if canonical::counts(&quad, minter) {
                quads.push(quad);
            }
        }
        Ok(canonical::write(quads, out)?)
    }
}
