//! Summits, sessions and sittings of a body, and who takes part in them.
//!
//! ```text
//! Anna Kovacs participe mardi au sommet de l'Union africaine à Niamey.
//!   → Anna Kovacs, Union africaine · held · mardi · Niamey
//! ```

use std::ops::Range;

use super::super::event::{Ground, Hit, Part, Parties, PartyKind, Tense, verb};
use super::agent::{only_people, said_to_press};
use super::encounter::{kind_of, with_kind};
use super::hint::is_occasion;
use super::light::{light_subject, light_verb};
use super::noun::{Mark, determiner, is_denied_noun, main_subject};
use super::sighting::Sighting;
use crate::extract::facts::{MeetingKind, MeetingStatus};
use crate::text::Language;

/// The rule for one noun.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    hit.reading(Part::Noun)
        .filter(|entry| entry.frame == "body")?;
    let verb = light_verb(ground, &hit.tokens);
    any(ground, hit).map(|sighting| sighting.led_by(verb.as_ref()))
}

/// *meeting of ministers*, *réunion du Conseil*: a noun for any meeting, with the body that sits.
pub(super) fn of_body(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    let near = (hit.tokens.end + 14).min(ground.reach(hit.tokens.start).end);
    whose(ground, &hit.tokens, near).filter(|body| {
        body.kinds
            .iter()
            .any(|kind| matches!(kind, PartyKind::Body | PartyKind::Group))
    })?;
    any(ground, hit)
}

/// *Lors de la réunion à Niamey, **le Conseil** a décidé …*: the body that acts at a meeting is the one that sits.
pub(super) fn opening(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    const REACH: usize = 20;
    let document = ground.document;
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let opens = cue.start <= reach.start + 4
        && matches!(
            document.folded(reach.start),
            "lors" | "durant" | "pendant" | "reuni" | "during" | "at" | "in"
        );
    let comma = (cue.end..reach.end.min(cue.end + REACH))
        .find(|token| document.lower(*token) == ",")
        .filter(|_| opens)?;
    let (number, party) = ground.parties_in(&(comma + 1..reach.end)).next()?;
    let acts = party.tokens.start <= comma + 2 && !party.governed && !party.pronoun;
    let body = matches!(party.kind, PartyKind::Body | PartyKind::Group) || party.collective;
    if !acts || !body {
        return None;
    }
    let body = ground.list_from(number, reach.end);
    let mut sighting = with_kind(
        Sighting::new(ground, cue, &[&body], "meeting.sitting", 0.6),
        kind_of("", &[&body]),
    );
    // *… a fixé la date limite au 27 juillet*: the day of what was decided.
    let later = sighting
        .date
        .and_then(|date| document.dates().get(date))
        .is_some_and(|date| date.tokens.start > comma);
    if later {
        sighting.date = None;
        sighting.passage.end = body.tokens.end;
    }
    sighting.status = MeetingStatus::Held;
    sighting.alone = true;
    sighting.anaphoric = matches!(
        determiner(ground, cue),
        Mark::Demonstrative | Mark::Definite
    );
    Some(sighting)
}

fn any(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    let entry = hit.reading(Part::Noun)?;
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    if is_no_meeting(ground, cue) || is_denied_noun(ground, cue) {
        return None;
    }
    let near = (cue.end + 14).min(reach.end);
    let between = ground
        .after_preposition(&["entre", "between"], cue.end, near)
        .filter(|parties| parties.actors.len() > 1);
    let between = between
        .or_else(|| super::talks::pair_beside(ground, cue))
        .or_else(|| super::talks::compound(ground, cue));
    let body = between
        .or_else(|| whose(ground, cue, near))
        .or_else(|| its(ground, cue));
    let attending = light_subject(ground, cue)
        .filter(|parties| parties.kinds.iter().all(|kind| *kind != PartyKind::Medium));
    let with = ground.after_preposition(&["avec", "with"], cue.end, near);
    if with
        .as_ref()
        .is_some_and(|with| said_to_press(ground, with))
    {
        return None;
    }
    let attending = attending
        .or_else(|| told_to(ground, cue))
        .or_else(|| spoke_at(ground, cue));
    // *à l'issue d'un sommet avec B, A …*: the subject of the sentence was there.
    let attending = attending.or_else(|| {
        with.as_ref()
            .filter(|with| with.kinds.iter().all(|kind| *kind == PartyKind::Person))
            .and_then(|with| main_subject(ground, cue, with))
            .filter(|main| main.kinds == [PartyKind::Person])
    });
    // *Seoul wants a summit with Pyongyang*
    let attending = attending.or_else(|| {
        with.as_ref()
            .filter(|_| is_wanted(ground, cue))
            .and_then(|with| main_subject(ground, cue, with))
            .filter(|main| !main.kinds.contains(&PartyKind::Medium))
    });
    let parties: Vec<&Parties> = attending
        .iter()
        .chain(body.iter())
        .chain(with.iter())
        .collect();
    let actors = parties
        .iter()
        .map(|parties| parties.actors.len())
        .sum::<usize>();
    let mark = determiner(ground, cue);
    let mut sighting = with_kind(
        Sighting::new(
            ground,
            cue,
            &parties,
            "meeting.sitting",
            if actors > 1 { 0.75 } else { 0.6 },
        ),
        kind_of(&entry.second, &[]),
    );
    // *l'Union a tenu un sommet*: whoever holds it is the body.
    let holds = || {
        attending
            .as_ref()
            .filter(|body| body.kinds == [PartyKind::Body])
    };
    let collective = body.as_ref().or_else(holds).is_some_and(|body| {
        body.kinds
            .iter()
            .any(|kind| matches!(kind, PartyKind::Body | PartyKind::Group | PartyKind::State))
    });
    // A body that sits somewhere or some day; *une réunion de la commission* in general is not an event.
    sighting.alone = collective
        && (sighting.date.is_some()
            || sighting.place.is_some()
            || matches!(
                sighting.status,
                MeetingStatus::Postponed | MeetingStatus::Cancelled
            ));
    // *the summit*, *the AU summit* after *an AU summit*
    sighting.anaphoric =
        (actors == 0 || collective) && matches!(mark, Mark::Demonstrative | Mark::Definite);
    Some(sighting)
}

/// *wants a summit*, *a proposé un sommet*: a verb of wishing governs the noun.
fn is_wanted(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let document = ground.document;
    let french = document.language() == Language::French;
    (cue.start.saturating_sub(5)..cue.start)
        .any(|token| super::hint::is_wish(document.folded(token), french))
}

/// *told a session of the Council*, *chaired the summit*: who speaks to a sitting is there.
fn told_to(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    let document = ground.document;
    if document.language() != Language::English {
        return None;
    }
    let reach = ground.reach(cue.start);
    let from = reach.start.max(cue.start.saturating_sub(8));
    let verb = (from..cue.start).rev().find(|token| {
        matches!(
            document.lower(*token),
            "told"
                | "tells"
                | "addressed"
                | "briefed"
                | "chaired"
                | "chair"
                | "chairs"
                | "opened"
                | "hosted"
        )
    })?;
    let quoted = (verb + 1..cue.start)
        .any(|token| matches!(document.lower(token), "that" | "," | "reporters"));
    if quoted {
        return None;
    }
    let group = verb::group(document, reach.start, verb, Tense::Past);
    ground
        .subject(reach.start, group.tokens.start)
        .filter(only_people)
}

/// *Speaking at the summit, A said …*, *à l'ouverture du sommet, A a déclaré …*: the speaker is there.
fn spoke_at(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    let document = ground.document;
    let reach = ground.reach(cue.start);
    let from = reach.start.max(cue.start.saturating_sub(5));
    let speaks = (from..cue.start).any(|token| {
        let next = document.folded(token + 1);
        match document.folded(token) {
            "speaking" | "addressing" | "attending" | "ouverture" | "opening" | "tribune" => true,
            "devant" => next != "que",
            // *les réformes adoptées lors du sommet*: those were there who adopted them.
            "lors" => {
                let before = document.folded(token.wrapping_sub(1));
                matches!(next, "du" | "de" | "d'" | "des")
                    && !(before.ends_with("ees") || before.ends_with("ee") && before.len() > 4)
            }
            _ => false,
        }
    });
    if !speaks {
        return None;
    }
    let comma = (cue.end..reach.end.min(cue.end + 16)).find(|token| document.lower(*token) == ",");
    let after = comma.and_then(|comma| {
        let (number, party) = ground
            .parties_in(&(comma + 1..reach.end))
            .find(|(_, party)| !party.governed)?;
        (party.tokens.start <= comma + 6).then(|| ground.list_from(number, reach.end))
    });
    after
        .or_else(|| {
            (comma.is_none() || cue.start > reach.start + 6)
                .then(|| ground.subject(reach.start, from))
                .flatten()
        })
        .filter(only_people)
}

/// *le Conseil a fait le point lors de **sa** séance*: the body that is the subject sits.
fn its(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    let owned = (cue.start.saturating_sub(3)..cue.start)
        .any(|token| matches!(ground.document.lower(token), "sa" | "son" | "its"));
    if !owned {
        return None;
    }
    ground
        .subject(ground.reach(cue.start).start, cue.start)
        .filter(|body| body.kinds == [PartyKind::Body])
}

/// *le sommet de l'OTAN*, *NATO summit*.
fn whose(ground: &Ground<'_>, cue: &Range<usize>, end: usize) -> Option<Parties> {
    let document = ground.document;
    let reach = ground.reach(cue.start);
    let before = cue.start.checked_sub(1).and_then(|token| {
        ground.party_at(token).or_else(|| {
            token
                .checked_sub(1)
                .filter(|_| document.lower(token) == "'s")
                .and_then(|token| ground.party_at(token))
        })
    });
    let apart = |number: &usize| {
        ground
            .parties
            .get(*number)
            .is_some_and(|party| !party.tokens.contains(&cue.start))
    };
    // *the Ukraine summit* is about Ukraine, *Ukraine's summit* is Ukraine's.
    let topic = |number: &usize| {
        ground.parties.get(*number).is_some_and(|party| {
            party.kind == PartyKind::State
                && party.actors.len() == 1
                && party.tokens.end == cue.start
                && document.language() == Language::English
        })
    };
    if let Some(before) = before.filter(apart) {
        let list = ground.list_until(before, reach.start);
        if list.actors.len() > 1 || !topic(&before) {
            return Some(list);
        }
    }
    let of = (cue.end..(cue.end + 4).min(end))
        .find(|token| matches!(document.lower(*token), "de" | "du" | "des" | "d'" | "of"));
    // *une réunion convoquée par l'Union africaine*
    let Some(of) = of else {
        let called =
            (cue.end..(cue.end + 5).min(end)).any(|token| is_called(document.folded(token)));
        return called
            .then(|| ground.after_preposition(&["par", "by"], cue.end, end))
            .flatten()
            .filter(|body| body.kinds == [PartyKind::Body]);
    };
    // *une réunion en marge **de** l'Assemblée*: beside it.
    if matches!(
        document.folded(of - 1),
        "marge" | "sidelines" | "margins" | "instar" | "occasion"
    ) {
        return None;
    }
    let (number, party) = ground.parties_in(&(of..end.max(reach.end))).next()?;
    // *le sommet de Dakar*: where it is held.
    let spot = ground
        .spots
        .partition_point(|spot| spot.tokens.end < party.tokens.end);
    let city = party.kind == PartyKind::State
        && party.actors.len() == 1
        && ground.spots.get(spot).is_some_and(|spot| {
            spot.rank == 1
                && spot.tokens.end == party.tokens.end
                && spot.tokens.start >= party.tokens.start
        });
    if city {
        return None;
    }
    (party.tokens.start <= of + 7).then(|| ground.list_from(number, end.max(reach.end)))
}

/// Participles that say who has a body sit.
fn is_called(word: &str) -> bool {
    matches!(
        word,
        "prevue"
            | "prevu"
            | "organisee"
            | "organise"
            | "convoquee"
            | "convoque"
            | "initiee"
            | "tenue"
            | "tenu"
            | "organised"
            | "organized"
            | "convened"
            | "called"
            | "held"
            | "planned"
    )
}

/// *conférence de presse*, *news conference*: somebody speaks, nobody meets; *en marge du sommet*: that meeting is not told.
fn is_no_meeting(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let document = ground.document;
    // *en marge du sommet*, *on the sidelines of the summit*: another meeting than the one that is told.
    let aside = (cue.start.saturating_sub(7)..cue.start).any(|token| {
        matches!(
            document.folded(token),
            "marge" | "margins" | "sidelines" | "margin"
        )
    });
    // *en marge d'une réunion de l'Union*: told here for the first time.
    if aside && determiner(ground, cue) != Mark::Indefinite {
        return true;
    }
    let after = matches!(document.folded(cue.end), "call")
        || matches!(document.folded(cue.end + 1), "presse")
        || matches!(document.folded(cue.end), "telephonique");
    let before = cue
        .start
        .checked_sub(1)
        .is_some_and(|token| matches!(document.lower(token), "news" | "press" | "visio" | "video"));
    after || before
}

/// *The council held a meeting*, *The council demanded in a heated meeting that …*: the body that is the subject sat.
pub(super) fn of_subject(
    ground: &Ground<'_>,
    cue: &Range<usize>,
    light: Option<&Parties>,
) -> Option<Sighting> {
    let from = ground.reach(cue.start).start;
    let within = || {
        is_occasion(ground.document, from, cue.start)
            .then(|| ground.clause_subject(from, cue.start))
            .flatten()
    };
    let body = light
        .cloned()
        .or_else(within)
        .filter(|body| body.kinds == [PartyKind::Body])?;
    let mut sitting = with_kind(
        Sighting::new(ground, cue, &[&body], "meeting.sitting", 0.7),
        Some(MeetingKind::Sitting),
    );
    sitting.alone = true;
    Some(sitting)
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("sitting.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english(
                "Anna Kovacs will attend the summit of the African Union in Niamey on Tuesday."
            ),
            ["Anna Kovacs, African Union · planned · Tuesday · Niamey"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("Anna Kovacs tiendra une conférence de presse mardi à Vienne.").is_empty());
    }

    #[test]
    fn a_sitting_beside_which_others_meet() {
        assert_eq!(
            french(
                "Anna Kovacs a rencontré Paul Delmas en marge d'une réunion des ministres de l'Union africaine à Niamey."
            ),
            [
                "Anna Kovacs, Paul Delmas · held · Niamey",
                "Union africaine · held · Niamey"
            ]
        );
    }

    #[test]
    fn who_decides_at_a_meeting_sits() {
        assert_eq!(
            french(
                "Lors de la réunion à Niamey, le Conseil de sécurité a fixé la date limite au 27 juillet."
            ),
            ["Conseil de sécurité · held · Niamey"]
        );
    }

    #[test]
    fn whoever_is_attending_goes_on() {
        assert_eq!(
            english("Anna Kovacs is attending the summit of the African Union in Niamey."),
            ["Anna Kovacs, African Union · ongoing · Niamey"]
        );
    }

    #[test]
    fn a_meeting_beside_an_assembly() {
        let told = french(
            "Lors d'une réunion à Vienne en marge de l'assemblée générale du Conseil de sécurité, Anna Kovacs a souri.",
        );
        assert!(told.iter().all(|one| !one.contains("Conseil")), "{told:?}");
    }
}
