//! Whether a passage is of a meeting told before: by those who met, the day, the place and the words around.

use super::super::event::Ground;
use super::agreement::{Agreement, ahead, dates_agree};
use super::merge::{Gathered, MEMORY};
use super::sighting::Sighting;
use crate::extract::facts::MeetingStatus;
use crate::extract::mention::MentionClass;

/// Whether a sighting in this sentence is of that meeting.
pub(super) fn is_same(
    ground: &Ground<'_>,
    meeting: &Gathered,
    sighting: &Sighting,
    sentence: usize,
) -> bool {
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
    if dates != Agreement::Same && is_earlier(ground, sighting) {
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
    if dates != Agreement::Conflict && names_host_by_place(ground, meeting, sighting) {
        return true;
    }
    // What is only asked for or proposed is asked for once, whoever of both sides is named.
    let open =
        |status: MeetingStatus| matches!(status, MeetingStatus::Proposed | MeetingStatus::Denied);
    let closer = says_who(ground, meeting, sighting);
    if (closer || stands_for(ground, meeting, sighting))
        && dates != Agreement::Conflict
        && open(sighting.status)
        && open(meeting.status)
        && places_agree(ground, meeting, sighting)
    {
        return true;
    }
    if (closer || stands_for(ground, meeting, sighting))
        && (dates == Agreement::Same
            || sighting.date.is_none()
                && sighting.status == meeting.status
                && sentence <= meeting.last_sentence + 2)
        && places_agree(ground, meeting, sighting)
    {
        return true;
    }
    // *talks of Rome and Paris failed … Roy said he had met Dahl on Thursday*: the states first, then who came for them.
    let named_after = sighting.actors.len() > 1
        && sighting.actors.len() == meeting.actors.len()
        && serve(ground, &sighting.actors, &meeting.actors);
    if named_after
        && dates != Agreement::Conflict
        && sighting.status == meeting.status
        && sentence <= meeting.last_sentence + 2
        && places_agree(ground, meeting, sighting)
    {
        return true;
    }
    // *met in Vienna for a summit of X*: verb and noun of one clause tell of one meeting; *a summit **where** A had met B* of
    // two.
    let apart = sighting.actors.len() > 1
        && meeting.passages.last().is_some_and(|last| {
            (last.end.min(sighting.cue.start)..sighting.cue.start).any(|token| {
                matches!(
                    ground.document.lower(token),
                    "où" | "where" | "duquel" | "laquelle"
                )
            })
        });
    let beside = !apart
        && meeting
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
    // *une conférence dimanche à Berlin*, then *A a reçu B*: another occasion.
    let aside = meeting.actors.is_empty()
        && meeting.rule == "meeting.sitting"
        && matches!(
            sighting.rule,
            "meeting.host" | "meeting.received" | "meeting.encounter" | "meeting.call"
        )
        && dates != Agreement::Same;
    if aside {
        return false;
    }
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
    let wider = shared < sighting.actors.len().max(meeting.actors.len());
    if !nested
        || shared < 2 && !(meeting.alone && shared == 1)
        || wider && in_two_cities(meeting, sighting, ground)
    {
        return false;
    }
    match dates {
        Agreement::Same => true,
        _ => {
            sighting.status == meeting.status
                || shared == sighting.actors.len().max(meeting.actors.len())
                    && !is_another(ground, sighting)
                    && ahead(sighting.status) == Some(true)
                    && ahead(meeting.status) == Some(true)
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
    if sighting.actors.len() == meeting.actors.len()
        && sighting.actors.len() > 1
        && (serve(ground, &sighting.actors, &meeting.actors)
            || is_told_first(ground, meeting, sighting))
    {
        return true;
    }
    // *A meets several leaders*: the body says which.
    let (loose, named): (Vec<usize>, Vec<usize>) = meeting
        .actors
        .iter()
        .partition(|number| is_loose(ground, **number));
    if !loose.is_empty()
        && (!named.is_empty() || places_agree(ground, meeting, sighting))
        && sighting.actors.len() > 1
        && ahead(sighting.status) == ahead(meeting.status)
    {
        return named.iter().all(|actor| sighting.actors.contains(actor));
    }
    let all = |some: &[usize], others: &[usize]| some.iter().all(|actor| others.contains(actor));
    meeting.actors.len() > 1
        && sighting.actors.len() > 1
        && (all(&meeting.actors, &sighting.actors) || all(&sighting.actors, &meeting.actors))
}

/// *The ministers of A and B meet on Thursday* in the title, and as many persons who meet that day at the head of the body.
fn is_told_first(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting) -> bool {
    const HEAD: usize = 4;
    let state = |number: &usize| {
        let actor = ground.scene.actors.get(*number);
        actor.is_some_and(|actor| actor.class == MentionClass::Country)
    };
    let head = ground
        .document
        .sentence_of(sighting.cue.start)
        .is_some_and(|sentence| sentence <= HEAD);
    let when = |date: Option<usize>| ground.document.dates().get(date?).map(|date| date.when);
    head && meeting.date.is_some()
        && when(meeting.date) == when(sighting.date)
        && meeting.actors.iter().all(state)
        && sighting
            .actors
            .iter()
            .all(|number| is_person(ground, *number))
}

/// *plusieurs dirigeants*: several whom no name tells.
pub(super) fn is_loose(ground: &Ground<'_>, number: usize) -> bool {
    ground
        .scene
        .actors
        .get(number)
        .is_some_and(|actor| actor.plural && actor.name.is_none())
}

pub(super) fn is_person(ground: &Ground<'_>, number: usize) -> bool {
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

/// *The **last** meeting took place in May*, *leur **précédente** rencontre, le 2 mai*: before the one that is told of.
fn is_earlier(ground: &Ground<'_>, sighting: &Sighting) -> bool {
    const REACH: usize = 3;
    let document = ground.document;
    let noun = sighting.cue.start;
    let earlier = |token: usize| {
        matches!(
            document.folded(token),
            "last" | "previous" | "precedent" | "precedente" | "precedents" | "precedentes"
        )
    };
    // *last week's meeting*
    let dated = |token: usize| {
        document
            .dates_in(&(token..token + REACH))
            .any(|(_, date)| date.tokens.contains(&token))
    };
    sighting.date.is_some()
        && sighting.status == MeetingStatus::Held
        && (noun.saturating_sub(REACH)..noun).any(|token| earlier(token) && !dated(token))
}

/// *a new round is planned*, *une nouvelle rencontre est prévue*: another meeting than the one told before.
pub(super) fn is_another(ground: &Ground<'_>, sighting: &Sighting) -> bool {
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

/// *Lavrov and Kerry met on Friday … Russians and Americans made progress during Friday's talks*: states whose people met.
pub(super) fn stands_for(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting) -> bool {
    serves_all(ground, meeting, sighting)
        || names_closer(ground, &meeting.actors, &sighting.actors)
        || says_who(ground, meeting, sighting) && is_first_person(ground, sighting)
}

fn serves_all(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting) -> bool {
    sighting.actors.len() > 1
        && meeting.actors.len() > 1
        && serve(ground, &meeting.actors, &sighting.actors)
}

/// *« Nous sommes prêts à des réunions avec eux », a dit Roy*: Roy speaks for the state that would meet them.
pub(super) fn is_first_person(ground: &Ground<'_>, sighting: &Sighting) -> bool {
    sighting.sides.iter().any(|side| {
        matches!(
            ground.document.lower(side.start),
            "nous" | "we" | "je" | "j'" | "i"
        )
    })
}

/// *Iran asked for a meeting with Trump … Rouhani's invitation to Trump*: the same ones, of whom the sighting names as a person
/// whom the meeting had as a state.
pub(super) fn says_who(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting) -> bool {
    names_closer(ground, &sighting.actors, &meeting.actors)
}

/// Whether somebody meets others for a state as its head or minister; an ambassador is received alone.
fn leads(ground: &Ground<'_>, person: usize) -> bool {
    ground.scene.actors.get(person).is_some_and(|actor| {
        actor.titles.iter().any(|title| {
            let role = title.role.as_str();
            !title.former
                && (role.ends_with("minister")
                    || matches!(
                        role,
                        "president"
                            | "monarch"
                            | "chancellor"
                            | "leader"
                            | "head-of-state"
                            | "secretary-of-state"
                    ))
        })
    })
}

/// Whether as many are the same ones, but some of the second are states whom persons among the first serve.
fn names_closer(ground: &Ground<'_>, people: &[usize], states: &[usize]) -> bool {
    let serves = |state: usize| {
        people.iter().any(|person| {
            !states.contains(person)
                && leads(ground, *person)
                && serve(ground, &[*person], &[state])
        })
    };
    people.len() > 1
        && people.len() == states.len()
        && people.iter().any(|person| states.contains(person))
        && people != states
        && states
            .iter()
            .all(|state| people.contains(state) || serves(*state))
}

/// Whether all of some are persons, and each of others a state that one of them serves.
fn serve(ground: &Ground<'_>, people: &[usize], states: &[usize]) -> bool {
    let actor = |number: &usize| ground.scene.actors.get(*number);
    let state_of = |number: &usize| {
        actor(number)
            .filter(|it| it.class == MentionClass::Country)
            .and_then(|it| it.canonical.as_deref())
    };
    let served = |state: &str| {
        people.iter().filter_map(actor).any(|it| {
            it.polity.as_deref() == Some(state)
                || it
                    .titles
                    .iter()
                    .any(|title| title.polity.as_deref() == Some(state))
        })
    };
    people.iter().all(|number| is_person(ground, *number))
        && states
            .iter()
            .all(|number| state_of(number).is_some_and(served))
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

/// *talks of A and B in Vienna … A had met B and C in Niamey*: whoever else was there, that was elsewhere.
fn in_two_cities(meeting: &Gathered, sighting: &Sighting, ground: &Ground<'_>) -> bool {
    let both = meeting.place.as_ref().zip(sighting.place.as_ref());
    both.is_some_and(|(one, other)| {
        one.1 == 1
            && other.1 == 1
            && ground.document.words(&one.0) != ground.document.words(&other.0)
    })
}

/// *A will meet B in Moscow … A will discuss it with Moscow*: the capital stands for those whom A meets there.
fn names_host_by_place(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting) -> bool {
    let ([one, other], Some((city, 1))) = (sighting.actors.as_slice(), meeting.place.as_ref())
    else {
        return false;
    };
    let named = sighting.sides.iter().any(|side| {
        side.end > side.start
            && ground.document.folded(side.end - 1) == ground.document.folded(city.end - 1)
    });
    let state = ground
        .scene
        .actors
        .get(*other)
        .is_some_and(|actor| actor.class == MentionClass::Country);
    named
        && state
        && meeting.actors.len() == 2
        && meeting.actors.contains(one)
        && sighting.place.is_none()
        && ahead(meeting.status) == ahead(sighting.status)
}

/// Whether both are in one place, or one does not say where.
fn places_agree(ground: &Ground<'_>, meeting: &Gathered, sighting: &Sighting) -> bool {
    let Some((one, other)) = meeting.place.as_ref().zip(sighting.place.as_ref()) else {
        return true;
    };
    one.1 != other.1 || ground.document.words(&one.0) == ground.document.words(&other.0)
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::french;

    #[test]
    fn who_met_at_a_summit_met_apart() {
        assert_eq!(
            french(
                "Anna Kovacs a participé au sommet de l'Union africaine à Niamey, où Anna Kovacs a rencontré Paul Delmas."
            ),
            [
                "Anna Kovacs, Union africaine · held · Niamey",
                "Anna Kovacs, Paul Delmas · held · Niamey"
            ]
        );
    }

    #[test]
    fn the_last_meeting_is_another() {
        assert_eq!(
            super::super::super::event::example::english(
                "Anna Kovacs met Paul Delmas in Vienna. The last meeting between Anna Kovacs and Paul Delmas took place on 2 May 2015."
            ),
            [
                "Anna Kovacs, Paul Delmas · held · Vienna",
                "Anna Kovacs, Paul Delmas · held · 2 May 2015"
            ]
        );
    }
}
