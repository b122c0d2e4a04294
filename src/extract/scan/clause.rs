//! Where clauses end: at what the text says of what was said, at the next act, at the close of a quotation.
//!
//! > *Roy a dit que la trêve tenait**, ajoutant** … · said the truce held**, while** Rome …*

use super::super::cue::Standing;
use super::super::facts::SpeechAct;
use super::Scan;

/// The most tokens that say on what occasion something was said.
const LONGEST_OCCASION: usize = 60;

impl Scan<'_> {
    /// Where the clause that begins at `from` ends within its sentence.
    pub(in crate::extract) fn clause_end(&self, from: usize, sentence_number: usize) -> usize {
        let sentence = self.sentence(sentence_number);
        let quoted = self.search.is_quoted(from.saturating_sub(1));
        let mut at = from;
        while at < sentence.end {
            if at > from && self.ends_clause(at, from, sentence_number) {
                return at;
            }
            if quoted && !self.search.is_quoted(at) {
                return at;
            }
            at = self.over(at).min(sentence.end);
        }
        sentence.end
    }

    /// Whether the clause that began at `from` is over at this token.
    fn ends_clause(&self, at: usize, from: usize, sentence: usize) -> bool {
        let word = self.at(at);
        // `(in which others accused Rome of fraud), Paris left`
        if word == ")" && !(from..at).any(|index| self.at(index) == "(") {
            return true;
        }
        // `to respect their "statehood," according to Rome`: behind a closing mark.
        let closed = at > from + 1
            && self.search.is_quote(at - 1)
            && self.at(at - 2) == ","
            && self.follows_quotation(at);
        if closed && !self.french() && self.search.attribution_at(at) && self.is_source(at) {
            return true;
        }
        let comma = word == ",";
        let first = if comma { at + 1 } else { at };
        let next = self.at(first);
        if word == ";" || word == ":" && !self.is_word(at + 1) {
            return word == ";";
        }
        if comma
            && self.search.attribution_at(first)
            && (self.is_source(first) || self.is_last_aside(first, sentence))
        {
            return true;
        }
        if comma && self.comments_on(first) {
            return true;
        }
        // `…, which Rome denies`, `…, des accusations que Rome rejette`: the answer of another.
        let relative = if next == "which" {
            Some(first + 1)
        } else {
            matches!(self.at(first + 2), "que" | "qu'").then_some(first + 3)
        };
        if let Some(subject) = relative.filter(|_| comma)
            && self.cue_of_subject(subject).is_some_and(|cue| {
                matches!(cue.verb.act, SpeechAct::Deny | SpeechAct::Reject) && !cue.quoted
            })
        {
            return true;
        }
        if !comma && self.is_told_in(at, sentence) {
            return true;
        }
        // `… and officials said`: another act begins with its own subject.
        if matches!(word, "et" | "and" | "but" | "mais" | "while" | "as")
            // `said that A and that B`: the clause goes on.
            && !matches!(self.at(at + 1), "that" | "que" | "qu'")
            && self.cue_of_subject(at + 1).is_some_and(|cue| {
                !cue.quoted && cue.group.start > from && cue.sentence == sentence
            })
            // `depuis que Rome et Paris ont convenu`: the last member of a row.
            && self
                .search
                .mention_at(at + 1)
                .is_none_or(|last| self.joined_before(last).is_none())
        {
            return true;
        }
        // `Rome affirmant que la trêve tient et Paris accusant …`: the next of two that stand side by side.
        if matches!(word, "et" | "and" | "with" | "avec") && self.is_absolute(at + 1) {
            return true;
        }
        // `Rome accuse Paris de mentir, Paris accuse Rome de tricher`
        if comma && self.french() && self.is_next_clause(first, from, sentence) {
            return true;
        }
        // `… que la trêve tient alors que l'armée avance`: the journalist sets one against the other.
        let against = if self.french() {
            matches!(word, "alors" | "tandis") && matches!(self.at(at + 1), "que" | "qu'")
        } else {
            matches!(word, "amid" | "whereas") && at > from + 3
        };
        if against && !self.search.is_quoted(at) {
            return true;
        }
        let closes_quote = at > from && self.search.is_quote(at - 1) && !self.search.is_quoted(at);
        if comma {
            let closing = if self.french() {
                (next == "non" && self.at(first + 1) == "sans")
                    || (next == "sans"
                        && ((first + 1..first + 4).any(|at| self.at(at).ends_with("er"))
                            || self.at(first + 1) == "plus"))
                    || (next == "ce"
                        && matches!(self.at(first + 1), "qui" | "que" | "qu'" | "dont"))
                    || (next == "mais"
                        && !matches!(self.at(first + 1), "que" | "qu'")
                        && !self.foretells(first + 1, from, sentence))
                    || (matches!(next, "alors" | "tandis")
                        && matches!(self.at(first + 1), "que" | "qu'"))
                    || next == "apres" && matches!(self.at(first + 1), "que" | "qu'")
                    || next == "au" && matches!(self.at(first + 1), "moment" | "lendemain")
                    || next == "en"
                        && matches!(self.at(first + 1), "allusion" | "reference" | "reaction")
                    || closes_quote && self.is_apposed(first)
                    || next == "a" && self.tells_time(first + 1)
                    || next == "alors" && self.at(first + 1) == "meme"
                    || matches!(
                        next,
                        "poussant"
                            | "suscitant"
                            | "provoquant"
                            | "entrainant"
                            | "declenchant"
                            | "citant"
                    ) && !self.search.is_quoted(at)
            } else {
                matches!(next, "while" | "whereas" | "though" | "although")
                    || (next == "without" && self.at(first + 1).ends_with("ing"))
                    || (next == "but"
                        && self.at(first + 1) != "that"
                        && !self.goes_on_ahead(first + 1)
                        && !self.search.is_quote(first + 1))
            };
            if closing {
                return true;
            }
        }
        let own = !self.french()
            && comma
            && self
                .cue_of_subject(first)
                .is_some_and(|cue| cue.group.start > from && self.closes(cue));
        own || [first, first + 1, first + 2]
            .into_iter()
            .filter_map(|start| self.cue_at(start))
            .any(|cue| {
                let start = cue.group.start;
                if start <= from || cue.sentence != sentence {
                    return false;
                }
                let joint = first == start
                    || (self.is_joint(first) && first + 1 == start)
                    || (self.is_joint(first)
                        && self.search.is_filler(first + 1)
                        && first + 2 == start);
                // `dénonce l'accord estimant que`, `condemned the plan saying it`: a clause follows.
                let clause = cue.verb.frames.clause
                    && matches!(
                        self.at(cue.group.end),
                        "que" | "qu'" | "that" | "it" | "he" | "she" | "they" | "there"
                    );
                let hangs = cue.standing == Standing::Participial
                    && (comma || self.is_joint(at) || closes_quote || clause)
                    && joint;
                // `said the rebels had refused and insisted`: the second act is the rebels' too.
                let inner = cue.subject.is_some_and(|subject| subject >= from);
                let finite = cue.standing == Standing::Finite && !self.waits(from, at);
                let shared = finite && cue.shares && joint && !inner;
                let put_in = comma && first == start && cue.subject_end.is_some();
                hangs || shared || put_in
            })
    }

    /// *said he would come, but **the deal should** be changed*: a clause of what ought to be or lies ahead is the speaker's.
    fn goes_on_ahead(&self, start: usize) -> bool {
        const LONGEST: usize = 8;
        let end = self
            .search
            .mention_at(start)
            .map_or(start, |subject| subject.tokens.end);
        self.cue_of_subject(start).is_none()
            && (end..start + LONGEST)
                .take_while(|at| self.is_word(*at))
                .find(|at| self.search.is_finite(*at))
                .is_some_and(|verb| {
                    verb > start && matches!(self.at(verb), "should" | "would" | "must" | "could")
                })
    }

    /// Whether the next verb of a clause behind *mais* stands in a tense in which words are reported and no journalist goes
    /// on: *a dit que Rome tendait la main, mais **ne céderait** pas*.
    fn foretells(&self, from: usize, clause: usize, sentence: usize) -> bool {
        const REACH: usize = 8;
        let end = self.sentence(sentence).end.min(from + REACH);
        let opened = matches!(self.at(clause.wrapping_sub(1)), "que" | "qu'");
        let verb = (from..end)
            .take_while(|at| self.is_word(*at) && !self.search.is_quoted(*at))
            .find(|at| self.search.is_finite(*at));
        opened
            && verb.is_some_and(|at| {
                ["ra", "ront", "rait", "raient"]
                    .iter()
                    .any(|ending| self.at(at).ends_with(ending))
                    && self.cue_at(at).is_none()
            })
    }

    /// Whether a participle of saying with its own subject begins at a token: *et **Paris accusant Rome de tricher***.
    fn is_absolute(&self, start: usize) -> bool {
        let Some(mention) = self.search.mention_at(start) else {
            return false;
        };
        self.cue_at(mention.tokens.end).is_some_and(|cue| {
            cue.standing == Standing::Participial && cue.subject == Some(mention.tokens.start)
        })
    }

    /// Whether the next main clause begins behind a comma, with its subject and its act of saying side by side. Behind a
    /// conjunction (*si Rome cède, Paris exigera plus*) it only goes on.
    fn is_next_clause(&self, start: usize, from: usize, sentence: usize) -> bool {
        let conjunction = |at: usize| {
            matches!(
                self.at(at),
                "si" | "s'"
                    | "lorsque"
                    | "lorsqu'"
                    | "quand"
                    | "alors"
                    | "tant"
                    | "puisque"
                    | "comme"
                    | "quoique"
                    | "bien"
                    | "parce"
                    | "apres"
                    | "avant"
                    | "dont"
                    | "qui"
                    | "que"
                    | "qu'"
            ) || self.document().lower(at) == "où"
        };
        // `dit que, lors d'une visite, Rome a demandé`: the clause has yet to get its verb.
        let waits = matches!(self.at(from - 1), "que" | "qu'") && !self.has_finite(&(from..start));
        !self.search.is_quoted(start)
            && !waits
            && self.cue_of_subject(start).is_some_and(|cue| {
                let beside = self
                    .search
                    .mention_at(start)
                    .is_some_and(|mention| mention.tokens.end == cue.group.start);
                beside && cue.sentence == sentence && !cue.verb.frames.light()
            })
            && !(from..start).any(conjunction)
    }

    /// Whether the attribution names a source rather than an occasion.
    pub(in crate::extract) fn is_source(&self, at: usize) -> bool {
        let word = self.at(at);
        matches!(word, "selon" | "d'apres" | "according")
            || (word == "d'" && self.at(at + 1) == "apres")
            || (word == "a" && self.at(at + 2) == "croire")
    }

    /// Whether the occasion of saying closes the sentence without a comma: *… la fin des combats **dans un communiqué**.*
    fn is_told_in(&self, at: usize, sentence: usize) -> bool {
        matches!(self.at(at), "in" | "at" | "during" | "dans" | "lors" | "au")
            && !self.search.is_quoted(at)
            && self.search.names_utterance(at)
            && {
                // What is longer is no occasion.
                let end = self.sentence(sentence).end;
                end <= at + LONGEST_OCCASION && !self.has_finite(&(at..end))
            }
    }

    /// Whether no comma follows in the sentence: the occasion closes it and says when, not what.
    fn is_last_aside(&self, at: usize, sentence: usize) -> bool {
        !self
            .sentence(sentence)
            .any(|index| index > at && self.at(index) == ",")
    }

    /// Whether a token stands right after a closing mark.
    pub(in crate::extract) fn follows_quotation(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let mark = if self.at(before) == "," {
            before.wrapping_sub(1)
        } else {
            before
        };
        // `… to leave." Smith said that …`: a quotation that a stop ends is over, and the sentence is a new one.
        let list = self.document().sentences();
        let apart = self
            .document()
            .sentence_of(at)
            .is_some_and(|number| list.get(number).is_some_and(|here| here.tokens.start == at))
            && mark
                .checked_sub(1)
                .is_some_and(|last| !matches!(self.at(last), "," | "!" | "?" | "–" | "—"));
        !apart
            && self.search.is_quote(mark)
            && !self.search.is_quoted(mark)
            && mark > 0
            && self.search.is_quoted(mark - 1)
    }

    fn is_joint(&self, index: usize) -> bool {
        matches!(
            self.at(index),
            "et" | "and" | "puis" | "mais" | "but" | "ou" | "while" | "before" | "en" | "tout"
        )
    }

    /// The end of the stretch after an act that only says when, where and to whom.
    pub(in crate::extract) fn circumstances_end(
        &self,
        from: usize,
        sentence_number: usize,
    ) -> usize {
        let sentence = self.sentence(sentence_number);
        let mut at = from;
        while at < sentence.end {
            let word = self.at(at);
            if self.search.is_quote(at)
                || word == ","
                || word == ":"
                || word == ";"
                || word.starts_with('.')
                || matches!(word, "!" | "?" | "que" | "qu'" | "that")
                || self
                    .cue_at(at)
                    .is_some_and(|next| next.standing == Standing::Participial)
            {
                return at;
            }
            at += 1;
        }
        sentence.end
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::french;

    #[test]
    fn the_next_clause_has_its_own_subject() {
        assert_eq!(
            french("Paul Durand accuse l'armée de mentir, John Smith accuse la police de tricher."),
            [
                "fr.asked: Paul Durand: mentir",
                "fr.asked: John Smith: tricher"
            ]
        );
    }

    #[test]
    fn reported_words_go_on_behind_but() {
        assert_eq!(
            french(
                "Paul Durand a annoncé que la ville était prête à parler, mais ne céderait pas."
            ),
            ["fr.que: Paul Durand: la ville était prête à parler, mais ne céderait pas"]
        );
        assert_eq!(
            french(
                "Paul Durand a annoncé que la ville était prête à parler, mais a quitté la salle."
            ),
            ["fr.que: Paul Durand: la ville était prête à parler"]
        );
    }
}
