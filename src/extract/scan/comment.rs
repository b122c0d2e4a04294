//! What the journalist adds behind what was said: what it amounts to, and when it was said.
//!
//! > *…**, une annonce qui surprend** · …**, mesure à laquelle Rome s'oppose** · …, à **quelques heures** d'un sommet*

use super::super::inflect::is_french_participle;
use super::super::words;
use super::Scan;

impl Scan<'_> {
    /// *à **quelques heures** d'un sommet*, *à **l'heure où** Rome vote*, *à **la veille** du vote*: when it was said.
    pub(super) fn tells_time(&self, at: usize) -> bool {
        let (second, third) = (self.at(at + 1), self.at(at + 2));
        match self.at(at) {
            "l'" => second == "heure" && self.document().lower(at + 2) == "où",
            "la" => second == "veille",
            _ => {
                matches!(second, "heures" | "jours" | "semaines" | "mois" | "minutes")
                    && matches!(third, "de" | "d'" | "du" | "des" | "avant")
            }
        }
    }

    /// Whether the journalist says what the words amount to: *…, a move that angered Rome · …, une annonce qui surprend*.
    pub(super) fn comments_on(&self, at: usize) -> bool {
        let article = if self.french() {
            matches!(self.at(at), "une" | "un")
        } else {
            matches!(self.at(at), "a" | "an")
        };
        // `…, mesure à laquelle Rome s'oppose`: without its article where a relative pronoun follows.
        let bare = self.french()
            && (at + 1..at + 3).any(|next| {
                matches!(
                    self.at(next),
                    "que" | "qu'" | "qui" | "dont" | "laquelle" | "lequel"
                )
            });
        // `…, une proposition saluée par Rome`: what became of the words.
        let received = self.french()
            && article
            && matches!(
                self.at(at + 1),
                "proposition"
                    | "idee"
                    | "demande"
                    | "initiative"
                    | "offre"
                    | "perspective"
                    | "exigence"
            )
            && (is_french_participle(self.document().lower(at + 2))
                || matches!(self.at(at + 2), "que" | "qu'" | "qui" | "dont"));
        if received {
            return true;
        }
        let from = if article { at + 1 } else { at };
        let upto = if article { at + 3 } else { at + 1 };
        (article || bare)
            && (from..upto).any(|index| {
                matches!(
                    self.at(index),
                    "move"
                        | "remark"
                        | "step"
                        | "claim"
                        | "charge"
                        | "comment"
                        | "reference"
                        | "allusion"
                        | "suggestion"
                        | "decision"
                        | "assertion"
                        | "allegation"
                        | "affirmation"
                        | "condition"
                        | "version"
                        | "invitation"
                        | "annonce"
                        | "declaration"
                        | "mesure"
                        | "maniere"
                        | "facon"
                        | "accusation"
                        | "critique"
                        | "prise"
                )
            })
    }

    /// *« … en mai »**, date prévue du sommet***: a bare noun behind a quotation, which the journalist adds.
    pub(super) fn is_apposed(&self, at: usize) -> bool {
        let said_of = self.at(at + 1);
        let noun = self.is_word(at)
            && !words::closed(self.at(at), true)
            && !self.search.is_filler(at)
            && !self.search.is_finite(at)
            && !self.at(at).ends_with("ant")
            && !is_french_participle(self.document().lower(at))
            && self.cue_at(at).is_none();
        let small = self
            .document()
            .token(at)
            .is_some_and(|token| !token.capital);
        noun && small
            && (matches!(said_of, "de" | "d'" | "du" | "des")
                || is_french_participle(self.document().lower(at + 1)))
    }
}
