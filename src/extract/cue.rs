//! Acts of saying: a verb of saying with its auxiliaries, and who its subject is.
//!
//! > *a-t-il ajouté · s'est félicité · n'a pas précisé · tient à souligner · soulignant · has said · saying*

mod adverb;
mod aside;
mod chain;
mod clitic;
mod english;
mod finite;
mod french;
mod infinitive;
mod purpose;

use std::ops::Range;

use super::inflect::Form;
use super::lexicon::{Lexicon, SpeechNoun};
use super::mention::{Mention, MentionClass, beginning_at};
use super::verb::Verb;
use super::words;
pub(super) use finite::looks_past;

use crate::text::{Document, Language, TokenKind};

/// The most acts of saying in one sentence; what has more is no prose.
const MOST: usize = 24;

/// How the verb stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Finite, with a subject of its own.
    Finite,
    /// *soulignant que*, *saying that*: the subject is that of the clause it hangs on.
    Participial,
    /// *accusé par X de*, *announced by X*.
    Passive,
}

/// An act of saying.
#[derive(Clone, Debug)]
pub(super) struct Cue<'l> {
    /// The verb.
    pub(super) verb: &'l Verb,
    /// Its form.
    pub(super) form: Form,
    /// Auxiliaries, adverbs between, verb and fixed tail.
    pub(super) group: Range<usize>,
    /// How it stands.
    pub(super) standing: Standing,
    /// Whether the subject is a pronoun put after its verb: its token.
    pub(super) inverted: Option<usize>,
    /// Whether it is negated.
    pub(super) negated: bool,
    /// First token of the mention that is its subject.
    pub(super) subject: Option<usize>,
    /// Where the subject follows its verb: one past the subject.
    pub(super) subject_end: Option<usize>,
    /// Its sentence.
    pub(super) sentence: usize,
    /// Whether it stands between quotation marks.
    pub(super) quoted: bool,
    /// Whether it is coordinated with an act of saying before it, whose subject it shares.
    pub(super) shares: bool,
}

/// A word in its sentence.
struct Place<'p> {
    index: usize,
    sentence: &'p Range<usize>,
    /// Whether anything in the sentence is quoted.
    quotes: bool,
}

/// What the search for acts of saying works on.
pub(super) struct Search<'s> {
    pub(super) document: &'s Document<'s>,
    pub(super) lexicon: &'s Lexicon,
    pub(super) mentions: &'s [Mention],
    pub(super) quoted: &'s [bool],
    /// Whether the text writes accents at all.
    accents: bool,
}

impl<'s> Search<'s> {
    /// A search over a document.
    pub(super) fn new(
        document: &'s Document<'s>,
        lexicon: &'s Lexicon,
        mentions: &'s [Mention],
        quoted: &'s [bool],
    ) -> Self {
        let accents = document.text().bytes().any(|byte| byte == 0xc3);
        Self {
            document,
            lexicon,
            mentions,
            quoted,
            accents,
        }
    }

    pub(super) fn french(&self) -> bool {
        self.document.language() == Language::French
    }

    pub(super) fn at(&self, index: usize) -> &'s str {
        self.document.folded(index)
    }

    pub(super) fn is_word(&self, index: usize) -> bool {
        self.document
            .token(index)
            .is_some_and(|token| token.kind == TokenKind::Word)
    }

    pub(super) fn is_quote(&self, index: usize) -> bool {
        self.document
            .token(index)
            .is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)))
    }

    pub(super) fn is_quoted(&self, index: usize) -> bool {
        self.quoted.get(index).copied().unwrap_or(false)
    }

    /// The mention that begins at a token.
    pub(super) fn mention_at(&self, start: usize) -> Option<&'s Mention> {
        self.mentions.get(beginning_at(self.mentions, start)?)
    }

    /// The mentions that begin at or after a token.
    pub(super) fn mentions_from(&self, start: usize) -> impl Iterator<Item = &'s Mention> {
        self.mentions.iter().skip(
            self.mentions
                .partition_point(|mention| mention.tokens.start < start),
        )
    }

    /// The outermost mention that ends at a token.
    pub(super) fn mention_ending(&self, end: usize) -> Option<&'s Mention> {
        let upto = self
            .mentions
            .partition_point(|mention| mention.tokens.start < end);
        self.mentions
            .get(..upto)?
            .iter()
            .rev()
            .take(6)
            .rfind(|mention| mention.tokens.end == end)
    }

    /// The acts of saying of a document, in order; subjects are not known yet.
    pub(super) fn verbs(&self) -> Vec<Cue<'s>> {
        let verbs = self.lexicon.verbs(self.document.language());
        let mut found: Vec<Cue<'s>> = Vec::new();
        for (number, sentence) in self.document.sentences().iter().enumerate() {
            let mut index = sentence.tokens.start;
            let limit = found.len() + MOST;
            let quotes = sentence
                .tokens
                .clone()
                .any(|index| self.is_quote(index) || self.is_quoted(index));
            while index < sentence.tokens.end && found.len() < limit {
                let next = index + 1;
                if self.is_word(index) && verbs.knows(self.at(index)) {
                    let here = Place {
                        index,
                        sentence: &sentence.tokens,
                        quotes,
                    };
                    if let Some(mut cue) = self.best_reading(&here) {
                        cue.sentence = number;
                        cue.group = self.past_marks(cue.group);
                        // `a « salué l'accord »`: an act whose auxiliary is the journalist's.
                        cue.quoted = self.is_quoted(cue.group.start);
                        index = cue.group.end.max(next);
                        found.push(cue);
                        continue;
                    }
                }
                index = next;
            }
        }
        found
    }

    /// The words of an act with the quotation marks in which the verb alone stands.
    fn past_marks(&self, group: Range<usize>) -> Range<usize> {
        let opens = group.start.wrapping_sub(1);
        let inside = group.clone().any(|at| self.is_quote(at));
        let mut end = group.end;
        while self.is_adverb(end) && self.is_quote(end + 1) {
            end += 1;
        }
        let closes = self.is_quote(end) && !self.is_quoted(end - 1) && !self.is_quoted(end + 1);
        if closes && inside {
            group.start..end + 1
        } else if closes && self.is_quote(opens) && !self.is_quoted(opens.wrapping_sub(1)) {
            opens..end + 1
        } else {
            group
        }
    }

    /// The act of saying that a word is: of the verbs it may be a form of, the one that explains the most of what stands there.
    fn best_reading(&self, here: &Place<'_>) -> Option<Cue<'s>> {
        let verbs = self.lexicon.verbs(self.document.language());
        let mut best = None;
        for (verb, form, exact) in verbs.at(self.document, here.index) {
            let cue = if self.french() {
                self.french_reading(verb, form, exact, here)
            } else {
                self.english_reading(verb, form, here)
            };
            let Some(cue) = cue.filter(|cue| self.can_say(cue, here)) else {
                continue;
            };
            // In French a participle that has its auxiliary; its other forms have homographs among nouns and adjectives.
            let sure =
                cue.standing == Standing::Finite && (form == Form::Participle || !self.french());
            let rank = (verb.tail.len(), verb.reflexive, sure, exact);
            if best.as_ref().is_none_or(|(held, _)| rank > *held) {
                best = Some((rank, cue));
            }
        }
        best.map(|(_, cue)| cue)
    }

    fn cue(verb: &'s Verb, form: Form, group: Range<usize>, standing: Standing) -> Cue<'s> {
        Cue {
            verb,
            form,
            group,
            standing,
            inverted: None,
            negated: false,
            subject: None,
            subject_end: None,
            sentence: 0,
            quoted: false,
            shares: false,
        }
    }

    /// Whether the fixed words of a verb follow it.
    fn tail_end(&self, verb: &Verb, after: usize) -> Option<usize> {
        let mut at = after;
        // `a donné lundi à Paris son accord`: circumstances may stand before fixed words that have a determiner.
        if let Some(first) = verb.tail.first()
            && self.at(at) != first
        {
            if words::determiner(first, self.french()).is_some() {
                at = self.past_circumstances(at);
            } else if self.french() && self.is_word(at) {
                at = self.past_person(first, self.past_days(at));
            }
        }
        for word in &verb.tail {
            // `rend à nouveau hommage`: an adverb may stand between.
            if self.at(at) != word && self.is_adverb(at) && self.at(at + 1) == word {
                at += 1;
            }
            if self.at(at) != word && !self.is_same_possessive(at, word) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether the fixed words have a possessive where the text has another: *donner **son** accord*, *ont donné **leur** accord*.
    fn is_same_possessive(&self, at: usize, fixed: &str) -> bool {
        let possessive = |word: &str| {
            if self.french() {
                matches!(
                    word,
                    "son"
                        | "sa"
                        | "ses"
                        | "leur"
                        | "leurs"
                        | "notre"
                        | "nos"
                        | "mon"
                        | "ma"
                        | "mes"
                )
            } else {
                matches!(word, "its" | "his" | "her" | "their" | "our" | "my")
            }
        };
        possessive(fixed) && possessive(self.at(at))
    }

    /// One past a date: *a dit **mardi** non à la trêve*.
    fn past_days(&self, at: usize) -> usize {
        self.document
            .dates_in(&(at..at + 1))
            .next()
            .filter(|(_, date)| date.tokens.start == at)
            .map_or(at, |(_, date)| date.tokens.end)
    }

    /// One past the person that parts a verb from fixed words with a preposition: *met **Rome** en garde*.
    fn past_person(&self, first: &str, at: usize) -> usize {
        if !matches!(first, "en" | "au") {
            return at;
        }
        self.mention_at(at)
            .map(|person| person.tokens.end)
            .filter(|end| self.at(*end) == first)
            .unwrap_or(at)
    }

    /// One past the dates and occasions that begin at a token.
    fn past_circumstances(&self, from: usize) -> usize {
        let end = self
            .document
            .sentence_of(from)
            .and_then(|number| self.document.sentences().get(number))
            .map_or(from, |sentence| sentence.tokens.end);
        let mut at = self.skip_circumstances(from, end);
        while let Some(past) = self.occasion_end(at, end) {
            at = self.skip_circumstances(past, end);
        }
        at
    }

    /// Whether what a verb needs to be one of saying stands beside it: a noun of saying, a quotation.
    fn can_say(&self, cue: &Cue<'_>, here: &Place<'_>) -> bool {
        if cue.verb.frames.light() {
            return self.speech_noun(cue.group.end, here.sentence.end).is_some();
        }
        // `opposer`: with a quotation or with a noun of saying (*a opposé un démenti*).
        if cue.verb.frames.quotes_or_light() {
            return here.quotes || self.speech_noun(cue.group.end, here.sentence.end).is_some();
        }
        // `Il a poursuivi : la trêve tient`
        let colon = self.at(cue.group.end) == ":"
            && matches!(
                cue.verb.lemma.as_str(),
                "poursuivre" | "enchaîner" | "renchérir" | "rétorquer" | "répliquer"
            );
        here.quotes
            || colon
            || !cue.verb.frames.only_quotes()
            || self.closes_with_speaker(cue, here)
    }

    /// Whether the sentence ends with the act and its speaker behind a comma, as after words that are quoted without marks:
    /// *L'accord ne tiendra pas, **décrypte un diplomate**.*
    fn closes_with_speaker(&self, cue: &Cue<'_>, here: &Place<'_>) -> bool {
        let sentence = here.sentence;
        let start = cue.group.start;
        if !self.french() {
            return self.closes_with_thinker(cue, sentence);
        }
        if cue.standing != Standing::Finite
            || start <= sentence.start + 2
            || self.at(start - 1) != ","
        {
            return false;
        }
        if let Some(pronoun) = cue.inverted {
            return !self.at(pronoun).ends_with("on");
        }
        let from = self.past_circumstances(cue.group.end);
        self.mention_at(from).is_some_and(|speaker| {
            is_free(speaker)
                && (speaker.tokens.end + 1 >= sentence.end
                    || matches!(self.at(speaker.tokens.end), "," | "dans" | "sur"))
        })
    }

    /// The noun of saying that heads the object at a token: where it begins and ends.
    ///
    /// *a lancé **un nouvel appel** à · gave its "deepest **sympathies**" · a adressé à Rome **un avertissement***
    pub(super) fn speech_noun(
        &self,
        from: usize,
        end: usize,
    ) -> Option<(Range<usize>, &'s SpeechNoun)> {
        let mut at = from;
        let mut told = false;
        let limit = end.min(from + 12);
        let mut steps = 0;
        while at < limit && steps < 6 {
            if let Some((length, noun)) = self.lexicon.speech_at(self.document, at, limit)
                && (at > from || !self.french())
            {
                return Some((at..at + length, noun));
            }
            let word = self.at(at);
            // The person told stands between: `a adressé à Rome un avertissement`, `sent Rome a warning`.
            let directed =
                self.french() && (matches!(word, "au" | "aux") || self.document.lower(at) == "à");
            if !told && steps == 0 && (directed || !self.french()) {
                let start = if directed && word == "a" { at + 1 } else { at };
                if let Some(mention) = self.mention_at(start) {
                    told = true;
                    at = mention.tokens.end;
                    continue;
                }
            }
            let joint = matches!(word, "de" | "d'") && at == from;
            let passes = joint
                || words::determiner(word, self.french()).is_some()
                || self.is_quote(at)
                || (self.is_word(at) && !words::closed(word, self.french()));
            if !passes {
                return None;
            }
            at += 1;
            steps += 1;
        }
        None
    }

    /// One past the quality between a participle and its agent: *qualifié **de « farce »** par Rome*, *jugé **« trop dur »** par*.
    fn judgement_end(&self, verb: &Verb, from: usize, end: usize) -> usize {
        const LONGEST: usize = 12;
        let named = verb.frames.quality.iter().any(|between| {
            !between.is_empty() && self.at(from) == between
                || between == "de" && matches!(self.at(from), "d'")
        });
        // `was called a mistake by Roy`, `was described as a "mistake" by Roy`
        if !self.french() {
            let bare = verb.frames.quality.iter().any(String::is_empty)
                && (matches!(self.at(from), "a" | "an") || self.is_quote(from));
            return (from + 1..end.min(from + LONGEST))
                .take_while(|at| {
                    (named || bare)
                        && !self.is_finite(*at)
                        && !matches!(self.at(*at), "," | ";" | "who")
                })
                .find(|at| self.at(*at) == "by" && self.mention_at(at + 1).is_some())
                .unwrap_or(from);
        }
        if !(named || verb.frames.verdict && !self.is_adverb(from)) {
            return from;
        }
        (from + 1..end.min(from + LONGEST))
            .take_while(|at| !self.is_finite(*at) && !matches!(self.at(*at), "," | ";" | "qui"))
            .find(|at| self.at(*at) == "par" && self.mention_at(at + 1).is_some())
            .unwrap_or(from)
    }

    /// A passive counts only with its agent.
    fn passive(
        &self,
        verb: &'s Verb,
        group: Range<usize>,
        sentence: &Range<usize>,
        by: &str,
    ) -> Option<Cue<'s>> {
        // Without its auxiliary it judges only in the words of the agent: *des groupes qualifiés de terroristes par l'ONU*.
        let own = (group.end..group.end + 2).any(|at| self.is_quote(at));
        let judged = if own || group.len() > 1 {
            self.judgement_end(verb, group.end, sentence.end)
        } else {
            group.end
        };
        // `was confirmed on Tuesday in Rome by Roy`
        let past = self.past_circumstances(judged);
        let from = if self.at(past) == by { past } else { judged };
        for at in from..(from + 5).min(sentence.end) {
            if self.at(at) == by {
                let agent = self.mention_at(at + 1)?;
                let mut cue = Self::cue(verb, Form::Participle, group, Standing::Passive);
                cue.subject = Some(agent.tokens.start);
                cue.subject_end = Some(agent.tokens.end);
                return Some(cue);
            }
            if !self.is_word(at)
                || !(self.is_adverb(at) || self.document.dates_in(&(at..at + 1)).next().is_some())
            {
                return None;
            }
        }
        None
    }
}

/// Whether the mention can be a subject where it stands.
pub(super) fn is_free(mention: &Mention) -> bool {
    !mention.governed && mention.inside.is_none() && mention.class != MentionClass::Place
}
