//! What is done with a plan that a noun names: it is presented, rejected, withdrawn, adopted, studied.
//!
//! ```text
//! Paul Delmas a rejeté la proposition d'Anna Kovacs de rouvrir le pont.
//!   → Anna Kovacs → Paul Delmas · rejected · rouvrir le pont
//! ```

use std::ops::Range;

use super::super::event::{
    Ground, Outlook, Part, Parties, PartyKind, Tense, VerbGroup, lexicon, verb,
};
use crate::extract::facts::ProposalStatus;

/// Words between the verb and the noun that it takes.
const REACH: usize = 9;

/// What a verb does with a plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reaction {
    /// How the plan stands.
    pub(super) status: ProposalStatus,
    /// Whose act it is, where the clause says.
    pub(super) agent: Option<Parties>,
    /// Whether the plan is the agent's own: *present a plan*, *withdraw an offer*.
    pub(super) own: bool,
    /// From the first to the last word of the verb.
    pub(super) tokens: Range<usize>,
}

/// The verb that takes the noun as its object, or as its subject in the passive.
pub(super) fn around(ground: &Ground<'_>, noun: &Range<usize>) -> Option<Reaction> {
    let document = ground.document;
    let reach = ground.reach(noun.start);
    let before = (reach.start.max(noun.start.saturating_sub(REACH))..noun.start)
        .rev()
        .take_while(|token| !matches!(document.lower(*token), ";" | ":" | "que" | "qu'" | "that"))
        .find_map(|token| active(ground, token, noun));
    before.or_else(|| {
        (noun.end..reach.end.min(noun.end + 2 * REACH))
            .take_while(|token| !matches!(document.lower(*token), ";" | ":" | "."))
            .find_map(|token| passive(ground, token, noun))
    })
}

fn active(ground: &Ground<'_>, token: usize, noun: &Range<usize>) -> Option<Reaction> {
    let document = ground.document;
    let hit = lexicon::proposals(document.language()).at(document, token)?;
    // *agreed to the US proposal*
    let entry = hit.reading(Part::React).or_else(|| {
        hit.reading(Part::Verb)
            .filter(|entry| entry.status == "agreed")
    })?;
    let reach = ground.reach(token);
    let group = verb::group(document, reach.start, token, entry.tense);
    // *se retirer de l'accord*: whoever leaves withdraws no plan.
    let leaves = group.reflexive && entry.status == "withdrawn";
    if group.passive
        || leaves
        || hit.tokens.end > noun.start
        || group.negated && entry.status != "agreed"
    {
        return None;
    }
    // What stands between belongs to the noun, or says to whom the plan is put.
    let between = hit.tokens.end..noun.start;
    let breaks = between.clone().any(|at| {
        matches!(
            document.lower(at),
            "," | "qui" | "who" | "which" | "et" | "and"
        )
    });
    let other = ground.parties_in(&between).any(|(_, party)| {
        !party.governed
            && party.kind == PartyKind::Person
            && !party.pronoun
            && !matches!(document.lower(party.tokens.end), "'s" | "'")
    });
    if breaks || other {
        return None;
    }
    Some(Reaction {
        status: open(
            ground,
            reach.start..group.tokens.start,
            status(&entry.status, &entry.second, &group),
        ),
        own: matches!(entry.second.as_str(), "put" | "own"),
        agent: ground.subject(reach.start, group.tokens.start),
        tokens: group.tokens.start..hit.tokens.end,
    })
}

fn passive(ground: &Ground<'_>, token: usize, noun: &Range<usize>) -> Option<Reaction> {
    let document = ground.document;
    let hit = lexicon::proposals(document.language()).at(document, token)?;
    let entry = hit.reading(Part::React)?;
    let group = verb::group(document, noun.end, token, entry.tense);
    let participle = entry.tense == Tense::Participle
        && hit.tokens.start == group.tokens.start
        && token <= noun.end + 3;
    if !(group.passive || participle) || group.negated && entry.status != "agreed" {
        return None;
    }
    let other = ground
        .parties_in(&(noun.end..group.tokens.start))
        .any(|(_, party)| !party.governed);
    if other && !participle {
        return None;
    }
    let end = ground.reach(token).end.min(hit.tokens.end + 12);
    let agent = ground
        .after_preposition(&["par", "by"], hit.tokens.end, end)
        .filter(|agent| agent.tokens.start <= hit.tokens.end + 6);
    let before = ground
        .reach(noun.start)
        .start
        .max(noun.start.saturating_sub(6))..noun.start;
    Some(Reaction {
        status: open(ground, before, status(&entry.status, &entry.second, &group)),
        own: matches!(entry.second.as_str(), "put" | "own"),
        agent,
        tokens: group.tokens.start..hit.tokens.end,
    })
}

/// *si la proposition est acceptée*, *once the deal is signed*: nothing has come of it yet.
fn open(ground: &Ground<'_>, before: Range<usize>, status: ProposalStatus) -> ProposalStatus {
    let conditional = before.clone().any(|token| {
        matches!(
            ground.document.folded(token),
            "si" | "s'"
                | "if"
                | "once"
                | "unless"
                | "whether"
                | "until"
                | "hopes"
                | "hope"
                | "espere"
                | "expected"
        )
    });
    match status {
        ProposalStatus::Agreed | ProposalStatus::Implemented if conditional => {
            ProposalStatus::UnderDiscussion
        }
        _ => status,
    }
}

/// How a plan stands after the act that a word names.
fn status(word: &str, second: &str, group: &VerbGroup) -> ProposalStatus {
    let ahead = matches!(
        group.outlook,
        Outlook::Ahead | Outlook::Possible | Outlook::Wished
    );
    match word {
        "agreed" if group.negated => ProposalStatus::Rejected,
        "agreed" if ahead => ProposalStatus::UnderDiscussion,
        "rejected" | "withdrawn" if ahead => ProposalStatus::Proposed,
        "implemented" if ahead => ProposalStatus::Agreed,
        "proposed" if second == "put" && ahead => ProposalStatus::Drafted,
        "agreed" => ProposalStatus::Agreed,
        "rejected" => ProposalStatus::Rejected,
        "withdrawn" => ProposalStatus::Withdrawn,
        "implemented" => ProposalStatus::Implemented,
        "drafted" => ProposalStatus::Drafted,
        "under-discussion" => ProposalStatus::UnderDiscussion,
        _ => ProposalStatus::Proposed,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("reaction.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english("Anna Kovacs presented a plan to reopen the bridge."),
            ["Anna Kovacs · proposed · to reopen the bridge"]
        );
        assert_eq!(
            english("The Security Council adopted a resolution calling for a truce in the north."),
            ["Security Council · agreed · a truce in the north"]
        );
        assert_eq!(
            french("Anna Kovacs a proposé une trêve. Paul Delmas a rejeté cette proposition."),
            ["Anna Kovacs → Paul Delmas · rejected · une trêve"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("Paul Delmas a rejeté la balle.").is_empty());
    }
}
