//! Whether an act closes its sentence, so that what was said stands before it.
//!
//! > *…, Smith said. · …, the ministry said on Monday **after he met the envoy***

use super::super::cue::Cue;
use super::super::words;
use super::Scan;

impl Scan<'_> {
    /// Whether nothing that is said follows an act: `…, the ministry said.`
    pub(in crate::extract) fn closes(&self, cue: &Cue<'_>) -> bool {
        let sentence = self.sentence(cue.sentence);
        let mut at = cue.group.end;
        if cue
            .verb
            .frames
            .object
            .iter()
            .any(|what| what == "k" || what == "q")
        {
            // `Smith told the press.`
            at = self.search.mention_at(at).map_or_else(
                || {
                    if matches!(
                        self.at(at),
                        "reporters" | "journalists" | "him" | "her" | "them" | "us"
                    ) {
                        at + 1
                    } else {
                        self.audience_end(at, sentence.end)
                    }
                },
                |mention| mention.tokens.end,
            );
        }
        // `told a panel charged with reform`: what is said of those told.
        if at > cue.group.end
            && self.at(at).ends_with("ed")
            && words::preposition(self.at(at + 1), false)
        {
            at += 1;
        }
        while at < sentence.end {
            let word = self.at(at);
            if word.starts_with('.') || word == "," || self.search.is_quote(at) {
                return true;
            }
            // `the site says (in Russian)`
            let bracket = (word == "(")
                .then(|| (at..sentence.end).find(|index| self.at(*index) == ")"))
                .flatten();
            if let Some(bracket) = bracket {
                at = bracket + 1;
                continue;
            }
            if self.search.is_filler(at) {
                at += 1;
                continue;
            }
            let date = self
                .document()
                .dates_in(&(at..sentence.end))
                .next()
                .filter(|(_, date)| date.tokens.start == at);
            if let Some((_, date)) = date {
                at = date.tokens.end;
                continue;
            }
            if self.is_occasion_clause(at, sentence.end) {
                return true;
            }
            if words::preposition(word, false) && !matches!(word, "that") {
                // In, on, at a place or time of saying.
                at += 1;
                let mut steps = 0;
                while at < sentence.end
                    && steps < 8
                    && !self.search.is_quote(at)
                    && !self.at(at).starts_with('.')
                    && self.at(at) != ","
                {
                    if self.is_occasion_clause(at, sentence.end) {
                        return true;
                    }
                    if self.search.is_finite(at) {
                        return false;
                    }
                    at += 1;
                    steps += 1;
                }
                continue;
            }
            return false;
        }
        true
    }

    /// *…, Smith said on Monday **after he met the envoy***: a clause that closes the sentence and only says when.
    pub(in crate::extract) fn is_occasion_clause(&self, at: usize, end: usize) -> bool {
        let subject_end = match self.at(at + 1) {
            "he" | "she" | "they" | "it" => Some(at + 2),
            _ => self
                .search
                .mention_at(at + 1)
                .map(|mention| mention.tokens.end),
        };
        matches!(self.at(at), "after" | "before" | "as" | "when" | "while")
            && subject_end.is_some_and(|verb| self.search.is_finite(verb))
            && !(at..end).any(|index| self.search.is_quote(index) || self.at(index) == "that")
    }

    /// One past those told, where no list knows them: *told **a news conference** in Rome*.
    fn audience_end(&self, from: usize, end: usize) -> usize {
        const LONGEST: usize = 6;
        if words::determiner(self.at(from), false).is_none() {
            return from;
        }
        (from + 1..end.min(from + LONGEST))
            .find(|at| {
                !self.is_word(*at)
                    || words::preposition(self.at(*at), false)
                    || self.search.is_finite(*at)
                    || words::closed(self.at(*at), false)
            })
            .filter(|stop| !self.search.is_finite(*stop))
            .unwrap_or(from)
    }
}
