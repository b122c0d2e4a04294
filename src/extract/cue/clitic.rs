//! Pronouns before a French verb: *il **le lui** dit · **ne s'en** félicite pas*.

use std::ops::Range;

use super::Search;

impl Search<'_> {
    /// Pronouns and *ne* before the verb at `at`: where they begin, whether one is *se*, whether one is *ne*.
    pub(super) fn clitics(&self, mut at: usize, sentence: &Range<usize>) -> (usize, bool, bool) {
        let (mut reflexive, mut denied) = (false, false);
        while at > sentence.start {
            match self.at(at - 1) {
                "se" | "s'" => reflexive = true,
                "ne" | "n'" => denied = true,
                "y" | "en" | "lui" | "leur" | "l'" | "nous" | "vous" | "m'" | "me" | "t'"
                | "te" => {}
                _ => break,
            }
            at -= 1;
        }
        (at, reflexive, denied)
    }

    /// Whether *le*, *la* or *les* before a token is a pronoun: *il **le** dit*, *comme **le** rappelle Roy*.
    pub(super) fn is_object_pronoun(&self, at: usize, sentence: &Range<usize>) -> bool {
        at > sentence.start + 1
            && match self.at(at - 1) {
                "le" => matches!(
                    self.at(at - 2),
                    "il" | "elle" | "ils" | "elles" | "on" | "qui" | "comme" | "ne"
                ),
                "la" | "les" => matches!(
                    self.at(at - 2),
                    "il" | "elle" | "ils" | "elles" | "on" | "qui" | "ne"
                ),
                _ => false,
            }
    }
}
