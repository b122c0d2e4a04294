//! Which statements are about which meetings and proposals.
//!
//! ```text
//! Anna Kovacs propose un état-major commun. « Il n'est pas question d'un état-major commun », a démenti Paul Delmas.
//!   → the statement is about the proposal
//! ```

use std::collections::BTreeSet;

use crate::extract::facts::{Facts, Passage, SpeechAct, Statement};
use crate::extract::rules::passages::{MOST, long_words, overlap};

/// Adds `about` to statements.
pub(super) fn relate(facts: &mut Facts) {
    let plans: Vec<(String, Vec<Passage>, BTreeSet<String>)> = facts
        .proposals
        .iter()
        .take(MOST)
        .map(|plan| {
            (
                plan.id.clone(),
                plan.content.clone(),
                long_words(&plan.content),
            )
        })
        .collect();
    let meetings: Vec<(String, Vec<Passage>)> = facts
        .meetings
        .iter()
        .take(MOST)
        .map(|meeting| (meeting.id.clone(), meeting.evidence.clone()))
        .collect();
    for statement in facts.statements.iter_mut().take(MOST) {
        let denied = (statement.act == SpeechAct::Deny && !plans.is_empty())
            .then(|| long_words(&statement.content));
        for (id, content, terms) in &plans {
            let told = overlap(&statement.content, content);
            let same = || {
                let shared = denied.iter().flat_map(|said| said.intersection(terms));
                shared.count() >= 2
            };
            if told || same() {
                about(statement, id);
            }
        }
        for (id, evidence) in &meetings {
            if overlap(&statement.content, evidence) {
                about(statement, id);
            }
        }
    }
}

fn about(statement: &mut Statement, id: &str) {
    if !statement.about.iter().any(|known| known == id) {
        statement.about.push(id.to_owned());
    }
}
