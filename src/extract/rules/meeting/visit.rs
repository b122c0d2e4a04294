//! Visits for which the text names the host: *à l'invitation de B, A effectuera une visite*.
//!
//! ```text
//! A l'invitation de Paul Delmas, Anna Kovacs effectuera mardi une visite à Vienne.
//!   → Paul Delmas, Anna Kovacs · planned · mardi · Vienne
//! ```

use super::super::event::{Ground, Hit, Part};
use super::agent::only_people;
use super::encounter::with_kind;
use super::light::{light_subject, light_verb};
use super::sighting::Sighting;
use crate::extract::facts::MeetingKind;

/// Tokens between the visit and the word that tells who asked for it.
const REACH: usize = 30;

/// The rule for one noun.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    hit.reading(Part::Noun)
        .filter(|entry| entry.frame == "visit")?;
    let document = ground.document;
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let near = reach.start.max(cue.start.saturating_sub(REACH))..reach.end.min(cue.end + REACH);
    let invitation = near
        .clone()
        .find(|token| document.folded(*token) == "invitation")?;
    let host = ground
        .after_preposition(
            &["de", "d'", "du", "of", "from"],
            invitation + 1,
            (invitation + 3).min(near.end),
        )
        .filter(only_people)?;
    let verb = light_verb(ground, cue)?;
    let visitor = light_subject(ground, cue).filter(only_people)?;
    if visitor
        .actors
        .iter()
        .any(|actor| host.actors.contains(actor))
    {
        return None;
    }
    let mut sighting = with_kind(
        Sighting::new(ground, cue, &[&host, &visitor], "meeting.visit", 0.6),
        Some(MeetingKind::Visit),
    );
    sighting.host = host.actors.first().copied();
    sighting.told_by(&verb)
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("visit.rs"));
    }

    #[test]
    fn stays_silent() {
        assert!(french("Anna Kovacs effectuera mardi une visite à Vienne.").is_empty());
    }
}
