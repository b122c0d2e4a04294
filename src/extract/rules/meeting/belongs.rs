//! Whether a word near a noun for a meeting speaks of this meeting or of something else in the clause.

use std::ops::Range;

use crate::text::{Document, Language};

/// *met to prepare an upcoming summit*, *discuss issues of the next meeting*: the adjective belongs to a noun behind the word that
/// tells of this meeting.
pub(super) fn is_of_another(document: &Document<'_>, token: usize, cue: &Range<usize>) -> bool {
    token >= cue.end
        && document.language() == Language::English
        && matches!(
            document.lower(token),
            "upcoming" | "forthcoming" | "future" | "planned" | "scheduled" | "expected"
        )
        && document.lower(token + 1).chars().all(char::is_alphabetic)
        && !matches!(
            document.lower(token + 1),
            "for"
                | "on"
                | "in"
                | "to"
                | "at"
                | "next"
                | "this"
                | "later"
                | "by"
                | "as"
                | "before"
                | "after"
        )
        && !matches!(
            document.lower(token - 1),
            "is" | "are" | "was" | "were" | "be" | "been"
        )
}

/// *a meeting held at the summit*: the second noun says where the first took place.
pub(super) fn is_determined_by(document: &Document<'_>, token: usize) -> bool {
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

/// Words that call something off or put it off.
pub(super) fn is_off(word: &str) -> bool {
    [
        "annul", "cancel", "scrap", "report", "ajourn", "differ", "postpon", "delay", "repouss",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

/// Whether a word that calls a meeting off or puts it off can speak of this one: *a annulé une visite* after the noun
/// has an object of its own. Other words always reach.
pub(super) fn reaches(document: &Document<'_>, token: usize, cue: &Range<usize>) -> bool {
    let word = document.folded(token);
    if !is_off(word) {
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
    ) && token <= past_parties(document, cue) + AFTER
}

/// So many words behind a noun, or behind the parties that it names at once, may still say how the meeting stands.
pub(super) const AFTER: usize = 20;

/// *la rencontre **entre les présidents du Congo et du Rwanda**, prévue dimanche, a été annulée*: where the parties end.
pub(super) fn past_parties(document: &Document<'_>, cue: &Range<usize>) -> usize {
    const LONGEST: usize = 24;
    if !matches!(
        document.folded(cue.end),
        "entre" | "avec" | "between" | "with"
    ) {
        return cue.end;
    }
    (cue.end..cue.end + LONGEST)
        .find(|at| matches!(document.lower(*at), "," | ";" | "." | ""))
        .unwrap_or(cue.end)
}

/// *à l'invitation de*, *at the invitation of*: who asked for a meeting that is told as a fact.
pub(super) fn is_at_invitation(document: &Document<'_>, token: usize) -> bool {
    document.folded(token) == "invitation"
        && matches!(
            document.lower(token.wrapping_sub(2)),
            "à" | "at" | "sur" | "on"
        )
}

/// *the talks were called off*, *called off the talks*; *met B and urged her to call off the march* calls off something else.
pub(super) fn is_object(document: &Document<'_>, token: usize, cue: &Range<usize>) -> bool {
    if token < cue.start {
        return cue.start - token <= 7;
    }
    matches!(
        document.lower(token.wrapping_sub(1)),
        "was" | "were" | "been" | "be" | "being" | "is" | "are"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::french;

    #[test]
    fn what_is_called_off_behind_long_names() {
        let told = french(
            "Les pourparlers entre les présidents de la République tchèque (RT) et de la République de Moldavie, prévus depuis mardi à Vienne, ont été annulés.",
        );
        assert!(told[0].contains("cancelled"), "{told:?}");
    }
}
