//! Which records tell of the same thing.
//!
//! Records are first put into blocks by what must be equal, then compared within their block. The
//! outcome depends on the set of records only, not on their order. Where it is not sure, records
//! stay apart: two nodes for one thing can be joined later, a false one misleads.

use super::edtf::Edtf;
use super::summary::{Class, Record, Summary};
use crate::vocab::{code, dm};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A record: id of the article, local id.
pub(super) type RecordRef = (String, String);

/// A record with what it is compared by.
#[derive(Clone, Debug)]
pub(super) struct Member<'a> {
    /// Which record it is.
    pub at: RecordRef,
    /// The record.
    pub record: &'a Record,
    /// The actors in the role that matters, by IRI, without those that live in one article.
    pub actors: BTreeSet<&'a str>,
    /// IRIs of the actors spoken or proposed to.
    pub addressees: BTreeSet<&'a str>,
    /// IRI of the place.
    pub place: Option<&'a str>,
    /// The day of the record, or else of the article.
    pub day: Option<Date>,
}

impl<'a> Member<'a> {
    /// The record `local` of an article.
    pub(super) fn new(summary: &'a Summary, local: &str) -> Option<Self> {
        let record = summary.records.get(local)?;
        let role = match record.class {
            Class::Statement => dm::SPEAKER,
            Class::Proposal => dm::PROPOSER,
            Class::Meeting => dm::PARTICIPANT,
        };
        let things = |property: &'static str| {
            record
                .role(property)
                .filter_map(|local| summary.actors.get(local))
                .map(|actor| actor.thing.as_str())
        };
        let shared = |things: &mut dyn Iterator<Item = &'a str>| {
            things.filter(|iri| !iri.contains('#')).collect()
        };
        let place = record
            .role(dm::PLACE)
            .find_map(|local| summary.places.get(local));
        let day = |written: &Option<String>| Edtf::parse(written.as_deref()?).ok()?.day();
        Some(Self {
            at: (summary.id.clone(), local.to_owned()),
            record,
            actors: shared(&mut things(role)),
            addressees: shared(&mut things(dm::ADDRESSEE)),
            place: place.map(|place| place.thing.as_str()),
            day: if record.date.is_some() {
                day(&record.date)
            } else {
                day(&summary.published)
            },
        })
    }

    /// Whether all its actors can be known again in another article.
    fn all_known(&self, role: &'static str) -> bool {
        !self.actors.is_empty() && self.actors.len() == self.record.role(role).count()
    }

    fn is_call(&self) -> bool {
        self.record
            .codes
            .get(dm::MEETING_KIND)
            .is_some_and(|kind| kind == code::MEETING_KIND_CALL)
    }
}

/// Records of different blocks never tell of the same thing. `None`: no other record does.
pub(super) fn block(member: &Member<'_>) -> Option<String> {
    let actors = || member.actors.iter().copied().collect::<Vec<_>>().join(" ");
    let language = || {
        member
            .record
            .quote
            .as_ref()
            .map_or("", |(language, _)| language)
    };
    match member.record.class {
        Class::Statement if member.all_known(dm::SPEAKER) => Some(format!(
            "statement {} {} {}",
            language(),
            member.day?,
            actors()
        )),
        Class::Proposal if member.all_known(dm::PROPOSER) && member.day.is_some() => {
            Some(format!("proposal {} {}", language(), actors()))
        }
        // The date of the article is not that of the meeting.
        Class::Meeting if member.record.date.is_some() && !member.actors.is_empty() => {
            match member.day {
                Some(day) => Some(format!("meeting {day}")),
                None if member.actors.len() >= 2 => Some(format!(
                    "meeting {} {} {}",
                    member.record.date.as_deref()?,
                    member.place?,
                    actors()
                )),
                None => None,
            }
        }
        _ => None,
    }
}

/// Divides the records of one block into clusters.
pub(super) fn partition(members: &[Member<'_>]) -> Vec<BTreeSet<RecordRef>> {
    let mut groups = Groups::new(members.len());
    match members.first().map(|member| member.record.class) {
        Some(Class::Statement) => join_neighbours(members, &mut groups, same_words),
        Some(Class::Proposal) => join_neighbours(members, &mut groups, same_proposal),
        Some(Class::Meeting) => join_meetings(members, &mut groups),
        None => {}
    }
    groups
        .sets()
        .into_iter()
        .map(|set| {
            set.into_iter()
                .filter_map(|n| Some(members.get(n)?.at.clone()))
                .collect()
        })
        .collect()
}

/// How many records a record is compared with: a bound for blocks that someone fills on purpose.
const NEIGHBOURS: usize = 200;

fn join_neighbours(
    members: &[Member<'_>],
    groups: &mut Groups,
    same: fn(&Member<'_>, &Member<'_>) -> bool,
) {
    let mut order: Vec<usize> = (0..members.len()).collect();
    let text = |n: usize| {
        members
            .get(n)
            .map(|member| (member.day, &member.record.quote, &member.at))
    };
    order.sort_by_key(|n| text(*n));
    for (place, a) in order.iter().enumerate() {
        for b in order.iter().skip(place + 1).take(NEIGHBOURS) {
            if let (Some(one), Some(other)) = (members.get(*a), members.get(*b))
                && !groups.joined(*a, *b)
                && same(one, other)
            {
                groups.join(*a, *b);
            }
        }
    }
}

/// Near-identical words. Across languages words differ, and we abstain.
fn same_words(a: &Member<'_>, b: &Member<'_>) -> bool {
    let (a, b) = (&a.record.words, &b.record.words);
    let common = common(a, b);
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    if shorter == 0 {
        return false;
    }
    // The same words, with a few more or less; a long extract of a longer quotation.
    common * 4 >= longer * 3 || (shorter >= 8 && common * 10 >= shorter * 9)
}

/// The same party puts much the same to the same party within a week.
fn same_proposal(a: &Member<'_>, b: &Member<'_>) -> bool {
    /// Days between two reports of one proposal.
    const WEEK: i32 = 7;
    let (Some(one), Some(other)) = (a.day, b.day) else {
        return false;
    };
    let close = (other - one).get_days().abs() <= WEEK;
    let addressed_alike =
        a.addressees == b.addressees || a.addressees.is_empty() || b.addressees.is_empty();
    let (a, b) = (&a.record.words, &b.record.words);
    let shorter = a.len().min(b.len());
    close && addressed_alike && shorter >= 4 && common(a, b) * 2 >= shorter
}

/// How many values two sorted lists share.
fn common(a: &[u32], b: &[u32]) -> usize {
    a.iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count()
}

/// Meetings of one day (or with all the same vague data, which the block has seen to).
fn join_meetings(members: &[Member<'_>], groups: &mut Groups) {
    // First those that agree in every respect, so that only their representatives are compared.
    let mut alike: BTreeMap<(&BTreeSet<&str>, Option<&str>, bool), usize> = BTreeMap::new();
    for (n, member) in members.iter().enumerate() {
        let first = *alike
            .entry((&member.actors, member.place, member.is_call()))
            .or_insert(n);
        if member.actors.len() >= 2 || member.place.is_some() {
            groups.join(first, n);
        }
    }
    let distinct: Vec<usize> = alike.into_values().collect();
    let (several, single): (Vec<usize>, Vec<usize>) = distinct.into_iter().partition(|n| {
        members
            .get(*n)
            .is_some_and(|member| member.actors.len() >= 2)
    });
    for (place, a) in several.iter().enumerate() {
        for b in several.iter().skip(place + 1).take(NEIGHBOURS) {
            if let (Some(one), Some(other)) = (members.get(*a), members.get(*b))
                && !groups.joined(*a, *b)
                && same_meeting(one, other)
            {
                groups.join(*a, *b);
            }
        }
    }
    // “Kerry sees officials in Moscow” is a report of the one meeting that he had there that day.
    let settled: Vec<usize> = several.iter().map(|n| groups.root(*n)).collect();
    for n in single {
        let fitting: BTreeSet<usize> = several
            .iter()
            .zip(&settled)
            .filter(|(other, _)| {
                members
                    .get(n)
                    .zip(members.get(**other))
                    .is_some_and(|(one, other)| is_part_of(one, other))
            })
            .map(|(_, root)| *root)
            .collect();
        if let (1, Some(only)) = (fitting.len(), fitting.first()) {
            groups.join(*only, n);
        }
    }
}

/// The same two or more met on the same day; or some of them in the same place.
fn same_meeting(a: &Member<'_>, b: &Member<'_>) -> bool {
    let equal = a.actors == b.actors;
    a.is_call() == b.is_call() && (equal || is_part_of(a, b) || is_part_of(b, a))
}

fn is_part_of(a: &Member<'_>, b: &Member<'_>) -> bool {
    a.is_call() == b.is_call()
        && a.place.is_some()
        && a.place == b.place
        && a.actors.is_subset(&b.actors)
}

/// Disjoint sets of numbers.
struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    fn new(size: usize) -> Self {
        Self {
            parents: (0..size).collect(),
        }
    }

    fn root(&mut self, mut n: usize) -> usize {
        while let Some(&parent) = self.parents.get(n)
            && parent != n
        {
            // Halving the way keeps it short.
            let grandparent = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(n) {
                *slot = grandparent;
            }
            n = grandparent;
        }
        n
    }

    fn joined(&mut self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.parents.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }

    fn sets(mut self) -> Vec<Vec<usize>> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for n in 0..self.parents.len() {
            sets.entry(self.root(n)).or_default().push(n);
        }
        sets.into_values().collect()
    }
}
