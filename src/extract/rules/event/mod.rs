//! What the rules for meetings and proposals share: their lexicons, the parties of a clause, the tense of a verb.

mod about;
#[cfg(test)]
pub(in crate::extract) mod example;
pub(in crate::extract) mod ground;
pub(in crate::extract) mod lexicon;
mod parties;
pub(in crate::extract) mod verb;
pub(in crate::extract) mod write;

pub(in crate::extract) use ground::{Ground, Parties, PartyKind};
pub(in crate::extract) use lexicon::{Hit, Part, Tense};
pub(in crate::extract) use verb::{Outlook, VerbGroup};

use super::{meeting, proposal};
use crate::extract::{Builder, Lexicon, Scene, StatementDraft};
use crate::text::Document;

/// Finds the meetings and proposals of a document and adds them to its facts.
pub(in crate::extract) fn add(
    document: &Document<'_>,
    lexicon: &Lexicon,
    scene: &Scene,
    statements: &[StatementDraft],
    builder: &mut Builder<'_>,
) {
    let ground = Ground::new(document, lexicon, scene, statements);
    let meetings = meeting::find(&ground);
    let plans = proposal::find(&ground);
    write::write(&ground, &meetings, &plans, builder);
    about::relate(&mut builder.facts);
}
