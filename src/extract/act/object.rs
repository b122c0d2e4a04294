//! What the object of a verb of saying makes of the act: a need is asked for, a confirmed commitment is a promise, a rejected claim is
//! denied.
//!
//! > *stressed **the need for** a truce · reaffirmed their **commitment** to it · rejected **reports** of talks*

use super::super::facts::SpeechAct;
use super::super::scan::{Found, Scan};
use super::deed;

/// *stressed **the need for** a truce*: what somebody calls needed is asked for.
pub(super) fn urges(scan: &Scan<'_>, one: &Found) -> bool {
    one.content.first().is_some_and(|part| {
        let at = part.start;
        scan.at(at) == "the"
            && matches!(
                scan.at(at + 1),
                "need" | "necessity" | "urgency" | "importance"
            )
            && matches!(scan.at(at + 2), "for" | "to" | "of")
    })
}

/// *reiterated their full **support** for the deal*, *a redit son **soutien** à Rome*: who says to stand behind others supports them.
pub(super) fn backs(scan: &Scan<'_>, one: &Found) -> bool {
    const HEAD: usize = 4;
    const CLAUSE: usize = 14;
    let noun = |word: &str| {
        matches!(
            word,
            "support" | "solidarity" | "soutien" | "solidarite" | "appui"
        )
    };
    one.content.first().is_some_and(|part| {
        // `reiterated that support for the deal had come late`: a clause.
        if scan.has_finite(&(part.start..part.end.min(part.start + CLAUSE))) {
            return false;
        }
        let phrase = (part.start..part.end.min(part.start + HEAD))
            .take_while(|at| !matches!(scan.at(*at), "of" | "de" | "for" | "," | "to"));
        phrase.clone().any(|at| {
            noun(scan.at(at))
                && matches!(
                    scan.at(at + 1),
                    "for" | "to" | "with" | "a" | "au" | "aux" | "envers" | "avec"
                )
        }) && (scan.at(part.start).len() > 5
            || matches!(
                scan.at(part.start),
                "full" | "their" | "his" | "her" | "its" | "son" | "leur" | "le"
            ))
    })
}

/// *s'est prononcé **contre** l'accord · **en faveur de** la trêve*: for what or against what somebody comes out.
pub(super) fn stance(scan: &Scan<'_>, one: &Found) -> Option<SpeechAct> {
    let start = one.content.first()?.start;
    let stands = one.cue.clone().any(|at| {
        ["prononc", "declar", "position", "exprim"]
            .iter()
            .any(|stem| scan.at(at).starts_with(stem))
    });
    if !stands || !one.rule.ends_with("noun") {
        return None;
    }
    (start.saturating_sub(4)..start).find_map(|at| match scan.at(at) {
        "contre" => Some(SpeechAct::Reject),
        "pour" | "faveur" => Some(SpeechAct::Praise),
        _ => None,
    })
}

/// *suggested that Rome **was** behind it*, not *suggested that Rome stop*: the indicative tells what is so.
pub(super) fn claims(scan: &Scan<'_>, one: &Found) -> bool {
    const HEAD: usize = 16;
    let suggests = one.cue.clone().any(|at| {
        let word = scan.at(at);
        word.starts_with("suggest") || word.starts_with("sugger")
    });
    let tells = |word: &str| {
        if scan.french() {
            matches!(
                word,
                "est"
                    | "sont"
                    | "etait"
                    | "etaient"
                    | "avait"
                    | "avaient"
                    | "ont"
                    | "pourrait"
                    | "pourraient"
                    | "serait"
                    | "seraient"
            )
        } else {
            matches!(
                word,
                "is" | "are"
                    | "was"
                    | "were"
                    | "has"
                    | "had"
                    | "did"
                    | "may"
                    | "might"
                    | "could"
                    | "will"
                    | "would"
            )
        }
    };
    // `suggested joining those who are there`: a relative clause tells of others.
    let mut head = one
        .content
        .iter()
        .take(1)
        .flat_map(Clone::clone)
        .take(HEAD)
        .take_while(|at| !matches!(scan.at(*at), "who" | "which" | "qui" | "dont"));
    // `suggested that Rome should leave`
    let due = |at: usize| matches!(scan.at(at), "should" | "devrait" | "devraient");
    // `a`, not `à`
    let has = |at: usize| scan.french() && scan.document().lower(at) == "a";
    let verb = head.find(|at| due(*at) || has(*at) || tells(scan.at(*at)));
    suggests && verb.is_some_and(|at| !due(at))
}

/// *a revendiqué **l'attentat***: who claims a deed asks for nothing.
pub(super) fn owns_up(scan: &Scan<'_>, one: &Found) -> bool {
    const HEAD: usize = 3;
    let claims = one
        .cue
        .clone()
        .any(|at| scan.at(at).starts_with("revendiqu"));
    let mut head = one.content.iter().take(1).flat_map(Clone::clone).take(HEAD);
    claims && head.any(|at| deed::is_claimed(scan.at(at)))
}

/// *se dit prête à*, *s'est déclaré favorable à*.
pub(super) fn consents(scan: &Scan<'_>, one: &Found) -> bool {
    one.rule.ends_with("adjective")
        && one.content.first().is_some_and(|part| {
            [
                "pret",
                "prete",
                "prets",
                "pretes",
                "dispose",
                "disposee",
                "disposes",
                "ouvert",
                "ouverte",
                "ouverts",
                "favorable",
                "favorables",
            ]
            .contains(&scan.at(part.start))
        })
}

/// *reaffirmed their **commitment** to the truce*: who confirms a commitment commits themselves anew.
pub(super) fn binds(scan: &Scan<'_>, one: &Found) -> bool {
    const HEAD: usize = 4;
    one.content.first().is_some_and(|part| {
        part.clone().take(HEAD).any(|at| {
            matches!(
                scan.at(at),
                "commitment" | "commitments" | "pledge" | "engagement" | "engagements"
            ) && matches!(scan.at(at + 1), "to" | "that" | "a" | "de" | "d'" | "en")
        })
    })
}

/// *rejette l'idée que …*: what is rejected is a claim, not an offer.
pub(super) fn disbelieves(scan: &Scan<'_>, one: &Found) -> bool {
    let start = one.content.first().map_or(0, |part| part.start);
    let head = start..start + 4;
    head.clone().any(|index| {
        matches!(
            scan.at(index),
            "idee"
                | "accusation"
                | "accusations"
                | "allegation"
                | "allegations"
                | "these"
                | "theses"
                | "rumeur"
                | "soupcons"
                | "reproches"
                | "implication"
                | "responsabilite"
                | "charge"
                | "charges"
                | "reports"
                | "report"
                | "rumeurs"
                | "suggestion"
                | "suggestions"
                | "claim"
                | "claims"
                | "notion"
                | "idea"
                | "speculation"
                | "rumours"
                | "rumors"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::acts;
    use crate::text::Language;

    #[test]
    fn support_that_is_said_again() {
        for (text, act) in [
            (
                "John Smith reiterated their full support for the truce.",
                "praise",
            ),
            (
                "John Smith reiterated that support for the truce had come late.",
                "assert",
            ),
        ] {
            assert_eq!(acts(text, Language::English), [act], "{text}");
        }
    }

    #[test]
    fn for_and_against() {
        for (text, act) in [
            ("Paul Durand s'est prononcé contre la trêve.", "reject"),
            (
                "Paul Durand s'est prononcé en faveur de la trêve.",
                "praise",
            ),
        ] {
            assert_eq!(acts(text, Language::French), [act], "{text}");
        }
    }
}
