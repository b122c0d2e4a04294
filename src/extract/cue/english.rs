//! English forms that are acts of saying: *has said · went on to say · saying · was told by*.

use std::ops::Range;

use super::super::inflect::Form;
use super::super::mention::Mention;
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
                // `the plan dubbed "Falcon" began`: whoever calls something so names it first.
                let called = self.is_quote(end)
                    && !verb.frames.quotation
                    && verb.frames.quality.iter().any(String::is_empty);
                // `companies said to have paid`: nobody speaks.
                let reputed = verb.lemma == "say"
                    && self.at(end) == "to"
                    && matches!(self.at(end + 1), "be" | "have");
                if determined
                    || modal
                    || reputed
                    || called
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
                    || (before == "," && verb.frames.quotation)
                    || before == "," && self.before_aside(start - 1, sentence).is_some();
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
                    && let Some(lead) = self.lead_start(verb, start - 1, sentence)
                {
                    return self.led_to(verb, lead..end, sentence);
                }
                // `marched in Rome to demand`
                if before == "to"
                    && let Some(first) = self.floor_taken(start - 1, sentence)
                {
                    return Some(Self::cue(verb, Form::Past, first..end, Standing::Finite));
                }
                let plural = matches!(before, "they" | "we" | "i" | "you" | "who" | "people")
                    || self
                        .mention_ending(start)
                        .is_some_and(|mention| mention.plural)
                    || self.is_plural_behind_complement(start, sentence)
                    || self.is_joined(start, sentence)
                    || before == "," && self.is_plural_before_aside(start - 1, sentence);
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
                // `left after saying that`, but `after declaring a truce`: what somebody did.
                let led = leads_clause(before)
                    && (verb.lemma == "say"
                        || self.opens_clause(end)
                        || self.tells_that(verb, end));
                let hangs = matches!(
                    before,
                    "," | "and" | "by" | "while" | "in" | "or" | "but" | "—" | "–"
                ) || led
                    || self.mention_ending(start).is_some()
                    || (start > sentence.start && self.is_quote(start - 1))
                    || start == sentence.start
                    || self.is_word(start.wrapping_sub(1)) && !determined;
                let told = verb.frames.object.iter().any(|what| what == "k");
                let quoted_as = before == "as" && (verb.frames.clause || told);
                if !(hangs || quoted_as)
                    || (determined && !led && !matches!(before, "by" | "in" | "as"))
                {
                    return None;
                }
                let mut cue = Self::cue(verb, form, start..end, Standing::Participial);
                cue.negated = negated;
                Some(cue)
            }
            _ => None,
        }
    }

    /// *has sought to assure*, *trying to reassure*: an infinitive that is done, since a verb before it leads to it.
    fn led_to(
        &self,
        verb: &'s Verb,
        group: Range<usize>,
        sentence: &Range<usize>,
    ) -> Option<Cue<'s>> {
        let start = self.english_auxiliaries(group.start, sentence);
        let first = self.at(start);
        // `will seek to assure`, `is expected to continue to say`: nothing has been said yet.
        let ahead = (start..group.start).any(|at| matches!(self.at(at), "will" | "would"))
            || matches!(
                self.at(start.wrapping_sub(1)),
                "to" | "may" | "might" | "could" | "should" | "must" | "can"
            ) && start > sentence.start;
        if ahead {
            return None;
        }
        let hangs = start == group.start && first.ends_with("ing");
        let standing = if hangs {
            Standing::Participial
        } else {
            Standing::Finite
        };
        let form = if hangs { Form::Gerund } else { Form::Past };
        let not =
            |at: usize| matches!(self.at(at), "not" | "never") || self.at(at).ends_with("n't");
        let mut cue = Self::cue(verb, form, start..group.end, standing);
        cue.negated = (start.saturating_sub(1)..group.end).any(not)
            && !(start..group.end).any(|at| self.at(at) == "hesitate");
        Some(cue)
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
                    "of" | "in"
                        | "from"
                        | "at"
                        | "to"
                        | "for"
                        | "on"
                        | "with"
                        | "near"
                        | "including"
                        | "such"
                        | "like"
                        | "across"
                        | "around"
                )
            })
            .last();
        joint.is_some_and(|joint| {
            // `people close to the envoy say`
            let adjective = matches!(
                self.at(joint - 1),
                "close" | "familiar" | "loyal" | "opposed" | "allied" | "linked"
            );
            joint + 1 < verb
                && self
                    .mention_ending(joint - usize::from(adjective))
                    .is_some_and(|mention| {
                        mention.plural && mention.tokens.start <= sentence.start + 3
                    })
        })
    }

    /// ***France and Germany** say*, *UN, AU urge*: two or more, each of whom is one.
    fn is_joined(&self, verb: usize, sentence: &Range<usize>) -> bool {
        let Some(last) = self.mention_ending(verb) else {
            return false;
        };
        let Some(joint) = last
            .tokens
            .start
            .checked_sub(1)
            .filter(|joint| *joint > sentence.start)
        else {
            return false;
        };
        let end = joint - usize::from(self.at(joint - 1) == ",");
        let other = match self.at(joint) {
            "and" | "&" => self.mention_ending(end),
            // A headline has a comma for *and*.
            "," => self
                .mention_ending(joint)
                .filter(|other| other.tokens.start == sentence.start && other.name.is_some()),
            _ => None,
        };
        other.is_some_and(|other| other.inside.is_none() && !other.governed && !last.governed)
    }

    /// ***Many states**, among them Latvia and Estonia, say*: several, of whom an aside without a verb says more.
    fn is_plural_before_aside(&self, close: usize, sentence: &Range<usize>) -> bool {
        self.before_aside(close, sentence)
            .is_some_and(|mention| mention.plural)
    }

    /// Who stands before an aside between commas that has no verb of its own: ***Riga**, however, seeks* · ***officials**, who
    /// asked not to be named, say*.
    fn before_aside(&self, close: usize, sentence: &Range<usize>) -> Option<&'s Mention> {
        const LONGEST: usize = 14;
        let first = close.saturating_sub(LONGEST).max(sentence.start + 1);
        let open = (first..close).rev().find(|at| self.at(*at) == ",")?;
        let inner = open + 1..close;
        let plain = inner.clone().all(|at| self.is_text(at));
        let relative = matches!(self.at(open + 1), "who" | "which" | "whose");
        let light = self.is_adverb(open + 1) && inner.len() == 1
            || self.adverbial_end(open + 1) == Some(close)
            || matches!(self.at(open + 1), "among" | "including" | "such" | "like");
        self.mention_ending(open).filter(|mention| {
            plain && (relative || light && !self.has_finite(&inner)) && mention.inside.is_none()
        })
    }

    /// *The truce will not hold, **analysts believe**.*
    pub(super) fn closes_with_thinker(&self, cue: &Cue<'_>, sentence: &Range<usize>) -> bool {
        let start = cue.group.start;
        let closes = cue.group.end >= sentence.end || self.at(cue.group.end).starts_with('.');
        if !closes
            || start <= sentence.start + 2
            || cue.verb.lemma != "believe" && cue.verb.lemma != "think"
        {
            return false;
        }
        let who = match self.at(start - 1) {
            "he" | "she" | "they" => Some(start - 1),
            _ => self.mention_ending(start).map(|who| who.tokens.start),
        };
        who.is_some_and(|who| who > sentence.start && self.at(who - 1) == ",")
    }

    /// Whether a clause or a quotation begins at a token: *that*, or a subject with its verb.
    fn opens_clause(&self, at: usize) -> bool {
        self.is_quote(at)
            || matches!(
                self.at(at),
                "that" | "he" | "she" | "they" | "it" | "we" | "there"
            )
            || self
                .mention_at(at)
                .is_some_and(|subject| self.is_finite(subject.tokens.end))
    }

    /// Whether *that* stands behind the person whom a verb takes: *warning **organisers** that they would be stopped*.
    fn tells_that(&self, verb: &Verb, at: usize) -> bool {
        const LONGEST: usize = 4;
        verb.frames.object.iter().any(|what| what == "k")
            && (at + 1..at + LONGEST).any(|that| self.at(that) == "that")
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
        // `Roy is threatening to leave`: what somebody says that he will do.
        let own = next == "to"
            && matches!(verb.lemma.as_str(), "threaten" | "menace")
            && self.mention_ending(start.wrapping_sub(1)).is_some();
        feels
            && !own
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

    pub(super) fn english_auxiliaries(&self, start: usize, sentence: &Range<usize>) -> usize {
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

/// *He left **after** saying that*, *fled **despite** promising to stay*: before a gerund, words that open what would be a clause.
fn leads_clause(word: &str) -> bool {
    matches!(word, "after" | "despite" | "since" | "upon")
}

#[cfg(test)]
mod tests;
