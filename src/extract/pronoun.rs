//! Whom a pronoun means: *il*, *she*, *ce dernier*, *the former*, *les deux hommes*, *they*.
//!
//! > *Roy et Dahl ont signé. **Les deux hommes** … **ils** … Roy met Dahl. **The former** said …*

use super::actor::{ActorDraft, ActorIndex, Gatherer};
use super::mention::{Mention, MentionClass, Pronoun};
use crate::text::Document;

impl Gatherer<'_> {
    /// Notes persons whom *et* or *and* joins, and whom a pronoun means together.
    pub(super) fn join(
        &mut self,
        before: Option<(&Mention, &Vec<ActorIndex>)>,
        mention: &Mention,
        found: &[ActorIndex],
    ) {
        if found.len() > 1 {
            self.several = Some((found.to_vec(), mention.sentence));
            return;
        }
        let is_person = |actor: &ActorIndex| {
            self.actors
                .get(*actor)
                .is_some_and(|draft| draft.class == MentionClass::Person && !draft.plural)
        };
        let Some(((one, first), joint)) = before.zip(mention.tokens.start.checked_sub(1)) else {
            return;
        };
        let joined = matches!(self.document.folded(joint), "et" | "and")
            && one.sentence == mention.sentence
            && (one.tokens.end == joint || one.tokens.end + 1 == joint)
            && first.iter().chain(found).all(is_person)
            && first.len() == 1
            && first.first() != found.first();
        if joined {
            let both = first.iter().chain(found).copied().collect();
            self.several = Some((both, mention.sentence));
        }
    }

    /// Those named together in this sentence or shortly before.
    pub(super) fn together(
        &self,
        mention: &Mention,
        back: usize,
    ) -> Option<(Vec<ActorIndex>, usize)> {
        self.several
            .clone()
            .filter(|(_, sentence)| sentence + back >= mention.sentence)
    }

    pub(super) fn pronoun(&self, pronoun: Pronoun, mention: &Mention) -> Vec<ActorIndex> {
        let fits = |actor: &ActorDraft| match pronoun {
            Pronoun::He | Pronoun::She => {
                !actor.plural
                    && is_personal(actor, self.document)
                    && actor
                        .gender
                        .is_none_or(|gender| mention.gender.is_none_or(|wanted| gender == wanted))
            }
            Pronoun::Latter => {
                !actor.plural
                    && !matches!(actor.class, MentionClass::Document | MentionClass::Place)
                    && actor
                        .gender
                        .is_none_or(|gender| mention.gender.is_none_or(|wanted| gender == wanted))
            }
            Pronoun::It => {
                !matches!(actor.class, MentionClass::Person | MentionClass::Place) && !actor.plural
            }
            Pronoun::They => {
                actor.plural
                    || matches!(
                        actor.class,
                        MentionClass::Group | MentionClass::Source | MentionClass::Organization
                    )
            }
            Pronoun::Both => actor.class == MentionClass::Person && !actor.plural,
            Pronoun::BothBodies => {
                !actor.plural
                    && matches!(
                        actor.class,
                        MentionClass::Country
                            | MentionClass::Organization
                            | MentionClass::Group
                            | MentionClass::Office
                    )
            }
            Pronoun::Former => {
                matches!(actor.class, MentionClass::Person | MentionClass::Country)
                    && !actor.plural
                    && actor
                        .gender
                        .is_none_or(|gender| mention.gender.is_none_or(|wanted| gender == wanted))
            }
        };
        match pronoun {
            Pronoun::Latter => {
                let person = |actor: ActorIndex| {
                    self.actors.get(actor).is_some_and(|draft| {
                        fits(draft)
                            && matches!(draft.class, MentionClass::Person | MentionClass::Source)
                    })
                };
                let any = |actor: ActorIndex| self.actors.get(actor).is_some_and(fits);
                self.salience
                    .latest(mention, person)
                    .or_else(|| self.salience.latest(mention, any))
                    .into_iter()
                    .collect()
            }
            Pronoun::He | Pronoun::She => {
                // A name of which nothing is known is a person only where no known person fits.
                let person = |actor: ActorIndex| {
                    self.actors.get(actor).is_some_and(|draft| {
                        fits(draft)
                            && (draft.class == MentionClass::Person
                                || draft.class == MentionClass::Unknown
                                    && self.salience.has_spoken(actor, mention))
                    })
                };
                let any = |actor: ActorIndex| self.actors.get(actor).is_some_and(fits);
                self.salience
                    .best(mention, person)
                    .or_else(|| self.salience.best(mention, any))
                    .into_iter()
                    .collect()
            }
            Pronoun::Both if self.together(mention, 3).is_some() => self
                .together(mention, 3)
                .map_or_else(Vec::new, |(both, _)| both),
            Pronoun::They => {
                let plural = self
                    .salience
                    .best(mention, |actor| self.actors.get(actor).is_some_and(fits));
                let latest = plural.and_then(|actor| self.salience.last_sentence(actor));
                match self.together(mention, 2) {
                    // *Roy et Dahl … ont-ils dit*: the two, unless a group was named since.
                    Some((both, sentence)) if latest.is_none_or(|latest| latest <= sentence) => {
                        both
                    }
                    _ if latest.is_none_or(|latest| latest + 1 < mention.sentence) => {
                        // *Roy met Dahl on Monday. They said …*
                        let person = |actor: ActorIndex| {
                            self.salience
                                .last_sentence(actor)
                                .is_some_and(|sentence| sentence + 1 >= mention.sentence)
                                && self.actors.get(actor).is_some_and(|draft| {
                                    draft.class == MentionClass::Person
                                        && !draft.plural
                                        && draft.name.is_some()
                                })
                        };
                        let two = self.salience.top_two(mention, person);
                        if two.is_empty() {
                            plural.into_iter().collect()
                        } else {
                            two
                        }
                    }
                    _ => plural.into_iter().collect(),
                }
            }
            Pronoun::Both | Pronoun::BothBodies => {
                let both = self
                    .salience
                    .top_two(mention, |actor| self.actors.get(actor).is_some_and(fits));
                if both.is_empty() && pronoun == Pronoun::BothBodies {
                    // *The two sides* may be two people.
                    return self.pronoun(Pronoun::Both, mention);
                }
                both
            }
            Pronoun::Former => {
                let person = |actor: ActorIndex| {
                    self.actors
                        .get(actor)
                        .is_some_and(|draft| draft.class == MentionClass::Person && fits(draft))
                };
                let two = self.salience.top_two(mention, person);
                let two = if two.is_empty() {
                    self.salience
                        .top_two(mention, |actor| self.actors.get(actor).is_some_and(fits))
                } else {
                    two
                };
                two.into_iter().take(1).collect()
            }
            Pronoun::It => self
                .salience
                .best(mention, |actor| self.actors.get(actor).is_some_and(fits))
                .into_iter()
                .collect(),
        }
    }
}

/// Whether *il* or *he* may mean it: a person, or in French also a masculine body.
fn is_personal(actor: &ActorDraft, document: &Document<'_>) -> bool {
    match actor.class {
        MentionClass::Person | MentionClass::Unknown => true,
        MentionClass::Source => actor.name.is_none(),
        MentionClass::Document
        | MentionClass::Office
        | MentionClass::Organization
        | MentionClass::Medium => {
            document.language() == crate::text::Language::French && actor.gender.is_some()
        }
        _ => false,
    }
}
