//! Harm that is held out: promised outright, or in case others act.
//!
//! > *promet une **riposte** · **Si Rome attaque**, nous riposterons · If they do not comply, the talks will end*

use super::super::facts::SpeechAct;
use super::super::scan::{Found, Scan};
use super::{MAIN, NEAR, future};

/// *promet une riposte*, *vowed to crush*: what is promised is harm.
pub(super) fn menaces(scan: &Scan<'_>, one: &Found) -> bool {
    one.content
        .iter()
        .flat_map(Clone::clone)
        .take(MAIN)
        .any(|at| {
            matches!(
                scan.at(at),
                "riposte"
                    | "riposter"
                    | "ripostera"
                    | "represailles"
                    | "vengeance"
                    | "venger"
                    | "punir"
                    | "detruire"
                    | "aneantir"
                    | "ecraser"
                    | "chatiment"
                    | "retaliate"
                    | "retaliation"
                    | "revenge"
                    | "avenge"
                    | "crush"
                    | "punish"
                    | "destroy"
                    | "annihilate"
                    | "sanglant"
                    | "sanglante"
                    | "feu"
                    | "pitie"
                    | "merciless"
            ) || matches!(
                scan.at(at),
                "reponse" | "mesures" | "response" | "measures" | "action"
            ) && (at + 1..at + 8).any(|next| {
                matches!(
                    scan.at(next),
                    "contre" | "against" | "proportionnee" | "ecrasante" | "toute"
                )
            })
        })
}

/// *Si Rome attaque, nous riposterons*, *If they do not comply, the talks will end*: what follows from what others do.
pub(super) fn conditional(scan: &Scan<'_>, one: &Found) -> Option<SpeechAct> {
    let first = one.content.first()?;
    let opens = match scan.at(first.start) {
        "if" | "unless" => true,
        "si" => !matches!(scan.at(first.start + 1), "nous" | "on"),
        "s'" => matches!(scan.at(first.start + 1), "il" | "ils"),
        _ => false,
    } && !(scan.at(first.start) == "if" && scan.at(first.start + 1) == "we");
    let comma = first
        .clone()
        .take(NEAR)
        .find(|at| scan.at(*at) == ",")
        .filter(|_| opens)?;
    // `If they come to talk, we will listen`: what is held out is no harm.
    let refused = (first.start..comma)
        .any(|at| matches!(scan.at(at), "not" | "never" | "no") || scan.at(at).ends_with("n't"));
    let meets = (first.start..comma).any(|at| meets(scan.at(at)));
    if opens_english(scan, first.start) && meets && !refused {
        return None;
    }
    // `Si nécessaire, …`, `S'il avait à cœur la paix, …`: nothing is held out.
    if is_unreal(scan, first.start, comma) {
        return None;
    }
    (comma..first.end.min(comma + MAIN))
        .any(|at| {
            future::is_ahead(scan, at)
                || matches!(
                    scan.at(at),
                    "pret" | "prete" | "prets" | "pretes" | "ready" | "prepared"
                )
        })
        .then_some(SpeechAct::Warn)
}

/// Whether a condition has no verb, or one of what is not so: *if necessary*, *si Rome avait signé*, *if it had not fallen*.
fn is_unreal(scan: &Scan<'_>, start: usize, comma: usize) -> bool {
    if scan.french() {
        return comma <= start + 2
            || (start..comma).any(|at| {
                let word = scan.document().lower(at);
                matches!(
                    word,
                    "avait" | "avaient" | "était" | "étaient" | "aviez" | "étiez"
                )
            });
    }
    comma <= start + 2
        || (start..comma).any(|at| matches!(scan.at(at), "had" | "were" | "did" | "didn't"))
}

/// *If*, not *Unless*.
fn opens_english(scan: &Scan<'_>, at: usize) -> bool {
    scan.at(at) == "if"
}

/// Verbs of those who come to meet others.
fn meets(word: &str) -> bool {
    matches!(
        word,
        "agree"
            | "agrees"
            | "accept"
            | "accepts"
            | "talk"
            | "step"
            | "steps"
            | "cooperate"
            | "cooperates"
            | "comply"
            | "complies"
            | "return"
            | "returns"
            | "invited"
            | "invites"
            | "asked"
            | "asks"
            | "succeed"
            | "succeeds"
            | "necessary"
            | "possible"
            | "needed"
            | "needs"
            | "wants"
            | "want"
    )
}
