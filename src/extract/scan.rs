//! What rules read: the acts of saying of a document with their sentences, and where clauses end.

use std::collections::HashMap;
use std::ops::Range;

use super::cue::{Cue, Search, Standing};
use super::facts::SpeechAct;
use super::mention::Mention;
use super::subject;
use super::words;
use crate::text::{Document, ParagraphKind};

/// The most tokens that say on what occasion something was said.
const LONGEST_OCCASION: usize = 60;

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

/// Everything that rules read.
pub(super) struct Scan<'s> {
    /// Tokens, mentions, lexicon.
    pub(super) search: Search<'s>,
    /// Acts of saying in order.
    pub(super) cues: Vec<Cue<'s>>,
    /// The act whose verb group begins at a token.
    by_start: HashMap<usize, usize>,
    /// The first act whose subject begins at a token.
    by_subject: HashMap<usize, usize>,
}

impl<'s> Scan<'s> {
    /// Everything that rules read, indexed.
    pub(super) fn new(search: Search<'s>, cues: Vec<Cue<'s>>) -> Self {
        let by_start = cues
            .iter()
            .enumerate()
            .map(|(number, cue)| (cue.group.start, number))
            .collect();
        let by_subject = cues
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, cue)| cue.standing == Standing::Finite)
            .filter_map(|(number, cue)| cue.subject.map(|subject| (subject, number)))
            .collect();
        Self {
            search,
            cues,
            by_start,
            by_subject,
        }
    }

    /// The act whose verb group begins at a token.
    fn cue_at(&self, start: usize) -> Option<&Cue<'s>> {
        self.by_start
            .get(&start)
            .and_then(|number| self.cues.get(*number))
    }

    /// The finite act whose subject begins at a token.
    fn cue_of_subject(&self, subject: usize) -> Option<&Cue<'s>> {
        self.by_subject
            .get(&subject)
            .and_then(|number| self.cues.get(*number))
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

    /// Where the clause that begins at `from` ends within its sentence.
    pub(super) fn clause_end(&self, from: usize, sentence_number: usize) -> usize {
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
        if !comma && self.is_told_in(at, sentence) {
            return true;
        }
        // `… and officials said`: another act begins with its own subject.
        if matches!(word, "et" | "and" | "but" | "mais" | "while" | "as")
            && self.cue_of_subject(at + 1).is_some_and(|cue| {
                !cue.quoted && cue.group.start > from && cue.sentence == sentence
            })
        {
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
                (next == "sans" && (first + 1..first + 4).any(|at| self.at(at).ends_with("er"))
                    || next == "sans" && self.at(first + 1) == "plus")
                    || (next == "ce"
                        && matches!(self.at(first + 1), "qui" | "que" | "qu'" | "dont"))
                    || (matches!(next, "mais" | "alors" | "tandis")
                        && !matches!(self.at(first + 1), "que" | "qu'")
                        && next == "mais")
                    || (matches!(next, "alors" | "tandis")
                        && matches!(self.at(first + 1), "que" | "qu'"))
                    || next == "au" && self.at(first + 1) == "moment"
                    || next == "alors" && self.at(first + 1) == "meme"
                    || matches!(
                        next,
                        "poussant" | "suscitant" | "provoquant" | "entrainant" | "declenchant"
                    ) && !self.search.is_quoted(at)
            } else {
                matches!(next, "while" | "whereas" | "though" | "although")
                    || (next == "without" && self.at(first + 1).ends_with("ing"))
                    || (next == "but"
                        && self.at(first + 1) != "that"
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
                let shared = cue.standing == Standing::Finite && cue.shares && joint;
                let put_in = comma && first == start && cue.subject_end.is_some();
                hangs || shared || put_in
            })
    }

    /// Where content ends at the latest: an act in a relative clause between commas is over where the main verb comes.
    ///
    /// *Le ministre, qui a dit que la trêve tenait**,** a quitté la salle.*
    pub(super) fn relative_end(&self, cue: &Cue<'_>, content: &Range<usize>) -> usize {
        let mut at = cue.group.start;
        let first = self.sentence(cue.sentence).start;
        while at > first && self.search.is_filler(at - 1) {
            at -= 1;
        }
        let relative = at >= first + 2
            && matches!(self.at(at - 1), "qui" | "who" | "which")
            && self.at(at - 2) == ",";
        if !relative {
            return content.end;
        }
        content
            .clone()
            .find(|index| {
                self.at(*index) == ","
                    && !self.search.is_quoted(*index)
                    && self.resumes(index + 1, content.end)
            })
            .unwrap_or(content.end)
    }

    /// Whether a finite verb stands at a token, clitics and adverbs before it allowed.
    fn resumes(&self, from: usize, end: usize) -> bool {
        let mut at = from;
        while at < end.min(from + 4)
            && (matches!(
                self.at(at),
                "se" | "s'" | "ne" | "n'" | "y" | "en" | "l'" | "lui" | "leur"
            ) || self.search.is_filler(at) && !self.search.is_finite(at))
        {
            at += 1;
        }
        self.search.is_finite(at)
            || self.cue_at(from).is_some()
            || self
                .cue_at(at)
                .is_some_and(|cue| cue.standing == Standing::Finite)
            || !self.french() && super::cue::looks_past(self.at(at))
    }

    /// Whether nothing that is said follows an act: `…, the ministry said.`
    pub(super) fn closes(&self, cue: &Cue<'_>) -> bool {
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
                        at
                    }
                },
                |mention| mention.tokens.end,
            );
        }
        while at < sentence.end {
            let word = self.at(at);
            if word.starts_with('.') || word == "," || self.search.is_quote(at) {
                return true;
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

    /// Whether the attribution names a source rather than an occasion.
    pub(super) fn is_source(&self, at: usize) -> bool {
        let word = self.at(at);
        matches!(word, "selon" | "d'apres" | "according")
            || (word == "d'" && self.at(at + 1) == "apres")
            || (word == "a" && self.at(at + 2) == "croire")
    }

    /// Whether the journalist says what the words amount to: *…, a move that angered Rome · …, une annonce qui surprend*.
    fn comments_on(&self, at: usize) -> bool {
        matches!(self.at(at), "a" | "an" | "une" | "un")
            && (at + 1..at + 3).any(|index| {
                matches!(
                    self.at(index),
                    "move"
                        | "remark"
                        | "step"
                        | "claim"
                        | "charge"
                        | "comment"
                        | "reference"
                        | "allusion"
                        | "suggestion"
                        | "decision"
                        | "invitation"
                        | "annonce"
                        | "declaration"
                        | "mesure"
                        | "maniere"
                        | "facon"
                        | "accusation"
                        | "critique"
                        | "prise"
                )
            })
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
    pub(super) fn follows_quotation(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let mark = if self.at(before) == "," {
            before.wrapping_sub(1)
        } else {
            before
        };
        self.search.is_quote(mark)
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

    /// Whether the act stands in a subordinate clause that opens the sentence: *Si …, Alors que …, While …*.
    pub(super) fn is_subordinate(&self, cue: &Cue<'_>) -> bool {
        let sentence = self.sentence(cue.sentence);
        let opens = matches!(
            self.at(sentence.start),
            "si" | "alors"
                | "lorsque"
                | "tandis"
                | "quand"
                | "bien"
                | "while"
                | "although"
                | "though"
                | "as"
                | "when"
                | "after"
                | "if"
        );
        opens && !(sentence.start..cue.group.start).any(|index| self.at(index) == ",")
    }

    /// The end of the stretch after an act that only says when, where and to whom.
    pub(super) fn circumstances_end(&self, from: usize, sentence_number: usize) -> usize {
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
            {
                return at;
            }
            at += 1;
        }
        sentence.end
    }

    /// Whether any word of a range is a finite verb, as far as forms show.
    pub(super) fn has_finite(&self, range: &Range<usize>) -> bool {
        self.search.has_finite(range)
    }

    /// Whether a token is a number or word, not a sign.
    pub(super) fn is_text(&self, index: usize) -> bool {
        self.search.is_text(index)
    }

    /// The speakers that a subject names: itself, and those joined to it with *et*.
    pub(super) fn speakers(&self, subject: usize, postposed: bool) -> Vec<usize> {
        let mut list = vec![subject];
        let Some(mention) = self.search.mention_at(subject) else {
            return list;
        };
        let mut first = mention;
        while let Some(joined) = self.joined_before(first) {
            list.insert(0, joined.tokens.start);
            first = joined;
            if list.len() > 4 {
                break;
            }
        }
        if postposed || list.len() > 1 {
            let mut last = mention;
            while let Some(joined) = self.joined_after(last) {
                list.push(joined.tokens.start);
                last = joined;
                if list.len() > 6 {
                    break;
                }
            }
        }
        list
    }

    fn joined_before(&self, mention: &Mention) -> Option<&'s Mention> {
        let joint = mention.tokens.start.checked_sub(1)?;
        if !matches!(self.at(joint), "et" | "and" | "&") {
            return None;
        }
        // `Le ministre, Jean Roy, et la juge Anna Dahl ont dit`: the comma closes an apposition.
        let end = if joint > 0 && self.at(joint - 1) == "," {
            joint - 1
        } else {
            joint
        };
        // `le ministre et porte-parole, Jean Roy`: a second office of one person has no article.
        let lower = self
            .document()
            .token(mention.tokens.start)
            .is_some_and(|token| !token.capital);
        if self.french() && lower && mention.determiner == words::Determiner::None {
            return None;
        }
        self.search.mention_ending(end).filter(|other| {
            let apposition =
                end == joint || other.tokens.clone().any(|index| self.at(index) == ",");
            apposition
                && other.sentence == mention.sentence
                && other.inside.is_none()
                && !other.governed
        })
    }

    fn joined_after(&self, mention: &Mention) -> Option<&'s Mention> {
        if !matches!(self.at(mention.tokens.end), "et" | "and" | "&") {
            return None;
        }
        let next = self.search.mention_at(mention.tokens.end + 1)?;
        // `X et Y a dit`: what follows the joint must not start a clause of its own.
        (next.sentence == mention.sentence && !self.search.is_finite(next.tokens.end))
            .then_some(next)
    }

    /// The person or body to whom an act of saying is directed: *à l'AFP*, *told the BBC*.
    pub(super) fn addressee(&self, cue: &Cue<'_>, until: usize) -> Vec<usize> {
        let mut list = Vec::new();
        let mut at = cue.group.end;
        let object = !self.french()
            && cue
                .verb
                .frames
                .object
                .iter()
                .any(|what| what == "k" || what == "q");
        if object {
            if let Some(mention) = self.search.mention_at(at) {
                list.push(mention.tokens.start);
            }
            return list;
        }
        while at < until {
            let directed = if self.french() {
                (self.at(at) == "a" && self.document().lower(at) == "à")
                    || matches!(self.at(at), "au" | "aux")
            } else {
                self.at(at) == "to"
            };
            let start = if matches!(self.at(at), "au" | "aux") {
                at
            } else {
                at + 1
            };
            if directed
                && let Some(mention) = self.search.mention_at(start).filter(|mention| {
                    mention.class != super::mention::MentionClass::Place
                        && !self.is_capital_city(mention)
                })
            {
                list.push(mention.tokens.start);
                return list;
            }
            at += 1;
        }
        list
    }

    fn is_capital_city(&self, mention: &Mention) -> bool {
        mention
            .known
            .and_then(|id| self.search.lexicon.name(id))
            .is_some_and(|name| name.class == super::NameClass::Capital)
    }

    /// Whether the cue stands inside what is said rather than before it.
    pub(super) fn is_incise(&self, cue: &Cue<'_>) -> bool {
        subject::is_incise(&self.search, cue, &self.sentence(cue.sentence))
    }
}
