//! Which words are finite verbs, as far as their forms show: there is no parser to ask.

use std::ops::Range;

use super::super::auxiliary::{has, is};
use super::super::inflect::Form;
use super::super::words;
use super::Search;
use crate::text::{Language, TokenKind};

impl Search<'_> {
    /// Whether a word is a finite verb as far as its form shows.
    pub(in crate::extract) fn is_finite(&self, index: usize) -> bool {
        let word = self.at(index);
        if self.french() {
            // `dans l'est du pays`, `l'extrême est`: where the sun rises.
            let before = self.at(index.wrapping_sub(1));
            if word == "est"
                && (before == "l'" && !matches!(self.at(index + 1), "pas") || before == "extreme")
            {
                return false;
            }
            return (has(word) && self.document.lower(index) != "à" && word != "ayant")
                || is(word)
                || matches!(
                    word,
                    "peut"
                        | "peuvent"
                        | "doit"
                        | "doivent"
                        | "va"
                        | "vont"
                        | "fait"
                        | "font"
                        | "veut"
                        | "veulent"
                        | "devrait"
                        | "pourrait"
                )
                || (word.len() > 5
                    && (word.ends_with("aient")
                        || word.ends_with("erent")
                        || word.ends_with("ront") && word != "affront"
                        || (word.ends_with("era")
                            && !self
                                .document
                                .token(index)
                                .is_some_and(|token| token.capital))))
                || (word.len() > 5
                    && (word.ends_with("dra")
                        || word.ends_with("tra")
                        || word.ends_with("ira")
                        || word.ends_with("vra")
                        || word.ends_with("rra"))
                    && !self
                        .document
                        .token(index)
                        .is_some_and(|token| token.capital))
                || (word.len() > 6
                    && word.ends_with("ait")
                    && !matches!(
                        word,
                        "souhait" | "portrait" | "retrait" | "extrait" | "bienfait" | "parfait"
                    ));
        }
        // `shows will to talk`: a noun.
        if word == "will" && self.at(index + 1) == "to" {
            return false;
        }
        matches!(
            word,
            "is" | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "should"
                | "did"
                | "does"
                | "do"
                | "said"
                | "says"
                | "went"
                | "came"
                | "took"
                | "made"
                | "gave"
                | "told"
                | "became"
                | "began"
                | "got"
                | "left"
                | "met"
                | "held"
        ) || irregular_past(word)
            || third_person(word)
    }

    /// Whether any word of a range is a finite verb, as far as forms show.
    pub(in crate::extract) fn has_finite(&self, range: &Range<usize>) -> bool {
        range.clone().any(|index| {
            self.is_finite(index)
                || (self.french() && self.is_saying_verb(index))
                || (!self.french()
                    && (looks_past(self.at(index))
                        || matches!(
                            self.at(index),
                            "need"
                                | "needs"
                                | "want"
                                | "wants"
                                | "isn't"
                                | "won't"
                                | "don't"
                                | "doesn't"
                                | "can't"
                                | "be"
                                | "remain"
                                | "remains"
                                | "'s"
                                | "'re"
                                | "'ll"
                        )))
        })
    }

    /// Whether a token is a number or word, not a sign.
    pub(in crate::extract) fn is_text(&self, index: usize) -> bool {
        self.document
            .token(index)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    }

    /// Whether a French word is a finite form of a verb of saying rather than a noun like *communiqué* or *demande*.
    fn is_saying_verb(&self, index: usize) -> bool {
        let noun = index > 0
            && (words::determiner(self.at(index - 1), true).is_some()
                || words::preposition(self.at(index - 1), true));
        !noun
            && self
                .lexicon
                .verbs(Language::French)
                .at(self.document, index)
                .any(|(_, form, exact)| {
                    (exact || !self.accents)
                        && !matches!(form, Form::Participle | Form::Gerund | Form::Infinitive)
                })
    }
}

/// Common English pasts that no noun shares.
fn irregular_past(word: &str) -> bool {
    const PASTS: [&str; 52] = [
        "bore",
        "swore",
        "struck",
        "arose",
        "overcame",
        "undertook",
        "upheld",
        "withheld",
        "forbade",
        "froze",
        "dealt",
        "swept",
        "became",
        "began",
        "bought",
        "broke",
        "brought",
        "built",
        "caught",
        "chose",
        "drew",
        "drove",
        "fell",
        "fled",
        "flew",
        "forgot",
        "fought",
        "gave",
        "grew",
        "kept",
        "knew",
        "lost",
        "meant",
        "paid",
        "ran",
        "rose",
        "sank",
        "sent",
        "shook",
        "sold",
        "sought",
        "spent",
        "spoke",
        "stole",
        "stood",
        "taught",
        "thought",
        "threw",
        "understood",
        "withdrew",
        "won",
        "wrote",
    ];
    PASTS.contains(&word)
}

/// Common English verbs in the third person that no plural noun shares.
fn third_person(word: &str) -> bool {
    const VERBS: [&str; 72] = [
        "accepts",
        "affects",
        "aims",
        "allows",
        "appears",
        "applies",
        "argues",
        "arrives",
        "becomes",
        "begins",
        "believes",
        "belongs",
        "breaks",
        "brings",
        "brings",
        "carries",
        "comes",
        "consists",
        "contains",
        "continues",
        "creates",
        "depends",
        "deserves",
        "destroys",
        "encourages",
        "exists",
        "expects",
        "fails",
        "feels",
        "follows",
        "gets",
        "gives",
        "goes",
        "happens",
        "helps",
        "hurts",
        "includes",
        "intends",
        "involves",
        "keeps",
        "knows",
        "lacks",
        "loses",
        "makes",
        "means",
        "needs",
        "opposes",
        "owes",
        "poses",
        "prevents",
        "proves",
        "provides",
        "puts",
        "receives",
        "recognises",
        "recognizes",
        "refuses",
        "rejects",
        "remains",
        "represents",
        "requires",
        "respects",
        "sees",
        "seeks",
        "seems",
        "sends",
        "serves",
        "takes",
        "threatens",
        "undermines",
        "violates",
        "wants",
    ];
    VERBS.contains(&word)
}

/// Whether an English word has the form of a regular past.
pub(in crate::extract) fn looks_past(word: &str) -> bool {
    word.len() > 3
        && word.ends_with("ed")
        && !matches!(word, "need" | "indeed" | "speed" | "feed" | "seed")
}
