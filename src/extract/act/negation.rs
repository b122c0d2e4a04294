//! What is said not to have taken place, or not to go on.
//!
//! > *« Ce point **n'a pas été discuté** » · said the army **was not arming** anybody · no decision **had been taken***

use std::ops::Range;

use super::super::actor::Scene;
use super::super::scan::{Found, Scan};
use super::side::{self, Side};
use super::{NEAR, clause, deed, future, opens_at};

/// *n'ont pas discuté*, *was not touched*: that something did not take place.
pub(super) fn of_event(scan: &Scan<'_>, scene: &Scene, one: &Found) -> bool {
    let Some(part) = one.content.first() else {
        return false;
    };
    if of_own(scan, scene, one, part) {
        return true;
    }
    // `said Paris had not signed`: what others did not do is told.
    let start = side::framed(scan, opens_at(scan, part), part.end);
    if side::at(scan, scene, one, start) == Side::Other {
        return false;
    }
    part.clone().take(NEAR).any(|at| {
        // `if Rome had not asked`: a condition.
        if (part.start..at).any(|index| {
            matches!(scan.at(index), "if" | "unless")
                || matches!(scan.at(index), "s'" | "si")
                    && matches!(scan.at(index + 1), "il" | "ils" | "elle" | "elles" | "on")
        }) {
            return false;
        }
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

/// *we are not helping anybody*, *la Russie ne mène aucune opération*: what the speaker's own side does not do or has not done.
fn of_own(scan: &Scan<'_>, scene: &Scene, one: &Found, part: &Range<usize>) -> bool {
    const NEGATION: usize = 4;
    let start = side::framed(scan, opens_at(scan, part), part.end);
    let end = scan
        .search
        .mention_at(start)
        .map_or(start + 1, |subject| subject.tokens.end);
    let own = side::at(scan, scene, one, start) == Side::Own
        // `I can assure you that the government did not …`
        || start > part.start
            && matches!(scan.at(start), "the" | "le")
            && matches!(scan.at(start + 1), "government" | "gouvernement" | "army");
    if !own || end >= part.end {
        return false;
    }
    if scan.french() {
        let verb = end + 1;
        let negated = matches!(scan.at(end), "ne" | "n'")
            && (verb + 1..verb + NEGATION)
                .any(|at| matches!(scan.at(at), "pas" | "aucun" | "aucune" | "jamais" | "rien"));
        return negated && does(scan.at(verb), &MIND_FR) && !future::is_ahead(scan, verb);
    }
    let past = matches!(scan.at(end), "didn't")
        || matches!(scan.at(end), "did" | "do" | "does") && scan.at(end + 1) == "not";
    // `his country had not used force`: what is not done yet is left open.
    let perfect = matches!(scan.at(end), "hadn't" | "hasn't" | "haven't")
        || matches!(scan.at(end), "had" | "has" | "have")
            && matches!(scan.at(end + 1), "not" | "never");
    let verb = end + 1 + usize::from(matches!(scan.at(end + 1), "not" | "never"));
    let yet = (verb..part.end.min(verb + NEAR)).any(|at| scan.at(at) == "yet");
    let done = !matches!(
        scan.at(verb),
        "yet" | "been" | "decided" | "changed" | "ruled"
    );
    (past || perfect && !yet && done) && scan.is_word(verb) && does(scan.at(verb), &MIND_EN)
}

/// Whether a verb, folded, tells of something done: not of what one is, can, wants, knows or puts up with.
fn does(verb: &str, mind: &[&str]) -> bool {
    verb.len() > 3 && !mind.iter().any(|stem| verb.starts_with(stem))
}

const MIND_FR: [&str; 46] = [
    "somm", "suis", "sont", "etai", "avon", "avai", "peu", "pouv", "pourr", "veu", "voul", "sai",
    "sav", "doi", "dev", "fau", "exclu", "ecart", "pens", "croi", "croy", "souhait", "voy", "voi",
    "attend", "accept", "toler", "permet", "recul", "ced", "negoci", "compren", "compt", "dispos",
    "laiss", "renonc", "recon", "s'", "allon", "veut", "partag", "dout", "perd", "oubli", "demand",
    "aur",
];

const MIND_EN: [&str; 34] = [
    "want",
    "know",
    "think",
    "believe",
    "see",
    "hear",
    "expect",
    "understand",
    "need",
    "have",
    "like",
    "agree",
    "accept",
    "recogni",
    "share",
    "care",
    "doubt",
    "mind",
    "wish",
    "hope",
    "feel",
    "trust",
    "tolerate",
    "support",
    "underestimate",
    "forget",
    "intend",
    "plan",
    "rule",
    "envisage",
    "foresee",
    "anticipate",
    "consider",
    "get",
];

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
