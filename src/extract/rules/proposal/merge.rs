//! One entry for each distinct plan, however many passages state it.
//!
//! Passages are of one plan when they share a proposer and most of the words of one clause recur in the
//! other. *Ce plan prévoit …* and *En échange, …* belong to the plan told last.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::event::Ground;
use super::offer::{Clause, Offer};
use crate::extract::facts::{ProposalStatus, TermRole};
use crate::extract::mention::MentionClass;
use crate::text::Language;

/// Sentences after which *the plan* no longer points back.
const MEMORY: usize = 6;

/// What a sentence gives.
#[derive(Debug)]
pub(super) enum Piece {
    /// A plan that is put.
    Offer(Offer),
    /// A clause that goes on stating the plan told last, or where none was told a plan of its own.
    More(Clause, Option<Box<Offer>>),
    /// The plan told last, if it still is a plan, goes on in the conditional.
    Conditional(Clause),
}

impl Piece {
    /// The tokens of its clauses.
    pub(super) fn tokens(&self) -> Vec<Range<usize>> {
        match self {
            Self::Offer(offer) => offer
                .clauses
                .iter()
                .map(|clause| clause.tokens.clone())
                .collect(),
            Self::More(clause, _) | Self::Conditional(clause) => vec![clause.tokens.clone()],
        }
    }
}

/// A plan with all passages that state it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract) struct Plan {
    /// The passage that states it best, with what was gathered.
    pub(in crate::extract) offer: Offer,
    /// All passages.
    pub(in crate::extract) passages: Vec<Range<usize>>,
    words: BTreeSet<String>,
    /// Told by the title only.
    title: bool,
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
                    .find(|(_, plan)| is_same(ground, plan, &offer, &words, sentence))
                    .map(|(at, _)| at);
                match same.and_then(|at| plans.get_mut(at)) {
                    Some(plan) => plan.add(offer, words, sentence),
                    None if offer.proposers.is_empty() => {}
                    None => plans.push(Plan {
                        passages: vec![offer.passage.clone()],
                        offer,
                        words,
                        title: sentence == 0,
                        last_sentence: sentence,
                    }),
                }
            }
            Piece::More(clause, told) => {
                let near = plans
                    .last_mut()
                    .filter(|plan| sentence <= plan.last_sentence + 2);
                match (near, told) {
                    (Some(plan), _) => plan.go_on(clause, sentence),
                    (None, Some(offer)) if !offer.proposers.is_empty() => {
                        let words = content_words(ground, &offer.clauses);
                        plans.push(Plan {
                            passages: vec![offer.passage.clone()],
                            offer: *offer,
                            words,
                            title: sentence == 0,
                            last_sentence: sentence,
                        });
                    }
                    _ => {}
                }
            }
            Piece::Conditional(clause) => {
                if let Some(plan) = plans.last_mut().filter(|plan| {
                    sentence == plan.last_sentence + 1
                        && matches!(
                            plan.offer.status,
                            ProposalStatus::Drafted
                                | ProposalStatus::Proposed
                                | ProposalStatus::UnderDiscussion
                        )
                }) {
                    plan.go_on(clause, sentence);
                }
            }
        }
    }
    // An English text that only names a plan (*Rome's initiative*) tells none of its terms; that it was refused is news.
    let names_suffice = ground.document.language() == Language::French;
    for plan in &mut plans {
        if plan.offer.clauses.is_empty()
            && (names_suffice || plan.offer.status == ProposalStatus::Rejected)
            && let Some(tokens) = plan.offer.named.take()
        {
            plan.offer.clauses.push(Clause {
                tokens,
                role: TermRole::Offered,
                obliges: plan.offer.proposers.clone(),
            });
        }
    }
    // What was only announced as a plan, and never stated, is none.
    plans.retain(|plan| !plan.offer.clauses.is_empty());
    plans
}

fn is_same(
    ground: &Ground<'_>,
    plan: &Plan,
    offer: &Offer,
    words: &BTreeSet<String>,
    sentence: usize,
) -> bool {
    let shares =
        offer.proposers.is_empty() || speaks_for(ground, &plan.offer.proposers, &offer.proposers);
    if offer.anaphoric && shares && sentence <= plan.last_sentence + MEMORY {
        return true;
    }
    // *the UN plan* after a proposal of the United Nations, or before one.
    let bare = |offer: &Offer| offer.clauses.is_empty() && offer.named.is_some();
    let told = if bare(offer) {
        Some(&plan.offer)
    } else {
        bare(&plan.offer).then_some(offer)
    };
    if let Some(told) = told {
        return shares && !offer.proposers.is_empty() && !is_request(told.clauses.first());
    }
    if offer.clauses.is_empty() || plan.offer.clauses.is_empty() {
        return false;
    }
    // The title announces what the body states.
    if plan.title
        && sentence > 0
        && shares
        && !offer.proposers.is_empty()
        && is_request(plan.offer.clauses.first()) == is_request(offer.clauses.first())
    {
        return true;
    }
    let common = words.intersection(&plan.words).count();
    let shorter = words.len().min(plan.words.len());
    let most = shorter > 0 && common * 2 > shorter;
    let apart = others(&plan.offer.addressees, &offer.addressees);
    let requests = is_request(plan.offer.clauses.first()) && is_request(offer.clauses.first());
    if !shares || offer.proposers.is_empty() {
        // *Johnson joined officials in asking the United States to …*: the same request from several sides.
        return requests && most && common > 1 && !apart;
    }
    // *He is to propose … He will also propose …*: one plan of one side, told in sentences that follow each other.
    let goes_on = sentence <= plan.last_sentence + 2
        && sentence > plan.last_sentence
        && plan.offer.status == offer.status
        && !is_request(plan.offer.clauses.first())
        && !is_request(offer.clauses.first())
        && offer.status != ProposalStatus::Agreed
        && !apart;
    most || goes_on || common > 0 && common * 3 >= shorter && plan.offer.status == offer.status
}

/// Whether two lists of addressees name different ones.
fn others(one: &[usize], other: &[usize]) -> bool {
    !one.is_empty() && !other.is_empty() && !one.iter().any(|actor| other.contains(actor))
}

fn is_request(clause: Option<&Clause>) -> bool {
    clause.is_some_and(|clause| clause.role == TermRole::Requested)
}

/// Whether one of them proposes for another: the same actor, or a state and its ministry or minister.
fn speaks_for(ground: &Ground<'_>, one: &[usize], other: &[usize]) -> bool {
    let actor = |number: usize| ground.scene.actors.get(number);
    let state = |number: usize| {
        actor(number)
            .filter(|actor| actor.class == MentionClass::Country)
            .and_then(|actor| actor.canonical.as_deref())
    };
    let serves = |number: usize| actor(number).and_then(|actor| actor.polity.as_deref());
    one.iter().any(|one| {
        other.iter().any(|other| {
            one == other
                || state(*one).is_some() && state(*one) == serves(*other)
                || state(*other).is_some() && state(*other) == serves(*one)
        })
    })
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
        self.title &= sentence == 0;
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
