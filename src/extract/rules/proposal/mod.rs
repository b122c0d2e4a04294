//! Proposals: each rule finds passages ([`Offer`]), [`merge`] makes of them one entry per plan.

mod clause;
mod follow;
mod merge;
mod offer;
mod plan;
mod put;

pub(in crate::extract) use merge::Plan;
pub(in crate::extract) use offer::Offer;

use super::event::{Ground, Hit, lexicon};
use merge::Piece;

type Rule = fn(&Ground<'_>, &Hit<'_>) -> Option<Offer>;

/// The rules, in the order in which they are tried on a word.
const RULES: [Rule; 2] = [put::find, plan::find];

/// Every plan that the document tells of.
pub(in crate::extract) fn find(ground: &Ground<'_>) -> Vec<Plan> {
    let lexicon = lexicon::proposals(ground.document.language());
    let mut pieces = Vec::new();
    for (number, sentence) in ground.document.sentences().iter().enumerate() {
        if let Some(clause) = follow::find(ground, &sentence.tokens) {
            pieces.push((number, Piece::More(clause)));
            continue;
        }
        let mut token = sentence.tokens.start;
        let mut found = false;
        while token < sentence.tokens.end {
            let Some(hit) = lexicon.at(ground.document, token) else {
                token += 1;
                continue;
            };
            token = hit.tokens.end;
            if let Some(offer) = RULES.iter().find_map(|rule| rule(ground, &hit)) {
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
    merge::merge(ground, pieces)
}
