//! What the rules for meetings and proposals stand on: who is named where, and which of them a word takes
//! as subject, object or companion.
//!
//! The syntax is shallow on purpose: a subject is the nearest party before the verb that no preposition
//! governs; lists are parties with nothing but *et*, *and* or a comma between them.

use std::ops::Range;

use super::{Named, parties};
use crate::extract::actor::Scene;
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
}

impl<'a> Ground<'a> {
    /// The parties and places among the mentions of a scene.
    pub(in crate::extract) fn new(document: &'a Document<'a>, named: &Named<'a>) -> Self {
        let (parties, spots) = parties::read(document, named);
        Self {
            document,
            parties,
            spots,
            scene: named.scene,
        }
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

    /// Everybody in the list that begins with party `first`.
    pub(in crate::extract) fn list_from(&self, first: usize, end: usize) -> Parties {
        let first = self.example_of(first, end).unwrap_or(first);
        let mut last = first;
        let mut members = vec![first];
        while let (Some(this), Some(next)) = (self.parties.get(last), self.parties.get(last + 1)) {
            if next.tokens.end > end || !self.joins(this.tokens.end, next.tokens.start) {
                break;
            }
            last += 1;
            members.push(last);
        }
        self.gather(&members)
    }

    /// *plusieurs dirigeants, dont Anna Kovacs et Paul Delmas*: those who are named stand for all.
    fn example_of(&self, several: usize, end: usize) -> Option<usize> {
        let (all, first) = self
            .parties
            .get(several)
            .zip(self.parties.get(several + 1))?;
        let mut between = all.tokens.end..first.tokens.start;
        if between
            .clone()
            .next()
            .is_some_and(|at| self.document.lower(at) == ",")
        {
            between.start += 1;
        }
        let named = all.collective
            && first.tokens.end <= end
            && (1..=2).contains(&between.len())
            && matches!(
                self.document.lower(between.start),
                "dont" | "notamment" | "including" | "comme" | "namely"
            );
        named.then_some(several + 1)
    }

    /// Everybody in the list that ends with party `last`.
    pub(in crate::extract) fn list_until(&self, last: usize, from: usize) -> Parties {
        let mut first = last;
        while let (Some(before), Some(this)) = (
            first.checked_sub(1).and_then(|at| self.parties.get(at)),
            self.parties.get(first),
        ) {
            let other_case = before.governed && !this.governed;
            if before.tokens.start < from
                || other_case
                || !self.joins(before.tokens.end, this.tokens.start)
            {
                break;
            }
            first -= 1;
        }
        self.gather(&(first..=last).collect::<Vec<_>>())
    }

    /// The parties of the given numbers together.
    pub(in crate::extract) fn gather(&self, numbers: &[usize]) -> Parties {
        let mut all = Parties::default();
        // *Les deux ministres, A et B*: the names say who the first are.
        let appositive = numbers.len() > 2
            && numbers
                .first()
                .and_then(|first| self.parties.get(*first))
                .is_some_and(|first| {
                    first.collective && self.document.lower(first.tokens.end) == ","
                });
        let numbers = if appositive {
            numbers.get(1..).unwrap_or_default()
        } else {
            numbers
        };
        let main = numbers
            .iter()
            .filter_map(|number| self.parties.get(*number))
            .any(|party| !party.retinue);
        for party in numbers
            .iter()
            .filter_map(|number| self.parties.get(*number))
            .filter(|party| !main || !party.retinue)
        {
            all.tokens = if all.kinds.is_empty() {
                party.tokens.clone()
            } else {
                all.tokens.start.min(party.tokens.start)..all.tokens.end.max(party.tokens.end)
            };
            all.kinds.push(party.kind);
            for actor in &party.actors {
                if !all.actors.contains(actor) {
                    all.actors.push(*actor);
                }
            }
        }
        all
    }

    /// Whether two parties with these tokens between them are members of one list.
    fn joins(&self, from: usize, to: usize) -> bool {
        let document = self.document;
        if to < from || to - from > 9 || to == from {
            return false;
        }
        let mut coordinated = false;
        let mut loose = 0;
        for at in from..to {
            match document.lower(at) {
                "et" | "and" | "&" | "ainsi" => coordinated = true,
                "as" if document.lower(at + 1) == "well" || document.lower(at - 1) == "well" => {
                    coordinated = true;
                }
                "," | "que" | "well" | "/" | "–" | "-" => {}
                "avec" | "with" | "qui" | "who" | "a" | "ont" | "est" | "sont" | "has" | "have"
                | "is" | "are" | "was" | "were" | "dont" | "pour" | "par" | "by" | ";" | ":"
                | "(" | "as" | "comme" => return false,
                word if is_determiner(word)
                    || word == "également"
                    || word == "aussi"
                    || word == "also" => {}
                _ => loose += 1,
            }
        }
        // *les présidents libanais A, américain B et égyptien C*: a comma and an adjective.
        let comma = document.lower(from) == ","
            && to - from <= 2
            && (from + 1..to).all(|at| !document.token(at).is_some_and(|token| token.capital));
        (coordinated && loose <= 3) || (comma && self.list_goes_on(to))
    }

    /// *A, B et C*: a comma joins only where a coordinator follows the next member.
    fn list_goes_on(&self, start: usize) -> bool {
        let Some(next) = self.party_at(start).and_then(|at| self.parties.get(at)) else {
            return false;
        };
        let adjective = self
            .party_at(next.tokens.end + 2)
            .and_then(|at| self.parties.get(at))
            .is_some_and(|after| after.tokens.start == next.tokens.end + 2)
            && self.document.lower(next.tokens.end) == ",";
        matches!(
            self.document.lower(next.tokens.end),
            "et" | "and" | "ainsi" | "as"
        ) || adjective
            || (self.document.lower(next.tokens.end) == ","
                && matches!(self.document.lower(next.tokens.end + 1), "and"))
            || (self.document.lower(next.tokens.end) == ","
                && self.party_at(next.tokens.end + 1).is_some())
    }

    /// The subject of a verb whose group begins at `before`: the nearest party that no preposition
    /// governs; where the verb is coordinated with another (*X a reçu Y et a parlé à Z*), the first one.
    pub(in crate::extract) fn subject(&self, from: usize, before: usize) -> Option<Parties> {
        let document = self.document;
        let range = from..before;
        let mut numbers: Vec<usize> = self.parties_in(&range).map(|(number, _)| number).collect();
        let previous = before.checked_sub(1).map_or("", |at| document.lower(at));
        let coordinated = matches!(
            previous,
            "et" | "and" | "puis" | "then" | "mais" | "but" | "ou" | "or" | ","
        );
        let free = |number: &usize| {
            self.parties.get(*number).is_some_and(|party| {
                party.kind != PartyKind::Medium
                    && !party.governed
                    && !self.is_parenthesis(party.tokens.start)
            })
        };
        if coordinated {
            let clause = numbers.iter().rposition(|number| {
                self.parties
                    .get(*number)
                    .is_some_and(|party| self.opens_clause(party.tokens.start))
            });
            if let Some(at) = clause {
                numbers.drain(..at);
            }
            let first = numbers.iter().find(|number| free(number))?;
            return Some(self.list_from(*first, before));
        }
        let last = *numbers.iter().rev().find(|number| free(number))?;
        // *Des représentants du gouvernement et de l'opposition*: governed by the preposition of the first.
        let mut end = last;
        while let (Some(this), Some(next)) = (self.parties.get(end), self.parties.get(end + 1)) {
            if next.tokens.end > before
                || !next.governed
                || !self.joins(this.tokens.end, next.tokens.start)
            {
                break;
            }
            end += 1;
        }
        if end == last {
            return Some(self.list_until(last, from));
        }
        Some(self.gather(&(last..=end).collect::<Vec<_>>()))
    }

    /// Whether a clause with a subject of its own begins here: after *que*, *that*, a semicolon.
    fn opens_clause(&self, token: usize) -> bool {
        let mut at = token;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1) else {
                return false;
            };
            at = before;
            match self.document.lower(at) {
                "que" | "qu'" | "that" | ";" | ":" | "où" | "where" | "lorsque" | "when"
                | "while" | "alors" => return true,
                word if is_determiner(word) => {}
                _ => return false,
            }
        }
        false
    }

    fn is_parenthesis(&self, token: usize) -> bool {
        token
            .checked_sub(1)
            .is_some_and(|at| self.document.lower(at) == "(")
    }

    /// The first party after `from` that no preposition governs: a verb's object.
    pub(in crate::extract) fn object(&self, from: usize, end: usize) -> Option<Parties> {
        for (number, party) in self.parties_in(&(from..end)) {
            if (from..party.tokens.start).any(|at| self.ends_object(at, from)) {
                return None;
            }
            // *rencontrer d'autres ministres*: an article, no preposition.
            let partitive = party.tokens.start <= from + 1
                && matches!(self.document.lower(from), "d'" | "des" | "de");
            if (!party.governed || partitive)
                && party.kind != PartyKind::Medium
                && !self.owns_next(number)
            {
                return Some(self.list_from(number, end));
            }
        }
        None
    }

    /// *Russia's Ivan Petrov*: the state is no party of its own.
    fn owns_next(&self, number: usize) -> bool {
        let Some((party, next)) = self.parties.get(number).zip(self.parties.get(number + 1)) else {
            return false;
        };
        party.kind == PartyKind::State
            && matches!(self.document.lower(party.tokens.end), "'s" | "'")
            && next.tokens.start == party.tokens.end + 1
    }

    fn ends_object(&self, token: usize, from: usize) -> bool {
        token > from && self.document.lower(token) == ","
            || matches!(
                self.document.lower(token),
                "que"
                    | "qu'"
                    | "that"
                    | "qui"
                    | "who"
                    | "which"
                    | "."
                    | ";"
                    | ":"
                    | "afin"
                    | "pour"
                    | "to"
                    | "après"
                    | "after"
                    | "before"
                    | "avant"
                    | "lors"
                    | "during"
                    | "while"
                    | "et"
                    | "and"
                    | "mais"
                    | "but"
            )
    }

    /// The parties after the first of these prepositions that follows `from`.
    pub(in crate::extract) fn after_preposition(
        &self,
        words: &[&str],
        from: usize,
        end: usize,
    ) -> Option<Parties> {
        let document = self.document;
        let mut at = from;
        while at < end {
            let word = document.lower(at);
            if matches!(
                word,
                "." | ";" | ":" | "que" | "qu'" | "that" | "qui" | "who" | "which"
            ) {
                return None;
            }
            if words.contains(&word) {
                // *au président* is one mention with its preposition.
                let near = at..(at + 9).min(end);
                let first = self
                    .parties_in(&(near.start..end))
                    .map(|(number, _)| number)
                    .find(|number| !self.owns_next(*number))?;
                let start = self.parties.get(first)?.tokens.start;
                return near.contains(&start).then(|| self.list_from(first, end));
            }
            at += 1;
        }
        None
    }

    /// Those who come along: *accompagné de X*, *en présence de X*, *accompanied by X*.
    pub(in crate::extract) fn companions(&self, range: &Range<usize>) -> Option<Parties> {
        let document = self.document;
        let at = range.clone().find(|token| {
            let (word, next) = (document.folded(*token), document.folded(token + 1));
            matches!(
                word,
                "accompagne"
                    | "accompagnee"
                    | "accompagnes"
                    | "flanque"
                    | "accompanied"
                    | "flanked"
            ) || matches!(word, "presence" | "participation")
                && matches!(next, "de" | "du" | "des" | "d'" | "of")
        })?;
        self.after_preposition(
            &["de", "du", "d'", "des", "par", "by", "of"],
            at + 1,
            range.end.min(at + 14),
        )
        .filter(|parties| parties.tokens.start <= at + 4)
    }

    /// The narrowest place named in a range after a preposition of place; the nearest to `cue` of those.
    pub(in crate::extract) fn place(&self, range: &Range<usize>, cue: usize) -> Option<&Spot> {
        let from = self
            .spots
            .partition_point(|spot| spot.tokens.start < range.start);
        let here = self
            .spots
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|spot| spot.tokens.end <= range.end);
        let located = here.filter(|spot| self.is_located(spot.tokens.start, spot.rank));
        located.min_by_key(|spot| (spot.rank, spot.tokens.start.abs_diff(cue)))
    }

    fn is_located(&self, token: usize, rank: u8) -> bool {
        let document = self.document;
        let mut at = token;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1) else {
                return false;
            };
            at = before;
            match (document.lower(at), document.language()) {
                ("à" | "au" | "aux" | "en" | "dans" | "chez", Language::French)
                | ("in" | "at", _) => return true,
                ("," | "(", _)
                    if before > 0
                        && rank > 0
                        && self.spots.iter().any(|spot| spot.tokens.end == before) =>
                {
                    return true;
                }
                (word, _) if is_determiner(word) => {}
                _ => return false,
            }
        }
        false
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
