//! Whose deed the words tell of: the speaker's own side, or somebody else.
//!
//! > *Rome's minister said **Rome** would leave*: their own. *said **Paris** had proposed a truce*: another's, and no proposal of theirs.

use super::super::actor::{ActorDraft, ActorIndex, Scene};
use super::super::mention::MentionClass;
use super::super::scan::{Found, Scan};
use super::super::words::{self, Determiner};

/// To whom the subject of a clause belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The speaker, their state or institution: *we*, *his country*.
    Own,
    /// Somebody else who is known.
    Other,
    /// The text does not show it.
    Open,
}

/// To whom the subject belongs that begins at a token.
pub(super) fn at(scan: &Scan<'_>, scene: &Scene, one: &Found, start: usize) -> Side {
    let word = scan.at(start);
    let quoted = scan.search.is_quoted(start);
    match word {
        "i" | "we" | "je" | "j'" | "nous" | "let" | "let's" | "our" | "my" | "notre" | "nos"
        | "mon" | "ma" => {
            return Side::Own;
        }
        "they" | "ils" | "elles" | "he" | "she" | "your" | "vous" | "you" | "votre" if quoted => {
            return Side::Other;
        }
        _ => {}
    }
    let Some(mention) = scan.search.mention_at(start) else {
        return Side::Open;
    };
    if mention.determiner == Determiner::Possessive && !quoted {
        return Side::Own;
    }
    let whose = actors(scene, &[start]);
    let speakers = actors(scene, &one.speakers);
    if whose.iter().any(|actor| speakers.contains(actor)) {
        return Side::Own;
    }
    if let MentionClass::Pronoun(_) = mention.class {
        return Side::Open;
    }
    let states = |list: &[ActorIndex]| -> Vec<&str> {
        list.iter()
            .filter_map(|actor| scene.actors.get(*actor))
            .filter_map(state)
            .collect()
    };
    let (theirs, own) = (states(&whose), states(&speakers));
    if theirs.iter().any(|state| own.contains(state)) {
        return Side::Own;
    }
    // `the army`, `la mission`: whose, the text does not say.
    let known = !theirs.is_empty()
        || matches!(mention.class, MentionClass::Person | MentionClass::Group)
            && mention.name.is_some();
    if known && !own.is_empty() {
        Side::Other
    } else {
        Side::Open
    }
}

/// Whether nobody but outlets speak, who report what others do.
pub(super) fn is_outlet(scene: &Scene, one: &Found) -> bool {
    let speakers = actors(scene, &one.speakers);
    !speakers.is_empty()
        && speakers.iter().all(|actor| {
            scene
                .actors
                .get(*actor)
                .is_some_and(|draft| draft.class == MentionClass::Medium)
        })
}

/// *according to the **footage***, *selon les **chiffres***: what is recorded or counted shows and judges nobody.
pub(super) fn is_record(scan: &Scan<'_>, one: &Found) -> bool {
    !one.speakers.is_empty()
        && one
            .speakers
            .iter()
            .filter_map(|start| scan.search.mention_at(*start))
            .any(|speaker| {
                matches!(
                    scan.at(speaker.tokens.end - 1),
                    "footage"
                        | "video"
                        | "images"
                        | "imagery"
                        | "data"
                        | "figures"
                        | "statistics"
                        | "donnees"
                        | "chiffres"
                        | "statistiques"
                )
            })
}

fn actors(scene: &Scene, starts: &[usize]) -> Vec<ActorIndex> {
    starts
        .iter()
        .flat_map(|start| scene.actors_at(*start).iter().copied())
        .collect()
}

/// The state that an actor is or comes from.
fn state(actor: &ActorDraft) -> Option<&str> {
    if actor.class == MentionClass::Country {
        return actor.canonical.as_deref().or(actor.polity.as_deref());
    }
    actor.polity.as_deref().or_else(|| {
        actor
            .titles
            .iter()
            .find_map(|title| title.polity.as_deref())
    })
}

/// One past words by which somebody puts forward what follows as their own view: *je pense que*, *I can assure you that*.
pub(super) fn framed(scan: &Scan<'_>, start: usize, end: usize) -> usize {
    const LONGEST: usize = 7;
    if !matches!(
        scan.at(start),
        "i" | "we" | "je" | "j'" | "nous" | "let" | "il"
    ) {
        return start;
    }
    let limit = end.min(start + LONGEST);
    let Some(verb) = (start + 1..limit).find(|at| {
        matches!(
            scan.at(*at),
            "think"
                | "believe"
                | "assure"
                | "repeat"
                | "tell"
                | "say"
                | "stress"
                | "feel"
                | "clear"
                | "pense"
                | "pensons"
                | "crois"
                | "croyons"
                | "assurer"
                | "repete"
                | "repetons"
                | "dire"
                | "redire"
                | "dis"
                | "semble"
                | "considerons"
                | "considere"
                | "estime"
                | "estimons"
        )
    }) else {
        return start;
    };
    // `I don't think that …`: what is doubted is not put forward.
    if (start..verb).any(|at| matches!(scan.at(at), "not" | "don't" | "ne" | "n'" | "never")) {
        return start;
    }
    let that = (verb + 1..limit).find(|at| matches!(scan.at(*at), "that" | "que" | "qu'" | ":"));
    match that {
        Some(that) => that + 1,
        // `I think the time has come`
        None if !scan.french()
            && matches!(scan.at(verb), "think" | "believe" | "feel")
            && (scan.search.mention_at(verb + 1).is_some()
                || words::determiner(scan.at(verb + 1), false).is_some()
                || matches!(scan.at(verb + 1), "it" | "we" | "they" | "there")) =>
        {
            verb + 1
        }
        None => start,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::acts;
    use crate::text::Language;

    #[test]
    fn what_others_offer_is_no_offer_of_the_speaker() {
        for (text, act) in [
            (
                "Estonian foreign minister John Smith said Estonia was ready to talk.",
                "propose",
            ),
            (
                "Estonian foreign minister John Smith said Latvia was ready to talk.",
                "assert",
            ),
            ("\"They seek our surrender,\" said John Smith.", "assert"),
            (
                "\"We believe that both sides must leave,\" said John Smith.",
                "demand",
            ),
            (
                "\"I don't think that both sides should leave,\" said John Smith.",
                "assert",
            ),
        ] {
            assert_eq!(acts(text, Language::English), [act], "{text}");
        }
        for (text, act) in [
            (
                "L'Estonie propose une trêve, rapporte le quotidien.",
                "assert",
            ),
            (
                "La délégation partira lundi, rapporte le quotidien.",
                "assert",
            ),
            (
                "« La Lettonie propose une trêve », a dit le ministre estonien des Affaires étrangères Paul Durand.",
                "assert",
            ),
            (
                "« L'Estonie propose une trêve », a dit le ministre estonien des Affaires étrangères Paul Durand.",
                "propose",
            ),
        ] {
            assert_eq!(acts(text, Language::French), [act], "{text}");
        }
    }
}
