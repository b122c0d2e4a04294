//! Who is who: the actors of facts and those of the gold, and when two of them are the same.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::fold;
use super::gold::GoldActor;
use super::words::iou;
use crate::extract::facts::{Actor, ActorType};

/// What is known of an actor on either side.
pub(super) struct Identity {
    pub(super) kind: ActorType,
    pub(super) name: String,
    pub(super) wikidata: Option<String>,
    /// All names, folded; none is empty.
    names: BTreeSet<String>,
    /// Last word of the name, folded.
    surname: Option<String>,
}

impl Identity {
    fn new<'a>(
        kind: ActorType,
        name: &str,
        wikidata: Option<&String>,
        mentions: impl Iterator<Item = &'a str>,
    ) -> Self {
        let folded = fold(name);
        let surname = last(&folded).map(str::to_owned);
        let mut names: BTreeSet<String> = mentions.map(fold).collect();
        names.insert(folded);
        names.remove("");
        Self {
            kind,
            name: name.to_owned(),
            wikidata: wikidata.filter(|it| !it.is_empty()).cloned(),
            names,
            surname,
        }
    }

    /// Whether an actor of the facts is this actor of the gold.
    pub(super) fn is_meant_by(&self, found: &Identity) -> bool {
        match (&found.wikidata, &self.wikidata) {
            (Some(one), Some(other)) => one == other,
            _ => self.is_named_by(found),
        }
    }

    /// The same, by name alone.
    pub(super) fn is_named_by(&self, found: &Identity) -> bool {
        if !found.names.is_disjoint(&self.names) {
            return true;
        }
        match self.kind {
            ActorType::Person => {
                let ends_so = |name: &String| last(name) == self.surname.as_deref();
                found.kind == ActorType::Person && found.names.iter().any(ends_so)
            }
            ActorType::Unnamed => found.names.iter().any(|one| {
                let one = words(one);
                self.names.iter().any(|it| iou(&one, &words(it)) >= 0.5)
            }),
            _ => false,
        }
    }
}

fn last(folded: &str) -> Option<&str> {
    folded.split(' ').next_back().filter(|it| !it.is_empty())
}

fn words(folded: &str) -> Vec<&str> {
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Actors by their ids. An id that is not there is nobody.
pub(super) struct Cast<'a>(BTreeMap<&'a str, Identity>);

impl<'a> Cast<'a> {
    pub(super) fn of_facts(actors: &'a [Actor]) -> Self {
        let identity = |it: &Actor| {
            let mentions = it.mentions.iter().map(|mention| mention.text.as_str());
            Identity::new(it.kind, &it.name, it.wikidata.as_ref(), mentions)
        };
        Self(
            actors
                .iter()
                .map(|it| (it.id.as_str(), identity(it)))
                .collect(),
        )
    }

    pub(super) fn of_gold(actors: &'a [GoldActor]) -> Self {
        let identity = |it: &GoldActor| {
            let mentions = it.mentions.iter().map(String::as_str);
            Identity::new(it.kind, &it.name, it.wikidata.as_ref(), mentions)
        };
        Self(
            actors
                .iter()
                .map(|it| (it.id.as_str(), identity(it)))
                .collect(),
        )
    }

    pub(super) fn get(&self, id: &str) -> Option<&Identity> {
        self.0.get(id)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Identity> {
        self.0.values()
    }

    /// Those whom a fact names.
    pub(super) fn those(&self, ids: &[String]) -> Vec<Option<&Identity>> {
        ids.iter().map(|id| self.get(id)).collect()
    }

    /// Their names, for people.
    pub(super) fn names(&self, ids: &[String]) -> String {
        if ids.is_empty() {
            return "nobody".to_owned();
        }
        let mut names = Vec::with_capacity(ids.len());
        for id in ids {
            names.push(self.get(id).map_or(id.as_str(), |it| it.name.as_str()));
        }
        names.join(", ")
    }
}

/// How many of the gold are among those found.
pub(super) fn shared(found: &[Option<&Identity>], gold: &[Option<&Identity>]) -> usize {
    let is_there = |one: &Identity| found.iter().flatten().any(|it| one.is_meant_by(it));
    gold.iter().flatten().filter(|one| is_there(one)).count()
}

/// Whether those found are those of the gold.
pub(super) fn same(found: &[Option<&Identity>], gold: &[Option<&Identity>]) -> bool {
    found.len() == gold.len() && shared(found, gold) == gold.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(kind: ActorType, name: &str, qid: Option<&str>, mentions: &[&str]) -> Identity {
        let qid = qid.map(str::to_owned);
        Identity::new(kind, name, qid.as_ref(), mentions.iter().copied())
    }

    #[test]
    fn ids_decide_where_both_have_one() {
        let gold = identity(ActorType::Person, "John Kerry", Some("Q22316"), &[]);
        let other = identity(ActorType::Person, "John Kerry", Some("Q1"), &[]);
        let none = identity(ActorType::Person, "J. KERRY", None, &[]);
        assert!(!gold.is_meant_by(&other) && gold.is_named_by(&other));
        assert!(gold.is_meant_by(&none));
        assert!(!gold.is_meant_by(&identity(ActorType::Office, "J. Kerry", None, &[])));
    }

    #[test]
    fn a_shared_mention_is_enough() {
        let gold = identity(ActorType::Country, "Russia", None, &["Moscou"]);
        assert!(gold.is_meant_by(&identity(ActorType::Office, "Kremlin", None, &["MOSCOU"])));
        assert!(!gold.is_meant_by(&identity(
            ActorType::Office,
            "Kremlin",
            None,
            &["le Kremlin"]
        )));
    }

    #[test]
    fn an_unnamed_source_by_half_of_its_words() {
        let gold = identity(
            ActorType::Unnamed,
            "un haut responsable américain",
            None,
            &[],
        );
        let near = identity(ActorType::Unnamed, "un responsable américain", None, &[]);
        let far = identity(ActorType::Unnamed, "un diplomate", None, &[]);
        assert!(gold.is_meant_by(&near) && !gold.is_meant_by(&far));
    }

    #[test]
    fn the_same_number_and_all_of_them() {
        let [one, other] =
            ["Russia", "France"].map(|name| identity(ActorType::Country, name, None, &[]));
        assert!(same(&[Some(&one)], &[Some(&one)]) && same(&[], &[]));
        assert!(!same(&[Some(&one), Some(&other)], &[Some(&one)]));
        assert!(!same(&[None], &[Some(&one)]));
    }
}
