//! One entry for each distinct meeting, however many passages tell of it.
//!
//! Passages are of one meeting when the ones who meet are the same (or one passage names only some of
//! them), and dates do not contradict each other. *leur entretien*, *cette rencontre* and *the talks*
//! belong to the meeting told last.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::event::Ground;
use super::finish::finish;
use super::predicate::is_predicate;
use super::round::Round;
use super::same::{is_another, is_loose, is_person, is_same, says_who, stands_for};
use super::sighting::Sighting;
use crate::extract::facts::{MeetingKind, MeetingStatus, Modality};
use crate::text::When;

/// Sentences after which *the talks* no longer points back to a meeting.
pub(super) const MEMORY: usize = 8;

/// A meeting with all passages that tell of it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract) struct Gathered {
    /// Who met.
    pub(in crate::extract) actors: Vec<usize>,
    /// Who received the others.
    pub(in crate::extract) host: Option<usize>,
    /// Date expression.
    pub(in crate::extract) date: Option<usize>,
    /// Place and how narrow it is.
    pub(in crate::extract) place: Option<(Range<usize>, u8)>,
    /// How it stands.
    pub(in crate::extract) status: MeetingStatus,
    /// How the article presents it.
    pub(in crate::extract) modality: Modality,
    /// What kind of meeting.
    pub(in crate::extract) kind: Option<MeetingKind>,
    /// The passages, as tokens.
    pub(in crate::extract) passages: Vec<Range<usize>>,
    /// The rule of the best passage.
    pub(in crate::extract) rule: &'static str,
    /// Between 0 and 1.
    pub(in crate::extract) confidence: f64,
    series: Vec<usize>,
    /// Told by the title only: the body tells it again, and better.
    pub(super) title: bool,
    pub(super) alone: bool,
    pub(super) last_sentence: usize,
}

/// Joins the passages.
pub(in crate::extract) fn merge(ground: &Ground<'_>, sightings: Vec<Sighting>) -> Vec<Gathered> {
    let mut meetings: Vec<Gathered> = Vec::new();
    let mut latest = 0;
    let mut round: Option<Round> = None;
    for mut sighting in sightings {
        let sentence = ground
            .document
            .sentence_of(sighting.cue.start)
            .unwrap_or_default();
        if let Some(opened) = Round::opens(ground, &sighting, sentence) {
            round = Some(opened);
            continue;
        }
        if let Some(round) = &mut round {
            round.date(&mut sighting, sentence);
        }
        adopt(ground, &meetings, &mut sighting);
        inherit(ground, meetings.get(latest), &mut sighting, sentence);
        if is_predicate(ground, &sighting.cue)
            && let Some(meeting) = meetings
                .get_mut(latest)
                .filter(|meeting| sentence <= meeting.last_sentence + 2)
        {
            sighting.actors.clear();
            meeting.add(sighting, sentence, false);
            continue;
        }
        // Only the meetings told last can be meant: this keeps an article with thousands of them linear.
        let recent = meetings.len().saturating_sub(16);
        let same = meetings
            .iter()
            .enumerate()
            .skip(recent)
            .rev()
            .find(|(_, meeting)| is_same(ground, meeting, &sighting, sentence))
            .map(|(at, _)| at);
        latest = same.unwrap_or(meetings.len());
        match same.and_then(|at| meetings.get_mut(at)) {
            Some(meeting) => {
                let stands_for = stands_for(ground, meeting, &sighting);
                if meeting.title && sentence > 0 && sighting.actors.len() > 1 {
                    // *The Danish and Polish ministers meet*: the body has their names.
                    let named = sighting.actors.len() == meeting.actors.len()
                        && sighting
                            .actors
                            .iter()
                            .all(|number| is_person(ground, *number));
                    let known = |number: &usize| {
                        !(is_loose(ground, *number) || named && !is_person(ground, *number))
                            || sighting.actors.contains(number)
                    };
                    meeting.actors.retain(known);
                }
                if !stands_for && says_who(ground, meeting, &sighting) {
                    meeting
                        .actors
                        .retain(|actor| sighting.actors.contains(actor));
                }
                if is_plainer(ground, sighting.date, meeting.date) {
                    meeting.date = sighting.date;
                }
                meeting.add(sighting, sentence, stands_for);
            }
            // *leur prochaine rencontre*, *the next round*: of those who met before.
            None if sighting.actors.len() < 2
                && (sighting.theirs
                    || sighting.actors.is_empty() && is_another(ground, &sighting)) =>
            {
                let before = meetings
                    .iter()
                    .rev()
                    .find(|meeting| {
                        meeting.actors.len() > 1 && sentence <= meeting.last_sentence + MEMORY
                    })
                    .map(|meeting| meeting.actors.clone());
                let theirs = sighting.theirs;
                match before {
                    Some(actors) => {
                        meetings.push(Gathered::of(Sighting { actors, ..sighting }, sentence));
                    }
                    None if theirs || sighting.weak => {}
                    None => meetings.push(Gathered::of(sighting, sentence)),
                }
            }
            None if sighting.weak => {}
            None => meetings.push(Gathered::of(sighting, sentence)),
        }
        latest = latest.min(meetings.len().saturating_sub(1));
    }
    share(&mut meetings);
    finish(ground, &mut meetings);
    meetings
}

/// *Quant aux entretiens avec Roy, …*, *the talks with Roy*: where nobody is said to have them, the one who met the others
/// told of so far.
fn adopt(ground: &Ground<'_>, meetings: &[Gathered], sighting: &mut Sighting) {
    const BACK: usize = 6;
    let told = meetings.iter().rev().take(BACK);
    // *les entretiens avec Roy et Dahl* of which each was told alone.
    let apart = sighting.actors.len() > 1
        && told.clone().any(|meeting| {
            sighting
                .actors
                .iter()
                .any(|actor| meeting.actors.contains(actor))
        });
    if sighting.orphan && apart {
        sighting.weak = true;
        return;
    }
    if !sighting.orphan
        || sighting.actors.is_empty()
        || told.clone().any(|meeting| {
            sighting
                .actors
                .iter()
                .all(|actor| meeting.actors.contains(actor))
        })
    {
        return;
    }
    let recent: Vec<&Gathered> = told.collect();
    let times = |actor: usize| {
        recent
            .iter()
            .filter(|meeting| meeting.actors.contains(&actor))
            .count()
    };
    let mut best: Option<(usize, usize)> = None;
    for actor in recent.iter().rev().flat_map(|meeting| &meeting.actors) {
        let count = times(*actor);
        if is_person(ground, *actor)
            && !sighting.actors.contains(actor)
            && best.is_none_or(|(most, _)| count > most)
        {
            best = Some((count, *actor));
        }
    }
    let best = best
        .map(|(_, actor)| actor)
        .or_else(|| protagonist(ground, sighting).filter(|_| recent.is_empty()));
    if let Some(actor) = best {
        sighting.actors.insert(0, actor);
    }
}

/// Where no meeting is told yet, the person of whom the text has spoken more than of anybody else.
fn protagonist(ground: &Ground<'_>, sighting: &Sighting) -> Option<usize> {
    const ENOUGH: usize = 2;
    // Who is spoken of at the head of an article is among the first; a bound for hostile texts.
    const FIRST: usize = 40;
    let before = |mention: &usize| {
        ground
            .scene
            .mentions
            .get(*mention)
            .is_some_and(|mention| mention.tokens.end <= sighting.cue.start)
    };
    let mut counts: Vec<(usize, usize)> = (0..)
        .zip(ground.scene.actors.iter().take(FIRST))
        .filter(|(number, actor)| {
            is_person(ground, *number)
                && actor.name.is_some()
                && !actor.plural
                && !sighting.actors.contains(number)
        })
        .map(|(number, actor)| {
            let said = actor.mentions.iter().take(FIRST);
            (said.filter(|mention| before(mention)).count(), number)
        })
        .collect();
    counts.sort_by_key(|(count, number)| (std::cmp::Reverse(*count), *number));
    let (most, first) = counts.first().copied()?;
    let next = counts.get(1).map_or(0, |(count, _)| *count);
    (most >= ENOUGH && most > next).then_some(first)
}

/// What another sentence adds to one meeting of a series holds for all of them: the day and the place.
fn share(meetings: &mut [Gathered]) {
    let mut dates: BTreeMap<usize, usize> = BTreeMap::new();
    let mut places: BTreeMap<usize, (Range<usize>, u8)> = BTreeMap::new();
    for meeting in meetings.iter() {
        for series in &meeting.series {
            if let Some(date) = meeting.date {
                dates.entry(*series).or_insert(date);
            }
            if let Some(place) = &meeting.place {
                places.entry(*series).or_insert_with(|| place.clone());
            }
        }
    }
    for meeting in meetings {
        for series in &meeting.series {
            meeting.date = meeting.date.or_else(|| dates.get(series).copied());
            let place = || places.get(series).cloned();
            meeting.place = meeting.place.take().or_else(place);
        }
    }
}

/// *The same evening he met …*, *He also met …*, *after receiving …*: the day is that of the meeting told before.
fn inherit(
    ground: &Ground<'_>,
    before: Option<&Gathered>,
    sighting: &mut Sighting,
    sentence: usize,
) {
    let Some(before) = before.filter(|before| {
        before.date.is_some()
            && before.status == MeetingStatus::Held
            && sighting.status == MeetingStatus::Held
            && sighting.date.is_none()
            && sighting.actors.len() > 1
            && sentence <= before.last_sentence + 1
    }) else {
        return;
    };
    let document = ground.document;
    let reach = ground.reach(sighting.cue.start);
    let beside = sentence == before.last_sentence
        && before
            .passages
            .last()
            .is_some_and(|last| last.start < sighting.cue.start);
    let marked = reach.clone().any(|token| {
        let (word, next) = (document.folded(token), document.folded(token + 1));
        matches!(
            (word, next),
            ("same", "day" | "evening" | "afternoon" | "morning")
                | ("meme", "jour" | "soir")
                | ("jour" | "soir", "meme")
                | ("dans" | "la", "foulee")
        )
    });
    let goes_on = reach.clone().any(|token| {
        matches!(
            document.folded(token),
            "also" | "egalement" | "aussi" | "ensuite" | "separately"
        )
    });
    let shares = sighting
        .actors
        .iter()
        .any(|actor| before.actors.contains(actor));
    // *met A on Monday before travelling on. In Cairo, he also met B*: another place, another day.
    let elsewhere = sighting.place.is_some()
        && before
            .place
            .as_ref()
            .map(|place| ground.document.words(&place.0))
            != sighting
                .place
                .as_ref()
                .map(|place| ground.document.words(&place.0))
        && !beside;
    if marked || shares && (beside || goes_on) && !elsewhere {
        sighting.date = before.date;
    }
}

/// *lundi*, then *le 2 juin*: where nobody knows when the text was written, the day of the month says more.
fn is_plainer(ground: &Ground<'_>, new: Option<usize>, old: Option<usize>) -> bool {
    let when = |date: Option<usize>| ground.document.dates().get(date?).map(|date| date.when);
    ground.document.anchor().day().is_none()
        && matches!(when(old), Some(When::Weekday(..)))
        && matches!(when(new), Some(When::Day { .. }))
}

impl Gathered {
    fn of(sighting: Sighting, sentence: usize) -> Self {
        Self {
            actors: sighting.actors,
            host: sighting.host,
            date: sighting.date,
            place: sighting.place,
            status: sighting.status,
            modality: sighting.modality,
            kind: sighting.kind,
            passages: vec![sighting.passage],
            rule: sighting.rule,
            confidence: sighting.confidence,
            series: sighting.series.into_iter().collect(),
            title: sentence == 0,
            alone: sighting.alone,
            last_sentence: sentence,
        }
    }

    fn add(&mut self, sighting: Sighting, sentence: usize, stands_for: bool) {
        let named = self.actors.is_empty() && !sighting.actors.is_empty();
        if self.title && sentence > 0 && sighting.actors.len() > 1 {
            self.title = false;
            self.date = sighting.date.or(self.date);
            self.status = sighting.status;
            self.modality = sighting.modality;
        }
        for actor in sighting.actors {
            if !stands_for && !self.actors.contains(&actor) {
                self.actors.push(actor);
            }
        }
        self.host = self.host.or(sighting.host);
        self.date = self.date.or(sighting.date);
        self.place = match (self.place.take(), sighting.place) {
            (Some(own), Some(other)) if other.1 < own.1 => Some(other),
            (own, other) => own.or(other),
        };
        if matches!(
            sighting.status,
            MeetingStatus::Cancelled | MeetingStatus::Postponed
        ) {
            self.status = sighting.status;
        }
        self.kind = match (self.kind, sighting.kind) {
            (None | Some(MeetingKind::Bilateral), Some(kind)) => Some(kind),
            (kind, _) => kind,
        };
        match self.passages.last_mut() {
            // Two words of one clause are one passage.
            Some(last) if sighting.passage.start < last.end => {
                *last = last.start.min(sighting.passage.start)..last.end.max(sighting.passage.end);
            }
            _ => self.passages.push(sighting.passage),
        }
        if sighting.confidence > self.confidence {
            if named {
                self.status = sighting.status;
                self.modality = sighting.modality;
            }
            self.confidence = sighting.confidence;
            self.rule = sighting.rule;
        }
        self.series.extend(sighting.series);
        self.alone |= sighting.alone;
        self.last_sentence = sentence;
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::french;

    #[test]
    fn whoever_met_the_others_has_the_talks_too() {
        assert_eq!(
            french(
                "Anna Kovacs a rencontré Paul Delmas à Vienne. Les entretiens avec Ivan Petrov ont porté sur le fleuve."
            ),
            [
                "Anna Kovacs, Paul Delmas · held · Vienne",
                "Anna Kovacs, Ivan Petrov · held"
            ]
        );
    }

    #[test]
    fn talks_told_together_are_no_further_meeting() {
        assert_eq!(
            french(
                "Anna Kovacs a rencontré Paul Delmas à Vienne. Anna Kovacs a reçu Ivan Petrov à Niamey. Les entretiens avec Paul Delmas et Ivan Petrov ont été utiles."
            ),
            [
                "Anna Kovacs, Paul Delmas · held · Vienne",
                "Anna Kovacs, Ivan Petrov · held · Niamey"
            ]
        );
    }

    #[test]
    fn a_state_and_its_president_ask_once() {
        assert_eq!(
            french(
                "Le Togo a demandé une rencontre avec Paul Delmas. La présidente togolaise Anna Kovacs souhaite une rencontre avec Paul Delmas."
            ),
            [
                "Togo · proposed · une rencontre avec Paul Delmas",
                "Paul Delmas, Anna Kovacs · proposed"
            ]
        );
    }

    #[test]
    fn whoever_the_text_is_about_has_the_talks() {
        assert_eq!(
            french(
                "Anna Kovacs est en voyage. Anna Kovacs a vu la mer. Les entretiens avec Paul Delmas seront longs."
            ),
            ["Anna Kovacs, Paul Delmas · planned"]
        );
    }
}
