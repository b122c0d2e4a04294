//! Gold annotations as they lie in `NAME.gold.json`: what a careful reader takes from one article.
//!
//! Passages are substrings of the text, any run of white space equal to any other; where one occurs
//! several times, the first is meant. Only what is compared is read.

use std::collections::BTreeSet;

use serde::Deserialize;
use thiserror::Error;

use crate::extract::facts::{ActorType, MeetingStatus, ProposalStatus, SpeechAct, StatementKind};

/// The annotation of one article.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    /// Name of the article's file without `.txt`.
    pub id: String,
    /// `fr` or `en`.
    pub language: String,
    /// Passages that must yield no fact.
    pub not_body: Vec<String>,
    /// Everyone who takes part in a fact.
    pub actors: Vec<GoldActor>,
    /// Who said what.
    pub statements: Vec<GoldStatement>,
    /// Who proposed what.
    pub proposals: Vec<GoldProposal>,
    /// Who met whom.
    pub meetings: Vec<GoldMeeting>,
}

/// An actor of the annotation.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldActor {
    /// Id within the annotation.
    pub id: String,
    /// What kind of actor.
    #[serde(rename = "type")]
    pub kind: ActorType,
    /// Usual English name, or the description of an unnamed source.
    pub name: String,
    /// Wikidata id, where certain.
    pub wikidata: Option<String>,
    /// Some of the strings by which the article names the actor.
    pub mentions: Vec<String>,
}

/// A statement of the annotation.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldStatement {
    /// Id within the annotation.
    pub id: String,
    /// Who said it.
    pub speakers: Vec<String>,
    /// Inside quotation marks, outside, or both.
    pub kind: StatementKind,
    /// What the saying does.
    pub act: SpeechAct,
    /// What was said.
    pub content: Vec<String>,
    /// The day it was said.
    pub date: Option<String>,
}

/// A proposal of the annotation.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldProposal {
    /// Id within the annotation.
    pub id: String,
    /// Who proposes.
    pub proposers: Vec<String>,
    /// To whom.
    pub addressees: Vec<String>,
    /// The clauses that state its terms.
    pub content: Vec<String>,
    /// How far it has come.
    pub status: ProposalStatus,
}

/// A meeting of the annotation.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldMeeting {
    /// Id within the annotation.
    pub id: String,
    /// Those who met.
    pub participants: Vec<String>,
    /// When.
    pub date: Option<String>,
    /// What became of it.
    pub status: MeetingStatus,
    /// The passages that report it.
    pub evidence: Vec<String>,
}

/// Why an annotation cannot be compared with facts.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadGold {
    /// A passage is not in the text of the article.
    #[error("`{passage}` of {owner} is not in the text; passages are exact substrings")]
    NotInText {
        /// Which part of the annotation.
        owner: String,
        /// The passage.
        passage: String,
    },
    /// A fact names an actor that the annotation does not list.
    #[error("{owner} names the actor `{actor}`, which is not in `actors`")]
    NoSuchActor {
        /// Which fact.
        owner: String,
        /// The id that it names.
        actor: String,
    },
}

impl Gold {
    /// The ids of those who speak, meet and propose.
    pub(super) fn acting(&self) -> BTreeSet<&str> {
        let speakers = self.statements.iter().map(|it| &it.speakers);
        let proposers = self.proposals.iter().map(|it| &it.proposers);
        let participants = self.meetings.iter().map(|it| &it.participants);
        speakers
            .chain(proposers)
            .chain(participants)
            .flatten()
            .map(String::as_str)
            .collect()
    }

    /// Whether every actor that a fact names is listed.
    ///
    /// # Errors
    /// The first that is not.
    pub(super) fn check_actors(&self) -> Result<(), BadGold> {
        let known: BTreeSet<&str> = self.actors.iter().map(|it| it.id.as_str()).collect();
        let statements = self.statements.iter().map(|it| (&it.id, &it.speakers));
        let meetings = self.meetings.iter().map(|it| (&it.id, &it.participants));
        let proposers = self.proposals.iter().map(|it| (&it.id, &it.proposers));
        let addressees = self.proposals.iter().map(|it| (&it.id, &it.addressees));
        for (owner, ids) in statements
            .chain(meetings)
            .chain(proposers)
            .chain(addressees)
        {
            if let Some(actor) = ids.iter().find(|id| !known.contains(id.as_str())) {
                return Err(BadGold::NoSuchActor {
                    owner: owner.clone(),
                    actor: actor.clone(),
                });
            }
        }
        Ok(())
    }
}
