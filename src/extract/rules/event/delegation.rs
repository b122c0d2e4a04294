//! Those who come for somebody else: *les présidents russe et turc*, *the leaders of NATO*, *a delegation led by X*.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Named;
use super::ground::{Party, PartyKind, is_determiner};
use super::lexicon::{self, Part};
use super::parties::names_forum;
use crate::extract::actor::{ActorIndex, Scene};
use crate::extract::mention::{Mention, MentionClass};
use crate::extract::words::Determiner;
use crate::text::{Document, Language};

/// *les présidents russe et turc*: the persons of that office whom the text names, else the states.
pub(super) fn officials(
    document: &Document<'_>,
    named: &Named<'_>,
    mention: &Mention,
) -> Option<(Range<usize>, Vec<ActorIndex>)> {
    // *des responsables russes et américains* are anybody's; a state has one president and one minister.
    let single = matches!(
        document.folded(mention.head),
        "presidents"
            | "ministres"
            | "ministers"
            | "chefs"
            | "secretaries"
            | "rois"
            | "kings"
            | "leaders"
            | "dirigeants"
            | "chanceliers"
            | "premiers"
    );
    if !mention.plural || !single || mention.name.is_some() || mention.class != MentionClass::Person
    {
        return None;
    }
    let french = document.language() == Language::French;
    let near = if french {
        mention.head + 1..mention.tokens.end + 9
    } else {
        mention.tokens.start.saturating_sub(3)..mention.head
    };
    let mut whole = mention.tokens.clone();
    let mut actors = Vec::new();
    let from = named
        .states
        .partition_point(|(tokens, _)| tokens.start < near.start);
    let mut last: Option<usize> = None;
    for (tokens, state) in named.states.get(from..).unwrap_or_default() {
        if tokens.start >= near.end {
            break;
        }
        let listed = last.is_none_or(|last: usize| {
            (last..tokens.start)
                .all(|token| matches!(document.lower(token), "et" | "and" | "," | "ainsi" | "que"))
        });
        if !listed {
            break;
        }
        last = Some(tokens.end);
        whole = whole.start.min(tokens.start)..whole.end.max(tokens.end);
        let country = named.scene.actors.get(*state)?.canonical.clone();
        let role = mention.titles.first().map(|title| title.role.as_str());
        let person = named.scene.actors.iter().position(|actor| {
            actor.class == MentionClass::Person
                && actor.name.is_some()
                && actor.titles.iter().any(|title| {
                    Some(title.role.as_str()) == role
                        && (title.polity.is_some() && title.polity == country
                            || title.polity.is_none() && actor.polity == country)
                })
        });
        // *les présidents russe et turc* beside the only Russian whom the text names.
        let heads = matches!(role, Some("leader" | "president"));
        let only = || {
            let mut people = (0..).zip(&named.scene.actors).filter(|(_, actor)| {
                actor.class == MentionClass::Person
                    && actor.name.is_some()
                    && country.is_some()
                    && actor.polity == country
                    && actor.titles.iter().all(|title| {
                        Some(title.role.as_str()) == role || heads && is_head(&title.role)
                    })
            });
            let (first, _) = people.next()?;
            people.next().is_none().then_some(first)
        };
        actors.push(person.or_else(only).unwrap_or(*state));
    }
    (actors.len() > 1).then_some((whole, actors))
}

fn is_head(role: &str) -> bool {
    matches!(
        role,
        "president" | "head-of-state" | "prime-minister" | "chancellor" | "monarch" | "leader"
    )
}

/// The state or body for which several without a name come: *the leaders of NATO*, *les représentants de la Serbie*.
pub(super) fn whole(
    document: &Document<'_>,
    scene: &Scene,
    number: usize,
    inner: &BTreeMap<usize, Vec<usize>>,
    bodies: &BTreeMap<&str, ActorIndex>,
) -> Option<(PartyKind, Vec<ActorIndex>)> {
    let mention = scene.mentions.get(number)?;
    let several = mention.plural && mention.name.is_none();
    // *des ministres de l'Union* are some of them, *la réunion des ministres de l'Union* is of all.
    let some = document.language() == Language::French
        && !matches!(
            mention.determiner,
            Determiner::Definite | Determiner::Demonstrative
        )
        && !(follows_meeting(document, mention.tokens.start)
            && matches!(
                document.folded(mention.head),
                "chefs" | "dirigeants" | "membres"
            ));
    if !several || some || !is_representative(document.folded(mention.head)) {
        return None;
    }
    // *les ministres de la France et de l'Allemagne*: all of them.
    let mut states: Vec<ActorIndex> = Vec::new();
    for number in inner.get(&number).into_iter().flatten() {
        let Some(part) = scene
            .mentions
            .get(*number)
            .filter(|part| !names_forum(document, part))
        else {
            continue;
        };
        let before = part
            .tokens
            .start
            .checked_sub(1)
            .map_or("", |token| document.lower(token));
        let own = document.lower(part.tokens.start);
        let of = matches!(before, "de" | "du" | "des" | "d'" | "of" | "from")
            || matches!(own, "du" | "des" | "d'")
            || is_determiner(before);
        // *les dirigeants des petits États* stay who they are: no name says for whom they come.
        let kind = match part.class {
            MentionClass::Country if part.polity.is_some() => PartyKind::State,
            MentionClass::Organization if part.name.is_some() => PartyKind::Body,
            MentionClass::Office => PartyKind::Body,
            _ => continue,
        };
        let actors = scene.actors_of(*number);
        if !of && states.is_empty() || actors.is_empty() {
            continue;
        }
        if kind == PartyKind::Body && states.is_empty() {
            return Some((kind, actors.to_vec()));
        }
        states.extend(actors.iter().filter(|_| kind == PartyKind::State));
    }
    if !states.is_empty() {
        states.dedup();
        return Some((PartyKind::State, states));
    }
    // *EU leaders*: the body is named elsewhere too.
    let polity = mention.polity.as_deref()?;
    let body = bodies.get(polity)?;
    Some((PartyKind::Body, vec![*body]))
}

/// *une réunion lundi des ministres*: the article is contracted with the preposition of the noun before.
fn follows_meeting(document: &Document<'_>, start: usize) -> bool {
    let words = lexicon::meetings(document.language());
    let des = if document.lower(start) == "des" {
        start
    } else {
        match start.checked_sub(1) {
            Some(before) if document.lower(before) == "des" => before,
            _ => return false,
        }
    };
    (des.saturating_sub(4)..des).any(|token| {
        words.at(document, token).is_some_and(|hit| {
            hit.tokens.end <= des
                && hit
                    .reading(Part::Noun)
                    .is_some_and(|entry| matches!(entry.frame.as_str(), "body" | "pair-body"))
        })
    })
}

fn is_representative(noun: &str) -> bool {
    matches!(
        noun,
        "leaders"
            | "heads"
            | "presidents"
            | "ministers"
            | "chiefs"
            | "representatives"
            | "delegates"
            | "delegations"
            | "members"
            | "dirigeants"
            | "chefs"
            | "ministres"
            | "representants"
            | "delegues"
            | "membres"
    )
}

/// *a delegation led by X*, *une délégation conduite par X*: X is the one who comes.
pub(super) fn leads(document: &Document<'_>, delegation: &Party, leader: &Party) -> bool {
    let between = delegation.tokens.end..leader.tokens.start;
    let troop = delegation.tokens.clone().any(|token| {
        matches!(
            document.folded(token),
            "delegation" | "delegations" | "mission" | "team" | "equipe" | "group" | "groupe"
        )
    });
    troop
        && (2..7).contains(&between.len())
        && between.clone().any(|token| {
            matches!(
                document.folded(token),
                "led"
                    | "headed"
                    | "conduite"
                    | "dirigee"
                    | "menee"
                    | "emmenee"
                    | "presidee"
                    | "conduit"
                    | "dirige"
                    | "mene"
            )
        })
        && between
            .clone()
            .any(|token| matches!(document.folded(token), "by" | "par"))
}
