//! One passage that puts a course of action to somebody, before passages on the same plan are joined.

use std::ops::Range;

use super::super::event::{Outlook, Parties, VerbGroup};
use crate::extract::facts::{Modality, ProposalStatus, TermRole};

/// A clause of a plan.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract) struct Clause {
    /// Its tokens.
    pub(in crate::extract) tokens: Range<usize>,
    /// What it is within the deal.
    pub(in crate::extract) role: TermRole,
    /// Whom it would oblige.
    pub(in crate::extract) obliges: Vec<usize>,
}

/// A passage that puts a plan.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract) struct Offer {
    /// The word that puts it.
    pub(in crate::extract) cue: Range<usize>,
    /// From the first to the last word that belongs to it.
    pub(in crate::extract) passage: Range<usize>,
    /// Who proposes.
    pub(in crate::extract) proposers: Vec<usize>,
    /// To whom.
    pub(in crate::extract) addressees: Vec<usize>,
    /// What.
    pub(in crate::extract) clauses: Vec<Clause>,
    /// How far it has come.
    pub(in crate::extract) status: ProposalStatus,
    /// How the article presents it.
    pub(in crate::extract) modality: Modality,
    /// Date expression.
    pub(in crate::extract) date: Option<usize>,
    /// Who relays it.
    pub(in crate::extract) via: Vec<usize>,
    /// The words that name it, where no sentence states what it contains: *the French initiative*.
    pub(in crate::extract) named: Option<Range<usize>>,
    /// *ce plan*, *the proposal*: speaks of a plan told before.
    pub(in crate::extract) anaphoric: bool,
    /// The rule.
    pub(in crate::extract) rule: &'static str,
    /// Between 0 and 1.
    pub(in crate::extract) confidence: f64,
}

impl Offer {
    /// A passage with one clause.
    pub(in crate::extract) fn new(
        cue: &Range<usize>,
        proposers: &Parties,
        addressees: &Parties,
        content: Range<usize>,
        rule: &'static str,
        confidence: f64,
    ) -> Self {
        let mut passage = cue.start.min(content.start)..cue.end.max(content.end);
        for parties in [proposers, addressees] {
            if !parties.actors.is_empty() {
                passage =
                    passage.start.min(parties.tokens.start)..passage.end.max(parties.tokens.end);
            }
        }
        Self {
            cue: cue.clone(),
            passage,
            proposers: proposers.actors.clone(),
            addressees: addressees.actors.clone(),
            clauses: vec![Clause {
                tokens: content,
                role: TermRole::Offered,
                obliges: proposers.actors.clone(),
            }],
            status: ProposalStatus::Proposed,
            modality: Modality::Stated,
            date: None,
            via: Vec::new(),
            named: None,
            anaphoric: false,
            rule,
            confidence,
        }
    }

    /// Takes status and modality from the verb that puts it. A plan that is still to be put is drafted.
    pub(in crate::extract) fn told_by(mut self, group: &VerbGroup) -> Self {
        let open = self.status == ProposalStatus::Proposed;
        (self.status, self.modality) = match group.outlook {
            Outlook::Ahead | Outlook::Possible | Outlook::Wished if open => {
                (ProposalStatus::Drafted, Modality::Planned)
            }
            Outlook::Ahead if self.status == ProposalStatus::Agreed => {
                (ProposalStatus::UnderDiscussion, Modality::Planned)
            }
            _ => (self.status, self.modality),
        };
        if group.hearsay {
            self.modality = Modality::Hearsay;
        }
        self
    }

    /// Says that the addressee would have to act.
    pub(in crate::extract) fn requested(mut self) -> Self {
        for clause in &mut self.clauses {
            clause.role = TermRole::Requested;
            clause.obliges.clone_from(&self.addressees);
        }
        self
    }
}
