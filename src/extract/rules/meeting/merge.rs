//! One entry for each distinct meeting, however many passages tell of it.
//!
//! Passages are of one meeting when the ones who meet are the same (or one passage names only some of
//! them), and dates do not contradict each other. *leur entretien*, *cette rencontre* and *the talks*
//! belong to the meeting told last.

use std::collections::BTreeMap;
use std::mem::discriminant;
use std::ops::Range;

use super::super::event::Ground;
use super::round::Round;
use super::sighting::Sighting;
use crate::extract::facts::{MeetingKind, MeetingStatus, Modality};
use crate::extract::mention::MentionClass;
use crate::text::When;

/// Sentences after which *the talks* no longer points back to a meeting.
const MEMORY: usize = 8;

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
    title: bool,
    alone: bool,
    last_sentence: usize,
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
        inherit(ground, meetings.get(latest), &mut sighting, sentence);
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
                    .last()
                    .filter(|meeting| {
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
    // Who met may stand outside the article; when or where must not.
    meetings.retain(|meeting| {
        meeting.actors.len() > 1
            || meeting.alone && meeting.actors.len() == 1
            || meeting.date.is_some()
            || meeting.place.is_some()
    });
    for meeting in &mut meetings {
        if meeting.kind == Some(MeetingKind::Bilateral) && meeting.actors.len() > 2
            || meeting.kind.is_none()
        {
            meeting.kind = Some(if meeting.actors.len() > 2 {
                MeetingKind::Multilateral
            } else {
                MeetingKind::Bilateral
            });
        }
    }
    meetings
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

fn is_same(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting, sentence: usize) -> bool {
    let dates = dates_agree(
        ground,
        (meeting.date, meeting.status),
        (sighting.date, sighting.status),
    );
    let dated = meeting.date.is_some() && sighting.actors.len() > 1;
    if (meeting.status == MeetingStatus::Held && is_another(ground, sighting)
        || dated && is_again(ground, sighting))
        && dates != Agreement::Same
    {
        return false;
    }
    // A headline's weekday may mean the one to come: the body says which.
    let title = meeting.title && sentence > 0 && tells_title(ground, meeting, sighting);
    let same_word = || {
        let when = |date: Option<usize>| ground.document.dates().get(date?).map(|date| date.when);
        when(meeting.date) == when(sighting.date)
    };
    if dates == Agreement::Conflict && !(title && same_word()) {
        return false;
    }
    if title {
        return true;
    }
    if stands_for(ground, meeting, sighting)
        && (dates == Agreement::Same
            || sighting.date.is_none()
                && sighting.status == meeting.status
                && sentence <= meeting.last_sentence + 2)
        && places_agree(ground, meeting, sighting)
    {
        return true;
    }
    // *met in Vienna for a summit of X*: verb and noun of one clause tell of one meeting.
    let beside = meeting
        .passages
        .last()
        .is_some_and(|last| sighting.cue.start <= last.end + 8)
        && sentence == meeting.last_sentence;
    if beside
        && sighting.alone != meeting.alone
        && (sighting.actors.is_empty() || !at_another(ground, sighting) || meeting.actors.len() < 2)
        && (sighting.rule == "meeting.sitting") != (meeting.rule == "meeting.sitting")
    {
        return true;
    }
    if beside && (sighting.alone && meeting.alone || sighting.actors.is_empty()) {
        return true;
    }
    // Told without names, before or after those who met are named.
    let unnamed = sighting.actors.is_empty() || meeting.actors.is_empty();
    if unnamed && !sighting.joins {
        let near = sentence <= meeting.last_sentence + MEMORY;
        let anchored = dates == Agreement::Same
            || sighting.anaphoric
            || sighting.actors.is_empty() && in_one_city(ground, meeting, sighting)
            || sentence <= meeting.last_sentence + 2
                && places_agree(ground, meeting, sighting)
                && sighting.status == meeting.status;
        return near && anchored && places_agree(ground, meeting, sighting);
    }
    if sighting.joins
        && sentence <= meeting.last_sentence + MEMORY
        && (meeting.actors.len() > 1 || meeting.alone)
    {
        return true;
    }
    if sighting.actors.len() < 2 {
        let within = sighting
            .actors
            .iter()
            .all(|actor| meeting.actors.contains(actor));
        return sighting.anaphoric
            && within
            && sentence <= meeting.last_sentence + MEMORY
            && meeting.actors.len() > 1
            || (sighting.alone && meeting.alone && sighting.actors == meeting.actors);
    }
    let shared = sighting
        .actors
        .iter()
        .filter(|actor| meeting.actors.contains(actor))
        .count();
    let nested = shared == sighting.actors.len() || shared == meeting.actors.len();
    if !nested || shared < 2 && !(meeting.alone && shared == 1) {
        return false;
    }
    match dates {
        Agreement::Same => true,
        _ => {
            sighting.status == meeting.status
                || sighting.anaphoric
                || sentence <= meeting.last_sentence + 1 && sighting.date.is_none()
        }
    }
}

/// Whether a sighting in the body is of the meeting that the title announces.
fn tells_title(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting) -> bool {
    // *the ministers of A and B meet*: in the body they have names.
    let shares = sighting
        .actors
        .iter()
        .any(|actor| meeting.actors.contains(actor));
    if shares
        && sighting.actors.len() == meeting.actors.len()
        && sighting
            .actors
            .iter()
            .all(|number| is_person(ground, *number))
        && meeting
            .actors
            .iter()
            .any(|number| !is_person(ground, *number) && !is_loose(ground, *number))
    {
        return true;
    }
    // *A meets several leaders*: the body says which.
    let (loose, named): (Vec<usize>, Vec<usize>) = meeting
        .actors
        .iter()
        .partition(|number| is_loose(ground, **number));
    if !loose.is_empty() && !named.is_empty() && sighting.actors.len() > 1 {
        return named.iter().all(|actor| sighting.actors.contains(actor));
    }
    let all = |some: &[usize], others: &[usize]| some.iter().all(|actor| others.contains(actor));
    meeting.actors.len() > 1
        && sighting.actors.len() > 1
        && (all(&meeting.actors, &sighting.actors) || all(&sighting.actors, &meeting.actors))
}

/// *plusieurs dirigeants*: several whom no name tells.
fn is_loose(ground: &Ground<'_>, number: usize) -> bool {
    ground
        .scene
        .actors
        .get(number)
        .is_some_and(|actor| actor.plural && actor.name.is_none())
}

fn is_person(ground: &Ground<'_>, number: usize) -> bool {
    ground
        .scene
        .actors
        .get(number)
        .is_some_and(|actor| actor.class == MentionClass::Person)
}

/// *will meet again*, *se reverront à nouveau*.
fn is_again(ground: &Ground<'_>, sighting: &Sighting) -> bool {
    let document = ground.document;
    let end = sighting.cue.end;
    (end..end + 3).any(|token| {
        let (word, next) = (document.folded(token), document.folded(token + 1));
        word == "again" || matches!((word, next), ("a" | "de", "nouveau") | ("once", "more"))
    })
}

/// *a new round is planned*, *une nouvelle rencontre est prévue*: another meeting than the one told before.
fn is_another(ground: &Ground<'_>, sighting: &Sighting) -> bool {
    let document = ground.document;
    let ahead = matches!(
        sighting.status,
        MeetingStatus::Planned | MeetingStatus::Proposed
    );
    let cue = &sighting.cue;
    ahead
        && (is_again(ground, sighting)
            || (cue.start.saturating_sub(2)..cue.start).any(|token| {
                matches!(
                    document.folded(token),
                    "autre"
                        | "another"
                        | "next"
                        | "prochain"
                        | "prochaine"
                        | "prochaines"
                        | "nouvelle"
                        | "nouveau"
                        | "nouvelles"
                        | "further"
                )
            }))
}

/// *lundi*, then *le 2 juin*: where nobody knows when the text was written, the day of the month says more.
fn is_plainer(ground: &Ground<'_>, new: Option<usize>, old: Option<usize>) -> bool {
    let when = |date: Option<usize>| ground.document.dates().get(date?).map(|date| date.when);
    ground.document.anchor().day().is_none()
        && matches!(when(old), Some(When::Weekday(..)))
        && matches!(when(new), Some(When::Day { .. }))
}

/// *Lavrov and Kerry met on Friday … Russians and Americans made progress during Friday's talks*: states whose people met.
fn stands_for(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting) -> bool {
    let actor = |number: &usize| ground.scene.actors.get(*number);
    let person = |number: &usize| actor(number).is_some_and(|it| it.class == MentionClass::Person);
    let state_of = |number: &usize| {
        actor(number)
            .filter(|it| it.class == MentionClass::Country)
            .and_then(|it| it.canonical.as_deref())
    };
    let serves = |state: &str| {
        meeting.actors.iter().filter_map(actor).any(|it| {
            it.polity.as_deref() == Some(state)
                || it
                    .titles
                    .iter()
                    .any(|title| title.polity.as_deref() == Some(state))
        })
    };
    sighting.actors.len() > 1
        && meeting.actors.len() > 1
        && meeting.actors.iter().all(person)
        && sighting
            .actors
            .iter()
            .all(|number| state_of(number).is_some_and(serves))
}

/// *A met B at the summit of C*: those two met, and C held its summit.
fn at_another(ground: &Ground<'_>, sighting: &Sighting) -> bool {
    // *met in Vienna for a summit of C* is that summit.
    let purpose = (sighting.cue.start.saturating_sub(4)..sighting.cue.start)
        .any(|token| matches!(ground.document.lower(token), "for" | "pour"));
    sighting.rule == "meeting.sitting" && !purpose
}

/// *talks in Istanbul on Monday … the round that resumes in Istanbul on June 2*: both say where, and it is one city.
fn in_one_city(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting) -> bool {
    let both = meeting.place.as_ref().zip(sighting.place.as_ref());
    both.is_some_and(|(one, other)| {
        one.1 == 1
            && other.1 == 1
            && ground.document.words(&one.0) == ground.document.words(&other.0)
    })
}

/// Whether both are in one place, or one does not say where.
fn places_agree(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting) -> bool {
    let Some((one, other)) = meeting.place.as_ref().zip(sighting.place.as_ref()) else {
        return true;
    };
    one.1 != other.1 || ground.document.words(&one.0) == ground.document.words(&other.0)
}

/// Whether a meeting of this status lies ahead of the text, where the status shows it.
pub(in crate::extract) fn ahead(status: MeetingStatus) -> Option<bool> {
    match status {
        MeetingStatus::Planned | MeetingStatus::Proposed | MeetingStatus::Postponed => Some(true),
        MeetingStatus::Held | MeetingStatus::Ongoing => Some(false),
        _ => None,
    }
}

/// What two dates say of each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Same,
    Open,
    Conflict,
}

/// Dates agree by what they resolve to; without an anchor only a day against a day or a weekday against a
/// weekday can contradict each other.
fn dates_agree(
    ground: &Ground<'_>,
    left: (Option<usize>, MeetingStatus),
    right: (Option<usize>, MeetingStatus),
) -> Agreement {
    let date = |(number, status): (Option<usize>, MeetingStatus)| {
        let date = ground.document.dates().get(number?)?;
        Some(date.towards(ahead(status)))
    };
    let (Some(left), Some(right)) = (date(left), date(right)) else {
        return Agreement::Open;
    };
    let anchor = ground.document.anchor();
    if left.when == right.when && (left.ahead == right.ahead || anchor.day().is_none()) {
        return Agreement::Same;
    }
    match (left.resolve(anchor), right.resolve(anchor)) {
        (Some(left), Some(right)) if left == right => Agreement::Same,
        (Some(left), Some(right))
            if left.as_str().starts_with(right.as_str())
                || right.as_str().starts_with(left.as_str()) =>
        {
            Agreement::Open
        }
        (Some(_), Some(_)) => Agreement::Conflict,
        _ if discriminant(&left.when) == discriminant(&right.when) => Agreement::Conflict,
        _ => Agreement::Open,
    }
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
