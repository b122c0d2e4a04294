//! What has come about between parties: who says so first makes it public.
//!
//! > *un accord **a été conclu** · the talks **have begun** · a deal **had been reached***

use super::super::scan::{Found, Scan};
use super::{clause, start_of};

/// The verb stands within so many tokens of the beginning.
const REACH: usize = 14;

/// Whether what was said opens with an agreement or with talks that have come about.
pub(super) fn is_told(scan: &Scan<'_>, one: &Found) -> bool {
    let Some(part) = one.content.first() else {
        return false;
    };
    let start = start_of(scan, part);
    let end = part.end.min(start + REACH);
    let Some(verb) = (start..end).find(|at| concludes(scan.at(*at))) else {
        return false;
    };
    let auxiliary = (start..verb).rev().take(4).find(|at| {
        matches!(
            scan.at(*at),
            "has" | "have" | "had" | "a" | "ont" | "avait" | "avaient" | "ete" | "been"
        ) && scan.document().lower(*at) != "à"
    });
    auxiliary.is_some_and(|auxiliary| {
        (start..auxiliary).any(|at| is_pact(scan.at(at)))
            && !(start..verb).any(|at| {
                matches!(
                    scan.at(at),
                    "," | "not" | "never" | "no" | "ne" | "n'" | "yet"
                ) || scan.at(at).ends_with("n't")
            })
            && clause::is_first_verb(scan, one, first_auxiliary(scan, start, auxiliary))
    })
}

/// Where the auxiliaries begin that end at a token: *a été*, *had been*.
fn first_auxiliary(scan: &Scan<'_>, start: usize, at: usize) -> usize {
    if at > start && matches!(scan.at(at), "ete" | "been") {
        at - 1
    } else {
        at
    }
}

fn is_pact(word: &str) -> bool {
    matches!(
        word,
        "accord"
            | "agreement"
            | "deal"
            | "treve"
            | "truce"
            | "ceasefire"
            | "compromis"
            | "compromise"
            | "traite"
            | "treaty"
            | "dialogue"
            | "dialog"
            | "talks"
            | "negotiations"
            | "negociations"
            | "pourparlers"
    )
}

fn concludes(word: &str) -> bool {
    matches!(
        word,
        "reached"
            | "concluded"
            | "signed"
            | "struck"
            | "begun"
            | "started"
            | "resumed"
            | "finalised"
            | "finalized"
            | "obtenu"
            | "conclu"
            | "conclue"
            | "trouve"
            | "signe"
            | "signee"
            | "commence"
            | "repris"
            | "debute"
            | "entames"
            | "entame"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::acts;
    use crate::text::Language;

    #[test]
    fn what_has_come_about() {
        for (text, act) in [
            (
                "« Un accord de paix a été conclu à Rome », a dit Paul Durand.",
                "announce",
            ),
            (
                "Paul Durand a dit que les pourparlers avaient commencé.",
                "announce",
            ),
            (
                "Paul Durand a dit que l'accord n'avait pas été conclu à Rome.",
                "deny",
            ),
            (
                "Paul Durand a dit que le livre avait commencé une mode.",
                "assert",
            ),
        ] {
            assert_eq!(acts(text, Language::French), [act], "{text}");
        }
        for (text, act) in [
            ("John Smith said the talks had begun.", "announce"),
            (
                "John Smith said a deal had been reached with the rebels.",
                "announce",
            ),
            (
                "John Smith said the talks that had begun in Rome were slow.",
                "assert",
            ),
        ] {
            assert_eq!(acts(text, Language::English), [act], "{text}");
        }
    }
}
