//! Verbs by which a body sits or many gather: *se réunir*, *réunir*, *convene*, *gather*.
//!
//! ```text
//! Le Conseil de sécurité se réunit mardi à New York.
//!   → Conseil de sécurité · planned · mardi · New York
//! ```

use super::super::event::{Ground, Hit, Outlook, Part, PartyKind, Tense};
use super::agent::{agent, only_people, verb_group};
use super::encounter::{kind_of, with_kind};
use super::sighting::Sighting;
use super::thing::{is_belonging, is_crowd, is_thing_that};
use crate::extract::facts::{MeetingKind, MeetingStatus};

/// The rule for one verb.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    let entry = hit
        .reading(Part::Verb)
        .filter(|entry| matches!(entry.frame.as_str(), "gather" | "sit"))?;
    let group = verb_group(ground, hit)?;
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let kind = |parties: &[&super::super::event::Parties]| {
        let body = parties
            .iter()
            .any(|parties| parties.kinds.contains(&PartyKind::Body));
        if body {
            Some(MeetingKind::Sitting)
        } else {
            kind_of(&entry.second, parties).or(Some(MeetingKind::Multilateral))
        }
    };
    let object = (!group.reflexive && !group.passive && entry.frame == "gather")
        .then(|| ground.object(cue.end, reach.end))
        .flatten();
    let relative = matches!(
        ground.document.lower(group.tokens.start.wrapping_sub(1)),
        "qui" | "which" | "that"
    );
    // *thousands gathered in central Vienna*: where, and nobody else.
    let english = ground.document.language() == crate::text::Language::English;
    let object = object.filter(|_| !relative && (!english || takes_thing(ground, cue.end)));
    if let Some(object) = object {
        let subject = agent(ground, &group, cue.end)?;
        let mut sighting = with_kind(
            Sighting::new(ground, cue, &[&subject, &object], "meeting.convened", 0.6),
            kind(&[&subject, &object]),
        );
        sighting.host = subject.actors.first().copied();
        return sighting.told_by(&group);
    }
    // *s'est réuni avec X*
    let companion = group
        .reflexive
        .then(|| ground.after_preposition(&["avec"], cue.end, (cue.end + 10).min(reach.end)))
        .flatten()
        .filter(only_people);
    if let Some(companion) = companion {
        let subject = agent(ground, &group, cue.end)?;
        return with_kind(
            Sighting::new(ground, cue, &[&subject, &companion], "meeting.with", 0.8),
            kind_of("", &[&subject, &companion]),
        )
        .told_by(&group);
    }
    let french_active = ground.document.language() == crate::text::Language::French
        && entry.frame == "gather"
        && !group.reflexive
        && !group.passive;
    if french_active || takes_thing(ground, cue.end) && !group.passive {
        return None;
    }
    let participle = entry.tense == Tense::Participle && !group.finite;
    let subject = if participle {
        following(ground, cue.end)
            .or_else(|| ground.subject(reach.start, group.tokens.start))
            .or_else(|| body_before(ground, cue.start))
    } else {
        agent(ground, &group, cue.end).or_else(|| members(ground, reach.start, group.tokens.start))
    }?;
    // *le pays siège au Conseil* has a seat there.
    if entry.frame == "sit" && !subject.kinds.contains(&PartyKind::Body) {
        return None;
    }
    // *plutôt que de siéger*: nobody is said to.
    if entry.frame == "sit" && entry.tense == Tense::Infinitive && !group.finite {
        return None;
    }
    let belongs = entry.tense == Tense::Participle && is_belonging(ground, cue.end);
    if belongs || is_crowd(ground, &subject) || is_thing_that(ground, group.tokens.start) {
        return None;
    }
    let many = subject.actors.len() > 1
        || subject
            .kinds
            .iter()
            .any(|kind| matches!(kind, PartyKind::Body | PartyKind::Group))
        || ground
            .parties_in(&subject.tokens)
            .any(|(_, party)| party.collective);
    if !many {
        return None;
    }
    let mut sighting = with_kind(
        Sighting::new(ground, cue, &[&subject], "meeting.gathering", 0.65),
        kind(&[&subject]),
    );
    sighting.alone = true;
    let mut told = sighting.told_by(&group)?;
    // *sont réunis à Genève*
    if group.passive
        && group.outlook == Outlook::Present
        && entry.tense == Tense::Participle
        && told.status == MeetingStatus::Held
    {
        told.status = MeetingStatus::Ongoing;
    }
    Some(told)
}

/// *gathered four hundred letters*: what is gathered is no party.
pub(super) fn takes_thing(ground: &Ground<'_>, after: usize) -> bool {
    let document = ground.document;
    if document.language() != crate::text::Language::English
        || document
            .dates_in(&(after..after + 4))
            .any(|(_, date)| date.tokens.start == after)
    {
        return false;
    }
    let word = document.lower(after);
    let ends = !word.chars().next().is_some_and(char::is_alphanumeric);
    let adjunct = word.ends_with("ly")
        || matches!(
            word,
            "in" | "at"
                | "on"
                | "for"
                | "to"
                | "with"
                | "again"
                | "here"
                | "there"
                | "today"
                | "after"
                | "before"
                | "behind"
                | "under"
                | "around"
                | "and"
                | "this"
                | "last"
                | "together"
                | "as"
                | "outside"
                | "near"
                | "by"
                | "from"
                | "during"
                | "amid"
        );
    !ends && !adjunct
}

/// *Réunis à Vienne, les ministres …*: whoever follows the comma.
fn following(ground: &Ground<'_>, from: usize) -> Option<super::super::event::Parties> {
    let reach = ground.reach(from);
    let comma =
        (from..reach.end.min(from + 20)).find(|token| ground.document.lower(*token) == ",")?;
    ground.object(comma + 1, reach.end)
}

/// *Réunis à Vienne, le vote …*: the body of the sentences before.
fn body_before(ground: &Ground<'_>, token: usize) -> Option<super::super::event::Parties> {
    let sentence = ground.document.sentence_of(token)?;
    let from = ground
        .document
        .sentences()
        .get(sentence.saturating_sub(3))?
        .tokens
        .start
        .max(token.saturating_sub(120));
    let (number, _) = ground
        .parties_in(&(from..token))
        .rev()
        .find(|(_, party)| party.kind == PartyKind::Body)?;
    Some(ground.gather(&[number]))
}

/// *the leaders of NATO gathered*: the body whose members gather.
fn members(
    ground: &Ground<'_>,
    from: usize,
    before: usize,
) -> Option<super::super::event::Parties> {
    let (number, party) = ground.parties_in(&(from..before)).last()?;
    (party.kind == PartyKind::Body).then(|| ground.gather(&[number]))
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("gathering.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english("The Security Council convened on Tuesday."),
            ["Security Council · held · Tuesday"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("Le Conseil de sécurité réunit quinze membres.").is_empty());
    }
}
