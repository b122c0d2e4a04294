//! Appeals to an attitude: *à faire preuve de retenue*, *to show restraint*. They name no course of action and are no plan.

use std::ops::Range;

use crate::text::Document;

/// Whether what is asked for is how somebody should feel or behave, and nothing that could be done or left undone.
pub(super) fn is_attitude(document: &Document<'_>, content: &Range<usize>) -> bool {
    const MOST: usize = 14;
    content.len() <= MOST
        && content.clone().take(9).any(|token| {
            matches!(
                document.folded(token),
                "retenue"
                    | "calme"
                    | "moderation"
                    | "flexibilite"
                    | "souplesse"
                    | "prudence"
                    | "sang-froid"
                    | "sagesse"
                    | "vigilance"
                    | "responsabilites"
                    | "realisme"
                    | "patience"
                    | "restraint"
                    | "calm"
                    | "flexibility"
                    | "flexible"
                    | "caution"
                    | "vigilant"
                    | "responsibly"
                    | "realistic"
                    | "reconsider"
                    | "wisdom"
            ) || matches!(
                (document.folded(token), document.folded(token + 1)),
                ("bonne", "foi" | "volonte") | ("good", "faith" | "will")
            )
        })
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{english, french};

    #[test]
    fn an_appeal_to_behave_is_no_plan() {
        assert!(french("Anna Kovacs a appelé Paul Delmas à faire preuve de retenue.").is_empty());
        assert!(english("Anna Kovacs urged Paul Delmas to show flexibility.").is_empty());
    }

    #[test]
    fn stays_silent_beside_an_act() {
        assert_eq!(
            english("Anna Kovacs urged Paul Delmas to reopen the bridge.").len(),
            1
        );
    }
}
