//! Actors, places and articles in the default graph: what the articles together say of who they are.
//!
//! An actor that a thousand articles name is not written anew for the thousand and first: its names are
//! counted, and only what changes is written.

use super::iri::Minter;
use super::quads::{Quad, constant, lang, term, typed};
use super::summary::{Entity, Summary};
use crate::vocab::{dm, rdfs, schema, skos, xsd};
use std::collections::{BTreeMap, BTreeSet};

/// How often each value occurs; what is at zero is gone.
type Counts<K> = BTreeMap<K, usize>;

/// The actors and places of all articles, by IRI.
#[derive(Clone, Debug, Default)]
pub(super) struct Registry {
    entries: BTreeMap<String, Entry>,
}

/// What articles say of one actor or place.
#[derive(Clone, Debug, Default)]
struct Entry {
    kinds: Counts<(&'static str, String)>,
    names: Counts<(String, String)>,
    mentions: Counts<(String, String)>,
    positions: Counts<String>,
    wikidata: Counts<String>,
}

impl Registry {
    /// The IRIs of the actors and places of an article.
    pub(super) fn things(summary: &Summary) -> BTreeSet<String> {
        entities(summary)
            .map(|entity| entity.thing.clone())
            .collect()
    }

    /// Counts what an article says.
    pub(super) fn add(&mut self, summary: &Summary) {
        for entity in entities(summary) {
            let entry = self.entries.entry(entity.thing.clone()).or_default();
            entry.count(entity, |count| *count += 1);
        }
    }

    /// Takes back what an article said.
    pub(super) fn remove(&mut self, summary: &Summary) {
        for entity in entities(summary) {
            if let Some(entry) = self.entries.get_mut(&entity.thing) {
                entry.count(entity, |count| *count -= 1);
                if entry.kinds.is_empty() {
                    self.entries.remove(&entity.thing);
                }
            }
        }
    }

    /// What the default graph says of some actors and places.
    pub(super) fn render(&self, things: &BTreeSet<String>) -> BTreeSet<Quad> {
        things
            .iter()
            .filter_map(|thing| Some((thing, self.entries.get(thing)?)))
            .flat_map(|(thing, entry)| entry.render(thing))
            .collect()
    }
}

fn entities(summary: &Summary) -> impl Iterator<Item = &Entity> {
    summary.actors.values().chain(summary.places.values())
}

impl Entry {
    fn count(&mut self, entity: &Entity, change: fn(&mut usize)) {
        count(&mut self.kinds, &entity.kinds, change);
        count(&mut self.names, &entity.names, change);
        count(&mut self.mentions, &entity.mentions, change);
        count(&mut self.positions, &entity.positions, change);
        count(
            &mut self.wikidata,
            &entity.wikidata.iter().cloned().collect(),
            change,
        );
    }

    fn render(&self, thing: &str) -> Vec<Quad> {
        let mut quads = vec![];
        let mut say = |predicate: &'static str, object| {
            quads.push(([term(thing), constant(predicate), object], None));
        };
        for (property, kind) in self
            .kinds
            .keys()
            .filter(|(property, _)| *property != dm::ACTOR_TYPE)
        {
            say(property, term(kind));
        }
        // Articles may see an actor differently (a group, an organisation): one type, the most frequent.
        let types = self
            .kinds
            .iter()
            .filter(|((property, _), _)| *property == dm::ACTOR_TYPE);
        if let Some(((property, kind), _)) = most_frequent(types) {
            say(property, term(kind));
        }
        let label = |language: &str| {
            let names = self
                .names
                .iter()
                .filter(|((found, _), _)| found == language);
            most_frequent(names).map(|(name, _)| name)
        };
        // A name is a name in the other language too; a description (“un diplomate”) is not.
        let described = [dm::UNNAMED_SOURCE, dm::DOCUMENT];
        let is_named = !self
            .kinds
            .keys()
            .any(|(_, kind)| described.contains(&kind.as_str()));
        let (en, fr) = (label("en"), label("fr"));
        let mut labels = BTreeSet::new();
        for (language, own, other) in [("en", en, fr), ("fr", fr, en)] {
            if let Some(name) = own.or(other.filter(|_| is_named)) {
                say(rdfs::LABEL, lang(&name.1, language));
                labels.insert((language.to_owned(), name.1.clone()));
            }
        }
        for name in self
            .names
            .keys()
            .chain(self.mentions.keys())
            .filter(|name| !labels.contains(name))
        {
            say(skos::ALT_LABEL, lang(&name.1, &name.0));
        }
        for position in self.positions.keys() {
            say(dm::POSITION, typed(position, xsd::STRING));
        }
        for entity in self.wikidata.keys() {
            say(skos::EXACT_MATCH, term(entity));
        }
        quads
    }
}

fn count<K: Ord + Clone>(counts: &mut Counts<K>, values: &BTreeSet<K>, change: fn(&mut usize)) {
    for value in values {
        let count = counts.entry(value.clone()).or_default();
        change(count);
        if *count == 0 {
            counts.remove(value);
        }
    }
}

/// The value with the highest count, of those the first.
fn most_frequent<'a, K: Ord>(
    counts: impl Iterator<Item = (&'a K, &'a usize)>,
) -> Option<(&'a K, &'a usize)> {
    counts.max_by(|(one, a), (other, b)| a.cmp(b).then_with(|| other.cmp(one)))
}

/// What the default graph says of an article.
pub(super) fn article(summary: &Summary, minter: &Minter) -> Vec<Quad> {
    let article = term(minter.article(&summary.id).as_str());
    let own = summary
        .about
        .iter()
        .map(|(predicate, object)| (term(predicate), object.clone()));
    let roles = [
        (schema::PUBLISHER, &summary.publisher),
        (dm::AGENCY, &summary.agencies),
    ];
    let by = roles.into_iter().flat_map(|(property, locals)| {
        let actors = locals.iter().filter_map(|local| summary.actors.get(local));
        actors.map(move |actor| (constant(property), term(&actor.thing)))
    });
    own.chain(by)
        .map(|(predicate, object)| ([article.clone(), predicate, object], None))
        .collect()
}
