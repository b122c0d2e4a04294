//! The files of `ontology/`: that they parse, agree with `vocab.rs` both ways, and with who uses them.

use demarche::extract::facts::Facts;
use demarche::graph::ontology::{CODES, CONTEXT, DEMARCHE, SHAPES};
use demarche::vocab;
use serde_json::Value;
use sophia::api::parser::TripleParser;
use sophia::api::source::TripleSource;
use sophia::api::term::{SimpleTerm, Term};
use sophia::turtle::parser::turtle::TurtleParser;
use std::collections::BTreeSet;
use std::path::Path;

type Triple = [SimpleTerm<'static>; 3];

fn triples(turtle: &str) -> Vec<Triple> {
    TurtleParser::default()
        .parse_str(turtle)
        .collect_triples()
        .expect("valid Turtle")
}

fn iri(term: &SimpleTerm<'_>) -> String {
    term.iri().map(|iri| iri.to_string()).unwrap_or_default()
}

/// The subjects that have a type whose IRI ends as one of these does.
fn defined(triples: &[Triple], types: &[&str]) -> BTreeSet<String> {
    let is_type = |object: &SimpleTerm<'_>| types.iter().any(|name| iri(object).ends_with(name));
    let found = triples
        .iter()
        .filter(|[_, predicate, object]| iri(predicate) == vocab::rdf::TYPE && is_type(object));
    found.map(|[subject, ..]| iri(subject)).collect()
}

fn languages(triples: &[Triple], subject: &str, predicate: &str) -> Vec<String> {
    let found = triples
        .iter()
        .filter(|[s, p, _]| iri(s) == subject && iri(p).ends_with(predicate));
    let mut languages: Vec<String> = found
        .filter_map(|[_, _, text]| Some(text.language_tag()?.to_string()))
        .collect();
    languages.sort();
    languages
}

fn owned(terms: &[&str]) -> BTreeSet<String> {
    terms.iter().map(|&term| term.to_owned()).collect()
}

#[test]
fn every_term_has_a_constant_and_every_constant_a_definition() {
    let ontology = defined(
        &triples(DEMARCHE),
        &["#Class", "#ObjectProperty", "#DatatypeProperty"],
    );
    assert_eq!(ontology, owned(vocab::dm::ALL));
    assert_eq!(
        defined(&triples(CODES), &["#Concept"]),
        owned(vocab::code::ALL)
    );
}

#[test]
fn every_term_has_a_label_and_a_comment_in_both_languages() {
    let (ontology, codes) = (triples(DEMARCHE), triples(CODES));
    for term in vocab::dm::ALL {
        assert_eq!(
            languages(&ontology, term, "#label"),
            ["en", "fr"],
            "label of {term}"
        );
        assert_eq!(
            languages(&ontology, term, "#comment"),
            ["en", "fr"],
            "comment of {term}"
        );
    }
    let schemes = defined(&codes, &["#ConceptScheme"]);
    for concept in owned(vocab::code::ALL).union(&schemes) {
        assert_eq!(
            languages(&codes, concept, "#prefLabel"),
            ["en", "fr"],
            "label of {concept}"
        );
        assert_eq!(
            languages(&codes, concept, "#definition"),
            ["en", "fr"],
            "definition of {concept}"
        );
    }
    let in_schemes = codes
        .iter()
        .filter(|[_, predicate, _]| iri(predicate).ends_with("#inScheme"));
    assert!(
        in_schemes
            .clone()
            .all(|[_, _, scheme]| schemes.contains(&iri(scheme)))
    );
    assert_eq!(in_schemes.count(), vocab::code::ALL.len());
}

#[test]
fn the_ontology_has_no_blank_nodes() {
    for triple in triples(DEMARCHE).iter().chain(&triples(CODES)) {
        assert!(
            triple.iter().all(|term| !term.is_blank_node()),
            "{triple:?}"
        );
    }
}

/// Terms of our namespaces that a file speaks of.
fn spoken_of(text: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for (prefix, namespace) in [("dm:", vocab::dm::PREFIX), ("code:", vocab::code::PREFIX)] {
        for (start, _) in text.match_indices(prefix) {
            let before = text[..start].chars().next_back();
            let rest = &text[start + prefix.len()..];
            let local: String = rest
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect();
            if before.is_none_or(|c| !c.is_alphanumeric()) && !local.is_empty() {
                terms.insert(format!("{namespace}{}", local.trim_end_matches('-')));
            }
        }
    }
    terms
}

#[test]
fn shapes_context_and_questions_speak_of_terms_that_exist() {
    let schemes = defined(&triples(CODES), &["#ConceptScheme"]);
    let known: BTreeSet<String> = owned(vocab::dm::ALL)
        .union(&owned(vocab::code::ALL))
        .cloned()
        .collect();
    let known: BTreeSet<String> = known.union(&schemes).cloned().collect();
    assert!(!triples(SHAPES).is_empty());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = vec![
        ("shapes.ttl".to_owned(), SHAPES.to_owned()),
        ("context.jsonld".to_owned(), CONTEXT.to_owned()),
    ];
    for entry in std::fs::read_dir(root.join("queries/questions")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rq") {
            texts.push((
                path.display().to_string(),
                std::fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    for (name, text) in texts {
        let unknown: Vec<String> = spoken_of(&text).difference(&known).cloned().collect();
        assert!(
            unknown.is_empty(),
            "{name} speaks of {unknown:?}, which the ontology does not define"
        );
    }
}

#[test]
fn the_context_has_every_term_of_the_ontology() {
    let context: Value = serde_json::from_str(CONTEXT).unwrap();
    let told = spoken_of(&context["@context"].to_string());
    let missing: Vec<String> = owned(vocab::dm::ALL).difference(&told).cloned().collect();
    assert!(missing.is_empty(), "context.jsonld lacks {missing:?}");
}

/// `UPDATE_EXPECT=1` writes the file; `demarche schema` prints it.
#[test]
fn the_published_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/facts.schema.json");
    let schema = format!(
        "{}\n",
        serde_json::to_string_pretty(&schemars::schema_for!(Facts)).unwrap()
    );
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        published, schema,
        "write it anew: demarche schema > ontology/facts.schema.json"
    );
    assert!(schema.contains("https://json-schema.org/draft/2020-12/schema"));
}
