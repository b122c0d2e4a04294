//! Which of the dates in its sentence is the date of a meeting.

use std::ops::Range;

use super::super::event::Ground;
use crate::extract::facts::MeetingStatus;
use crate::text::{Document, Language};

/// The part of a sentence around a passage in which its date and place are sought: up to a clause of its own.
pub(super) fn clause(
    document: &Document<'_>,
    reach: &Range<usize>,
    passage: &Range<usize>,
) -> Range<usize> {
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
pub(super) fn date_near(
    ground: &Ground<'_>,
    near: &Range<usize>,
    cue: &Range<usize>,
    passage: &Range<usize>,
) -> Option<usize> {
    let document = ground.document;
    let said = ground.day_of_saying(cue.start);
    let spoken = |from: usize, to: usize| (from..to).any(|token| is_saying(document.folded(token)));
    // *was summoned after his arrest on Sunday*: the day of another event.
    let elsewhere = |from: usize, to: usize| {
        (from..to).any(|token| {
            matches!(
                document.folded(token),
                "apres" | "after" | "following" | "suite"
            )
        })
    };
    let mut best: Option<(usize, usize)> = None;
    for (number, date) in document.dates_in(near) {
        if said == Some(number) {
            continue;
        }
        // *the meeting of A, B and C took place on Tuesday*: those who met do not make the date distant.
        let (from, to) = if date.tokens.start >= passage.end {
            (passage.end, date.tokens.start)
        } else if date.tokens.start >= cue.end {
            (cue.end, date.tokens.start)
        } else {
            (date.tokens.end, cue.start)
        };
        // *En décembre dernier, A et B se sont rencontrés*: what opens the sentence dates its first clause, however long the
        // names of those who met are.
        let opens = date.tokens.start <= near.start + 2
            && date.tokens.end <= passage.start
            && document.lower(date.tokens.end) == ","
            && is_first_act(document, date.tokens.end + 1..cue.start)
            && document
                .sentence_of(cue.start)
                .and_then(|number| document.sentences().get(number))
                .is_some_and(|sentence| sentence.tokens.start == near.start);
        let (from, to) = if opens {
            (date.tokens.end + 1, passage.start.max(date.tokens.end + 1))
        } else {
            (from, to)
        };
        let other_act = date.tokens.end <= cue.start
            && (goes_on(document, from..to.max(from))
                || !date.when.is_day()
                    && is_in_inset(document, near.start, &date.tokens, cue.start));
        let commas = (from..to.max(from))
            .filter(|token| document.lower(*token) == ",")
            .count();
        let distance = to.saturating_sub(from)
            + commas * 9
            + if spoken(from, to.max(from))
                || other_act
                || date.tokens.start >= cue.end
                    && (elsewhere(from, to.max(from))
                        || (from..to.max(from)).any(|token| is_other_event(document, token)))
            {
                40
            } else {
                0
            }
            + usize::from(date.tokens.start < cue.start) * 2;
        if distance < 30 && best.is_none_or(|(shortest, _)| distance < shortest) {
            best = Some((distance, number));
        }
    }
    best.map(|(_, number)| number)
        .or_else(|| day_of_main_clause(ground, near, passage))
}

/// *Le match aura lieu jeudi, **lorsque** A et B se retrouveront*: the day of the clause on which the other hangs.
fn day_of_main_clause(
    ground: &Ground<'_>,
    near: &Range<usize>,
    passage: &Range<usize>,
) -> Option<usize> {
    const BACK: usize = 4;
    let document = ground.document;
    let conjunction = (passage.start.saturating_sub(BACK).max(near.start)..=passage.start)
        .rev()
        .find(|token| {
            matches!(
                document.lower(*token),
                "lorsque" | "lorsqu'" | "quand" | "when"
            )
        })?;
    let before = near.start..conjunction;
    let mut dates = document.dates_in(&before);
    let (number, _) = dates.next()?;
    (dates.next().is_none() && ground.day_of_saying(passage.start) != Some(number))
        .then_some(number)
}

/// *discussed the deal **signed** in July*, *l'accord **conclu** en mai*: a participle with a day of its own.
fn is_other_event(document: &Document<'_>, token: usize) -> bool {
    const ACTS: [&str; 28] = [
        "signed",
        "adopted",
        "reached",
        "concluded",
        "launched",
        "brokered",
        "struck",
        "approved",
        "ratified",
        "elected",
        "appointed",
        "imposed",
        "killed",
        "suspended",
        "signe",
        "adopte",
        "conclu",
        "lance",
        "approuve",
        "ratifie",
        "elu",
        "nomme",
        "impose",
        "tue",
        "suspendu",
        "survenu",
        "perpetre",
        "vote",
    ];
    let word = document.folded(token);
    let stem = if document.language() == Language::French {
        word.trim_end_matches('s').trim_end_matches('e')
    } else {
        word
    };
    let noun = token.checked_sub(1).is_some_and(|before| {
        !matches!(
            document.lower(before),
            "and" | "et" | "," | "a" | "ont" | "has" | "have"
        )
    });
    noun && ACTS
        .iter()
        .any(|act| *act == word || act.trim_end_matches('e') == stem && !stem.is_empty())
}

/// Whether the words before a verb open no act of their own: *On Wednesday A met B, who had been negotiating* dates the first.
fn is_first_act(document: &Document<'_>, words: Range<usize>) -> bool {
    !goes_on(document, words.clone())
        && !words.clone().any(|token| {
            matches!(
                document.lower(token),
                "who" | "qui" | "which" | "dont" | "où" | "where" | "before" | "avant"
            )
        })
}

/// *A, **whose visit was announced in February,** is to meet B*: a month told within a relative clause
/// that is over; a day there may well be the same.
fn is_in_inset(document: &Document<'_>, from: usize, date: &Range<usize>, cue: usize) -> bool {
    const LONGEST: usize = 12;
    let comma = |token: usize| document.lower(token) == ",";
    let opens = (from.max(date.start.saturating_sub(LONGEST))..date.start)
        .rev()
        .find(|token| comma(*token))
        .is_some_and(|token| {
            matches!(
                document.lower(token + 1),
                "who" | "whose" | "which" | "where" | "qui" | "dont" | "où"
            )
        });
    opens && (date.end..cue).any(comma)
}

/// *met in April **and agreed** to have another summit*: a second act of the same people.
fn goes_on(document: &Document<'_>, mut words: Range<usize>) -> bool {
    words.any(|token| {
        matches!(document.lower(token), "and" | "et")
            && matches!(
                document.folded(token + 1),
                "agreed"
                    | "decided"
                    | "will"
                    | "plan"
                    | "are"
                    | "is"
                    | "pledged"
                    | "vowed"
                    | "ont"
                    | "a"
                    | "sont"
                    | "est"
                    | "doivent"
                    | "doit"
                    | "devraient"
            )
    })
}

/// The day for which a meeting was set that is called off, or to which one is put off: *prévue le 12 juin*,
/// *reportée au 13 avril*, *planned for Sunday*.
pub(super) fn date_set(
    document: &Document<'_>,
    range: &Range<usize>,
    status: MeetingStatus,
) -> Option<usize> {
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
pub(super) fn is_saying(word: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{english, french};

    #[test]
    fn what_opens_the_sentence_dates_it() {
        assert_eq!(
            french(
                "En décembre dernier, les chefs des grandes coopératives des régions de l'est du Togo et du Bénin se sont rencontrés à Vienne."
            ),
            ["les chefs des grandes coopératives des régions · held · décembre dernier · Vienne"]
        );
    }

    #[test]
    fn another_event_has_a_day_of_its_own() {
        assert_eq!(
            english("Anna Kovacs and Paul Delmas also discussed the grain deal signed in July."),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }

    #[test]
    fn a_month_in_a_relative_clause_is_of_something_else() {
        assert_eq!(
            english(
                "Anna Kovacs, whose visit was announced in February, is expected to meet Paul Delmas."
            ),
            ["Anna Kovacs, Paul Delmas · planned"]
        );
    }

    #[test]
    fn the_first_act_is_dated_by_what_opens_the_sentence() {
        assert_eq!(
            english(
                "On Wednesday, Ivan Petrov praised Anna Kovacs, who has been negotiating with Paul Delmas."
            ),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }

    #[test]
    fn when_they_meet_is_the_day_of_the_main_clause() {
        assert_eq!(
            french(
                "La fête de l'année se tiendra jeudi, dans la vieille ville du Togo, lorsque Anna Kovacs et Paul Delmas se retrouveront."
            ),
            ["Anna Kovacs, Paul Delmas · planned · jeudi"]
        );
    }
}
