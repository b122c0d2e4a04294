//! Persons: by full name, by surname and office, by office alone.
//!
//! A name is evidence, an office held at the time is evidence, the state that the article speaks of is
//! evidence. A full name without any other evidence is not enough: politicians have namesakes.

mod sound;

use std::collections::BTreeSet;

use super::context::Context;
use super::decide::{Decision, Scored, decide};
use super::fold::fold;
use super::gazetteer::Gazetteer;
use super::role::{Role, offices_of};
use super::tenure::{Held, Tenure};
use crate::extract::{Clue, Title};
use sound::Sound;

/// Index of a person in the gazetteer.
pub(super) type PersonIndex = u32;

/// Who is meant.
pub(super) fn link_person(
    clue: &Clue,
    context: &Context,
    gazetteer: &Gazetteer,
) -> Decision<PersonIndex> {
    match &clue.name {
        Some(name) => by_name(name, clue, context, gazetteer),
        None => by_title(clue, context, gazetteer),
    }
}

/// The one among an article's persons who goes by titles that were not enough to tell who is meant:
/// *le secrétaire d'Etat* in an article of unknown date that names John Kerry.
pub(super) fn one_of(
    people: &[PersonIndex],
    clue: &Clue,
    context: &Context,
    gazetteer: &Gazetteer,
) -> Option<PersonIndex> {
    let titles: Vec<&Title> = clue.titles.iter().filter(|title| !title.former).collect();
    if clue.name.is_some() || titles.is_empty() {
        return None;
    }
    let fits = |person: &&PersonIndex| {
        let gender = gazetteer.person(**person).and_then(|p| p.gender);
        clue.gender
            .is_none_or(|shown| gender.is_none_or(|known| known == shown))
            && titles.iter().all(|title| {
                agreeing(**person, title, context, gazetteer).is_some_and(|(tenure, _)| {
                    offices_of(&title.role, tenure.polity).contains(&tenure.role.key())
                })
            })
    };
    let mut fitting = people.iter().filter(fits);
    let only = fitting.next()?;
    fitting.next().is_none().then_some(*only)
}

/// The state that a person leads at the article's time: whose government *le gouvernement Merkel* is.
pub(super) fn state_led_by<'g>(
    name: &str,
    context: &Context,
    gazetteer: &'g Gazetteer,
) -> Option<&'g str> {
    const LEADERS: [&str; 4] = ["president", "prime-minister", "chancellor", "head-of-state"];
    let full = full_name_candidates(name, gazetteer).into_iter();
    let leads = |person: PersonIndex| {
        let mut tenures = gazetteer.tenures_of(person);
        tenures.find(|t| {
            LEADERS.contains(&t.role.key())
                && context.held(t) == Held::Yes
                && context.polities.contains(t.polity)
        })
    };
    let mut states: Vec<&str> = full
        .chain(gazetteer.people_surnamed(name))
        .filter_map(leads)
        .map(|t| t.polity)
        .collect();
    states.dedup();
    if let [only] = *states {
        Some(only)
    } else {
        None
    }
}

/// The office under which the text knows a person: the tenure that agrees with a title.
pub(super) fn position_of<'a>(
    person: PersonIndex,
    clue: &Clue,
    context: &Context,
    gazetteer: &'a Gazetteer,
) -> Option<&'a Tenure> {
    clue.titles
        .iter()
        .filter(|t| !t.former)
        .find_map(|title| agreeing(person, title, context, gazetteer).map(|(tenure, _)| tenure))
}

fn by_name(
    name: &str,
    clue: &Clue,
    context: &Context,
    gazetteer: &Gazetteer,
) -> Decision<PersonIndex> {
    let full = full_name_candidates(name, gazetteer);
    if !full.is_empty() {
        return decide(
            full.into_iter()
                .map(|p| weigh_full_name(p, clue, context, gazetteer))
                .collect(),
        );
    }
    let holders = clue
        .titles
        .iter()
        .flat_map(|title| holders_called(name, title, context, gazetteer))
        .collect::<BTreeSet<_>>();
    if !holders.is_empty() {
        let weighed = |person: PersonIndex| {
            let mut candidate = Scored::new(
                person,
                qid(person, gazetteer),
                0.5,
                "surname or spelling of the name",
            );
            weigh_titles(&mut candidate, person, clue, context, gazetteer);
            candidate
        };
        return decide(holders.into_iter().map(weighed).collect());
    }
    if fold(name).contains(' ') {
        return Decision::none();
    }
    decide(prominent_called(name, clue, context, gazetteer))
}

/// Persons who bear the whole name; initials in the middle do not count.
fn full_name_candidates(name: &str, gazetteer: &Gazetteer) -> Vec<PersonIndex> {
    let bare = gazetteer.person_called(name);
    if let Some(person) = bare {
        return vec![person];
    }
    let found: Vec<PersonIndex> = gazetteer.people_named(name).collect();
    if !found.is_empty() || !name.contains(' ') {
        return found;
    }
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| word.len() > 1).collect();
    let without_initials = words.join(" ");
    if without_initials == folded || words.len() < 2 {
        Vec::new()
    } else {
        gazetteer.people_named(&without_initials).collect()
    }
}

fn weigh_full_name(
    person: PersonIndex,
    clue: &Clue,
    context: &Context,
    gazetteer: &Gazetteer,
) -> Scored<PersonIndex> {
    let mut candidate = Scored::new(person, qid(person, gazetteer), 0.6, "full name");
    weigh_titles(&mut candidate, person, clue, context, gazetteer);
    let in_office = |tenure: &Tenure| !context.is_dated() || context.held(tenure) == Held::Yes;
    let at_home = |tenure: &Tenure| context.polities.contains(tenure.polity);
    let tenures = || gazetteer.tenures_of(person);
    // Politicians have namesakes: out of office, the state that the article speaks of is weaker evidence.
    if let Some(tenure) = tenures().find(|t| at_home(t) && in_office(t)) {
        let office = tenure.role.words();
        candidate.weigh(
            0.2,
            format!(
                "{office} in {}, which the article names, {}",
                tenure.polity,
                context.time()
            ),
        );
    } else if let Some(tenure) = tenures().find(|t| at_home(t)) {
        candidate.weigh(
            0.1,
            format!(
                "at some time in office in {}, which the article names",
                tenure.polity
            ),
        );
    } else if let Some(home) =
        homes_of(person, gazetteer).find(|home| context.polities.contains(home))
    {
        candidate.weigh(
            0.1,
            format!("in public life in {home}, which the article names"),
        );
    } else if let Some(tenure) = tenures().find(|t| t.role.is_prominent() && in_office(t)) {
        candidate.weigh(
            0.1,
            format!(
                "{} of {} {}",
                tenure.role.words(),
                tenure.polity,
                context.time()
            ),
        );
    }
    if gazetteer.is_well_known(person) {
        candidate.weigh(0.1, "known beyond one country");
    }
    if !clue.titles.is_empty() {
        candidate.weigh(0.1, "goes by a title");
    }
    let known = gazetteer.person(person).and_then(|p| p.gender);
    if let (Some(known), Some(shown)) = (known, clue.gender)
        && known != shown
    {
        candidate.weigh(-0.6, "gender differs");
    }
    candidate
}

fn homes_of(person: PersonIndex, gazetteer: &Gazetteer) -> impl Iterator<Item = &'static str> {
    gazetteer
        .person(person)
        .into_iter()
        .flat_map(super::gazetteer::Person::homes)
}

/// Weighs the titles of a clue against the offices of a person.
fn weigh_titles(
    candidate: &mut Scored<PersonIndex>,
    person: PersonIndex,
    clue: &Clue,
    context: &Context,
    gazetteer: &Gazetteer,
) {
    let mut contradicted = None;
    for title in &clue.titles {
        if let Some((tenure, held)) = agreeing(person, title, context, gazetteer) {
            let gain = if held == Held::Yes { 0.35 } else { 0.3 };
            let kind = if title.former {
                "former office"
            } else {
                "office held"
            };
            candidate.weigh(
                gain,
                format!(
                    "{kind}: {}, {} {}",
                    tenure.position,
                    tenure.polity,
                    context.time()
                ),
            );
            return;
        }
        if contradicts(person, title, gazetteer) {
            contradicted = Some(title);
        }
    }
    if let Some(title) = contradicted {
        candidate.weigh(-0.3, format!("never known as {}", title.role));
    }
}

/// The tenure of a person that agrees with a title at the article's time.
fn agreeing<'a>(
    person: PersonIndex,
    title: &Title,
    context: &Context,
    gazetteer: &'a Gazetteer,
) -> Option<(&'a Tenure, Held)> {
    let polity = title.polity.as_deref();
    let fits = |tenure: &&Tenure| {
        polity.is_none_or(|p| p == tenure.polity)
            && (tenure.role.key() == title.role
                || offices_of(&title.role, tenure.polity).contains(&tenure.role.key()))
    };
    gazetteer
        .tenures_of(person)
        .filter(fits)
        .map(|tenure| {
            let former = title.former && context.laid_down(tenure);
            (
                tenure,
                if former {
                    Held::Yes
                } else {
                    context.held(tenure)
                },
            )
        })
        .filter(|(_, held)| *held != Held::No)
        .max_by_key(|(tenure, held)| (*held, std::cmp::Reverse(tenure.span().first)))
}

/// Whether a title names an office that the gazetteer knows well and that the person never held.
fn contradicts(person: PersonIndex, title: &Title, gazetteer: &Gazetteer) -> bool {
    let Some(polity) = title.polity.as_deref() else {
        return false;
    };
    let offices = offices_of(&title.role, polity);
    let known = |role: Role| role.is_watched() && !gazetteer.tenures_in(polity, role).is_empty();
    let watched = offices
        .iter()
        .any(|key| Role::parse(key).is_some_and(known));
    watched
        && !gazetteer
            .tenures_of(person)
            .any(|t| t.polity == polity && offices.contains(&t.role.key()))
}

/// Holders of the office that a title names whose surname is the name, or who are the same name in
/// another transliteration.
fn holders_called(
    name: &str,
    title: &Title,
    context: &Context,
    gazetteer: &Gazetteer,
) -> Vec<PersonIndex> {
    let Some(polity) = title.polity.as_deref() else {
        return Vec::new();
    };
    let sound = Sound::of(name);
    let mut found = BTreeSet::new();
    for key in offices_of(&title.role, polity)
        .iter()
        .chain([&title.role.as_str()])
    {
        let Some(role) = Role::parse(key) else {
            continue;
        };
        for tenure in gazetteer.tenures_in(polity, role) {
            let at_the_time =
                context.held(tenure) != Held::No || title.former && context.laid_down(tenure);
            let person = gazetteer.person(tenure.person);
            if at_the_time
                && person.is_some_and(|p| p.names().any(|n| Sound::of(n).is_called(&sound)))
            {
                found.insert(tenure.person);
            }
        }
    }
    found.into_iter().collect()
}

/// Persons in a prominent office at a known time whom a bare surname may mean.
fn prominent_called(
    surname: &str,
    clue: &Clue,
    context: &Context,
    gazetteer: &Gazetteer,
) -> Vec<Scored<PersonIndex>> {
    if !context.is_dated() {
        return Vec::new();
    }
    let mut candidates = Vec::new();
    for person in gazetteer.people_surnamed(surname) {
        let Some(tenure) = gazetteer
            .tenures_of(person)
            .find(|t| t.role.is_prominent() && context.held(t) == Held::Yes)
        else {
            continue;
        };
        let reason = format!(
            "surname of the {} of {} {}",
            tenure.role.words(),
            tenure.polity,
            context.time()
        );
        let mut candidate = Scored::new(person, qid(person, gazetteer), 0.6, reason);
        if context.polities.contains(tenure.polity) {
            candidate.weigh(0.2, format!("the article names {}", tenure.polity));
        }
        // A title that names no office of this person speaks against the bare surname.
        if clue
            .titles
            .iter()
            .any(|t| t.role != "legislator" && agreeing(person, t, context, gazetteer).is_none())
        {
            candidate.weigh(-0.4, "another title");
        }
        candidates.push(candidate);
    }
    candidates
}

/// The sole holder of the office that a title names.
fn by_title(clue: &Clue, context: &Context, gazetteer: &Gazetteer) -> Decision<PersonIndex> {
    let mut decision = Decision::none();
    for title in clue.titles.iter().filter(|t| !t.former) {
        let holder = sole_holder(title, context, gazetteer);
        match (decision.chosen, holder.chosen) {
            (Some(one), Some(other)) if one != other => {
                return Decision {
                    chosen: None,
                    ..decision
                };
            }
            (None, _) if !holder.candidates.is_empty() || holder.chosen.is_some() => {
                decision = holder;
            }
            _ => {}
        }
    }
    decision
}

fn sole_holder(title: &Title, context: &Context, gazetteer: &Gazetteer) -> Decision<PersonIndex> {
    let Some(polity) = title.polity.as_deref() else {
        return Decision::none();
    };
    for key in offices_of(&title.role, polity) {
        let Some(role) = Role::parse(key) else {
            continue;
        };
        let mut holders: Vec<(&Tenure, Held)> = Vec::new();
        for tenure in gazetteer.tenures_in(polity, role) {
            let held = context.held(tenure);
            if held == Held::No {
                continue;
            }
            match holders
                .iter_mut()
                .find(|(other, _)| other.person == tenure.person)
            {
                Some((_, best)) => *best = held.max(*best),
                None => holders.push((tenure, held)),
            }
        }
        if holders.is_empty() {
            continue;
        }
        let weighed = |(tenure, held): &(&Tenure, Held)| {
            let score = if *held == Held::Yes { 0.9 } else { 0.6 };
            let reason = format!("{}, {} {}", tenure.position, tenure.polity, context.time());
            Scored::new(tenure.person, qid(tenure.person, gazetteer), score, reason)
        };
        let mut decision = decide(holders.iter().map(weighed).collect());
        if holders.len() > 1 {
            decision.chosen = None;
        }
        return decision;
    }
    Decision::none()
}

fn qid(person: PersonIndex, gazetteer: &Gazetteer) -> Option<&'static str> {
    gazetteer.person(person).and_then(|p| p.qid)
}
