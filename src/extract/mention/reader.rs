//! Reads one sentence for mentions.
//!
//! > ***Igor Petrov, ministre de la Défense**, a reçu **l'ambassadeur du Tchad***

use std::ops::Range;

use super::super::lexicon::Lexicon;
use super::super::words::{self, Determiner};
use super::super::{noun_phrase, proper_name};
use super::{Mention, MentionClass};
use crate::text::{Document, Language, TokenKind};

/// Reads one sentence.
#[derive(Clone)]
pub(in crate::extract) struct Reader<'r> {
    pub(in crate::extract) document: &'r Document<'r>,
    pub(in crate::extract) lexicon: &'r Lexicon,
    pub(in crate::extract) capitals: &'r proper_name::Capitals,
    pub(in crate::extract) sentence: Range<usize>,
    pub(in crate::extract) number: usize,
    pub(in crate::extract) quoted: &'r [bool],
    pub(in crate::extract) title_case: bool,
}

impl Reader<'_> {
    pub(in crate::extract) fn french(&self) -> bool {
        self.document.language() == Language::French
    }

    pub(in crate::extract) fn at(&self, index: usize) -> &str {
        if self.sentence.contains(&index) {
            self.document.folded(index)
        } else {
            ""
        }
    }

    pub(in crate::extract) fn is_capital(&self, index: usize) -> bool {
        self.sentence.contains(&index)
            && self
                .document
                .token(index)
                .is_some_and(|token| token.capital)
    }

    pub(in crate::extract) fn is_word(&self, index: usize) -> bool {
        self.sentence.contains(&index)
            && self
                .document
                .token(index)
                .is_some_and(|token| token.kind == TokenKind::Word)
    }

    pub(super) fn mention(&self, at: usize) -> Option<Mention> {
        if !self.is_word(at) {
            return None;
        }
        if let Some(pronoun) = self.pronoun(at) {
            return Some(pronoun);
        }
        let phrase = noun_phrase::read(self, at);
        // `Médecins sans frontières`: the known name of a body is no phrase about its first noun.
        let body = self.is_capital(at) || self.is_capital(at + 1);
        let named = (phrase.is_none() || body)
            .then(|| proper_name::read(self, at))
            .flatten();
        match (phrase, named) {
            (Some(phrase), Some(named)) => {
                let known = named.known.is_some()
                    && named.name.as_ref().is_some_and(|name| name.len() > 1)
                    && matches!(
                        named.class,
                        MentionClass::Organization | MentionClass::Medium | MentionClass::Group
                    )
                    && named.tokens.end >= phrase.tokens.end;
                Some(if known { named } else { phrase })
            }
            (phrase, named) => phrase.or(named),
        }
    }

    /// `chancelière **et présidente du parti**`, `mayor **and party leader**`: one more office of the same person, without an article.
    fn second_title(&self, from: usize) -> Option<Mention> {
        let joint = match (self.at(from), self.at(from + 1)) {
            ("mais", "aussi") | ("ainsi", "que") => 2,
            ("et" | "and", _) => 1,
            _ => return None,
        };
        noun_phrase::read_bare(self, from + joint).filter(|second| {
            second.class == MentionClass::Person
                && second.name.is_none()
                && !second.plural
                && second.determiner == Determiner::None
                && !second.titles.is_empty()
        })
    }

    /// `Igor Petrov, ministre de la Défense,`: the title after the name belongs to the same mention.
    pub(super) fn apposition(&self, mention: &mut Mention) {
        let end = mention.tokens.end;
        let person = matches!(mention.class, MentionClass::Person | MentionClass::Unknown)
            && mention.name.as_ref().is_some_and(|name| name.end == end);
        if !person || self.at(end) != "," {
            return;
        }
        let Some(mut title) = noun_phrase::read_bare(self, end + 1) else {
            return;
        };
        if let Some(second) = self.second_title(title.tokens.end) {
            title.tokens.end = second.tokens.end;
            title.titles.extend(second.titles);
        }
        let after = self.at(title.tokens.end);
        let closed =
            after.is_empty() || matches!(after, "," | ";" | ":" | ")") || after.starts_with('.');
        let single = title.class == MentionClass::Person && title.name.is_none() && !title.plural;
        if !closed
            || !single
            || (title.titles.is_empty()
                && title.determiner == Determiner::Definite
                && mention.titles.is_empty()
                && title.tokens.len() < 3)
        {
            return;
        }
        mention.tokens.end = title.tokens.end;
        mention.class = MentionClass::Person;
        mention.gender = mention.gender.or(title.gender);
        mention.polity = mention.polity.take().or(title.polity);
        mention.titles.extend(title.titles);
    }

    /// A mention with nothing known yet.
    pub(in crate::extract) fn blank(&self, tokens: Range<usize>, class: MentionClass) -> Mention {
        let governed = self.is_governed(tokens.start);
        Mention {
            head: tokens.end.saturating_sub(1),
            name: None,
            class,
            known: None,
            titles: Vec::new(),
            polity: None,
            gender: None,
            plural: false,
            determiner: Determiner::None,
            governed,
            inside: None,
            quoted: self.quoted.get(tokens.start).copied().unwrap_or(false),
            sentence: self.number,
            acronym: None,
            tokens,
        }
    }

    /// Whether a preposition stands before or is contracted with the first token.
    fn is_governed(&self, start: usize) -> bool {
        let first = self.at(start);
        // `d'autres pays`, `de nombreux pays`: an article, as *des* is, where no noun stands before.
        let some = self.french() && noun_phrase::opens_some(self, start);
        // `Quant à Roy, il est parti`: whom the sentence is about.
        let opening = self.sentence.start;
        if self.french() && self.at(opening) == "quant" && start <= opening + 2 {
            return false;
        }
        if self.french() && matches!(first, "du" | "au" | "aux" | "d'") && !some {
            return true;
        }
        let mut start = start;
        // `avec (le ministre) Paul Roy`
        if start > 0 && self.at(start - 1) == ")" {
            let open = (start.saturating_sub(10)..start - 1)
                .rev()
                .find(|at| self.at(*at) == "(");
            start = open.filter(|open| *open > 0).unwrap_or(start);
        }
        let before = start.checked_sub(1).map_or("", |before| self.at(before));
        if self.french() && (first == "des" || some) {
            return self.is_word(start.wrapping_sub(1))
                && !words::closed(before, true)
                && !before.starts_with('-');
        }
        // `a` is both *has* and *à* without its accent: only the accented one governs.
        if before == "a" && self.french() {
            return start
                .checked_sub(1)
                .is_some_and(|before| self.document.lower(before) == "à");
        }
        words::preposition(before, self.french())
    }

    /// Whose document it is: ***the ministry**'s statement*.
    fn possessor(&self, outer: &Mention) -> Option<Mention> {
        let end = (outer.tokens.start + 1..outer.head)
            .rev()
            .find(|at| matches!(self.at(*at), "'s" | "'"))
            .filter(|_| outer.class == MentionClass::Document)?;
        let before = Reader {
            sentence: self.sentence.start..end,
            ..self.clone()
        };
        before
            .mention(outer.tokens.start)
            .filter(|owner| owner.tokens.end == end)
    }

    /// The names within the complements of a mention: *le président de la **Russie***.
    pub(super) fn inner(&self, outer: &Mention, parent: usize) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = outer.head + 1;
        // *un communiqué **du ministère russe***: who issued it need not have a name.
        let issued = outer.class == MentionClass::Document
            && outer.name.is_none()
            && matches!(self.at(at), "de" | "du" | "d'" | "of" | "from" | "by");
        let issuer = issued
            .then(|| noun_phrase::read(self, at + usize::from(self.at(at) != "du")))
            .flatten()
            .filter(|issuer| issuer.tokens.end == outer.tokens.end);
        if let Some(mut issuer) = issuer.or_else(|| self.possessor(outer)) {
            issuer.inside = Some(parent);
            issuer.governed = true;
            found.push(issuer);
            return found;
        }
        // *a **White House** statement*
        if outer.class == MentionClass::Document && !self.french() {
            at = outer.tokens.start;
        }
        while at < outer.tokens.end {
            let in_name = outer.name.as_ref().is_some_and(|name| name.contains(&at));
            if in_name || !self.is_capital(at) {
                at += 1;
                continue;
            }
            // `le ministre de la Défense Hugo Marais`: the portfolio is no part of the name behind it.
            let stop = outer
                .name
                .as_ref()
                .filter(|name| name.start > at)
                .map_or(outer.tokens.end, |name| name.start);
            match proper_name::read(self, at).filter(|inner| inner.tokens.end <= stop) {
                Some(mut inner) => {
                    at = inner.tokens.end;
                    inner.inside = Some(parent);
                    inner.governed = true;
                    found.push(inner);
                }
                None => at += 1,
            }
        }
        found
    }
}
