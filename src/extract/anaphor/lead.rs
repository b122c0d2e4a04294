//! Who is described before being named, who is never named, and who was named in a row.
//!
//! > ***Rome's point man** said … **John Smith** added · **An official** said … **The official** added · Rome, Paris and Riga said …
//! > **The three states***

use super::super::actor::{ActorDraft, ActorIndex, Gatherer};
use super::super::mention::{Mention, MentionClass};
use super::super::words::Determiner;
use super::{is_loose, names_office};
use crate::text::{Language, fold};

/// Within so many sentences a voice without a name is spoken of again, and a name follows a description.
const NEAR: usize = 3;

/// A row is spoken of again within so many sentences.
const ROW: usize = 6;

/// An article that names nobody so long has no such person; a bound for hostile texts.
const FIRST: usize = 40;

impl Gatherer<'_> {
    /// *An official* … ***The official***: the voice without a name that was called so.
    pub(super) fn same_voice(&self, mention: &Mention) -> Option<ActorIndex> {
        const LONGEST: usize = 3;
        let noun = self.document.folded(mention.head);
        let again = mention.class == MentionClass::Person
            && mention.determiner == Determiner::Definite
            && !mention.plural
            && mention.polity.is_none()
            && mention.tokens.len() <= LONGEST;
        let voice = |actor: ActorIndex| {
            self.heads.contains(&(actor, noun.to_owned()))
                && self.actors.get(actor).is_some_and(|draft| {
                    draft.class == MentionClass::Source && draft.name.is_none() && !draft.plural
                })
                && self
                    .salience
                    .last_sentence(actor)
                    .is_some_and(|sentence| sentence + NEAR >= mention.sentence)
        };
        again
            .then(|| self.salience.best_free(mention, voice))
            .flatten()
    }

    /// ***The top negotiator** said … "We have failed," **John Smith** said*: in a report that begins with a description, the
    /// first person who is named and speaks soon after is the one described.
    pub(in super::super) fn first_described(&self, mention: &Mention) -> Option<ActorIndex> {
        let speaker = self.document.language() == Language::English
            && mention.class == MentionClass::Person
            && !mention.plural
            && !mention.quoted
            && mention.inside.is_none()
            && self.salience.speaks()
            && self.actors.len() <= FIRST;
        let named = |draft: &ActorDraft| {
            matches!(draft.class, MentionClass::Person | MentionClass::Unknown)
                && draft.name.is_some()
        };
        if !speaker || self.actors.iter().any(named) {
            return None;
        }
        let mut described = (0..).zip(&self.actors).filter(|(_, draft)| {
            draft.name.is_none()
                && !draft.plural
                && matches!(draft.class, MentionClass::Person | MentionClass::Source)
                && is_one_person(&draft.description)
        });
        let (actor, draft) = described.next()?;
        let near = self
            .salience
            .last_sentence(actor)
            .is_some_and(|sentence| sentence + NEAR >= mention.sentence);
        let state = draft
            .polity
            .as_ref()
            .zip(mention.polity.as_ref())
            .is_none_or(|(one, other)| one == other);
        let gender = draft
            .gender
            .zip(mention.gender)
            .is_none_or(|(one, other)| one == other);
        let office = mention.titles.iter().all(|title| {
            title.role != "spokesperson"
                && draft.titles.iter().all(|held| {
                    is_loose(&held.role) || names_office(title, held) || names_office(held, title)
                })
        });
        (described.next().is_none()
            && near
            && state
            && gender
            && office
            && self.salience.has_ever_spoken(actor))
        .then_some(actor)
    }

    /// Notes states, bodies and people that commas and *and* join.
    pub(in super::super) fn line_up(
        &mut self,
        before: Option<(&Mention, &Vec<ActorIndex>)>,
        mention: &Mention,
        found: &[ActorIndex],
    ) {
        let [one] = found else { return };
        if mention.name.is_none() || mention.inside.is_some() {
            return;
        }
        let joined = before.is_some_and(|(other, actors)| {
            let joint = other.tokens.end..mention.tokens.start;
            other.sentence == mention.sentence
                && other.class == mention.class
                && (1..=2).contains(&joint.len())
                && joint
                    .into_iter()
                    .all(|at| matches!(self.document.folded(at), "," | "and" | "et"))
                && self.row.0.last() == actors.first()
        });
        if !joined {
            self.row.0.clear();
        }
        self.row.0.push(*one);
        self.row.1 = mention.sentence;
        if self.row.0.len() > 2 {
            self.rows.clone_from(&self.row);
            // `they` after three people: all of them.
            if mention.class == MentionClass::Person {
                self.several = Some(self.row.clone());
            }
        }
    }

    /// ***The three countries** said*: those who stood in a row of as many.
    pub(in super::super) fn all_in_row(&self, mention: &Mention) -> Option<Vec<ActorIndex>> {
        let count =
            mention
                .tokens
                .clone()
                .take(2)
                .find_map(|at| match self.document.folded(at) {
                    "three" | "trois" => Some(3),
                    "four" | "quatre" => Some(4),
                    "five" | "cinq" => Some(5),
                    "six" => Some(6),
                    _ => None,
                })?;
        let definite = self.document.folded(mention.tokens.start) != "of"
            && matches!(
                mention
                    .tokens
                    .start
                    .checked_sub(1)
                    .map_or("", |before| self.document.folded(before)),
                "the" | "les" | "all"
            )
            || mention.determiner == Determiner::Definite;
        (mention.name.is_none()
            && definite
            && self.rows.0.len() == count
            && self.rows.1 < mention.sentence
            && self.rows.1 + ROW >= mention.sentence)
            .then(|| self.rows.0.clone())
    }
}

/// *Rome's point man*, *the chief negotiator*: a description that one person alone fits.
fn is_one_person(description: &str) -> bool {
    let folded = fold(description);
    let one = folded.starts_with("the ") || folded.contains("'s ") || folded.starts_with("top ");
    one && folded.split(' ').any(|word| {
        matches!(
            word,
            "man"
                | "woman"
                | "negotiator"
                | "diplomat"
                | "envoy"
                | "mediator"
                | "chief"
                | "head"
                | "minister"
                | "president"
                | "leader"
                | "secretary"
                | "ambassador"
                | "commander"
                | "official"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::english;

    #[test]
    fn described_before_being_named() {
        assert_eq!(
            english(
                "Estonia's point man said the talks were over. \"Nobody came,\" envoy John Smith said in Riga."
            ),
            [
                "en.that: John Smith: the talks were over",
                "en.incise: John Smith: Nobody came"
            ]
        );
    }

    #[test]
    fn a_spokesman_is_not_whom_he_speaks_for() {
        assert_eq!(
            english(
                "Estonia's top diplomat said the talks were over. Spokesman John Smith said nobody had come."
            )
            .last()
            .map(String::as_str),
            Some("en.that: John Smith: nobody had come")
        );
    }

    #[test]
    fn an_official_heard_again() {
        assert_eq!(
            english(
                "A senior Estonian official said the talks were over. The official said nobody had come."
            ),
            [
                "en.that: A senior Estonian official: the talks were over",
                "en.that: A senior Estonian official: nobody had come"
            ]
        );
    }

    #[test]
    fn a_row_speaks_as_a_whole() {
        assert_eq!(
            english(
                "In a letter, Finland, Estonia, and Latvia called for a truce. The three countries said nobody had come."
            ),
            [
                "en.noun: Finland + Estonia + Latvia: a truce",
                "en.that: Finland + Estonia + Latvia: nobody had come"
            ]
        );
    }
}
