//! States, organisations, offices, media, groups: by name, capital, metonym or "government of".

use super::context::Context;
use super::decide::{Decision, Scored, decide};
use super::fold::fold;
use super::gazetteer::{Country, Gazetteer, Organisation};
use super::person::state_led_by;
use crate::extract::facts::{Actor, ActorType};
use crate::extract::{Clue, NameClass};

/// What an actor that is no person is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Institution<'g> {
    /// A state or territory.
    Country(&'g Country),
    /// Anything else with a name.
    Organisation(&'g Organisation),
}

/// What is meant. Unnamed sources and documents are never linked.
pub(super) fn link_institution<'g>(
    actor: &Actor,
    clue: &Clue,
    context: &Context,
    gazetteer: &'g Gazetteer,
) -> Decision<Institution<'g>> {
    if matches!(
        actor.kind,
        ActorType::Unnamed | ActorType::Document | ActorType::Person
    ) {
        return Decision::none();
    }
    let names = clue.name.iter().chain([&actor.name]).chain(&clue.aliases);
    let mut considered = Decision::none();
    for name in names.flat_map(|name| readings(name)) {
        let decision = by_name(name, actor.kind, context, gazetteer);
        if decision.chosen.is_some() {
            return decision;
        }
        if considered.candidates.is_empty() {
            considered = decision;
        }
    }
    considered
}

/// A name without its article, and, where it carries its acronym in brackets, both apart.
fn readings(name: &str) -> impl Iterator<Item = &str> {
    let (long, short) = name.split_once('(').map_or(("", ""), |(long, rest)| {
        (long.trim_end(), rest.split(')').next().unwrap_or_default())
    });
    let names = [name, long, short]
        .into_iter()
        .filter(|name| !name.is_empty());
    names.map(without_article)
}

fn by_name<'g>(
    name: &str,
    kind: ActorType,
    context: &Context,
    gazetteer: &'g Gazetteer,
) -> Decision<Institution<'g>> {
    // A group of people from a state is not the state: *les Syriens*.
    if kind != ActorType::Group
        && let Some((country, why)) = state(name, context, gazetteer)
    {
        return decide(vec![Scored::new(
            Institution::Country(country),
            country.qid,
            0.97,
            why,
        )]);
    }
    let name = gazetteer.stands_for(name).unwrap_or(name);
    let mut candidates: Vec<_> = gazetteer
        .organisations_named(name)
        .map(|o| weigh(o, name, context))
        .collect();
    if kind == ActorType::Group
        && candidates.is_empty()
        && let Some(country) = government(name, context, gazetteer)
    {
        candidates.push(Scored::new(
            Institution::Country(country),
            country.qid,
            0.9,
            "the state's government",
        ));
    }
    decide(candidates)
}

fn weigh<'g>(
    organisation: &'g Organisation,
    name: &str,
    context: &Context,
) -> Scored<Institution<'g>> {
    let mut candidate = Scored::new(
        Institution::Organisation(organisation),
        organisation.qid,
        0.9,
        "name",
    );
    if organisation.country.is_empty() {
        return candidate;
    }
    if context.polities.contains(organisation.country) {
        candidate.weigh(0.06, format!("the article names {}", organisation.country));
    } else if is_generic(name)
        && !matches!(organisation.class, NameClass::Medium | NameClass::Agency)
    {
        candidate.weigh(
            -0.3,
            format!("the article does not name {}", organisation.country),
        );
    }
    candidate
}

/// Names that parties and institutions of many states bear.
fn is_generic(name: &str) -> bool {
    const FIRST_WORDS: [&str; 26] = [
        "assemblee",
        "assembly",
        "chamber",
        "chambre",
        "communist",
        "congres",
        "congress",
        "conseil",
        "conservative",
        "council",
        "democratic",
        "democrats",
        "foreign",
        "house",
        "justice",
        "labour",
        "liberal",
        "ministere",
        "ministry",
        "national",
        "parliament",
        "parti",
        "people's",
        "republican",
        "senat",
        "socialist",
    ];
    let folded = fold(name);
    let first = folded.split(' ').next().unwrap_or_default();
    FIRST_WORDS.contains(&first) || folded.len() <= 4
}

/// The state that a name means when it acts.
fn state<'g>(
    name: &str,
    context: &Context,
    gazetteer: &'g Gazetteer,
) -> Option<(&'g Country, &'static str)> {
    if let Some(country) = gazetteer.country(name) {
        return Some((country, "name of the state"));
    }
    if gazetteer.organisations_named(name).next().is_some() {
        return None;
    }
    match gazetteer.stands_for(name) {
        Some(stands_for) => {
            return gazetteer
                .country(stands_for)
                .map(|c| (c, "place that stands for the state"));
        }
        None => {
            if let Some(state) = gazetteer
                .places_named(name)
                .find_map(|place| place.capital_of)
            {
                return gazetteer
                    .country(state)
                    .map(|c| (c, "capital that stands for the state"));
            }
        }
    }
    government(name, context, gazetteer).map(|c| (c, "the state's government"))
}

/// The state whose government a description names: *les autorités nord-coréennes*, *le gouvernement du Mali*.
fn government<'g>(name: &str, context: &Context, gazetteer: &'g Gazetteer) -> Option<&'g Country> {
    let folded = fold(without_article(name)).replace('\'', " ");
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| {
            !matches!(
                *word,
                "de" | "du" | "des" | "d" | "l" | "la" | "le" | "les" | "of" | "the" | "s"
            )
        })
        .collect();
    let nouns = gazetteer.government_nouns();
    let at = words
        .iter()
        .position(|word| nouns.iter().any(|noun| noun == word))?;
    let others: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != at)
        .map(|(_, word)| *word)
        .collect();
    if others.is_empty() || others.len() > 4 {
        return None;
    }
    let other = others.join(" ");
    gazetteer
        .country(&other)
        .or_else(|| gazetteer.country(state_led_by(&other, context, gazetteer)?))
}

/// A name without its leading article.
pub(super) fn without_article(name: &str) -> &str {
    const ARTICLES: [&str; 6] = ["the ", "les ", "le ", "la ", "l'", "l’"];
    let lower = name.to_lowercase();
    ARTICLES
        .iter()
        .find(|article| lower.starts_with(**article))
        .and_then(|article| name.get(article.len()..))
        .map_or(name, str::trim_start)
}
