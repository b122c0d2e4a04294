//! Verbs of asking and proposing by which nobody asks for anything: *suggested that all was well*, *offered his condolences*,
//! *called him a liar*, *asked him whether …*.

use std::ops::Range;

use super::super::super::act::deed::is_claimed;
use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Hit, Outlook, VerbGroup};
use super::clause::is_infinitive;
use crate::text::Document;

/// *called the support for Togo a mistake*, *called him a liar for …*: calling something something asks for nothing.
pub(super) fn is_verdict(ground: &Ground<'_>, hit: &Hit<'_>) -> bool {
    let document = ground.document;
    let next = hit.tokens.end;
    if !matches!(
        document.lower(hit.tokens.start),
        "called" | "calls" | "calling" | "call"
    ) || hit.tokens.len() != 1
    {
        return false;
    }
    let whom = ground
        .party_at(next)
        .and_then(|number| ground.parties.get(number))
        .map(|party| party.tokens.end)
        .or_else(|| {
            matches!(document.lower(next), "him" | "her" | "them" | "it" | "us").then_some(next + 1)
        });
    // *called Minister Roy a liar*: whoever is called something, known or not.
    let something = document
        .lower(next)
        .chars()
        .next()
        .is_some_and(char::is_alphabetic)
        && !is_adjunct(ground, next);
    something
        || is_determiner(document.lower(next))
        || whom.is_some_and(|end| {
            document.lower(end) == "'s"
                || !matches!(document.lower(end), "to" | "," | "and" | "for")
        })
        || whom.is_some_and(|end| is_determiner(document.lower(end)))
}

/// *called **again** for*, *called **Friday** on*, *called **in Vienna** for*: when, where and how stand between.
fn is_adjunct(ground: &Ground<'_>, token: usize) -> bool {
    let document = ground.document;
    let word = document.lower(token);
    word.ends_with("ly")
        || document
            .dates_in(&(token..token + 4))
            .any(|(_, date)| date.tokens.start == token)
        || matches!(
            word,
            "for"
                | "on"
                | "upon"
                | "to"
                | "again"
                | "also"
                | "once"
                | "instead"
                | "in"
                | "at"
                | "during"
                | "from"
                | "after"
                | "before"
                | "as"
                | "into"
                | "off"
                | "this"
                | "last"
                | "late"
                | "early"
                | "yesterday"
                | "today"
                | "earlier"
                | "jointly"
                | "both"
                | "loudly"
                | "and"
                | "or"
                | "following"
        )
}

/// *said that world powers **should** urge them to leave*: whoever says so proposes it, not the powers.
pub(super) fn is_owed(document: &Document<'_>, group: &VerbGroup) -> bool {
    group
        .tokens
        .clone()
        .any(|token| matches!(document.lower(token), "should" | "must" | "ought"))
}

/// *insists that X must go*, *suggests that X go*, *is trying to persuade X to go*, not *insisted that all was well*, *persuaded him to go*.
pub(super) fn puts_course(
    document: &Document<'_>,
    lemma: &str,
    group: &VerbGroup,
    content: &Range<usize>,
) -> bool {
    match lemma {
        "insist" => content.clone().take(14).any(|token| {
            matches!(
                document.lower(token),
                "must" | "should" | "be" | "needs" | "has"
            ) && (document.lower(token) != "has" || document.lower(token + 1) == "to")
        }),
        "suggest" | "suggérer" => !supposes(document, content),
        // *insiste pour venir*, *insistent pour dire que …*: what they do themselves.
        "insister" => {
            document.lower(content.start) != "pour" || !is_infinitive(document, content.start + 1)
        }
        "revendiquer" => !owns_up(document, content),
        "persuade" | "convince" | "convaincre" | "persuader" => group.outlook != Outlook::Done,
        _ => true,
    }
}

/// *suggested that all was well*, *that peace may come*, not *that he go*: a guess.
pub(super) fn supposes(document: &Document<'_>, content: &Range<usize>) -> bool {
    const REACH: usize = 14;
    content.clone().take(REACH).any(|token| {
        matches!(
            document.lower(token),
            "is" | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "may"
                | "might"
                | "would"
                | "will"
                | "did"
                | "est"
                | "était"
                | "sont"
                | "étaient"
                | "avait"
                | "avaient"
                | "ont"
                | "peut"
                | "peuvent"
                | "pourrait"
                | "pourraient"
                | "serait"
                | "seraient"
                | "sera"
                | "seront"
                | "va"
                | "vont"
        )
    })
}

/// *a revendiqué **l'attentat***.
pub(super) fn owns_up(document: &Document<'_>, content: &Range<usize>) -> bool {
    let mut words = content.clone().take(3);
    words.any(|token| is_claimed(document.folded(token)))
}

/// *we will continue offering **it** and we hope …*: what is offered was told before.
pub(super) fn is_told_already(document: &Document<'_>, object: usize) -> bool {
    matches!(
        document.lower(object),
        "it" | "this" | "them" | "cela" | "ça"
    ) && matches!(
        document.lower(object + 1),
        "and" | "but" | "or" | "et" | "mais" | "," | ";" | "."
    )
}

/// *offered his condolences*: words, no course of action.
pub(super) fn is_courtesy(document: &Document<'_>, content: &Range<usize>) -> bool {
    content.clone().take(3).any(|token| {
        matches!(
            document.folded(token),
            "condoleances"
                | "excuses"
                | "felicitations"
                | "remerciements"
                | "voeux"
                | "condolences"
                | "apologies"
                | "apology"
                | "sympathy"
                | "sympathies"
                | "congratulations"
                | "prayers"
                | "thanks"
                | "praise"
        )
    })
}

/// *offers some explanations*, *asked for more details*: what is told.
pub(super) fn is_account(document: &Document<'_>, content: &Range<usize>) -> bool {
    content.clone().take(3).any(|token| {
        matches!(
            document.folded(token),
            "explanation"
                | "explanations"
                | "explication"
                | "explications"
                | "details"
                | "glimpse"
                | "insight"
                | "insights"
                | "clue"
                | "clues"
                | "evidence"
                | "precisions"
                | "apercu"
                | "comment"
                | "comments"
                | "interview"
                | "interviews"
                | "assessment"
        )
    })
}

/// *asked him **whether** he knew*, *a demandé **s'il** savait*, *« **Was** it true », she asked*: a question.
pub(super) fn asks_whether(document: &Document<'_>, content: &Range<usize>) -> bool {
    const REACH: usize = 8;
    let opens = document.lower(content.start);
    matches!(
        opens,
        "if" | "si" | "pourquoi" | "why" | "what" | "who" | "how" | "comment"
    ) || opens == "s'" && matches!(document.lower(content.start + 1), "il" | "ils")
        || matches!(
            opens,
            "is" | "are"
                | "was"
                | "were"
                | "do"
                | "does"
                | "did"
                | "can"
                | "could"
                | "would"
                | "will"
                | "has"
                | "have"
        )
        || content
            .clone()
            .take(REACH)
            .any(|token| document.lower(token) == "whether")
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{english, french};

    #[test]
    fn a_guess_is_no_plan() {
        for text in [
            "Anna Kovacs suggested that the truce may hold.",
            "Anna Kovacs called Paul Delmas a liar for reopening the bridge.",
            "Anna Kovacs asked Paul Delmas whether he wanted to reopen the bridge.",
            "Anna Kovacs offered some explanations of the truce.",
            "Anna Kovacs called defence man Paul Delmas a fool for closing the bridge.",
            "Anna Kovacs said wage demands - put the figure - to a test.",
            "Dozens of reporters asked for more details.",
        ] {
            assert!(english(text).is_empty(), "{text}: {:?}", english(text));
        }
        for text in [
            "Anna Kovacs suggère que la trêve va tenir.",
            "Anna Kovacs a revendiqué une attaque dans le nord du Togo.",
            "Anna Kovacs insiste pour dire que la trêve tient.",
            "Anna Kovacs a demandé à Paul Delmas s'il pensait que la trêve tenait.",
        ] {
            assert!(french(text).is_empty(), "{text}: {:?}", french(text));
        }
    }

    #[test]
    fn what_is_called_for_with_its_article() {
        assert_eq!(
            french("Anna Kovacs a appelé à l'unité du pays."),
            ["Anna Kovacs · proposed · l'unité du pays"]
        );
        assert!(
            french("Anna Kovacs a demandé à cause de la trêve une pause.")
                .iter()
                .all(|one| !one.contains("cause"))
        );
    }
}
