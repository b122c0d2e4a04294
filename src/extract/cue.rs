//! Acts of saying: a verb of saying with its auxiliaries, and who its subject is.
//!
//! > *a-t-il ajouté · s'est félicité · n'a pas précisé · tient à souligner · soulignant · has said · saying*

use std::ops::Range;

use super::inflect::Form;
use super::lexicon::{Lexicon, SpeechNoun};
use super::mention::{Mention, MentionClass};
use super::verb::Verb;
use super::words;
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
        let at = self
            .mentions
            .partition_point(|mention| mention.tokens.start < start);
        self.mentions
            .get(at)
            .filter(|mention| mention.tokens.start == start)
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
                    let cue = if self.french() {
                        self.french_verb(&here)
                    } else {
                        self.english_verb(&here)
                    };
                    if let Some(mut cue) = cue {
                        cue.sentence = number;
                        cue.quoted = self.is_quoted(index);
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

    /// French attributions put into a quotation without closing it: *« Nous partons**, a dit Roy**. Il le faut. »*
    pub(super) fn asides(&self) -> Vec<Range<usize>> {
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
            while at < quotation.inner.end {
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
            .find_map(|index| self.french_verb(&here(index)))
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
        for word in &verb.tail {
            // `rend à nouveau hommage`: an adverb may stand between.
            if self.at(at) != word && self.is_adverb(at) && self.at(at + 1) == word {
                at += 1;
            }
            if self.at(at) != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether what a verb needs to be one of saying stands beside it: a noun of saying, a quotation.
    fn can_say(&self, cue: &Cue<'_>, here: &Place<'_>) -> bool {
        if cue.verb.frames.light() {
            return self.speech_noun(cue.group.end, here.sentence.end).is_some();
        }
        here.quotes || !cue.verb.frames.only_quotes()
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

    fn french_verb(&self, here: &Place<'_>) -> Option<Cue<'s>> {
        let (index, sentence) = (here.index, here.sentence);
        let mut best: Option<(usize, Cue<'s>)> = None;
        for (verb, form, exact) in self
            .lexicon
            .verbs(Language::French)
            .at(self.document, index)
        {
            let cue = match form {
                Form::Participle => self.french_participle(verb, index, sentence),
                Form::Gerund if exact => self.french_gerund(verb, index),
                Form::Infinitive if exact => self.french_infinitive(verb, index, sentence),
                _ if exact || !self.accents => self.french_finite(verb, form, index, sentence),
                _ => None,
            };
            let Some(cue) = cue.filter(|cue| self.can_say(cue, here)) else {
                continue;
            };
            // Multi-word verbs first, then verbs whose accents agree.
            let perfect = form == Form::Participle && cue.standing == Standing::Finite;
            let rank = verb.tail.len() * 8
                + usize::from(verb.reflexive) * 4
                + usize::from(perfect) * 2
                + usize::from(exact);
            if best.as_ref().is_none_or(|(held, _)| rank > *held) {
                best = Some((rank, cue));
            }
        }
        best.map(|(_, cue)| cue)
    }

    fn is_adverb(&self, index: usize) -> bool {
        let word = self.at(index);
        if self.french() {
            (word.len() > 5
                && word.ends_with("ment")
                && !matches!(
                    word,
                    "gouvernement"
                        | "parlement"
                        | "departement"
                        | "document"
                        | "moment"
                        | "mouvement"
                ))
                || matches!(
                    word,
                    "egalement"
                        | "aussi"
                        | "encore"
                        | "deja"
                        | "ensuite"
                        | "alors"
                        | "aussitot"
                        | "toujours"
                        | "pas"
                        | "plus"
                        | "jamais"
                        | "enfin"
                        | "outre"
                        | "ailleurs"
                        | "meme"
                        | "bien"
                        | "donc"
                        | "ainsi"
                        | "cependant"
                        | "toutefois"
                        | "notamment"
                        | "tout"
                        | "depuis"
                        | "hier"
                        | "aujourd'hui"
                        | "recemment"
                        | "point"
                        | "guere"
                        | "vite"
                        | "lui-meme"
                        | "elle-meme"
                        | "eux-memes"
                        | "a"
                        | "nouveau"
                        | "tour"
                        | "son"
                        | "en"
                        | "par"
                        | "leur"
                        | "cette"
                        | "fois"
                        | "de"
                        | "apres"
                        | "tot"
                        | "tard"
                ) && !(word == "a" && self.document.lower(index) == "a")
        } else {
            (word.len() > 4 && word.ends_with("ly"))
                || matches!(
                    word,
                    "also"
                        | "later"
                        | "further"
                        | "then"
                        | "now"
                        | "earlier"
                        | "again"
                        | "already"
                        | "still"
                        | "just"
                        | "not"
                        | "never"
                        | "even"
                        | "once"
                        | "thus"
                        | "instead"
                        | "always"
                        | "yesterday"
                        | "today"
                        | "since"
                        | "n't"
                        | "meanwhile"
                        | "himself"
                        | "herself"
                        | "themselves"
                        | "soon"
                        | "ever"
                        | "only"
                        | "both"
                        | "all"
                        | "had"
                        | "however"
                        | "twice"
                        | "often"
                        | "long"
                        | "first"
                        | "next"
                )
        }
    }

    /// *a déclaré*, *a-t-il ajouté*, *s'est félicité*, *est accusé par*, *annoncé par*.
    fn french_participle(
        &self,
        verb: &'s Verb,
        index: usize,
        sentence: &Range<usize>,
    ) -> Option<Cue<'s>> {
        let end = self.tail_end(verb, index + 1)?;
        let mut at = index;
        let mut inverted = None;
        let mut negated = false;
        let mut passive = false;
        for _ in 0..8 {
            if at == sentence.start {
                break;
            }
            at -= 1;
            let word = self.at(at);
            if let Some(pronoun) = word.strip_prefix('-')
                && (pronoun.ends_with("il")
                    || pronoun.ends_with("elle")
                    || pronoun.ends_with("ils")
                    || pronoun.ends_with("elles")
                    || pronoun.ends_with("on"))
            {
                inverted = Some(at);
                continue;
            }
            if has(word) && self.document.lower(at) != "à" {
                let (start, reflexive, denied) = self.clitics(at, sentence);
                negated |= denied;
                if reflexive || verb.reflexive {
                    return None;
                }
                if passive {
                    return self.passive(verb, start..end, sentence, "par");
                }
                let mut cue = Self::cue(verb, Form::Participle, start..end, Standing::Finite);
                if word == "ayant" {
                    cue.standing = Standing::Participial;
                }
                cue.inverted = inverted;
                cue.negated = negated;
                return Some(cue);
            }
            if is(word) || word == "ete" {
                let (start, reflexive, denied) = self.clitics(at, sentence);
                negated |= denied;
                if reflexive {
                    if !verb.reflexive {
                        return None;
                    }
                    let mut cue = Self::cue(verb, Form::Participle, start..end, Standing::Finite);
                    cue.inverted = inverted;
                    cue.negated = negated;
                    return Some(cue);
                }
                if word == "ete" {
                    passive = true;
                    continue;
                }
                if verb.reflexive {
                    return None;
                }
                return self.passive(verb, start..end, sentence, "par");
            }
            negated |= matches!(word, "pas" | "jamais");
            let aside = matches!(
                word,
                "," | "au"
                    | "contraire"
                    | "effet"
                    | "part"
                    | "sa"
                    | "cote"
                    | "pour"
                    | "d'"
                    | "autre"
                    | "l'"
                    | "exemple"
                    | "revanche"
                    | "quant"
                    | "lui"
                    | "elle"
                    | "dans"
                    | "foulee"
                    | "moins"
                    | "du"
                    | "le"
                    | "soir"
                    | "matin"
                    | "lors"
                    | "fin"
                    | "premier"
                    | "temps"
                    | "ce"
                    | "ores"
            ) || word == "et" && self.at(at.wrapping_sub(1)) == "ores"
                || self.document.dates_in(&(at..at + 1)).next().is_some();
            if !(self.is_adverb(at) || aside) {
                break;
            }
        }
        if verb.reflexive {
            return None;
        }
        // `a salué l'accord et appelé à`: the auxiliary of the act before serves again.
        let mut joint = index;
        while joint > sentence.start
            && self.is_adverb(joint - 1)
            && !matches!(self.at(joint - 1), "de" | "a" | "en" | "par")
        {
            joint -= 1;
        }
        let joined = joint > sentence.start
            && (matches!(self.at(joint - 1), "et" | "puis" | "mais" | "ou")
                || self.at(joint - 1) == "," && self.opens_complement(end));
        let singular = !self.at(index).ends_with("es");
        if joined && singular && self.shares_auxiliary(joint - 1, sentence) {
            let mut cue = Self::cue(verb, Form::Participle, joint..end, Standing::Finite);
            cue.shares = true;
            return Some(cue);
        }
        self.passive(verb, index..end, sentence, "par")
    }

    /// Whether the complement of an act of saying may begin at a token: *appelé **les** siens à*, *dit **que***.
    fn opens_complement(&self, at: usize) -> bool {
        let word = self.at(at);
        matches!(word, "que" | "qu'" | "de" | "d'" | "contre" | "pour")
            || self.document.lower(at) == "à"
            || words::determiner(word, true).is_some() && self.document.lower(at) != "dès"
            || self.is_quote(at)
            || self.mention_at(at).is_some()
    }

    /// Whether a perfect with *avoir* of a verb of saying stands before in the sentence.
    fn shares_auxiliary(&self, before: usize, sentence: &Range<usize>) -> bool {
        let verbs = self.lexicon.verbs(Language::French);
        (sentence.start..before).any(|index| {
            has(self.at(index))
                && self.document.lower(index) != "à"
                && !self.is_quoted(index)
                && (index + 1..(index + 6).min(before)).any(|later| {
                    verbs
                        .at(self.document, later)
                        .any(|(_, form, exact)| form == Form::Participle && exact)
                })
        })
    }

    /// A passive counts only with its agent.
    fn passive(
        &self,
        verb: &'s Verb,
        group: Range<usize>,
        sentence: &Range<usize>,
        by: &str,
    ) -> Option<Cue<'s>> {
        for at in group.end..(group.end + 5).min(sentence.end) {
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

    /// Pronouns and *ne* before the verb at `at`: where they begin, whether one is *se*, whether one is *ne*.
    fn clitics(&self, mut at: usize, sentence: &Range<usize>) -> (usize, bool, bool) {
        let (mut reflexive, mut denied) = (false, false);
        while at > sentence.start {
            match self.at(at - 1) {
                "se" | "s'" => reflexive = true,
                "ne" | "n'" => denied = true,
                "y" | "en" | "lui" | "leur" | "l'" | "nous" | "vous" | "m'" | "me" | "t'"
                | "te" => {}
                _ => break,
            }
            at -= 1;
        }
        (at, reflexive, denied)
    }

    fn french_finite(
        &self,
        verb: &'s Verb,
        form: Form,
        index: usize,
        sentence: &Range<usize>,
    ) -> Option<Cue<'s>> {
        let mut end = self.tail_end(verb, index + 1)?;
        let (start, reflexive, denied) = self.clitics(index, sentence);
        if reflexive != verb.reflexive {
            return None;
        }
        let before = if start > sentence.start {
            self.at(start - 1)
        } else {
            ""
        };
        let lower_before = if start > sentence.start {
            self.document.lower(start - 1)
        } else {
            ""
        };
        // `la demande`, `de critique`, `en réponse`: a noun.
        let determined = words::determiner(before, true).is_some()
            || (words::preposition(before, true) && !(before == "a" && lower_before == "a"));
        if determined
            || before.starts_with('-')
            || matches!(before, "a" | "ont" | "tres" | "aucune" | "chaque" | "cette")
                && form != Form::Infinitive
        {
            return None;
        }
        if self.at(start) == "l'"
            && start + 1 == index
            && !matches!(
                before,
                "il" | "elle" | "on" | "qui" | "ils" | "elles" | "ne"
            )
        {
            return None;
        }
        let mut inverted = None;
        let after = self.at(end);
        if let Some(pronoun) = after.strip_prefix('-') {
            if pronoun.ends_with("il")
                || pronoun.ends_with("elle")
                || pronoun.ends_with("ils")
                || pronoun.ends_with("elles")
                || pronoun.ends_with("on")
            {
                inverted = Some(end);
                end += 1;
            } else {
                return None;
            }
        }
        let mut cue = Self::cue(verb, form, start..end, Standing::Finite);
        cue.inverted = inverted;
        cue.negated = denied && self.at(end) != "que";
        Some(cue)
    }

    fn french_gerund(&self, verb: &'s Verb, index: usize) -> Option<Cue<'s>> {
        let end = self.tail_end(verb, index + 1)?;
        let mut start = index;
        let reflexive = matches!(self.at(index.wrapping_sub(1)), "se" | "s'");
        if reflexive != verb.reflexive {
            return None;
        }
        if reflexive {
            start -= 1;
        }
        let negated = matches!(self.at(start.wrapping_sub(1)), "ne" | "n'");
        if matches!(self.at(start.wrapping_sub(1)), "en" | "tout") {
            start -= 1;
        }
        let mut cue = Self::cue(verb, Form::Gerund, start..end, Standing::Participial);
        cue.negated = negated;
        Some(cue)
    }

    /// *tient à souligner*, *vient d'annoncer*, *s'est contenté d'expliquer*, *avant d'ajouter*, *pour dénoncer*.
    fn french_infinitive(
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
        if matches!(particle, "a" | "de" | "d'" | "par") {
            at -= 1;
        }
        if at == sentence.start {
            return None;
        }
        let helper = self.at(at - 1);
        let standing = match (helper, particle) {
            ("avant" | "apres", "de" | "d'") => Standing::Participial,
            ("et", "de" | "d'")
                if at - 1 == sentence.start || self.at(at.wrapping_sub(2)) == "," =>
            {
                Standing::Participial
            }
            ("tenu" | "tient" | "tenait" | "tenaient" | "tiennent" | "tint", "a") => {
                Standing::Finite
            }
            ("vient" | "venait" | "viennent" | "vint", "de" | "d'") => Standing::Finite,
            ("contente" | "empresse" | "borne" | "limite", "de" | "d'" | "a") => Standing::Finite,
            ("voulu" | "souhaite" | "ose" | "fini" | "prefere" | "cru" | "aussi", _) => {
                Standing::Finite
            }
            _ => return None,
        };
        let mut start = at - 1;
        let mut inverted = None;
        if standing == Standing::Finite {
            for _ in 0..5 {
                if start == sentence.start {
                    break;
                }
                let word = self.at(start - 1);
                if word.starts_with('-') && (word.ends_with("il") || word.ends_with("elle")) {
                    inverted = Some(start - 1);
                    start -= 1;
                    continue;
                }
                let part = has(word) && self.document.lower(start - 1) != "à"
                    || is(word)
                    || matches!(word, "s'" | "se" | "n'" | "ne" | "pas")
                    || self.is_adverb(start - 1);
                if !part {
                    break;
                }
                start -= 1;
            }
        }
        let negated = (start..index).any(|at| matches!(self.at(at), "n'" | "ne"));
        let mut cue = Self::cue(verb, Form::Infinitive, start..end, standing);
        cue.inverted = inverted;
        cue.negated = negated;
        Some(cue)
    }

    fn english_verb(&self, here: &Place<'_>) -> Option<Cue<'s>> {
        let (index, sentence) = (here.index, here.sentence);
        let mut best: Option<(usize, Cue<'s>)> = None;
        for (verb, form, _) in self
            .lexicon
            .verbs(Language::English)
            .at(self.document, index)
        {
            let cue = self.english_reading(verb, form, index, sentence);
            let Some(cue) = cue.filter(|cue| self.can_say(cue, here)) else {
                continue;
            };
            let rank = verb.tail.len() * 4 + usize::from(cue.standing == Standing::Finite);
            if best.as_ref().is_none_or(|(held, _)| rank > *held) {
                best = Some((rank, cue));
            }
        }
        best.map(|(_, cue)| cue)
    }

    fn english_reading(
        &self,
        verb: &'s Verb,
        form: Form,
        index: usize,
        sentence: &Range<usize>,
    ) -> Option<Cue<'s>> {
        let end = self.tail_end(verb, index + 1)?;
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
            || matches!(before, "'s" | "'" | "no" | "such" | "its");
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
                if determined || modal || self.at(end) == "by" || form == Form::Participle {
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
                (subject && !determined)
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
                        .is_some_and(|mention| mention.plural);
                (plural && !modal).then(|| finite(start, negated)).flatten()
            }
            Form::Gerund => {
                if be {
                    return finite(self.english_auxiliaries(start, sentence), negated);
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

    /// Whether a word is a finite verb as far as its form shows.
    pub(super) fn is_finite(&self, index: usize) -> bool {
        let word = self.at(index);
        if self.french() {
            return (has(word) && self.document.lower(index) != "à" && word != "ayant")
                || is(word)
                || matches!(
                    word,
                    "peut"
                        | "peuvent"
                        | "doit"
                        | "doivent"
                        | "va"
                        | "vont"
                        | "fait"
                        | "font"
                        | "veut"
                        | "veulent"
                        | "devrait"
                        | "pourrait"
                )
                || (word.len() > 5
                    && (word.ends_with("aient")
                        || word.ends_with("erent")
                        || word.ends_with("eront")
                        || (word.ends_with("era")
                            && !self
                                .document
                                .token(index)
                                .is_some_and(|token| token.capital))))
                || (word.len() > 5
                    && (word.ends_with("dra")
                        || word.ends_with("tra")
                        || word.ends_with("ira")
                        || word.ends_with("vra")
                        || word.ends_with("dront")
                        || word.ends_with("iront"))
                    && !self
                        .document
                        .token(index)
                        .is_some_and(|token| token.capital))
                || (word.len() > 6
                    && word.ends_with("ait")
                    && !matches!(
                        word,
                        "souhait" | "portrait" | "retrait" | "extrait" | "bienfait" | "parfait"
                    ));
        }
        matches!(
            word,
            "is" | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "should"
                | "did"
                | "does"
                | "do"
                | "said"
                | "says"
                | "went"
                | "came"
                | "took"
                | "made"
                | "gave"
                | "told"
                | "became"
                | "began"
                | "got"
                | "left"
                | "met"
                | "held"
        ) || irregular_past(word)
            || third_person(word)
    }

    /// Whether any word of a range is a finite verb, as far as forms show.
    pub(super) fn has_finite(&self, range: &Range<usize>) -> bool {
        range.clone().any(|index| {
            self.is_finite(index)
                || (self.french() && self.is_saying_verb(index))
                || (!self.french()
                    && (looks_past(self.at(index))
                        || matches!(
                            self.at(index),
                            "need"
                                | "needs"
                                | "want"
                                | "wants"
                                | "isn't"
                                | "won't"
                                | "don't"
                                | "doesn't"
                                | "can't"
                                | "be"
                                | "remain"
                                | "remains"
                                | "'s"
                                | "'re"
                                | "'ll"
                        )))
        })
    }

    /// Whether a token is a number or word, not a sign.
    pub(super) fn is_text(&self, index: usize) -> bool {
        self.document
            .token(index)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    }

    /// Whether a French word is a finite form of a verb of saying rather than a noun like *communiqué* or *demande*.
    fn is_saying_verb(&self, index: usize) -> bool {
        let noun = index > 0
            && (words::determiner(self.at(index - 1), true).is_some()
                || words::preposition(self.at(index - 1), true));
        !noun
            && self
                .lexicon
                .verbs(Language::French)
                .at(self.document, index)
                .any(|(_, form, exact)| {
                    (exact || !self.accents)
                        && !matches!(form, Form::Participle | Form::Gerund | Form::Infinitive)
                })
    }

    /// Whether a word may stand between subject and verb without being part of either.
    pub(super) fn is_filler(&self, index: usize) -> bool {
        self.is_adverb(index)
    }
}

/// Common English pasts that no noun shares.
fn irregular_past(word: &str) -> bool {
    const PASTS: [&str; 40] = [
        "became",
        "began",
        "bought",
        "broke",
        "brought",
        "built",
        "caught",
        "chose",
        "drew",
        "drove",
        "fell",
        "fled",
        "flew",
        "forgot",
        "fought",
        "gave",
        "grew",
        "kept",
        "knew",
        "lost",
        "meant",
        "paid",
        "ran",
        "rose",
        "sank",
        "sent",
        "shook",
        "sold",
        "sought",
        "spent",
        "spoke",
        "stole",
        "stood",
        "taught",
        "thought",
        "threw",
        "understood",
        "withdrew",
        "won",
        "wrote",
    ];
    PASTS.contains(&word)
}

/// Common English verbs in the third person that no plural noun shares.
fn third_person(word: &str) -> bool {
    const VERBS: [&str; 72] = [
        "accepts",
        "affects",
        "aims",
        "allows",
        "appears",
        "applies",
        "argues",
        "arrives",
        "becomes",
        "begins",
        "believes",
        "belongs",
        "breaks",
        "brings",
        "brings",
        "carries",
        "comes",
        "consists",
        "contains",
        "continues",
        "creates",
        "depends",
        "deserves",
        "destroys",
        "encourages",
        "exists",
        "expects",
        "fails",
        "feels",
        "follows",
        "gets",
        "gives",
        "goes",
        "happens",
        "helps",
        "hurts",
        "includes",
        "intends",
        "involves",
        "keeps",
        "knows",
        "lacks",
        "loses",
        "makes",
        "means",
        "needs",
        "opposes",
        "owes",
        "poses",
        "prevents",
        "proves",
        "provides",
        "puts",
        "receives",
        "recognises",
        "recognizes",
        "refuses",
        "rejects",
        "remains",
        "represents",
        "requires",
        "respects",
        "sees",
        "seeks",
        "seems",
        "sends",
        "serves",
        "takes",
        "threatens",
        "undermines",
        "violates",
        "wants",
    ];
    VERBS.contains(&word)
}

/// Whether an English word has the form of a regular past.
pub(super) fn looks_past(word: &str) -> bool {
    word.len() > 3
        && word.ends_with("ed")
        && !matches!(word, "need" | "indeed" | "speed" | "feed" | "seed")
}

/// Forms of *avoir*.
fn has(word: &str) -> bool {
    matches!(
        word,
        "a" | "ont"
            | "avait"
            | "avaient"
            | "aura"
            | "auront"
            | "aurait"
            | "auraient"
            | "ait"
            | "aient"
            | "ayant"
            | "eut"
            | "eurent"
    )
}

/// Forms of *être*.
fn is(word: &str) -> bool {
    matches!(
        word,
        "est"
            | "sont"
            | "etait"
            | "etaient"
            | "sera"
            | "seront"
            | "serait"
            | "seraient"
            | "soit"
            | "soient"
            | "fut"
            | "furent"
            | "etant"
    )
}
/// Whether the mention can be a subject where it stands.
pub(super) fn is_free(mention: &Mention) -> bool {
    !mention.governed && mention.inside.is_none() && mention.class != MentionClass::Place
}
