//! French forms that are acts of saying: *a-t-il ajouté · s'est félicité · tient à souligner · soulignant*.

use std::ops::Range;

use super::super::auxiliary::{has, is};
use super::super::inflect::Form;
use super::super::verb::Verb;
use super::super::words;
use super::{Cue, Place, Search, Standing};
use crate::text::Language;

impl<'s> Search<'s> {
    /// What a form of a verb is where it stands, if it is an act of saying; `exact` says whether its accents agree.
    pub(super) fn french_reading(
        &self,
        verb: &'s Verb,
        form: Form,
        exact: bool,
        here: &Place<'_>,
    ) -> Option<Cue<'s>> {
        let (index, sentence) = (here.index, here.sentence);
        match form {
            // `a, indique la source, rappelé`: *indique* is no *indiqué* where accents are written.
            Form::Participle if exact || !self.accents => {
                self.french_participle(verb, index, sentence)
            }
            Form::Gerund if exact => self.french_gerund(verb, index),
            Form::Infinitive if exact => self.french_infinitive(verb, index, sentence),
            _ if exact || !self.accents => self.french_finite(verb, form, index, sentence),
            _ => None,
        }
    }

    /// *a déclaré*, *a-t-il ajouté*, *s'est félicité*, *est accusé par*, *annoncé par*.
    fn french_participle(
        &self,
        verb: &'s Verb,
        index: usize,
        sentence: &Range<usize>,
    ) -> Option<Cue<'s>> {
        let end = self.tail_end(verb, index + 1)?;
        let mut at = index;
        let mut inverted = None;
        let mut negated = false;
        let mut passive = false;
        for _ in 0..8 {
            if at == sentence.start {
                break;
            }
            at -= 1;
            let word = self.at(at);
            if let Some(pronoun) = word.strip_prefix('-')
                && (pronoun.ends_with("il")
                    || pronoun.ends_with("elle")
                    || pronoun.ends_with("ils")
                    || pronoun.ends_with("elles")
                    || pronoun.ends_with("on"))
            {
                inverted = Some(at);
                continue;
            }
            if has(word) && self.document.lower(at) != "à" {
                let (start, reflexive, denied) = self.clitics(at, sentence);
                negated |= denied;
                if reflexive || verb.reflexive {
                    return None;
                }
                if passive {
                    return self.passive(verb, start..end, sentence, "par");
                }
                let mut cue = Self::cue(verb, Form::Participle, start..end, Standing::Finite);
                if word == "ayant" {
                    cue.standing = Standing::Participial;
                }
                cue.inverted = inverted;
                cue.negated = negated;
                return Some(cue);
            }
            if is(word) || word == "ete" {
                let (start, reflexive, denied) = self.clitics(at, sentence);
                negated |= denied;
                if reflexive {
                    if !verb.reflexive {
                        return None;
                    }
                    let mut cue = Self::cue(verb, Form::Participle, start..end, Standing::Finite);
                    cue.inverted = inverted;
                    cue.negated = negated;
                    return Some(cue);
                }
                if word == "ete" {
                    passive = true;
                    continue;
                }
                if verb.reflexive {
                    return None;
                }
                return self.passive(verb, start..end, sentence, "par");
            }
            // `a « salué l'accord »`: the quotation opens with the participle.
            let opening =
                self.is_quote(at) && !self.is_quoted(at) && !self.is_quoted(at.wrapping_sub(1));
            if opening && (at + 1 == index || !self.is_quoted(index)) {
                continue;
            }
            // `a, indique la même source, rappelé`
            if word == ","
                && let Some(open) = self.aside_after_auxiliary(at, sentence)
            {
                at = open;
                continue;
            }
            negated |= matches!(word, "pas" | "jamais");
            let aside = matches!(
                word,
                "," | "au"
                    | "contraire"
                    | "effet"
                    | "part"
                    | "sa"
                    | "cote"
                    | "pour"
                    | "d'"
                    | "autre"
                    | "l'"
                    | "exemple"
                    | "revanche"
                    | "quant"
                    | "lui"
                    | "elle"
                    | "dans"
                    | "foulee"
                    | "moins"
                    | "du"
                    | "le"
                    | "soir"
                    | "matin"
                    | "lors"
                    | "fin"
                    | "premier"
                    | "temps"
                    | "ce"
                    | "ores"
            ) || word == "et" && self.at(at.wrapping_sub(1)) == "ores"
                || self.document.dates_in(&(at..at + 1)).next().is_some();
            if !(self.is_adverb(at) || aside) {
                // `a mardi soir dans un entretien annoncé`
                match self.auxiliary_before(index, sentence) {
                    Some(auxiliary) if auxiliary < at => at = auxiliary + 1,
                    _ => break,
                }
            }
        }
        if verb.reflexive {
            return None;
        }
        // `a salué l'accord et appelé à`: the auxiliary of the act before serves again.
        let mut joint = index;
        while joint > sentence.start
            && self.is_adverb(joint - 1)
            && !matches!(self.at(joint - 1), "de" | "a" | "en" | "par")
        {
            joint -= 1;
        }
        let joined = joint > sentence.start
            && (matches!(self.at(joint - 1), "et" | "puis" | "mais" | "ou")
                || self.at(joint - 1) == "," && self.opens_complement(end));
        // `l'Italie, menacée d'asphyxie`: nor does a feminine share the auxiliary of another verb.
        let singular =
            !self.at(index).ends_with("es") && !self.document.lower(index).ends_with("ée");
        let others = joined
            && self.at(joint - 1) != ","
            && self.document.lower(index).ends_with('é')
            && self.opens_complement(end)
            && self.follows_perfect(joint - 1, sentence);
        // `menés sous l'égide de Rome et soutenus par Paris`: a passive of its own.
        let agent = self.at(end) == "par" && self.mention_at(end + 1).is_some();
        if joined && singular && !agent && (others || self.shares_auxiliary(joint - 1, sentence)) {
            let mut cue = Self::cue(verb, Form::Participle, joint..end, Standing::Finite);
            cue.shares = true;
            return Some(cue);
        }
        self.passive(verb, index..end, sentence, "par")
    }

    /// The comma that opens the aside which the comma at `close` ends, where it parts *avoir* from its participle.
    fn aside_after_auxiliary(&self, close: usize, sentence: &Range<usize>) -> Option<usize> {
        const LONGEST: usize = 12;
        let open = (sentence.start + 1..close)
            .rev()
            .take(LONGEST)
            .find(|index| self.at(*index) == ",")?;
        (has(self.at(open - 1)) && self.document.lower(open - 1) != "à").then_some(open)
    }

    /// The auxiliary that nothing but adverbs, days and circumstances part from the participle at `index`.
    fn auxiliary_before(&self, index: usize, sentence: &Range<usize>) -> Option<usize> {
        const LONGEST: usize = 9;
        const WITH_ASIDE: usize = 18;
        let reach = if (index.saturating_sub(LONGEST).max(sentence.start)..index)
            .any(|at| self.at(at) == ",")
        {
            WITH_ASIDE
        } else {
            LONGEST
        };
        let from = index.saturating_sub(reach).max(sentence.start);
        let auxiliary = (from..index).rev().find(|at| {
            (has(self.at(*at)) || is(self.at(*at))) && self.document.lower(*at) != "à"
        })?;
        let mut at = auxiliary + 1;
        while at < index {
            // `a, quant à lui, une fois de plus invité`, `a en outre, devant la presse, dénoncé`
            if self.at(at) == ","
                && let Some(close) = (at + 1..index).find(|close| self.at(*close) == ",")
                && !self.has_finite(&(at + 1..close))
            {
                at = close + 1;
                continue;
            }
            if self.at(at).starts_with('-') || self.is_quoted(at) || !self.is_text(at) {
                return None;
            }
            if let Some(end) = self.adverbial_end(at).filter(|end| *end <= index) {
                at = end;
                continue;
            }
            let lead = usize::from(matches!(
                self.at(at),
                "le" | "ce" | "cette" | "des" | "depuis" | "fin" | "debut" | "mi"
            ));
            let date = self
                .document
                .dates_in(&(at..index))
                .next()
                .map(|(_, date)| date.tokens.clone())
                .filter(|date| date.start == at || date.start == at + lead);
            if let Some(date) = date.filter(|date| date.end <= index) {
                at = date.end;
                continue;
            }
            // `dans un entretien`, `à Genève`, `depuis Rome`: to the participle, without a verb of its own.
            let opens = matches!(
                self.document.lower(at),
                "à" | "dans" | "sur" | "devant" | "depuis" | "dès" | "lors" | "en" | "au"
            );
            if opens {
                let plain = (at + 1..index).all(|word| {
                    self.is_text(word)
                        && !self.is_finite(word)
                        && !matches!(self.at(word), "que" | "qu'" | "qui" | "dont" | "et")
                });
                return (plain && index <= at + 6).then_some(auxiliary);
            }
            if !self.is_adverb(at) {
                return None;
            }
            at += 1;
        }
        Some(auxiliary)
    }

    /// Whether the complement of an act of saying may begin at a token: *appelé **les** siens à*, *dit **que***.
    fn opens_complement(&self, at: usize) -> bool {
        let word = self.at(at);
        matches!(word, "que" | "qu'" | "de" | "d'" | "contre" | "pour")
            || self.document.lower(at) == "à"
            || words::determiner(word, true).is_some() && self.document.lower(at) != "dès"
            || self.is_quote(at)
            || self.mention_at(at).is_some()
    }

    /// Whether a perfect with *avoir* of a verb of saying stands before in the sentence.
    fn shares_auxiliary(&self, before: usize, sentence: &Range<usize>) -> bool {
        let verbs = self.lexicon.verbs(Language::French);
        (sentence.start..before).any(|index| {
            has(self.at(index))
                && self.document.lower(index) != "à"
                && !self.is_quoted(index)
                && (index + 1..(index + 6).min(before)).any(|later| {
                    verbs
                        .at(self.document, later)
                        .any(|(_, form, exact)| form == Form::Participle && exact)
                })
        })
    }

    /// Whether a perfect with *avoir* of any verb stands before with nothing but its object between: *a suspendu la Syrie et
    /// demandé à l'armée de …*.
    fn follows_perfect(&self, before: usize, sentence: &Range<usize>) -> bool {
        let perfect = (sentence.start + 1..before).rev().find(|index| {
            has(self.at(*index))
                && self.document.lower(*index) != "à"
                && self.document.lower(*index) != "ayant"
                && !self.is_quoted(*index)
        });
        perfect.is_some_and(|auxiliary| {
            let mut verb = auxiliary + 1;
            while verb < before && self.is_adverb(verb) {
                verb += 1;
            }
            let participle = self.document.lower(verb);
            let shaped = ["é", "i", "u", "is", "it", "ert"]
                .iter()
                .any(|ending| participle.len() > 2 && participle.ends_with(ending));
            shaped
                && participle != "été"
                && !(verb + 1..before)
                    .any(|at| matches!(self.at(at), "qui" | "que" | "qu'" | "dont" | ";" | ":"))
        })
    }

    fn french_finite(
        &self,
        verb: &'s Verb,
        form: Form,
        index: usize,
        sentence: &Range<usize>,
    ) -> Option<Cue<'s>> {
        let mut end = self.tail_end(verb, index + 1)?;
        let (mut start, reflexive, denied) = self.clitics(index, sentence);
        if reflexive != verb.reflexive {
            return None;
        }
        let asked = index > sentence.start && self.is_asked_pronoun(verb, index - 1, sentence);
        start -= usize::from(self.is_object_pronoun(start, sentence) || start == index && asked);
        let before = if start > sentence.start {
            self.at(start - 1)
        } else {
            ""
        };
        let lower_before = if start > sentence.start {
            self.document.lower(start - 1)
        } else {
            ""
        };
        // `la demande`, `de critique`, `en réponse`: a noun.
        let determined = words::determiner(before, true).is_some()
            || (words::preposition(before, true) && !(before == "a" && lower_before == "a"));
        if determined
            || before.starts_with('-')
            || matches!(before, "a" | "ont" | "tres" | "aucune" | "chaque" | "cette")
                && form != Form::Infinitive
        {
            return None;
        }
        if self.at(start) == "l'"
            && start + 1 == index
            && !asked
            && !matches!(
                before,
                "il" | "elle" | "on" | "qui" | "ils" | "elles" | "ne"
            )
        {
            return None;
        }
        let mut inverted = None;
        let after = self.at(end);
        if let Some(pronoun) = after.strip_prefix('-') {
            if pronoun.ends_with("il")
                || pronoun.ends_with("elle")
                || pronoun.ends_with("ils")
                || pronoun.ends_with("elles")
                || pronoun.ends_with("on")
            {
                inverted = Some(end);
                end += 1;
            } else {
                return None;
            }
        }
        let mut cue = Self::cue(verb, form, start..end, Standing::Finite);
        cue.inverted = inverted;
        cue.negated = denied && self.at(end) != "que";
        Some(cue)
    }

    fn french_gerund(&self, verb: &'s Verb, index: usize) -> Option<Cue<'s>> {
        let end = self.tail_end(verb, index + 1)?;
        let mut start = index;
        // The adverb.
        if self.at(index) == "maintenant" && self.at(index.wrapping_sub(1)) != "en" {
            return None;
        }
        let reflexive = matches!(self.at(index.wrapping_sub(1)), "se" | "s'");
        if reflexive != verb.reflexive {
            return None;
        }
        if reflexive {
            start -= 1;
        }
        let negated = matches!(self.at(start.wrapping_sub(1)), "ne" | "n'");
        // `lui reprochant de`
        if start > 0 && matches!(self.at(start - 1), "lui" | "leur") {
            start -= 1;
        }
        if matches!(self.at(start.wrapping_sub(1)), "en" | "tout") {
            start -= 1;
        }
        let mut cue = Self::cue(verb, Form::Gerund, start..end, Standing::Participial);
        cue.negated = negated;
        Some(cue)
    }
}
