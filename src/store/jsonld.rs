//! Triples of the store as compact JSON-LD.

use std::io::{self, Write};

use oxigraph::model::Quad;

use super::StoreError;
use super::bridge::from_store;
use crate::graph::jsonld;

/// Writes quads that are at hand, as one graph, against the context of `ontology/context.jsonld`.
///
/// # Errors
/// When the sink fails.
pub fn write_compact<'a>(
    quads: impl IntoIterator<Item = &'a Quad>,
    mut sink: impl Write,
) -> Result<(), StoreError> {
    // JSON-LD cannot say what a quoted triple is.
    let quads: Vec<_> = quads
        .into_iter()
        .filter(|quad| !quad.object.is_triple())
        .map(from_store)
        .collect();
    serde_json::to_writer_pretty(&mut sink, &jsonld::triples(&quads)).map_err(io::Error::from)?;
    sink.write_all(b"\n")?;
    Ok(())
}
