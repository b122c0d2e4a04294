//! What the consolidated view said, and when: the articles are added one after the other, as they came out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::{self, GraphName};

use super::catalogue::{Catalogue, Entry};
use super::reading::Summaries;
use super::table::{FOREVER, Row};
use super::terms::Numbers;
use crate::graph::consolidate::{Delta, View};
use crate::graph::iri::Minter;
use crate::graph::ontology::vocabulary;
use crate::graph::quads::Quad;
use crate::store::articles::{bundle, revision};
use crate::store::bridge::to_store;

/// Stands for the default graph.
pub(super) const DEFAULT: u32 = u32::MAX;

/// The quads that articles made together, with the numbers of articles between which each was so. Quads are written with
/// the numbers of their terms.
pub(super) fn history(
    order: &[&Entry],
    catalogue: &Catalogue,
    mut summaries: Summaries,
    minter: &Minter,
    numbers: &mut Numbers,
) -> Vec<Row> {
    let mut said = Said {
        numbers,
        open: HashMap::new(),
        closing: HashMap::new(),
        rows: vec![],
        out: 0,
    };
    said.change(&Delta {
        insert: vocabulary(),
        ..Delta::default()
    });
    said.step();
    let chains = chains(catalogue);
    let describing = View::new(minter.clone());
    let mut view = View::new(minter.clone());
    let mut shown = BTreeMap::new();
    for entry in order {
        // Those of which it is a version, and of which versions are of it: they may count again.
        let chain = chains.get(entry.id.as_str()).map_or(&[][..], Vec::as_slice);
        let summary = if chain.is_empty() {
            summaries.remove(&entry.id)
        } else {
            summaries.get(&entry.id).cloned()
        };
        let Some(summary) = summary else {
            said.step();
            continue;
        };
        let before = links(chain, catalogue, &shown);
        shown.insert(entry.id.as_str(), *entry);
        let after = links(chain, catalogue, &shown);
        let mut own = bundle(minter, &entry.id);
        own.extend(describing.description(&summary));
        let revisions = |links: &BTreeSet<Link<'_>>| {
            let revision = |(older, newer): &Link<'_>| revision(minter, older, newer);
            links.iter().map(revision).collect()
        };
        said.change(&Delta {
            remove: revisions(&before),
            insert: revisions(&after),
            ..Delta::default()
        });
        said.change(&Delta {
            insert: own,
            ..Delta::default()
        });
        let outdated: BTreeSet<&str> = after.iter().map(|(older, _)| *older).collect();
        for id in &outdated {
            said.change(&view.retire(id));
        }
        if !outdated.contains(entry.id.as_str()) {
            said.change(&view.add(summary));
        }
        for id in chain.iter().map(|entry| entry.id.as_str()) {
            if shown.contains_key(id)
                && !outdated.contains(id)
                && let Some(summary) = summaries.get(id)
            {
                said.change(&view.add(summary.clone()));
            }
        }
        said.step();
    }
    said.rows()
}

/// An older version, and the next.
type Link<'a> = (&'a str, &'a str);

/// The articles that are versions of another, each with all versions of it.
fn chains(catalogue: &Catalogue) -> HashMap<&str, Vec<&Entry>> {
    let by_id: HashMap<&str, &Entry> = catalogue
        .articles
        .iter()
        .map(|entry| (entry.id.as_str(), entry))
        .collect();
    let mut chains: HashMap<&str, Vec<&Entry>> = HashMap::new();
    for entry in &catalogue.articles {
        let older = |entry: &&Entry| by_id.get(entry.revises.as_deref()?).copied();
        // A chain is no longer than there are articles, whatever someone has written by hand.
        let first = std::iter::successors(Some(entry), older)
            .take(by_id.len())
            .last();
        if let Some(first) = first {
            chains.entry(first.id.as_str()).or_default().push(entry);
        }
    }
    let whole = chains.into_values().filter(|chain| chain.len() > 1);
    whole
        .flat_map(|chain| {
            let ids: Vec<&str> = chain.iter().map(|entry| entry.id.as_str()).collect();
            ids.into_iter().map(move |id| (id, chain.clone()))
        })
        .collect()
}

/// Which of the shown versions follows on which.
fn links<'c>(
    chain: &[&'c Entry],
    catalogue: &'c Catalogue,
    shown: &BTreeMap<&str, &'c Entry>,
) -> BTreeSet<Link<'c>> {
    let shown_ones = chain
        .iter()
        .filter(|entry| shown.contains_key(entry.id.as_str()));
    shown_ones
        .filter_map(|entry| {
            let older = catalogue.version_before(entry, shown)?;
            Some((older.id.as_str(), entry.id.as_str()))
        })
        .collect()
}

/// What is said so far.
struct Said<'a> {
    numbers: &'a mut Numbers,
    /// What is so, since when.
    open: HashMap<[u32; 4], u32>,
    /// What is no longer so since this step.
    closing: HashMap<[u32; 4], u32>,
    rows: Vec<Row>,
    out: u32,
}

impl Said<'_> {
    fn change(&mut self, delta: &Delta) {
        for quad in &delta.remove {
            if let Some(key) = self.key(quad)
                && let Some(since) = self.open.remove(&key)
            {
                self.closing.insert(key, since);
            }
        }
        for quad in &delta.insert {
            if let Some(key) = self.key(quad) {
                let since = self.closing.remove(&key).unwrap_or(self.out);
                self.open.entry(key).or_insert(since);
            }
        }
    }

    /// One more article is out.
    fn step(&mut self) {
        let out = self.out;
        let closed = self.closing.drain().filter(|(_, since)| *since < out);
        self.rows
            .extend(closed.map(|(key, since)| row(key, since, out)));
        self.out += 1;
    }

    fn rows(mut self) -> Vec<Row> {
        let open = self.open.into_iter();
        self.rows
            .extend(open.map(|(key, since)| row(key, since, FOREVER)));
        self.rows
    }

    fn key(&mut self, quad: &Quad) -> Option<[u32; 4]> {
        Some(numbered(self.numbers, &to_store(quad)?))
    }
}

fn row([subject, property, object, graph]: [u32; 4], since: u32, until: u32) -> Row {
    [subject, property, object, graph, since, until]
}

/// A quad with numbers for its terms.
pub(super) fn numbered(numbers: &mut Numbers, quad: &model::Quad) -> [u32; 4] {
    [
        numbers.of(quad.subject.as_ref().into()),
        numbers.of(quad.predicate.as_ref().into()),
        numbers.of(quad.object.as_ref()),
        match &quad.graph_name {
            GraphName::DefaultGraph => DEFAULT,
            GraphName::NamedNode(name) => numbers.of(name.as_ref().into()),
            GraphName::BlankNode(name) => numbers.of(name.as_ref().into()),
        },
    ]
}
