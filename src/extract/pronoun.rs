//! Whom a pronoun means: *il*, *she*, *ce dernier*, *the former*, *les deux hommes*, *they*.
//!
//! > *Roy et Dahl ont signé. **Les deux hommes** … **ils** … Roy met Dahl. **The former** said …*

use super::Title;
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

    /// *les deux ministres*, *the two leaders*: those named together last or, failing them, the two named last, of whom
    /// the noun can be said.
    fn both_people(&self, mention: &Mention) -> Vec<ActorIndex> {
        let person = |actor: ActorIndex| {
            self.actors
                .get(actor)
                .is_some_and(|draft| draft.class == MentionClass::Person && !draft.plural)
        };
        let noun = self.document.folded(mention.head);
        let of = |actor: ActorIndex, test: fn(&str, &ActorDraft) -> bool| {
            person(actor) && self.actors.get(actor).is_some_and(|it| test(noun, it))
        };
        let together = self
            .together(mention, 3)
            .map_or_else(Vec::new, |(both, _)| both);
        let joined = |test: fn(&str, &ActorDraft) -> bool| {
            let both = together.iter().all(|actor| of(*actor, can_be_such));
            let one = together.iter().any(|actor| of(*actor, test));
            if both && one {
                together.clone()
            } else {
                Vec::new()
            }
        };
        let last = |test: fn(&str, &ActorDraft) -> bool| {
            self.salience.top_two(mention, |actor| of(actor, test))
        };
        let any: fn(&str, &ActorDraft) -> bool = |_, _| true;
        [
            joined(is_such),
            last(is_such),
            joined(can_be_such),
            last(can_be_such),
            together,
            last(any),
        ]
        .into_iter()
        .find(|both| !both.is_empty())
        .unwrap_or_default()
    }

    /// Whether French calls a state that spoke *il* or *elle*: by its article, or by its ending where that is elided; a capital
    /// may be either.
    fn is_called(&self, actor: ActorIndex, pronoun: Pronoun) -> bool {
        let state = |draft: &&ActorDraft| draft.class == MentionClass::Country && !draft.plural;
        let named = self.actors.get(actor).filter(state).and_then(|_| {
            let french = self.document.language() == crate::text::Language::French;
            self.salience.last_naming(actor).filter(|_| french)
        });
        let Some(name) = named else { return false };
        let word = |at: usize| self.document.folded(at);
        let before = name.checked_sub(1).map_or("", word);
        let feminine = match (word(name), before) {
            ("la", _) | (_, "la") => true,
            ("le", _) | (_, "le") => false,
            ("l'", _) => word(name + 1).ends_with('e'),
            (_, "l'") => word(name).ends_with('e'),
            _ => return true,
        };
        feminine == matches!(pronoun, Pronoun::She)
    }

    /// *les deux responsables* of whom the text has not said who they are: a group by that description.
    pub(super) fn open_pair(&mut self, mention: &Mention) -> ActorIndex {
        let key = self.folded(&mention.tokens);
        if let Some(actor) = self.by_key.get(&key) {
            return *actor;
        }
        let actor = self.add(ActorDraft {
            class: MentionClass::Group,
            name: None,
            canonical: None,
            description: self.document.words(&mention.tokens).to_owned(),
            titles: Vec::new(),
            polity: None,
            gender: None,
            plural: true,
            mentions: Vec::new(),
        });
        self.by_key.insert(key, actor);
        actor
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
            Pronoun::Both | Pronoun::BothBodies => {
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
                // *a déclaré le ministère. **Il** a précisé*: who spoke goes on, before a person who was only named.
                let named = self.salience.best(mention, person);
                let was_heard = named.is_some_and(|actor| self.salience.has_spoken(actor, mention));
                let last = self.salience.last_voice(mention);
                // *Roy a dit … **Un porte-parole** a dit … **Il** a ajouté*: who spoke in the sentence before, not who did earlier.
                let since = last.zip(named).is_some_and(|(voice, named)| {
                    let sentence = |actor| self.salience.last_sentence(actor);
                    let unnamed = |draft: &ActorDraft| draft.class == MentionClass::Source;
                    self.actors.get(voice).is_some_and(unnamed) && sentence(voice) > sentence(named)
                });
                let voice = last.filter(|_| (!was_heard || since) && self.salience.speaks());
                let document = |actor: &ActorIndex| {
                    self.actors
                        .get(*actor)
                        .is_some_and(|draft| draft.class == MentionClass::Document)
                };
                let beside = named.is_some_and(|actor| {
                    self.salience.last_sentence(actor) == Some(mention.sentence)
                });
                // *according to **an aide**, who asked not to be named since **he** was involved*: whoever was named in this sentence,
                // before a person who was not; but who speaks may be a person from before.
                let aide = |actor: ActorIndex| {
                    self.actors.get(actor).is_some_and(|draft| {
                        draft.class == MentionClass::Source && !draft.plural && fits(draft)
                    })
                };
                let english = self.document.language() == crate::text::Language::English;
                let unnamed = (english && !beside && !self.salience.speaks())
                    .then(|| self.salience.best(mention, aide))
                    .flatten()
                    .filter(|actor| self.salience.last_sentence(*actor) == Some(mention.sentence));
                // *… a déclaré le maire. **Quant à Roy**, **il** est parti*
                let heard = voice.filter(|actor| !beside && any(*actor) && !document(actor));
                // *…, selon le communiqué. Il a ajouté*: who spoke before the document was cited goes on.
                let author = voice.filter(document).and_then(|_| {
                    self.salience.best(mention, |actor| {
                        person(actor) && self.salience.has_spoken(actor, mention)
                    })
                });
                // *La Norvège a protesté. **Elle** a ajouté*
                let state = voice.filter(|actor| !beside && self.is_called(*actor, pronoun));
                unnamed
                    .or(heard)
                    .or(author)
                    .or(state)
                    .or(voice.filter(|actor| any(*actor)))
                    .or(named)
                    .or_else(|| self.salience.best(mention, any))
                    .into_iter()
                    .collect()
            }
            Pronoun::Both => self.both_people(mention),
            Pronoun::They => {
                let plural = self
                    .salience
                    .best(mention, |actor| self.actors.get(actor).is_some_and(fits));
                // *Three people died as **protesters** marched. They demand …*: of two in one sentence, those who were heard before.
                let heard = self.salience.best(mention, |actor| {
                    self.actors.get(actor).is_some_and(fits) && self.salience.has_ever_spoken(actor)
                });
                let sentence = |actor: Option<ActorIndex>| {
                    actor.and_then(|actor| self.salience.last_sentence(actor))
                };
                let plural = heard
                    .filter(|_| self.salience.speaks() && sentence(heard) == sentence(plural))
                    .or(plural);
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
            Pronoun::BothBodies => {
                // *les deux pays*: states, before bodies that were named since.
                let states = matches!(
                    self.document.folded(mention.head),
                    "pays" | "etats" | "nations" | "capitales" | "voisins" | "countries"
                );
                let two = self.salience.top_two(mention, |actor| {
                    self.actors
                        .get(actor)
                        .is_some_and(|draft| draft.class == MentionClass::Country && fits(draft))
                });
                if states && !two.is_empty() {
                    return two;
                }
                let both = self
                    .salience
                    .top_two(mention, |actor| self.actors.get(actor).is_some_and(fits));
                if both.is_empty() {
                    // *The two sides* may be two people.
                    return self.both_people(mention);
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

/// Whether somebody is known to be one of *les deux ministres*, *the two leaders*.
fn is_such(noun: &str, actor: &ActorDraft) -> bool {
    !actor.titles.is_empty() && can_be_such(noun, actor)
}

/// Whether somebody can be one of them: a spokeswoman is no leader, and a president no minister. Who bears no title may be
/// anything.
fn can_be_such(noun: &str, actor: &ActorDraft) -> bool {
    let role = |title: &&Title| !title.former;
    let mut roles = actor
        .titles
        .iter()
        .filter(role)
        .map(|title| title.role.as_str());
    match noun {
        "ministres" | "ministers" => actor.titles.is_empty() || roles.any(is_minister),
        "presidents" | "monarques" => actor.titles.is_empty() || roles.any(is_head),
        _ => !roles.any(|role| role == "spokesperson"),
    }
}

fn is_minister(role: &str) -> bool {
    role.ends_with("minister")
        || matches!(
            role,
            "secretary-of-state" | "chancellor" | "leader" | "official"
        )
}

fn is_head(role: &str) -> bool {
    role.ends_with("president") || matches!(role, "head-of-state" | "monarch" | "leader")
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

#[cfg(test)]
mod tests {
    use super::super::rules::tests::french;

    #[test]
    fn a_ministry_that_spoke_goes_on() {
        assert_eq!(
            french(
                "Paul Durand a quitté Riga. La trêve tient, a déclaré le ministère finlandais des Affaires étrangères. Il a précisé que le port rouvrirait."
            )
            .last()
            .map(String::as_str),
            Some("fr.que: le ministère finlandais des Affaires étrangères: le port rouvrirait")
        );
        assert_eq!(
            french(
                "Paul Durand a dit que la trêve tenait. Le port rouvre, a déclaré le ministère. Il a précisé que Riga votait."
            )
            .last()
            .map(String::as_str),
            Some("fr.que: Paul Durand: Riga votait")
        );
    }

    #[test]
    fn an_unnamed_voice_that_spoke_since_goes_on() {
        assert_eq!(
            french(
                "Paul Durand a dit que la trêve tenait. Un porte-parole du président John Smith a nié. Le porte-parole a \
                 affirmé que le port rouvrait. Il a précisé que Riga votait."
            )
            .last()
            .map(String::as_str),
            Some("fr.que: Un porte-parole du président John Smith: Riga votait")
        );
    }

    #[test]
    fn the_same_source_is_the_body_that_spoke() {
        assert_eq!(
            french(
                "Le ministère finlandais des Affaires étrangères a dit que la trêve tenait avec son homologue. Le port rouvre, note la même source."
            )
            .last()
            .map(String::as_str),
            Some("fr.incise: Le ministère finlandais des Affaires étrangères: Le port rouvre")
        );
    }

    #[test]
    fn who_is_cited_speaks() {
        assert_eq!(
            french(
                "« C'est fini », a dit John Smith. Selon Paul Durand, la trêve tient. Elle tiendra, a-t-il ajouté."
            )
            .last()
            .map(String::as_str),
            Some("fr.incise: Paul Durand: Elle tiendra")
        );
        assert_eq!(
            french(
                "« C'est fini », a dit John Smith dans un communiqué. M. Durand « est prêt », selon le communiqué. La trêve tient, a-t-il ajouté."
            )
            .last()
            .map(String::as_str),
            Some("fr.incise: John Smith: La trêve tient")
        );
    }

    #[test]
    fn a_state_that_spoke_goes_on() {
        assert_eq!(
            french(
                "John Smith est ministre. L'Estonie a dénoncé la trêve. Elle a précisé que le port rouvrirait."
            )
            .last()
            .map(String::as_str),
            Some("fr.que: Estonia: le port rouvrirait")
        );
        assert_eq!(
            french("L'Estonie a dénoncé la trêve. John Smith hésite, mais il a précisé que Riga voterait.")
                .last()
                .map(String::as_str),
            Some("fr.que: John Smith: Riga voterait")
        );
        assert_eq!(
            french(
                "John Smith a quitté Riga. La Lettonie a dénoncé la trêve. Il a précisé que le port rouvrirait."
            )
            .last()
            .map(String::as_str),
            Some("fr.que: John Smith: le port rouvrirait")
        );
    }
}
