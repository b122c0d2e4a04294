//! Which articles are independent of each other: groups of copies, and what else articles have in common.
//!
//! An article is a copy of another if they meet in a bucket of [`likeness`](super::likeness).
//!
//! Who is in a group depends on the set of articles only, not on their order. Adding an article costs the same
//! however large its group is; removing one divides its group anew.

use super::likeness::buckets;
use super::summary::Summary;
use std::collections::{BTreeMap, BTreeSet};

/// An article as a group orders it: by publication, then by id.
type Member = (String, String);

/// The groups of articles that share a bucket, or are connected by others that do.
#[derive(Clone, Debug, Default)]
pub(super) struct Copies {
    /// The articles in each bucket.
    buckets: BTreeMap<u64, BTreeSet<String>>,
    /// The number of each article's group; the numbers mean nothing.
    group: BTreeMap<String, usize>,
    /// The articles of each group.
    members: BTreeMap<usize, BTreeSet<Member>>,
    next: usize,
}

impl Copies {
    /// The earliest article of those that are copies of each other, the article itself where there is none.
    pub(super) fn first<'a>(&'a self, id: &'a str) -> &'a str {
        let members = self.group.get(id).and_then(|group| self.members.get(group));
        members
            .and_then(BTreeSet::first)
            .map_or(id, |(_, first)| first)
    }

    /// The articles whose first one changes when an article is added.
    pub(super) fn affected(&self, summary: &Summary) -> BTreeSet<String> {
        let groups = self.met(summary);
        let earliest = |group: &usize| self.members.get(group)?.first();
        let own = member(summary);
        let first = groups.iter().filter_map(earliest).chain([&own]).min();
        let renamed = groups.iter().filter(|group| earliest(group) != first);
        let members = renamed
            .filter_map(|group| self.members.get(group))
            .flatten();
        members.map(|(_, id)| id.clone()).collect()
    }

    /// The articles of the group of an article, itself among them: their first one may change when it is removed.
    pub(super) fn group_of(&self, id: &str) -> BTreeSet<String> {
        let members = self.group.get(id).and_then(|group| self.members.get(group));
        let ids = members.into_iter().flatten().map(|(_, id)| id);
        ids.cloned().collect()
    }

    /// Adds an article, which may join groups into one.
    pub(super) fn add(&mut self, summary: &Summary) {
        let met = self.met(summary);
        for bucket in sketch_of(summary) {
            let articles = self.buckets.entry(bucket).or_default();
            articles.insert(summary.id.clone());
        }
        // The largest takes the others in, so that no article changes its group often.
        let size = |group: &usize| self.members.get(group).map_or(0, BTreeSet::len);
        let largest = met.iter().copied().max_by_key(size);
        let group = largest.unwrap_or_else(|| {
            self.next += 1;
            self.next
        });
        for other in met.into_iter().filter(|other| *other != group) {
            let moved = self.members.remove(&other).unwrap_or_default();
            for (_, id) in &moved {
                self.group.insert(id.clone(), group);
            }
            self.members.entry(group).or_default().extend(moved);
        }
        self.group.insert(summary.id.clone(), group);
        let members = self.members.entry(group).or_default();
        members.insert(member(summary));
    }

    /// Removes an article; `articles` holds the others of its group.
    pub(super) fn remove(&mut self, summary: &Summary, articles: &BTreeMap<String, Summary>) {
        let Some(group) = self.group.remove(&summary.id) else {
            return;
        };
        let left = self.members.remove(&group).unwrap_or_default();
        let left: Vec<&Summary> = left
            .iter()
            .filter(|(_, id)| *id != summary.id)
            .filter_map(|(_, id)| articles.get(id))
            .collect();
        for gone in left.iter().copied().chain([summary]) {
            self.group.remove(&gone.id);
            for bucket in sketch_of(gone) {
                if let Some(articles) = self.buckets.get_mut(&bucket) {
                    articles.remove(&gone.id);
                    if articles.is_empty() {
                        self.buckets.remove(&bucket);
                    }
                }
            }
        }
        for article in left {
            self.add(article);
        }
    }

    /// The groups that have an article in one of the buckets.
    fn met(&self, summary: &Summary) -> BTreeSet<usize> {
        sketch_of(summary)
            .filter_map(|bucket| self.buckets.get(&bucket)?.first())
            .filter_map(|article| self.group.get(article))
            .copied()
            .collect()
    }
}

/// How many of some articles are independent of each other, each given by what it goes back to: those that
/// have something in common, or are connected by others that do, count as one.
pub(super) fn independent(articles: impl Iterator<Item = BTreeSet<String>>) -> usize {
    let mut latest: BTreeMap<String, usize> = BTreeMap::new();
    // The group that each group has become a part of: itself, for those that still are one.
    let mut part_of: Vec<usize> = vec![];
    for origins in articles {
        let own = part_of.len();
        part_of.push(own);
        for origin in origins {
            let mut group = latest.insert(origin, own).unwrap_or(own);
            while let Some(whole) = part_of.get_mut(group) {
                let next = std::mem::replace(whole, own);
                if next == group {
                    break;
                }
                group = next;
            }
        }
    }
    (0..)
        .zip(&part_of)
        .filter(|(group, whole)| group == *whole)
        .count()
}

fn member(summary: &Summary) -> Member {
    (summary.published_on(), summary.id.clone())
}

fn sketch_of(summary: &Summary) -> impl Iterator<Item = u64> {
    buckets(summary.sketch.as_deref().unwrap_or_default())
}
