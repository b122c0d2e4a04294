//! English forms that are acts of saying: *has said · went on to say · saying · was told by*.

use std::ops::Range;

use super::super::inflect::Form;
use super::super::verb::Verb;
use super::super::words;
use super::{Cue, Place, Search, Standing};
use crate::text::Language;

impl<'s> Search<'s> {
    /// What a form of a verb is where it stands, if it is an act of saying.
    pub(super) fn english_reading(
        &self,
        verb: &'s Verb,
        form: Form,
        here: &Place<'_>,
    ) -> Option<Cue<'s>> {
        let (index, sentence) = (here.index, here.sentence);
        let end = self.tail_end(verb, index + 1)?;
        // `said no to the deal`, but `said no date had been set`
        if verb.tail.last().is_some_and(|word| word == "no")
            && self.is_word(end)
            && self.at(end) != "to"
        {
            return None;
        }
        let mut start = index;
        let mut negated = false;
        while start > sentence.start && self.is_adverb(start - 1) && self.at(start - 1) != "had" {
            negated |= matches!(self.at(start - 1), "not" | "never" | "n't");
            start -= 1;
        }
        let before = if start > sentence.start {
            self.at(start - 1)
        } else {
            ""
        };
        negated |= before.ends_with("n't");
        let finite = |start: usize, negated: bool| {
            let mut cue = Self::cue(verb, form, start..end, Standing::Finite);
            cue.negated = negated;
            Some(cue)
        };
        let be = matches!(
            before,
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "being"
                | "am"
                | "'s"
                | "'re"
                | "'m"
                | "isn't"
                | "wasn't"
                | "aren't"
                | "weren't"
        );
        let have = matches!(
            before,
            "has" | "have" | "had" | "'ve" | "hasn't" | "haven't" | "hadn't"
        );
        let modal = matches!(
            before,
            "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "shall"
                | "should"
                | "to"
                | "'ll"
                | "'d"
        );
        let alone = matches!(
            before,
            "several" | "some" | "many" | "others" | "one" | "both" | "most" | "few" | "all"
        );
        let determined = (words::determiner(before, false).is_some() && !alone)
            || words::preposition(before, false)
            || matches!(before, "'s" | "'" | "no" | "such" | "its")
                // `'We will stay,' said Roy`
                && !(start > sentence.start && self.is_quote(start - 1));
        match form {
            Form::Past | Form::Participle => {
                if have {
                    return finite(self.english_auxiliaries(start, sentence), negated);
                }
                if be {
                    let start = self.english_auxiliaries(start, sentence);
                    return self.passive(verb, start..end, sentence, "by");
                }
                if form == Form::Participle && verb.lemma != "say" {
                    // A participle without auxiliary: only with its agent.
                    if !determined {
                        return self.passive(verb, index..end, sentence, "by");
                    }
                    return None;
                }
                // `companies said to have paid`: nobody speaks.
                let reputed = verb.lemma == "say"
                    && self.at(end) == "to"
                    && matches!(self.at(end + 1), "be" | "have");
                if determined
                    || modal
                    || reputed
                    || self.at(end) == "by"
                    || form == Form::Participle
                {
                    return None;
                }
                // `the proposed plan` has its determiner further left; `officials proposed` has not.
                finite(start, negated)
            }
            Form::Present => {
                let subject = matches!(
                    before,
                    "he" | "she" | "it" | "who" | "which" | "that" | "and" | "but" | "one"
                ) || self.mention_ending(start).is_some()
                    || (start > sentence.start && self.is_quote(start - 1))
                    || (before == "," && verb.frames.quotation);
                (subject && !determined && !self.is_object_noun(start))
                    .then(|| finite(start, negated))
                    .flatten()
            }
            Form::PresentPlural => {
                if matches!(
                    before,
                    "did" | "do" | "does" | "didn't" | "doesn't" | "don't"
                ) {
                    return finite(start - 1, negated || before.ends_with("n't"));
                }
                if before == "to"
                    && matches!(self.at(start.wrapping_sub(2)), "on" | "wanted")
                    && self.at(start.wrapping_sub(3)) == "went"
                {
                    return finite(start - 3, negated);
                }
                let plural = matches!(before, "they" | "we" | "i" | "you" | "who" | "people")
                    || self
                        .mention_ending(start)
                        .is_some_and(|mention| mention.plural)
                    || self.is_plural_behind_complement(start, sentence);
                (plural && !modal && !self.is_object_noun(start))
                    .then(|| finite(start, negated))
                    .flatten()
            }
            Form::Gerund => {
                // `it is encouraging to hear`, `the news is worrying`: how something is found to be.
                if be && self.is_found_so(verb, start, end) {
                    return None;
                }
                if be {
                    return finite(self.english_auxiliaries(start, sentence), negated);
                }
                if matches!(before, "and" | "or") && self.goes_on_gerund(start - 1, sentence) {
                    return None;
                }
                if self.is_of_evidence(verb, start) {
                    return None;
                }
                let hangs = matches!(
                    before,
                    "," | "and" | "by" | "while" | "in" | "or" | "but" | "—" | "–"
                ) || self.mention_ending(start).is_some()
                    || (start > sentence.start && self.is_quote(start - 1))
                    || start == sentence.start
                    || self.is_word(start.wrapping_sub(1)) && !determined;
                let quoted_as = before == "as" && verb.frames.clause;
                if !(hangs || quoted_as) || (determined && !matches!(before, "by" | "in" | "as")) {
                    return None;
                }
                let mut cue = Self::cue(verb, form, start..end, Standing::Participial);
                cue.negated = negated;
                Some(cue)
            }
            _ => None,
        }
    }

    /// ***Officials** in the region say*: several, of whom a complement says more before their verb.
    fn is_plural_behind_complement(&self, verb: usize, sentence: &Range<usize>) -> bool {
        const LONGEST: usize = 8;
        let first = verb.saturating_sub(LONGEST).max(sentence.start + 1);
        let joint = (first..verb)
            .rev()
            .take_while(|at| {
                self.is_word(*at)
                    && !self.is_finite(*at)
                    && !matches!(self.at(*at), "to" | "that" | "and")
                    || self.at(*at) == "to" && words::determiner(self.at(at + 1), false).is_some()
            })
            .filter(|at| {
                matches!(
                    self.at(*at),
                    "of" | "in" | "from" | "at" | "to" | "for" | "on" | "with" | "near"
                )
            })
            .last();
        joint.is_some_and(|joint| {
            joint + 1 < verb
                && self.mention_ending(joint).is_some_and(|mention| {
                    mention.plural && mention.tokens.start <= sentence.start + 3
                })
        })
    }

    /// *reports **confirming** that Rome complied*: what evidence shows nobody says.
    fn is_of_evidence(&self, verb: &Verb, start: usize) -> bool {
        matches!(
            verb.lemma.as_str(),
            "confirm" | "show" | "suggest" | "indicate" | "highlight" | "question"
        ) && matches!(
            self.at(start.wrapping_sub(1)),
            "reports"
                | "report"
                | "evidence"
                | "data"
                | "images"
                | "footage"
                | "documents"
                | "figures"
                | "results"
                | "intelligence"
        )
    }

    /// *accused Rome of breaking the truce **and** denouncing the deal*: one more of the things that a preposition governs.
    fn goes_on_gerund(&self, joint: usize, sentence: &Range<usize>) -> bool {
        const LONGEST: usize = 30;
        let first = joint.saturating_sub(LONGEST).max(sentence.start);
        (first..joint)
            .rev()
            .take_while(|at| !self.is_finite(*at) && self.at(*at) != ",")
            .any(|at| {
                matches!(self.at(at), "of" | "for" | "from" | "against")
                    && self.at(at + 1).len() > 5
                    && self.at(at + 1).ends_with("ing")
            })
    }

    /// Whether the gerund of a verb that asks for a person has none: *is **encouraging** to hear*, *is **alarming** that*.
    fn is_found_so(&self, verb: &Verb, start: usize, end: usize) -> bool {
        let feels = matches!(
            verb.lemma.as_str(),
            "encourage"
                | "worry"
                | "alarm"
                | "challenge"
                | "convince"
                | "threaten"
                | "menace"
                | "concern"
        );
        let impersonal = matches!(
            self.at(start.wrapping_sub(2)),
            "it" | "this" | "that" | "what" | "which" | "there"
        );
        let next = self.at(end);
        feels
            && (matches!(next, "to" | "that" | "for" | "and" | "but" | ",")
                || next.starts_with('.')
                || impersonal && self.mention_at(end).is_none())
    }

    /// *denied social media **reports** that …*, *rejected a Russian media **report***: a noun whose phrase began before the
    /// mention that seems to be its subject.
    fn is_object_noun(&self, at: usize) -> bool {
        self.mention_ending(at).is_some_and(|mention| {
            let Some(before) = mention.tokens.start.checked_sub(1) else {
                return false;
            };
            let article = mention.determiner == words::Determiner::None
                && matches!(self.at(before), "a" | "an")
                || matches!(self.at(mention.tokens.start), "a" | "an");
            let object = mention.determiner == words::Determiner::None
                && mention.name.is_none()
                && self.lexicon.verbs(Language::English).knows(self.at(before));
            article && !self.at(at).ends_with('s') || object
        })
    }

    fn english_auxiliaries(&self, start: usize, sentence: &Range<usize>) -> usize {
        let mut at = start;
        while at > sentence.start {
            let word = self.at(at - 1);
            let part = matches!(
                word,
                "has"
                    | "have"
                    | "had"
                    | "'ve"
                    | "is"
                    | "are"
                    | "was"
                    | "were"
                    | "been"
                    | "be"
                    | "being"
                    | "not"
                    | "hasn't"
                    | "haven't"
                    | "hadn't"
                    | "will"
                    | "would"
            ) || self.is_adverb(at - 1);
            if !part {
                break;
            }
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::english;

    #[test]
    fn a_report_that_is_denied_says_nothing_itself() {
        assert_eq!(
            english("John Smith has denied a local media report that the port was closed."),
            ["en.noun: John Smith: a local media report that the port was closed"]
        );
    }

    #[test]
    fn how_something_is_found_to_be() {
        assert_eq!(
            english("John Smith said this: \"It is encouraging to hear of a truce.\""),
            ["en.colon: John Smith: It is encouraging to hear of a truce"]
        );
    }

    #[test]
    fn several_of_whom_a_complement_says_more() {
        assert_eq!(
            english("Officials in the region say that the truce holds."),
            ["en.that: Officials: the truce holds"]
        );
    }
}
