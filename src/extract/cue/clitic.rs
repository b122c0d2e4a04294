//! Pronouns before a French verb: *il **le lui** dit · **ne s'en** félicite pas*.

use std::ops::Range;

use super::super::auxiliary::has;
use super::super::facts::SpeechAct;
use super::super::verb::Verb;
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
                // `les a accusés`: before an auxiliary no article.
                "les" if has(self.at(at)) => {}
                _ => break,
            }
            at -= 1;
        }
        (at, reflexive, denied)
    }

    /// Whether *l'* or *les* before the verb at `verb` is whom it accuses or asks: *Roy **l'**accuse de mentir*, *la Russie **les**
    /// exhorte à partir*. It stands behind a whole noun phrase, and what is said of them follows.
    pub(super) fn is_asked_pronoun(
        &self,
        verb: &Verb,
        pronoun: usize,
        sentence: &Range<usize>,
    ) -> bool {
        let joint = pronoun + 2;
        let de = matches!(self.at(joint), "de" | "d'" | "du" | "des");
        let a = matches!(self.at(joint), "a" | "au" | "aux");
        let ending = self.at(joint + 1);
        let infinitive = ["er", "ir", "re"].iter().any(|end| ending.ends_with(end));
        let takes = verb.frames.object.iter().any(|what| match what.as_str() {
            "de" => de && (infinitive || verb.act == SpeechAct::Accuse),
            "a" => a && infinitive,
            _ => false,
        });
        takes
            && pronoun > sentence.start
            && matches!(self.at(pronoun), "l'" | "le" | "la" | "les")
            && self.mention_ending(pronoun).is_some()
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
