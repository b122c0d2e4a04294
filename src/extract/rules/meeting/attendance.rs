//! Who came to a meeting that a noun names: *was attended by A and B*, *à laquelle participaient A et B*.
//!
//! ```text
//! La réunion, à laquelle participaient Anna Kovacs et Paul Delmas, s'est achevée mardi.
//!   → Anna Kovacs, Paul Delmas · held · mardi
//! ```

use super::super::event::{Ground, Hit, Part, Parties, lexicon, verb};
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
    let chaired = matches!(entry.lemma.as_str(), "présider" | "chair");
    let came = if chaired {
        let by = matches!(ground.document.lower(cue.end), "par" | "by");
        by.then(|| ground.after_preposition(&["par", "by"], cue.end, end))
            .flatten()
    } else if entry.frame == "light-join" {
        match ground.document.language() {
            Language::French => {
                relative(ground, group.tokens.start).then(|| ground.object(cue.end, end))?
            }
            _ if group.passive && ground.document.lower(cue.end) == "by" => {
                ground.after_preposition(&["by"], cue.end, end)
            }
            _ => None,
        }
    } else if group.passive || group.reflexive {
        None
    } else {
        ground
            .object(cue.end, end)
            .filter(|came| came.actors.len() > 1)
    }?;
    names_meeting(ground, reach.start, group.tokens.start)?;
    let parties: [&Parties; 1] = [&came];
    let mut sighting = with_kind(
        Sighting::new(ground, cue, &parties, "meeting.attendance", 0.75),
        kind_of("", &parties),
    );
    sighting.anaphoric = true;
    sighting.alone = chaired;
    sighting.told_by(&group)
}

/// *invited A and B to a round table*: those who are invited would meet.
fn invited(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let guests = ground
        .object(cue.end, (cue.end + 20).min(reach.end))
        .filter(|guests| guests.actors.len() > 1)?;
    let words = lexicon::meetings(ground.document.language());
    let to = guests.tokens.end;
    let near = to..(to + 6).min(reach.end);
    let meeting = near.clone().any(|token| {
        words
            .at(ground.document, token)
            .is_some_and(|hit| hit.reading(Part::Noun).is_some())
    });
    if !meeting
        || !matches!(
            ground.document.lower(to),
            "à" | "au" | "aux" | "to" | "for" | "pour"
        )
    {
        return None;
    }
    let mut sighting = with_kind(
        Sighting::new(ground, cue, &[&guests], "meeting.invited", 0.7),
        kind_of("", &[&guests]),
    );
    sighting.status = MeetingStatus::Proposed;
    sighting.modality = Modality::Hoped;
    Some(sighting)
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
    use super::super::super::event::example::{check, english};

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
    fn stays_silent() {
        assert!(english("The school is attended by Anna Kovacs and Paul Delmas.").is_empty());
    }
}
