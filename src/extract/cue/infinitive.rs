//! French infinitives that are acts of saying: *tient à souligner · vient d'annoncer · a été le premier à condamner*.

use std::ops::Range;

use super::super::auxiliary::{has, is};
use super::super::inflect::Form;
use super::super::verb::Verb;
use super::{Cue, Search, Standing};

impl<'s> Search<'s> {
    /// *tient à souligner*, *vient d'annoncer*, *s'est contenté d'expliquer*, *avant d'ajouter*, *pour dénoncer*.
    pub(super) fn french_infinitive(
        &self,
        verb: &'s Verb,
        index: usize,
        sentence: &Range<usize>,
    ) -> Option<Cue<'s>> {
        let end = self.tail_end(verb, index + 1)?;
        let (mut at, reflexive, _) = self.clitics(index, sentence);
        if reflexive != verb.reflexive || at <= sentence.start + 1 {
            return None;
        }
        let particle = self.at(at - 1);
        // `a pris la parole pour dénoncer`
        if particle == "pour"
            && let Some(start) = self.floor_taken(at - 1, sentence)
        {
            let group = start..end;
            return Some(Self::cue(verb, Form::Infinitive, group, Standing::Finite));
        }
        if matches!(particle, "a" | "de" | "d'" | "par")
            || particle == "pour" && matches!(self.at(at - 2), "occasion" | "profite")
        {
            at -= 1;
        }
        if at == sentence.start {
            return None;
        }
        let helper = self.at(at - 1);
        // `a été le premier dirigeant à condamner`
        if particle == "a"
            && self.document.lower(at) == "à"
            && let Some(start) = self.first_to(at, sentence)
        {
            return Some(Self::cue(
                verb,
                Form::Infinitive,
                start..end,
                Standing::Finite,
            ));
        }
        let standing = match (helper, particle) {
            ("avant" | "apres", "de" | "d'") => Standing::Participial,
            // `…, non sans rappeler que`
            ("sans", _) if at > 1 && self.at(at - 2) == "non" => Standing::Participial,
            // `Et Roy d'ajouter que …`
            (_, "de" | "d'")
                if self.at(sentence.start) == "et"
                    && self
                        .mention_ending(at)
                        .is_some_and(|mention| mention.tokens.start == sentence.start + 1) =>
            {
                let mut cue = Self::cue(verb, Form::Infinitive, at..end, Standing::Finite);
                cue.subject = Some(sentence.start + 1);
                return Some(cue);
            }
            ("et", "de" | "d'")
                if at - 1 == sentence.start || self.at(at.wrapping_sub(2)) == "," =>
            {
                Standing::Participial
            }
            ("tenu" | "tient" | "tenait" | "tenaient" | "tiennent" | "tint", "a") => {
                Standing::Finite
            }
            ("vient" | "venait" | "viennent" | "vint", "de" | "d'") => Standing::Finite,
            // `n'a pas manqué de saluer`, `n'ont pas tardé à dénoncer`, `ne cesse de réclamer`
            (
                "manque" | "manquent" | "tarde" | "hesite" | "hesitent" | "cesse" | "cessent"
                | "continue" | "continuent" | "continuait" | "continuaient" | "commence" | "jusqu'",
                "de" | "d'" | "a" | "par",
            ) => Standing::Finite,
            ("contente" | "empresse" | "borne" | "limite", "de" | "d'" | "a") => Standing::Finite,
            // `a profité de l'occasion pour rappeler`, `a pris soin de préciser`, `a jugé bon de rappeler`
            ("occasion" | "profite", "pour" | "de" | "d'")
            | ("soin" | "peine" | "bon" | "utile" | "contraint", "de" | "d'")
            | ("plait", "a") => Standing::Finite,
            // `a dû admettre`, `est venu rappeler`
            ("venu" | "venue" | "venus" | "venues", _) => Standing::Finite,
            ("du", _) if self.document.lower(at - 1) == "dû" => Standing::Finite,
            // Who tried to explain has explained.
            ("cherche" | "tente" | "essaye" | "efforce", "a" | "de" | "d'")
                if is_addressed(verb) =>
            {
                Standing::Finite
            }
            // `…, peut-on lire dans le communiqué`
            ("-on", _) if matches!(self.at(at.wrapping_sub(2)), "peut" | "pouvait" | "pourra") => {
                Standing::Finite
            }
            ("voulu" | "souhaite" | "ose" | "fini" | "prefere" | "cru" | "aussi", _) => {
                Standing::Finite
            }
            _ => return None,
        };
        let led = matches!(
            helper,
            "occasion" | "profite" | "soin" | "peine" | "bon" | "utile" | "jusqu'"
        );
        let mut inverted = (helper == "-on").then_some(at - 1);
        let mut start = at - 1 - usize::from(inverted.is_some());
        if standing == Standing::Finite {
            for _ in 0..7 {
                if start == sentence.start {
                    break;
                }
                let word = self.at(start - 1);
                let pronoun = ["il", "elle", "on"].iter().any(|end| word.ends_with(end));
                if word.starts_with('-') && pronoun {
                    inverted = Some(start - 1);
                    start -= 1;
                    continue;
                }
                let part = has(word) && self.document.lower(start - 1) != "à"
                    || is(word)
                    || matches!(word, "s'" | "se" | "n'" | "ne" | "pas")
                    || led && leads(word)
                    || self.is_adverb(start - 1);
                if !part {
                    break;
                }
                start -= 1;
            }
        }
        let double = matches!(
            helper,
            "manque" | "manquent" | "tarde" | "hesite" | "hesitent" | "cesse" | "cessent"
        );
        let negated = !double && (start..index).any(|at| matches!(self.at(at), "n'" | "ne"));
        let mut cue = Self::cue(verb, Form::Infinitive, start..end, standing);
        cue.inverted = inverted;
        cue.negated = negated;
        Some(cue)
    }

    /// Where the verb begins that says who was the first or last to do something: ***a été** le premier chef d'État à · **est
    /// devenu** le dernier à*.
    fn first_to(&self, joint: usize, sentence: &Range<usize>) -> Option<usize> {
        const LONGEST: usize = 5;
        let rank = (joint.saturating_sub(LONGEST).max(sentence.start)..joint)
            .rev()
            .take_while(|at| self.is_word(*at) && !self.is_finite(*at))
            .find(|at| {
                matches!(
                    self.at(*at),
                    "premier" | "premiere" | "premiers" | "dernier" | "derniere" | "seul" | "seule"
                ) && matches!(self.at(at - 1), "le" | "la" | "les")
            })?;
        let mut start = rank - 1;
        // `a été hier le premier`
        let days = self.document.dates_in(&(start - 1..start)).next();
        if let Some((_, day)) = days.filter(|(_, day)| day.tokens.end == start) {
            start = day.tokens.start;
        }
        while start > sentence.start
            && (has(self.at(start - 1)) && self.document.lower(start - 1) != "à"
                || is(self.at(start - 1))
                || matches!(self.at(start - 1), "ete" | "devenu" | "devenue"))
        {
            start -= 1;
        }
        (start + 1 < rank && (is(self.at(start)) || has(self.at(start)))).then_some(start)
    }
}

/// Words of the verbs that lead to an infinitive: *est **allé** jusqu'à*, *a **saisi l'**occasion de*, *a **pris** soin de*.
fn leads(word: &str) -> bool {
    matches!(
        word,
        "l'" | "la"
            | "cette"
            | "va"
            | "vont"
            | "alle"
            | "allee"
            | "alles"
            | "allees"
            | "pris"
            | "prend"
            | "prennent"
            | "profite"
            | "profitent"
            | "saisi"
            | "saisit"
            | "juge"
    )
}

/// Whether a verb says what is told to somebody, so that who tries to do it has spoken.
fn is_addressed(verb: &Verb) -> bool {
    matches!(
        verb.lemma.as_str(),
        "expliquer"
            | "rassurer"
            | "clarifier"
            | "faire comprendre"
            | "faire valoir"
            | "relativiser"
            | "minimiser"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::french;

    #[test]
    fn an_occasion_taken() {
        assert_eq!(
            french("Paul Durand a profité de l'occasion pour rappeler que la trêve tenait."),
            ["fr.que: Paul Durand: la trêve tenait"]
        );
    }

    #[test]
    fn who_was_first_yesterday() {
        assert_eq!(
            french("Paul Durand a été hier le premier dirigeant à condamner le raid."),
            ["fr.noun: Paul Durand: le raid"]
        );
    }

    #[test]
    fn who_was_first() {
        assert_eq!(
            french("Paul Durand a été le premier dirigeant à condamner le raid."),
            ["fr.noun: Paul Durand: le raid"]
        );
    }

    #[test]
    fn what_nobody_hides() {
        assert_eq!(
            french("Paul Durand n'a pas caché que la trêve était fragile."),
            ["fr.que: Paul Durand: la trêve était fragile"]
        );
    }
}
