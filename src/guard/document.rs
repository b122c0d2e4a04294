//! Documents of RDF: nesting, and the length of IRIs and literals.

use super::tokens::{Token, Tokens};
use super::{Exceeded, Limit, Limits, json, xml};

/// How a document is written, as far as limits care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Turtle, `TriG`, N-Triples, N-Quads, N3.
    Turtle,
    /// JSON-LD.
    JsonLd,
    /// RDF/XML.
    RdfXml,
}

pub(super) fn check(limits: &Limits, bytes: &[u8], syntax: Syntax) -> Result<(), Exceeded> {
    match syntax {
        Syntax::Turtle => turtle(limits, bytes),
        Syntax::JsonLd => json::check(limits, bytes),
        Syntax::RdfXml => xml::check(limits, bytes).map(|_open| ()),
    }
}

fn turtle(limits: &Limits, bytes: &[u8]) -> Result<(), Exceeded> {
    let mut depth = 0_usize;
    for token in Tokens::of(bytes) {
        match token {
            Token::Open(_) | Token::OpenTriple => {
                depth += 1;
                limits.check(Limit::DocumentNesting, depth)?;
            }
            Token::Close(_) | Token::CloseTriple => depth = depth.saturating_sub(1),
            Token::Iri(iri) => limits.check(Limit::Iri, iri.len())?,
            Token::Text(text) => limits.check(Limit::Literal, text.len())?,
            Token::Word(name) => limits.check(Limit::Iri, name.len())?,
            Token::Variable | Token::Mark(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turtle(text: &str) -> Option<Limit> {
        Limits::default()
            .document(text.as_bytes(), Syntax::Turtle)
            .err()
            .map(|error| error.limit)
    }

    #[test]
    fn collections_blank_nodes_and_triple_terms_are_nested() {
        let around = |open: &str, close: &str, count: usize| {
            format!("<a> <b> {} 1 {} .", open.repeat(count), close.repeat(count))
        };
        for (open, close, each) in [
            ("(", ")", 1),
            ("[ <b> ", "]", 1),
            ("<<( <a> <b> ", ")>>", 2),
        ] {
            assert_eq!(turtle(&around(open, close, 100 / each)), None, "{open}");
            let over = Some(Limit::DocumentNesting);
            assert_eq!(turtle(&around(open, close, 100 / each + 1)), over, "{open}");
        }
        assert_eq!(
            turtle(&"[] <b> ( 1 ) , \"((((((\" . # ((((\n".repeat(500)),
            None
        );
    }

    #[test]
    fn long_names_and_texts_are_refused() {
        assert_eq!(
            turtle(&format!("<{}> <b> 1 .", "a".repeat(9_000))),
            Some(Limit::Iri)
        );
        assert_eq!(
            turtle(&format!("<a> <b> \"{}\" .", "a".repeat(9_000))),
            None
        );
        let mut limits = Limits::default();
        limits.set("literal", 10).unwrap();
        assert!(
            limits
                .document(b"<a> <b> '''01234567890''' .", Syntax::Turtle)
                .is_err()
        );
        assert!(
            limits
                .document(b"[{\"a\":\"01234567890\"}]", Syntax::JsonLd)
                .is_err()
        );
    }
}
