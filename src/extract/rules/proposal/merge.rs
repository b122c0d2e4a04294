//! One entry for each distinct plan, however many passages state it.
//!
//! Passages are of one plan when they share a proposer and most of the words of one clause recur in the
//! other. *Ce plan prévoit …* and *En échange, …* belong to the plan told last.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::event::Ground;
use super::offer::{Clause, Offer};
use crate::extract::facts::{ProposalStatus, TermRole};

/// Sentences after which *the plan* no longer points back.
const MEMORY: usize = 6;

/// What a sentence gives.
#[derive(Debug)]
pub(super) enum Piece {
    /// A plan that is put.
    Offer(Offer),
    /// A clause that goes on stating the plan told last.
    More(Clause),
    /// The plan told last, if it is only drafted, goes on in the conditional.
    Conditional(Clause),
}

/// A plan with all passages that state it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract) struct Plan {
    /// The passage that states it best, with what was gathered.
    pub(in crate::extract) offer: Offer,
    /// All passages.
    pub(in crate::extract) passages: Vec<Range<usize>>,
    words: BTreeSet<String>,
    last_sentence: usize,
}

/// Joins the pieces, each with the number of its sentence.
pub(super) fn merge(ground: &Ground<'_>, pieces: Vec<(usize, Piece)>) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for (sentence, piece) in pieces {
        match piece {
            Piece::Offer(offer) => {
                let words = content_words(ground, &offer.clauses);
                let recent = plans.len().saturating_sub(16);
                let same = plans
                    .iter()
                    .enumerate()
                    .skip(recent)
                    .rev()
                    .find(|(_, plan)| is_same(plan, &offer, &words, sentence))
                    .map(|(at, _)| at);
                match same.and_then(|at| plans.get_mut(at)) {
                    Some(plan) => plan.add(offer, words, sentence),
                    None if offer.proposers.is_empty() => {}
                    None => plans.push(Plan {
                        passages: vec![offer.passage.clone()],
                        offer,
                        words,
                        last_sentence: sentence,
                    }),
                }
            }
            Piece::More(clause) => {
                if let Some(plan) = plans
                    .last_mut()
                    .filter(|plan| sentence <= plan.last_sentence + 2)
                {
                    plan.go_on(clause, sentence);
                }
            }
            Piece::Conditional(clause) => {
                if let Some(plan) = plans.last_mut().filter(|plan| {
                    sentence == plan.last_sentence + 1
                        && plan.offer.status == ProposalStatus::Drafted
                }) {
                    plan.go_on(clause, sentence);
                }
            }
        }
    }
    plans
}

fn is_same(plan: &Plan, offer: &Offer, words: &BTreeSet<String>, sentence: usize) -> bool {
    let shares = offer.proposers.is_empty()
        || offer
            .proposers
            .iter()
            .any(|proposer| plan.offer.proposers.contains(proposer));
    if offer.anaphoric && shares && sentence <= plan.last_sentence + MEMORY {
        return true;
    }
    if !shares || offer.proposers.is_empty() {
        return false;
    }
    let common = words.intersection(&plan.words).count();
    let shorter = words.len().min(plan.words.len());
    shorter > 0 && common * 2 > shorter
}

/// The words of the clauses that carry meaning, folded.
fn content_words(ground: &Ground<'_>, clauses: &[Clause]) -> BTreeSet<String> {
    let tokens = clauses.iter().flat_map(|clause| clause.tokens.clone());
    tokens
        .map(|token| ground.document.folded(token))
        .filter(|word| {
            word.len() > 3
                && word
                    .chars()
                    .all(|character| character.is_alphanumeric() || character == '-')
        })
        .map(str::to_owned)
        .collect()
}

impl Plan {
    fn add(&mut self, offer: Offer, words: BTreeSet<String>, sentence: usize) {
        for addressee in offer.addressees {
            if !self.offer.addressees.contains(&addressee) {
                self.offer.addressees.push(addressee);
            }
        }
        for proposer in offer.proposers {
            if !self.offer.proposers.contains(&proposer) {
                self.offer.proposers.push(proposer);
            }
        }
        self.offer.clauses.extend(offer.clauses);
        self.offer.date = self.offer.date.or(offer.date);
        for relay in offer.via {
            if !self.offer.via.contains(&relay) {
                self.offer.via.push(relay);
            }
        }
        if matches!(
            offer.status,
            ProposalStatus::Agreed
                | ProposalStatus::Rejected
                | ProposalStatus::Withdrawn
                | ProposalStatus::Implemented
        ) {
            self.offer.status = offer.status;
        }
        self.offer.confidence = (self.offer.confidence + 0.05)
            .min(0.95)
            .max(offer.confidence);
        self.words.extend(words);
        self.passages.push(offer.passage);
        self.last_sentence = sentence;
    }

    fn go_on(&mut self, clause: Clause, sentence: usize) {
        self.passages.push(clause.tokens.clone());
        let mut clause = clause;
        if clause.role == TermRole::Joint && clause.obliges.is_empty() {
            clause.obliges.clone_from(&self.offer.addressees);
        }
        self.offer.clauses.push(clause);
        self.last_sentence = sentence;
    }
}
