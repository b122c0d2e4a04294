//! Pronouns that take part in events: *the two sides*, *met him*, *we* within what somebody says.

use std::collections::BTreeMap;

use super::ground::{Party, PartyKind, is_determiner};
use super::parties::covered;
use crate::extract::actor::{ActorIndex, Scene};
use crate::extract::mention::{Mention, MentionClass, Pronoun};
use crate::extract::statement::StatementDraft;
use crate::text::{Document, Language};

/// *les deux parties*, *the two countries* where they are no persons: the two named last.
pub(super) fn both(
    document: &Document<'_>,
    scene: &Scene,
    mention: &Mention,
    parties: &[Party],
) -> Vec<ActorIndex> {
    if mention.class != MentionClass::Pronoun(Pronoun::Both) {
        return Vec::new();
    }
    // *withdraw from the valley and negotiate*: where something happens is a side only where no others are named.
    let sides = last_two(
        document,
        scene,
        parties,
        &[PartyKind::State, PartyKind::Group],
        true,
    );
    if !sides.is_empty() {
        return sides;
    }
    // *négociations entre les deux parties*: states and groups rather than the bodies that speak of them.
    let sides = last_two(
        document,
        scene,
        parties,
        &[PartyKind::State, PartyKind::Group],
        false,
    );
    if sides.is_empty() {
        last_two(
            document,
            scene,
            parties,
            &[PartyKind::State, PartyKind::Group, PartyKind::Body],
            false,
        )
    } else {
        sides
    }
}

/// The two of these kinds that were named last; none where fewer were named.
fn last_two(
    document: &Document<'_>,
    scene: &Scene,
    parties: &[Party],
    kinds: &[PartyKind],
    no_places: bool,
) -> Vec<ActorIndex> {
    let is_place = |party: &Party| {
        (party.tokens.start.saturating_sub(2)..=party.tokens.start)
            .rev()
            .find(|token| !is_determiner(document.lower(*token)) && *token < party.tokens.start)
            .is_some_and(|before| {
                matches!(
                    document.lower(before),
                    "from" | "in" | "into" | "inside" | "near" | "en" | "dans" | "vers"
                )
            })
    };
    let mut two: Vec<ActorIndex> = Vec::new();
    for party in parties.iter().rev().take(24) {
        if !kinds.contains(&party.kind) || no_places && is_place(party) {
            continue;
        }
        for actor in &party.actors {
            let acts = scene
                .actors
                .get(*actor)
                .is_some_and(|actor| actor.class != MentionClass::Medium);
            if acts && !two.contains(actor) {
                two.insert(0, *actor);
            }
        }
        if two.len() >= 2 {
            two.truncate(2);
            return two;
        }
    }
    Vec::new()
}

/// *met him*, *between him and Delmas*, *avec lui*: the person named last who is not the subject of the same verb.
pub(super) fn object_pronouns(document: &Document<'_>, parties: &[Party]) -> Vec<Party> {
    let mut found = Vec::new();
    for sentence in document.sentences() {
        for token in sentence.tokens.clone() {
            if !is_object_pronoun(document, token) || covered(parties, token) {
                continue;
            }
            let before = token
                .checked_sub(1)
                .map_or("", |before| document.lower(before));
            let apart = matches!(before, "between" | "entre");
            let to = parties.partition_point(|party| party.tokens.end <= token);
            let people = || {
                parties
                    .get(to.saturating_sub(12)..to)
                    .unwrap_or_default()
                    .iter()
                    .rev()
                    .filter(|party| party.kind == PartyKind::Person && party.actors.len() == 1)
            };
            let subject = people()
                .find(|party| !party.governed && party.tokens.start >= sentence.tokens.start)
                .map(|party| party.actors.clone())
                .filter(|_| !apart);
            if let Some(person) = people().find(|party| Some(&party.actors) != subject.as_ref()) {
                found.push(Party {
                    tokens: token..token + 1,
                    actors: person.actors.clone(),
                    kind: PartyKind::Person,
                    pronoun: true,
                    governed: before != "met",
                    retinue: false,
                    collective: false,
                });
            }
        }
    }
    found
}

fn is_object_pronoun(document: &Document<'_>, token: usize) -> bool {
    let before = token
        .checked_sub(1)
        .map_or("", |before| document.lower(before));
    if document.language() == Language::French {
        return document.lower(token) == "lui"
            && matches!(before, "avec" | "par" | "entre" | "chez");
    }
    let after = document.lower(token + 1);
    let bare = !after.chars().next().is_some_and(char::is_alphanumeric)
        || matches!(
            after,
            "in" | "at"
                | "on"
                | "to"
                | "and"
                | "for"
                | "last"
                | "by"
                | "with"
                | "from"
                | "after"
                | "before"
                | "during"
                | "not"
                | "again"
                | "that"
        );
    matches!(document.lower(token), "him") || document.lower(token) == "her" && bare
}

/// *« **Il** recevra Roy »* in the words of a spokesman: not the one who says so, but whoever was named before.
pub(super) fn other_than_speaker(
    scene: &Scene,
    mention: &Mention,
    actors: &[ActorIndex],
    statements: &[StatementDraft],
    parties: &[Party],
) -> Option<ActorIndex> {
    if !mention.quoted
        || !matches!(
            mention.class,
            MentionClass::Pronoun(Pronoun::He | Pronoun::She)
        )
    {
        return None;
    }
    let at = mention.tokens.start;
    // Statements stand in the order of their first words; none holds the words of many others.
    const BACK: usize = 12;
    let upto =
        statements.partition_point(|it| it.content.first().is_some_and(|first| first.start <= at));
    let own = statements
        .get(upto.saturating_sub(BACK)..upto)
        .unwrap_or_default()
        .iter()
        .filter(|it| it.content.iter().any(|part| part.contains(&at)))
        .any(|it| it.speakers.as_slice() == actors);
    if !own {
        return None;
    }
    let fits = |actor: &ActorIndex| {
        !actors.contains(actor)
            && scene.actors.get(*actor).is_some_and(|draft| {
                draft.class == MentionClass::Person
                    && !draft.plural
                    && draft
                        .gender
                        .zip(mention.gender)
                        .is_none_or(|(one, other)| one == other)
            })
    };
    // Of several, the one of whom the text speaks most.
    let recent = || {
        parties
            .iter()
            .rev()
            .take(24)
            .filter(|party| party.actors.len() == 1)
            .filter_map(|party| party.actors.first().copied())
            .filter(|actor| fits(actor))
    };
    let times = |actor: ActorIndex| recent().filter(|other| *other == actor).count();
    let mut best: Option<(usize, ActorIndex)> = None;
    for actor in recent() {
        let count = times(actor);
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, actor));
        }
    }
    best.map(|(_, actor)| actor)
}

/// *I*, *we*, *nous* within what somebody says: the one who says it.
pub(super) fn first_persons(
    document: &Document<'_>,
    statements: &[StatementDraft],
    parties: &[Party],
) -> Vec<Party> {
    let mut found: BTreeMap<usize, Party> = BTreeMap::new();
    for statement in statements {
        if statement.speakers.is_empty() {
            continue;
        }
        for token in statement.content.iter().flat_map(Clone::clone) {
            if !is_first_person(document, token) {
                continue;
            }
            if covered(parties, token) {
                continue;
            }
            let mut actors = statement.speakers.clone();
            actors.truncate(4);
            found.entry(token).or_insert(Party {
                tokens: token..token + 1,
                actors,
                kind: PartyKind::Person,
                pronoun: true,
                governed: false,
                retinue: false,
                collective: false,
            });
        }
    }
    found.into_values().collect()
}

fn is_first_person(document: &Document<'_>, token: usize) -> bool {
    let word = document.lower(token);
    match document.language() {
        // *nous nous sommes vus*: the second is the object.
        Language::French => {
            matches!(word, "je" | "j'")
                || word == "nous"
                    && token
                        .checked_sub(1)
                        .is_none_or(|before| document.lower(before) != "nous")
        }
        _ => matches!(word, "i" | "we"),
    }
}
