//! Questions as sentences with gaps: `/` has six of them to fill in, and a question that was filled in is told so.

use super::bag::Bag;
use super::frame::Frame;
use super::queries;
use super::tongue::Tongue;
use super::typography;
use crate::serve::asof::Seen;
use crate::serve::questions;
use crate::store::{Deadline, StoreError};

/// The sentences, by their questions: each `{}` is a parameter of the question, in their order.
const SENTENCES: [(&str, &str); 6] = [
    ("what_did_kerry_say", "sentence.said"),
    ("who_met_whom", "sentence.met"),
    ("who_denies_what", "sentence.denied"),
    ("what_is_planned", "sentence.planned"),
    ("proposal_timeline", "sentence.became"),
    ("attribution_chain", "sentence.hands"),
];

/// A sentence with gaps.
pub(super) struct Sentence {
    /// The question that it asks.
    pub(super) name: &'static str,
    pub(super) parts: Vec<Part>,
}

/// A part of a sentence.
pub(super) enum Part {
    Text(&'static str),
    /// One of some actors: the name and the label of the field, then Wikidata items and names.
    Actor(String, &'static str, Vec<(String, String)>),
    /// A day: the name and the label of the field, and what stands in it.
    Day(String, &'static str, String),
}

/// What gaps can be filled with.
pub(super) struct Choice {
    /// Wikidata items and names of those who say and meet most.
    pub(super) actors: Vec<(String, String)>,
    /// The same of those who have to do with proposals.
    pub(super) proposers: Vec<(String, String)>,
    /// From when to when the articles are.
    pub(super) period: (String, String),
}

impl Choice {
    /// All sentences that can be filled in.
    pub(super) fn sentences(&self, tongue: Tongue) -> Vec<Sentence> {
        let all = SENTENCES.iter().filter_map(|(name, key)| {
            let question = questions::find(name)?;
            let mut parameters = queries::parameters(question.query).into_iter();
            let mut parts = Vec::new();
            for (place, text) in tongue.t(key).split("{}").enumerate() {
                if place > 0 {
                    let parameter = parameters.next()?;
                    let label = tongue.find(&format!("field.{}", parameter.name))?;
                    parts.push(if parameter.is_item() {
                        let about_proposals = ["sentence.became", "sentence.hands"].contains(key);
                        let actors = if about_proposals {
                            &self.proposers
                        } else {
                            &self.actors
                        };
                        if actors.is_empty() {
                            return None;
                        }
                        Part::Actor(parameter.name, label, actors.clone())
                    } else {
                        let day = match parameter.name.as_str() {
                            "from" => &self.period.0,
                            _ => &self.period.1,
                        };
                        Part::Day(parameter.name, label, day.clone())
                    });
                }
                parts.push(Part::Text(text));
            }
            Some(Sentence {
                name: question.name,
                parts,
            })
        });
        all.collect()
    }
}

/// The sentence of a question with its gaps filled, where it has one and all were chosen: whether an item, and what.
pub(super) fn filled(
    name: &str,
    chosen: &[(bool, String)],
    frame: &Frame,
    seen: &Seen<'_>,
    deadline: &Deadline,
) -> Result<Option<String>, StoreError> {
    let Some((_, key)) = SENTENCES.iter().find(|(other, _)| *other == name) else {
        return Ok(None);
    };
    let mut text = frame.t(key).to_owned();
    if text.matches("{}").count() != chosen.len() {
        return Ok(None);
    }
    let mut bag = Bag::default();
    for (is_item, typed) in chosen {
        let shown = if *is_item {
            let actor = format!("{}actor/{typed}", seen.settings.base);
            bag.read(&seen.store, [actor.clone()], deadline)?;
            let name = bag.name(&actor, frame.tongue);
            name.map_or_else(|| typed.clone(), |name| name.value().to_owned())
        } else {
            typography::date(typed, frame.tongue)
        };
        text = text.replacen("{}", &shown, 1);
    }
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_has_a_gap_for_each_parameter() {
        let actors = vec![("Q7747".to_owned(), "Vladimir Poutine".to_owned())];
        let choice = Choice {
            proposers: actors.clone(),
            actors,
            period: ("2016-07-01".to_owned(), "2016-07-31".to_owned()),
        };
        for tongue in Tongue::ALL {
            let sentences = choice.sentences(tongue);
            assert_eq!(sentences.len(), SENTENCES.len());
            for sentence in sentences {
                let question = questions::find(sentence.name).unwrap();
                let gaps = sentence
                    .parts
                    .iter()
                    .filter(|it| !matches!(it, Part::Text(_)));
                assert_eq!(
                    gaps.count(),
                    queries::parameters(question.query).len(),
                    "{}",
                    sentence.name
                );
            }
        }
    }
}
