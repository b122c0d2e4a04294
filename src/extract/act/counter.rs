//! What takes from words the act that the table gives them.
//!
//! > *the **aim** was to leave*: no plan. *he agreed **with Rome to** meet*: told, not consented here. *ready to **attack***: no offer.

use super::super::facts::SpeechAct;
use super::super::scan::Scan;
use super::super::words;
use super::{future, side::Side};

/// What is agreed to, or readied for, stands within so many tokens.
const REACH: usize = 9;

/// Whether the words around one that shows an act say that nothing of the kind is done.
pub(super) fn takes(scan: &Scan<'_>, start: usize, at: usize, act: SpeechAct, whose: Side) -> bool {
    if scan.french() {
        return false;
    }
    match act {
        SpeechAct::Announce => future::is_copula(scan, start, at),
        SpeechAct::Accept => tells_of_agreement(scan, at),
        SpeechAct::Propose => is_armed(scan, at),
        // `the deal would help both`: a thing gives no word.
        SpeechAct::Promise => {
            whose == Side::Open
                && scan.search.mention_at(start).is_none()
                && words::determiner(scan.at(start), false)
                    .is_some_and(|(determiner, _)| determiner != words::Determiner::Possessive)
        }
        _ => false,
    }
}

/// *agreed **with Rome to** resume*: what two have settled, not what is consented to now.
fn tells_of_agreement(scan: &Scan<'_>, at: usize) -> bool {
    scan.at(at + 1) == "with"
        && (at + 2..at + 2 + REACH)
            .take_while(|index| scan.is_word(*index))
            .any(|index| {
                scan.at(index) == "to" && words::determiner(scan.at(index + 1), false).is_none()
            })
}

/// *ready to **attack***: what is held ready is a blow.
fn is_armed(scan: &Scan<'_>, at: usize) -> bool {
    (at + 1..at + REACH)
        .take_while(|index| scan.is_word(*index))
        .any(|index| {
            matches!(
                scan.at(index),
                "attack"
                    | "strike"
                    | "fight"
                    | "retaliate"
                    | "invade"
                    | "provoke"
                    | "provocation"
                    | "provocations"
                    | "war"
                    | "force"
                    | "sacrifice"
                    | "die"
            )
        })
}
