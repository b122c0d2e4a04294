//! Talks that nobody says there were or will be: somebody is ready for them, asks for them, tries to have them, or speaks about
//! them. *Open to dialogue with B*, *a plaidé pour la reprise du dialogue avec B*, *urged A to resume talks*. Where neither
//! day nor place is named, that is a stance and no meeting, planned or proposed.

use super::super::event::Ground;
use super::sighting::Sighting;
use crate::text::{Document, Language};

/// Words between a stance and the talks.
const REACH: usize = 8;

/// Whether a passage tells of talks that somebody would have, and of nothing that sets them.
pub(super) fn is_stance(ground: &Ground<'_>, sighting: &Sighting) -> bool {
    let document = ground.document;
    let cue = &sighting.cue;
    let talks = cue.clone().any(|token| is_talk(document.folded(token)));
    if !talks || sighting.date.is_some() || sighting.place.is_some() {
        return false;
    }
    let from = ground
        .reach(cue.start)
        .start
        .max(cue.start.saturating_sub(REACH));
    if document.language() == Language::French {
        return (from..cue.start)
            .rev()
            .find(|token| is_open_in_french(document, *token) || is_act(document.folded(*token)))
            .is_some_and(|token| !is_act(document.folded(token)));
    }
    if is_topic(document, cue.start) {
        return true;
    }
    let stance = (from..cue.start)
        .rev()
        .find(|token| is_open(document, *token) || is_asked(document, *token, cue.start));
    let Some(stance) = stance else {
        return false;
    };
    // *ready after the talks*, *open to a round of talks*, *ready to resume the talks that …*: those talks are known.
    let is_asked = is_asked(document, stance, cue.start);
    let is_known = |token: usize| {
        let word = document.lower(token);
        is_set(word) || !is_asked && is_definite(word)
    };
    !(stance + 1..cue.start).any(is_known)
}

/// Talks, and to talk.
fn is_talk(word: &str) -> bool {
    matches!(
        word,
        "talks"
            | "talk"
            | "dialogue"
            | "dialog"
            | "negotiations"
            | "negotiation"
            | "negotiate"
            | "discussions"
            | "discussion"
            | "consultations"
            | "negociations"
            | "negociation"
            | "pourparlers"
            | "concertation"
            | "discuter"
            | "negocier"
            | "dialoguer"
    )
}

/// *an announcement about negotiations*: whoever speaks about talks in general does not say that there were any.
fn is_topic(document: &Document<'_>, cue: usize) -> bool {
    cue.checked_sub(1)
        .is_some_and(|before| matches!(document.lower(before), "about" | "regarding"))
}

/// *ready to*, *openness to*, *how to*, *time for*, *seeks*: a word that leaves open whether anything comes of it.
fn is_open(document: &Document<'_>, token: usize) -> bool {
    let next = document.lower(token + 1);
    match document.lower(token) {
        "ready" | "open" | "willing" | "openness" | "readiness" | "willingness" | "time"
        | "need" => matches!(next, "to" | "for"),
        "prepared" | "how" | "forward" => next == "to",
        "call" | "calls" | "called" | "calling" | "push" | "pushed" => next == "for",
        "seek" | "seeks" | "seeking" | "sought" | "approach" | "approached" => true,
        _ => false,
    }
}

/// *urged A **to** resume talks*, *made attempts to begin talks*: asked for or tried, with the talks in an infinitive.
fn is_asked(document: &Document<'_>, token: usize, cue: usize) -> bool {
    const STEMS: [&str; 9] = [
        "urg", "ask", "press", "demand", "implor", "attempt", "tried", "tries", "effort",
    ];
    let word = document.lower(token);
    let is_call = word.starts_with("call") && matches!(document.lower(token + 1), "on" | "upon");
    (is_call || STEMS.iter().any(|stem| word.starts_with(stem)))
        && (token + 1..cue).any(|infinitive| {
            document.lower(infinitive) == "to"
                && matches!(
                    document.lower(infinitive + 1),
                    "resume"
                        | "begin"
                        | "start"
                        | "restart"
                        | "reopen"
                        | "enter"
                        | "launch"
                        | "return"
                        | "rejoin"
                        | "commit"
                        | "engage"
                        | "open"
                        | "revive"
                        | "talk"
                        | "negotiate"
                        | "hold"
                )
        })
}

/// *prêt à*, *plaide pour*, *son intention d'ouvrir*, *appelle au*: a French word that leaves open whether anything comes of it.
fn is_open_in_french(document: &Document<'_>, token: usize) -> bool {
    const STEMS: [&str; 18] = [
        "dispose",
        "favorable",
        "plaid",
        "intention",
        "volont",
        "besoin",
        "interet",
        "possibilit",
        "condition",
        "necessit",
        "exhort",
        "reclam",
        "preconis",
        "souhait",
        "encourag",
        "refus",
        "tent",
        "voie",
    ];
    let word = document.folded(token);
    let next = document.lower(token + 1);
    STEMS.iter().any(|stem| word.starts_with(stem))
        || matches!(word, "pret" | "prete" | "prets" | "pretes")
        // *ouvert au dialogue*, *a demandé de mener un dialogue*, not *a ouvert un dialogue*, *a demandé une réunion*
        || ["ouvert", "demand", "appel"].iter().any(|stem| word.starts_with(stem))
            && matches!(next, "de" | "d'" | "à" | "aux" | "au")
}

/// A word that says that talks took place, or when.
fn is_act(word: &str) -> bool {
    matches!(
        word,
        "apres"
            | "avant"
            | "lors"
            | "pendant"
            | "durant"
            | "suite"
            | "issue"
            | "eu"
            | "tenu"
            | "repris"
            | "reprennent"
            | "poursuivent"
            | "ouvrent"
            | "debutent"
            | "prevu"
            | "prevus"
            | "prevue"
            | "prevues"
            | "ces"
            | "cours"
    )
}

fn is_definite(word: &str) -> bool {
    matches!(
        word,
        "the" | "these" | "this" | "their" | "its" | "his" | "her"
    )
}

/// A word that makes the talks particular ones, or another thing that is done on their occasion.
fn is_set(word: &str) -> bool {
    matches!(
        word,
        "round"
            | "rounds"
            | "at"
            | "in"
            | "after"
            | "before"
            | "during"
            | "that"
            | "planned"
            | "upcoming"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{english, french};

    /// Whether it tells of no meeting; what is asked for is a proposal.
    fn is_silent(told: &[String]) -> bool {
        told.iter().all(|fact| fact.contains(" → "))
    }

    #[test]
    fn reads_other_forms() {
        for text in [
            "Anna Kovacs has long sought dialogue with Bénin.",
            "Togo reaffirmed its readiness for comprehensive dialogue with Bénin.",
            "Togo is open to dialogue with Bénin.",
            "Anna Kovacs is not yet ready to talk with Paul Delmas.",
            "Togo had not approached any country to arrange talks with Bénin.",
            "Anna Kovacs urged Togo to resume talks with Bénin.",
            "Togo has made attempts to begin negotiations with Bénin.",
            "Anna Kovacs made an announcement about negotiations with Bénin.",
        ] {
            assert!(is_silent(&english(text)), "{text}");
        }
        for text in [
            "Le Togo reste favorable à la reprise du dialogue avec le Bénin.",
            "Le Togo a confirmé son intention d'ouvrir un dialogue direct avec le Bénin.",
            "Le Togo est ouvert au dialogue avec le Bénin.",
            "Anna Kovacs a demandé à Paul Delmas de mener un dialogue avec Igor Petrov.",
        ] {
            assert!(is_silent(&french(text)), "{text}");
        }
    }

    #[test]
    fn stays_silent() {
        assert_eq!(
            english("Anna Kovacs is ready to meet Paul Delmas.").len(),
            1
        );
        assert_eq!(
            english("Anna Kovacs is ready for talks with Paul Delmas in Vienna on Tuesday.").len(),
            1
        );
        assert_eq!(
            french("Le Togo a appelé au calme après des négociations avec le Bénin.").len(),
            1
        );
        assert_eq!(
            french("Le Togo a ouvert des négociations avec le Bénin.").len(),
            1
        );
        assert_eq!(
            french("Le Togo souhaite des négociations avec le Bénin mardi à Vienne.").len(),
            1
        );
    }
}
