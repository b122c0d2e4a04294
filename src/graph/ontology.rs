//! The files of `ontology/`, compiled in, and what of them belongs into a store.

use super::quads::Quad;
use sophia::api::parser::TripleParser;
use sophia::api::source::TripleSource;
use sophia::api::term::SimpleTerm;
use sophia::turtle::parser::turtle::TurtleParser;

/// Classes and properties.
pub const DEMARCHE: &str = include_str!("../../ontology/demarche.ttl");
/// Code lists.
pub const CODES: &str = include_str!("../../ontology/codes.ttl");
/// SHACL shapes.
pub const SHAPES: &str = include_str!("../../ontology/shapes.ttl");
/// JSON-LD context.
pub const CONTEXT: &str = include_str!("../../ontology/context.jsonld");

/// The ontology and the code lists, for the default graph: queries show labels of properties and
/// concepts. They have no blank nodes.
pub fn vocabulary() -> Vec<Quad> {
    [DEMARCHE, CODES]
        .into_iter()
        .flat_map(triples)
        .map(|triple| (triple, None))
        .collect()
}

/// The triples of one of the files, which tests have shown to parse.
fn triples(turtle: &'static str) -> Vec<[SimpleTerm<'static>; 3]> {
    let mut source = TurtleParser::default().parse(turtle.as_bytes());
    let mut triples = vec![];
    let outcome = source
        .for_each_triple(|triple| triples.push(triple.map(sophia::api::term::FromTerm::from_term)));
    debug_assert!(outcome.is_ok(), "{:?}", outcome.err());
    triples
}
