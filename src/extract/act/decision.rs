//! Whether what lies ahead is announced or only foreseen: somebody decides it, or it is arranged.
//!
//! > *the army **would leave** · une invitation **sera lancée***: announced. *this exercise **will contribute** to peace · **estime que**
//! > le pacte dopera les échanges*: foreseen.

use super::super::actor::Scene;
use super::super::mention::MentionClass;
use super::super::scan::{Found, Scan};
use super::super::words;
use super::side::Side;
use super::{future, lemma, side_of, start_of};

/// Whether a verb in the future, at a token, tells of what is decided.
pub(super) fn is_taken(scan: &Scan<'_>, scene: &Scene, one: &Found, at: usize) -> bool {
    let verb = future::main_verb(scan, at);
    if side_of(scan, scene, one) == Side::Own {
        return !befalls(scan, verb) && !is_put_off(scan, one, verb);
    }
    if lemma(scan, one).is_some_and(foresees) || opens_doubt(scan, one) {
        return false;
    }
    if is_arranged(scan, at, verb) {
        return true;
    }
    has_agent(scan, one, at) && !befalls(scan, verb)
}

/// *we will read it **when** it lies here*: what waits for something is put off.
fn is_put_off(scan: &Scan<'_>, one: &Found, verb: usize) -> bool {
    const REACH: usize = 8;
    one.content
        .iter()
        .find(|part| part.contains(&verb))
        .is_some_and(|part| {
            (verb + 1..part.end.min(verb + REACH)).any(|at| {
                matches!(
                    scan.at(at),
                    "when" | "once" | "quand" | "lorsque" | "lorsqu'"
                ) && scan.document().dates_in(&(verb..at)).next().is_none()
            })
        })
}

/// *will **not** sign*, *ne signera pas*: what the speaker's own side decides not to do.
pub(super) fn is_refusal(scan: &Scan<'_>, scene: &Scene, one: &Found, at: usize) -> bool {
    let verb = future::main_verb(scan, at);
    let refused = if scan.french() {
        matches!(scan.at(at.wrapping_sub(1)), "ne" | "n'")
            || matches!(scan.at(at.wrapping_sub(2)), "ne" | "n'")
                && matches!(
                    scan.at(at.wrapping_sub(1)),
                    "se" | "s'" | "nous" | "le" | "la" | "l'" | "les" | "y" | "en"
                )
    } else {
        // `are not going to sell`
        scan.at(at).ends_with("n't")
            || scan.at(at) == "going" && matches!(scan.at(at.wrapping_sub(1)), "not" | "never")
            || (at + 1..verb.max(at + 1)).any(|index| matches!(scan.at(index), "not" | "never"))
    };
    // `they will not meet today`: a plan that fell through.
    let meeting = matches!(
        scan.at(verb),
        "hold" | "meet" | "attend" | "visit" | "travel" | "rencontrer" | "rencontrera"
    );
    refused
        && !meeting
        && !matches!(scan.at(verb), "say" | "tell" | "speculate")
        && !goes_on(scan.at(verb))
        && !is_arranged(scan, at, verb)
        && is_speaker(scan, scene, one)
}

/// *ne **changera** pas de position*, *will not **stop***: who does not leave off goes on.
fn goes_on(verb: &str) -> bool {
    ["chang", "modif", "cess", "stop", "arret"]
        .iter()
        .any(|stem| verb.starts_with(stem))
}

/// Whether the subject is the speaker's side: known to be, or *he, it, they* in words that are retold.
fn is_speaker(scan: &Scan<'_>, scene: &Scene, one: &Found) -> bool {
    let pronoun = || {
        one.content.first().is_some_and(|part| {
            let start = start_of(scan, part);
            !scan.search.is_quoted(start)
                && scan
                    .search
                    .mention_at(start)
                    .is_some_and(|mention| matches!(mention.class, MentionClass::Pronoun(_)))
        })
    };
    match side_of(scan, scene, one) {
        Side::Own => true,
        Side::Open => pronoun(),
        Side::Other => false,
    }
}

/// Whether somebody who can decide stands as the subject: an actor by name, title or noun, or a pronoun for one.
fn has_agent(scan: &Scan<'_>, one: &Found, at: usize) -> bool {
    let start = one
        .content
        .iter()
        .find(|part| part.contains(&at))
        .map_or(at, |part| start_of(scan, part));
    if let "this" | "that" | "there" | "these" | "those" | "cela" | "ca" | "ce" | "c'" | "ceci"
    | "which" | "what" = scan.at(start)
    {
        return scan.search.mention_at(start).is_some_and(|mention| {
            !matches!(mention.class, MentionClass::Pronoun(_)) && mention.tokens.len() > 1
        });
    }
    // `Dupuis achètera la ligne`: French leaves only names without an article.
    let bare = scan.french()
        && at == start + 1
        && scan
            .document()
            .token(start)
            .is_some_and(|token| token.capital)
        && words::determiner(scan.at(start), true).is_none();
    bare || (start..at).any(|index| {
        scan.search.mention_at(index).is_some_and(|mention| {
            mention.tokens.end <= at
                && !mention.governed
                && !matches!(mention.class, MentionClass::Document)
        }) || matches!(
            scan.at(index),
            "nous" | "je" | "j'" | "we" | "i" | "side" | "sides" | "party" | "parties" | "camp"
        )
    })
}

/// *will be held*, *se tiendra*, *will take place*: what is arranged, by whomever.
fn is_arranged(scan: &Scan<'_>, at: usize, verb: usize) -> bool {
    if scan.french() {
        return matches!(scan.at(at), "sera" | "seront" | "serait" | "seraient")
            || matches!(scan.at(at.wrapping_sub(1)), "se" | "s'")
            || scan.at(verb) == "etre"
            || matches!(scan.at(verb), "aura" | "auront" | "aurait" | "auraient")
                && scan.at(verb + 1) == "lieu"
            || [
                "commencer",
                "debuter",
                "demarrer",
                "reprendr",
                "rouvrir",
                "ouvrir",
                "fermer",
                "entrer",
                "durer",
                "arriver",
            ]
            .iter()
            .any(|stem| scan.at(verb).starts_with(stem));
    }
    // `a package would be needed`: a need.
    let need = scan.at(verb) == "be" && matches!(scan.at(verb + 1), "needed" | "required");
    let event = !need
        && matches!(
            scan.at(verb),
            "be" | "begin"
                | "start"
                | "open"
                | "reopen"
                | "close"
                | "come"
                | "resume"
                | "last"
                | "return"
                | "arrive"
                | "go"
                | "pass"
        );
    event || scan.at(verb) == "take" && matches!(scan.at(verb + 1), "place" | "effect" | "part")
}

/// Verbs of saying that give a view of what comes.
fn foresees(lemma: &str) -> bool {
    matches!(
        lemma,
        "estimer"
            | "juger"
            | "considérer"
            | "penser"
            | "croire"
            | "prévoir"
            | "prédire"
            | "pronostiquer"
            | "supposer"
            | "calculer"
            | "parier"
            | "think"
            | "believe"
            | "find"
            | "reckon"
            | "calculate"
            | "forecast"
            | "predict"
            | "foresee"
            | "estimate"
            | "argue"
            | "bet"
    )
}

/// *Either they will …*: one of two things that may come.
fn opens_doubt(scan: &Scan<'_>, one: &Found) -> bool {
    one.content.first().is_some_and(|part| {
        matches!(
            scan.at(part.start),
            "either" | "soit" | "perhaps" | "maybe" | "probably"
        ) || matches!(scan.at(part.start), "peut" | "sans")
            && matches!(scan.at(part.start + 1), "etre" | "-etre" | "doute")
    })
}

/// Verbs of what happens to somebody, or comes of something, and nobody decides: *will suffer*, *échouera*, *will increase*.
fn befalls(scan: &Scan<'_>, verb: usize) -> bool {
    const FRENCH: [&str; 30] = [
        "aider",
        "amelior",
        "augment",
        "baiss",
        "contribu",
        "creer",
        "dimin",
        "doper",
        "echou",
        "empecher",
        "entrav",
        "favoris",
        "flechi",
        "fonctionn",
        "gagner",
        "grandi",
        "manquer",
        "nuir",
        "perdr",
        "permettr",
        "progress",
        "provoqu",
        "rester",
        "reussi",
        "risqu",
        "souffri",
        "subi",
        "surviv",
        "tomber",
        "vaincr",
    ];
    const ENGLISH: [&str; 46] = [
        "bend",
        "benefit",
        "collapse",
        "contribute",
        "decline",
        "decrease",
        "deteriorate",
        "die",
        "disappear",
        "emerge",
        "ensure",
        "exist",
        "face",
        "fail",
        "fall",
        "feel",
        "find",
        "forget",
        "get",
        "give",
        "grow",
        "happen",
        "have",
        "improve",
        "increase",
        "learn",
        "lose",
        "miss",
        "need",
        "pay",
        "perish",
        "prevail",
        "produce",
        "regret",
        "rise",
        "run",
        "say",
        "speculate",
        "struggle",
        "succeed",
        "suffer",
        "survive",
        "tell",
        "turn",
        "win",
        "work",
    ];
    let word = scan.at(verb);
    if scan.french() {
        FRENCH.iter().any(|stem| word.starts_with(stem))
    } else {
        ENGLISH.binary_search(&word).is_ok() && !(word == "work" && scan.at(verb + 1) == "with")
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::acts;
    use crate::text::Language;

    #[test]
    fn what_is_decided_and_what_is_foreseen() {
        for (text, act) in [
            (
                "Paul Durand a dit que le pacte dopera les échanges.",
                "assert",
            ),
            (
                "Paul Durand a dit que la mission se tiendrait à Rome.",
                "announce",
            ),
            (
                "Paul Durand estime que l'armée quittera la ville.",
                "assert",
            ),
            (
                "Paul Durand a dit que l'armée quittera la ville.",
                "announce",
            ),
            (
                "Paul Durand a dit que cela va augmenter les prix.",
                "assert",
            ),
            (
                "« Nous ne voterons pas ce texte », a dit Paul Durand.",
                "reject",
            ),
            ("« Je ne vais pas signer », a dit Paul Durand.", "reject"),
            (
                "« Nous recevrons la délégation lundi », a dit Paul Durand.",
                "announce",
            ),
        ] {
            assert_eq!(acts(text, Language::French), [act], "{text}");
        }
        for (text, act) in [
            (
                "John Smith said the exercise will produce a new list.",
                "assert",
            ),
            (
                "John Smith said the list will be published on Monday.",
                "announce",
            ),
            ("John Smith predicted that the army would leave.", "assert"),
            (
                "\"And the truce will not survive the winter,\" said John Smith.",
                "assert",
            ),
            (
                "John Smith said a package of steps would be needed.",
                "assert",
            ),
            (
                "\"We are not going to sell it,\" said John Smith.",
                "reject",
            ),
            ("\"We will not sign it,\" said John Smith.", "reject"),
        ] {
            assert_eq!(acts(text, Language::English), [act], "{text}");
        }
    }
}
