//! Actors that turn out to be one become one; ids follow the order of first mention.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::facts::{Actor, Facts, Place};

/// Makes actors with the same key one, drops no mention, re-points every reference and renumbers.
///
/// `keys` has one entry per actor: equal keys are one actor, `None` is nobody else.
pub(super) fn merge_actors(facts: &mut Facts, keys: &[Option<String>]) {
    let mut kept: Vec<Actor> = Vec::new();
    let mut place_of_key: BTreeMap<String, usize> = BTreeMap::new();
    let mut home: Vec<(String, usize)> = Vec::new();
    for (index, actor) in std::mem::take(&mut facts.actors).into_iter().enumerate() {
        let key = keys.get(index).cloned().flatten();
        let at = key.as_ref().and_then(|key| place_of_key.get(key).copied());
        let id = actor.id.clone();
        if let Some((at, into)) = at.and_then(|at| kept.get_mut(at).map(|into| (at, into))) {
            join(into, actor);
            home.push((id, at));
        } else {
            home.push((id, kept.len()));
            place_of_key.extend(key.map(|key| (key, kept.len())));
            kept.push(actor);
        }
    }
    for actor in &mut kept {
        actor.mentions.sort();
        actor.mentions.dedup();
    }
    let mut order: Vec<usize> = (0..kept.len()).collect();
    order.sort_by_key(|at| {
        kept.get(*at)
            .and_then(|a| a.mentions.first())
            .map_or((1, 0, *at), |m| (0, m.start, *at))
    });
    let mut new_ids = vec![String::new(); kept.len()];
    for (number, at) in (1..).zip(&order) {
        if let Some(id) = new_ids.get_mut(*at) {
            *id = format!("a{number}");
        }
    }
    let renamed: BTreeMap<String, String> = home
        .into_iter()
        .filter_map(|(old, at)| Some((old, new_ids.get(at)?.clone())))
        .collect();
    let mut slots: Vec<Option<Actor>> = kept.into_iter().map(Some).collect();
    for at in order {
        if let (Some(mut actor), Some(id)) =
            (slots.get_mut(at).and_then(Option::take), new_ids.get(at))
        {
            actor.id.clone_from(id);
            facts.actors.push(actor);
        }
    }
    rename_actors(facts, &renamed);
}

fn join(into: &mut Actor, from: Actor) {
    into.mentions.extend(from.mentions);
    into.position = into.position.take().or(from.position);
    for candidate in from.candidates {
        if !into
            .candidates
            .iter()
            .any(|c| c.wikidata == candidate.wikidata)
        {
            into.candidates.push(candidate);
        }
    }
}

fn rename_actors(facts: &mut Facts, renamed: &BTreeMap<String, String>) {
    let one = |id: &mut String| {
        if let Some(new) = renamed.get(id) {
            id.clone_from(new);
        }
    };
    // A set never holds the same actor twice.
    let all = |ids: &mut Vec<String>| {
        ids.iter_mut().for_each(one);
        let mut seen = BTreeSet::new();
        ids.retain(|id| seen.insert(id.clone()));
    };
    facts.article.publisher.iter_mut().for_each(one);
    all(&mut facts.article.agencies);
    for statement in &mut facts.statements {
        all(&mut statement.speakers);
        all(&mut statement.addressees);
        all(&mut statement.via);
    }
    for proposal in &mut facts.proposals {
        all(&mut proposal.proposers);
        all(&mut proposal.addressees);
        all(&mut proposal.via);
        proposal
            .terms
            .iter_mut()
            .for_each(|term| all(&mut term.obliges));
    }
    for meeting in &mut facts.meetings {
        all(&mut meeting.participants);
        meeting.host.iter_mut().for_each(one);
    }
}

/// Makes places of the same name one and re-points the meetings.
pub(super) fn merge_places(facts: &mut Facts) {
    let mut kept: Vec<Place> = Vec::new();
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let mut at_name: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
    for mut place in std::mem::take(&mut facts.places) {
        let at = *at_name
            .entry((place.name.clone(), place.wikidata.clone()))
            .or_insert(kept.len());
        let id = format!("l{}", at + 1);
        renamed.insert(std::mem::replace(&mut place.id, id.clone()), id);
        match kept.get_mut(at) {
            Some(same) => same.mentions.append(&mut place.mentions),
            None => kept.push(place),
        }
    }
    for place in &mut kept {
        place.mentions.sort();
        place.mentions.dedup();
    }
    facts.places = kept;
    for place in facts.meetings.iter_mut().filter_map(|m| m.place.as_mut()) {
        if let Some(new) = renamed.get(place) {
            place.clone_from(new);
        }
    }
}
