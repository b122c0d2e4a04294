//! From what the rules gathered to the facts of the contract.

use std::ops::Range;

use super::super::meeting::{Gathered, date_ahead};
use super::super::proposal::Plan;
use super::{Ground, PartyKind};
use crate::extract::Builder;
use crate::extract::actor::ActorIndex;
use crate::extract::facts::{Meeting, Passage, Proposal, Term};

/// Adds proposals and meetings to the facts.
pub(in crate::extract) fn write(
    ground: &Ground<'_>,
    meetings: &[Gathered],
    plans: &[Plan],
    builder: &mut Builder<'_>,
) {
    for plan in plans {
        let id = format!("p{}", builder.facts.proposals.len() + 1);
        if let Some(date) = plan.offer.date {
            builder.date(&id, date);
        }
        let proposal = proposal(ground, plan, id, builder);
        builder.facts.proposals.push(proposal);
    }
    for meeting in meetings {
        let id = format!("m{}", builder.facts.meetings.len() + 1);
        if let Some(date) = meeting.date {
            let ahead = ground
                .document
                .dates()
                .get(date)
                .and_then(|date| date_ahead(ground.document, date, meeting.status));
            builder.date_towards(&id, date, ahead);
        }
        let fact = Meeting {
            id,
            participants: builder.actors(&meeting.actors),
            host: meeting.host.map(|host| builder.actor(host)),
            place: meeting
                .place
                .as_ref()
                .map(|(tokens, _)| builder.place(tokens)),
            date: None,
            status: meeting.status,
            kind: meeting.kind,
            about: Vec::new(),
            evidence: passages(&meeting.passages, builder),
            modality: meeting.modality,
            rule: meeting.rule.to_owned(),
            confidence: meeting.confidence,
        };
        builder.facts.meetings.push(fact);
    }
}

fn proposal(ground: &Ground<'_>, plan: &Plan, id: String, builder: &mut Builder<'_>) -> Proposal {
    let offer = &plan.offer;
    let mut clauses: Vec<_> = offer.clauses.iter().collect();
    clauses.sort_by_key(|clause| (clause.tokens.start, clause.tokens.end));
    clauses.dedup_by_key(|clause| clause.tokens.clone());
    let content: Vec<Range<usize>> = clauses.iter().map(|clause| clause.tokens.clone()).collect();
    let terms = clauses
        .iter()
        .map(|clause| Term {
            role: clause.role,
            obliges: builder.actors(&clause.obliges),
            content: builder.passage(&clause.tokens),
        })
        .collect();
    Proposal {
        id,
        proposers: builder.actors(&offer.proposers),
        addressees: builder.actors(&offer.addressees),
        content: passages(&content, builder),
        evidence: passages(&plan.passages, builder),
        terms,
        status: offer.status,
        date: None,
        via: builder.actors(&relays(ground, offer.cue.start, &offer.proposers)),
        modality: offer.modality,
        rule: offer.rule.to_owned(),
        confidence: offer.confidence,
    }
}

/// Media named in the sentence of a plan that are no party to it.
fn relays(ground: &Ground<'_>, cue: usize, proposers: &[ActorIndex]) -> Vec<ActorIndex> {
    let reach = ground.reach(cue);
    let media = ground
        .parties_in(&reach)
        .filter(|(_, party)| party.kind == PartyKind::Medium);
    media
        .flat_map(|(_, party)| party.actors.iter().copied())
        .filter(|actor| !proposers.contains(actor))
        .collect()
}

fn passages(ranges: &[Range<usize>], builder: &Builder<'_>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = ranges.iter().map(|range| builder.passage(range)).collect();
    passages.sort();
    passages.dedup();
    passages
}
