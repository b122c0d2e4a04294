//! *A a tenu mardi une série de rencontres*: no meeting itself, but the day and the place of those told next.
//!
//! ```text
//! Anna Kovacs a tenu mardi à Vienne une série de rencontres. Anna Kovacs s'est entretenue avec Paul Delmas.
//!   → Anna Kovacs, Paul Delmas · held · mardi · Vienne
//! ```

use std::ops::Range;

use super::super::event::{Ground, PartyKind};
use super::sighting::Sighting;
use crate::extract::facts::MeetingStatus;

/// Sentences over which a round of meetings is told.
const REACH: usize = 3;

/// A round of meetings that somebody holds.
#[derive(Clone, Debug)]
pub(super) struct Round {
    who: usize,
    date: Option<usize>,
    place: Option<(Range<usize>, u8)>,
    sentence: usize,
}

impl Round {
    /// The round that a sighting opens, if it names nobody whom the one who holds it meets.
    pub(super) fn opens(ground: &Ground<'_>, sighting: &Sighting, sentence: usize) -> Option<Self> {
        let document = ground.document;
        let several = matches!(
            document.folded(sighting.cue.start),
            "rencontres" | "entretiens" | "reunions" | "meetings" | "audiences"
        );
        let series = (sighting.cue.start.saturating_sub(4)..sighting.cue.start).any(|token| {
            matches!(
                document.folded(token),
                "serie" | "series" | "plusieurs" | "several" | "round" | "number"
            )
        });
        if !several || !series {
            return None;
        }
        let reach = ground.reach(sighting.cue.start);
        let holder = ground.subject(reach.start, sighting.cue.start)?;
        let [who] = *holder.actors else { return None };
        let named =
            sighting.actors.iter().any(|actor| *actor != who) && sighting.rule != "meeting.sitting";
        if holder.kinds != [PartyKind::Person] || named {
            return None;
        }
        let dated = document.dates_in(&reach).next();
        Some(Self {
            who,
            date: sighting.date.or(dated.map(|(number, _)| number)),
            place: sighting.place.clone(),
            sentence,
        })
    }

    /// Gives a meeting of the round its day and its place.
    pub(super) fn date(&mut self, sighting: &mut Sighting, sentence: usize) {
        let within = sentence <= self.sentence + REACH
            && sighting.actors.len() > 1
            && sighting.actors.contains(&self.who)
            && sighting.status == MeetingStatus::Held;
        if !within {
            return;
        }
        self.sentence = sentence;
        if sighting.date.is_none() {
            sighting.date = self.date;
            sighting.place = sighting.place.take().or_else(|| self.place.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("round.rs"));
    }

    #[test]
    fn stays_silent() {
        assert!(french("Anna Kovacs a tenu mardi à Vienne une série de rencontres.").is_empty());
    }
}
