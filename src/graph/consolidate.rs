//! The consolidated view: what all articles say together, kept up to date article by article.
//!
//! [`View`] holds a summary of every article that counts. Adding or removing one gives a [`Delta`] of
//! the default and identity graphs, computed from the clusters and actors that it touches. The sum of
//! all deltas depends on the set of articles only: not on their order, nor on detours.
//!
//! A thing is named after its earliest record. When an older article joins later, or clusters merge,
//! the old IRI is [`Delta::replaced`] by the new one. Which IRIs were ever replaced is history, not
//! knowledge: it depends on the order, and belongs in `graph/runs`.

use super::copies::Copies;
use super::iri::Minter;
use super::partition::{Member, RecordRef, block, partition};
use super::quads::{Quad, constant, term};
use super::registry::{Registry, article};
use super::summary::Summary;
use super::things::{Cluster, World, identities, in_order};
use crate::vocab::dm;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A change of the default and identity graphs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delta {
    /// Quads that are no longer so.
    pub remove: Vec<Quad>,
    /// Quads that are so now.
    pub insert: Vec<Quad>,
    /// IRIs of things that are now known under another: old and new.
    pub replaced: Vec<(String, String)>,
    /// IRIs that stand for a thing now, though another may have replaced them before.
    pub alive: Vec<String>,
}

/// What all articles say together.
#[derive(Clone, Debug)]
pub struct View {
    minter: Minter,
    articles: BTreeMap<String, Summary>,
    blocks: BTreeMap<String, BTreeSet<RecordRef>>,
    clusters: BTreeMap<RecordRef, Cluster>,
    registry: Registry,
    copies: Copies,
}

impl View {
    /// A view of no articles.
    pub fn new(minter: Minter) -> Self {
        Self {
            minter,
            articles: BTreeMap::new(),
            blocks: BTreeMap::new(),
            clusters: BTreeMap::new(),
            registry: Registry::default(),
            copies: Copies::default(),
        }
    }

    /// The view of many articles at once, as it is when they are added one by one.
    pub fn of(minter: Minter, summaries: impl IntoIterator<Item = Summary>) -> Self {
        let mut view = Self::new(minter);
        for summary in summaries {
            view.registry.add(&summary);
            view.copies.add(&summary);
            for (record, block) in blocks_of(&summary) {
                view.blocks.entry(block).or_default().insert(record);
            }
            view.articles.insert(summary.id.clone(), summary);
        }
        let everything: BTreeSet<RecordRef> = view.articles.values().flat_map(records).collect();
        let blocks = view.articles.values().flat_map(blocks_of).collect();
        view.clusters = view.grouped(&everything, &blocks).into_iter().collect();
        view
    }

    /// Whether an article counts in the view.
    pub fn holds(&self, id: &str) -> bool {
        self.articles.contains_key(id)
    }

    /// Adds an article, or nothing where it is in the view already.
    pub fn add(&mut self, summary: Summary) -> Delta {
        if self.holds(&summary.id) {
            return Delta::default();
        }
        let id = summary.id.clone();
        let things = Registry::things(&summary);
        let before = self.registry.render(&things);
        self.registry.add(&summary);
        let mut changes = Changes::between(&before, &self.registry.render(&things));
        changes.insert.extend(article(&summary, &self.minter));
        changes.insert.extend(identities(&summary, &self.minter));

        let affected = self.copies.affected(&summary);
        let firsts = self.firsts(&affected);
        self.copies.add(&summary);
        let members = records(&summary);
        let blocks = blocks_of(&summary);
        changes.insert.extend(self.copy_of(&id));
        self.articles.insert(id, summary);
        for (record, block) in &blocks {
            self.blocks
                .entry(block.clone())
                .or_default()
                .insert(record.clone());
        }
        self.regroup(&members, &blocks, &BTreeSet::new(), &firsts, changes)
    }

    /// What the default graph says of an article, whether it counts or not.
    pub fn description(&self, summary: &Summary) -> Vec<Quad> {
        article(summary, &self.minter)
    }

    /// Everything that the default and identity graphs say because of these articles: the sum of all deltas.
    pub fn quads(&self) -> BTreeSet<Quad> {
        let things = self.articles.values().flat_map(Registry::things).collect();
        let mut quads = self.registry.render(&things);
        for (id, summary) in &self.articles {
            quads.extend(article(summary, &self.minter));
            quads.extend(self.copy_of(id));
            quads.extend(identities(summary, &self.minter));
        }
        let records = self.clusters.keys().cloned().collect();
        let cluster_of = |record: &RecordRef| self.clusters.get(record).cloned();
        let first_of = |id: &str| self.copies.first(id).to_owned();
        let (things, _) = self.render(&records, &cluster_of, &first_of);
        quads.extend(things);
        quads
    }

    /// Removes an article, or nothing where it is not in the view.
    pub fn remove(&mut self, id: &str) -> Delta {
        let Some(summary) = self.articles.get(id).cloned() else {
            return Delta::default();
        };
        let mut delta = self.retire(id);
        delta.remove.extend(article(&summary, &self.minter));
        delta
    }

    /// Lets an article no longer count, as a newer version of it does: what it says goes from the
    /// view, the default graph goes on to describe the article.
    pub fn retire(&mut self, id: &str) -> Delta {
        let Some(summary) = self.articles.get(id).cloned() else {
            return Delta::default();
        };
        let things = Registry::things(&summary);
        let before = self.registry.render(&things);
        self.registry.remove(&summary);
        let mut changes = Changes::between(&before, &self.registry.render(&things));
        changes.remove.extend(identities(&summary, &self.minter));

        let firsts = self.firsts(&self.copies.group_of(id));
        self.copies.remove(&summary, &self.articles);
        let members = records(&summary);
        let blocks = blocks_of(&summary);
        for (record, block) in &blocks {
            if let Some(records) = self.blocks.get_mut(block) {
                records.remove(record);
                if records.is_empty() {
                    self.blocks.remove(block);
                }
            }
        }
        // The summary stays until the old state has been rendered.
        let delta = self.regroup(&members, &blocks, &members, &firsts, changes);
        self.articles.remove(id);
        delta
    }

    /// That an article is a copy of an earlier one, where it is.
    fn copy_of(&self, id: &str) -> Option<Quad> {
        copy(&self.minter, id, self.copies.first(id))
    }

    /// The first of the copies of each article.
    fn firsts(&self, articles: &BTreeSet<String>) -> BTreeMap<String, String> {
        let first = |id: &String| (id.clone(), self.copies.first(id).to_owned());
        articles.iter().map(first).collect()
    }

    /// Divides the touched blocks anew and renders what differs.
    ///
    /// `firsts` holds what was the first copy of the articles for which that may have changed.
    fn regroup(
        &mut self,
        touched: &BTreeSet<RecordRef>,
        blocks: &BTreeMap<RecordRef, String>,
        gone: &BTreeSet<RecordRef>,
        firsts: &BTreeMap<String, String>,
        mut changes: Changes,
    ) -> Delta {
        let present = touched.difference(gone).cloned().collect();
        let grouped = self.grouped(&present, blocks).into_iter();
        let mut after: BTreeMap<RecordRef, Option<Cluster>> = grouped
            .map(|(record, cluster)| (record, Some(cluster)))
            .collect();
        after.extend(gone.iter().map(|record| (record.clone(), None)));
        after.retain(
            |record, cluster| match (self.clusters.get(record), cluster) {
                (Some(known), Some(now)) => !Arc::ptr_eq(known, now),
                (known, now) => known.is_some() != now.is_some(),
            },
        );

        let moved = |(id, first): &(&String, &String)| self.copies.first(id) != first.as_str();
        let moved: BTreeMap<&String, &String> = firsts.iter().filter(moved).collect();
        for (id, first) in &moved {
            changes.remove.extend(copy(&self.minter, id, first));
            changes.insert.extend(self.copy_of(id));
        }
        let mut concerned = self.concerned(after.keys());
        let others = moved.keys().filter_map(|id| self.articles.get(*id));
        concerned.extend(others.flat_map(records));
        let first_of = |id: &str| self.copies.first(id).to_owned();
        let first_was = |id: &str| match firsts.get(id) {
            Some(first) => first.clone(),
            None => first_of(id),
        };
        let was = |record: &RecordRef| self.clusters.get(record).cloned();
        let is = |record: &RecordRef| match after.get(record) {
            Some(changed) => changed.clone(),
            None => self.clusters.get(record).cloned(),
        };
        let (old, old_things) = self.render(&concerned, &was, &first_was);
        let (new, new_things) = self.render(&concerned, &is, &first_of);
        changes.add(Changes::between(&old, &new));

        let world = World {
            minter: &self.minter,
            articles: &self.articles,
            cluster_of: &is,
            first_of: &first_of,
        };
        let mut delta = Delta {
            alive: new_things.keys().cloned().collect(),
            ..changes.into_delta()
        };
        for (iri, cluster) in &old_things {
            let successor = cluster.iter().find_map(|record| world.iri(&is(record)?));
            if let Some(successor) = successor.filter(|_| !new_things.contains_key(iri)) {
                delta
                    .replaced
                    .push((iri.clone(), successor.as_str().to_owned()));
            }
        }
        for (record, cluster) in after {
            match cluster {
                Some(cluster) => self.clusters.insert(record, cluster),
                None => self.clusters.remove(&record),
            };
        }
        delta
    }

    /// The clusters of the touched blocks, and of the records that have no block.
    fn grouped(
        &self,
        touched: &BTreeSet<RecordRef>,
        blocks: &BTreeMap<RecordRef, String>,
    ) -> Vec<(RecordRef, Cluster)> {
        let mut sets: Vec<BTreeSet<RecordRef>> = vec![];
        for block in blocks.values().collect::<BTreeSet<_>>() {
            let records = self.blocks.get(block).into_iter().flatten();
            let members: Vec<Member<'_>> = records
                .filter_map(|(article, local)| Member::new(self.articles.get(article)?, local))
                .collect();
            sets.extend(partition(&members));
        }
        let alone = touched
            .iter()
            .filter(|record| !blocks.contains_key(*record));
        sets.extend(alone.map(|record| BTreeSet::from([record.clone()])));
        sets.into_iter()
            .flat_map(|records| {
                let mut cluster = in_order(&self.articles, &records);
                // What has not changed stays one list, so that comparing it is cheap.
                let known = cluster.first().and_then(|first| self.clusters.get(first));
                if let Some(known) = known.filter(|known| **known == cluster) {
                    cluster = Arc::clone(known);
                }
                records
                    .into_iter()
                    .map(move |record| (record, Arc::clone(&cluster)))
            })
            .collect()
    }

    /// Changed records, and those that speak of them or that they speak of: what is said of a thing
    /// names other things by their IRIs.
    fn concerned<'a>(&self, changed: impl Iterator<Item = &'a RecordRef>) -> BTreeSet<RecordRef> {
        let mut concerned = BTreeSet::new();
        for at in changed {
            let (id, local) = at;
            concerned.insert(at.clone());
            let Some(article) = self.articles.get(id) else {
                continue;
            };
            let record = article.records.get(local);
            let spoken_of = record
                .into_iter()
                .flat_map(|record| record.about.union(&record.denies));
            let spoken_of_by = article.spoken_of_by.get(local).into_iter().flatten();
            concerned.extend(
                spoken_of
                    .chain(spoken_of_by)
                    .map(|other| (id.clone(), other.clone())),
            );
        }
        concerned
    }

    /// The quads of the clusters of some records, and those clusters by IRI.
    fn render(
        &self,
        records: &BTreeSet<RecordRef>,
        cluster_of: &dyn Fn(&RecordRef) -> Option<Cluster>,
        first_of: &dyn Fn(&str) -> String,
    ) -> (BTreeSet<Quad>, BTreeMap<String, Cluster>) {
        let world = World {
            minter: &self.minter,
            articles: &self.articles,
            cluster_of,
            first_of,
        };
        let clusters: BTreeMap<RecordRef, Cluster> = records
            .iter()
            .filter_map(cluster_of)
            .filter_map(|cluster| Some((cluster.first()?.clone(), cluster)))
            .collect();
        let quads = clusters
            .values()
            .flat_map(|cluster| world.render(cluster))
            .collect();
        let named = clusters
            .into_values()
            .filter_map(|cluster| Some((world.iri(&cluster)?.as_str().to_owned(), cluster)));
        (quads, named.collect())
    }
}

/// What to remove and insert.
#[derive(Default)]
struct Changes {
    remove: Vec<Quad>,
    insert: Vec<Quad>,
}

impl Changes {
    fn between(before: &BTreeSet<Quad>, after: &BTreeSet<Quad>) -> Self {
        let insert = after.difference(before).cloned().collect();
        let remove = before.difference(after).cloned().collect();
        Self { remove, insert }
    }

    fn add(&mut self, other: Self) {
        self.remove.extend(other.remove);
        self.insert.extend(other.insert);
    }

    fn into_delta(self) -> Delta {
        Delta {
            remove: self.remove,
            insert: self.insert,
            ..Delta::default()
        }
    }
}

/// That an article is a copy of the first of its group, unless it is that.
fn copy(minter: &Minter, id: &str, first: &str) -> Option<Quad> {
    let article = |id| term(minter.article(id).as_str());
    let said = || ([article(id), constant(dm::COPY_OF), article(first)], None);
    (id != first).then(said)
}

fn records(summary: &Summary) -> BTreeSet<RecordRef> {
    summary
        .records
        .keys()
        .map(|local| (summary.id.clone(), local.clone()))
        .collect()
}

/// The block of each record that has one.
fn blocks_of(summary: &Summary) -> BTreeMap<RecordRef, String> {
    let members = summary
        .records
        .keys()
        .filter_map(|local| Member::new(summary, local));
    members
        .filter_map(|member| Some((member.at.clone(), block(&member)?)))
        .collect()
}

#[cfg(test)]
mod tests;
