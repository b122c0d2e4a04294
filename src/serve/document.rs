//! What there is to say about one thing: its triples, what single articles say of it, with the
//! passages, and the names of what it points to.

use std::collections::{BTreeMap, BTreeSet};

use crate::store::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term,
};
use crate::store::{Deadline, Store, StoreError};
use crate::vocab::{dct, dm, rdfs, schema};

/// Everything that the document of a thing holds. All lists are sorted.
pub(super) struct Document {
    pub(super) iri: NamedNode,
    /// Triples of the thing and its parts, whichever graph says them.
    pub(super) own: Vec<Quad>,
    /// What each article says of the thing: the record's IRI and its triples.
    pub(super) records: Vec<(NamedNode, Vec<Quad>)>,
    /// That these records are of the thing.
    pub(super) identity: Vec<Quad>,
    /// Names of what the triples point to.
    pub(super) names: Vec<Quad>,
}

/// What a request for a thing meets.
pub(super) enum Found {
    /// It is there.
    Thing,
    /// It goes by another IRI now.
    Moved(NamedNode),
    /// Nothing is known of it.
    Nothing,
}

/// Looks whether there is such a thing.
pub(super) fn find(store: &Store, iri: &NamedNode) -> Result<Found, StoreError> {
    let default = Some(GraphNameRef::DefaultGraph);
    if store
        .matching(Some(iri.as_ref()), None, None, default)
        .next()
        .transpose()?
        .is_some()
    {
        return Ok(Found::Thing);
    }
    // History may say of a thing that is back that it was replaced: so this comes second.
    let replaced = NamedNodeRef::new_unchecked(dct::IS_REPLACED_BY);
    let successor = store
        .matching(Some(iri.as_ref()), Some(replaced), None, None)
        .next()
        .transpose()?;
    if let Some(Term::NamedNode(heir)) = successor.map(|quad| quad.object) {
        return Ok(Found::Moved(heir));
    }
    let graph = Some(GraphNameRef::NamedNode(iri.as_ref()));
    let said = store.matching(Some(iri.as_ref()), None, None, None).next();
    match said
        .or_else(|| store.matching(None, None, None, graph).next())
        .transpose()?
    {
        Some(_) => Ok(Found::Thing),
        None => Ok(Found::Nothing),
    }
}

/// Gathers the document of a thing.
pub(super) fn gather(
    store: &Store,
    iri: &NamedNode,
    base: &str,
    deadline: &Deadline,
) -> Result<Document, StoreError> {
    let mut own = with_parts(store, iri)?;
    // What an article says is its own; the thing is the article, so its graph belongs to it, and a
    // graph is what it contains.
    for graph in [iri.clone(), graph_of(iri, base)] {
        let graph = GraphNameRef::NamedNode(graph.as_ref());
        for quad in store.matching(None, None, None, Some(graph)) {
            own.insert(quad?);
            deadline.check()?;
        }
    }
    let mut records = BTreeMap::new();
    let mut identity = Vec::new();
    let record_of = NamedNodeRef::new_unchecked(dm::RECORD_OF);
    for quad in store.matching(None, Some(record_of), Some(iri.as_ref()), None) {
        let quad = quad?;
        if let NamedOrBlankNode::NamedNode(record) = &quad.subject {
            records.insert(
                record.as_str().to_owned(),
                with_parts(store, record)?.into_vec(),
            );
        }
        identity.push(quad);
        deadline.check()?;
    }
    identity.sort_unstable_by_key(ToString::to_string);
    let own = own.into_vec();
    let records: Vec<(NamedNode, Vec<Quad>)> = records
        .into_iter()
        .map(|(record, quads)| (NamedNode::new_unchecked(record), quads))
        .collect();
    let names = names(
        store,
        own.iter()
            .chain(records.iter().flat_map(|(_, quads)| quads)),
        base,
    )?;
    Ok(Document {
        iri: iri.clone(),
        own,
        records,
        identity,
        names,
    })
}

impl Document {
    /// All its triples, those of one subject together.
    pub(super) fn quads(&self) -> impl Iterator<Item = &Quad> {
        self.own
            .iter()
            .chain(&self.identity)
            .chain(self.records.iter().flat_map(|(_, quads)| quads))
            .chain(&self.names)
    }
}

/// The IRI of a subject, if it is one.
pub(super) fn iri_of(subject: &NamedOrBlankNode) -> Option<&str> {
    match subject {
        NamedOrBlankNode::NamedNode(iri) => Some(iri.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}

/// Triples in order, each once, whichever graphs say it.
#[derive(Default)]
struct Triples(BTreeMap<[String; 3], Quad>);

impl Triples {
    fn insert(&mut self, quad: Quad) {
        let key = [
            quad.subject.to_string(),
            quad.predicate.to_string(),
            quad.object.to_string(),
        ];
        let graph_name = GraphName::DefaultGraph;
        self.0.insert(key, Quad { graph_name, ..quad });
    }

    fn into_vec(self) -> Vec<Quad> {
        self.0.into_values().collect()
    }
}

/// The triples of a node, and of what belongs to it: parts are minted as `node#part` or `node-part`.
fn with_parts(store: &Store, iri: &NamedNode) -> Result<Triples, StoreError> {
    let mut triples = Triples::default();
    let mut seen = BTreeSet::new();
    let mut open = vec![iri.clone()];
    while let Some(node) = open.pop() {
        if !seen.insert(node.as_str().to_owned()) {
            continue;
        }
        for quad in store.matching(Some(node.as_ref()), None, None, None) {
            let quad = quad?;
            if let Term::NamedNode(object) = &quad.object
                && is_part(object.as_str(), node.as_str())
            {
                open.push(object.clone());
            }
            triples.insert(quad);
        }
    }
    Ok(triples)
}

fn is_part(part: &str, whole: &str) -> bool {
    part.strip_prefix(whole)
        .is_some_and(|rest| rest.starts_with('#') || (whole.contains('#') && rest.starts_with('-')))
}

/// `graph/article/ID` of `article/ID`; for all others a graph that does not exist.
fn graph_of(iri: &NamedNode, base: &str) -> NamedNode {
    let path = iri.as_str().strip_prefix(base).unwrap_or_default();
    NamedNode::new_unchecked(format!("{base}graph/{path}"))
}

/// The names of things under `base` that the quads point to.
fn names<'a>(
    store: &Store,
    quads: impl Iterator<Item = &'a Quad>,
    base: &str,
) -> Result<Vec<Quad>, StoreError> {
    let mut subjects = BTreeSet::new();
    let mut objects = BTreeSet::new();
    for quad in quads {
        if let Some(iri) = iri_of(&quad.subject) {
            subjects.insert(iri.to_owned());
        }
        if let Term::NamedNode(object) = &quad.object
            && object.as_str().starts_with(base)
        {
            objects.insert(object.as_str().to_owned());
        }
    }
    let mut names = Triples::default();
    for iri in objects.difference(&subjects) {
        let subject = NamedNodeRef::new_unchecked(iri);
        for naming in [rdfs::LABEL, schema::HEADLINE] {
            let predicate = NamedNodeRef::new_unchecked(naming);
            for quad in store.matching(Some(subject), Some(predicate), None, None) {
                names.insert(quad?);
            }
        }
    }
    Ok(names.into_vec())
}
