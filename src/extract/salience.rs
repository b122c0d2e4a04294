//! Who is in the reader's mind: how recently and how prominently each actor was named.

use super::actor::ActorIndex;
use super::mention::Mention;

/// An actor not named for this many sentences is no antecedent any more.
const MEMORY: usize = 6;

/// Nor is one before which so many others were named.
const WINDOW: usize = 80;

#[derive(Clone, Copy, Debug)]
struct Entry {
    actor: ActorIndex,
    token: usize,
    sentence: usize,
    subject: u8,
    spoke: bool,
    quoted: bool,
    governed: bool,
}

/// What a mention is in its sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    /// 2 for what the sentence is about, 1 for the subject of a clause within it, 0 for the rest.
    pub(super) subject: u8,
    /// Whether it is the subject of an act of saying.
    pub(super) speaks: bool,
}

/// The record of namings, latest last.
#[derive(Clone, Debug, Default)]
pub(super) struct Salience {
    entries: Vec<Entry>,
    /// Whether the mention whose antecedent is sought speaks.
    speaks: bool,
}

impl Salience {
    /// Turns to a mention: who goes on speaking is most likely who spoke before.
    pub(super) fn attend(&mut self, standing: Standing) {
        self.speaks = standing.speaks;
    }

    /// Notes that a mention names an actor.
    pub(super) fn note(&mut self, actor: ActorIndex, mention: &Mention, standing: Standing) {
        self.entries.push(Entry {
            actor,
            token: mention.tokens.start,
            sentence: mention.sentence,
            subject: standing.subject,
            spoke: standing.speaks,
            quoted: mention.quoted,
            governed: mention.governed || mention.inside.is_some(),
        });
    }

    /// Whether the mention whose antecedent is sought speaks.
    pub(super) fn speaks(&self) -> bool {
        self.speaks
    }

    /// Whether an actor was told to have said something, within memory.
    pub(super) fn has_ever_spoken(&self, actor: ActorIndex) -> bool {
        self.entries
            .iter()
            .rev()
            .take(WINDOW)
            .any(|entry| entry.actor == actor && entry.spoke)
    }

    fn recent<'s>(&'s self, mention: &'s Mention) -> impl Iterator<Item = &'s Entry> {
        self.entries
            .iter()
            .rev()
            .take(WINDOW)
            .take_while(|entry| entry.sentence + MEMORY >= mention.sentence)
            .filter(|entry| entry.quoted == mention.quoted || !entry.quoted)
    }

    /// The most salient actor that fits: subjects before others, near before far.
    pub(super) fn best(
        &self,
        mention: &Mention,
        fits: impl Fn(ActorIndex) -> bool,
    ) -> Option<ActorIndex> {
        let mut best: Option<(i64, ActorIndex)> = None;
        for entry in self.recent(mention) {
            let distance =
                i64::try_from(mention.sentence.saturating_sub(entry.sentence)).unwrap_or(i64::MAX);
            let prominence = match entry.subject {
                0 => 0,
                1 => 26,
                _ => 32,
            };
            let score = prominence + 8 * i64::from(entry.spoke && self.speaks)
                - 12 * distance
                - 10 * i64::from(entry.governed)
                - 15 * i64::from(entry.quoted);
            if best.is_none_or(|(highest, _)| score > highest) && fits(entry.actor) {
                best = Some((score, entry.actor));
            }
        }
        best.map(|(_, actor)| actor)
    }

    /// The most salient actor that fits, of those named in a place of their own and not within a complement.
    pub(super) fn best_free(
        &self,
        mention: &Mention,
        fits: impl Fn(ActorIndex) -> bool,
    ) -> Option<ActorIndex> {
        let free = |actor: ActorIndex| {
            self.recent(mention)
                .any(|entry| entry.actor == actor && !entry.governed)
        };
        self.best(mention, |actor| fits(actor) && free(actor))
    }

    /// The token at which an actor was named last.
    pub(super) fn last_naming(&self, actor: ActorIndex) -> Option<usize> {
        let mut recent = self.entries.iter().rev().take(WINDOW);
        recent
            .find(|entry| entry.actor == actor)
            .map(|entry| entry.token)
    }

    /// The sentence in which an actor was named last.
    pub(super) fn last_sentence(&self, actor: ActorIndex) -> Option<usize> {
        self.entries
            .iter()
            .rev()
            .take(WINDOW)
            .find(|entry| entry.actor == actor)
            .map(|entry| entry.sentence)
    }

    /// Whether an actor was lately told to have said something.
    pub(super) fn has_spoken(&self, actor: ActorIndex, mention: &Mention) -> bool {
        self.recent(mention)
            .take_while(|entry| entry.sentence + 2 >= mention.sentence)
            .any(|entry| entry.actor == actor && entry.spoke)
    }

    /// Who was told to have said something in the sentence before.
    pub(super) fn last_voice(&self, mention: &Mention) -> Option<ActorIndex> {
        self.recent(mention)
            .take_while(|entry| entry.sentence + 1 >= mention.sentence)
            .find(|entry| entry.spoke && entry.sentence < mention.sentence)
            .map(|entry| entry.actor)
    }

    /// The actor named last.
    pub(super) fn latest(
        &self,
        mention: &Mention,
        fits: impl Fn(ActorIndex) -> bool,
    ) -> Option<ActorIndex> {
        self.recent(mention)
            .filter(|entry| entry.token < mention.tokens.start)
            .map(|entry| entry.actor)
            .find(|actor| fits(*actor))
    }

    /// The two actors named last, in order of naming.
    pub(super) fn top_two(
        &self,
        mention: &Mention,
        fits: impl Fn(ActorIndex) -> bool,
    ) -> Vec<ActorIndex> {
        let mut found: Vec<ActorIndex> = Vec::new();
        for entry in self.recent(mention) {
            if !found.contains(&entry.actor) && fits(entry.actor) {
                found.push(entry.actor);
            }
            if found.len() == 2 {
                found.reverse();
                return found;
            }
        }
        Vec::new()
    }
}
