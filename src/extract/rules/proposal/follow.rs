//! Sentences that go on stating a plan told before: *En échange, Moscou …*, *Under the plan, …*.
//!
//! ```text
//! Anna Kovacs a proposé une trêve. En échange, Paul Delmas retirerait ses troupes.
//!   → Anna Kovacs · proposed · une trêve / Paul Delmas retirerait ses troupes
//! ```

use std::ops::Range;

use super::super::event::{Ground, Part, ground, lexicon};
use super::clause::clause;
use super::content::is_conditional;
use super::offer::Clause;
use crate::extract::facts::TermRole;
use crate::text::Language;

/// The clause with which a sentence goes on stating the plan before it.
pub(super) fn find(ground: &Ground<'_>, sentence: &Range<usize>) -> Option<Clause> {
    let document = ground.document;
    let word = |at: usize| document.folded(sentence.start + at);
    let (skip, role) = match (word(0), word(1), word(2)) {
        ("en", "echange" | "retour" | "contrepartie", _) | ("in", "return" | "exchange", _) => {
            (2, TermRole::Counterpart)
        }
        ("aux", "termes", "de") => (after_comma(ground, sentence)?, TermRole::Joint),
        (
            "under" | "selon",
            "the" | "this" | "its" | "that" | "le" | "ce" | "cette" | "la",
            noun,
        ) if is_plan(noun) => (after_comma(ground, sentence)?, TermRole::Joint),
        ("as", "part", "of") if is_plan(word(4)) => {
            (after_comma(ground, sentence)?, TermRole::Joint)
        }
        ("it" | "il" | "elle", _, _) => (stated(ground, sentence)?, TermRole::Joint),
        ("dans", "ce", "cadre") => (3, TermRole::Joint),
        _ => return None,
    };
    let mut start = sentence.start + skip;
    if document.lower(start) == "," {
        start += 1;
    }
    let reach = start..sentence.end.min(start + ground::WINDOW);
    let tokens = clause(ground, start, reach.end);
    let first = ground
        .parties_in(&tokens)
        .find(|(_, party)| !party.governed)
        .map(|(number, _)| ground.list_from(number, tokens.end));
    let obliged = first.map(|parties| parties.actors).unwrap_or_default();
    (tokens.len() > 2).then_some(Clause {
        tokens,
        role,
        obliges: obliged,
    })
}

/// *It also calls for …*, *Elle prévoit …*: the plan told before states more.
fn stated(ground: &Ground<'_>, sentence: &Range<usize>) -> Option<usize> {
    let document = ground.document;
    let words = lexicon::proposals(document.language());
    let hit = (sentence.start + 1..sentence.start + 4).find_map(|at| {
        words
            .at(document, at)
            .filter(|hit| hit.reading(Part::Content).is_some())
    })?;
    let takes = matches!(
        document.lower(hit.tokens.end),
        "à" | "to" | "for" | "que" | "qu'" | "that" | "notamment"
    );
    let lemma = &hit.reading(Part::Content)?.lemma;
    if matches!(
        lemma.as_str(),
        "seek" | "aim" | "call" | "require" | "provide"
    ) && !takes
    {
        return None;
    }
    Some(hit.tokens.end + usize::from(takes) - sentence.start)
}

/// A sentence in the conditional right after a plan states more of it.
pub(super) fn conditional(ground: &Ground<'_>, sentence: &Range<usize>) -> Option<Clause> {
    let document = ground.document;
    let french = document.language() == Language::French;
    let end = sentence.end.min(sentence.start + ground::WINDOW);
    let verb = (sentence.start..end).find(|token| {
        let word = document.folded(*token);
        if french {
            is_conditional(word)
        } else {
            word == "would" && document.folded(token + 1) != "not"
        }
    })?;
    // A conditional by hearsay about somebody else, told by a source, is a statement and no term.
    let told = (sentence.start..verb).any(|token| {
        matches!(
            document.folded(token),
            "que" | "qu'" | "selon" | "si" | "that" | "if" | "according"
        )
    });
    if told || ground.subject(sentence.start, verb).is_none() {
        return None;
    }
    let tokens = clause(ground, sentence.start, end);
    let obliged = ground
        .subject(sentence.start, verb)
        .map(|parties| parties.actors)
        .unwrap_or_default();
    (tokens.len() > 3).then_some(Clause {
        tokens,
        role: TermRole::Joint,
        obliges: obliged,
    })
}

fn is_plan(word: &str) -> bool {
    matches!(
        word,
        "plan"
            | "proposal"
            | "deal"
            | "offer"
            | "agreement"
            | "draft"
            | "initiative"
            | "proposition"
            | "offre"
            | "accord"
            | "texte"
            | "projet"
            | "roadmap"
            | "resolution"
            | "bill"
            | "scheme"
    )
}

fn after_comma(ground: &Ground<'_>, sentence: &Range<usize>) -> Option<usize> {
    let end = sentence.end.min(sentence.start + 14);
    (sentence.start..end)
        .find(|token| ground.document.lower(*token) == ",")
        .map(|token| token + 1 - sentence.start)
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("follow.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english(
                "Anna Kovacs proposed a truce. In return, Paul Delmas would withdraw his troops."
            ),
            ["Anna Kovacs · proposed · a truce / Paul Delmas would withdraw his troops"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("En échange, Paul Delmas retirerait ses troupes.").is_empty());
    }
}
