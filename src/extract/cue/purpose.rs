//! Infinitives that say what somebody took the floor for: *a pris la parole **pour dénoncer** · marched in Rome **to demand***.

use std::ops::Range;

use super::super::auxiliary::{has, is};
use super::super::words;
use super::Search;

/// So many words may stand between the public act and what it is for.
const FAR: usize = 14;

/// What people do in public so that they are heard, as participles.
const FRENCH_ACTS: [&str; 22] = [
    "manifeste",
    "defile",
    "marche",
    "proteste",
    "rassemble",
    "rassembles",
    "mobilise",
    "mobilises",
    "intervenu",
    "intervenue",
    "exprime",
    "exprimee",
    "ecrit",
    "telephone",
    "tweete",
    "profite",
    "convoque",
    "repondu",
    "reagi",
    "scande",
    "saisi",
    "interpelle",
];

/// The same, in forms that need no auxiliary.
const FRENCH_FINITE: [&str; 8] = [
    "manifestent",
    "manifestaient",
    "defilent",
    "defilaient",
    "profite",
    "profitent",
    "convoque",
    "intervient",
];

/// By what, or where, they are heard.
const FRENCH_CHANNELS: [&str; 21] = [
    "parole",
    "tribune",
    "creneau",
    "silence",
    "reserve",
    "presse",
    "discours",
    "allocution",
    "interview",
    "entretien",
    "communique",
    "lettre",
    "petition",
    "message",
    "tribunes",
    "twitter",
    "facebook",
    "micro",
    "rue",
    "rues",
    "plume",
];

const ENGLISH_ACTS: [&str; 26] = [
    "marched",
    "marching",
    "rallied",
    "rallying",
    "protested",
    "protesting",
    "demonstrated",
    "demonstrating",
    "gathered",
    "gathering",
    "assembled",
    "wrote",
    "written",
    "phoned",
    "telephoned",
    "tweeted",
    "spoke",
    "spoken",
    "speaking",
    "summoned",
    "intervened",
    "used",
    "using",
    "responded",
    "appeared",
    "addressed",
];

/// Verbs that take a channel: *held a press conference*, *took to the streets*.
const ENGLISH_VERBS: [&str; 17] = [
    "held",
    "holding",
    "took",
    "taken",
    "taking",
    "went",
    "gone",
    "broke",
    "broken",
    "issued",
    "issuing",
    "published",
    "posted",
    "released",
    "signed",
    "called",
    "gave",
];

const ENGLISH_CHANNELS: [&str; 20] = [
    "conference",
    "speech",
    "address",
    "statement",
    "letter",
    "petition",
    "message",
    "twitter",
    "facebook",
    "television",
    "tv",
    "radio",
    "air",
    "silence",
    "floor",
    "stage",
    "streets",
    "interview",
    "rally",
    "podium",
];

impl Search<'_> {
    /// Where the verb group begins of a public act that is done, if its purpose is what stands behind a particle.
    pub(super) fn floor_taken(&self, particle: usize, sentence: &Range<usize>) -> Option<usize> {
        let first = particle.saturating_sub(FAR).max(sentence.start + 1);
        let mut channel = false;
        for at in (first..particle).rev() {
            let word = self.at(at);
            let other = matches!(word, ";" | ":" | "que" | "qu'" | "that" | "pour")
                || word == "to" && !self.is_direction(at);
            if other || self.is_quote(at) {
                return None;
            }
            if self.french() {
                channel |= FRENCH_CHANNELS.contains(&word);
                let done = FRENCH_ACTS
                    .contains(&word)
                    .then(|| self.perfect_start(at, sentence))
                    .flatten();
                if done.is_some() {
                    return done;
                }
                if FRENCH_FINITE.contains(&word) && self.is_affirmed(at) {
                    return Some(at);
                }
                let auxiliary = (has(word) || is(word)) && self.document.lower(at) != "à";
                if auxiliary {
                    return self.perfect_start(at + 1, sentence).filter(|_| channel);
                }
            } else {
                channel |= ENGLISH_CHANNELS.contains(&word);
                if ENGLISH_ACTS.contains(&word) || channel && ENGLISH_VERBS.contains(&word) {
                    let start = self.english_auxiliaries(at, sentence);
                    return (!self.is_put_off(start, at)).then_some(start);
                }
            }
        }
        None
    }

    /// *took **to the** streets*, *wrote **to** Rome*: no infinitive.
    fn is_direction(&self, to: usize) -> bool {
        words::determiner(self.at(to + 1), false).is_some()
            || self
                .document
                .token(to + 1)
                .is_some_and(|token| token.capital)
    }

    /// Where the auxiliary stands of a participle that says what has happened: *ont **manifesté***, *s'est **exprimé** mardi*.
    fn perfect_start(&self, participle: usize, sentence: &Range<usize>) -> Option<usize> {
        let auxiliary = (participle.saturating_sub(4).max(sentence.start)..participle)
            .rev()
            .find(|at| has(self.at(*at)) || is(self.at(*at)))?;
        let clitic = matches!(self.at(auxiliary.wrapping_sub(1)), "s'" | "se" | "l'" | "y");
        (!is_ahead(self.at(auxiliary)) && self.is_affirmed(auxiliary))
            .then_some(auxiliary - usize::from(clitic))
    }

    /// Whether no negation stands before a French verb.
    fn is_affirmed(&self, verb: usize) -> bool {
        !(verb.saturating_sub(3)..verb).any(|at| matches!(self.at(at), "ne" | "n'"))
    }

    /// Whether an English act lies ahead or did not happen: *will have marched*, *had not written*.
    fn is_put_off(&self, start: usize, verb: usize) -> bool {
        (start.saturating_sub(2)..verb).any(|at| {
            matches!(
                self.at(at),
                "not" | "never" | "will" | "would" | "may" | "might" | "could" | "should" | "if"
            ) || self.at(at).ends_with("n't")
        })
    }
}

/// An auxiliary of the future or the conditional.
fn is_ahead(auxiliary: &str) -> bool {
    matches!(
        auxiliary,
        "aura" | "auront" | "aurait" | "auraient" | "sera" | "seront" | "serait" | "seraient"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::{english, french};

    #[test]
    fn who_took_the_floor() {
        assert_eq!(
            french("Paul Durand a pris la parole jeudi pour dénoncer une erreur."),
            ["fr.noun: Paul Durand: une erreur"]
        );
        assert_eq!(
            french("Paul Durand est sorti de son silence pour avertir que la trêve était fragile."),
            ["fr.que: Paul Durand: la trêve était fragile"]
        );
        assert_eq!(
            english("John Smith used his speech to warn that the truce might fail."),
            ["en.that: John Smith: the truce might fail"]
        );
        assert_eq!(
            english(
                "John Smith took to the airwaves in a television address to denounce the raid."
            ),
            ["en.noun: John Smith: the raid"]
        );
    }

    #[test]
    fn who_marched() {
        assert_eq!(
            french("Des milliers d'habitants ont défilé à Riga pour réclamer la paix."),
            ["fr.noun: Des milliers d'habitants: la paix"]
        );
        assert_eq!(
            english("Thousands of people marched in Riga on Monday to demand peace."),
            ["en.noun: Thousands of people: peace"]
        );
    }

    #[test]
    fn what_lies_ahead_is_not_said() {
        assert!(french("Paul Durand aura pris la parole pour dénoncer une erreur.").is_empty());
        assert!(
            english("John Smith will hold a press conference to denounce the raid.").is_empty()
        );
    }

    #[test]
    fn other_deeds_say_nothing() {
        assert!(french("Paul Durand a vendu sa maison pour contester une dette.").is_empty());
        assert!(english("John Smith moved to Riga to challenge the decree.").is_empty());
    }
}
