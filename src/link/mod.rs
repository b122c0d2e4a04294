//! Who and what the facts of an article are about: Wikidata ids where they are certain, honest local
//! names where they are not.
//!
//! The day of writing comes first, from the article or from who held which office; then persons,
//! states and organisations by name, title and time; then what turns out to be one becomes one.
//! Every choice leaves its reasons in `candidates`; a tie is left open.

mod context;
mod credit;
mod decide;
pub mod fold;
pub mod gazetteer;
mod index;
mod institution;
mod meeting;
mod merge;
mod person;
mod place;
pub mod position;
pub mod role;
pub mod table;
pub mod tenure;
#[cfg(test)]
mod tests;
mod year;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Weekday;

pub use gazetteer::Gazetteer;

use crate::extract::facts::{Actor, ActorType, DateSource, FactDate, Facts, Names, Published};
use crate::extract::{Clue, DateSlot, Draft, NameClass};
use crate::text::{AnchorSource, Document, Edtf, When};
use context::Context;
use fold::fold;
use institution::{Institution, link_institution};
use person::{PersonIndex, link_person, one_of, position_of};
use year::Written;

/// More people than an article can keep apart by their titles.
const A_HOST: usize = 100;

/// Says who and what is meant, when it was, and makes one actor of each.
pub fn link(draft: Draft, document: &Document<'_>, gazetteer: &Gazetteer) -> Facts {
    let mut draft = draft;
    draft
        .clues
        .resize(draft.facts.actors.len(), Clue::default());
    credit::add_credits(&mut draft, document, gazetteer);
    let written = year::infer(&draft, document, gazetteer);
    let mut context = Context::read(&draft, document, gazetteer);
    context.periods.clone_from(&written.periods);
    date_facts(&mut draft, document, &written);
    let weekdays = open_weekdays(&draft, document);
    let Draft {
        mut facts, clues, ..
    } = draft;
    publish(&mut facts, document, &written);
    let mut people = Vec::new();
    let mut keys = Vec::with_capacity(facts.actors.len());
    for (actor, clue) in facts.actors.iter_mut().zip(&clues) {
        keys.push(match actor.kind {
            ActorType::Unnamed | ActorType::Document => None,
            ActorType::Person => {
                let decision = link_person(clue, &context, gazetteer);
                people.extend(decision.chosen);
                actor.candidates = decision.candidates;
                name_person(actor, clue, decision.chosen, &context, gazetteer)
            }
            _ => Some(name_institution(actor, clue, &context, gazetteer)),
        });
    }
    people.sort_unstable();
    people.dedup();
    // An article that names a host of people is a list: there a bare title means none of them.
    people.truncate(if people.len() > A_HOST { 0 } else { A_HOST });
    for ((actor, clue), key) in facts.actors.iter_mut().zip(&clues).zip(&mut keys) {
        if actor.kind == ActorType::Person && actor.wikidata.is_none() && key.is_none() {
            let chosen = one_of(&people, clue, &context, gazetteer);
            *key = name_person(actor, clue, chosen, &context, gazetteer);
        }
    }
    merge::merge_actors(&mut facts, &keys);
    for place in &mut facts.places {
        place::link_place(place, &context, gazetteer);
    }
    merge::merge_places(&mut facts);
    meeting::merge_meetings(&mut facts, &weekdays);
    facts
}

/// Names a person as the gazetteer does; gives the key under which it is one with others.
fn name_person(
    actor: &mut Actor,
    clue: &Clue,
    chosen: Option<PersonIndex>,
    context: &Context,
    gazetteer: &Gazetteer,
) -> Option<String> {
    actor.position = clue.titles.first().map(|title| title.text.clone());
    let Some((index, person)) = chosen.and_then(|index| Some((index, gazetteer.person(index)?)))
    else {
        actor.wikidata = None;
        let name = clue.name.as_deref().filter(|name| name.contains(' '));
        return name.map(|name| format!("person {}", fold(name)));
    };
    actor.wikidata = person.qid.map(str::to_owned);
    person.name.clone_into(&mut actor.name);
    let french = if person.french.is_empty() {
        person.name
    } else {
        person.french
    };
    actor.names = Names {
        en: Some(person.name.to_owned()),
        fr: Some(french.to_owned()),
    };
    if let Some(tenure) = position_of(index, clue, context, gazetteer) {
        actor.position = Some(if tenure.position.contains(tenure.polity) {
            tenure.position.to_owned()
        } else {
            format!("{}, {}", tenure.position, tenure.polity)
        });
    }
    Some(format!("person {}", fold(person.name)))
}

/// Links any other actor; gives the key under which it is one with others.
fn name_institution(
    actor: &mut Actor,
    clue: &Clue,
    context: &Context,
    gazetteer: &Gazetteer,
) -> String {
    let decision = link_institution(actor, clue, context, gazetteer);
    actor.candidates = decision.candidates;
    let (kind, name, french, qid) = match decision.chosen {
        Some(Institution::Country(c)) => (ActorType::Country, c.name, c.french, c.qid),
        Some(Institution::Organisation(o)) => (kind_of(o.class), o.name, o.french, o.qid),
        None => {
            actor.wikidata = None;
            return format!("{:?} {}", actor.kind, fold(&actor.name));
        }
    };
    actor.kind = kind;
    actor.wikidata = qid.map(str::to_owned);
    name.clone_into(&mut actor.name);
    actor.names = Names {
        en: Some(name.to_owned()),
        fr: Some(french.to_owned()),
    };
    format!("{kind:?} {}", fold(name))
}

fn kind_of(class: NameClass) -> ActorType {
    match class {
        NameClass::Office => ActorType::Office,
        NameClass::Group => ActorType::Group,
        _ => ActorType::Organization,
    }
}

/// Writes the publication date where the text or the inference gives one.
fn publish(facts: &mut Facts, document: &Document<'_>, written: &Written) {
    if facts.article.published.is_some() {
        return;
    }
    let day = written.anchor.day().filter(|_| written.is_published);
    let how = match written.anchor.source() {
        Some(AnchorSource::Dateline) => DateSource::Dateline,
        Some(AnchorSource::Inferred) => DateSource::Inferred,
        _ => DateSource::Metadata,
    };
    facts.article.published = match (day, &document.anchor().coarse) {
        (Some(day), _) => Some(Published {
            edtf: Edtf::day(day).into(),
            how,
        }),
        (None, Some(coarse)) => Some(Published {
            edtf: coarse.clone(),
            how: DateSource::Metadata,
        }),
        (None, None) => None,
    };
}

/// The weekdays of meetings whose day stays open: *jeudi* and *vendredi* are two days all the same.
fn open_weekdays(draft: &Draft, document: &Document<'_>) -> BTreeMap<String, Weekday> {
    let weekday = |slot: &DateSlot| match document.dates().get(slot.date)?.when {
        When::Weekday(weekday, _)
        | When::Day {
            weekday: Some(weekday),
            ..
        } => Some((slot.fact.clone(), weekday)),
        _ => None,
    };
    let open = draft.facts.meetings.iter().filter(|it| it.date.is_none());
    let open: BTreeSet<&str> = open.map(|it| it.id.as_str()).collect();
    draft
        .dates
        .iter()
        .filter(|slot| open.contains(slot.fact.as_str()))
        .filter_map(weekday)
        .collect()
}

/// Resolves the date expressions of facts; the first that resolves holds.
fn date_facts(draft: &mut Draft, document: &Document<'_>, written: &Written) {
    let mut dates: BTreeMap<&str, FactDate> = BTreeMap::new();
    for slot in &draft.dates {
        let Some(expression) = document.dates().get(slot.date) else {
            continue;
        };
        // Near the day of writing is not the day of writing: *hier* needs the day itself.
        if !written.is_published && expression.counts_from_writing() {
            continue;
        }
        let expression = expression.towards(slot.ahead);
        if let Some(edtf) = expression.resolve_whole(&written.anchor) {
            let text = document.words(&expression.tokens).to_owned();
            let date = FactDate {
                edtf: edtf.into(),
                text: Some(text),
            };
            dates.entry(&slot.fact).or_insert(date);
        }
    }
    let facts = &mut draft.facts;
    let statements = facts.statements.iter_mut().map(|s| (&s.id, &mut s.date));
    let proposals = facts.proposals.iter_mut().map(|p| (&p.id, &mut p.date));
    let meetings = facts.meetings.iter_mut().map(|m| (&m.id, &mut m.date));
    for (id, date) in statements.chain(proposals).chain(meetings) {
        if let Some(resolved) = dates.remove(id.as_str()) {
            *date = Some(resolved);
        }
    }
}
