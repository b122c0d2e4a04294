//! What is said not to have taken place, or not to go on.
//!
//! > *« Ce point **n'a pas été discuté** » · said the army **was not arming** anybody · no decision **had been taken***

use super::super::scan::{Found, Scan};
use super::{NEAR, clause, deed};

/// *n'ont pas discuté*, *was not touched*: that something did not take place.
pub(super) fn of_event(scan: &Scan<'_>, one: &Found) -> bool {
    let Some(part) = one.content.first() else {
        return false;
    };
    part.clone().take(NEAR).any(|at| {
        let word = scan.at(at);
        let mut verb = at + 1;
        let denied = if scan.french() {
            at > part.start
                && matches!(
                    word,
                    "a" | "ont" | "est" | "sont" | "avait" | "avaient" | "etait" | "ai" | "avons"
                )
                && matches!(scan.at(at - 1), "n'" | "ne")
        } else {
            // `no decision had been taken`
            let nothing = at == part.start + 3
                && scan.at(part.start) == "no"
                && matches!(word, "was" | "were" | "been");
            nothing
                || matches!(
                    word,
                    "wasn't" | "weren't" | "didn't" | "hadn't" | "hasn't" | "haven't"
                )
                || matches!(word, "was" | "were" | "did" | "had" | "has" | "have")
                    && matches!(scan.at(verb), "not" | "never")
        };
        while matches!(
            scan.at(verb),
            "pas" | "jamais" | "ete" | "not" | "never" | "been" | "encore" | "lieu"
        ) || scan.search.is_filler(verb)
        {
            if scan.at(verb) == "lieu" {
                return denied;
            }
            verb += 1;
        }
        // `is not supplying arms`: what goes on is denied too.
        let goes_on = !scan.french()
            && matches!(word, "is" | "are" | "was" | "were")
            && scan.at(at + 1) == "not"
            && scan.at(at + 2) != "only"
            && deed::other(scan, one, part).is_none()
            && scan.at(verb).len() > 5
            && scan.at(verb).ends_with("ing")
            && !matches!(
                scan.at(verb),
                "going" | "working" | "willing" | "seeking" | "rushing"
            )
            && clause::is_first_verb(scan, one, at);
        denied && is_event(scan.at(verb)) || goes_on
    })
}

/// Verbs of what somebody may be said to have done: talked, met, received, offered, attacked.
fn is_event(word: &str) -> bool {
    const STEMS: [&str; 59] = [
        "demissionn",
        "pris",
        "resign",
        "tak",
        "fabriqu",
        "arm",
        "bless",
        "discut",
        "evoqu",
        "abord",
        "rencontr",
        "recu",
        "recev",
        "envoy",
        "demand",
        "offert",
        "propos",
        "tir",
        "attaqu",
        "bombard",
        "utilis",
        "employ",
        "particip",
        "sign",
        "conclu",
        "fourni",
        "livr",
        "viol",
        "ordonn",
        "parl",
        "negoci",
        "promis",
        "vis",
        "touch",
        "discuss",
        "met",
        "meet",
        "receiv",
        "sent",
        "send",
        "ask",
        "offer",
        "mad",
        "mak",
        "shot",
        "shoot",
        "fir",
        "attack",
        "bomb",
        "us",
        "sign",
        "conclud",
        "agree",
        "suppli",
        "deliver",
        "violat",
        "order",
        "talk",
        "target",
    ];
    const ENDINGS: [&str; 15] = [
        "en", "", "e", "ee", "es", "ees", "ed", "ied", "er", "i", "is", "it", "ue", "us", "t",
    ];
    STEMS.iter().any(|stem| {
        word.strip_prefix(stem)
            .is_some_and(|ending| ENDINGS.contains(&ending))
    })
}
