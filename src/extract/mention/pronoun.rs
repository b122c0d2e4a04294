//! Pronouns and what stands for them.
//!
//! > *il · **ce dernier** a dit · **les deux hommes** · **the former** promised*

use super::super::Gender;
use super::{Mention, MentionClass, Pronoun, Reader};

impl Reader<'_> {
    pub(super) fn pronoun(&self, at: usize) -> Option<Mention> {
        let word = self.at(at);
        let word = match word.as_bytes() {
            [b'-', ..] | [b't', b'-', ..] => word.trim_start_matches('-').trim_start_matches("t-"),
            _ => word,
        };
        let next = self.at(at + 1);
        let (pronoun, length, gender) = if self.french() {
            match word {
                "il" if next == "y" && !self.document.lower(at + 3).ends_with('é')
                    || (next == "s'" && self.at(at + 2) == "agit")
                    || matches!(next, "faut" | "est" if self.is_impersonal(at)) =>
                {
                    return None;
                }
                "il" => (Pronoun::He, 1, Some(Gender::Masculine)),
                "l'" if next == "en" && self.at(at + 2) == "croire" => (Pronoun::He, 1, None),
                "lui" if self.after_selon(at) => (Pronoun::He, 1, Some(Gender::Masculine)),
                "eux" if self.after_selon(at) => (Pronoun::They, 1, None),
                "elle" => (Pronoun::She, 1, Some(Gender::Feminine)),
                "ils" | "elles" => (Pronoun::They, 1, None),
                "celui-ci" => (Pronoun::Latter, 1, Some(Gender::Masculine)),
                "celle-ci" => (Pronoun::Latter, 1, Some(Gender::Feminine)),
                "ce" | "cette" if matches!(next, "dernier" | "derniere") => (
                    Pronoun::Latter,
                    2,
                    (next == "derniere").then_some(Gender::Feminine),
                ),
                "celui" | "celle" if next == "-ci" => (Pronoun::Latter, 2, None),
                "les" if next == "deux" => {
                    both_french(self.at(at + 2)).map(|both| (both, 3, None))?
                }
                "tous" | "toutes" if next == "deux" => {
                    let les = self.at(at + 2) == "les";
                    let named = les.then(|| both_french(self.at(at + 3))).flatten();
                    named.map_or((Pronoun::Both, 2, None), |both| (both, 4, None))
                }
                "le" if next == "premier" && self.acts(at + 2) => {
                    (Pronoun::Former, 2, Some(Gender::Masculine))
                }
                "la" if next == "premiere" && self.acts(at + 2) => {
                    (Pronoun::Former, 2, Some(Gender::Feminine))
                }
                "le" if next == "second" && self.acts(at + 2) => {
                    (Pronoun::Latter, 2, Some(Gender::Masculine))
                }
                "la" if next == "seconde" && self.acts(at + 2) => {
                    (Pronoun::Latter, 2, Some(Gender::Feminine))
                }
                _ => return None,
            }
        } else {
            match word {
                "he" => (Pronoun::He, 1, Some(Gender::Masculine)),
                "she" => (Pronoun::She, 1, Some(Gender::Feminine)),
                "it" => (Pronoun::It, 1, None),
                "they" => (Pronoun::They, 1, None),
                "the" if next == "latter" => (Pronoun::Latter, 2, None),
                "the" if next == "former" && self.acts(at + 2) => (Pronoun::Former, 2, None),
                "both" => {
                    let the = usize::from(next == "the");
                    both_english(self.at(at + 1 + the)).map(|both| (both, 2 + the, None))?
                }
                "the" if next == "two" => {
                    let plain = both_english(self.at(at + 2)).map(|both| (both, 3, None));
                    plain.or_else(|| both_english(self.at(at + 3)).map(|both| (both, 4, None)))?
                }
                _ => return None,
            }
        };
        let mut mention = self.blank(at..at + length, MentionClass::Pronoun(pronoun));
        // `les deux responsables français et italien`
        if matches!(pronoun, Pronoun::Both | Pronoun::BothBodies) && self.french() {
            let past = self.one_of_each(mention.tokens.end + 1);
            mention.tokens.end = past.unwrap_or(mention.tokens.end);
        }
        mention.gender = gender;
        mention.plural = matches!(pronoun, Pronoun::They | Pronoun::Both | Pronoun::BothBodies);
        Some(mention)
    }

    /// Whether a verb or its auxiliary stands at a token: *le premier **a** dit*, *the former **promised***.
    fn acts(&self, at: usize) -> bool {
        let word = self.at(at);
        let auxiliary = if self.french() {
            matches!(
                word,
                "a" | "est" | "s'" | "n'" | "ne" | "se" | "avait" | "aurait"
            ) && self.document.lower(at) != "à"
        } else {
            matches!(
                word,
                "has" | "had" | "is" | "was" | "did" | "would" | "will"
            )
        };
        auxiliary || self.lexicon.verbs(self.document.language()).knows(word)
    }

    /// *selon lui*, *pour lui*.
    fn after_selon(&self, at: usize) -> bool {
        at > self.sentence.start
            && matches!(self.at(at - 1), "selon" | "pour" | "d'apres" | "apres")
    }

    /// *il est interdit de*, *il faut*: nobody.
    fn is_impersonal(&self, at: usize) -> bool {
        let next = self.at(at + 1);
        next == "faut"
            || (next == "est"
                && matches!(
                    self.at(at + 2),
                    "temps"
                        | "possible"
                        | "interdit"
                        | "important"
                        | "clair"
                        | "necessaire"
                        | "difficile"
                        | "probable"
                        | "impossible"
                        | "evident"
                        | "prevu"
                ))
    }
}

/// Whom *les deux …* means: people or bodies.
fn both_french(noun: &str) -> Option<Pronoun> {
    match noun {
        "hommes" | "femmes" | "dirigeants" | "dirigeantes" | "ministres" | "presidents"
        | "chefs" | "responsables" | "diplomates" | "leaders" | "rivaux" | "homologues"
        | "interlocuteurs" | "candidats" | "negociateurs" | "elus" | "monarques" => {
            Some(Pronoun::Both)
        }
        "parties" | "pays" | "capitales" | "camps" | "etats" | "gouvernements" | "voisins"
        | "puissances" | "allies" | "organisations" | "nations" => Some(Pronoun::BothBodies),
        _ => None,
    }
}

/// Whom *both …* and *the two …* mean.
fn both_english(noun: &str) -> Option<Pronoun> {
    match noun {
        "men" | "women" | "leaders" | "ministers" | "presidents" | "officials" | "diplomats"
        | "politicians" | "counterparts" | "envoys" | "candidates" | "negotiators" => {
            Some(Pronoun::Both)
        }
        "sides" | "countries" | "parties" | "capitals" | "nations" | "states" | "governments"
        | "neighbours" | "neighbors" | "powers" | "allies" | "organizations" | "organisations"
        | "groups" => Some(Pronoun::BothBodies),
        _ => None,
    }
}
