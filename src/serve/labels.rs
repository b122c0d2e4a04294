//! What classes, properties and codes are called, for people.
//!
//! The names of our own terms come from the ontology that the program carries, so that pages read
//! well over any store; those that we borrow have a short list here.

use std::collections::BTreeMap;

use crate::store::model::Term;
use crate::store::{GraphTarget, RdfFormat, StoreError, parse_document};
use crate::vocab::rdfs;

use super::ontology::{CODES, ONTOLOGY};

const PREF_LABEL: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";

/// Names of terms that are not ours.
const BORROWED: [(&str, &str); 27] = [
    ("http://purl.org/dc/terms/isReplacedBy", "replaced by"),
    ("http://purl.org/dc/terms/source", "file"),
    ("http://purl.org/pav/retrievedOn", "retrieved"),
    ("http://schema.org/Country", "country"),
    ("http://schema.org/NewsMediaOrganization", "news medium"),
    ("http://schema.org/datePublished", "published"),
    ("http://schema.org/headline", "headline"),
    ("http://schema.org/inLanguage", "language"),
    ("http://schema.org/publisher", "publisher"),
    ("http://schema.org/sha256", "SHA-256 of the text"),
    ("http://schema.org/url", "address"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "is a"),
    ("http://www.w3.org/2000/01/rdf-schema#label", "name"),
    (
        "http://www.w3.org/2004/02/skos/core#altLabel",
        "also called",
    ),
    (
        "http://www.w3.org/2004/02/skos/core#exactMatch",
        "the same elsewhere",
    ),
    ("http://www.w3.org/ns/oa#end", "ends at character"),
    ("http://www.w3.org/ns/oa#exact", "words"),
    ("http://www.w3.org/ns/oa#hasSelector", "selector"),
    ("http://www.w3.org/ns/oa#hasSource", "in"),
    ("http://www.w3.org/ns/oa#start", "begins at character"),
    ("http://www.w3.org/ns/org#Organization", "organization"),
    ("http://www.w3.org/ns/prov#Bundle", "what one article says"),
    ("http://www.w3.org/ns/prov#startedAtTime", "began"),
    ("http://www.w3.org/ns/prov#wasDerivedFrom", "taken from"),
    ("http://www.w3.org/ns/prov#wasGeneratedBy", "made by"),
    (
        "http://www.w3.org/ns/prov#wasRevisionOf",
        "newer version of",
    ),
    ("http://xmlns.com/foaf/0.1/Person", "person"),
];

/// English names by IRI.
pub(super) struct Labels(BTreeMap<String, String>);

impl Labels {
    /// Reads the ontology.
    pub(super) fn of_ontology() -> Result<Self, StoreError> {
        let mut labels: BTreeMap<String, String> = BORROWED
            .iter()
            .map(|(iri, name)| ((*iri).to_owned(), (*name).to_owned()))
            .collect();
        for document in [ONTOLOGY, CODES] {
            let quads = parse_document(
                document.as_bytes(),
                RdfFormat::Turtle,
                &GraphTarget::Default,
                "https://w3id.org/demarche/",
            )?;
            for quad in quads {
                let naming = [rdfs::LABEL, PREF_LABEL].contains(&quad.predicate.as_str());
                if let (true, Some(subject), Term::Literal(name)) =
                    (naming, super::document::iri_of(&quad.subject), &quad.object)
                    && name.language() == Some("en")
                {
                    labels.insert(subject.to_owned(), name.value().to_owned());
                }
            }
        }
        Ok(Self(labels))
    }

    /// The name of a term, if it has one.
    pub(super) fn get(&self, iri: &str) -> Option<&str> {
        self.0.get(iri).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_terms_have_names() {
        let labels = Labels::of_ontology().unwrap();
        assert_eq!(labels.get(crate::vocab::dm::SPEAKER), Some("speaker"));
        assert!(labels.get(crate::vocab::code::ACT_DENY).is_some());
        assert_eq!(labels.get("urn:unknown"), None);
    }
}
