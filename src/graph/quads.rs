//! Quads as sophia terms, and a small writer of them for one graph.

use super::iri::Minter;
use crate::vocab::{rdf, xsd};
use sophia::api::MownStr;
use sophia::api::quad::Spog;
use sophia::api::term::{IriRef, LanguageTag, SimpleTerm};
use sophia::iri::Iri;

/// A term.
pub type Term = SimpleTerm<'static>;

/// A quad; no graph name means the default graph.
pub type Quad = Spog<Term>;

/// The quads of one article in one graph, as they are written.
pub struct Quads<'a> {
    minter: &'a Minter,
    article: &'a str,
    graph: Option<Term>,
    quads: Vec<Quad>,
}

impl<'a> Quads<'a> {
    /// Writes into the graph of that name, or the default graph.
    pub fn new(minter: &'a Minter, article: &'a str, graph: Option<&Iri<String>>) -> Self {
        Self {
            minter,
            article,
            graph: graph.map(|iri| term(iri.as_str())),
            quads: vec![],
        }
    }

    /// What mints IRIs.
    pub fn minter(&self) -> &'a Minter {
        self.minter
    }

    /// Id of the article.
    pub fn article(&self) -> &'a str {
        self.article
    }

    /// The quads, in order and each once.
    pub fn finish(mut self) -> Vec<Quad> {
        self.quads.sort_unstable();
        self.quads.dedup();
        self.quads
    }

    /// `subject a class`.
    pub fn a(&mut self, subject: &Iri<String>, class: &'static str) {
        self.code(subject, rdf::TYPE, class);
    }

    /// A term of a vocabulary as object.
    pub fn code(&mut self, subject: &Iri<String>, predicate: &'static str, object: &'static str) {
        self.push(subject, predicate, constant(object));
    }

    /// An IRI as object.
    pub fn link(&mut self, subject: &Iri<String>, predicate: &'static str, object: &Iri<String>) {
        self.push(subject, predicate, term(object.as_str()));
    }

    /// A plain string.
    pub fn string(&mut self, subject: &Iri<String>, predicate: &'static str, text: &str) {
        self.typed(subject, predicate, text, xsd::STRING);
    }

    /// A string with a datatype.
    pub fn typed(
        &mut self,
        subject: &Iri<String>,
        predicate: &'static str,
        text: &str,
        datatype: &'static str,
    ) {
        self.push(subject, predicate, typed(text, datatype));
    }

    /// A text in a language.
    pub fn text(
        &mut self,
        subject: &Iri<String>,
        predicate: &'static str,
        text: &str,
        language: &str,
    ) {
        self.push(subject, predicate, lang(text, language));
    }

    fn push(&mut self, subject: &Iri<String>, predicate: &'static str, object: Term) {
        self.quads.push((
            [term(subject.as_str()), constant(predicate), object],
            self.graph.clone(),
        ));
    }
}

/// An IRI that was minted or read: valid already.
pub fn term(iri: &str) -> Term {
    SimpleTerm::Iri(IriRef::new_unchecked(MownStr::from(iri.to_owned())))
}

/// A term of `vocab`.
pub fn constant(iri: &'static str) -> Term {
    SimpleTerm::Iri(IriRef::new_unchecked(MownStr::from(iri)))
}

/// A string with a datatype.
pub fn typed(text: &str, datatype: &'static str) -> Term {
    SimpleTerm::LiteralDatatype(
        MownStr::from(text.to_owned()),
        IriRef::new_unchecked(MownStr::from(datatype)),
    )
}

/// A text in a language: `en` or `fr`, so the tag is valid.
pub fn lang(text: &str, language: &str) -> Term {
    let tag = LanguageTag::new_unchecked(MownStr::from(language.to_owned()));
    SimpleTerm::LiteralLanguage(MownStr::from(text.to_owned()), tag, None)
}

/// The IRI that a term is.
pub fn iri_of(term: &Term) -> Option<&str> {
    match term {
        SimpleTerm::Iri(iri) => Some(iri.as_str()),
        _ => None,
    }
}

/// The text of a literal.
pub fn text_of(term: &Term) -> Option<&str> {
    match term {
        SimpleTerm::LiteralDatatype(text, _) | SimpleTerm::LiteralLanguage(text, ..) => {
            Some(text.as_ref())
        }
        _ => None,
    }
}

/// A number between 0 and 1 as `xsd:decimal`, in the form that a store keeps: no exponent, no trailing zeros.
pub fn decimal(value: f64) -> String {
    let thousandths = format!("{:.3}", value.abs());
    let short = thousandths.trim_end_matches('0').trim_end_matches('.');
    if short.is_empty() {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_in_the_shortest_form() {
        assert_eq!(decimal(0.93), "0.93");
        assert_eq!(decimal(1.0), "1");
        assert_eq!(decimal(0.0), "0");
        assert_eq!(decimal(0.500_000_1), "0.5");
    }
}
