//! Several who come for several states: *Russian and Ukrainian delegations*, *les ministres de A, de B et de C*,
//! *officials from A and B*. Where the text names the persons of that office, they are the ones who meet.
//!
//! ```text
//! des négociateurs russes et ukrainiens → Russia, Ukraine      the leaders of France and Germany → their leaders, if named
//! ```

use std::ops::Range;

use super::Named;
use super::ground::{Party, PartyKind, is_determiner};
use super::parties::names_forum;
use crate::extract::actor::{ActorIndex, Scene};
use crate::extract::mention::{Mention, MentionClass};
use crate::text::{Document, Language};

/// Adjectives between a noun and the states of those whom it names: *foreign*, *senior defence*.
const MODIFIERS: usize = 4;

/// Whether several of these come for somebody: *ministers*, *negotiators*, *délégations*.
pub(in crate::extract) fn is_envoy(noun: &str) -> bool {
    is_single(noun)
        || matches!(
            noun,
            "heads"
                | "chiefs"
                | "representatives"
                | "delegates"
                | "delegations"
                | "members"
                | "officials"
                | "negotiators"
                | "diplomats"
                | "envoys"
                | "emissaries"
                | "ambassadors"
                | "mediators"
                | "counterparts"
                | "teams"
                | "sides"
                | "governments"
                | "lawmakers"
                | "generals"
                | "commanders"
                | "experts"
                | "representants"
                | "delegues"
                | "membres"
                | "responsables"
                | "officiels"
                | "negociateurs"
                | "diplomates"
                | "emissaires"
                | "envoyes"
                | "ambassadeurs"
                | "mediateurs"
                | "homologues"
                | "equipes"
                | "parties"
                | "gouvernements"
                | "parlementaires"
                | "generaux"
                | "autorites"
                | "authorities"
        )
}

/// Whether a state has one of these: *des responsables russes* are anybody's, *le ministre russe* is one.
pub(super) fn is_single(noun: &str) -> bool {
    matches!(
        noun,
        "presidents"
            | "ministres"
            | "ministers"
            | "chefs"
            | "secretaries"
            | "secretaires"
            | "rois"
            | "kings"
            | "leaders"
            | "dirigeants"
            | "chanceliers"
            | "chancellors"
            | "premiers"
    )
}

/// Whether a word only stands between the members of a list of states.
pub(super) fn links(word: &str) -> bool {
    matches!(
        word,
        "," | "et" | "and" | "&" | "de" | "d'" | "du" | "des" | "of" | "from" | "ainsi" | "que"
    ) || is_determiner(word)
}

/// The states listed in the complement of mention `number`, with one past the last of their tokens.
pub(super) fn complement(
    document: &Document<'_>,
    scene: &Scene,
    number: usize,
) -> Option<(usize, Vec<ActorIndex>)> {
    let noun = scene.mentions.get(number)?;

    let mut end = noun.head + 1;
    let mut states: Vec<ActorIndex> = Vec::new();
    let mut coordinated = false;
    for (at, mention) in (0..).zip(&scene.mentions).skip(number + 1).take(24) {
        // *les ministres de la Défense de la Russie*: words of the title.
        let side = mention.name.is_some()
            && matches!(
                mention.class,
                MentionClass::Organization | MentionClass::Group
            )
            && !is_single(document.folded(noun.head));
        let title = states.is_empty()
            && mention.class != MentionClass::Country
            && !side
            && mention.tokens.end <= noun.tokens.end;
        if mention.tokens.start < end || title {
            continue;
        }
        let name = mention
            .name
            .as_ref()
            .map_or(mention.tokens.start, |name| name.start);
        let first = states.is_empty();
        let gap = end..name;
        let near = if first {
            gap.len() <= 8
                && gap.clone().any(|token| {
                    matches!(
                        document.lower(token),
                        "de" | "d'" | "du" | "des" | "of" | "from"
                    )
                })
                && !gap.clone().any(|token| document.lower(token) == ",")
        } else {
            (1..=4).contains(&gap.len()) && gap.clone().all(|token| links(document.lower(token)))
        };
        let state = mention.class == MentionClass::Country && mention.polity.is_some();
        if !(state || side) || names_forum(document, mention) || !near {
            break;
        }
        coordinated |= !first
            && gap
                .clone()
                .any(|token| matches!(document.lower(token), "et" | "and" | "&"));
        states.extend(
            scene
                .actors_of(at)
                .iter()
                .filter(|state| !states.contains(state))
                .copied()
                .collect::<Vec<_>>(),
        );
        end = mention.tokens.end;
        if coordinated {
            break;
        }
    }
    (coordinated && states.len() > 1).then_some((end, states))
}

/// *les présidents des deux pays*, *officials from both countries*: the states named last.
pub(super) fn of_both(
    document: &Document<'_>,
    mention: &Mention,
    parties: &[Party],
) -> Option<Vec<ActorIndex>> {
    let near = mention.head + 1..mention.tokens.end.max(mention.head + 1) + 6;
    let of = near
        .clone()
        .take(6)
        .find(|token| matches!(document.lower(*token), "des" | "de" | "of" | "from" | "d'"))?;
    let number = (of + 1..of + 4).find_map(|token| match document.lower(token) {
        "deux" | "two" | "both" => Some((token, 2)),
        "trois" | "three" => Some((token, 3)),
        "quatre" | "four" => Some((token, 4)),
        _ => None,
    });
    let (token, many) = number?;
    let bodies = |word: &str| {
        matches!(
            word,
            "pays"
                | "etats"
                | "nations"
                | "voisins"
                | "capitales"
                | "countries"
                | "states"
                | "neighbours"
                | "neighbors"
        )
    };
    if !(token + 1..token + 3).any(|token| bodies(document.folded(token))) {
        return None;
    }
    // *la trêve en Syrie*: where something happens is no party to it.
    let is_place = |party: &Party| {
        let before = party.tokens.start.checked_sub(1);
        matches!(
            before.map_or("", |token| document.lower(token)),
            "en" | "au" | "aux" | "à" | "dans" | "vers" | "in" | "into" | "inside" | "near" | "at"
        )
    };
    let mut states: Vec<ActorIndex> = Vec::new();
    let before = parties.iter().rev().take(24);
    for party in before.filter(|party| party.kind == PartyKind::State && !is_place(party)) {
        for state in party.actors.iter().rev() {
            if !states.contains(state) && states.len() < many {
                states.insert(0, *state);
            }
        }
    }
    (states.len() == many).then_some(states)
}

/// Those for whom several states send somebody, where only adjectives name the states and no mention holds them all.
pub(super) fn of_adjectives(document: &Document<'_>, named: &Named<'_>, parties: &mut Vec<Party>) {
    let french = document.language() == Language::French;
    let mut at = 0;
    while at < named.states.len() {
        let run = run(document, named, at);
        let next = at + run.len().max(1);
        let (Some(first), Some(last)) =
            (named.states.get(run.start), named.states.get(run.end - 1))
        else {
            break;
        };
        at = next;
        let adjectives = first.0.start..last.0.end;
        let mut actors: Vec<ActorIndex> = Vec::new();
        for (_, state) in named.states.get(run).unwrap_or_default() {
            if !actors.contains(state) {
                actors.push(*state);
            }
        }
        if actors.len() < 2 {
            continue;
        }
        let Some(noun) = noun(document, &adjectives, french) else {
            continue;
        };
        let mut tokens = adjectives.start.min(noun)..adjectives.end.max(noun + 1);
        if tokens.start > 0 && is_determiner(document.lower(tokens.start - 1)) {
            tokens.start -= 1;
        }
        let told = parties.iter().any(|party| {
            party.actors.len() > 1
                && party.tokens.start < tokens.end
                && tokens.start < party.tokens.end
        });
        if told {
            continue;
        }
        let governed = parties
            .iter()
            .find(|party| party.tokens.contains(&noun))
            .is_some_and(|party| party.governed && party.tokens.start <= tokens.start);
        parties
            .retain(|party| party.tokens.end <= tokens.start || tokens.end <= party.tokens.start);
        parties.push(Party {
            tokens,
            actors,
            kind: PartyKind::State,
            pronoun: false,
            governed,
            retinue: false,
            collective: false,
        });
    }
}

/// The adjectives that are coordinated with adjective `at`.
fn run(document: &Document<'_>, named: &Named<'_>, at: usize) -> Range<usize> {
    let mut end = at + 1;
    while let (Some(this), Some(next)) = (named.states.get(end - 1), named.states.get(end)) {
        let between = this.0.end.min(next.0.start)..next.0.start;
        let joined = between.len() <= 2
            && between.clone().all(|token| {
                matches!(
                    document.lower(token),
                    "," | "et" | "and" | "&" | "ou" | "or"
                )
            });
        if !joined {
            break;
        }
        end += 1;
    }
    at..end
}

/// The noun for those who come beside adjectives that name their states.
fn noun(document: &Document<'_>, adjectives: &Range<usize>, french: bool) -> Option<usize> {
    let plain = |token: &usize| {
        document.token(*token).is_some_and(|token| !token.capital)
            && document.lower(*token).chars().all(char::is_alphabetic)
    };
    if french {
        return (adjectives.start.saturating_sub(MODIFIERS + 3)..adjectives.start)
            .rev()
            .take_while(|token| {
                document
                    .lower(*token)
                    .chars()
                    .all(|letter| letter.is_alphabetic() || letter == '\'')
                    && !matches!(
                        document.lower(*token),
                        "a" | "ont" | "et" | "que" | "qui" | "les"
                    )
            })
            .find(|token| is_envoy(document.folded(*token)));
    }
    (adjectives.end..=adjectives.end + MODIFIERS)
        .take_while(|token| plain(token) || is_envoy(document.folded(*token)))
        .find(|token| is_envoy(document.folded(*token)))
}

/// The one person of a state whom the text names and who can be meant by a title: *the leaders of A and B*.
fn person_of(scene: &Scene, state: ActorIndex, role: Option<&str>) -> Option<ActorIndex> {
    let country = scene.actors.get(state)?.canonical.as_deref()?;
    let same = |held: &str| role.is_some_and(|role| office(held) == office(role));
    let exact = scene.actors.iter().position(|actor| {
        actor.class == MentionClass::Person
            && actor.name.is_some()
            && actor.titles.iter().any(|title| {
                same(&title.role)
                    && !title.former
                    && (title.polity.as_deref() == Some(country)
                        || title.polity.is_none() && actor.polity.as_deref() == Some(country))
            })
    });
    // *les présidents russe et turc* beside the only Russian whom the text names.
    let heads = matches!(role, Some("leader" | "president"));
    let only = || {
        let mut people = (0..).zip(&scene.actors).filter(|(_, actor)| {
            actor.class == MentionClass::Person
                && actor.name.is_some()
                && actor.polity.as_deref() == Some(country)
                && actor
                    .titles
                    .iter()
                    .all(|title| same(&title.role) || heads && is_head(&title.role))
        });
        let (first, _) = people.next()?;
        people.next().is_none().then_some(first)
    };
    exact.or_else(only)
}

/// The persons who come for states under a title that each state has once, else the states.
pub(super) fn persons_or_states(
    document: &Document<'_>,
    scene: &Scene,
    mention: &Mention,
    states: Vec<ActorIndex>,
) -> (PartyKind, Vec<ActorIndex>) {
    if !is_single(document.folded(mention.head)) {
        return (PartyKind::State, states);
    }
    let role = mention.titles.first().map(|title| title.role.as_str());
    let people: Vec<Option<ActorIndex>> = states
        .iter()
        .map(|state| person_of(scene, *state, role))
        .collect();
    // A person beside a state would be half of each.
    match people.into_iter().collect::<Option<Vec<ActorIndex>>>() {
        Some(people) => (PartyKind::Person, people),
        None => (PartyKind::State, states),
    }
}

/// An office by whatever name a state calls it: the American secretary of state is a foreign minister.
fn office(role: &str) -> &str {
    if role == "secretary-of-state" {
        "foreign-minister"
    } else {
        role
    }
}

fn is_head(role: &str) -> bool {
    matches!(
        role,
        "president" | "head-of-state" | "prime-minister" | "chancellor" | "monarch" | "leader"
    )
}
