//! One after the other: *A a discuté tour à tour avec B et C*, *A met B and later C* tell of as many meetings as there are
//! others.
//!
//! ```text
//! Anna Kovacs s'est entretenue mardi avec Paul Delmas, puis avec Ivan Petrov.
//!   → Anna Kovacs, Paul Delmas · held · mardi
//!   → Anna Kovacs, Ivan Petrov · held · mardi
//! ```

use std::ops::Range;

use super::super::event::{Ground, Parties, PartyKind};
use super::sighting::Sighting;
use crate::extract::facts::MeetingKind;

/// More others than anybody receives in one sentence: a bound for hostile texts.
const MOST: usize = 12;

/// The meetings that one sighting stands for.
pub(super) fn split(ground: &Ground<'_>, sighting: Sighting) -> Vec<Sighting> {
    let Some((one, others)) = sides(ground, &sighting) else {
        return vec![sighting];
    };
    let each = in_turn(ground, &sighting, others.end);
    let alone = |tokens: &Range<usize>| -> Vec<Range<usize>> {
        if each {
            let parties = ground.parties_in(tokens);
            parties.map(|(_, party)| party.tokens.clone()).collect()
        } else {
            besides(ground, tokens)
        }
    };
    let mut groups = alone(&others);
    let mut end = others.end;
    while groups.len() < MOST
        && let Some(next) = next_in_series(ground, end)
    {
        end = next.tokens.end;
        groups.extend(alone(&next.tokens));
    }
    if groups.len() < 2 {
        return vec![sighting];
    }
    groups
        .into_iter()
        .map(|group| apart(ground, &sighting, one, &group))
        .collect()
}

/// Who met all the others, and the words that name them.
fn sides(ground: &Ground<'_>, sighting: &Sighting) -> Option<(usize, Range<usize>)> {
    let [first, second] = sighting.sides.as_slice() else {
        return None;
    };
    let alone = |side: &Range<usize>| {
        let mut parties = ground.parties_in(side);
        let (_, party) = parties.next()?;
        (parties.next().is_none() && party.actors.len() == 1)
            .then(|| party.actors.first().copied())
            .flatten()
    };
    let one = alone(first)?;
    (second.start > first.end).then(|| (one, second.clone()))
}

/// *a rencontré B, **ainsi que** C*, *met B, **as well as** C*: one meeting more, where both are persons.
fn besides(ground: &Ground<'_>, others: &Range<usize>) -> Vec<Range<usize>> {
    let document = ground.document;
    let marker = others.clone().find(|token| {
        matches!(
            (document.lower(*token), document.lower(token + 1)),
            ("ainsi", "que" | "qu'") | ("as", "well")
        ) && ground.party_at(*token).is_none()
    });
    let Some(marker) = marker else {
        return vec![others.clone()];
    };
    let sides = [others.start..marker, marker..others.end];
    let people = |side: &Range<usize>| {
        let mut parties = ground.parties_in(side).peekable();
        parties.peek().is_some() && parties.all(|(_, party)| party.kind == PartyKind::Person)
    };
    if !sides.iter().all(people) {
        return vec![others.clone()];
    }
    sides
        .into_iter()
        .filter_map(|side| {
            let mut parties = ground.parties_in(&side);
            let first = parties.next()?.1.tokens.clone();
            let last = parties
                .last()
                .map_or(first.end, |(_, party)| party.tokens.end);
            Some(first.start..last)
        })
        .collect()
}

/// The sighting with one of the others.
fn apart(ground: &Ground<'_>, whole: &Sighting, one: usize, group: &Range<usize>) -> Sighting {
    let mut sighting = whole.clone();
    sighting.series = Some(whole.cue.start);
    let mut actors = vec![one];
    for (_, party) in ground.parties_in(group) {
        for actor in &party.actors {
            if !actors.contains(actor) {
                actors.push(*actor);
            }
        }
    }
    sighting.kind = match whole.kind {
        Some(MeetingKind::Multilateral) | None if actors.len() == 2 => Some(MeetingKind::Bilateral),
        kind => kind,
    };
    sighting.passage.end = sighting.passage.end.max(group.end);
    if let Some(date) = day_after(ground, group.end) {
        sighting.date = Some(date);
    }
    sighting.actors = actors;
    sighting
}

/// The day that stands right after a name.
fn day_after(ground: &Ground<'_>, end: usize) -> Option<usize> {
    let near = end..end + 6;
    ground
        .document
        .dates_in(&near)
        .find(|(_, date)| date.tokens.start <= end + 1)
        .map(|(number, _)| number)
}

/// *tour à tour*, *separately*, *des entretiens bilatéraux*: with each of them alone.
fn in_turn(ground: &Ground<'_>, sighting: &Sighting, end: usize) -> bool {
    let document = ground.document;
    let reach = ground.reach(sighting.cue.start);
    let near = reach.start.max(sighting.passage.start.saturating_sub(6))..reach.end.min(end + 6);
    let marked = near.clone().any(|token| {
        let next = document.folded(token + 1);
        match document.folded(token) {
            "separe" | "separes" | "separees" | "separate" | "distincts" | "distinctes" => true,
            "successivement" | "respectivement" | "separement" | "separately" | "successively"
            | "respectively" | "individually" => true,
            "tour" => next == "a" && document.folded(token + 2) == "tour",
            "in" => next == "turn",
            "one" => next == "by" && document.folded(token + 2) == "one",
            _ => false,
        }
    });
    let bilateral = (sighting.cue.start.saturating_sub(2)..sighting.cue.end + 2).any(|token| {
        matches!(document.folded(token), "bilateraux" | "bilaterales")
            || document.folded(token) == "bilateral"
                && matches!(
                    document.lower(sighting.cue.end.saturating_sub(1)),
                    "meetings" | "talks"
                )
    });
    marked || bilateral
}

/// *puis avec Ivan Petrov*, *ainsi qu'avec …*, *and later with …*: the preposition again, or a word for what comes after.
fn next_in_series(ground: &Ground<'_>, from: usize) -> Option<Parties> {
    const REACH: usize = 12;
    let document = ground.document;
    let end = ground.reach(from.saturating_sub(1)).end;
    let (mut coordinated, mut later, mut with, mut dated) = (false, false, false, false);
    let mut token = from;
    while token < (from + REACH).min(end) {
        // *met X in Vienna on Monday and later Y*: when and where may stand between.
        let date = document
            .dates_in(&(token..token + 6))
            .find(|(_, date)| date.tokens.start == token)
            .map(|(_, date)| date.tokens.end);
        let spot = ground
            .spots
            .partition_point(|spot| spot.tokens.end <= token);
        let spot = ground
            .spots
            .get(spot)
            .filter(|spot| spot.tokens.contains(&token) && !coordinated)
            .map(|spot| spot.tokens.end);
        if let Some(next) = date.or(spot) {
            dated |= date.is_some();
            token = next.max(token + 1);
            continue;
        }
        if let Some(number) = ground.party_at(token) {
            let party = ground.parties.get(number)?;
            let right = matches!(
                party.kind,
                PartyKind::Person | PartyKind::State | PartyKind::Group | PartyKind::Body
            );
            // *met X on Wednesday and Y on Thursday*
            let other_day = || dated && day_after(ground, party.tokens.end).is_some();
            let started = coordinated && (with || !party.governed && (later || other_day()));
            return (started && right && !party.pronoun).then(|| ground.list_from(number, end));
        }
        match document.folded(token) {
            "," | "qu'" | "que" | "aussi" | "also" | "as" | "well" | "egalement" | "the" | "le"
            | "la" | "l'" | "les" | "un" | "une" | "des" | "a" | "an" => {}
            "et" | "and" | "ainsi" => coordinated = true,
            "puis" | "ensuite" | "then" | "later" | "subsequently" | "enfin" | "finally" => {
                (coordinated, later) = (true, true);
            }
            "avec" | "with" => with = true,
            "in" | "at" | "on" | "à" | "en" | "au" if !coordinated => {}
            _ => return None,
        }
        token += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("series.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            french("Anna Kovacs a discuté tour à tour avec Paul Delmas et Ivan Petrov."),
            [
                "Anna Kovacs, Paul Delmas · held",
                "Anna Kovacs, Ivan Petrov · held"
            ]
        );
        assert_eq!(
            english("Anna Kovacs met with Paul Delmas and later with Ivan Petrov in Vienna."),
            [
                "Anna Kovacs, Paul Delmas · held · Vienna",
                "Anna Kovacs, Ivan Petrov · held · Vienna"
            ]
        );
    }

    #[test]
    fn one_besides_another() {
        assert_eq!(
            french("Anna Kovacs a rencontré mardi Paul Delmas, ainsi qu'Ivan Petrov."),
            [
                "Anna Kovacs, Paul Delmas · held · mardi",
                "Anna Kovacs, Ivan Petrov · held · mardi"
            ]
        );
    }

    #[test]
    fn stays_silent() {
        assert_eq!(
            french("Anna Kovacs s'est entretenue avec Paul Delmas et Ivan Petrov."),
            ["Anna Kovacs, Paul Delmas, Ivan Petrov · held"]
        );
    }
}
