//! What classes, properties and codes are called, for people, in English and French.
//!
//! The names of our own terms come from the ontology that the program carries, so that pages read
//! well over any store; those that we borrow have a short list here.

use std::collections::BTreeMap;

use crate::store::model::Term;
use crate::store::{GraphTarget, RdfFormat, StoreError, parse_document};
use crate::vocab::rdfs;

use super::ontology::{CODES, ONTOLOGY};
use super::pages::Tongue;

const PREF_LABEL: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";

/// Names of terms that are not ours.
const BORROWED: [(&str, [&str; 2]); 27] = [
    (
        "http://purl.org/dc/terms/isReplacedBy",
        ["replaced by", "remplacé par"],
    ),
    ("http://purl.org/dc/terms/source", ["file", "fichier"]),
    ("http://purl.org/pav/retrievedOn", ["retrieved", "consulté"]),
    ("http://schema.org/Country", ["country", "pays"]),
    (
        "http://schema.org/NewsMediaOrganization",
        ["news medium", "média"],
    ),
    ("http://schema.org/datePublished", ["published", "publié"]),
    ("http://schema.org/headline", ["headline", "titre"]),
    ("http://schema.org/inLanguage", ["language", "langue"]),
    ("http://schema.org/publisher", ["publisher", "éditeur"]),
    (
        "http://schema.org/sha256",
        ["SHA-256 of the text", "SHA-256 du texte"],
    ),
    ("http://schema.org/url", ["address", "adresse"]),
    (
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        ["is a", "est un"],
    ),
    (
        "http://www.w3.org/2000/01/rdf-schema#label",
        ["name", "nom"],
    ),
    (
        "http://www.w3.org/2004/02/skos/core#altLabel",
        ["also called", "aussi appelé"],
    ),
    (
        "http://www.w3.org/2004/02/skos/core#exactMatch",
        ["the same elsewhere", "le même ailleurs"],
    ),
    (
        "http://www.w3.org/ns/oa#end",
        ["ends at character", "finit au caractère"],
    ),
    ("http://www.w3.org/ns/oa#exact", ["words", "mots"]),
    (
        "http://www.w3.org/ns/oa#hasSelector",
        ["selector", "sélecteur"],
    ),
    ("http://www.w3.org/ns/oa#hasSource", ["in", "dans"]),
    (
        "http://www.w3.org/ns/oa#start",
        ["begins at character", "commence au caractère"],
    ),
    (
        "http://www.w3.org/ns/org#Organization",
        ["organization", "organisation"],
    ),
    (
        "http://www.w3.org/ns/prov#Bundle",
        ["what one article says", "ce que dit un article"],
    ),
    (
        "http://www.w3.org/ns/prov#startedAtTime",
        ["began", "début"],
    ),
    (
        "http://www.w3.org/ns/prov#wasDerivedFrom",
        ["taken from", "tiré de"],
    ),
    (
        "http://www.w3.org/ns/prov#wasGeneratedBy",
        ["made by", "produit par"],
    ),
    (
        "http://www.w3.org/ns/prov#wasRevisionOf",
        ["newer version of", "nouvelle version de"],
    ),
    ("http://xmlns.com/foaf/0.1/Person", ["person", "personne"]),
];

/// Names by IRI: English and French.
pub(super) struct Labels(BTreeMap<String, [String; 2]>);

impl Labels {
    /// Reads the ontology.
    pub(super) fn of_ontology() -> Result<Self, StoreError> {
        let mut labels: BTreeMap<String, [String; 2]> = BORROWED
            .iter()
            .map(|(iri, names)| ((*iri).to_owned(), names.map(str::to_owned)))
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
                    && let Some(tongue) = name.language().and_then(Tongue::of)
                {
                    let names = labels.entry(subject.to_owned()).or_default();
                    name.value().clone_into(&mut names[tongue as usize]);
                }
            }
        }
        Ok(Self(labels))
    }

    /// All terms that have a name in a language, and the name.
    pub(super) fn names(&self, tongue: Tongue) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .keys()
            .filter_map(move |iri| Some((iri.as_str(), self.get(iri, tongue)?)))
    }

    /// The name of a term in a language, if it has one.
    pub(super) fn get(&self, iri: &str, tongue: Tongue) -> Option<&str> {
        let names = self.0.get(iri)?;
        let name = names[tongue as usize].as_str();
        Some(name).filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::{code, dm};

    #[test]
    fn our_terms_have_names_in_both_languages() {
        let labels = Labels::of_ontology().unwrap();
        let get = |iri, tongue| labels.get(iri, tongue);
        assert_eq!(get(dm::SPEAKER, Tongue::En), Some("speaker"));
        assert_eq!(get("urn:unknown", Tongue::En), None);
        for iri in code::ALL.iter().chain(dm::ALL) {
            for tongue in Tongue::ALL {
                assert!(get(iri, tongue).is_some(), "{iri} in {tongue:?}");
            }
        }
    }
}
