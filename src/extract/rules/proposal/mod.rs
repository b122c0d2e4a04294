//! Proposals: each rule finds passages ([`Offer`]), [`merge`] makes of them one entry per plan.

mod attitude;
mod clause;
mod complement;
mod content;
mod course;
mod follow;
mod idle;
mod merge;
mod offer;
mod owner;
mod plan;
mod pledge;
mod put;
mod reached;
mod reaction;
mod said;
mod wanted;

pub(in crate::extract) use clause::is_infinitive;
pub(in crate::extract) use merge::Plan;
pub(in crate::extract) use offer::Offer;

use std::ops::Range;

use super::event::{Ground, Hit, lexicon};
use crate::extract::statement::StatementDraft;
use merge::Piece;

type Rule = fn(&Ground<'_>, &Hit<'_>) -> Option<Offer>;

/// The rules, in the order in which they are tried on a word.
const RULES: [Rule; 2] = [put::find, plan::find];

/// Every plan that the document tells of.
pub(in crate::extract) fn find(ground: &Ground<'_>, statements: &[StatementDraft]) -> Vec<Plan> {
    let lexicon = lexicon::proposals(ground.document.language());
    let mut pieces = Vec::new();
    for (number, sentence) in ground.document.sentences().iter().enumerate() {
        if let Some(clause) = follow::find(ground, &sentence.tokens) {
            // *Under the plan drawn up by X, …* tells a plan where none was told before.
            let told = (sentence.tokens.start..sentence.tokens.end.min(sentence.tokens.start + 6))
                .filter_map(|token| lexicon.at(ground.document, token))
                .find_map(|hit| plan::find(ground, &hit))
                .filter(|offer| !offer.clauses.is_empty());
            pieces.push((number, Piece::More(clause, told.map(Box::new))));
            continue;
        }
        let mut token = sentence.tokens.start;
        let mut found = false;
        while token < sentence.tokens.end {
            let Some(hit) = lexicon.at(ground.document, token) else {
                if let Some(offer) =
                    wanted::find(ground, token).or_else(|| pledge::find(ground, token))
                {
                    token = offer.passage.end.max(token);
                    found = true;
                    pieces.push((number, Piece::Offer(offer)));
                }
                token += 1;
                continue;
            };
            token = hit.tokens.end;
            if let Some(offer) = RULES
                .iter()
                .find_map(|rule| rule(ground, &hit))
                .filter(|offer| !is_vague(ground, offer))
            {
                // What the clause itself asks for is part of this plan, not another.
                token = offer
                    .clauses
                    .first()
                    .map_or(token, |clause| clause.tokens.end)
                    .max(token);
                found = true;
                pieces.push((number, Piece::Offer(offer)));
            }
        }
        if !found {
            pieces.extend(
                follow::conditional(ground, &sentence.tokens)
                    .map(|clause| (number, Piece::Conditional(clause))),
            );
        }
    }
    let mut taken: Vec<Range<usize>> = pieces
        .iter()
        .flat_map(|(_, piece)| piece.tokens())
        .collect();
    taken.sort_by_key(|tokens| tokens.start);
    for statement in statements {
        let offer = said::find(ground, statement, |token| {
            let at = taken.partition_point(|tokens| tokens.end <= token);
            taken.get(at).is_some_and(|tokens| tokens.contains(&token))
        });
        if let Some(offer) = offer.or_else(|| {
            course::find(ground, statement, |token| {
                let at = taken.partition_point(|tokens| tokens.end <= token);
                taken.get(at).is_some_and(|tokens| tokens.contains(&token))
            })
        }) {
            let number = ground
                .document
                .sentence_of(offer.cue.start)
                .unwrap_or_default();
            pieces.push((number, Piece::Offer(offer)));
        }
    }
    pieces.sort_by_key(|(number, _)| *number);
    merge::merge(ground, pieces)
}

/// *offered a number of ideas*: nothing that anybody could do is told.
fn is_vague(ground: &Ground<'_>, offer: &Offer) -> bool {
    const LONGEST: usize = 5;
    let [clause] = offer.clauses.as_slice() else {
        return false;
    };
    let last = clause.tokens.end.saturating_sub(1);
    clause.tokens.len() <= LONGEST
        && matches!(
            ground.document.folded(last),
            "ideas" | "suggestions" | "options" | "thoughts" | "views" | "idees" | "pistes"
        )
}
