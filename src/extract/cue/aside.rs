//! Attributions put into a quotation without closing it: *« Nous partons, a dit Roy. Il le faut. »*

use std::ops::Range;

use super::super::inflect::Form;
use super::super::mention::MentionClass;
use super::super::words;
use super::{Place, Search, Standing, is_free};
use crate::text::Language;

/// The most attributions put into one quotation; what has more is no prose.
const MOST: usize = 8;

impl Search<'_> {
    /// Attributions put into a quotation without closing it: *« Nous partons**, a dit Roy**. Il le faut. »*
    pub(in crate::extract) fn asides(&self) -> Vec<Range<usize>> {
        let mut found = self.quoted_verbs();
        let outermost = self
            .document
            .quotations()
            .iter()
            .filter(|quotation| quotation.parent.is_none() && quotation.inner.len() > 5);
        for quotation in outermost {
            // *"We stay, said Roy.*: the closing mark was lost, and what is said ends where its sentence says who said it.
            if !quotation.closed
                && let Some(lost) = self.attribution_behind(&quotation.inner)
            {
                found.push(lost..quotation.inner.end);
                continue;
            }
            if !self.french() {
                continue;
            }
            let mut at = quotation.inner.start + 1;
            let limit = found.len() + MOST;
            while at < quotation.inner.end && found.len() < limit {
                if matches!(self.at(at - 1), "," | "!" | "?" | "…" | "–" | "—")
                    && let Some(end) = self.aside_end(at, quotation.inner.end)
                {
                    found.push(at..end);
                    at = end;
                }
                at += 1;
            }
        }
        found
    }

    /// Where the attribution begins that ends the first sentence of a quotation.
    fn attribution_behind(&self, inner: &Range<usize>) -> Option<usize> {
        let number = self.document.sentence_of(inner.start)?;
        let end = self
            .document
            .sentences()
            .get(number)?
            .tokens
            .end
            .min(inner.end);
        (inner.start + 3..end)
            .filter(|at| self.at(at - 1) == ",")
            .find(|at| {
                if self.french() {
                    return self
                        .aside_end(*at, end)
                        .is_some_and(|close| close == end || self.at(close).starts_with('.'));
                }
                self.english_attribution(*at, end)
            })
    }

    /// *said Roy in an interview*, *Roy said*: from a token to the end of the sentence.
    fn english_attribution(&self, at: usize, end: usize) -> bool {
        let says = |at: usize| {
            self.lexicon
                .verbs(Language::English)
                .at(self.document, at)
                .any(|(verb, form, _)| {
                    verb.frames.quotation && matches!(form, Form::Past | Form::Present)
                })
        };
        let person = |at: usize| {
            let pronoun = matches!(self.at(at), "he" | "she" | "they").then_some(at + 1);
            pronoun.or_else(|| {
                self.mention_at(at)
                    .filter(|mention| is_free(mention) && mention.class == MentionClass::Person)
                    .map(|mention| mention.tokens.end)
            })
        };
        let before = person(at).filter(|verb| says(*verb)).map(|verb| verb + 1);
        let after = says(at).then(|| person(at + 1)).flatten();
        before
            .or(after)
            .is_some_and(|past| past <= end && !self.has_finite(&(past..end)))
    }

    /// *Rome **« regrette »** la décision*, *Rome « condamne **fermement »** l'attaque*: words of which only the verb is the
    /// speaker's, while its subject and its object are the journalist's.
    fn quoted_verbs(&self) -> Vec<Range<usize>> {
        const LONGEST: usize = 3;
        let verbs = self.lexicon.verbs(self.document.language());
        self.document
            .quotations()
            .iter()
            .filter(|quotation| {
                let inner = &quotation.inner;
                let outside = quotation.outer.start.wrapping_sub(1);
                let spoken = |at: usize| verbs.knows(self.at(at)) && !self.is_adverb(at);
                quotation.parent.is_none()
                    && quotation.closed
                    && (1..=LONGEST).contains(&inner.len())
                    && inner.clone().filter(|at| spoken(*at)).count() == 1
                    && inner.clone().all(|at| spoken(at) || self.is_adverb(at))
                    && self.is_word(outside)
                    && words::determiner(self.at(outside), self.french()).is_none()
                    && (!words::preposition(self.at(outside), self.french())
                        || self.document.lower(outside) == "a")
                    && (words::determiner(self.at(quotation.outer.end), self.french()).is_some()
                        || matches!(self.at(quotation.outer.end), "que" | "qu'" | "that")
                        || self.mention_at(quotation.outer.end).is_some())
            })
            .map(|quotation| quotation.inner.clone())
            .collect()
    }

    /// One past the attribution that begins at a token within a quotation.
    fn aside_end(&self, at: usize, end: usize) -> Option<usize> {
        let sentence = at..end;
        let here = |index: usize| Place {
            index,
            sentence: &sentence,
            quotes: true,
        };
        let verbs = self.lexicon.verbs(Language::French);
        let cue = (at..end.min(at + 5))
            .filter(|index| verbs.knows(self.at(*index)))
            .find_map(|index| self.best_reading(&here(index)))
            .filter(|cue| {
                cue.group.start == at
                    && cue.standing == Standing::Finite
                    && (cue.verb.frames.quotation || cue.verb.frames.clause)
            })?;
        let personal = cue
            .group
            .clone()
            .any(|index| matches!(self.at(index), "m'" | "me" | "nous" | "vous" | "t'" | "te"));
        if personal {
            return None;
        }
        let mut from = self.skip_circumstances(cue.group.end, end);
        if cue.inverted.is_none() {
            while self
                .mention_at(from)
                .is_none_or(|mention| !is_free(mention))
            {
                from = self.skip_circumstances(self.occasion_end(from, end)?, end);
            }
            from = self.mention_at(from)?.tokens.end;
        }
        // Up to the comma or stop that closes it.
        (from..end.min(from + 16))
            .find(|index| self.at(*index) == "," || self.at(*index).starts_with('.'))
            .or_else(|| (from + 16 > end).then_some(end))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::{english, french};

    #[test]
    fn a_verb_alone_in_quotation_marks() {
        assert_eq!(
            french("Paul Durand « regrette » cette décision."),
            ["fr.noun: Paul Durand: cette décision"]
        );
    }

    #[test]
    fn behind_a_quotation_that_nothing_closes() {
        assert_eq!(
            french(
                "« La trêve tiendra longtemps, a dit Paul Durand dans une interview. L'armée est partie."
            ),
            ["fr.aside: Paul Durand: La trêve tiendra longtemps"]
        );
        assert_eq!(
            english(
                "\"The truce will hold for long, said John Smith in an interview. The army left."
            ),
            ["en.aside: John Smith: The truce will hold for long"]
        );
    }

    #[test]
    fn with_its_adverb() {
        assert_eq!(
            french("Paul Durand a « fermement condamné » le raid."),
            ["fr.noun: Paul Durand: le raid"]
        );
    }
}
