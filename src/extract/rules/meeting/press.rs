//! News conferences that two give together: *at a joint news conference with B, A said …*.
//!
//! ```text
//! Anna Kovacs s'exprimait mardi à Vienne lors d'une conférence de presse avec Paul Delmas.
//!   → Anna Kovacs, Paul Delmas · held · mardi · Vienne
//! ```

use std::ops::Range;

use super::super::event::{Ground, Hit, Part};
use super::agent::{only_people, said_to_press};
use super::encounter::{kind_of, with_kind};
use super::light::light_subject;
use super::noun::main_subject;
use super::sighting::Sighting;

/// The rule for one noun.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    hit.reading(Part::Noun)
        .filter(|entry| entry.frame == "joint")?;
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let near = (cue.end + 12).min(reach.end);
    let guest = ground
        .after_preposition(&["avec", "with", "alongside", "côtés"], cue.end, near)
        .filter(|guest| only_people(guest) && !said_to_press(ground, guest));
    let Some(guest) = guest else {
        return of_several(ground, cue);
    };
    let host = light_subject(ground, cue)
        .or_else(|| main_subject(ground, cue, &guest))
        .filter(only_people)?;
    if host.actors.iter().any(|actor| guest.actors.contains(actor)) {
        return None;
    }
    let parties = [&host, &guest];
    Some(with_kind(
        Sighting::new(ground, cue, &parties, "meeting.press", 0.6),
        kind_of("", &parties),
    ))
}

/// *A et B ont donné une conférence de presse **commune***, *A and B told a **joint** news conference*.
fn of_several(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Sighting> {
    let document = ground.document;
    let joint = (cue.start.saturating_sub(2)..cue.end + 2).any(|token| {
        matches!(
            document.folded(token),
            "joint" | "commune" | "conjointe" | "communes" | "conjointes"
        )
    });
    if !joint {
        return None;
    }
    let from = ground.reach(cue.start).start;
    let hosts = ground
        .subject(from, cue.start)
        .or_else(|| ground.clause_subject(from, cue.start))
        .filter(|hosts| hosts.actors.len() > 1 && only_people(hosts))?;
    let parties = [&hosts];
    Some(with_kind(
        Sighting::new(ground, cue, &parties, "meeting.press", 0.6),
        kind_of("", &parties),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("press.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english(
                "At a joint news conference with Paul Delmas in Vienna, Anna Kovacs urged calm."
            ),
            ["Anna Kovacs, Paul Delmas · held · Vienna"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("Anna Kovacs a donné mardi une conférence de presse à Vienne.").is_empty());
    }

    #[test]
    fn several_who_give_one() {
        assert_eq!(
            english(
                "Anna Kovacs and Paul Delmas told a joint news conference in Vienna that the truce held."
            ),
            ["Anna Kovacs, Paul Delmas · held · Vienna"]
        );
    }
}
