//! States that only an adjective names: *le plan américain*, *les présidents russe et turc*, *a French draft*.
//!
//! They own plans and meet like states that a noun names, so they have to be actors of the scene.

use std::ops::Range;

use super::joint::is_envoy;
use super::lexicon::{self, Part};
use crate::extract::Lexicon;
use crate::extract::actor::{ActorDraft, ActorIndex, Scene};
use crate::extract::mention::{Mention, MentionClass};
use crate::extract::words::Determiner;
use crate::text::{Document, Language};

/// Adjectives of nationality beside plans and plural titles beyond which none is read: a bound for hostile texts.
const MOST: usize = 400;

/// Words between a noun and its adjective: *le nouveau projet de paix américain*.
const REACH: usize = 4;

/// The adjectives that name the owner of a plan or the states of several officials, each with its state. States that
/// the scene does not know yet are added to it.
pub(in crate::extract) fn read(
    document: &Document<'_>,
    lexicon: &Lexicon,
    scene: &mut Scene,
) -> Vec<(Range<usize>, ActorIndex)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (token, _) in document.tokens().list().iter().enumerate() {
        if found.len() >= MOST {
            break;
        }
        let folded = document.folded(token);
        if lexicon.demonym_at(document, token).is_none() && !folded.contains('-') {
            continue;
        }
        let tells = beside_plan(document, token)
            || beside_title(document, scene, token)
            || is_listed(document, lexicon, token) && beside_envoys(document, token)
            || folded.contains('-') && beside_meeting(document, token);
        if !tells {
            continue;
        }
        for part in folded.split('-') {
            let state = lexicon
                .demonym(part, document.language())
                .or_else(|| stem(part))
                .or_else(|| named(lexicon, part));
            found.extend(state.map(|state| (token, state.to_owned())));
        }
        if folded.contains('-')
            && let Some(state) = lexicon.demonym(folded, document.language())
        {
            found.retain(|(at, _)| *at != token);
            found.push((token, state.to_owned()));
        }
    }
    found
        .into_iter()
        .map(|(token, state)| {
            (
                token..token + 1,
                actor(document, lexicon, scene, token, state),
            )
        })
        .collect()
}

/// *Russia-Ukraine talks*: the name of a state in a compound.
fn named<'l>(lexicon: &'l Lexicon, part: &str) -> Option<&'l str> {
    let mut letters = part.chars();
    let first = letters.next()?;
    let name = match part {
        "us" => "United States".to_owned(),
        "uk" => "United Kingdom".to_owned(),
        _ => first.to_uppercase().chain(letters).collect(),
    };
    lexicon.country(&name).map(|known| known.canonical.as_str())
}

/// Whether a compound stands beside a noun for a meeting: *consultations russo-américaines*.
fn beside_meeting(document: &Document<'_>, token: usize) -> bool {
    let words = lexicon::meetings(document.language());
    let near = if document.language() == Language::French {
        token.saturating_sub(3)..token
    } else {
        token + 1..token + 4
    };
    near.clone().any(|at| {
        words
            .at(document, at)
            .is_some_and(|hit| hit.reading(Part::Noun).is_some())
    })
}

/// The first halves of adjectives such as *franco-allemand*.
fn stem(part: &str) -> Option<&'static str> {
    Some(match part {
        "franco" => "France",
        "anglo" | "britanno" => "United Kingdom",
        "russo" => "Russia",
        "americano" => "United States",
        "germano" => "Germany",
        "italo" => "Italy",
        "sino" => "China",
        "nippo" => "Japan",
        "turco" => "Turkey",
        "israelo" => "Israel",
        "irano" => "Iran",
        "indo" => "India",
        "hispano" => "Spain",
        _ => return None,
    })
}

/// Whether the noun to which an adjective belongs is a plan.
fn beside_plan(document: &Document<'_>, token: usize) -> bool {
    let words = lexicon::proposals(document.language());
    let is_plan = |at: usize| {
        words.at(document, at).is_some_and(|hit| {
            hit.reading(Part::Noun).is_some()
                && hit.tokens.len() <= 3
                && !document.token(at).is_some_and(|token| token.capital)
        })
    };
    let links = |range: Range<usize>| {
        range
            .clone()
            .all(|at| document.lower(at).chars().all(char::is_alphabetic))
            && !range.clone().any(|at| is_verb_like(document.folded(at)))
    };
    if document.language() == Language::French {
        (token.saturating_sub(REACH)..token)
            .rev()
            .find(|at| is_plan(*at))
            .is_some_and(|at| links(at + 1..token))
    } else {
        (token + 1..token + REACH)
            .find(|at| is_plan(*at))
            .is_some_and(|at| links(token + 1..at))
    }
}

fn is_verb_like(word: &str) -> bool {
    matches!(
        word,
        "a" | "ont"
            | "est"
            | "sont"
            | "du"
            | "des"
            | "que"
            | "qui"
            | "par"
            | "the"
            | "of"
            | "to"
            | "for"
            | "and"
            | "is"
            | "has"
            | "was"
            | "by"
            | "on"
            | "in"
            | "with"
            | "aux"
            | "au"
            | "sur"
            | "pour"
    )
}

/// Whether an adjective of nationality is coordinated with another.
fn is_listed(document: &Document<'_>, lexicon: &Lexicon, token: usize) -> bool {
    let demonym = |at: usize| lexicon.demonym_at(document, at).is_some();
    let links = |at: usize| matches!(document.lower(at), "et" | "and" | "," | "&");
    links(token + 1) && demonym(token + 2) || token > 1 && links(token - 1) && demonym(token - 2)
}

/// Whether the noun to which an adjective belongs tells of several who come for somebody: *Russian and Ukrainian negotiators*.
fn beside_envoys(document: &Document<'_>, token: usize) -> bool {
    let passes = |at: &usize| {
        let word = document.lower(*at);
        word.chars()
            .all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | ','))
            && !is_verb_like(document.folded(*at))
    };
    if document.language() == Language::French {
        (token.saturating_sub(REACH + 4)..token)
            .rev()
            .take_while(|at| passes(at) || matches!(document.lower(*at), "des" | "du"))
            .any(|at| is_envoy(document.folded(at)))
    } else {
        (token + 1..token + REACH + 4)
            .take_while(|at| passes(at) || document.lower(*at) == "and")
            .any(|at| is_envoy(document.folded(at)))
    }
}

/// Whether an adjective stands beside several officials without a name.
fn beside_title(document: &Document<'_>, scene: &Scene, token: usize) -> bool {
    let at = scene
        .mentions
        .partition_point(|mention| mention.tokens.start <= token);
    let french = document.language() == Language::French;
    let titled = |mention: &Mention| {
        mention.plural && mention.name.is_none() && mention.class == MentionClass::Person
    };
    let near = at.saturating_sub(2)..(at + 2).min(scene.mentions.len());
    scene
        .mentions
        .get(near)
        .unwrap_or_default()
        .iter()
        .any(|mention| {
            titled(mention)
                && if french {
                    mention.tokens.start < token && token < mention.tokens.end + 9
                } else {
                    token < mention.tokens.end && mention.tokens.start < token + 4
                }
        })
}

/// The state as an actor of the scene.
fn actor(
    document: &Document<'_>,
    lexicon: &Lexicon,
    scene: &mut Scene,
    token: usize,
    state: String,
) -> ActorIndex {
    let known = scene.actors.iter().position(|actor| {
        actor.class == MentionClass::Country && actor.canonical.as_deref() == Some(state.as_str())
    });
    if let Some(known) = known {
        return known;
    }
    scene.actors.push(ActorDraft {
        class: MentionClass::Country,
        name: lexicon.country(&state).map(|known| known.name.clone()),
        canonical: Some(state.clone()),
        description: document.words(&(token..token + 1)).to_owned(),
        titles: Vec::new(),
        polity: Some(state.clone()),
        gender: None,
        plural: false,
        // Behind all others: the statements are settled, and nothing after them looks mentions up by place.
        mentions: vec![scene.mentions.len()],
    });
    let actor = scene.actors.len() - 1;
    scene.mentions.push(Mention {
        tokens: token..token + 1,
        head: token,
        name: None,
        class: MentionClass::Country,
        known: None,
        titles: Vec::new(),
        polity: Some(state),
        gender: None,
        plural: false,
        determiner: Determiner::None,
        governed: true,
        inside: None,
        quoted: false,
        sentence: document.sentence_of(token).unwrap_or_default(),
        acronym: None,
    });
    scene.referents.push(vec![actor]);
    actor
}
