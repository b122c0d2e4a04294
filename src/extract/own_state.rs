//! *son pays*, *her government*: the state that the one who is spoken of comes from.
//!
//! > *Le ministre togolais Paul Roy a dit que **son pays** … → Togo*

use super::actor::{ActorDraft, ActorIndex, Gatherer};
use super::mention::{Mention, MentionClass};

impl Gatherer<'_> {
    /// The state whose it is, of a possessive that names nothing but a state.
    pub(super) fn own_state(&self, mention: &Mention) -> Option<String> {
        let head = self.document.folded(mention.head);
        let possessor = mention
            .head
            .checked_sub(1)
            .map_or("", |before| self.document.lower(before));
        if !matches!(head, "pays" | "gouvernement" | "country" | "government")
            || !matches!(possessor, "son" | "his" | "her")
            || mention.polity.is_some()
        {
            return None;
        }
        let state = |draft: &ActorDraft| {
            let titled = draft.titles.iter().find_map(|title| title.polity.clone());
            draft
                .polity
                .clone()
                .or(titled)
                .filter(|state| self.lexicon.country(state).is_some())
        };
        // *Le Togo, a fait savoir **son gouvernement**, signera*: the state that is spoken of, where nobody else is named.
        let here = |actor| self.salience.last_sentence(actor) == Some(mention.sentence);
        let of_class = |class: MentionClass| {
            self.salience.best(mention, |actor| {
                here(actor)
                    && self
                        .actors
                        .get(actor)
                        .is_some_and(|draft| draft.class == class && !draft.plural)
            })
        };
        if of_class(MentionClass::Person).is_none()
            && let Some(owner) = of_class(MentionClass::Country)
        {
            return self.actors.get(owner).and_then(|draft| {
                let own = draft.canonical.clone().or_else(|| draft.polity.clone());
                own.filter(|state| self.lexicon.country(state).is_some())
            });
        }
        let owner = self.salience.best(mention, |actor| {
            self.actors
                .get(actor)
                .is_some_and(|draft| draft.class == MentionClass::Person && !draft.plural)
        })?;
        self.actors.get(owner).and_then(state)
    }

    /// *publié par Ottawa, où **le pays** dénonce*: the state that the sentence has named.
    pub(super) fn state_here(&self, mention: &Mention) -> Option<ActorIndex> {
        if self.document.folded(mention.head) != "pays" {
            return None;
        }
        self.salience.latest(mention, |actor| {
            self.salience.last_sentence(actor) == Some(mention.sentence)
                && self.actors.get(actor).is_some_and(|draft| {
                    draft.class == MentionClass::Country && draft.name.is_some()
                })
        })
    }
}
