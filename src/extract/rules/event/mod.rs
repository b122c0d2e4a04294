//! What the rules for meetings and proposals share: their lexicons, the parties of a clause, the tense of a verb.

mod about;
mod apposed;
mod conjunction;
mod delegation;
#[cfg(test)]
pub(in crate::extract) mod example;
pub(in crate::extract) mod ground;
mod joint;
pub(in crate::extract) mod lexicon;
mod list;
mod nobody;
mod parties;
mod place;
mod pronouns;
pub(in crate::extract) mod states;
mod syntax;
pub(in crate::extract) mod verb;
pub(in crate::extract) mod write;

pub(in crate::extract) use ground::{Ground, Parties, PartyKind};
pub(in crate::extract) use joint::is_envoy;
pub(in crate::extract) use lexicon::{Hit, Part, Tense};
pub(in crate::extract) use verb::{Outlook, VerbGroup};

use std::ops::Range;

use super::{meeting, proposal};
use crate::extract::{ActorIndex, Builder, Lexicon, Scene, StatementDraft};
use crate::text::Document;

/// Who is named in a document.
#[derive(Clone, Copy, Debug)]
pub(in crate::extract) struct Named<'n> {
    /// The names that are known.
    pub(in crate::extract) lexicon: &'n Lexicon,
    /// Mentions and actors.
    pub(in crate::extract) scene: &'n Scene,
    /// How many mentions the text has; those behind them are of [`states`].
    pub(in crate::extract) mentions: usize,
    /// Who says what.
    pub(in crate::extract) statements: &'n [StatementDraft],
    /// Adjectives that name states.
    pub(in crate::extract) states: &'n [(Range<usize>, ActorIndex)],
}

/// Finds the meetings and proposals of a document and adds them to its facts.
pub(in crate::extract) fn add(
    document: &Document<'_>,
    named: &Named<'_>,
    builder: &mut Builder<'_>,
) {
    let ground = Ground::new(document, named);
    let meetings = meeting::find(&ground);
    let plans = proposal::find(&ground, named.statements);
    write::write(&ground, &meetings, &plans, builder);
    about::relate(&mut builder.facts);
}
