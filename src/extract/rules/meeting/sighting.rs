//! One passage that tells of a meeting, before passages on the same meeting are joined.

use std::ops::Range;

use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Outlook, Part, Parties, VerbGroup, lexicon, verb};
use crate::extract::facts::{MeetingKind, MeetingStatus, Modality};
use crate::text::{Document, Edtf, Language, When};

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
        if let Some(others) = ground.companions(&near).filter(|_| !actors.is_empty()) {
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
            .or_else(|| date_near(ground.document, &near, cue));
        if let Some(tokens) = date
            .and_then(|date| ground.document.dates().get(date))
            .map(|date| &date.tokens)
        {
            passage = passage.start.min(tokens.start)..passage.end.max(tokens.end);
        }
        let place = ground.place(&near, cue.start);
        if let Some(spot) = place {
            passage = passage.start.min(spot.tokens.start)..passage.end.max(spot.tokens.end);
        }
        let place = place.map(|spot| (spot.tokens.clone(), spot.rank));
        Self {
            cue: cue.clone(),
            passage,
            actors,
            host: None,
            date,
            place,
            status,
            modality,
            kind: None,
            anaphoric: false,
            theirs: false,
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
                Outlook::Ahead | Outlook::Possible => MeetingStatus::Planned,
                Outlook::Wished => MeetingStatus::Proposed,
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

impl Sighting {
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
        if self.present && self.has_begun(ground) {
            self.status = MeetingStatus::Ongoing;
        }
        if self.status == MeetingStatus::Held && self.is_to_come(ground) {
            self.status = MeetingStatus::Planned;
            self.modality = Modality::Planned;
        }
        self
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
        let (Some(date), Some(today)) = (date, anchor.day()) else {
            return false;
        };
        if let When::Weekday(weekday, 0) = date.when {
            return self.present && today.weekday() != weekday;
        }
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

/// *denied that A had met B*, *a démenti toute rencontre avec B*.
fn is_denied(ground: &Ground<'_>, passage: &Range<usize>, cue: &Range<usize>) -> bool {
    const REACH: usize = 7;
    let document = ground.document;
    let reach = ground.reach(cue.start);
    let denies = |token: usize| {
        matches!(
            document.folded(token),
            "denied"
                | "denies"
                | "deny"
                | "denying"
                | "dement"
                | "dementi"
                | "dementie"
                | "dementent"
                | "nie"
                | "nient"
                | "niait"
                | "nier"
        )
    };
    let before = |at: usize| reach.start.max(at.saturating_sub(REACH))..at;
    // *denied that* opens the clause in which the meeting is told; *denied meeting him* takes it as its object.
    let opens = before(passage.start).any(|token| {
        denies(token)
            && (token + 1..passage.start)
                .any(|between| matches!(document.lower(between), "that" | "que" | "qu'"))
    });
    opens
        || before(cue.start).any(|token| {
            denies(token)
                && (token + 1..cue.start).all(|between| {
                    matches!(
                        document.folded(between),
                        "avoir"
                            | "having"
                            | "any"
                            | "toute"
                            | "reports"
                            | "of"
                            | "a"
                            | "une"
                            | "la"
                            | "that"
                            | "there"
                            | "was"
                            | "had"
                            | "been"
                            | "ever"
                            | "l'"
                            | "existence"
                            | "d'"
                            | "de"
                            | "the"
                            | "s'"
                            | "etre"
                    )
                })
        })
}

/// The part of a sentence around a passage in which its date and place are sought: up to a clause of its own.
fn clause(document: &Document<'_>, reach: &Range<usize>, passage: &Range<usize>) -> Range<usize> {
    let breaks = |token: usize| {
        matches!(
            document.lower(token),
            ";" | "que" | "qu'" | "that" | "alors" | "while" | "whereas" | "tandis" | ":"
        )
    };
    let start = (reach.start..passage.start)
        .rev()
        .find(|token| breaks(*token))
        .map_or(reach.start, |token| token + 1);
    let end = (passage.end..reach.end)
        .find(|token| breaks(*token))
        .unwrap_or(reach.end);
    start..end
}

/// The date expression nearest to the cue, those after it first.
fn date_near(document: &Document<'_>, near: &Range<usize>, cue: &Range<usize>) -> Option<usize> {
    let spoken = |from: usize, to: usize| (from..to).any(|token| is_saying(document.folded(token)));
    let mut best: Option<(usize, usize)> = None;
    for (number, date) in document.dates_in(near) {
        let (from, to) = if date.tokens.start >= cue.end {
            (cue.end, date.tokens.start)
        } else {
            (date.tokens.end, cue.start)
        };
        let commas = (from..to.max(from))
            .filter(|token| document.lower(*token) == ",")
            .count();
        let distance = to.saturating_sub(from)
            + commas * 9
            + if spoken(from, to.max(from)) { 40 } else { 0 }
            + usize::from(date.tokens.start < cue.start) * 2;
        if distance < 30 && best.is_none_or(|(shortest, _)| distance < shortest) {
            best = Some((distance, number));
        }
    }
    best.map(|(_, number)| number)
}

/// The day for which a meeting was set that is called off, or to which one is put off: *prévue le 12 juin*,
/// *reportée au 13 avril*, *planned for Sunday*.
fn date_set(document: &Document<'_>, range: &Range<usize>, status: MeetingStatus) -> Option<usize> {
    let follows = |date: usize, words: &[&str]| {
        (range.start.max(date.saturating_sub(3))..date)
            .any(|token| words.contains(&document.folded(token)))
    };
    let planned = [
        "prevu",
        "prevue",
        "prevus",
        "prevues",
        "planned",
        "scheduled",
        "due",
        "set",
        "programmee",
        "programme",
    ];
    let moved = [
        "reportee",
        "reporte",
        "postponed",
        "back",
        "off",
        "until",
        "repousse",
        "repoussee",
    ];
    let find = |words: &[&str]| {
        document
            .dates_in(range)
            .find(|(_, date)| follows(date.tokens.start, words))
            .map(|(number, _)| number)
    };
    (status == MeetingStatus::Postponed)
        .then(|| find(&moved))
        .flatten()
        .or_else(|| find(&planned))
}

/// The commonest verbs of saying: a date beyond one dates the saying, not the meeting.
fn is_saying(word: &str) -> bool {
    matches!(
        word,
        "annonce"
            | "dit"
            | "declare"
            | "indique"
            | "affirme"
            | "rapporte"
            | "precise"
            | "ajoute"
            | "confirme"
            | "assure"
            | "explique"
            | "souligne"
            | "said"
            | "says"
            | "announced"
            | "told"
            | "reported"
            | "confirmed"
            | "added"
    )
}

/// What the words of the clause say of a meeting that a noun names.
fn status_around(
    document: &Document<'_>,
    near: &Range<usize>,
    cue: &Range<usize>,
) -> (MeetingStatus, Modality) {
    let from = near.start.max(cue.start.saturating_sub(14));
    let to = near.end.min(cue.end + 20);
    let mut status = MeetingStatus::Held;
    let mut modality = Modality::Stated;
    let words = lexicon::meetings(document.language());
    for token in from..to {
        // What follows another noun for a meeting speaks of that one.
        if token > cue.end
            && words.at(document, token).is_some_and(|hit| {
                hit.reading(Part::Noun)
                    .is_some_and(|entry| entry.frame != "pair-weak")
            })
            && !is_determined_by(document, token)
        {
            break;
        }
        let word = document.folded(token);
        let french = document.language() == Language::French;
        match word {
            _ if !reaches(document, token, cue) => {}
            "annule" | "annulee" | "annulees" | "annules" | "annulation" | "cancelled"
            | "canceled" | "cancels" | "scrapped" | "cancel" | "cancelling" | "annuler" => {
                return (MeetingStatus::Cancelled, modality);
            }
            "reporte" | "reportee" | "reportees" | "repousse" | "repoussee" | "ajourne" | "ajournee" | "report"
            | "differe"
                if french =>
            {
                return (MeetingStatus::Postponed, modality);
            }
            "postponed" | "postpones" | "delayed" => return (MeetingStatus::Postponed, modality),
            "called" | "calls" | "call" | "calling" if document.folded(token + 1) == "off" => {
                return (MeetingStatus::Cancelled, modality);
            }
            "put" | "pushed" | "puts"
                if matches!(document.folded(token + 1), "off" | "back") =>
            {
                return (MeetingStatus::Postponed, modality);
            }
            "can" | "could" | "might"
                if document.folded(token + 1) == "be" && token > cue.start =>
            {
                status = MeetingStatus::Proposed;
                modality = Modality::Hypothetical;
            }
            "prevu" | "prevue" | "prevues" | "prevus" | "prochain" | "prochaine" | "prochains"
            | "prochaines" | "demain" | "tiendra" | "tiendront" | "sera" | "seront" | "aura"
            | "auront" | "doit" | "doivent" | "devrait" | "devraient" | "futur" | "future"
            | "tomorrow" | "upcoming" | "scheduled" | "planned" | "will" | "expected" | "due"
            | "forthcoming" | "debutera" | "debuteront" | "participera" | "participeront"
            | "reprendra" | "reprendront" | "reprendre" | "rendra" | "poursuivront"
                // *due to the war* gives a reason.
                if !(word == "due" && document.folded(token + 1) == "to")
                    || document.folded(token + 2) != "the" =>
            {
                status = MeetingStatus::Planned;
                modality = Modality::Planned;
            }
            "espere" | "esperent" | "veut" | "veulent" | "souhaite" | "souhaitent" | "relancer"
            | "pourrait" | "pourraient" | "hopes" | "hope" | "aims" | "wants" | "seeks"
            | "could" | "may" | "next"
                if status == MeetingStatus::Held && token < cue.start =>
            {
                status = MeetingStatus::Planned;
                modality = Modality::Hoped;
            }
            "ongoing" | "underway" | "currently" | "actuellement" => {
                status = MeetingStatus::Ongoing;
            }
            "deroule" | "deroulent" | "tient" | "tiennent"
                if french && matches!(document.folded(token.wrapping_sub(1)), "se") =>
            {
                status = MeetingStatus::Ongoing;
            }
            "cours" if french && document.folded(token.wrapping_sub(1)) == "en" => {
                status = MeetingStatus::Ongoing;
            }
            "entend" | "entendait" | "compte" | "comptait" | "attendu" | "attendue" | "attendus"
                if status == MeetingStatus::Held && token < cue.start =>
            {
                status = MeetingStatus::Planned;
                modality = Modality::Planned;
            }
            "pret" | "prete" | "prets" | "pretes" | "ready" | "willing" | "exhorte" | "exhorter"
            | "exhortant" | "opposes" | "opposee" | "favorable" | "suggested" | "suggests"
            | "offered" | "offers" | "urges" | "urging"
                if status == MeetingStatus::Held && token < cue.start =>
            {
                status = MeetingStatus::Proposed;
                modality = Modality::Hoped;
            }
            // *en échange de discussions*, *in exchange for talks*
            "echange" | "exchange"
                if status == MeetingStatus::Held
                    && token < cue.start
                    && cue.start - token <= 3 =>
            {
                status = MeetingStatus::Proposed;
                modality = Modality::Hoped;
            }
            "propose" | "proposent" | "proposer" | "appelle" | "appele" | "appeler"
            | "envisage" | "envisagee" | "reclame" | "invite" | "demande" | "proposes"
            | "proposed" | "proposing" | "invited" | "urged"
                if status == MeetingStatus::Held && token < cue.start =>
            {
                status = MeetingStatus::Proposed;
                modality = Modality::Hoped;
            }
            _ => {}
        }
        if matches!(status, MeetingStatus::Held | MeetingStatus::Planned)
            && let Some(stage) = stage(document, near, token, cue)
        {
            if status == MeetingStatus::Held || stage == MeetingStatus::Cancelled {
                status = stage;
            }
            if stage == MeetingStatus::Planned {
                modality = Modality::Planned;
            }
        }
    }
    (status, modality)
}

/// *a meeting held at the summit*: the second noun says where the first took place.
fn is_determined_by(document: &Document<'_>, token: usize) -> bool {
    (token.saturating_sub(4)..token).any(|before| {
        matches!(
            document.lower(before),
            "at" | "during"
                | "of"
                | "lors"
                | "du"
                | "de"
                | "d'"
                | "pendant"
                | "for"
                | "pour"
                | "des"
        )
    })
}

/// Whether a word that calls a meeting off or puts it off can speak of this one: *a annulé une visite* after the noun
/// has an object of its own. Other words always reach.
fn reaches(document: &Document<'_>, token: usize, cue: &Range<usize>) -> bool {
    let word = document.folded(token);
    let off = [
        "annul", "cancel", "scrap", "report", "ajourn", "differ", "postpon", "delay", "repouss",
    ]
    .iter()
    .any(|stem| word.starts_with(stem));
    if !off {
        return true;
    }
    if token < cue.start {
        return cue.start - token <= 7
            && !(token..cue.start).any(|between| document.lower(between) == ",");
    }
    let before = document.folded(token.wrapping_sub(1));
    !matches!(
        before,
        "a" | "ont" | "avait" | "avaient" | "has" | "have" | "had" | "he" | "she" | "they"
    ) && token - cue.end <= 20
}

/// What a verb such as *begin*, *take place*, *s'ouvrir* says of the meeting that the noun beside it names.
fn stage(
    document: &Document<'_>,
    near: &Range<usize>,
    token: usize,
    cue: &Range<usize>,
) -> Option<MeetingStatus> {
    let hit = lexicon::meetings(document.language()).at(document, token)?;
    let entry = hit.readings.iter().find(|entry| entry.frame == "event")?;
    // The noun is subject or object of the verb: nothing but its complements stands between.
    // *The lunch that A was to have with B will no longer take place*
    let relative = matches!(document.lower(cue.end), "que" | "qu'" | "that" | "which");
    let between = if token > cue.end {
        cue.end + usize::from(relative)..token
    } else {
        hit.tokens.end..cue.start
    };
    if between.len() > 14
        || between
            .clone()
            .any(|token| matches!(document.lower(token), ";" | "that" | "que" | "qu'" | ":"))
    {
        return None;
    }
    let group = verb::group(document, near.start, token, entry.tense);
    let long_past = group.tokens.clone().any(|token| {
        matches!(
            document.folded(token),
            "had" | "avait" | "avaient" | "etait" | "etaient"
        )
    });
    // *will no longer take place*, *n'aura finalement pas lieu*
    let dropped = group.negated
        || group
            .tokens
            .clone()
            .any(|token| document.folded(token) == "longer");
    match group.outlook {
        Outlook::Ahead if dropped => Some(MeetingStatus::Cancelled),
        _ if dropped => None,
        Outlook::Ahead | Outlook::Possible if group.finite => Some(MeetingStatus::Planned),
        Outlook::Going => Some(MeetingStatus::Ongoing),
        Outlook::Done | Outlook::Present
            if entry.second == "ongoing" && !long_past && group.finite =>
        {
            Some(MeetingStatus::Ongoing)
        }
        _ => None,
    }
}
