//! What rules read: the acts of saying of a document with their sentences, and where clauses end.

mod clause;
mod closing;
mod comment;
mod parties;
mod subordinate;

use std::ops::Range;

use super::cue::{Cue, Search, Standing};
use super::facts::SpeechAct;
use super::subject;
use crate::text::{Document, ParagraphKind};

/// A statement as a rule finds it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// First tokens of the mentions of those who said it.
    pub(super) speakers: Vec<usize>,
    /// First tokens of the mentions of those to whom it was said.
    pub(super) addressees: Vec<usize>,
    /// First tokens of the mentions of relays.
    pub(super) via: Vec<usize>,
    /// What was said.
    pub(super) content: Vec<Range<usize>>,
    /// The attributing words.
    pub(super) cue: Range<usize>,
    /// Where the date of saying may stand.
    pub(super) circumstances: Range<usize>,
    /// The act.
    pub(super) act: SpeechAct,
    /// The rule.
    pub(super) rule: &'static str,
    /// Between 0 and 1; also decides between findings that claim the same words.
    pub(super) confidence: f64,
    /// Whether the verb was negated.
    pub(super) negated: bool,
}

impl Found {
    /// What a rule found: no words and nobody yet, an assertion to nobody in particular, without a relay and not negated.
    pub(super) fn by(rule: &'static str, confidence: f64) -> Self {
        Self {
            speakers: Vec::new(),
            addressees: Vec::new(),
            via: Vec::new(),
            content: Vec::new(),
            cue: 0..0,
            circumstances: 0..0,
            act: SpeechAct::Assert,
            rule,
            confidence,
            negated: false,
        }
    }
}

/// Everything that rules read.
pub(super) struct Scan<'s> {
    /// Tokens, mentions, lexicon.
    pub(super) search: Search<'s>,
    /// Acts of saying in order.
    pub(super) cues: Vec<Cue<'s>>,
    /// The act whose verb group begins at a token.
    by_start: Vec<Option<usize>>,
    /// The first act whose subject begins at a token.
    by_subject: Vec<Option<usize>>,
}

impl<'s> Scan<'s> {
    /// Everything that rules read, indexed.
    pub(super) fn new(search: Search<'s>, cues: Vec<Cue<'s>>) -> Self {
        let tokens = search.document.tokens().list().len();
        let mut by_start = vec![None; tokens];
        let mut by_subject = vec![None; tokens];
        for (number, cue) in cues.iter().enumerate() {
            if let Some(slot) = by_start.get_mut(cue.group.start) {
                *slot = Some(number);
            }
            let subject = cue.subject.filter(|_| cue.standing == Standing::Finite);
            if let Some(slot) = subject.and_then(|subject| by_subject.get_mut(subject)) {
                slot.get_or_insert(number);
            }
        }
        Self {
            search,
            cues,
            by_start,
            by_subject,
        }
    }

    /// The act whose verb group begins at a token.
    pub(in crate::extract) fn cue_at(&self, start: usize) -> Option<&Cue<'s>> {
        let number = self.by_start.get(start).copied().flatten()?;
        self.cues.get(number)
    }

    /// The finite act whose subject begins at a token.
    pub(in crate::extract) fn cue_of_subject(&self, subject: usize) -> Option<&Cue<'s>> {
        let number = self.by_subject.get(subject).copied().flatten()?;
        self.cues.get(number)
    }

    pub(super) fn document(&self) -> &'s Document<'s> {
        self.search.document
    }

    pub(super) fn at(&self, index: usize) -> &'s str {
        self.search.at(index)
    }

    pub(super) fn french(&self) -> bool {
        self.search.french()
    }

    /// The name of a rule that reads both languages.
    pub(super) fn rule(&self, french: &'static str, english: &'static str) -> &'static str {
        if self.french() { french } else { english }
    }

    /// The tokens of a cue's sentence.
    pub(super) fn sentence(&self, number: usize) -> Range<usize> {
        self.document()
            .sentences()
            .get(number)
            .map_or(0..0, |sentence| sentence.tokens.clone())
    }

    /// Whether a sentence stands in the headline.
    pub(super) fn in_title(&self, number: usize) -> bool {
        let paragraph = self
            .document()
            .sentences()
            .get(number)
            .and_then(|sentence| self.document().paragraphs().get(sentence.paragraph));
        paragraph.is_some_and(|paragraph| paragraph.kind == ParagraphKind::Title)
    }

    /// The acts of a sentence, with their numbers.
    pub(super) fn cues_of(&self, sentence: usize) -> impl Iterator<Item = (usize, &Cue<'s>)> {
        let from = self.cues.partition_point(|cue| cue.sentence < sentence);
        self.cues
            .iter()
            .enumerate()
            .skip(from)
            .take_while(move |(_, cue)| cue.sentence == sentence)
    }

    /// Whether a token opens an outermost quotation; its inner tokens and the end with its mark.
    pub(super) fn quotation_at(&self, index: usize) -> Option<&'s crate::text::Quotation> {
        let list = self.document().quotations();
        let at = list.partition_point(|quotation| quotation.outer.start < index);
        list.get(at)
            .filter(|quotation| quotation.outer.start == index)
    }

    /// The outermost quotation around a token.
    pub(super) fn quotation_around(&self, index: usize) -> Option<&'s crate::text::Quotation> {
        let list = self.document().quotations();
        let upto = list.partition_point(|quotation| quotation.outer.start <= index);
        list.get(..upto)?
            .iter()
            .rev()
            .take(8)
            .find(|quotation| quotation.parent.is_none())
            .filter(|quotation| quotation.inner.contains(&index))
    }

    /// Whether a word stands at a token.
    pub(super) fn is_word(&self, index: usize) -> bool {
        self.search.is_word(index)
    }

    /// Whether a token ends what is said: `.`, `!`, `?`, a comma at the end of content.
    pub(super) fn is_stop(&self, index: usize) -> bool {
        let word = self.at(index);
        word.starts_with('.') || matches!(word, "," | ";" | ":" | "–" | "—" | "-" | "…")
    }

    /// A range without separating signs at its ends and, where it is one whole quotation, without its marks.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (range.start, range.end);
        loop {
            let before = (start, end);
            while start < end
                && (self.is_stop(start) || matches!(self.at(start), ")" | "]" | "»" | "”"))
            {
                start += 1;
            }
            while end > start
                && (self.is_stop(end - 1) || matches!(self.at(end - 1), "(" | "[" | "«" | "“"))
            {
                end -= 1;
            }
            if let Some(quotation) = self.quotation_at(start).filter(|quotation| {
                quotation.outer.end == end && quotation.inner.len() + 1 < end - start + 1
            }) && !quotation.inner.is_empty()
            {
                return quotation.inner.clone();
            }
            // A mark without its partner within the range.
            if start < end
                && self.search.is_quote(start)
                && self
                    .quotation_at(start)
                    .is_none_or(|quotation| quotation.outer.end > end)
                && !self.search.is_quoted(start)
            {
                start += 1;
            }
            if before == (start, end) {
                return start..end;
            }
        }
    }

    /// How the next token after `at` moves: over a whole outermost quotation at once.
    pub(super) fn over(&self, at: usize) -> usize {
        match self.quotation_at(at) {
            Some(quotation) if quotation.closed && quotation.parent.is_none() => {
                quotation.outer.end
            }
            _ => at + 1,
        }
    }

    /// Whether any word of a range is a finite verb, as far as forms show.
    pub(super) fn has_finite(&self, range: &Range<usize>) -> bool {
        self.search.has_finite(range)
    }

    /// Whether words are a clause, as far as forms show: a finite verb, or a pronoun that needs one.
    pub(super) fn is_clause(&self, words: &Range<usize>) -> bool {
        const SUBJECTS: [&str; 14] = [
            "je", "j'", "nous", "on", "il", "elle", "ils", "elles", "i", "we", "he", "she", "they",
            "it",
        ];
        self.has_finite(words) || words.clone().any(|at| SUBJECTS.contains(&self.at(at)))
    }

    /// Whether a token is a number or word, not a sign.
    pub(super) fn is_text(&self, index: usize) -> bool {
        self.search.is_text(index)
    }

    /// Whether the cue stands inside what is said rather than before it.
    pub(super) fn is_incise(&self, cue: &Cue<'_>) -> bool {
        subject::is_incise(&self.search, cue, &self.sentence(cue.sentence))
    }
}
