//! One passage that puts a course of action to somebody, before passages on the same plan are joined.

use std::ops::Range;

use super::super::event::Ground;
use super::super::event::{Outlook, Parties, VerbGroup};
use crate::extract::facts::{Modality, ProposalStatus, TermRole};
use crate::extract::mention::MentionClass;

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

    /// *Kerry proposed to Moscow …*: what a minister puts to a state, the minister's state puts.
    pub(super) fn add_state(&mut self, ground: &Ground<'_>) {
        let actor = |number: usize| ground.scene.actors.get(number);
        let is_state =
            |number: &usize| actor(*number).is_some_and(|it| it.class == MentionClass::Country);
        let [one] = *self.proposers else { return };
        if self.addressees.is_empty() || !self.addressees.iter().all(is_state) {
            return;
        }
        let Some(state) = actor(one)
            .filter(|it| it.class == MentionClass::Person)
            .and_then(|it| {
                let office = it.titles.iter().find(|title| !title.former)?;
                title_serves(&office.role).then_some(())?;
                office.polity.as_deref().or(it.polity.as_deref())
            })
        else {
            return;
        };
        let known = ground.scene.actors.iter().position(|it| {
            it.class == MentionClass::Country && it.canonical.as_deref() == Some(state)
        });
        self.proposers
            .extend(known.filter(|known| !self.addressees.contains(known)));
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

/// Offices whose holders act for their state abroad.
fn title_serves(role: &str) -> bool {
    matches!(
        role,
        "secretary-of-state"
            | "foreign-minister"
            | "president"
            | "prime-minister"
            | "chancellor"
            | "head-of-state"
            | "defence-minister"
            | "monarch"
            | "special-envoy"
            | "vice-president"
    )
}
