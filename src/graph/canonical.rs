//! The canonical form of a dataset: RDFC-1.0, by which two stores can be compared byte for byte.
//!
//! Our own graphs have no blank nodes, so canonicalisation comes down to writing every quad in one way
//! and sorting the lines. Graphs that users add may have some; the full algorithm sees to those.

use super::iri::Minter;
use super::quads::Quad;
use sophia::c14n::rdfc10;
use std::collections::BTreeSet;
use std::io;

/// Writes canonical N-Quads.
///
/// # Errors
/// When `out` fails, and where blank nodes are tangled beyond the limits of the algorithm.
pub fn write(quads: impl IntoIterator<Item = Quad>, out: impl io::Write) -> io::Result<()> {
    let quads: BTreeSet<Quad> = quads.into_iter().collect();
    rdfc10::normalize(&quads, out).map_err(|error| io::Error::other(error.to_string()))
}

/// Whether a quad is part of the canonical export: all but what tells when and where demarche ran.
pub fn counts(quad: &Quad, minter: &Minter) -> bool {
    let (_, graph) = quad;
    let runs = minter.runs_graph();
    !matches!(graph, Some(super::quads::Term::Iri(iri)) if iri.as_str() == runs.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::quads::{constant, lang, term};
    use crate::vocab::rdfs;

    #[test]
    fn order_and_repetition_do_not_matter() {
        let quad = |subject: &str, text| {
            (
                [term(subject), constant(rdfs::LABEL), lang(text, "fr")],
                None,
            )
        };
        let shown = |quads: Vec<Quad>| {
            let mut out = vec![];
            write(quads, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let (one, two) = (quad("urn:a", "l’« été »\n"), quad("urn:b", "\\"));
        let expected = "<urn:a> <http://www.w3.org/2000/01/rdf-schema#label> \"l’« été »\\n\"@fr .\n\
             <urn:b> <http://www.w3.org/2000/01/rdf-schema#label> \"\\\\\"@fr .\n";
        assert_eq!(shown(vec![one.clone(), two.clone()]), expected);
        assert_eq!(shown(vec![two.clone(), one.clone(), two]), expected);
    }
}
