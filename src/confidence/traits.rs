//! The traits of a fact from which its chance to be right is told. They are read off the finished facts,
//! and few, so that some hundred annotated facts are enough to weigh them.

use std::collections::BTreeMap;

use crate::extract::facts::{
    Actor, ActorType, Facts, Meeting, Passage, Proposal, Statement, StatementKind,
};

/// The traits of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traits {
    kind: &'static str,
    others: Vec<String>,
}

impl Traits {
    pub(super) fn new(kind: &'static str, others: Vec<String>) -> Self {
        Self { kind, others }
    }

    /// The first: what kind of fact.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// All of them, as they are called in the table of weights.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.kind).chain(self.others.iter().map(String::as_str))
    }
}

/// The traits of all facts: statements, then meetings, then proposals, each in their order.
pub fn traits(facts: &Facts) -> Vec<Traits> {
    let cast = Cast::new(&facts.actors);
    let statements = facts.statements.iter().map(|it| of_statement(it, &cast));
    let meetings = facts.meetings.iter().map(|it| of_meeting(it, &cast));
    let proposals = facts.proposals.iter().map(|it| of_proposal(it, &cast));
    statements.chain(meetings).chain(proposals).collect()
}

fn of_statement(it: &Statement, cast: &Cast<'_>) -> Traits {
    const FEW: usize = 4;
    const MANY: usize = 45;
    let words: usize = it
        .content
        .iter()
        .map(|part| part.text.split_whitespace().count())
        .sum();
    let length = match words {
        0..FEW => "short",
        FEW..=MANY => "usual",
        _ => "long",
    };
    let quoted = match it.kind {
        StatementKind::Direct => "direct",
        StatementKind::Indirect => "indirect",
        StatementKind::Mixed => "mixed",
    };
    Traits::new(
        "statement",
        vec![
            format!("statement rule {}", it.rule),
            format!("statement strength {}", strength(it.confidence)),
            format!(
                "statement speaker {}",
                cast.where_named(&it.speakers, &it.evidence)
            ),
            format!("statement speaker {}", cast.who(&it.speakers)),
            format!("statement {quoted}"),
            format!("statement length {length}"),
        ],
    )
}

fn of_meeting(it: &Meeting, cast: &Cast<'_>) -> Traits {
    let number = match it.participants.len() {
        0 => "none",
        1 => "one",
        2 => "two",
        _ => "more",
    };
    let status = format!("{:?}", it.status).to_lowercase();
    Traits::new(
        "meeting",
        vec![
            format!("meeting rule {}", it.rule),
            format!("meeting strength {}", strength(it.confidence)),
            format!("meeting participants {number}"),
            format!(
                "meeting participants {}",
                linked(cast.are_linked(&it.participants))
            ),
            format!("meeting place {}", given(it.place.is_some())),
            format!("meeting date {}", given(it.date.is_some())),
            format!("meeting status {status}"),
        ],
    )
}

fn of_proposal(it: &Proposal, cast: &Cast<'_>) -> Traits {
    let status = format!("{:?}", it.status).to_lowercase();
    Traits::new(
        "proposal",
        vec![
            format!("proposal rule {}", it.rule),
            format!("proposal strength {}", strength(it.confidence)),
            format!(
                "proposal proposer {}",
                cast.where_named(&it.proposers, &it.evidence)
            ),
            format!("proposal addressee {}", given(!it.addressees.is_empty())),
            format!("proposal status {status}"),
        ],
    )
}

/// How strong the rule takes its finding to be, in steps.
fn strength(confidence: f64) -> &'static str {
    match confidence {
        it if it >= 0.9 => "0.9",
        it if it >= 0.8 => "0.8",
        it if it >= 0.7 => "0.7",
        it if it >= 0.6 => "0.6",
        _ => "low",
    }
}

fn given(is_given: bool) -> &'static str {
    if is_given { "given" } else { "unknown" }
}

fn linked(is_linked: bool) -> &'static str {
    if is_linked { "linked" } else { "local" }
}

/// Actors by id, with the places of their mentions in order.
struct Cast<'a>(BTreeMap<&'a str, (&'a Actor, Vec<&'a Passage>)>);

impl<'a> Cast<'a> {
    fn new(actors: &'a [Actor]) -> Self {
        let entry = |actor: &'a Actor| {
            let mut mentions: Vec<&Passage> = actor.mentions.iter().collect();
            mentions.sort();
            (actor.id.as_str(), (actor, mentions))
        };
        Self(actors.iter().map(entry).collect())
    }

    /// Whether the passages name all of the actors; else a pronoun or an earlier sentence did.
    fn where_named(&self, ids: &[String], passages: &[Passage]) -> &'static str {
        let is_named = |id: &String| {
            self.0.get(id.as_str()).is_some_and(|(_, mentions)| {
                passages.iter().any(|passage| {
                    let first = mentions.partition_point(|it| it.start < passage.start);
                    mentions.get(first).is_some_and(|it| it.end <= passage.end)
                })
            })
        };
        match ids {
            [] => "nowhere",
            ids if ids.iter().all(is_named) => "named",
            _ => "elsewhere",
        }
    }

    fn are_linked(&self, ids: &[String]) -> bool {
        ids.iter().all(|id| {
            let actor = self.0.get(id.as_str());
            actor.is_some_and(|(it, _)| it.wikidata.is_some())
        })
    }

    /// What kind of actor, and whether linked.
    fn who(&self, ids: &[String]) -> String {
        let kind = match ids {
            [one] => self
                .0
                .get(one.as_str())
                .map_or("nobody", |(it, _)| name(it.kind)),
            [] => "nobody",
            _ => "several",
        };
        format!("{kind} {}", linked(self.are_linked(ids)))
    }
}

fn name(kind: ActorType) -> &'static str {
    match kind {
        ActorType::Person => "person",
        ActorType::Organization => "organization",
        ActorType::Country => "country",
        ActorType::Group => "group",
        ActorType::Office => "office",
        ActorType::Document => "document",
        ActorType::Unnamed => "unnamed",
    }
}
