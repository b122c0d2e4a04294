//! Speeches to an assembly: the speaker and the assembly meet.
//!
//! ```text
//! Anna Kovacs s'exprimera mardi devant le Conseil de sécurité à New York.
//!   → Anna Kovacs, Conseil de sécurité · planned · mardi · New York
//! ```

use super::super::event::{Ground, Hit, Part, Parties, PartyKind};
use super::agent::{agent, verb_group};
use super::encounter::with_kind;
use super::sighting::Sighting;
use crate::extract::facts::MeetingKind;
use crate::text::Language;

/// The rule for one verb.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    hit.reading(Part::Verb)
        .filter(|entry| matches!(entry.frame.as_str(), "address" | "address-before"))?;
    let group = verb_group(ground, hit)?;
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let end = (cue.end + 12).min(reach.end);
    let audience = match ground.document.language() {
        Language::English => ground.object(cue.end, end),
        _ if !group.reflexive => None,
        _ => ground.after_preposition(&["devant", "au", "à"], cue.end, end),
    };
    let audience = audience.filter(|audience| is_assembly(ground, audience))?;
    let subject = agent(ground, &group, cue.end)?;
    with_kind(
        Sighting::new(ground, cue, &[&subject, &audience], "meeting.address", 0.7),
        Some(MeetingKind::Sitting),
    )
    .told_by(&group)
}

/// A parliament, council or congress, not a country or the nation.
fn is_assembly(ground: &Ground<'_>, audience: &Parties) -> bool {
    let document = ground.document;
    let named = |token: usize| {
        let word = document.folded(token);
        [
            "parlement",
            "parliament",
            "assembl",
            "congres",
            "conseil",
            "council",
            "senat",
            "chambre",
            "house",
            "commons",
            "knesset",
            "bundestag",
            "duma",
            "douma",
        ]
        .iter()
        .any(|stem| word.starts_with(stem))
    };
    audience
        .kinds
        .iter()
        .all(|kind| matches!(kind, PartyKind::Body | PartyKind::Group))
        && audience.tokens.clone().any(named)
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("address.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english("Anna Kovacs addressed the European Parliament on Tuesday."),
            ["Anna Kovacs, European Parliament · held · Tuesday"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(english("Anna Kovacs addressed the question on Tuesday.").is_empty());
    }
}
