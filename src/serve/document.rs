//! What there is to say about one thing: its triples, what single articles say of it, with the
//! passages, and the names of what it points to. What is long comes in pages.
//!
//! The document of a thing holds exactly this, each triple once, and over all its pages nothing else
//! but which page of which document this is:
//!
//! 1. the triples of the thing and its parts (`thing#…`), whichever graphs say them;
//! 2. of an article, the triples of its records and their parts (`article/ID#…`); of a graph, what it contains;
//! 3. the triples of the records of the thing (`dm:recordOf`) and of their parts (`record-…`);
//! 4. the names of things, articles and codes that these triples point to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::export::Passages;
use crate::store::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term,
};
use crate::store::{Deadline, GraphTarget, Store, StoreError, Within};
use crate::vocab::{code, dct, dm, rdfs, schema, skos};

/// So many reports of a thing are on a page. What an article says of an actor is some seventy triples.
const REPORTS: usize = 25;
/// So many facts of an article are on a page: few articles have more, and the fragments of those stay together.
const FACTS: usize = 250;
/// So many triples of a graph are on a page.
const TRIPLES: usize = 2000;

/// One page of what there is to say. All lists are sorted; which of many reports are on which page is the database's choice.
pub(super) struct Document {
    pub(super) iri: NamedNode,
    /// Triples of the thing and its parts, whichever graph says them.
    pub(super) own: Vec<Quad>,
    /// What each article says of the thing: the record's IRI and its triples.
    pub(super) records: Vec<(NamedNode, Vec<Quad>)>,
    /// Names of what the triples point to.
    pub(super) names: Vec<Quad>,
    /// Which page this is.
    pub(super) place: Place,
}

/// Where a page stands among the pages of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Counted from 1.
    pub(super) page: usize,
    /// Whether there is another page behind this one.
    pub(super) more: bool,
    /// How many pages there are, where that is known without reading all of it.
    pub(super) pages: Option<usize>,
    /// How many reports there are.
    pub(super) reports: usize,
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

/// Where documents are gathered from, and how.
pub(super) struct Gatherer<'a> {
    pub(super) store: &'a Store,
    /// The base of the IRIs of the store.
    pub(super) base: &'a str,
    /// How much of a passage is shown.
    pub(super) passages: Passages,
    pub(super) deadline: &'a Deadline,
}

impl Gatherer<'_> {
    /// A page of the document of a thing: on one behind its last ([`Place::is_beyond`]) stands only what is on each, because a
    /// dossier has more pages than its document. `None` behind the last page of a graph, whose pages nobody counts.
    pub(super) fn page(
        &self,
        iri: &NamedNode,
        page: usize,
    ) -> Result<Option<Document>, StoreError> {
        let Self {
            store,
            base,
            passages,
            deadline,
        } = *self;
        let mut place = Place {
            page,
            more: false,
            pages: Some(1),
            reports: 0,
        };
        let mut own = Triples::default();
        let mut records = Vec::new();
        let said_in = graph_of(iri, base);
        if store.has_graph(&GraphTarget::Named(iri.clone()))? {
            own.with_parts(store, iri, deadline)?;
            place.pages = None;
            place.more = own.page_of_graph(store, iri, page, deadline)?;
            if page > 1 && own.is_empty() {
                return Ok(None);
            }
        } else if store.has_graph(&GraphTarget::Named(said_in.clone()))? {
            let facts = facts(store, iri, &said_in, deadline)?;
            let shown = slice(facts.len(), page, FACTS, &mut place);
            let shown = facts.get(shown).unwrap_or_default().iter().flatten();
            let nodes: Vec<String> = std::iter::once(iri)
                .chain(shown)
                .map(|node| node.as_str().to_owned())
                .collect();
            own.about(store, &nodes, deadline)?;
        } else {
            own.with_parts(store, iri, deadline)?;
            let (record_of, within) = (NamedNode::new_unchecked(dm::RECORD_OF), Within::Anywhere);
            place.reports =
                store.count_pointing_to(iri, &record_of, usize::MAX, within, deadline)?;
            let shown = slice(place.reports, page, REPORTS, &mut place);
            let shown = (shown.start, shown.len());
            let mut shown = store.some_pointing_to(iri, &record_of, shown, within, deadline)?;
            shown.sort_unstable();
            let triples = with_parts(store, &shown, deadline)?;
            let triples = triples.into_iter().map(Triples::into_vec);
            records = shown.into_iter().zip(triples).collect();
        }
        let mut own = own.into_vec();
        let names = {
            let quads = own
                .iter()
                .chain(records.iter().flat_map(|(_, quads)| quads));
            names(store, quads, base, deadline)?
        };
        own.iter_mut()
            .chain(records.iter_mut().flat_map(|(_, quads)| quads))
            .for_each(|quad| passages.apply(quad));
        Ok(Some(Document {
            iri: iri.clone(),
            own,
            records,
            names,
            place,
        }))
    }
}

impl Place {
    /// Whether the document is over before this page.
    pub(super) fn is_beyond(self) -> bool {
        self.pages.is_some_and(|pages| self.page > pages)
    }
}

impl Document {
    /// All its triples, those of one subject together.
    pub(super) fn quads(&self) -> impl Iterator<Item = &Quad> {
        self.own
            .iter()
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

/// Which of so many belong on a page of that size, and how many pages that makes.
fn slice(all: usize, page: usize, size: usize, place: &mut Place) -> Range<usize> {
    let pages = all.div_ceil(size).max(1);
    place.pages = Some(pages);
    place.more = page < pages;
    let start = page.saturating_sub(1).saturating_mul(size).min(all);
    let end = start.saturating_add(size).min(all);
    start..end
}

/// Triples in order, each once, whichever graphs say it.
#[derive(Default)]
struct Triples(BTreeMap<[String; 3], Quad>);

impl Triples {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn insert(&mut self, quad: Quad) {
        // Without brackets, so that a thing comes before its parts.
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(iri) => iri.as_str().to_owned(),
            blank @ NamedOrBlankNode::BlankNode(_) => blank.to_string(),
        };
        let key = [subject, quad.predicate.to_string(), quad.object.to_string()];
        let graph_name = GraphName::DefaultGraph;
        self.0.insert(key, Quad { graph_name, ..quad });
    }

    fn into_vec(self) -> Vec<Quad> {
        self.0.into_values().collect()
    }

    /// The triples of nodes.
    fn about(
        &mut self,
        store: &Store,
        nodes: &[String],
        deadline: &Deadline,
    ) -> Result<(), StoreError> {
        for (number, property, value) in store.said_of(nodes, &[], Within::Anywhere, deadline)? {
            if let Some(node) = nodes.get(number) {
                self.insert(triple(node, property, value));
            }
        }
        Ok(())
    }

    /// The triples of a node, and of what belongs to it.
    fn with_parts(
        &mut self,
        store: &Store,
        iri: &NamedNode,
        deadline: &Deadline,
    ) -> Result<(), StoreError> {
        for mut triples in with_parts(store, std::slice::from_ref(iri), deadline)? {
            self.0.append(&mut triples.0);
        }
        Ok(())
    }

    /// A page of what a graph contains; says whether there is more. A page behind the last leaves nothing at all.
    fn page_of_graph(
        &mut self,
        store: &Store,
        graph: &NamedNode,
        page: usize,
        deadline: &Deadline,
    ) -> Result<bool, StoreError> {
        let graph = GraphNameRef::NamedNode(graph.as_ref());
        let mut triples = store.matching(None, None, None, Some(graph));
        let before = page.saturating_sub(1).saturating_mul(TRIPLES);
        for _ in 0..before {
            deadline.check()?;
            if triples.next().transpose()?.is_none() {
                self.0.clear();
                return Ok(false);
            }
        }
        let mut taken = 0;
        for triple in triples {
            let triple = triple?;
            if taken == TRIPLES {
                return Ok(true);
            }
            taken += 1;
            self.insert(triple);
        }
        if page > 1 && taken == 0 {
            self.0.clear();
        }
        Ok(false)
    }
}

/// The triples of each of some nodes, and of what belongs to it: parts are minted as `node#part` or `node-part`. All of them
/// are read at once, and then all their parts.
fn with_parts(
    store: &Store,
    nodes: &[NamedNode],
    deadline: &Deadline,
) -> Result<Vec<Triples>, StoreError> {
    let mut found: Vec<Triples> = nodes.iter().map(|_| Triples::default()).collect();
    let mut seen = BTreeSet::new();
    let owned = nodes.iter().map(|node| node.as_str().to_owned());
    let mut open: Vec<(usize, String)> = owned.enumerate().collect();
    while !open.is_empty() {
        let (wholes, nodes): (Vec<usize>, Vec<String>) = open.drain(..).unzip();
        for (number, property, value) in store.said_of(&nodes, &[], Within::Anywhere, deadline)? {
            let (Some(whole), Some(node)) = (wholes.get(number), nodes.get(number)) else {
                continue;
            };
            if let Term::NamedNode(part) = &value
                && is_part(part.as_str(), node)
                && seen.insert((*whole, part.as_str().to_owned()))
            {
                open.push((*whole, part.as_str().to_owned()));
            }
            if let Some(triples) = found.get_mut(*whole) {
                triples.insert(triple(node, property, value));
            }
        }
    }
    Ok(found)
}

fn triple(subject: &str, property: NamedNode, value: Term) -> Quad {
    let subject = NamedNode::new_unchecked(subject);
    Quad::new(subject, property, value, GraphName::DefaultGraph)
}

fn is_part(part: &str, whole: &str) -> bool {
    part.strip_prefix(whole)
        .is_some_and(|rest| rest.starts_with('#') || (whole.contains('#') && rest.starts_with('-')))
}

/// The facts of an article in order: `s1` with its evidence, `s2` with its own.
fn facts(
    store: &Store,
    article: &NamedNode,
    said_in: &NamedNode,
    deadline: &Deadline,
) -> Result<Vec<Vec<NamedNode>>, StoreError> {
    let graph = GraphNameRef::NamedNode(said_in.as_ref());
    let mut parts = BTreeSet::new();
    for quad in store.matching(None, None, None, Some(graph)) {
        if let NamedOrBlankNode::NamedNode(part) = quad?.subject
            && is_part(part.as_str(), article.as_str())
        {
            parts.insert(part);
        }
        deadline.check()?;
    }
    let mut facts: BTreeMap<(String, u64, String), Vec<NamedNode>> = BTreeMap::new();
    for part in parts {
        facts.entry(in_order(part.as_str())).or_default().push(part);
    }
    Ok(facts.into_values().collect())
}

/// `…#s10-e1` as `s`, 10: the fact to which a part belongs, as it sorts.
fn in_order(part: &str) -> (String, u64, String) {
    let local = part.split_once('#').map_or(part, |(_, local)| local);
    let head = local.split('-').next().unwrap_or_default();
    let letters = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = head.strip_prefix(letters).unwrap_or_default();
    match digits.parse() {
        Ok(number) => (letters.to_owned(), number, String::new()),
        Err(_no_number) => (letters.to_owned(), 0, digits.to_owned()),
    }
}

/// `graph/article/ID` of `article/ID`; for all others a graph that does not exist.
fn graph_of(iri: &NamedNode, base: &str) -> NamedNode {
    let path = iri.as_str().strip_prefix(base).unwrap_or_default();
    NamedNode::new_unchecked(format!("{base}graph/{path}"))
}

/// The names of things and codes that the quads point to.
fn names<'a>(
    store: &Store,
    quads: impl Iterator<Item = &'a Quad>,
    base: &str,
    deadline: &Deadline,
) -> Result<Vec<Quad>, StoreError> {
    let mut subjects = BTreeSet::new();
    let mut objects = BTreeSet::new();
    for quad in quads {
        if let Some(iri) = iri_of(&quad.subject) {
            subjects.insert(iri.to_owned());
        }
        if let Term::NamedNode(object) = &quad.object
            && [base, code::PREFIX]
                .iter()
                .any(|ours| object.as_str().starts_with(ours))
        {
            objects.insert(object.as_str().to_owned());
        }
    }
    let mut names = Triples::default();
    let unnamed: Vec<String> = objects.difference(&subjects).cloned().collect();
    for naming in [rdfs::LABEL, schema::HEADLINE, skos::PREF_LABEL] {
        for (number, name) in store.values_of(&unnamed, naming, Within::Anywhere, deadline)? {
            if let Some(iri) = unnamed.get(number) {
                names.insert(triple(iri, NamedNode::new_unchecked(naming), name));
            }
        }
    }
    Ok(names.into_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_sort_as_people_count() {
        let order = |local: &str| in_order(&format!("http://e/article/x#{local}"));
        assert!(order("s2") < order("s10"));
        assert_eq!(order("s10"), order("s10-e1-quote"));
        assert_ne!(order("s1"), order("s10-e1"));
        assert!(order("m9") < order("s1"));
    }

    #[test]
    fn pages_hold_everything_once() {
        let mut place = Place {
            page: 1,
            more: false,
            pages: None,
            reports: 0,
        };
        let pages: Vec<Range<usize>> = (1..=4)
            .map(|page| slice(250, page, 100, &mut place))
            .collect();
        assert_eq!(pages, [0..100, 100..200, 200..250, 250..250]);
        assert_eq!(place.pages, Some(3));
        assert!(slice(250, usize::MAX, 100, &mut place).is_empty());
        assert!(slice(0, 1, 100, &mut place).is_empty());
        assert_eq!(place.pages, Some(1));
    }
}
