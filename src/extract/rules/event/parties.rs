//! From the mentions of a scene to the parties and places of its events.
//!
//! ```text
//! the leaders of the African Union → the African Union      a delegation led by Paul Delmas → Paul Delmas
//! the two sides → the two states or groups named last        “We propose …” → the one who says so
//! ```

use std::collections::BTreeMap;

use super::Named;
use super::ground::{Party, PartyKind, Spot, is_determiner};
use super::lexicon::{self, Lexicon as Words, Part};
use crate::extract::actor::{ActorIndex, Scene};
use crate::extract::mention::{Mention, MentionClass, Pronoun};
use crate::extract::statement::StatementDraft;
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
        if names_event(document, mention) {
            continue;
        }
        let outer = mention
            .inside
            .and_then(|outer| scene.mentions.get(outer))
            .is_some_and(|outer| !names_event(document, outer));
        let overlaps = parties
            .last()
            .is_some_and(|last| mention.tokens.start < last.tokens.end);
        let mut actors = scene.actors_of(number).to_vec();
        if actors.is_empty() || speaks_of_states(document, mention) {
            let states = both(scene, mention, &parties);
            if !states.is_empty() {
                actors = states;
            }
        }
        if outer || overlaps || actors.is_empty() {
            continue;
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
        if let Some((end, actors)) = officials(document, named, mention) {
            party.tokens.end = end;
            party.actors = actors;
        } else if let Some((kind, actors)) = whole(document, scene, number, &inner, &bodies) {
            party.kind = kind;
            party.actors = actors;
            party.collective = false;
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
fn covered(parties: &[Party], token: usize) -> bool {
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

/// *les présidents russe et turc*: the persons of that office whom the text names, else the states.
fn officials(
    document: &Document<'_>,
    named: &Named<'_>,
    mention: &Mention,
) -> Option<(usize, Vec<ActorIndex>)> {
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
        mention.head + 1..mention.tokens.end + 5
    } else {
        mention.tokens.start.saturating_sub(3)..mention.head
    };
    let mut end = mention.tokens.end;
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
        end = end.max(tokens.end);
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
        actors.push(person.unwrap_or(*state));
    }
    (actors.len() > 1).then_some((end, actors))
}

/// The state or body for which several without a name come: *the leaders of NATO*, *les représentants de la Serbie*.
fn whole(
    document: &Document<'_>,
    scene: &Scene,
    number: usize,
    inner: &BTreeMap<usize, Vec<usize>>,
    bodies: &BTreeMap<&str, ActorIndex>,
) -> Option<(PartyKind, Vec<ActorIndex>)> {
    let mention = scene.mentions.get(number)?;
    let several = mention.plural && mention.name.is_none();
    // *des ministres de l'Union* are some of them.
    let some = document.language() == Language::French
        && !matches!(
            mention.determiner,
            Determiner::Definite | Determiner::Demonstrative
        );
    if !several || some || !is_representative(document.folded(mention.head)) {
        return None;
    }
    for number in inner.get(&number).into_iter().flatten() {
        let Some(part) = scene.mentions.get(*number) else {
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
        if of && !actors.is_empty() {
            return Some((kind, actors.to_vec()));
        }
    }
    // *EU leaders*: the body is named elsewhere too.
    let polity = mention.polity.as_deref()?;
    let body = bodies.get(polity)?;
    Some((PartyKind::Body, vec![*body]))
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
fn leads(document: &Document<'_>, delegation: &Party, leader: &Party) -> bool {
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

/// *les deux parties*, *the two countries* where they are no persons: the two named last.
fn both(scene: &Scene, mention: &Mention, parties: &[Party]) -> Vec<ActorIndex> {
    if mention.class != MentionClass::Pronoun(Pronoun::Both) {
        return Vec::new();
    }
    let mut two: Vec<ActorIndex> = Vec::new();
    for party in parties.iter().rev().take(24) {
        if !matches!(
            party.kind,
            PartyKind::State | PartyKind::Body | PartyKind::Group
        ) {
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
fn object_pronouns(document: &Document<'_>, parties: &[Party]) -> Vec<Party> {
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

/// *I*, *we*, *nous* within what somebody says: the one who says it.
fn first_persons(
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
