//! French attributions put into a quotation without closing it: *« Nous partons, a dit Roy. Il le faut. »*

use std::ops::Range;

use super::{Place, Search, Standing, is_free};
use crate::text::Language;

/// The most attributions put into one quotation; what has more is no prose.
const MOST: usize = 8;

impl Search<'_> {
    /// French attributions put into a quotation without closing it: *« Nous partons**, a dit Roy**. Il le faut. »*
    pub(in crate::extract) fn asides(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if !self.french() {
            return found;
        }
        let outermost = self
            .document
            .quotations()
            .iter()
            .filter(|quotation| quotation.parent.is_none() && quotation.inner.len() > 5);
        for quotation in outermost {
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
