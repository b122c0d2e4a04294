//! Trusty URIs: names that hold the hash of what they name, so that anybody can check that it is unchanged.
//!
//! Module RA names sets of quads, FA files. Specification: Kuhn and Dumontier, *Making Digital Artifacts on the Web
//! Verifiable and Reliable* (2015), and <https://trustyuri.net>. The quads to be hashed have [`BLANK`] where the
//! code will stand in their IRIs; they have no blank nodes.

use std::cmp::Ordering;

use sha2::{Digest, Sha256};

use crate::store::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

/// Stands for the code in IRIs until it is known. No IRI has a space.
pub(super) const BLANK: &str = " ";

/// The code of a set of quads.
pub(super) fn code(quads: &[Quad]) -> String {
    let mut lines: Vec<Line<'_>> = quads.iter().map(Line::of).collect();
    lines.sort_unstable();
    lines.dedup();
    let mut hash = Sha256::new();
    for line in lines {
        for iri in [line.graph, line.subject, line.predicate] {
            hash.update(iri);
            hash.update("\n");
        }
        hash.update(line.object.normal());
        hash.update("\n");
    }
    format!("RA{}", base64url(&hash.finalize()))
}

/// The code of a file, from its SHA-256.
pub(super) fn file_code(sha256: &[u8; 32]) -> String {
    format!("FA{}", base64url(sha256))
}

/// The quads with the code in its place.
pub(super) fn complete(quads: Vec<Quad>, code: &str) -> Vec<Quad> {
    let iri = |node: NamedNode| {
        if node.as_str().contains(BLANK) {
            NamedNode::new_unchecked(node.as_str().replace(BLANK, code))
        } else {
            node
        }
    };
    quads
        .into_iter()
        .map(|quad| Quad {
            subject: match quad.subject {
                NamedOrBlankNode::NamedNode(node) => iri(node).into(),
                blank @ NamedOrBlankNode::BlankNode(_) => blank,
            },
            predicate: iri(quad.predicate),
            object: match quad.object {
                Term::NamedNode(node) => iri(node).into(),
                other => other,
            },
            graph_name: match quad.graph_name {
                GraphName::NamedNode(node) => iri(node).into(),
                other => other,
            },
        })
        .collect()
}

/// A quad as it is sorted and hashed; the default graph is empty.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Line<'a> {
    graph: &'a str,
    subject: &'a str,
    predicate: &'a str,
    object: Object<'a>,
}

impl<'a> Line<'a> {
    fn of(quad: &'a Quad) -> Self {
        Self {
            graph: match &quad.graph_name {
                GraphName::NamedNode(node) => node.as_str(),
                GraphName::BlankNode(_) | GraphName::DefaultGraph => "",
            },
            subject: match &quad.subject {
                NamedOrBlankNode::NamedNode(node) => node.as_str(),
                NamedOrBlankNode::BlankNode(node) => node.as_str(),
            },
            predicate: quad.predicate.as_str(),
            object: match &quad.object {
                Term::NamedNode(node) => Object::Iri(node.as_str()),
                Term::Literal(literal) => Object::Literal(
                    literal.value(),
                    match literal.language() {
                        Some(language) => Kind::Language(language.to_lowercase()),
                        None => Kind::Datatype(literal.datatype().as_str()),
                    },
                ),
                Term::BlankNode(node) => Object::Iri(node.as_str()),
                Term::Triple(_) => Object::Iri(""),
            },
        }
    }
}

/// IRIs stand before literals; literals are sorted by text, then those with a language before those with a datatype.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Object<'a> {
    Iri(&'a str),
    Literal(&'a str, Kind<'a>),
}

#[derive(PartialEq, Eq)]
enum Kind<'a> {
    Language(String),
    Datatype(&'a str),
}

impl Ord for Kind<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Language(one), Self::Language(two)) => one.cmp(two),
            (Self::Language(_), Self::Datatype(_)) => Ordering::Less,
            (Self::Datatype(_), Self::Language(_)) => Ordering::Greater,
            (Self::Datatype(one), Self::Datatype(two)) => one.cmp(two),
        }
    }
}

impl PartialOrd for Kind<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Object<'_> {
    fn normal(&self) -> String {
        match self {
            Self::Iri(iri) => (*iri).to_owned(),
            Self::Literal(text, kind) => {
                let text = text.replace('\\', "\\\\").replace('\n', "\\n");
                match kind {
                    Kind::Language(language) => format!("@{language} {text}"),
                    Kind::Datatype(datatype) => format!("^{datatype} {text}"),
                }
            }
        }
    }
}

/// Base64 with `-` and `_`, without padding.
fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0_usize, |bits, place| {
            bits << 8 | usize::from(group.get(place).copied().unwrap_or_default())
        });
        for place in 0..=group.len() {
            let digit = bits >> (18 - 6 * place) & 63;
            text.extend(DIGITS.get(digit).map(|digit| char::from(*digit)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{GraphTarget, RdfFormat, parse_document};

    /// The published example of the specification's authors, `nanopub1`.
    const EXAMPLE: &str = r#"
        @prefix : <http://purl.org/hashuri/examples/nanopub1.CODE> .
        @prefix sub: <http://purl.org/hashuri/examples/nanopub1.CODE.> .
        @prefix np: <http://www.nanopub.org/nschema#> . @prefix ex: <http://example.com/> .
        : { : a np:Nanopublication ; np:hasAssertion sub:Ass ; np:hasProvenance sub:Prov ; np:hasPublicationInfo sub:Info . }
        sub:Ass { ex:mosquito ex:transmits ex:malaria . }
        sub:Prov { : <http://purl.org/swan/1.2/swan-commons/citesAsSupportiveEvidence> <http://dx.doi.org/10.3233/ISU-2010-0613> . }
        sub:Info { : <http://swan.mindinformatics.org/ontologies/1.2/pav/authoredBy> <http://orcid.org/0000-0002-1267-0234> ;
            <http://purl.org/dc/terms/created> "2013-02-25T14:33:21+01:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> . }
    "#;

    fn quads(trig: &str) -> Vec<Quad> {
        let quads = parse_document(
            trig.as_bytes(),
            RdfFormat::TriG,
            &GraphTarget::All,
            "http://example.com/",
        )
        .unwrap();
        // The parser takes no space in IRIs.
        swapped(quads, "CODE", BLANK)
    }

    fn swapped(quads: Vec<Quad>, from: &str, to: &str) -> Vec<Quad> {
        quads
            .into_iter()
            .map(|quad| {
                let swap = |iri: &str| NamedNode::new_unchecked(iri.replace(from, to));
                let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
                    panic!("a blank node")
                };
                let GraphName::NamedNode(graph) = &quad.graph_name else {
                    panic!("no graph")
                };
                let object = match &quad.object {
                    Term::NamedNode(node) => swap(node.as_str()).into(),
                    other => other.clone(),
                };
                Quad::new(
                    swap(subject.as_str()),
                    quad.predicate.clone(),
                    object,
                    swap(graph.as_str()),
                )
            })
            .collect()
    }

    #[test]
    fn the_published_example_has_its_published_code() {
        let mut quads = quads(EXAMPLE);
        let expected = "RA1SuhYyX9qlNnWWIIp9dqjGEuyOi5D384gjVShN6SuXk";
        assert_eq!(code(&quads), expected);
        quads.reverse();
        quads.push(quads[0].clone());
        assert_eq!(code(&quads), expected);
        assert!(
            complete(quads, expected)
                .iter()
                .all(|quad| quad.graph_name.to_string().contains(expected))
        );
    }

    #[test]
    fn a_changed_word_changes_the_code() {
        let changed = EXAMPLE.replace("malaria", "dengue");
        assert_ne!(code(&quads(&changed)), code(&quads(EXAMPLE)));
    }

    #[test]
    fn files_are_named_by_their_bytes() {
        let hash: [u8; 32] = Sha256::digest(b"").into();
        assert_eq!(
            file_code(&hash),
            "FA47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
        );
    }
}
