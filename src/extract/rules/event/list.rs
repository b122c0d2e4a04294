//! Lists of parties: *A, B et C*, *plusieurs dirigeants, dont A*, *the two ministers, A and B*.

use std::ops::Range;

use super::ground::{Ground, Parties, PartyKind, is_determiner};
use super::joint::is_envoy;

impl Ground<'_> {
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
            // *met A and Austria's B*
            if self.owns_next(last) {
                last += 1;
            }
            members.push(last);
        }
        self.gather(&members)
    }

    /// *plusieurs dirigeants, dont Anna Kovacs et Paul Delmas*: those who are named stand for all.
    ///
    /// *les cinq membres permanents du Conseil (A, B, C)*: so do those in brackets.
    fn example_of(&self, several: usize, end: usize) -> Option<usize> {
        if let Some(first) = self.bracketed(several, end) {
            return Some(first);
        }
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

    /// The first of those whom brackets after a loose plural list.
    fn bracketed(&self, several: usize, end: usize) -> Option<usize> {
        const REACH: usize = 9;
        let all = self.parties.get(several).filter(|all| all.collective)?;
        let reach = all.tokens.end..(all.tokens.end + REACH).min(end);
        let open = reach
            .clone()
            .take_while(|token| !matches!(self.document.lower(*token), "," | "." | ";" | ":"))
            .find(|token| self.document.lower(*token) == "(")?;
        let first = self.party_at(open + 1)?;
        let this = self.parties.get(first)?;
        let next = self.parties.get(first + 1)?;
        self.joins(this.tokens.end, next.tokens.start)
            .then_some(first)
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
        let people = numbers
            .iter()
            .skip(1)
            .filter(|number| {
                self.parties
                    .get(**number)
                    .is_some_and(|party| party.kind == PartyKind::Person)
            })
            .count();
        let appositive = numbers.len() > 2
            && numbers
                .first()
                .and_then(|first| self.parties.get(*first))
                .is_some_and(|first| {
                    (first.collective
                        || first.actors.len() > 1
                            && first.actors.len() == people
                            && people + 1 == numbers.len())
                        && self.document.lower(first.tokens.end) == ","
                });
        let numbers = if appositive {
            numbers.get(1..).unwrap_or_default()
        } else {
            numbers
        };
        // *les ministres de la Pologne, A, et du Danemark, B*: each state only says whose minister it is.
        let belongs = |number: usize| {
            let (Some(state), Some(person)) =
                (self.parties.get(number), self.parties.get(number + 1))
            else {
                return false;
            };
            state.kind == PartyKind::State
                && state.governed
                && person.kind == PartyKind::Person
                && numbers.contains(&(number + 1))
                && person.tokens.start == state.tokens.end + 1
                && self.document.lower(state.tokens.end) == ","
        };
        // *les ministres de la Défense et les chefs des services de A et de B*: the states say whose ministers they are.
        let headed = |number: usize| {
            let (Some(these), Some(those)) =
                (self.parties.get(number), self.parties.get(number + 1))
            else {
                return false;
            };
            these.collective
                && !these.pronoun
                && those.actors.len() > 1
                && !those.collective
                && numbers.contains(&(number + 1))
                && self.is_several(&these.tokens)
                && self.is_several(&those.tokens)
        };
        let apposed: Vec<usize> = numbers
            .iter()
            .filter(|number| !belongs(**number) && !headed(**number))
            .copied()
            .collect();
        let numbers = apposed.as_slice();
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

    /// Whether these words name several who come for somebody: *les ministres*, *the chiefs*.
    fn is_several(&self, tokens: &Range<usize>) -> bool {
        tokens
            .clone()
            .take(3)
            .any(|token| is_envoy(self.document.folded(token)))
    }

    /// Whether two parties with these tokens between them are members of one list.
    pub(super) fn joins(&self, from: usize, to: usize) -> bool {
        let document = self.document;
        if to < from || to - from > 9 || to == from {
            return false;
        }
        // *met A on Monday and B on Tuesday*: two meetings.
        if document
            .dates_in(&(from..to))
            .any(|(_, date)| date.tokens.end <= to)
        {
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
                // *aussi bien A que B*, *tant A que B*
                "que" | "qu'" if at == from && self.is_correlative(from) => coordinated = true,
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

    /// *aussi bien **A** que*, *tant A que*: what stands before the party that ends at a token.
    fn is_correlative(&self, end: usize) -> bool {
        const REACH: usize = 8;
        let document = self.document;
        (end.saturating_sub(REACH)..end).any(|token| {
            matches!(
                (document.lower(token), document.lower(token + 1)),
                ("aussi", "bien") | ("autant" | "tant", _)
            )
        })
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
}

#[cfg(test)]
mod tests {
    use super::super::example::french;

    #[test]
    fn correlatives_join() {
        assert_eq!(
            french("Anna Kovacs devrait rencontrer aussi bien Paul Delmas qu'Ivan Petrov."),
            ["Anna Kovacs, Paul Delmas, Ivan Petrov · planned"]
        );
    }

    #[test]
    fn states_say_whose_ministers_meet() {
        let told = french(
            "Les ministres de la Défense et les chefs de l'armée du Togo et du Bénin se sont rencontrés à Vienne.",
        );
        assert!(
            told.iter().all(|one| !one.contains("ministres")),
            "{told:?}"
        );
    }
}
