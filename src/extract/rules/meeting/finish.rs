//! The last look at the meetings of an article: which of them say enough to be kept, who stands for whom, what kind each is.

use super::super::event::Ground;
use super::merge::Gathered;
use super::same::is_person;
use crate::extract::facts::{MeetingKind, MeetingStatus};
use crate::extract::mention::MentionClass;
use crate::text::Language;

/// Settles the meetings once all passages are joined.
pub(super) fn finish(ground: &Ground<'_>, meetings: &mut Vec<Gathered>) {
    meetings.retain(|meeting| !is_among_own(ground, meeting));
    for meeting in meetings.iter_mut() {
        drop_own_states(ground, meeting);
    }
    meetings.retain(says_enough);
    // *Nuclear talks: minister sees progress*: a headline without names that the body does not take up.
    meetings.retain(|meeting| {
        // An English headline piles up nouns (*Nuclear talks*); *Un entretien à Vienne* tells that somebody met.
        let named = !meeting.actors.is_empty() || meeting.date.is_some();
        let english = ground.document.language() == Language::English;
        !english || named || !meeting.title || meeting.status == MeetingStatus::Planned
    });
    for meeting in meetings {
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
}

/// Who met may stand outside the article; when or where must not.
fn says_enough(meeting: &Gathered) -> bool {
    meeting.actors.len() > 1
        || meeting.alone && meeting.actors.len() == 1
        || meeting.date.is_some()
        // *proposed a conference in Vienna*: of whom and when nobody says, that is a proposal and no meeting.
        || meeting.place.is_some()
            && !(meeting.actors.is_empty() && meeting.status == MeetingStatus::Proposed)
}

/// *Roy discussed the plan with the Danish delegation*, whose president Roy is: nobody else was there.
fn is_among_own(ground: &Ground<'_>, meeting: &Gathered) -> bool {
    let actor = |number: &usize| ground.scene.actors.get(*number);
    let [one, other] = meeting.actors.as_slice() else {
        return false;
    };
    let (Some(person), Some(others)) = (actor(one), actor(other)) else {
        return false;
    };
    let served = person
        .titles
        .iter()
        .filter(|title| !title.former)
        .filter_map(|title| title.polity.as_deref())
        .chain(person.polity.as_deref());
    let delegation = ["delegation", "négociateurs", "negotiators", "team"]
        .iter()
        .any(|word| crate::text::fold(&others.description).contains(&crate::text::fold(word)));
    is_person(ground, *one)
        && others.name.is_none()
        && delegation
        && served
            .into_iter()
            .any(|state| others.polity.as_deref() == Some(state))
}

/// *Roy proposed a summit of the leaders of Russia, China and France*: Roy, who is Russia's, comes for Russia.
fn drop_own_states(ground: &Ground<'_>, meeting: &mut Gathered) {
    let actor = |number: usize| ground.scene.actors.get(number);
    let served: Vec<&str> = meeting
        .actors
        .iter()
        .filter(|number| is_person(ground, **number))
        .filter_map(|number| actor(*number))
        .flat_map(|person| {
            let titles = person
                .titles
                .iter()
                .filter(|title| !title.former)
                .filter_map(|title| title.polity.as_deref());
            titles.chain(person.polity.as_deref())
        })
        .collect();
    let own = |number: usize| {
        actor(number).is_some_and(|state| {
            state.class == MentionClass::Country
                && state
                    .canonical
                    .as_deref()
                    .is_some_and(|state| served.contains(&state))
        })
    };
    let left = meeting
        .actors
        .iter()
        .filter(|number| !own(**number))
        .count();
    if left > 1 {
        meeting.actors.retain(|number| !own(*number));
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::french;

    #[test]
    fn a_conference_that_is_only_proposed_is_none() {
        let told = french("Paul Delmas propose une conférence régionale à Vienne.");
        assert!(told.iter().all(|one| !one.contains("· Vienne")), "{told:?}");
    }

    #[test]
    fn nobody_meets_the_own_delegation() {
        assert!(
            french(
                "Le président togolais Paul Delmas s'est entretenu avec les négociateurs togolais."
            )
            .is_empty()
        );
    }
}
