//! Between the terms of sophia, in which graphs are made, and those of oxigraph, in which they are kept.
//!
//! The store normalises literals (`"007"^^xsd:integer` comes back as `7`, `1.50` as `1.5`, a language
//! tag in lower case). What our own graphs hold is written in the normal form already, so that what
//! comes back is what went in; a test says so.

use oxigraph::model;
use sophia::api::term::{BaseDirection, SimpleTerm};
use sophia::xml::model::Trusted;

use crate::graph::quads::{Quad, Term};

/// A quad for the store. `None` for what no RDF store keeps: variables, and literals as subjects.
pub(super) fn to_store(quad: &Quad) -> Option<model::Quad> {
    let ([subject, predicate, object], graph) = quad;
    let subject = match to_term(subject)? {
        model::Term::NamedNode(node) => model::NamedOrBlankNode::NamedNode(node),
        model::Term::BlankNode(node) => model::NamedOrBlankNode::BlankNode(node),
        _ => return None,
    };
    let model::Term::NamedNode(predicate) = to_term(predicate)? else {
        return None;
    };
    let graph = match graph.as_ref().map(to_term) {
        None => model::GraphName::DefaultGraph,
        Some(Some(model::Term::NamedNode(node))) => model::GraphName::NamedNode(node),
        Some(Some(model::Term::BlankNode(node))) => model::GraphName::BlankNode(node),
        Some(_) => return None,
    };
    Some(model::Quad::new(
        subject,
        predicate,
        to_term(object)?,
        graph,
    ))
}

/// A quad of the store.
pub fn from_store(quad: &model::Quad) -> Quad {
    let graph = match &quad.graph_name {
        model::GraphName::DefaultGraph => None,
        model::GraphName::NamedNode(node) => Some(from_term(node.into())),
        model::GraphName::BlankNode(node) => Some(from_term(node.into())),
    };
    let subject = model::TermRef::from(quad.subject.as_ref());
    (
        [
            from_term(subject),
            from_term(quad.predicate.as_ref().into()),
            from_term(quad.object.as_ref()),
        ],
        graph,
    )
}

fn from_term(term: model::TermRef<'_>) -> Term {
    sophia::api::term::FromTerm::from_term(Trusted(term))
}

fn to_term(term: &Term) -> Option<model::Term> {
    Some(match term {
        SimpleTerm::Iri(iri) => model::NamedNode::new_unchecked(iri.as_str()).into(),
        SimpleTerm::BlankNode(id) => model::BlankNode::new_unchecked(id.as_str()).into(),
        SimpleTerm::LiteralDatatype(text, datatype) => {
            let datatype = model::NamedNode::new_unchecked(datatype.as_str());
            model::Literal::new_typed_literal(text.as_ref(), datatype).into()
        }
        SimpleTerm::LiteralLanguage(text, tag, direction) => {
            let (text, tag) = (text.as_ref(), tag.as_str());
            match direction {
                None => model::Literal::new_language_tagged_literal_unchecked(text, tag).into(),
                Some(direction) => {
                    let direction = match direction {
                        BaseDirection::Ltr => model::BaseDirection::Ltr,
                        BaseDirection::Rtl => model::BaseDirection::Rtl,
                    };
                    model::Literal::new_directional_language_tagged_literal_unchecked(
                        text, tag, direction,
                    )
                    .into()
                }
            }
        }
        SimpleTerm::Triple(triple) => {
            let [subject, predicate, object] = triple.as_ref();
            let quad = to_store(&([subject.clone(), predicate.clone(), object.clone()], None))?;
            model::Triple::new(quad.subject, quad.predicate, quad.object).into()
        }
        SimpleTerm::Variable(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::quads::{constant, decimal, lang, term, typed};
    use crate::vocab::{dm, edtf, xsd};
    use oxigraph::store::Store;
    use sophia::api::MownStr;
    use sophia::api::term::{BnodeId, IriRef, LanguageTag};

    fn through_a_store(object: Term) -> Term {
        let store = Store::new().unwrap();
        let quad = (
            [term("urn:s"), constant(dm::QUOTE), object],
            Some(term("urn:g")),
        );
        store.insert(&to_store(&quad).unwrap()).unwrap();
        let found = store.iter().next().unwrap().unwrap();
        let ([.., object], _) = from_store(&found);
        object
    }

    #[test]
    fn what_our_graphs_hold_comes_back_as_it_went_in() {
        for object in [
            term("http://localhost:7979/article/x#s1"),
            lang("« Jeudi soir »,\n a-t-il dit\u{a0}: “\\”", "fr"),
            typed("2016-07-14", xsd::DATE),
            typed("2016-07", xsd::G_YEAR_MONTH),
            typed("2016", xsd::G_YEAR),
            typed("2016-07-14T23:00+02:00", edtf::EDTF),
            typed("001", xsd::STRING),
            typed("https://example.org/a?b=c", xsd::ANY_URI),
            typed("310", xsd::INTEGER),
            typed(&decimal(0.9), xsd::DECIMAL),
            typed(&decimal(1.0), xsd::DECIMAL),
            typed(&decimal(0.0), xsd::DECIMAL),
        ] {
            assert_eq!(through_a_store(object.clone()), object);
        }
    }

    #[test]
    fn terms_of_rdf_1_2_cross_too() {
        let said = SimpleTerm::Triple(Box::new([term("urn:a"), term("urn:b"), lang("mot", "fr")]));
        assert_eq!(through_a_store(said.clone()), said);
        let tag = LanguageTag::new_unchecked(MownStr::from("ar"));
        let right_to_left =
            SimpleTerm::LiteralLanguage("سلام".into(), tag, Some(BaseDirection::Rtl));
        assert_eq!(through_a_store(right_to_left.clone()), right_to_left);
        let blank = SimpleTerm::BlankNode(BnodeId::new_unchecked(MownStr::from("b1")));
        assert_eq!(through_a_store(blank.clone()), blank);
    }

    #[test]
    fn what_is_no_rdf_is_left_out() {
        let literal = lang("mot", "fr");
        assert_eq!(
            to_store(&([literal.clone(), term("urn:p"), literal], None)),
            None
        );
        let datatype = IriRef::new_unchecked(MownStr::from(xsd::STRING));
        let odd = SimpleTerm::LiteralDatatype("p".into(), datatype);
        assert_eq!(to_store(&([term("urn:s"), odd, term("urn:o")], None)), None);
    }
}
