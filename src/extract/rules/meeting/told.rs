//! What somebody told somebody else at a meeting or by telephone: the two of them met.
//!
//! ```text
//! Lors d'un entretien mardi, Anna Kovacs a dit à Paul Delmas que la trêve tenait.
//!   → Anna Kovacs, Paul Delmas · held · mardi
//! ```

use std::ops::Range;

use super::super::event::{Ground, Hit, Part, Parties, PartyKind, Tense, verb};
use super::agent::only_people;
use super::encounter::{kind_of, with_kind};
use super::sighting::Sighting;
use crate::extract::facts::{MeetingKind, MeetingStatus, Modality};
use crate::text::Language;

/// Tokens between the verb and the noun for the occasion.
const REACH: usize = 24;

/// *X told Y by phone*, *X a expliqué au téléphone à Y*: the rule for a telephone.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    hit.reading(Part::Noun)
        .filter(|entry| entry.frame == "phone")?;
    let document = ground.document;
    let by = (hit.tokens.start.saturating_sub(2)..hit.tokens.start).any(|token| {
        matches!(
            document.lower(token),
            "by" | "on" | "over" | "au" | "par" | "via"
        )
    });
    let (speaker, hearer) = by.then(|| sides(ground, &hit.tokens)).flatten()?;
    let sighting = Sighting::new(
        ground,
        &hit.tokens,
        &[&speaker, &hearer],
        "meeting.told",
        0.7,
    );
    Some(held(with_kind(sighting, Some(MeetingKind::Call))))
}

/// What was asked or proposed there does not say how the meeting stands: it took place.
fn held(mut sighting: Sighting) -> Sighting {
    sighting.status = MeetingStatus::Held;
    sighting.modality = Modality::Stated;
    sighting
}

/// *X told Y during talks*: the rule for any other noun that names nobody.
pub(super) fn during(ground: &Ground<'_>, hit: &Hit<'_>, kind: &str) -> Option<Sighting> {
    let document = ground.document;
    let cue = &hit.tokens;
    let occasion = (cue.start.saturating_sub(5)..cue.start).any(|token| {
        matches!(
            document.folded(token),
            "during" | "in" | "at" | "lors" | "cours" | "pendant" | "durant" | "dans" | "occasion"
        )
    });
    let (speaker, hearer) = occasion.then(|| sides(ground, cue)).flatten()?;
    let parties = [&speaker, &hearer];
    let sighting = Sighting::new(ground, cue, &parties, "meeting.told", 0.7);
    Some(held(with_kind(sighting, kind_of(kind, &parties))))
}

/// Who told whom, around the noun for the occasion.
fn sides(ground: &Ground<'_>, cue: &Range<usize>) -> Option<(Parties, Parties)> {
    let document = ground.document;
    let reach = ground.reach(cue.start);
    let near = reach.start.max(cue.start.saturating_sub(REACH))..reach.end.min(cue.end + REACH);
    let french = document.language() == Language::French;
    let verb = near
        .clone()
        .filter(|token| !cue.contains(token))
        .find(|token| tells(document.folded(*token), french))?;
    let (hearer, tense) = if french {
        let to = (verb + 1..(verb + 6).min(near.end))
            .find(|token| matches!(document.lower(*token), "à" | "au"))?;
        let hearer = ground.after_preposition(&["à", "au"], to, (to + 2).min(near.end))?;
        (hearer, Tense::Participle)
    } else {
        let hearer = ground.object(verb + 1, (verb + 14).min(near.end))?;
        (hearer.tokens.start <= verb + 3).then_some((hearer, Tense::Past))?
    };
    let group = verb::group(document, reach.start, verb, tense);
    if group.negated || group.passive {
        return None;
    }
    let speaker = ground.subject(reach.start, group.tokens.start)?;
    let apart = !hearer
        .actors
        .iter()
        .any(|actor| speaker.actors.contains(actor));
    let named = |parties: &Parties| {
        only_people(parties)
            && ground
                .parties_in(&parties.tokens)
                .all(|(_, party)| party.kind == PartyKind::Person && !party.collective)
    };
    (apart && named(&speaker) && named(&hearer)).then_some((speaker, hearer))
}

/// Verbs of telling that name the one who hears it.
fn tells(word: &str, french: bool) -> bool {
    if french {
        return matches!(
            word,
            "dit"
                | "declare"
                | "explique"
                | "assure"
                | "affirme"
                | "indique"
                | "confie"
                | "rappele"
                | "promis"
                | "demande"
                | "exprime"
                | "signifie"
                | "fait"
                | "annonce"
                | "reaffirme"
                | "transmis"
        );
    }
    matches!(
        word,
        "told"
            | "assured"
            | "informed"
            | "warned"
            | "urged"
            | "asked"
            | "reminded"
            | "briefed"
            | "thanked"
            | "congratulated"
            | "pressed"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("told.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english("Anna Kovacs told Paul Delmas by phone on Tuesday that the truce held."),
            ["Anna Kovacs, Paul Delmas · held · Tuesday"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(english("Anna Kovacs told reporters by phone that the truce held.").is_empty());
    }
}
