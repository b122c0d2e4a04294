//! From the mentions of a scene to the parties and places of its events.
//!
//! ```text
//! the leaders of the African Union → the African Union      a delegation led by Paul Delmas → Paul Delmas
//! the two sides → the two states or groups named last        “We propose …” → the one who says so
//! ```

use std::collections::BTreeMap;

use super::Named;
use super::delegation::{leads, officials, whole};
use super::ground::{Party, PartyKind, Spot, is_determiner};
use super::lexicon::{self, Lexicon as Words, Part};
use super::nobody::{is_abstract, names_clock, names_prize};
use super::pronouns::{both, first_persons, object_pronouns, other_than_speaker};
use super::{apposed, joint};
use crate::extract::actor::{ActorIndex, Scene};
use crate::extract::mention::{Mention, MentionClass};
use crate::extract::words::{self, Determiner};
use crate::extract::{Lexicon, NameClass};
use crate::text::{Document, Language};

/// What is read for the rules: parties and places, each in order.
pub(super) fn read(document: &Document<'_>, named: &Named<'_>) -> (Vec<Party>, Vec<Spot>) {
    let (lexicon, scene) = (named.lexicon, named.scene);
    let inner = inner_mentions(scene);
    let bodies = bodies(scene);
    let mut parties: Vec<Party> = Vec::new();
    let mut spots = Vec::new();
    for (number, mention) in scene.mentions.iter().enumerate().take(named.mentions) {
        spots.extend(spot(document, lexicon, mention));
        let Some(kind) = party_kind(mention, scene, number) else {
            continue;
        };
        if names_event(document, mention)
            || looks_like_name(document, mention)
            || names_clock(document, mention)
            || names_prize(document, mention)
            || names_day(document, mention)
            || is_abstract(document, mention)
            || names_forum(document, mention)
        {
            continue;
        }
        let speaker_apart = |actors: &[ActorIndex]| {
            other_than_speaker(scene, mention, actors, named.statements, &parties)
        };
        let outer = mention
            .inside
            .and_then(|outer| scene.mentions.get(outer))
            .is_some_and(|outer| !names_event(document, outer));
        let overlaps = parties
            .last()
            .is_some_and(|last| mention.tokens.start < last.tokens.end);
        let mut actors = scene.actors_of(number).to_vec();
        if actors.is_empty() || speaks_of_states(document, mention) {
            let states = both(document, scene, mention, &parties);
            if !states.is_empty() {
                actors = states;
            }
        }
        if outer || overlaps || actors.is_empty() {
            continue;
        }
        if let Some(other) = speaker_apart(&actors) {
            actors = vec![other];
        }
        let mut party = Party {
            tokens: after_verb(document, mention)..mention.tokens.end,
            actors,
            kind,
            pronoun: matches!(mention.class, MentionClass::Pronoun(_)),
            governed: mention.governed || after_article(document, mention.tokens.start),
            retinue: mention.plural && mention.determiner == Determiner::Possessive,
            collective: mention.plural && mention.name.is_none(),
        };
        // *in the Nigerian capital Abuja*
        party.governed |= party.kind == PartyKind::State
            && party.tokens.start.checked_sub(1).is_some_and(|before| {
                matches!(
                    document.folded(before),
                    "capital" | "capitale" | "city" | "ville"
                )
            });
        if party.tokens.start > mention.tokens.start {
            party.governed = false;
        }
        if let Some((tokens, actors)) = officials(document, named, mention) {
            // *the Armenian and Azerbaijani ministers*: the first adjective is no party of its own.
            while parties
                .last()
                .is_some_and(|last| last.tokens.end > tokens.start)
            {
                parties.pop();
            }
            party.tokens = tokens;
            party.actors = actors;
        } else if let Some(states) = (mention.plural
            && mention.name.is_none()
            && joint::is_envoy(document.folded(mention.head)))
        .then(|| joint::of_both(document, mention, &parties))
        .flatten()
        {
            (party.kind, party.actors) = joint::persons_or_states(document, scene, mention, states);
            party.collective = false;
        } else if let Some(whole) = whole(document, scene, number, &inner, &bodies) {
            party.kind = whole.kind;
            party.actors = whole.actors;
            party.tokens.end = party.tokens.end.max(whole.end);
            party.collective = false;
        }
        // *une délégation de haut rang **du Hamas** conduite par X*: for whom it comes stands between.
        if let [.., delegation, whose] = parties.as_slice()
            && whose.governed
            && whose.tokens.start <= delegation.tokens.end + 3
            && leads(document, delegation, &party)
        {
            parties.pop();
        }
        match parties
            .last_mut()
            .filter(|last| leads(document, last, &party))
        {
            Some(delegation) => {
                delegation.tokens.end = party.tokens.end;
                delegation.actors = party.actors;
                delegation.kind = party.kind;
                delegation.collective = false;
            }
            None => parties.push(party),
        }
    }
    joint::of_adjectives(document, named, &mut parties);
    parties.sort_by_key(|party| party.tokens.start);
    apposed::name_each(document, &mut parties);
    apposed::name_officials(document, &mut parties);
    apposed::name_another(document, &mut parties);
    apposed::name_titles(document, scene, &mut parties);
    if document.language() == Language::English {
        parties.retain(|party| !is_adjective(named, party));
    }
    let adjectives: Vec<Party> = named
        .states
        .iter()
        .filter(|(tokens, _)| !covered(&parties, tokens.start))
        .map(|(tokens, state)| Party {
            tokens: tokens.clone(),
            actors: vec![*state],
            kind: PartyKind::State,
            pronoun: false,
            governed: true,
            retinue: false,
            collective: false,
        })
        .collect();
    parties.extend(first_persons(document, named.statements, &parties));
    parties.extend(object_pronouns(document, &parties));
    parties.extend(adjectives);
    parties.sort_by_key(|party| party.tokens.start);
    spots.sort_by_key(|spot| spot.tokens.start);
    (parties, spots)
}

/// *a **Russian** proposal*, *the **French** initiative*: no man of that nation, but whose plan it is.
fn is_adjective(named: &Named<'_>, party: &Party) -> bool {
    let last = party.tokens.end - 1;
    let at = named
        .states
        .partition_point(|(tokens, _)| tokens.start < last);
    matches!(party.kind, PartyKind::Group | PartyKind::Person)
        && party.tokens.len() <= 2
        && !party.pronoun
        && named
            .states
            .get(at)
            .is_some_and(|(tokens, _)| *tokens == (last..party.tokens.end))
}

/// The mentions that stand in the complement of each mention.
fn inner_mentions(scene: &Scene) -> BTreeMap<usize, Vec<usize>> {
    let mut inner: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, mention) in scene.mentions.iter().enumerate() {
        if let Some(outer) = mention.inside {
            inner.entry(outer).or_default().push(number);
        }
    }
    inner
}

/// The organisations of the scene by their usual name.
fn bodies(scene: &Scene) -> BTreeMap<&str, ActorIndex> {
    let named = scene
        .actors
        .iter()
        .enumerate()
        .filter_map(|(number, actor)| {
            (actor.class == MentionClass::Organization)
                .then_some(actor.canonical.as_deref()?)
                .map(|name| (name, number))
        });
    named.rev().collect()
}

/// The place that a mention can be.
fn spot(document: &Document<'_>, lexicon: &Lexicon, mention: &Mention) -> Option<Spot> {
    let tokens = mention
        .name
        .clone()
        .unwrap_or_else(|| mention.tokens.clone());
    let is_city = || {
        lexicon
            .names_at(document, tokens.start, tokens.end)
            .is_some_and(|(_, ids)| {
                ids.iter()
                    .filter_map(|id| lexicon.name(*id))
                    .any(|known| matches!(known.class, NameClass::Capital | NameClass::Place))
            })
    };
    // How narrow it is: an institution's seat, a city, a country.
    let rank = match mention.class {
        MentionClass::Office => 0,
        MentionClass::Place => 1,
        MentionClass::Country if !is_city() => 2,
        MentionClass::Country | MentionClass::Organization if is_city() => 1,
        _ => return None,
    };
    Some(Spot { tokens, rank })
}

/// *in the Nigerian capital*: an article stands between the preposition and what it governs.
fn after_article(document: &Document<'_>, start: usize) -> bool {
    let Some((article, before)) = start.checked_sub(1).zip(start.checked_sub(2)) else {
        return false;
    };
    matches!(
        document.lower(article),
        "the" | "a" | "an" | "la" | "le" | "l'" | "les"
    ) && words::preposition(
        document.folded(before),
        document.language() == Language::French,
    ) && document.lower(before) != "a"
}

/// *is to host Brazilian President Paul Delmas*: the verb is no part of who is named.
fn after_verb(document: &Document<'_>, mention: &Mention) -> usize {
    let start = mention.tokens.start;
    let last = mention
        .name
        .as_ref()
        .map_or(mention.head, |name| name.start);
    let verb = document.language() == Language::English
        && start < last
        && document.token(start).is_some_and(|token| !token.capital)
        && [
            lexicon::meetings(Language::English),
            lexicon::proposals(Language::English),
        ]
        .iter()
        .any(|words| {
            words
                .at(document, start)
                .is_some_and(|hit| hit.reading(Part::Verb).is_some() && hit.tokens.len() == 1)
        });
    start + usize::from(verb)
}

/// Whether one of the parties, which stand in order, holds a token.
pub(super) fn covered(parties: &[Party], token: usize) -> bool {
    let at = parties.partition_point(|party| party.tokens.end <= token);
    parties
        .get(at)
        .is_some_and(|party| party.tokens.contains(&token))
}

/// *les deux pays*, *both sides*: states or groups, whoever else is near.
fn speaks_of_states(document: &Document<'_>, mention: &Mention) -> bool {
    matches!(
        document.folded(mention.tokens.end - 1),
        "pays"
            | "parties"
            | "etats"
            | "camps"
            | "countries"
            | "sides"
            | "states"
            | "governments"
            | "nations"
    )
}

/// *Le plan présenté par X*, *l'organisation d'un sommet*: a plan or meeting, no party to it.
fn names_event(document: &Document<'_>, mention: &Mention) -> bool {
    let tokens = &mention.tokens;
    let first = tokens.start + usize::from(is_determiner(document.lower(tokens.start)));
    let noun = |words: &Words| {
        words
            .at(document, first)
            .is_some_and(|hit| hit.reading(Part::Noun).is_some() && hit.tokens.end <= tokens.end)
    };
    first < tokens.end
        && !document.token(first).is_some_and(|token| token.capital)
        && (noun(lexicon::proposals(document.language()))
            || noun(lexicon::meetings(document.language())))
}

/// *Discusses Ceasefire Negotiations* in a headline with capitals: words of an event that look like a name.
fn looks_like_name(document: &Document<'_>, mention: &Mention) -> bool {
    let words = lexicon::meetings(document.language());
    let name = mention
        .name
        .clone()
        .unwrap_or_else(|| mention.tokens.clone());
    mention.known.is_none()
        && name.len() > 1
        && name.clone().any(|token| {
            document.token(token).is_some_and(|token| token.capital)
                && words.at(document, token).is_some_and(|hit| {
                    hit.readings
                        .iter()
                        .any(|entry| entry.part == Part::Noun || entry.frame.starts_with("with"))
                })
        })
}

/// *will meet March 20*: a month looks like a name.
fn names_day(document: &Document<'_>, mention: &Mention) -> bool {
    const LONGEST: usize = 5;
    let start = mention.tokens.start;
    mention.known.is_none()
        && mention.tokens.len() < 3
        && document
            .dates_in(&(start.saturating_sub(LONGEST)..start + LONGEST))
            .any(|(_, date)| date.tokens.contains(&start))
}

/// *the Minsk group*, *les accords de Minsk*: the city that a forum or an agreement is called after.
pub(super) fn names_forum(document: &Document<'_>, mention: &Mention) -> bool {
    let forum = |token: usize| {
        matches!(
            document.folded(token),
            "group"
                | "groupe"
                | "process"
                | "processus"
                | "agreement"
                | "agreements"
                | "accord"
                | "accords"
                | "protocol"
                | "protocole"
                | "format"
                | "pact"
                | "pacte"
                | "treaty"
                | "traite"
        )
    };
    let start = mention.tokens.start;
    let french = document.language() == Language::French;
    let called = if french {
        start > 1 && matches!(document.lower(start - 1), "de" | "d'") && forum(start - 2)
    } else {
        forum(mention.tokens.end)
    };
    mention.class == MentionClass::Country
        && mention.tokens.len() == 1
        && called
        && document.token(start).is_some_and(|token| token.capital)
}

/// What a mention is as a party; `None` for places that do not act.
fn party_kind(mention: &Mention, scene: &Scene, number: usize) -> Option<PartyKind> {
    let class = match mention.class {
        MentionClass::Pronoun(_) => scene
            .actors_of(number)
            .first()
            .and_then(|actor| scene.actors.get(*actor))
            .map_or(MentionClass::Group, |actor| actor.class),
        class => class,
    };
    match class {
        MentionClass::Person => Some(PartyKind::Person),
        MentionClass::Country => Some(PartyKind::State),
        MentionClass::Organization | MentionClass::Office => Some(PartyKind::Body),
        MentionClass::Medium => Some(PartyKind::Medium),
        MentionClass::Group | MentionClass::Source | MentionClass::Unknown => {
            Some(PartyKind::Group)
        }
        MentionClass::Place | MentionClass::Document | MentionClass::Pronoun(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::english;

    #[test]
    fn circumstances_meet_nobody() {
        let told = english(
            "The circumstances are clear. Anna Kovacs said: \"If they want to meet Paul Delmas, they know where.\"",
        );
        assert!(
            told.iter().all(|one| !one.contains("circumstances")),
            "{told:?}"
        );
    }
}
