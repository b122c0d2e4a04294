//! One passage that tells of a meeting, before passages on the same meeting are joined.

use std::ops::Range;

use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Outlook, Parties, VerbGroup};
use super::hint::is_wish;
use super::status::{is_denied, status_around};
use super::when::{clause, date_near, date_set, is_saying};
use crate::extract::facts::{MeetingKind, MeetingStatus, Modality};
use crate::text::{DateExpression, Edtf, Language, When};

/// A passage on a meeting.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub(in crate::extract) struct Sighting {
    /// The word that tells of it.
    pub(in crate::extract) cue: Range<usize>,
    /// From the first to the last word that belongs to it.
    pub(in crate::extract) passage: Range<usize>,
    /// Who met.
    pub(in crate::extract) actors: Vec<usize>,
    /// The words that name the sides, in order.
    pub(super) sides: Vec<Range<usize>>,
    /// The word that tells of this and other meetings at once: *a reçu tour à tour A et B*.
    pub(super) series: Option<usize>,
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
    /// What the words show.
    pub(in crate::extract) kind: Option<MeetingKind>,
    /// *leur entretien*, *cette rencontre*, *the talks*: speaks of a meeting told before.
    pub(in crate::extract) anaphoric: bool,
    /// *leur négociation du 15 juillet*: those who met before met then too.
    pub(in crate::extract) theirs: bool,
    /// *les entretiens avec X* of which nobody's are they said to be: of whoever has met the others.
    pub(in crate::extract) orphan: bool,
    /// *X assistait à l'entretien*: X joins the meeting told before.
    pub(in crate::extract) joins: bool,
    /// *les discussions*: only worth keeping as part of a meeting told before.
    pub(in crate::extract) weak: bool,
    /// A sitting or summit of one body needs no second party.
    pub(in crate::extract) alone: bool,
    /// Told in the present tense: *se réunissent lundi* looks ahead, *se réunissent ce jeudi* does not.
    pub(in crate::extract) present: bool,
    /// The rule.
    pub(in crate::extract) rule: &'static str,
    /// Between 0 and 1.
    pub(in crate::extract) confidence: f64,
}

impl Sighting {
    /// A passage around `cue` with these parties; date, place and status come from the words around it.
    pub(in crate::extract) fn new(
        ground: &Ground<'_>,
        cue: &Range<usize>,
        parties: &[&Parties],
        rule: &'static str,
        confidence: f64,
    ) -> Self {
        let reach = ground.reach(cue.start);
        let determined =
            cue.start > reach.start && is_determiner(ground.document.lower(cue.start - 1));
        let mut passage = cue.start - usize::from(determined)..cue.end;
        let mut actors = Vec::new();
        for party in parties.iter().filter(|party| !party.actors.is_empty()) {
            if reach.contains(&party.tokens.start) {
                passage = passage.start.min(party.tokens.start)..passage.end.max(party.tokens.end);
            }
            for actor in &party.actors {
                if !actors.contains(actor) {
                    actors.push(*actor);
                }
            }
        }
        let near = clause(ground.document, &reach, &passage);
        // *une rencontre en présence de A et de B*: where nobody else is named, they are the ones who met.
        let companions = ground
            .companions(
                &near,
                matches!(rule, "meeting.gathering" | "meeting.together"),
            )
            .filter(|others| !actors.is_empty() || others.actors.len() > 1);
        if let Some(others) = companions {
            passage = passage.start.min(others.tokens.start)..passage.end.max(others.tokens.end);
            for actor in others.actors {
                if !actors.contains(&actor) {
                    actors.push(actor);
                }
            }
        }
        let (status, modality) = status_around(ground.document, &near, cue);
        let off = matches!(status, MeetingStatus::Cancelled | MeetingStatus::Postponed);
        let date = off
            .then(|| date_set(ground.document, &(cue.end..reach.end), status))
            .flatten()
            .or_else(|| date_near(ground, &near, cue, &passage))
            .filter(|date| !is_founding(ground, *date));
        if let Some(tokens) = date
            .and_then(|date| ground.document.dates().get(date))
            .map(|date| &date.tokens)
        {
            passage = passage.start.min(tokens.start)..passage.end.max(tokens.end);
        }
        // *In Vienna, the ministry said it would go on with the talks*: where it was said.
        let place = ground.place(&near, cue.start).filter(|spot| {
            !(spot.tokens.end..cue.start).any(|token| {
                let word = ground.document.folded(token);
                is_saying(word) && word != "annonce"
            })
        });
        if let Some(spot) = place {
            passage = passage.start.min(spot.tokens.start)..passage.end.max(spot.tokens.end);
        }
        let place = place.map(|spot| (spot.tokens.clone(), spot.rank));
        Self {
            cue: cue.clone(),
            passage,
            actors,
            sides: parties.iter().map(|side| side.tokens.clone()).collect(),
            series: None,
            host: None,
            date,
            place,
            status,
            modality,
            kind: None,
            anaphoric: false,
            theirs: false,
            orphan: false,
            joins: false,
            weak: false,
            alone: false,
            present: false,
            rule,
            confidence,
        }
    }

    /// *The talks opened with a minute of silence for the dead of Thursday*: a date that stands far from the noun is not its own.
    pub(in crate::extract) fn keep_near_date(&mut self, ground: &Ground<'_>, cue: &Range<usize>) {
        let near = self
            .date
            .and_then(|date| ground.document.dates().get(date))
            .is_some_and(|date| {
                date.tokens.start <= cue.end + 5 && cue.start <= date.tokens.end + 6
            });
        if !near && self.date.take().is_some() {
            self.passage.start = self.passage.start.max(cue.start.saturating_sub(1));
            self.passage.end = cue.end;
        }
    }

    /// Takes tense and negation from the verb that tells of the meeting. `None` where the verb says that
    /// nobody met and nothing marks it as a denial.
    pub(in crate::extract) fn told_by(mut self, group: &VerbGroup) -> Option<Self> {
        let strong = matches!(
            self.status,
            MeetingStatus::Cancelled | MeetingStatus::Postponed
        );
        if !strong {
            self.status = match group.outlook {
                Outlook::Present if self.status == MeetingStatus::Planned => MeetingStatus::Planned,
                Outlook::Done | Outlook::Present => MeetingStatus::Held,
                Outlook::Going => MeetingStatus::Ongoing,
                Outlook::Ahead => MeetingStatus::Planned,
                // *could meet*: nobody has agreed to it yet.
                Outlook::Wished | Outlook::Possible => MeetingStatus::Proposed,
            };
        }
        self.present = group.outlook == Outlook::Present;
        self.modality = match group.outlook {
            _ if group.hearsay && group.outlook == Outlook::Done => Modality::Hearsay,
            Outlook::Ahead => Modality::Planned,
            Outlook::Wished => Modality::Hoped,
            Outlook::Possible => Modality::Hypothetical,
            _ => self.modality,
        };
        if group.negated {
            if group.outlook != Outlook::Done {
                return None;
            }
            self.status = MeetingStatus::Denied;
        }
        Some(self)
    }
}

/// *Launched in 2011, the dialogue …*, *le forum, créé en 2015*: the day on which something else began.
fn is_founding(ground: &Ground<'_>, date: usize) -> bool {
    let document = ground.document;
    let start = document
        .dates()
        .get(date)
        .map_or(0, |date| date.tokens.start);
    (start.saturating_sub(2)..start).any(|token| {
        matches!(
            document.lower(token),
            "launched"
                | "established"
                | "founded"
                | "created"
                | "lancé"
                | "lancée"
                | "lancés"
                | "lancées"
                | "créé"
                | "créée"
                | "fondé"
                | "fondée"
                | "instauré"
                | "instaurée"
        )
    })
}

/// *A proposed **that** B and C meet*, *A a proposé **que** B et C se voient*.
fn is_proposed(ground: &Ground<'_>, passage: &Range<usize>) -> bool {
    let document = ground.document;
    let french = document.language() == Language::French;
    let that = (passage.start.saturating_sub(2)..=passage.start)
        .find(|token| matches!(document.lower(*token), "that" | "que" | "qu'"));
    that.is_some_and(|that| {
        (that.saturating_sub(3)..that).any(|token| is_wish(document.folded(token), french))
    })
}

/// *Talks between A and B have been stalled since 2018*, *au point mort depuis mai*: the day on which nobody met any more.
fn is_stalled(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    const REACH: usize = 16;
    (cue.end..(cue.end + REACH).min(ground.reach(cue.start).end)).any(|token| {
        matches!(
            ground.document.folded(token),
            "stalled"
                | "frozen"
                | "suspended"
                | "deadlocked"
                | "dormant"
                | "halt"
                | "standstill"
                | "collapsed"
                | "interrompues"
                | "interrompus"
                | "suspendues"
                | "suspendus"
                | "gelees"
                | "geles"
                | "bloquees"
                | "bloques"
                | "enlisees"
                | "enlises"
                | "mort"
                | "panne"
                | "impasse"
        )
    })
}

impl Sighting {
    /// Takes the tense from a verb that says little itself: *are holding talks*, *souhaite avoir un entretien*.
    pub(super) fn led_by(mut self, verb: Option<&VerbGroup>) -> Self {
        let Some(verb) = verb.filter(|verb| verb.finite && self.status == MeetingStatus::Held)
        else {
            return self;
        };
        self.status = match verb.outlook {
            Outlook::Going if self.cue.start <= verb.tokens.end + 4 => MeetingStatus::Ongoing,
            Outlook::Ahead => MeetingStatus::Planned,
            Outlook::Wished | Outlook::Possible => MeetingStatus::Proposed,
            Outlook::Going | Outlook::Done | Outlook::Present => return self,
        };
        self.modality = match verb.outlook {
            Outlook::Ahead => Modality::Planned,
            Outlook::Wished => Modality::Hoped,
            Outlook::Possible => Modality::Hypothetical,
            _ => self.modality,
        };
        self
    }

    /// What the whole sentence and the calendar add: somebody denies the meeting, or its day is yet to come.
    pub(in crate::extract) fn settled(mut self, ground: &Ground<'_>) -> Self {
        let open = matches!(
            self.status,
            MeetingStatus::Held | MeetingStatus::Planned | MeetingStatus::Ongoing
        );
        if open && is_denied(ground, &self.passage, &self.cue) {
            self.status = MeetingStatus::Denied;
            return self;
        }
        if self.status == MeetingStatus::Held && self.present && is_proposed(ground, &self.passage)
        {
            self.status = MeetingStatus::Proposed;
            self.modality = Modality::Hoped;
        }
        // *stalled since 2018*, *did not speak since May*: the day on which nobody met any more.
        if self.has_begun(ground) && (!self.present || is_stalled(ground, &self.cue)) {
            self.date = None;
        }
        if self.status == MeetingStatus::Planned && self.is_over(ground) {
            self.status = MeetingStatus::Held;
            self.modality = Modality::Stated;
        }
        if self.present && self.has_begun(ground) {
            self.status = MeetingStatus::Ongoing;
        }
        // *proposed talks with B last month*: the day of proposing.
        if self.status == MeetingStatus::Proposed && self.is_behind(ground) {
            self.date = None;
        }
        // *A and B discussed the plans for next year*: the day is that of something else.
        if self.status == MeetingStatus::Held && self.is_past(ground) && self.is_to_come(ground) {
            self.date = None;
        }
        if matches!(self.status, MeetingStatus::Held | MeetingStatus::Ongoing)
            && self.present
            && !self.has_begun(ground)
            && self.is_to_come(ground)
            || self.status == MeetingStatus::Held && self.is_to_come(ground)
        {
            self.status = MeetingStatus::Planned;
            self.modality = Modality::Planned;
        }
        self
    }

    /// Whether its day is over: *last month*, *le 2 mai dernier*.
    fn is_behind(&self, ground: &Ground<'_>) -> bool {
        let anchor = ground.document.anchor();
        let date = self.date.and_then(|date| ground.document.dates().get(date));
        let (Some(date), Some(today)) = (date, anchor.day()) else {
            return false;
        };
        let today = Edtf::day(today);
        !matches!(date.when, When::Weekday(..))
            && date.towards(Some(true)).resolve(anchor).is_some_and(|day| {
                day.as_str() < today.as_str().get(..day.as_str().len()).unwrap_or_default()
            })
    }

    /// Whether an English verb in the past tells of it.
    fn is_past(&self, ground: &Ground<'_>) -> bool {
        matches!(
            ground.document.folded(self.cue.start),
            "discussed" | "met" | "spoke" | "talked" | "huddled" | "dined"
        )
    }

    /// *A day earlier she stopped in Vienna to meet A*: purpose and day past; *devait rencontrer hier* leaves open whether they met.
    fn is_over(&self, ground: &Ground<'_>) -> bool {
        let document = ground.document;
        let date = self.date.and_then(|date| document.dates().get(date));
        let (Some(date), Some(today)) = (date, document.anchor().day()) else {
            return false;
        };
        let open = (self.cue.start.saturating_sub(5)..self.cue.end + 4).any(|token| {
            matches!(
                document.folded(token),
                "devait"
                    | "devaient"
                    | "due"
                    | "scheduled"
                    | "expected"
                    | "supposed"
                    | "prevu"
                    | "prevue"
                    | "planned"
                    | "prevus"
                    | "prevues"
                    | "was"
            )
        });
        let today = Edtf::day(today);
        !open
            && !matches!(date.when, When::Weekday(..))
            && date
                .towards(Some(true))
                .resolve(document.anchor())
                .is_some_and(|day| {
                    day.as_str().len() == today.as_str().len() && day.as_str() < today.as_str()
                })
    }

    /// *sont réunis depuis dimanche*.
    fn has_begun(&self, ground: &Ground<'_>) -> bool {
        let date = self.date.and_then(|date| ground.document.dates().get(date));
        date.and_then(|date| date.tokens.start.checked_sub(1))
            .is_some_and(|before| matches!(ground.document.lower(before), "depuis" | "since"))
    }

    fn is_to_come(&self, ground: &Ground<'_>) -> bool {
        let anchor = ground.document.anchor();
        let date = self.date.and_then(|date| ground.document.dates().get(date));
        // *a session next week*, whatever week this is.
        let next = |date: &DateExpression| ground.document.lower(date.tokens.start) == "next";
        if date.is_some_and(next) {
            return true;
        }
        // *se réunissent vendredi*: of the day itself the text says *ce vendredi* or, told later, *se sont réunis*.
        let today = anchor.day();
        if let Some(When::Weekday(weekday, 0)) = date.map(|date| date.when)
            && (self.present || today.is_some())
        {
            let other = today.is_none_or(|today| today.weekday() != weekday);
            let this = date.is_some_and(|date| {
                matches!(
                    ground.document.lower(date.tokens.start.wrapping_sub(1)),
                    "ce" | "this"
                )
            });
            return self.present && other && !(today.is_none() && this);
        }
        let (Some(date), Some(today)) = (date, today) else {
            return false;
        };
        let today = Edtf::day(today);
        date.resolve(anchor).is_some_and(|day| {
            let length = day.as_str().len().min(today.as_str().len());
            today
                .as_str()
                .get(..length)
                .is_some_and(|today| day.as_str() > today)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{english, french};

    #[test]
    fn the_day_since_which_nobody_met() {
        assert_eq!(
            english("Talks between Anna Kovacs and Paul Delmas have been stalled since 2018."),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }

    #[test]
    fn a_weekday_in_the_present_is_to_come() {
        assert_eq!(
            french("Les ministres se réunissent vendredi à Vienne."),
            ["Les ministres · planned · vendredi · Vienne"]
        );
    }

    #[test]
    fn what_is_proposed_is_not_held() {
        assert_eq!(
            english("The council proposed that Anna Kovacs and Paul Delmas meet in Vienna.")
                .last()
                .map(String::as_str),
            Some("Anna Kovacs, Paul Delmas · proposed · Vienna")
        );
    }

    #[test]
    fn where_a_journey_leads() {
        assert_eq!(
            english("Anna Kovacs travels to Vienna on Tuesday to meet Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · planned · Tuesday · Vienna"]
        );
        assert_eq!(
            english("Anna Kovacs met Paul Delmas before travelling to Vienna."),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }

    #[test]
    fn the_centre_of_the_talks_met_nobody() {
        assert_eq!(
            english("The truce is at the centre of the talks in Vienna with Paul Delmas."),
            ["Paul Delmas · held · Vienna"]
        );
    }

    #[test]
    fn what_is_demanded_in_a_meeting() {
        assert_eq!(
            english(
                "The Security Council demanded in a heated meeting on Tuesday that Togo leave."
            )
            .last()
            .map(String::as_str),
            Some("Security Council · held · Tuesday")
        );
    }
}
