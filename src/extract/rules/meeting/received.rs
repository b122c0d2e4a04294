//! Who is received by whom, told from the guest: *Kerry a été reçu par Poutine*, *Delmas was welcomed by Kovacs*.
//!
//! ```text
//! Anna Kovacs a été reçue mardi par Paul Delmas à Vienne.
//!   → Anna Kovacs, Paul Delmas · held · mardi · Vienne
//! ```

use super::super::event::{Ground, Hit, Parties, PartyKind, VerbGroup};
use super::encounter::{kind_of, with_kind};
use super::sighting::Sighting;
use super::thing::is_thing_before;

/// *Kerry a été reçu par Poutine*, *Reçu mardi par Poutine, Kerry …*.
pub(super) fn passive(ground: &Ground<'_>, hit: &Hit<'_>, group: &VerbGroup) -> Option<Sighting> {
    // *was seen **as** fair by A*, *were met **with** force by A*: no guest.
    if matches!(
        ground.document.lower(hit.tokens.end),
        "as" | "with" | "comme"
    ) {
        return None;
    }
    let reach = ground.reach(hit.tokens.start);
    let near = (hit.tokens.end + 16).min(reach.end);
    let host = ground
        .after_preposition(&["par", "by"], hit.tokens.end, near)
        .or_else(|| {
            // *a été convoqué au ministère*
            let summoned = hit
                .readings
                .iter()
                .any(|entry| matches!(entry.lemma.as_str(), "convoquer" | "summon"));
            let called = summoned
                .then(|| ground.after_preposition(&["au", "à", "to", "by"], hit.tokens.end, near))
                .flatten();
            called.filter(|called| called.kinds == [PartyKind::Body])
        })?;
    // *accueilli par **le chant** « A et B »*
    if is_thing_before(ground, hit.tokens.end + 1, host.tokens.start) {
        return None;
    }
    let mut host = host;
    // *par le président et par le ministre*: the preposition again.
    let again = host.tokens.end..(host.tokens.end + 2).min(reach.end);
    let joined = again.len() == 2
        && matches!(ground.document.lower(again.start), "et" | "and")
        && matches!(ground.document.lower(again.start + 1), "par" | "by");
    if joined && let Some(more) = ground.after_preposition(&["par", "by"], again.start, reach.end) {
        host.tokens.end = more.tokens.end;
        host.kinds.extend(more.kinds);
        for actor in more.actors {
            if !host.actors.contains(&actor) {
                host.actors.push(actor);
            }
        }
    }
    let guest = ground
        .subject(reach.start, group.tokens.start)
        .or_else(|| ground.object(host.tokens.end, reach.end))?;
    // *le communiqué reçu par X*: what was received is no party.
    if group.tokens.start == hit.tokens.start && is_of_thing(ground, &guest, group.tokens.start) {
        return None;
    }
    let kind = kind_of("", &[&guest, &host]);
    let mut sighting = with_kind(
        Sighting::new(
            ground,
            &hit.tokens,
            &[&guest, &host],
            "meeting.received",
            0.85,
        ),
        kind,
    );
    sighting.host = host.actors.first().copied();
    sighting.told_by(group)
}

/// Whether a participle without its auxiliary belongs to a noun that names no party, and not to the party far before it.
fn is_of_thing(ground: &Ground<'_>, guest: &Parties, participle: usize) -> bool {
    const NEAR: usize = 6;
    let noun = participle
        .checked_sub(1)
        .map_or("", |token| ground.document.lower(token));
    let bare = noun.chars().all(char::is_alphabetic) && guest.tokens.end < participle;
    bare && (guest.tokens.end + NEAR < participle
        || guest
            .kinds
            .iter()
            .all(|kind| matches!(kind, PartyKind::Body | PartyKind::Medium)))
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("received.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english("Anna Kovacs was welcomed by Paul Delmas in Vienna on Tuesday."),
            ["Anna Kovacs, Paul Delmas · held · Tuesday · Vienna"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("Le communiqué reçu par Paul Delmas est long.").is_empty());
    }
}
