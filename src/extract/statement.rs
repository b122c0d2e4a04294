//! A statement as extraction knows it, before offsets and ids.

use std::ops::Range;

use super::actor::ActorIndex;
use super::facts::{Modality, Polarity, SpeechAct, StatementKind};

/// A statement in tokens and actor indices.
#[derive(Clone, Debug)]
pub struct StatementDraft {
    /// Who said it.
    pub speakers: Vec<ActorIndex>,
    /// To whom.
    pub addressees: Vec<ActorIndex>,
    /// Who relayed it, nearest to the speaker first.
    pub via: Vec<ActorIndex>,
    /// What was said.
    pub content: Vec<Range<usize>>,
    /// The words that attribute it.
    pub cue: Range<usize>,
    /// The whole passages.
    pub evidence: Vec<Range<usize>>,
    /// Inside quotation marks or not.
    pub kind: StatementKind,
    /// What the saying does.
    pub act: SpeechAct,
    /// Index into `Document::dates`.
    pub date: Option<usize>,
    /// How the article presents it.
    pub modality: Modality,
    /// Whether the claim is put forward or rejected.
    pub polarity: Polarity,
    /// Its rule.
    pub rule: &'static str,
    /// Between 0 and 1.
    pub confidence: f64,
}
