//! How a meeting that a noun names stands, by the words around it: held, planned, called off, denied.

use std::ops::Range;

use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Outlook, Part, lexicon, verb};
use super::belongs::{
    AFTER, is_at_invitation, is_determined_by, is_object, is_of_another, is_off, past_parties,
    reaches,
};
use super::hint::{
    has_no_place, is_ahead, is_before_something, is_doubtful, is_future, is_not, is_occasion,
    is_of_outcome, is_over, is_wish, never,
};
use crate::extract::facts::{MeetingStatus, Modality};
use crate::text::{Document, Language, When};

/// *denied that A had met B*, *a démenti toute rencontre avec B*.
pub(super) fn is_denied(ground: &Ground<'_>, passage: &Range<usize>, cue: &Range<usize>) -> bool {
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

/// What the words of the clause say of a meeting that a noun names.
pub(super) fn status_around(
    document: &Document<'_>,
    near: &Range<usize>,
    cue: &Range<usize>,
) -> (MeetingStatus, Modality) {
    let from = near.start.max(cue.start.saturating_sub(14));
    let to = near.end.min(past_parties(document, cue) + AFTER);
    let mut status = MeetingStatus::Held;
    let mut modality = Modality::Stated;
    let words = lexicon::meetings(document.language());
    let over = is_over(document, near.start, cue.start);
    let afterwards = is_before_something(document, near.start, cue.start);
    let occasion = over || is_occasion(document, near.start, cue.start);
    if is_ahead(document, near.start, cue.start) {
        (status, modality) = (MeetingStatus::Planned, Modality::Planned);
    }
    if is_doubtful(document, cue) {
        (status, modality) = (MeetingStatus::Proposed, Modality::Hypothetical);
    }
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
        let before = token < cue.start;
        match word {
            _ if !reaches(document, token, cue) => {}
            _ if afterwards && token >= cue.end && is_off(word) => {}
            // *n'aura finalement pas lieu*
            "lieu" if french && has_no_place(document, near.start, token) => {
                return (MeetingStatus::Cancelled, modality);
            }
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
            "called" | "calls" | "call" | "calling"
                if document.folded(token + 1) == "off" && is_object(document, token, cue) =>
            {
                return (MeetingStatus::Cancelled, modality);
            }
            "put" | "pushed" | "puts"
                if matches!(document.folded(token + 1), "off" | "back")
                    && is_object(document, token, cue) =>
            {
                return (MeetingStatus::Postponed, modality);
            }
            // *is not on the agenda*, *n'est pas à l'ordre du jour*, *aucune rencontre n'est prévue*
            "agenda" | "ordre" | "prevu" | "prevue" | "prevus" | "prevues" | "programmee"
            | "planned" | "scheduled" | "envisagee" | "actualite"
                if !before && is_not(document, cue, token) =>
            {
                return (MeetingStatus::Denied, modality);
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
                if !is_of_another(document, token, cue)
                    && (!(word == "due" && document.folded(token + 1) == "to")
                    || document.folded(token + 2) != "the")
                    && status != MeetingStatus::Proposed =>
            {
                status = MeetingStatus::Planned;
                modality = Modality::Planned;
            }
            "relancer" if over => {}
            "espere" | "esperent" | "esperait" | "esperaient" | "hopes" | "hope" | "hoped" | "hoping"
                if status == MeetingStatus::Held && before && !is_of_outcome(document, token..cue.start) =>
            {
                status = MeetingStatus::Proposed;
                modality = Modality::Hoped;
            }
            "relancer" | "next" | "espere" | "esperent" | "esperait" | "hopes" | "hope" | "hoped"
            | "hoping" | "aims"
                if status == MeetingStatus::Held && before => {
                status = MeetingStatus::Planned;
                modality = Modality::Hoped;
            }
            _ if french && is_future(document, token) && (!over || !before) && status == MeetingStatus::Held => {
                status = MeetingStatus::Planned;
                modality = Modality::Planned;
            }
            // *Theresa May*, *in May* are no doubts.
            "could" | "may" | "might" | "pourrait" | "pourraient"
                if status == MeetingStatus::Held
                    && before
                    && !occasion
                    && !document.token(token).is_some_and(|token| token.capital) =>
            {
                status = MeetingStatus::Proposed;
                modality = Modality::Hypothetical;
            }
            // *has not ruled out a meeting*, *n'exclut pas une rencontre*: what is ruled out never comes here.
            "rule" | "rules" | "ruled" | "ruling" | "exclut" | "exclu" | "exclure" | "excluent"
                if (french || document.folded(token + 1) == "out")
                    && status == MeetingStatus::Held
                    && before
                    && !occasion =>
            {
                status = MeetingStatus::Proposed;
                modality = Modality::Hypothetical;
            }
            "under" if document.folded(token + 1) == "way" => status = MeetingStatus::Ongoing,
            // *called for talks*, *pushing for a summit*
            "called" | "calls" | "calling" | "push" | "pushed" | "pushes" | "pushing" | "pressed"
            | "pressing" | "lobbying"
                if document.folded(token + 1) == "for"
                    && !is_determiner(document.lower(token.wrapping_sub(1)))
                    && status == MeetingStatus::Held
                    && before
                    && !occasion =>
            {
                status = MeetingStatus::Proposed;
                modality = Modality::Hoped;
            }
            // *has agreed to talks*, *a accepté une rencontre*
            "agreed" | "agrees" | "agree" | "accepte" | "acceptent" | "convenu" | "convenus"
                if status == MeetingStatus::Held
                    && before
                    && !occasion
                    && cue.start - token <= 6
                    && (french || document.folded(token + 1) == "to") =>
            {
                status = MeetingStatus::Planned;
                modality = Modality::Planned;
            }
            // *a annoncé une rencontre*, *announced a summit*: what is announced is to come.
            "annonce" | "annoncent" | "annoncer" | "annoncait" | "annoncant" | "announced" | "announces"
            | "announce" | "announcing"
                if status == MeetingStatus::Held
                    && before
                    && !occasion
                    && cue.start - token <= 5
                    && (token + 1..cue.start)
                        .all(|between| document.lower(between).chars().all(char::is_alphabetic))
                    && (token + 1..cue.start)
                        .any(|between| matches!(document.lower(between), "un" | "une" | "des" | "a" | "an" | "la" | "le" | "the")) =>
            {
                status = MeetingStatus::Planned;
                modality = Modality::Planned;
            }
            // *is on the agenda*, *est au programme*
            "agenda" | "cards" | "programme"
                if status == MeetingStatus::Held
                    && !before
                    && token < cue.end + 14
                    && matches!(document.folded(token.wrapping_sub(1)), "the" | "au" | "l'") =>
            {
                status = MeetingStatus::Planned;
                modality = Modality::Planned;
            }
            // *preparations for the summit are ongoing*: the summit is not.
            "ongoing" | "underway" | "currently" if is_prepared(document, cue) => {
                status = MeetingStatus::Planned;
                modality = Modality::Planned;
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
            // *a convoqué une réunion*: it is to be held.
            "convoque" | "convoquent" | "convoquer"
                if french && status == MeetingStatus::Held && before && !occasion =>
            {
                status = MeetingStatus::Planned;
                modality = Modality::Planned;
            }
            "entend" | "entendait" | "compte" | "comptait" | "attendu" | "attendue" | "attendus"
                if status == MeetingStatus::Held && token < cue.start =>
            {
                status = MeetingStatus::Planned;
                modality = Modality::Planned;
            }
            // *never asked for talks*, *n'a jamais demandé de rencontre*: somebody denies that it was asked for.
            _ if is_wish(word, french) && before && !occasion && never(document, token) => {
                return (MeetingStatus::Denied, modality);
            }
            _ if is_wish(word, french)
                && !is_at_invitation(document, token)
                && status == MeetingStatus::Held
                && before
                && !occasion =>
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

/// *preparations for a summit*, *work on the meeting*.
fn is_prepared(document: &Document<'_>, cue: &Range<usize>) -> bool {
    const REACH: usize = 5;
    (cue.start.saturating_sub(REACH)..cue.start).any(|token| {
        matches!(
            document.folded(token),
            "preparations" | "preparation" | "preparing" | "arrangements" | "planning"
        )
    })
}

/// Whether a weekday other than the day of the text stands right after a verb.
fn is_another_day(document: &Document<'_>, after: usize) -> bool {
    let today = document.anchor().day();
    document
        .dates_in(&(after..after + 6))
        .any(|(_, date)| match date.when {
            When::Weekday(weekday, 0) => today.is_none_or(|today| weekday != today.weekday()),
            _ => false,
        })
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
        Outlook::Ahead if group.finite => Some(MeetingStatus::Planned),
        Outlook::Possible if group.finite => Some(MeetingStatus::Proposed),
        Outlook::Going => Some(MeetingStatus::Ongoing),
        // *opens on Thursday*, told on Wednesday
        Outlook::Present
            if entry.second == "ongoing" && is_another_day(document, hit.tokens.end) =>
        {
            Some(MeetingStatus::Planned)
        }
        Outlook::Done | Outlook::Present
            if entry.second == "ongoing" && !long_past && group.finite =>
        {
            Some(MeetingStatus::Ongoing)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{english, french};

    #[test]
    fn something_else_is_called_off() {
        assert_eq!(
            english("Anna Kovacs, who met Paul Delmas in Vienna, has called off the march."),
            ["Anna Kovacs, Paul Delmas · held · Vienna"]
        );
        assert_eq!(
            english("The meeting between Anna Kovacs and Paul Delmas was called off."),
            ["Anna Kovacs, Paul Delmas · cancelled"]
        );
    }

    #[test]
    fn next_week_is_to_come() {
        assert_eq!(
            english("Anna Kovacs chairs a session of the Security Council next week."),
            ["Security Council · planned · next week"]
        );
    }

    #[test]
    fn who_asked_for_it_does_not_make_it_a_wish() {
        assert_eq!(
            french(
                "À l'invitation du maire, Anna Kovacs a eu mardi un entretien avec Paul Delmas."
            ),
            ["Anna Kovacs, Paul Delmas · held · mardi"]
        );
    }

    #[test]
    fn what_is_announced_is_to_come() {
        assert_eq!(
            french("Rome a annoncé une rencontre entre Anna Kovacs et Paul Delmas jeudi à Vienne."),
            ["Anna Kovacs, Paul Delmas · planned · jeudi · Vienne"]
        );
        assert_eq!(
            french("Rome l'a annoncé après une rencontre entre Anna Kovacs et Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }

    #[test]
    fn another_meeting_is_to_come() {
        assert_eq!(
            english("Anna Kovacs held talks with Paul Delmas on the issues of an upcoming vote."),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }

    #[test]
    fn what_is_called_off_afterwards_is_something_else() {
        assert_eq!(
            french("Après la rencontre entre Anna Kovacs et Paul Delmas, le bal a été annulé."),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }

    #[test]
    fn what_is_hoped_for_is_not_set() {
        assert_eq!(
            english("Anna Kovacs hopes to hold talks with Paul Delmas in Vienna."),
            ["Anna Kovacs, Paul Delmas · proposed · Vienna"]
        );
    }

    #[test]
    fn what_was_never_asked_for() {
        assert_eq!(
            english("Anna Kovacs has never asked for talks with Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · denied"]
        );
    }

    #[test]
    fn what_is_not_on_the_agenda() {
        assert_eq!(
            english("A meeting between Anna Kovacs and Paul Delmas is not on the agenda."),
            ["Anna Kovacs, Paul Delmas · denied"]
        );
        assert_eq!(
            french("Aucune rencontre entre Anna Kovacs et Paul Delmas n'est prévue."),
            ["Anna Kovacs, Paul Delmas · denied"]
        );
    }

    #[test]
    fn what_is_called_is_to_come() {
        assert_eq!(
            french("Le Conseil de sécurité a convoqué une réunion mardi à New York."),
            ["Conseil de sécurité · planned · mardi · New York"]
        );
    }
}
