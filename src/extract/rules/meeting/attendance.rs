//! Who came to a meeting that a noun names: *was attended by A and B*, *à laquelle participaient A et B*.
//!
//! ```text
//! La réunion, à laquelle participaient Anna Kovacs et Paul Delmas, s'est achevée mardi.
//!   → Anna Kovacs, Paul Delmas · held · mardi
//! ```

use super::super::event::{Ground, Hit, Part, Parties, lexicon, verb};
use super::agent::{agent, only_people};
use super::encounter::{kind_of, with_kind};
use super::sighting::Sighting;
use crate::extract::facts::{MeetingStatus, Modality};
use crate::text::Language;

/// The rule for one verb.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    let entry = hit.readings.iter().find(|entry| {
        matches!(entry.frame.as_str(), "light-join" | "gather")
            || entry.frame == "invite"
            || matches!(entry.lemma.as_str(), "présider" | "chair")
    })?;
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let group = verb::group(ground.document, reach.start, cue.start, entry.tense);
    let end = (cue.end + 20).min(reach.end);
    if entry.frame == "invite" {
        return invited(ground, hit);
    }
    // *à laquelle n'assistait pas Delmas*
    if group.negated {
        return None;
    }
    let inverted = ground.document.language() == Language::French
        && entry.frame == "light-join"
        && opens_inverted(ground, reach.start, group.tokens.start);
    let chaired = matches!(entry.lemma.as_str(), "présider" | "chair");
    let came = if chaired {
        let by = matches!(ground.document.lower(cue.end), "par" | "by");
        by.then(|| ground.after_preposition(&["par", "by"], cue.end, end))
            .flatten()
    } else if entry.frame == "light-join" {
        match ground.document.language() {
            Language::French => (relative(ground, group.tokens.start) || inverted)
                .then(|| ground.object(cue.end, end))?,
            _ if group.passive && ground.document.lower(cue.end) == "by" => {
                ground.after_preposition(&["by"], cue.end, end)
            }
            _ if entry.lemma == "join" => return joined(ground, hit),
            _ => None,
        }
    } else if group.passive || group.reflexive {
        None
    } else {
        ground
            .object(cue.end, end)
            .filter(|came| came.actors.len() > 1)
    }?;
    if !inverted {
        names_meeting(ground, reach.start, group.tokens.start)?;
    }
    let parties: [&Parties; 1] = [&came];
    let mut sighting = with_kind(
        Sighting::new(ground, cue, &parties, "meeting.attendance", 0.75),
        kind_of("", &parties),
    );
    sighting.anaphoric = true;
    sighting.joins = inverted;
    sighting.alone = chaired;
    sighting.told_by(&group)
}

/// *A joined B and C for talks*: all of them meet.
fn joined(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let group = super::agent::verb_group(ground, hit)?;
    let others = ground
        .object(cue.end, (cue.end + 20).min(reach.end))
        .filter(only_people)?;
    let to = others.tokens.end;
    if !matches!(ground.document.lower(to), "for" | "in" | "at") || !meets(ground, to) {
        return None;
    }
    let subject = agent(ground, &group, cue.end).filter(only_people)?;
    with_kind(
        Sighting::new(ground, cue, &[&subject, &others], "meeting.attendance", 0.7),
        kind_of("", &[&subject, &others]),
    )
    .told_by(&group)
}

/// Whether a noun for a meeting follows.
fn meets(ground: &Ground<'_>, from: usize) -> bool {
    let words = lexicon::meetings(ground.document.language());
    let near = from..(from + 6).min(ground.reach(from.saturating_sub(1)).end);
    near.clone().any(|token| {
        words.at(ground.document, token).is_some_and(|hit| {
            hit.reading(Part::Noun)
                .is_some_and(|entry| entry.frame != "visit" && entry.frame != "phone")
        })
    })
}

/// *invited A and B to a round table*, *invited A to Vienna for talks*: those who are invited would meet.
fn invited(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let guests = ground.object(cue.end, (cue.end + 20).min(reach.end))?;
    let mut to = guests.tokens.end;
    // *to Vienna*
    let city = ground
        .place(&(to..(to + 4).min(reach.end)), to)
        .filter(|spot| spot.tokens.start <= to + 1)
        .or_else(|| {
            let at = ground.spots.partition_point(|spot| spot.tokens.start <= to);
            let spot = ground.spots.get(at)?;
            (ground.document.lower(to) == "to" && spot.tokens.start == to + 1).then_some(spot)
        })
        .map(|spot| spot.tokens.end);
    to = city.unwrap_or(to);
    let meets = meets(ground, to)
        && matches!(
            ground.document.lower(to),
            "à" | "au" | "aux" | "to" | "for" | "pour"
        );
    // *invited A to Vienna*: whoever invites one person receives that person.
    if !meets && (city.is_none() || guests.actors.len() > 1) {
        return None;
    }
    let several = || {
        // *invited his colleagues from A and B to a meeting*: whoever invites is there.
        let group = super::agent::verb_group(ground, hit).filter(|group| !group.passive)?;
        agent(ground, &group, cue.end).filter(|host| {
            only_people(host) && host.actors.iter().all(|one| !guests.actors.contains(one))
        })
    };
    let host = if guests.actors.len() == 1 {
        let group = super::agent::verb_group(ground, hit).filter(|group| !group.passive)?;
        let people = only_people(&guests);
        Some(agent(ground, &group, cue.end).filter(|host| people && only_people(host))?)
    } else {
        several()
    };
    let parties: Vec<&Parties> = host.iter().chain([&guests]).collect();
    let mut sighting = with_kind(
        Sighting::new(ground, cue, &parties, "meeting.invited", 0.7),
        kind_of("", &parties),
    );
    sighting.status = MeetingStatus::Proposed;
    sighting.modality = Modality::Hoped;
    Some(sighting)
}

/// *Y ont pris part A et B*, *Ont participé à la réunion A et B*: the verb opens the sentence, those who came end it.
fn opens_inverted(ground: &Ground<'_>, start: usize, verb: usize) -> bool {
    verb == start && matches!(ground.document.folded(verb), "y" | "ont" | "avaient")
}

/// *à laquelle*, *auquel*, *auxquels*, *où* right before the verb.
fn relative(ground: &Ground<'_>, verb: usize) -> bool {
    verb.checked_sub(1).is_some_and(|before| {
        matches!(
            ground.document.folded(before),
            "laquelle" | "auquel" | "auxquels" | "auxquelles" | "lesquels" | "ou"
        )
    })
}

/// The noun for a meeting that stands nearest before the verb.
fn names_meeting(ground: &Ground<'_>, from: usize, verb: usize) -> Option<()> {
    let words = lexicon::meetings(ground.document.language());
    (from.max(verb.saturating_sub(16))..verb)
        .rev()
        .find_map(|token| {
            words
                .at(ground.document, token)
                .filter(|hit| hit.reading(Part::Noun).is_some())
        })
        .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("attendance.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english("The meeting was attended by Anna Kovacs and Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · held"]
        );
        assert_eq!(
            english("The talks in Vienna brought together Anna Kovacs and Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · held · Vienna"]
        );
    }

    #[test]
    fn those_who_came_end_the_sentence() {
        assert_eq!(
            french(
                "L'Union africaine a tenu un sommet mardi à Niamey. Y ont pris part Anna Kovacs et Paul Delmas."
            ),
            ["Union africaine, Anna Kovacs, Paul Delmas · held · mardi · Niamey"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(english("The school is attended by Anna Kovacs and Paul Delmas.").is_empty());
    }

    #[test]
    fn who_stayed_away_did_not_come() {
        let told =
            french("La réunion, à laquelle n'assistait pas Paul Delmas, s'est achevée mardi.");
        assert!(told.iter().all(|one| !one.contains("Delmas")), "{told:?}");
    }

    #[test]
    fn whoever_invites_somebody_receives_them() {
        assert_eq!(
            english("Anna Kovacs invited Paul Delmas to Vienna."),
            ["Anna Kovacs, Paul Delmas · proposed"]
        );
    }

    #[test]
    fn whoever_invites_several_is_there() {
        let told = english(
            "Anna Kovacs invited Paul Delmas and Ivan Petrov to a meeting in Vienna on Tuesday.",
        );
        let meets = "Anna Kovacs, Paul Delmas, Ivan Petrov · proposed · Tuesday · Vienna";
        assert!(told.iter().any(|one| one == meets), "{told:?}");
    }
}
