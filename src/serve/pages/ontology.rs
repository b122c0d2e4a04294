//! The page of the ontology, or of the code lists: each term with its texts and what it is tied to.

use std::collections::BTreeMap;

use askama::Template;

use super::frame::Frame;
use super::render;
use super::term::shorten;
use crate::serve::document::iri_of;
use crate::serve::ontology::explained;
use crate::store::model::{Quad, Term};
use crate::vocab::{code, dm, rdf};

#[derive(Template)]
#[template(path = "ontology.html")]
struct Page<'a> {
    frame: &'a Frame,
    name: &'a str,
    title: &'a str,
    terms: Vec<Entry>,
}

/// One class, property, list or concept.
struct Entry {
    anchor: String,
    short: String,
    facts: Vec<Fact>,
}

/// A property of a term and its values.
struct Fact {
    name: String,
    values: Vec<Value>,
}

struct Value {
    text: String,
    lang: String,
    href: Option<String>,
}

/// Writes the page.
pub(in crate::serve) fn page(frame: &Frame, name: &str, quads: &[Quad]) -> String {
    let mut subjects: Vec<&str> = Vec::new();
    let mut told: BTreeMap<&str, Vec<Fact>> = BTreeMap::new();
    for quad in quads {
        let Some(subject) = iri_of(&quad.subject) else {
            continue;
        };
        let facts = told.entry(subject).or_insert_with(|| {
            subjects.push(subject);
            Vec::new()
        });
        let property = quad.predicate.as_str();
        let short = if property == rdf::TYPE {
            "a".to_owned()
        } else {
            shorten(property)
        };
        match facts.iter_mut().find(|fact| fact.name == short) {
            Some(fact) => fact.values.push(value(&quad.object)),
            None => facts.push(Fact {
                name: short,
                values: vec![value(&quad.object)],
            }),
        }
    }
    let terms = subjects
        .into_iter()
        .map(|subject| Entry {
            anchor: [dm::PREFIX, code::PREFIX]
                .iter()
                .find_map(|namespace| subject.strip_prefix(namespace))
                .unwrap_or_default()
                .to_owned(),
            short: shorten(subject),
            facts: told.remove(subject).unwrap_or_default(),
        })
        .collect();
    let title = if name == "codes" {
        frame.t("codes")
    } else {
        frame.t("ontology")
    };
    render(&Page {
        frame,
        name,
        title,
        terms,
    })
}

fn value(term: &Term) -> Value {
    match term {
        Term::NamedNode(iri) => {
            let iri = iri.as_str();
            let outside = iri.starts_with("http").then(|| iri.to_owned());
            Value {
                text: shorten(iri),
                lang: String::new(),
                href: explained(iri).or(outside),
            }
        }
        Term::Literal(text) => Value {
            text: text.value().to_owned(),
            lang: text.language().unwrap_or_default().to_owned(),
            href: None,
        },
        Term::BlankNode(_) | Term::Triple(_) => Value {
            text: term.to_string(),
            lang: String::new(),
            href: None,
        },
    }
}
