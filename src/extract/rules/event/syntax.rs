//! Which parties a word takes as subject, object or companion, and where a clause says that it takes place.

use std::ops::Range;

use super::ground::{Ground, Parties, PartyKind, is_determiner};
use crate::text::Language;

impl Ground<'_> {
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
        // *au chef de la diplomatie, qui doit ensuite rencontrer …*: whoever stands before *qui*, governed or not.
        let relative = (from.max(before.saturating_sub(3))..before)
            .rev()
            .find(|token| matches!(document.lower(*token), "qui" | "who"));
        if let Some(relative) = relative {
            let end =
                relative - usize::from(relative > from && document.lower(relative - 1) == ",");
            let antecedent = numbers.iter().rev().find(|number| {
                self.parties
                    .get(**number)
                    .is_some_and(|party| party.tokens.end == end && party.kind == PartyKind::Person)
            });
            if let Some(antecedent) = antecedent {
                return Some(self.list_until(*antecedent, from));
            }
        }
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
        let mut nearest = numbers.iter().rev().filter(|number| free(number)).copied();
        let last = nearest.next()?;
        // *Les médiateurs qui suivent la crise ont proposé …*: the verb tells the number of its subject.
        let last = match self.is_plural_verb(before) {
            Some(true) if !self.is_plural(last, from) => nearest
                .take(3)
                .find(|number| self.is_plural(*number, from))
                .unwrap_or(last),
            _ => last,
        };
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

    /// Whether the auxiliary or verb at a token is plural, where a French form shows it.
    fn is_plural_verb(&self, token: usize) -> Option<bool> {
        if self.document.language() != Language::French {
            return None;
        }
        match self.document.folded(token) {
            "ont" | "sont" | "avaient" | "etaient" | "auront" | "seront" | "auraient"
            | "seraient" | "doivent" | "devraient" | "vont" | "peuvent" | "veulent" => Some(true),
            "est" | "avait" | "etait" | "aura" | "sera" | "aurait" | "serait" | "doit"
            | "devrait" | "va" | "peut" | "veut" => Some(false),
            "a" if self.document.lower(token) == "a" => Some(false),
            _ => None,
        }
    }

    /// Whether a party, with those coordinated before it, takes a plural verb.
    fn is_plural(&self, number: usize, from: usize) -> bool {
        let Some(party) = self.parties.get(number) else {
            return false;
        };
        let document = self.document;
        let article = |token: usize| {
            matches!(
                document.lower(token),
                "les"
                    | "des"
                    | "ces"
                    | "leurs"
                    | "plusieurs"
                    | "deux"
                    | "ils"
                    | "elles"
                    | "ses"
                    | "nous"
                    | "tous"
            )
        };
        party.collective
            || party.actors.len() > 1
            || party.tokens.clone().take(2).any(article)
            || party.tokens.start.checked_sub(1).is_some_and(article)
            || self.list_until(number, from).actors.len() > 1
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
            let apposed = self.is_apposed(number, from);
            if !apposed && (from..party.tokens.start).any(|at| self.ends_object(at, from)) {
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

    /// *a rencontré le facilitateur de la crise, **Ivan Petrov**, à Vienne*: the name of somebody whom no known word tells.
    fn is_apposed(&self, number: usize, from: usize) -> bool {
        const REACH: usize = 16;
        let document = self.document;
        let Some(party) = self.parties.get(number) else {
            return false;
        };
        let start = party.tokens.start;
        if party.kind != PartyKind::Person
            || party.pronoun
            || party.collective
            || start < from + 3
            || start > from + REACH
            || document.lower(start - 1) != ","
        {
            return false;
        }
        let between = from..start - 1;
        let closes = matches!(
            document.lower(party.tokens.end),
            "," | "." | ";" | "à" | "in" | "at"
        );
        closes
            && between
                .clone()
                .any(|token| is_determiner(document.lower(token)))
            && !between.clone().any(|token| {
                matches!(
                    document.lower(token),
                    "," | "."
                        | ";"
                        | ":"
                        | "que"
                        | "qu'"
                        | "that"
                        | "qui"
                        | "who"
                        | "which"
                        | "et"
                        | "and"
                        | "pour"
                        | "afin"
                        | "to"
                        | "after"
                        | "before"
                        | "après"
                        | "avant"
                        | "lors"
                        | "during"
                        | "while"
                )
            })
    }

    /// *Russia's Ivan Petrov*: the state is no party of its own.
    pub(super) fn owns_next(&self, number: usize) -> bool {
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

    /// The party that the clause before `end` begins with, from `from` on.
    pub(in crate::extract) fn clause_subject(&self, from: usize, end: usize) -> Option<Parties> {
        let start = (from..end)
            .rev()
            .find(|token| opens_clause(self.document.lower(*token)))
            .map_or(from, |token| token + 1);
        let (number, _) = self
            .parties_in(&(start..end))
            .find(|(_, party)| !party.governed && party.kind != PartyKind::Medium)?;
        Some(self.list_from(number, end))
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
            if opens_clause(word) || matches!(word, "." | "qui" | "who" | "which") {
                return None;
            }
            if words.contains(&word) {
                // *au président* is one mention with its preposition.
                let near = at..(at + 9).min(end);
                // A long title may end beyond the window in which the preposition has to stand.
                let whole = end.max(self.reach(at).end);
                let first = self
                    .parties_in(&(near.start..whole))
                    .map(|(number, _)| number)
                    .find(|number| !self.owns_next(*number))?;
                let start = self.parties.get(first)?.tokens.start;
                // *avec ses homologues à Luxembourg*: where they are is none of them.
                if start > at + 1
                    && self.preposition_before(start).is_some_and(|own| {
                        own != word && matches!(own, "à" | "en" | "in" | "at" | "au")
                    })
                {
                    return None;
                }
                return near.contains(&start).then(|| self.list_from(first, whole));
            }
            at += 1;
        }
        None
    }

    /// Those who come along: *accompagné de X*, *en présence de X*, *accompanied by X*.
    ///
    /// With a verb of gathering, *autour de X* too.
    pub(in crate::extract) fn companions(
        &self,
        range: &Range<usize>,
        gathers: bool,
    ) -> Option<Parties> {
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
            ) || matches!(word, "hosted" | "chaired") && next == "by"
                || matches!(word, "presence" | "participation")
                    && matches!(next, "de" | "du" | "des" | "d'" | "of")
                || gathers && word == "autour" && matches!(next, "de" | "du" | "d'")
        })?;
        self.after_preposition(
            &["de", "du", "d'", "des", "par", "by", "of"],
            at + 1,
            range.end.min(at + 14),
        )
        .filter(|parties| {
            parties.tokens.start <= at + 4
                && (document.folded(at) != "autour"
                    || parties.kinds.iter().all(|kind| *kind == PartyKind::Person))
                && !parties
                    .tokens
                    .clone()
                    .any(|token| is_family(document.folded(token)))
        })
    }
}

/// *accompagné de son épouse*: nobody who takes part.
fn is_family(word: &str) -> bool {
    matches!(
        word,
        "epouse"
            | "femme"
            | "mari"
            | "epoux"
            | "fils"
            | "fille"
            | "wife"
            | "husband"
            | "dame"
            | "lady"
            | "daughter"
            | "spouse"
    )
}

/// Whether a word opens a clause within a sentence: what is said, why, when, where.
fn opens_clause(word: &str) -> bool {
    matches!(
        word,
        "que"
            | "qu'"
            | "that"
            | ";"
            | ":"
            | "because"
            | "car"
            | "parce"
            | "puisque"
            | "while"
            | "where"
            | "when"
            | "lorsque"
            | "tandis"
    )
}
