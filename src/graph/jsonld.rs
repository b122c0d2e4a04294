//! Compact JSON-LD against `ontology/context.jsonld`: the graph of an article, or any triples.
//!
//! Built from the quads with serde: sophia reads JSON-LD, but writes the expanded form only. Tests read
//! the documents back and compare. The context stands in the document, so that reading it needs no network.

use super::ArticleGraph;
use super::ontology::CONTEXT;
use super::quads::{Quad, Term};
use crate::vocab::{rdf, xsd};
use serde_json::{Map, Value, json};
use sophia::api::term::Term as _;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One JSON-LD document: the graph, with what is said of it, and in `@graph` the records.
pub fn jsonld(article: &ArticleGraph) -> Value {
    let mut document = Map::new();
    document.insert("@context".to_owned(), PUBLISHED.context.clone());
    for node in nodes(&article.bundle, &PUBLISHED.terms) {
        document.extend(node);
    }
    document.insert("@graph".to_owned(), graph(&article.records));
    Value::Object(document)
}

/// One JSON-LD document that holds some triples as its default graph; the first subject comes first.
pub fn triples(quads: &[Quad]) -> Value {
    json!({ "@context": PUBLISHED.context, "@graph": graph(quads) })
}

/// The context, read once.
struct Published {
    context: Value,
    terms: Terms,
}

static PUBLISHED: LazyLock<Published> = LazyLock::new(|| {
    let file: Value = serde_json::from_str(CONTEXT)
        .unwrap_or_else(|error| unreachable!("ontology/context.jsonld: {error}"));
    let context = file.get("@context").cloned().unwrap_or_default();
    let terms = Terms::of(&context);
    Published { context, terms }
});

fn graph(quads: &[Quad]) -> Value {
    nodes(quads, &PUBLISHED.terms)
        .into_iter()
        .map(Value::Object)
        .collect()
}

/// One object for each subject, in the order in which they come first.
fn nodes(quads: &[Quad], terms: &Terms) -> Vec<Map<String, Value>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut subjects: Vec<(String, BTreeMap<String, Vec<&Term>>)> = vec![];
    for ([subject, predicate, object], _) in quads {
        let subject = id(subject);
        let place = *places.entry(subject.clone()).or_insert(subjects.len());
        if place == subjects.len() {
            subjects.push((subject, BTreeMap::new()));
        }
        if let Some((_, properties)) = subjects.get_mut(place) {
            properties.entry(id(predicate)).or_default().push(object);
        }
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
        if predicate == rdf::TYPE && objects.iter().copied().all(Term::is_iri) {
            let classes = objects
                .iter()
                .map(|class| Value::String(terms.name(&id(class))));
            node.insert("type".to_owned(), one_or_many(classes.collect()));
            continue;
        }
        let key = terms.name(&predicate);
        let values = |objects: &[&Term], coercion| {
            let values = objects.iter().map(|object| value(object, coercion, terms));
            one_or_many(values.collect())
        };
        match terms.coercion(&key) {
            Coercion::Languages => {
                // What has no language does not fit into a map of languages: it stands under the long name.
                let (told, other): (Vec<&Term>, Vec<&Term>) = objects
                    .into_iter()
                    .partition(|object| is_in_a_language(object));
                if !told.is_empty() {
                    node.insert(key, by_language(&told));
                }
                if !other.is_empty() {
                    node.insert(terms.compact(&predicate), values(&other, &Coercion::None));
                }
            }
            coercion => {
                node.insert(key, values(&objects, coercion));
            }
        }
    }
    node
}

fn is_in_a_language(object: &Term) -> bool {
    matches!(object, Term::LiteralLanguage(_, _, None))
}

fn value(object: &Term, coercion: &Coercion, terms: &Terms) -> Value {
    if object.is_iri() || object.is_blank_node() {
        let iri = id(object);
        return match coercion {
            Coercion::Iri => Value::String(terms.compact(&iri)),
            _ => json!({ "id": iri }),
        };
    }
    let text = object
        .lexical_form()
        .map(|text| text.to_string())
        .unwrap_or_default();
    if let Term::LiteralLanguage(_, language, direction) = object {
        let mut value = json!({ "@value": text, "@language": language.as_str() });
        if let (Some(direction), Some(fields)) = (direction, value.as_object_mut()) {
            fields.insert("@direction".to_owned(), direction.to_string().into());
        }
        return value;
    }
    let datatype = object.datatype().map_or_else(
        || xsd::STRING.to_owned(),
        |datatype| datatype.as_str().to_owned(),
    );
    match coercion {
        Coercion::Datatype(expected) if *expected == datatype => match text.parse::<u64>() {
            Ok(number) if datatype == xsd::INTEGER && number.to_string() == text => number.into(),
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

/// The IRI of a node, or `_:` with the label of a blank one.
fn id(term: &Term) -> String {
    match term {
        Term::BlankNode(label) => format!("_:{}", label.as_str()),
        _ => term
            .iri()
            .map(|iri| iri.as_str().to_owned())
            .unwrap_or_default(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::quads::{constant, lang, term, typed};
    use crate::vocab::{dm, rdfs};

    fn of(predicate: &'static str, object: Term) -> Value {
        let quad = (
            [term("http://example.org/x"), constant(predicate), object],
            None,
        );
        triples(&[quad])["@graph"][0].clone()
    }

    #[test]
    fn values_are_as_short_as_the_context_allows() {
        let node = of(dm::REPORTS, typed("3", xsd::INTEGER));
        assert_eq!(node["reports"], 3);
        let node = of(dm::SPEECH_ACT, constant(crate::vocab::code::ACT_DENY));
        assert_eq!(node["speechAct"], "code:act-deny");
        let node = of(rdfs::LABEL, lang("Kremlin", "fr"));
        assert_eq!(node["label"]["fr"], "Kremlin");
    }

    #[test]
    fn what_does_not_fit_the_context_is_not_lost() {
        let node = of(rdfs::LABEL, typed("Kremlin", xsd::STRING));
        assert_eq!(node["rdfs:label"], "Kremlin");
        let node = of(dm::REPORTS, typed("many", xsd::STRING));
        assert_eq!(node["reports"]["@value"], "many");
        let node = of(dm::SPEAKER, typed("he", xsd::STRING));
        assert_eq!(node["speaker"]["@type"], "xsd:string");
        let node = of(rdf::TYPE, lang("thing", "en"));
        assert_eq!(node[rdf::TYPE]["@value"], "thing");
    }
}
