//! What the rules for meetings and proposals stand on: who is named where, and which of them a word takes
//! as subject, object or companion.
//!
//! The syntax is shallow on purpose: a subject is the nearest party before the verb that no preposition
//! governs; lists are parties with nothing but *et*, *and* or a comma between them.

use std::ops::Range;

use super::{Named, conjunction, parties};
use crate::extract::actor::Scene;
use crate::extract::statement::StatementDraft;
use crate::text::{Document, Language};

/// Tokens that a rule looks at on either side of its cue, so that a line of 50 MB costs linear time.
pub(in crate::extract) const WINDOW: usize = 60;

/// What kind of party a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::extract) enum PartyKind {
    /// A human being.
    Person,
    /// A state.
    State,
    /// An organisation, office or assembly.
    Body,
    /// A group, delegation, loose plural, unnamed source.
    Group,
    /// A newspaper or agency.
    Medium,
}

/// A mention of actors that can take part in an event. *Les deux hommes* mentions two.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub(in crate::extract) struct Party {
    /// Its tokens.
    pub(in crate::extract) tokens: Range<usize>,
    /// The actors.
    pub(in crate::extract) actors: Vec<usize>,
    /// What it is.
    pub(in crate::extract) kind: PartyKind,
    /// *il*, *they*, *ce dernier*.
    pub(in crate::extract) pronoun: bool,
    /// Whether a preposition governs it.
    pub(in crate::extract) governed: bool,
    /// *leurs délégations*, *his aides*: people of somebody else.
    pub(in crate::extract) retinue: bool,
    /// *les deux ministres*: several, none of them named.
    pub(in crate::extract) collective: bool,
}

/// A mention of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Spot {
    /// Its tokens.
    pub(in crate::extract) tokens: Range<usize>,
    /// How narrow it is: a building or room before a city, a city before a country.
    pub(in crate::extract) rank: u8,
}

/// Parties that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::extract) struct Parties {
    /// From the first to the last.
    pub(in crate::extract) tokens: Range<usize>,
    /// Their actors without repetition, in order.
    pub(in crate::extract) actors: Vec<usize>,
    /// Kinds, one per party.
    pub(in crate::extract) kinds: Vec<PartyKind>,
}

/// A document with its parties and places.
#[derive(Debug)]
pub(in crate::extract) struct Ground<'a> {
    /// The document.
    pub(in crate::extract) document: &'a Document<'a>,
    /// Mentions of actors, in order, not overlapping.
    pub(in crate::extract) parties: Vec<Party>,
    /// Mentions of places, in order.
    pub(in crate::extract) spots: Vec<Spot>,
    /// The actors.
    pub(in crate::extract) scene: &'a Scene,
    /// What is said, in order, and the day of saying it.
    said: Vec<(Range<usize>, usize)>,
}

impl<'a> Ground<'a> {
    /// The parties and places among the mentions of a scene.
    pub(in crate::extract) fn new(document: &'a Document<'a>, named: &Named<'a>) -> Self {
        let (parties, spots) = parties::read(document, named);
        let beside = |statement: &StatementDraft, date: usize| {
            document.dates().get(date).is_some_and(|date| {
                date.tokens.start <= statement.cue.end + 3
                    && statement.cue.start <= date.tokens.end + 3
            })
        };
        let mut said: Vec<(Range<usize>, usize)> = named
            .statements
            .iter()
            .filter_map(|statement| Some((statement, statement.date?)))
            .filter(|(statement, date)| beside(statement, *date))
            .flat_map(|(statement, date)| {
                statement
                    .content
                    .iter()
                    .map(move |part| (part.clone(), date))
            })
            .collect();
        said.sort_by_key(|(part, _)| (part.start, part.end));
        let mut ground = Self {
            document,
            parties,
            spots,
            scene: named.scene,
            said,
        };
        conjunction::free(&mut ground);
        ground
    }

    /// *« Nous avons rencontré X », a reconnu dimanche Y*: the date on which the words at `token` were said, where it
    /// stands outside of them.
    pub(in crate::extract) fn day_of_saying(&self, token: usize) -> Option<usize> {
        let at = self.said.partition_point(|(part, _)| part.start <= token);
        let (part, date) = self.said.get(at.checked_sub(1)?)?;
        let inside = self
            .document
            .dates()
            .get(*date)
            .is_some_and(|date| part.contains(&date.tokens.start));
        (part.contains(&token) && !inside).then_some(*date)
    }

    /// The part of a token's sentence within reach of it.
    pub(in crate::extract) fn reach(&self, token: usize) -> Range<usize> {
        let sentence = self
            .document
            .sentence_of(token)
            .and_then(|at| self.document.sentences().get(at));
        let whole = sentence.map_or(token..token + 1, |sentence| sentence.tokens.clone());
        whole.start.max(token.saturating_sub(WINDOW))..whole.end.min(token + WINDOW)
    }

    /// Parties wholly within a range of tokens, with their numbers.
    pub(in crate::extract) fn parties_in(
        &self,
        range: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (usize, &Party)> {
        let from = self
            .parties
            .partition_point(|party| party.tokens.start < range.start);
        let to = self
            .parties
            .partition_point(|party| party.tokens.start < range.end);
        let end = range.end;
        self.parties
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .enumerate()
            .map(move |(at, party)| (from + at, party))
            .filter(move |(_, party)| party.tokens.end <= end)
    }

    /// The party that holds a token.
    pub(in crate::extract) fn party_at(&self, token: usize) -> Option<usize> {
        let at = self
            .parties
            .partition_point(|party| party.tokens.end <= token);
        self.parties
            .get(at)
            .filter(|party| party.tokens.contains(&token))
            .map(|_| at)
    }

    /// The preposition that governs what begins at `token`, if one does.
    pub(in crate::extract) fn preposition_before(&self, token: usize) -> Option<&'static str> {
        let document = self.document;
        let french = document.language() == Language::French;
        let own = document.lower(token);
        if french && matches!(own, "du" | "au" | "aux" | "d'") {
            return preposition(own, Language::French);
        }
        let mut at = token;
        for _ in 0..3 {
            at = at.checked_sub(1)?;
            let word = document.lower(at);
            if let Some(found) = preposition(word, document.language()) {
                // *Des responsables ont …*: at the start of a clause an article.
                let article = matches!(word, "des") && (at == 0 || !is_word(document, at - 1));
                return (!article).then_some(found);
            }
            if !is_determiner(word) {
                return None;
            }
        }
        None
    }
}

fn is_word(document: &Document<'_>, token: usize) -> bool {
    document
        .lower(token)
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric)
}

/// Articles and possessives.
pub(in crate::extract) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "le" | "la"
            | "les"
            | "l'"
            | "un"
            | "une"
            | "son"
            | "sa"
            | "ses"
            | "leur"
            | "leurs"
            | "ce"
            | "cet"
            | "cette"
            | "ces"
            | "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "its"
            | "their"
            | "m."
            | "mm."
            | "mme"
            | "mr."
            | "mrs."
            | "ms."
    )
}

fn preposition(word: &str, language: Language) -> Option<&'static str> {
    const FRENCH: [&str; 36] = [
        "à", "au", "aux", "de", "du", "des", "d'", "avec", "par", "pour", "dans", "en", "sur",
        "sous", "contre", "chez", "vers", "entre", "selon", "devant", "sans", "depuis", "après",
        "avant", "dont", "comme", "envers", "malgré", "parmi", "jusqu'", "hors", "pendant",
        "durant", "dès", "auprès", "outre",
    ];
    const ENGLISH: [&str; 26] = [
        "of", "in", "at", "on", "with", "by", "for", "to", "from", "into", "against", "between",
        "about", "before", "under", "after", "over", "near", "during", "since", "as", "like",
        "towards", "toward", "among", "without",
    ];
    let known: &[&'static str] = if language == Language::French {
        &FRENCH
    } else {
        &ENGLISH
    };
    known.iter().find(|known| **known == word).copied()
}
