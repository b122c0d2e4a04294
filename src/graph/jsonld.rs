//! The graph of an article as compact JSON-LD, against `ontology/context.jsonld`.
//!
//! Built from the quads with serde: sophia reads JSON-LD, but writes the expanded form only. A test reads
//! the document back and compares.

use super::ArticleGraph;
use super::ontology::CONTEXT;
use super::quads::{Quad, Term};
use crate::vocab::{rdf, xsd};
use serde_json::{Map, Value, json};
use sophia::api::term::Term as _;
use std::collections::BTreeMap;

/// One JSON-LD document: the graph, with what is said of it, and in `@graph` the records.
pub fn jsonld(article: &ArticleGraph) -> Value {
    let file: Value = serde_json::from_str(CONTEXT)
        .unwrap_or_else(|error| unreachable!("ontology/context.jsonld: {error}"));
    let context = file.get("@context").cloned().unwrap_or_default();
    let terms = Terms::of(&context);
    let mut document = Map::new();
    document.insert("@context".to_owned(), context);
    for node in nodes(&article.bundle, &terms) {
        document.extend(node);
    }
    let records: Vec<Value> = nodes(&article.records, &terms)
        .into_iter()
        .map(Value::Object)
        .collect();
    document.insert("@graph".to_owned(), Value::Array(records));
    Value::Object(document)
}

/// One object for each subject, in order.
fn nodes(quads: &[Quad], terms: &Terms) -> Vec<Map<String, Value>> {
    let mut subjects: BTreeMap<String, BTreeMap<String, Vec<&Term>>> = BTreeMap::new();
    for ([subject, predicate, object], _) in quads {
        let properties = subjects.entry(iri(subject)).or_default();
        properties.entry(iri(predicate)).or_default().push(object);
    }
    subjects
        .into_iter()
        .map(|(subject, properties)| node(subject, properties, terms))
        .collect()
}

fn node(
    subject: String,
    properties: BTreeMap<String, Vec<&Term>>,
    terms: &Terms,
) -> Map<String, Value> {
    let mut node = Map::new();
    node.insert("id".to_owned(), Value::String(subject));
    for (predicate, objects) in properties {
        if predicate == rdf::TYPE {
            let classes = objects
                .iter()
                .map(|class| Value::String(terms.name(&iri(class))));
            node.insert("type".to_owned(), one_or_many(classes.collect()));
            continue;
        }
        let key = terms.name(&predicate);
        let value = match terms.coercion(&key) {
            Coercion::Languages => by_language(&objects),
            coercion => one_or_many(
                objects
                    .iter()
                    .map(|object| value(object, coercion, terms))
                    .collect(),
            ),
        };
        node.insert(key, value);
    }
    node
}

fn value(object: &Term, coercion: &Coercion, terms: &Terms) -> Value {
    if object.is_iri() {
        let iri = iri(object);
        return match coercion {
            Coercion::Iri => Value::String(terms.compact(&iri)),
            _ => json!({ "id": iri }),
        };
    }
    let text = object
        .lexical_form()
        .map(|text| text.to_string())
        .unwrap_or_default();
    if let Some(language) = object.language_tag() {
        return json!({ "@value": text, "@language": language.as_str() });
    }
    let datatype = object.datatype().map_or_else(
        || xsd::STRING.to_owned(),
        |datatype| datatype.as_str().to_owned(),
    );
    match coercion {
        Coercion::Datatype(expected) if *expected == datatype => match text.parse::<u64>() {
            Ok(number) if datatype == xsd::INTEGER => number.into(),
            _ => text.into(),
        },
        Coercion::None if datatype == xsd::STRING => text.into(),
        _ => json!({ "@value": text, "@type": terms.compact(&datatype) }),
    }
}

/// `{"en": "…", "fr": "…"}`, as a term with a language container has it.
fn by_language(objects: &[&Term]) -> Value {
    let mut languages: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for object in objects {
        if let (Some(language), Some(text)) = (object.language_tag(), object.lexical_form()) {
            languages
                .entry(language.as_str().to_owned())
                .or_default()
                .push(text.to_string().into());
        }
    }
    languages
        .into_iter()
        .map(|(language, texts)| (language, one_or_many(texts)))
        .collect::<Map<_, _>>()
        .into()
}

fn one_or_many(mut values: Vec<Value>) -> Value {
    if values.len() == 1 {
        values.remove(0)
    } else {
        Value::Array(values)
    }
}

fn iri(term: &Term) -> String {
    term.iri()
        .map(|iri| iri.as_str().to_owned())
        .unwrap_or_default()
}

/// What the context makes of the values of a term.
enum Coercion {
    None,
    Iri,
    Languages,
    Datatype(String),
}

/// The context, the other way round: from IRIs to terms.
struct Terms {
    names: BTreeMap<String, String>,
    coercions: BTreeMap<String, Coercion>,
    prefixes: Vec<(String, String)>,
}

impl Terms {
    fn of(context: &Value) -> Self {
        let entries = || context.as_object().into_iter().flatten();
        let id = |entry: &Value| {
            entry
                .as_str()
                .or_else(|| entry.get("@id")?.as_str())
                .map(str::to_owned)
        };
        let is_prefix = |iri: &str| iri.contains("://") && iri.ends_with(['#', '/']);
        let prefixes: Vec<(String, String)> = entries()
            .filter_map(|(name, entry)| Some((name.clone(), id(entry)?)))
            .filter(|(_, iri)| is_prefix(iri))
            .collect();
        let expand = |short: &str| {
            let expanded = short.split_once(':').and_then(|(prefix, local)| {
                let (_, namespace) = prefixes.iter().find(|(name, _)| name == prefix)?;
                Some(format!("{namespace}{local}"))
            });
            expanded.unwrap_or_else(|| short.to_owned())
        };
        let mut names = BTreeMap::new();
        let mut coercions = BTreeMap::new();
        for (name, entry) in entries() {
            let Some(short) = id(entry).filter(|id| !id.starts_with('@') && !is_prefix(id)) else {
                continue;
            };
            names.insert(expand(&short), name.clone());
            let text = |key: &str| entry.get(key).and_then(Value::as_str);
            let coercion = match (text("@type"), text("@container")) {
                (_, Some("@language")) => Coercion::Languages,
                (Some("@id"), _) => Coercion::Iri,
                (Some(datatype), _) => Coercion::Datatype(expand(datatype)),
                _ => Coercion::None,
            };
            coercions.insert(name.clone(), coercion);
        }
        Self {
            names,
            coercions,
            prefixes,
        }
    }

    /// The term of a property or class, or else its IRI.
    fn name(&self, iri: &str) -> String {
        self.names
            .get(iri)
            .cloned()
            .unwrap_or_else(|| self.compact(iri))
    }

    fn coercion(&self, term: &str) -> &Coercion {
        self.coercions.get(term).unwrap_or(&Coercion::None)
    }

    /// `code:act-deny`, or the IRI as it is.
    fn compact(&self, iri: &str) -> String {
        let short = self.prefixes.iter().find_map(|(name, namespace)| {
            let local = iri.strip_prefix(namespace.as_str())?;
            let plain = !local.is_empty()
                && local
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            plain.then(|| format!("{name}:{local}"))
        });
        short.unwrap_or_else(|| iri.to_owned())
    }
}
