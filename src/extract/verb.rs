//! Verbs of saying: what a form says, the act it performs and the complements it takes.

use std::collections::HashMap;

use super::facts::SpeechAct;
use super::inflect::{self, Form};
use super::lexicon::{columns, rows};
use super::phrases::{Phrases, fold_words};
use crate::text::{Document, Language};

/// The complements that a verb takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames {
    /// A quotation.
    pub(super) quotation: bool,
    /// A *que*- or *that*-clause.
    pub(super) clause: bool,
    /// An infinitive without preposition; in English with *to*.
    pub(super) infinitive: bool,
    /// *de* with an infinitive.
    pub(super) de: bool,
    /// *à* with an infinitive.
    pub(super) a: bool,
    /// An -ing form.
    pub(super) gerund: bool,
    /// A noun phrase.
    pub(super) noun: bool,
    /// A noun phrase after one of these prepositions.
    pub(super) noun_after: Vec<String>,
    /// *à X de* with an infinitive.
    pub(super) dative: bool,
    /// A person as object, then what follows: `de`, `à`, `k` (a clause), `i` (*to* with an infinitive), `of`, `for`, `q`.
    pub(super) object: Vec<String>,
    /// A person or thing as object and a quality, with the word between them: *call X Y*, *qualifier X **de** Y*, *describe X **as** Y*.
    pub(super) quality: Vec<String>,
    /// A quality and a thing in either order: *juger inacceptable une offre*, *juge l'offre inacceptable*.
    pub(super) verdict: bool,
    /// A noun phrase that a possessive begins: *dire sa colère*, *defended its record*.
    pub(super) possessive: bool,
    /// A noun of saying: *lancer un appel*, *voiced concern*. What is done is in the noun.
    pub(super) speech: bool,
    /// Of whom something is asked, before it: *exiger **de** X que*.
    pub(super) from: bool,
    /// An adjective: *se dire prêt*.
    pub(super) adjective: bool,
}

/// A verb of saying.
#[derive(Clone, Debug)]
pub(super) struct Verb {
    /// Its lemma.
    pub(super) lemma: String,
    /// What saying it does.
    pub(super) act: SpeechAct,
    /// Its complements.
    pub(super) frames: Frames,
    /// Whether it stands with *se*.
    pub(super) reflexive: bool,
    /// Words that follow its verb: *faire **savoir***, *mettre **en garde***, *rule **out***.
    pub(super) tail: Vec<String>,
}

/// The verbs of one language by form.
#[derive(Clone, Debug, Default)]
pub(super) struct Verbs {
    list: Vec<Verb>,
    forms: Phrases<(u32, Form, Box<str>)>,
}

impl Frames {
    /// Whether nothing but a noun of saying after it makes the verb one of saying: *lancer*, *give*.
    pub(super) fn light(&self) -> bool {
        let spare = Self {
            speech: self.speech,
            ..Self::default()
        };
        self.speech && *self == spare
    }

    /// Whether the verb says something with a quotation or a noun of saying only: *opposer*, *formuler*.
    pub(super) fn quotes_or_light(&self) -> bool {
        let spare = Self {
            speech: self.speech,
            quotation: true,
            ..Self::default()
        };
        self.speech && *self == spare
    }

    /// Whether nothing but a quotation makes the verb one of saying: *commencer*, *smile*.
    pub(super) fn only_quotes(&self) -> bool {
        let spare = Self {
            quotation: true,
            ..Self::default()
        };
        *self == spare
    }
}

impl Verb {
    /// Whether something is said only where the verb is denied: *n'a pas **caché** que*, *ne **cache** pas sa déception*.
    pub(super) fn hides(&self) -> bool {
        matches!(self.lemma.as_str(), "cacher" | "dissimuler")
    }
}

impl Verbs {
    /// Reads a table.
    pub(super) fn read(table: &str, language: Language) -> Self {
        let mut verbs = Self::default();
        // `give the green light` is as irregular as `give`.
        let irregular: HashMap<&str, &str> = rows(table)
            .map(|row| {
                let [lemma, _, _, parts] = columns(row);
                (head_of(lemma), parts)
            })
            .filter(|(_, parts)| !parts.is_empty())
            .collect();
        for row in rows(table) {
            let [lemma, act, frames, parts] = columns(row);
            let inherits = parts.is_empty() && lemma.contains(' ');
            let parts = if inherits {
                irregular.get(head_of(lemma)).copied().unwrap_or_default()
            } else {
                parts
            };
            verbs.add(lemma, act, frames, parts, language);
        }
        verbs
    }

    fn add(&mut self, lemma: &str, act: &str, frames: &str, parts: &str, language: Language) {
        let Ok(number) = u32::try_from(self.list.len()) else {
            return;
        };
        let bare = lemma
            .strip_prefix("se ")
            .or_else(|| lemma.strip_prefix("s'"));
        let phrase = bare.unwrap_or(lemma);
        let (head, tail) = phrase.split_once(' ').unwrap_or((phrase, ""));
        let forms = if language == Language::French {
            inflect::french(head, parts)
        } else {
            inflect::english(head, parts)
        };
        for (form, kind) in forms {
            self.forms.insert(
                &form,
                language,
                (number, kind, form.clone().into_boxed_str()),
            );
        }
        self.list.push(Verb {
            lemma: lemma.to_owned(),
            act: act_of(act),
            frames: frames_of(frames),
            reflexive: bare.is_some(),
            tail: fold_words(tail, language),
        });
    }

    /// The readings of the word at a token: verb, form, and whether the accents agree.
    pub(super) fn at(
        &self,
        document: &Document<'_>,
        index: usize,
    ) -> impl Iterator<Item = (&Verb, Form, bool)> {
        let readings = self.forms.key(document.key(index)).unwrap_or_default();
        let word = document.lower(index);
        readings.iter().filter_map(move |(number, form, written)| {
            self.list
                .get(*number as usize)
                .map(|verb| (verb, *form, written.as_ref() == word))
        })
    }

    /// Whether a folded word is any form of a verb of saying.
    pub(super) fn knows(&self, folded: &str) -> bool {
        self.forms.word(folded).is_some()
    }
}

/// The act of that name; `assert` for any other.
pub(super) fn act_of(act: &str) -> SpeechAct {
    match act {
        "announce" => SpeechAct::Announce,
        "confirm" => SpeechAct::Confirm,
        "deny" => SpeechAct::Deny,
        "promise" => SpeechAct::Promise,
        "demand" => SpeechAct::Demand,
        "propose" => SpeechAct::Propose,
        "accept" => SpeechAct::Accept,
        "reject" => SpeechAct::Reject,
        "accuse" => SpeechAct::Accuse,
        "warn" => SpeechAct::Warn,
        "hope" => SpeechAct::Hope,
        "decline" => SpeechAct::Decline,
        "praise" => SpeechAct::Praise,
        "criticise" => SpeechAct::Criticise,
        _ => SpeechAct::Assert,
    }
}

/// The word of a verb that is inflected: ***give** the green light · se **plaindre***.
fn head_of(lemma: &str) -> &str {
    let bare = lemma
        .strip_prefix("se ")
        .or_else(|| lemma.strip_prefix("s'"))
        .unwrap_or(lemma);
    bare.split(' ').next().unwrap_or(bare)
}

fn frames_of(list: &str) -> Frames {
    let mut frames = Frames::default();
    for frame in list.split(',') {
        match frame.split_once('+') {
            Some(("n", preposition)) => frames.noun_after.push(crate::text::fold(preposition)),
            Some(("o", what)) => frames.object.push(crate::text::fold(what)),
            Some(("h", _)) => frames.dative = true,
            Some(("c", between)) => frames.quality.push(crate::text::fold(between)),
            _ => match frame {
                "q" => frames.quotation = true,
                "k" => frames.clause = true,
                "i" => frames.infinitive = true,
                "d" => frames.de = true,
                "a" => frames.a = true,
                "g" => frames.gerund = true,
                "n" => frames.noun = true,
                "c" => frames.quality.push(String::new()),
                "v" => frames.verdict = true,
                "p" => frames.possessive = true,
                "s" => frames.speech = true,
                "f" => frames.from = true,
                "j" => frames.adjective = true,
                _ => {}
            },
        }
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_forms_with_and_without_accents() {
        let verbs = Verbs::read(
            include_str!("../../data/lexicon/verbs.fr.tsv"),
            Language::French,
        );
        let document = Document::of_paragraphs(
            "Il a déclaré, il a declare, il met en garde",
            Language::French,
        );
        assert!(
            verbs
                .at(&document, 2)
                .any(|(verb, form, exact)| verb.lemma == "déclarer"
                    && form == Form::Participle
                    && exact)
        );
        assert!(
            verbs
                .at(&document, 6)
                .any(|(verb, form, exact)| verb.lemma == "déclarer"
                    && form == Form::Participle
                    && !exact)
        );
        assert!(
            verbs
                .at(&document, 9)
                .any(|(verb, _, _)| verb.lemma == "mettre en garde")
        );
    }

    #[test]
    fn every_french_verb_has_finite_forms() {
        for row in rows(include_str!("../../data/lexicon/verbs.fr.tsv")) {
            let [lemma, _, _, parts] = columns(row);
            let bare = lemma
                .strip_prefix("se ")
                .or_else(|| lemma.strip_prefix("s'"));
            let head = bare.unwrap_or(lemma).split(' ').next().unwrap_or_default();
            let irregular = ["re", "oir", "enir", "vrir", "illir", "rtir", "ntir"]
                .iter()
                .any(|ending| head.ends_with(ending));
            let regular =
                !irregular || matches!(head, "faire" | "avertir" | "garantir" | "enorgueillir");
            assert!(regular || !parts.is_empty(), "{lemma} needs its forms");
        }
    }

    #[test]
    fn the_tables_are_well_formed() {
        for (table, language) in [
            (
                include_str!("../../data/lexicon/verbs.fr.tsv"),
                Language::French,
            ),
            (
                include_str!("../../data/lexicon/verbs.en.tsv"),
                Language::English,
            ),
        ] {
            for row in rows(table) {
                let [lemma, act, frames, parts] = columns(row);
                assert!(!lemma.is_empty() && !frames.is_empty(), "{row}");
                assert!(act == "assert" || act_of(act) != SpeechAct::Assert, "{row}");
                let count = parts.split_whitespace().count();
                assert!(
                    matches!(
                        (language, count),
                        (_, 0) | (Language::French, 7) | (Language::English, 4)
                    ),
                    "{row}"
                );
            }
        }
    }
}
