//! Verbs whose subject alone makes the meeting: *les deux ministres se sont rencontrés*, *A and B discussed Syria*.
//!
//! ```text
//! Anna Kovacs et Paul Delmas se sont vus mardi à Vienne.
//!   → Anna Kovacs, Paul Delmas · held · mardi · Vienne
//! ```

use super::super::event::{Ground, Hit, Part, PartyKind, VerbGroup, lexicon};
use super::encounter::{is_dated, kind_of, with_kind};
use super::sighting::Sighting;
use crate::extract::facts::MeetingKind;

/// *A and B discussed Syria*, *A et B ont dîné*: what people do together without another word for it. *Ils ont échangé des
/// prisonniers* is something else.
pub(super) fn shares(ground: &Ground<'_>, hit: &Hit<'_>, lemma: &str) -> bool {
    let document = ground.document;
    let next = document.lower(hit.tokens.end);
    match lemma {
        "discuss" | "dîner" | "déjeuner" | "dine" | "huddle" | "lunch" => true,
        "échanger" => {
            !next.chars().all(char::is_alphabetic)
                || matches!(
                    next,
                    "au" | "par"
                        | "sur"
                        | "longuement"
                        | "pendant"
                        | "à"
                        | "en"
                        | "lors"
                        | "brièvement"
                        | "hier"
                )
                || document
                    .dates_in(&(hit.tokens.end..hit.tokens.end + 6))
                    .any(|(_, date)| date.tokens.start == hit.tokens.end)
        }
        "parler" => true,
        _ => false,
    }
}

/// *Les deux ministres se sont rencontrés*: the subject alone makes the meeting.
pub(super) fn together(ground: &Ground<'_>, hit: &Hit<'_>, group: &VerbGroup) -> Option<Sighting> {
    let subject = ground.subject(ground.reach(hit.tokens.start).start, group.tokens.start);
    // *Kovacs and Delmas to meet in Vienna*: a headline.
    let headline = subject.as_ref().is_some_and(|subject| {
        subject.tokens.end == group.tokens.start
            && ground.document.lower(group.tokens.start) == "to"
            && subject.actors.len() > 1
    });
    // *A and B praised the deal **negotiated by** C*: what others did.
    let of_others = ground.document.lower(hit.tokens.end) == "by" && group.tokens == hit.tokens;
    if !(group.finite || headline) || group.negated || group.passive || of_others {
        return None;
    }
    let subject = subject?;
    let body = subject.kinds == [PartyKind::Body]
        && !super::gathering::takes_thing(ground, hit.tokens.end);
    // *NATO foreign ministers will meet in Vienna*: several who sit as one.
    let several = subject.actors.len() == 1
        && is_dated(ground, hit.tokens.end)
        && !names_summit(ground, hit.tokens.end)
        && !super::gathering::takes_thing(ground, hit.tokens.end)
        && ground
            .parties_in(&subject.tokens)
            .any(|(_, party)| party.collective && !party.pronoun);
    let alone = body || several;
    if !alone
        && (subject.actors.len() < 2
            || !subject.kinds.iter().any(|kind| {
                matches!(
                    kind,
                    PartyKind::Person | PartyKind::State | PartyKind::Group
                )
            }))
    {
        return None;
    }
    let kind = kind_of("", &[&subject]);
    let mut sighting = with_kind(
        Sighting::new(ground, &hit.tokens, &[&subject], "meeting.together", 0.75),
        if body {
            Some(MeetingKind::Sitting)
        } else if several {
            Some(MeetingKind::Multilateral)
        } else {
            kind
        },
    );
    sighting.alone = alone;
    sighting.told_by(group)
}

/// *met in Vienna for a summit of C*: the noun tells of it.
fn names_summit(ground: &Ground<'_>, from: usize) -> bool {
    const REACH: usize = 14;
    let words = lexicon::meetings(ground.document.language());
    let end = ground.reach(from.saturating_sub(1)).end.min(from + REACH);
    (from..end).any(|token| {
        words.at(ground.document, token).is_some_and(|hit| {
            hit.reading(Part::Noun)
                .is_some_and(|entry| matches!(entry.frame.as_str(), "body" | "pair-body"))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("together.rs"));
    }

    #[test]
    fn the_two_ministers_are_not_those_who_speak_for_them() {
        assert_eq!(
            french(
                "La ministre Anna Kovacs et le ministre Paul Delmas ont signé la charte. Le porte-parole Ivan Petrov a salué Anna Kovacs. Les deux ministres se sont vus mardi à Vienne."
            ),
            ["Anna Kovacs, Paul Delmas · held · mardi · Vienne"]
        );
        assert_eq!(
            english(
                "Foreign Minister Anna Kovacs wrote to Foreign Minister Paul Delmas. Spokesman Ivan Petrov praised her. The two diplomats will meet in Vienna on Tuesday."
            ),
            ["Anna Kovacs, Paul Delmas · planned · Tuesday · Vienna"]
        );
    }

    #[test]
    fn several_who_agree_to_meet() {
        assert_eq!(
            french("Anna Kovacs et Paul Delmas sont convenus de se rencontrer à Vienne."),
            ["Anna Kovacs, Paul Delmas · planned · Vienne"]
        );
    }

    #[test]
    fn what_others_negotiated_is_no_meeting() {
        assert!(
            english("Anna Kovacs and Paul Delmas praised the deal negotiated by Togo.").is_empty()
        );
    }
}
