//! Those who come for somebody else: *les présidents russe et turc*, *the leaders of NATO*, *a delegation led by X*.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Named;
use super::ground::{Party, PartyKind, is_determiner};
use super::joint::{complement, is_envoy, is_single, persons_or_states};
use super::lexicon::{self, Part};
use super::parties::names_forum;
use crate::extract::actor::{ActorIndex, Scene};
use crate::extract::mention::{Mention, MentionClass};
use crate::extract::words::{self, Determiner};
use crate::text::{Document, Language};

/// *les présidents russe et turc*: the persons of that office whom the text names, else the states.
pub(super) fn officials(
    document: &Document<'_>,
    named: &Named<'_>,
    mention: &Mention,
) -> Option<(Range<usize>, Vec<ActorIndex>)> {
    let single = is_single(document.folded(mention.head));
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
    let mut states = Vec::new();
    let from = named
        .states
        .partition_point(|(tokens, _)| tokens.start < near.start);
    let mut last: Option<usize> = None;
    for (tokens, state) in named.states.get(from..).unwrap_or_default() {
        if tokens.start >= near.end {
            break;
        }
        // An adjective of another phrase: *les présidents des deux pays. Le sommet franco-italien …*
        let apart = (mention.tokens.end..tokens.start).len() > 4
            || (mention.tokens.end..tokens.start).any(|token| {
                !document
                    .lower(token)
                    .chars()
                    .all(|letter| letter.is_alphabetic() || letter == '\'')
                    && document.lower(token) != ","
            });
        if french && last.is_none() && apart {
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
        states.push(*state);
    }
    let (_, actors) = persons_or_states(document, named.scene, mention, states);
    (actors.len() > 1).then_some((whole, actors))
}

/// For whom several without a name come, or who they are.
pub(super) struct Whole {
    /// What they are.
    pub(super) kind: PartyKind,
    /// The states, the body or the persons.
    pub(super) actors: Vec<ActorIndex>,
    /// One past the last token that names them.
    pub(super) end: usize,
}

/// The state or body for which several without a name come: *the leaders of NATO*, *les représentants de la Serbie*.
pub(super) fn whole(
    document: &Document<'_>,
    scene: &Scene,
    number: usize,
    inner: &BTreeMap<usize, Vec<usize>>,
    bodies: &BTreeMap<&str, ActorIndex>,
) -> Option<Whole> {
    let mention = scene.mentions.get(number)?;
    let several = mention.plural && mention.name.is_none();
    // *des responsables de la France et de l'Allemagne*: whoever they are, they come for those two.
    if several
        && is_envoy(document.folded(mention.head))
        && let Some((end, states)) = complement(document, scene, number)
    {
        let (kind, actors) = persons_or_states(document, scene, mention, states);
        return Some(Whole { kind, actors, end });
    }
    let end = mention.tokens.end;
    // *des ministres de l'Union* are some of them, *la réunion des ministres de l'Union* is of all.
    let some = document.language() == Language::French
        && !matches!(
            mention.determiner,
            Determiner::Definite | Determiner::Demonstrative
        )
        && !(follows_meeting(document, mention.tokens.start)
            && is_representative(document.folded(mention.head)));
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
            return Some(Whole {
                kind,
                actors: actors.to_vec(),
                end,
            });
        }
        states.extend(actors.iter().filter(|_| kind == PartyKind::State));
    }
    if !states.is_empty() {
        states.dedup();
        let (kind, actors) = persons_or_states(document, scene, mention, states);
        return Some(Whole { kind, actors, end });
    }
    // *EU leaders*: the body is named elsewhere too.
    let polity = mention.polity.as_deref()?;
    let body = bodies.get(polity)?;
    Some(Whole {
        kind: PartyKind::Body,
        actors: vec![*body],
        end,
    })
}

/// *une réunion lundi des ministres*: the article is contracted with the preposition of the noun before.
fn follows_meeting(document: &Document<'_>, start: usize) -> bool {
    let lexicon = lexicon::meetings(document.language());
    let des = if document.lower(start) == "des" {
        start
    } else {
        match start.checked_sub(1) {
            Some(before) if document.lower(before) == "des" => before,
            _ => return false,
        }
    };
    // *un sommet avec des ministres*: after a preposition it is an article.
    if des
        .checked_sub(1)
        .is_some_and(|before| words::preposition(document.folded(before), true))
    {
        return false;
    }
    (des.saturating_sub(4)..des).any(|token| {
        lexicon.at(document, token).is_some_and(|hit| {
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
        && (2..9).contains(&between.len())
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
