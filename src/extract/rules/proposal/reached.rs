//! Whether an agreement was reached, or somebody only tried to.

use std::ops::Range;

use super::super::event::Ground;
use crate::text::Document;

/// *have **not** been able to reach an accord*, ***try** to reach agreement*, *sans parvenir à un accord*: there is none.
pub(super) fn is_missed(document: &Document<'_>, cue: &Range<usize>) -> bool {
    const REACH: usize = 9;
    let near = cue.start.saturating_sub(REACH)..cue.start;
    let reaches = near.clone().rev().find(|token| {
        matches!(
            document.folded(*token),
            "reach"
                | "reached"
                | "reaching"
                | "strike"
                | "parvenir"
                | "parvenus"
                | "parvenu"
                | "parviennent"
                | "trouver"
                | "trouve"
                | "conclure"
                | "conclu"
        )
    });
    reaches.is_some_and(|reaches| {
        (near.start..reaches).any(|token| {
            let word = document.folded(token);
            word.ends_with("n't")
                || matches!(
                    word,
                    "not"
                        | "never"
                        | "unable"
                        | "fail"
                        | "failed"
                        | "fails"
                        | "failing"
                        | "without"
                        | "try"
                        | "tries"
                        | "tried"
                        | "trying"
                        | "hope"
                        | "hopes"
                        | "pas"
                        | "sans"
                        | "jamais"
                        | "echoue"
                        | "tente"
                        | "tentent"
                        | "tenter"
                        | "essaient"
                        | "esperent"
                        | "espere"
                )
        })
    })
}

/// *sont parvenus à un accord*, *reached a deal*, *ont signé un accord*.
pub(super) fn is_reached(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let from = ground
        .reach(cue.start)
        .start
        .max(cue.start.saturating_sub(7));
    // *un accord a été trouvé*, *a deal was reached*
    let passive = (cue.end..cue.end + 5).any(|token| {
        matches!(
            ground.document.folded(token),
            "trouve" | "conclu" | "signe" | "reached" | "struck" | "signed" | "concluded"
        ) && matches!(
            ground.document.folded(token.wrapping_sub(1)),
            "ete" | "est" | "was" | "were" | "been"
        )
    });
    passive
        || (from..cue.start).any(|token| {
            matches!(
                ground.document.folded(token),
                "parvenus"
                    | "parvenues"
                    | "parvenu"
                    | "conclu"
                    | "conclure"
                    | "concluent"
                    | "trouve"
                    | "reached"
                    | "struck"
                    | "reach"
                    | "concluded"
                    | "brokered"
                    | "agreed"
                    | "signed"
                    | "signe"
                    | "signent"
                    | "clinched"
                    | "sealed"
            )
        })
}
#[cfg(test)]
mod tests {
    use super::super::super::event::example::{english, french};

    #[test]
    fn what_is_not_reached_is_no_plan() {
        for text in [
            "Anna Kovacs and Paul Delmas have not been able to reach an agreement on the bridge of Vienna.",
            "Anna Kovacs and Paul Delmas tried to reach an agreement to reopen the bridge of Vienna.",
            "Anna Kovacs said the colleges plan to close the bridge of Vienna.",
        ] {
            assert!(english(text).is_empty(), "{text}: {:?}", english(text));
        }
        let text =
            "Anna Kovacs et Paul Delmas ont échoué à trouver un accord sur la réouverture du pont.";
        assert!(french(text).is_empty(), "{:?}", french(text));
    }
}
