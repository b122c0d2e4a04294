//! Terms by number: a dictionary that is sorted, and one piece of text.
//!
//! A term is written as a letter for its kind and its parts, so that two terms are the same where their bytes are. What the
//! database normalises (`"007"^^xsd:integer`, see `bridge.rs`) is normalised here, too: a constant of a query finds what it would find there.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::str::FromStr as _;

use oxigraph::model::{BlankNode, Literal, LiteralRef, NamedNode, Term, TermRef};
use spareval::ExpressionTerm;

/// Longer than this all terms together cannot be.
const MOST_BYTES: usize = 1 << 30;
/// Between the parts of a term; in none of them.
const END: char = '\0';

/// The terms of a timeline; their numbers are their places in the order of what is written.
#[derive(Debug, Default)]
pub(super) struct Terms {
    pub(super) text: Vec<u8>,
    /// Where each ends.
    pub(super) ends: Vec<u32>,
}

impl Terms {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of a term that is among them; it is in its normal form.
    pub(super) fn number(&self, term: &Term) -> Option<u32> {
        let mut written = String::new();
        write(term.as_ref(), &mut written);
        self.place(written.as_bytes())
    }

    fn place(&self, written: &[u8]) -> Option<u32> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.written(middle).cmp(written) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return u32::try_from(middle).ok(),
            }
        }
        None
    }

    fn push(&mut self, written: &[u8]) {
        self.text.extend_from_slice(written);
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    fn written(&self, number: usize) -> &[u8] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.text.get(start..end(number)).unwrap_or_default()
    }

    /// The term of a number.
    pub(super) fn term(&self, number: u32) -> Option<Term> {
        read(std::str::from_utf8(self.written(number as usize)).ok()?)
    }
}

/// Numbers terms as they come; in order at the end. All of it lies in few pieces, which go back to the system at once.
#[derive(Default)]
pub(super) struct Numbers {
    terms: Terms,
    /// By hash; where two terms have the same, the second has the next that is free.
    known: HashMap<u64, u32>,
    hasher: RandomState,
    buffer: String,
}

impl Numbers {
    /// The number of a term for now.
    pub(super) fn of(&mut self, term: TermRef<'_>) -> u32 {
        self.buffer.clear();
        write(term, &mut self.buffer);
        let written = self.buffer.as_bytes();
        let mut hash = self.hasher.hash_one(written);
        loop {
            match self.known.get(&hash) {
                Some(number) if self.terms.written(*number as usize) == written => return *number,
                Some(_) => hash = hash.wrapping_add(1),
                None => break,
            }
        }
        let next = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        self.terms.push(written);
        self.known.insert(hash, next);
        next
    }

    /// Whether there are more than fit.
    pub(super) fn are_too_many(&self) -> bool {
        self.terms.text.len() > MOST_BYTES
    }

    /// The terms in order, and the number in it for each number that was given.
    pub(super) fn in_order(self) -> (Terms, Vec<u32>) {
        let given = self.terms;
        drop(self.known);
        let mut order: Vec<u32> = (0..u32::try_from(given.len()).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by_key(|number| given.written(*number as usize));
        let mut terms = Terms::default();
        terms.text.reserve_exact(given.text.len());
        terms.ends.reserve_exact(given.len());
        let mut numbers = vec![0; given.len()];
        for number in order {
            if let Some(place) = numbers.get_mut(number as usize) {
                *place = u32::try_from(terms.len()).unwrap_or(u32::MAX);
            }
            terms.push(given.written(number as usize));
        }
        (terms, numbers)
    }
}

/// What the database would make of a term.
pub(super) fn normal(term: Term) -> Term {
    match &term {
        Term::Literal(literal) if literal.language().is_none() => ExpressionTerm::from(term).into(),
        _ => term,
    }
}

fn write(term: TermRef<'_>, to: &mut String) {
    let mut put = |parts: [&str; 3]| parts.iter().for_each(|part| to.push_str(part));
    match term {
        TermRef::NamedNode(node) => put(["I", node.as_str(), ""]),
        TermRef::BlankNode(node) => put(["B", node.as_str(), ""]),
        TermRef::Literal(literal) if literal.direction().is_some() => other(term, to),
        TermRef::Literal(literal) => write_literal(literal, to),
        TermRef::Triple(_) => other(term, to),
    }
}

fn write_literal(literal: LiteralRef<'_>, to: &mut String) {
    match literal.language() {
        Some(language) => {
            to.push('L');
            to.push_str(language);
            to.push(END);
        }
        None if literal.datatype() == oxigraph::model::vocab::xsd::STRING => to.push('S'),
        None => {
            to.push('T');
            to.push_str(literal.datatype().as_str());
            to.push(END);
        }
    }
    to.push_str(literal.value());
}

/// What is rare, as N-Triples has it.
fn other(term: TermRef<'_>, to: &mut String) {
    to.push('N');
    to.push_str(&term.to_string());
}

fn read(written: &str) -> Option<Term> {
    let mut rest = written.chars();
    let kind = rest.next()?;
    let rest = rest.as_str();
    Some(match kind {
        'I' => NamedNode::new_unchecked(rest).into(),
        'B' => BlankNode::new_unchecked(rest).into(),
        'S' => Literal::new_simple_literal(rest).into(),
        'L' => {
            let (language, value) = rest.split_once(END)?;
            Literal::new_language_tagged_literal_unchecked(value, language).into()
        }
        'T' => {
            let (datatype, value) = rest.split_once(END)?;
            Literal::new_typed_literal(value, NamedNode::new_unchecked(datatype)).into()
        }
        _ => Term::from_str(rest).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::vocab::xsd;
    use oxigraph::model::{BaseDirection, Triple};

    #[test]
    fn every_kind_of_term_comes_back_and_is_found() {
        let node = || NamedNode::new_unchecked("urn:a");
        let all: Vec<Term> = vec![
            node().into(),
            BlankNode::new_unchecked("a").into(),
            Literal::new_simple_literal("").into(),
            Literal::new_simple_literal("a\0b \"c\"\n").into(),
            Literal::new_language_tagged_literal_unchecked("a\0b", "fr-ch").into(),
            Literal::new_typed_literal("a", node()).into(),
            Literal::new_typed_literal("7", xsd::INTEGER).into(),
            Literal::new_directional_language_tagged_literal_unchecked(
                "a",
                "ar",
                BaseDirection::Rtl,
            )
            .into(),
            Triple::new(node(), node(), Literal::new_simple_literal("a\"b")).into(),
        ];
        let mut numbers = Numbers::default();
        let given: Vec<u32> = all.iter().map(|term| numbers.of(term.as_ref())).collect();
        let (terms, order) = numbers.in_order();
        assert_eq!(terms.len(), all.len());
        for (term, given) in all.iter().zip(given) {
            let number = order[given as usize];
            assert_eq!(terms.term(number).as_ref(), Some(term));
            assert_eq!(terms.number(term), Some(number), "{term}");
        }
        let found = |text: &str, datatype| {
            terms.number(&normal(Literal::new_typed_literal(text, datatype).into()))
        };
        assert_eq!(found("007", xsd::INTEGER), found("7", xsd::INTEGER));
        assert_eq!(found("007", xsd::BYTE), found("7", xsd::INTEGER));
        assert_eq!(found("8", xsd::INTEGER), None);
    }
}
