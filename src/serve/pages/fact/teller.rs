//! Makes sentences out of what is known of a fact.

use super::{Badge, Bit, short_code};
use crate::export::{PASSAGE, Passages, shortened};
use crate::serve::asof::Seen;
use crate::serve::pages::bag::Bag;
use crate::serve::pages::frame::Frame;
use crate::serve::pages::grammar::{self, Sort};
use crate::serve::pages::tongue::Tongue;
use crate::serve::pages::typography;
use crate::vocab::{code, dm, schema};

/// Acts whose verbs take the person spoken to.
const SAID_TO: [&str; 5] = ["assert", "announce", "confirm", "promise", "propose"];
/// Acts whose verbs have them as object.
const DONE_TO: [&str; 4] = ["accuse", "criticise", "praise", "warn"];
/// So many characters of a long quotation stand in a sentence; its own page has all that is published.
const WORDS: usize = 180;

/// Makes sentences out of what is known.
pub(super) struct Teller<'a> {
    pub(super) bag: &'a Bag,
    pub(super) frame: &'a Frame,
    pub(super) seen: &'a Seen<'a>,
}

/// Somebody in a sentence.
struct Who<'a> {
    iri: &'a str,
    name: String,
    lang: String,
    sort: Sort,
}

impl Teller<'_> {
    fn who(&self, subject: &str, property: &str) -> Vec<Who<'_>> {
        let tongue = self.frame.tongue;
        self.bag
            .iris(subject, property)
            .into_iter()
            .map(|iri| {
                let label = self.bag.name(iri, tongue);
                let kind = self.bag.iri(iri, dm::ACTOR_TYPE).unwrap_or_default();
                let name = label.map_or_else(
                    || iri.rsplit('/').next().unwrap_or_default().to_owned(),
                    |label| label.value().to_owned(),
                );
                let is_country =
                    kind == code::ACTOR_TYPE_COUNTRY || self.bag.is_a(iri, schema::COUNTRY);
                let is_body =
                    [code::ACTOR_TYPE_ORGANIZATION, code::ACTOR_TYPE_OFFICE].contains(&kind);
                Who {
                    iri,
                    lang: label
                        .and_then(|label| label.language())
                        .filter(|language| *language != tongue.tag())
                        .unwrap_or_default()
                        .to_owned(),
                    sort: match (is_country, is_body) {
                        (true, _) => Sort::Country,
                        (_, true) => Sort::Body,
                        _ => Sort::Person,
                    },
                    name,
                }
            })
            .collect()
    }

    /// `A, B and C`, each after what its grammar asks for.
    fn list(&self, people: &[Who<'_>], before: fn(&str, Sort, Tongue) -> &'static str) -> Vec<Bit> {
        let mut bits = Vec::new();
        for (place, who) in people.iter().enumerate() {
            if place > 0 {
                let joint = if place + 1 == people.len() {
                    self.frame.t("list.and")
                } else {
                    ", "
                };
                bits.push(Bit::Text(joint.to_owned()));
            }
            bits.push(Bit::Text(
                before(&who.name, who.sort, self.frame.tongue).to_owned(),
            ));
            bits.push(Bit::Name {
                name: who.name.clone(),
                lang: who.lang.clone(),
                href: self.seen.href(who.iri).unwrap_or_default(),
                is_actor: true,
            });
        }
        bits.retain(|bit| !matches!(bit, Bit::Text(text) if text.is_empty()));
        bits
    }

    fn words(&self, iri: &str) -> Option<Bit> {
        let words = self.bag.literal(iri, dm::QUOTE)?;
        let text = match self.seen.settings.passages() {
            Passages::Short => shortened(words.value()).into_owned(),
            Passages::Whole => words.value().to_owned(),
        };
        const { assert!(WORDS < PASSAGE, "sentences are shorter than passages") };
        let text = if text.chars().count() > WORDS {
            let kept: String = text.chars().take(WORDS - 1).collect();
            // Not in the middle of a word.
            let end = kept.rfind(' ').unwrap_or(kept.len());
            format!("{}…", kept.get(..end).unwrap_or_default())
        } else {
            text
        };
        Some(Bit::Words {
            text,
            lang: words.language().unwrap_or_default().to_owned(),
        })
    }

    /// Who, what the saying does, to whom, in which words.
    fn said(&self, iri: &str, people: &[Who<'_>], act: &str) -> Vec<Bit> {
        let tongue = self.frame.tongue;
        let plural = match people {
            [one] => grammar::is_plural(&one.name, one.sort),
            people => people.len() > 1,
        };
        let form = if plural { "many" } else { "one" };
        let verb = tongue
            .find(&format!("verb.{act}.{form}"))
            .unwrap_or(tongue.t("verb.assert.one"));
        let mut bits = self.list(people, grammar::subject);
        bits.push(Bit::Text(format!(" {verb}")));
        let addressees = self.who(iri, dm::ADDRESSEE);
        if !addressees.is_empty() {
            // One says to somebody, accuses somebody, and hopes, speaking to somebody.
            let (joint, before): (_, fn(&str, Sort, Tongue) -> &'static str) =
                if SAID_TO.contains(&act) {
                    (" ", grammar::to)
                } else if DONE_TO.contains(&act) {
                    (" ", grammar::subject)
                } else {
                    (self.frame.t("speaking"), grammar::to)
                };
            bits.push(Bit::Text(joint.to_owned()));
            bits.extend(self.list(&addressees, before));
        }
        self.add_words(iri, &mut bits);
        bits
    }

    /// The kind of a fact and its words, where nobody is known who said it.
    fn unsaid(&self, iri: &str, kind: &str) -> Vec<Bit> {
        let mut bits = vec![Bit::Text(self.frame.t(kind).to_owned())];
        self.add_words(iri, &mut bits);
        bits
    }

    /// The words of a fact behind a colon, where they are known.
    fn add_words(&self, iri: &str, bits: &mut Vec<Bit>) {
        if let Some(words) = self.words(iri) {
            bits.push(Bit::Text(typography::colon(self.frame.tongue).to_owned()));
            bits.push(words);
        }
    }

    pub(super) fn statement(&self, iri: &str) -> Vec<Bit> {
        let speakers = self.who(iri, dm::SPEAKER);
        let act = self.bag.iri(iri, dm::SPEECH_ACT).and_then(short_code);
        if speakers.is_empty() {
            return self.unsaid(iri, "kind.statement.one");
        }
        self.said(iri, &speakers, act.unwrap_or("assert"))
    }

    pub(super) fn proposal(&self, iri: &str) -> Vec<Bit> {
        let proposers = self.who(iri, dm::PROPOSER);
        if proposers.is_empty() {
            return self.unsaid(iri, "kind.proposal.one");
        }
        self.said(iri, &proposers, "propose")
    }

    pub(super) fn meeting(&self, iri: &str) -> Vec<Bit> {
        let tongue = self.frame.tongue;
        let people = self.who(iri, dm::PARTICIPANT);
        let status = self
            .bag
            .iri(iri, dm::CURRENT_STATUS)
            .or_else(|| {
                let change = self.bag.iri(iri, dm::HAS_STATUS)?;
                self.bag.iri(change, dm::STATUS)
            })
            .and_then(|status| {
                status
                    .strip_prefix(code::PREFIX)?
                    .strip_prefix("meeting-status-")
            })
            .unwrap_or("held");
        let verb = |number: &str| {
            tongue
                .find(&format!("meet.{number}.{status}"))
                .unwrap_or(tongue.t("meet.two.held"))
        };
        let mut bits = match people.as_slice() {
            [] => vec![Bit::Text(tongue.t("kind.meeting.one").to_owned())],
            [_] => {
                let mut bits = self.list(&people, grammar::subject);
                bits.push(Bit::Text(format!(" {}", verb("one"))));
                bits
            }
            [first, second] if !grammar::is_plural(&first.name, first.sort) => {
                let mut bits = self.list(std::slice::from_ref(first), grammar::subject);
                bits.push(Bit::Text(format!(" {} ", verb("two"))));
                bits.extend(self.list(std::slice::from_ref(second), grammar::subject));
                bits
            }
            several => {
                let mut bits = self.list(several, grammar::subject);
                bits.push(Bit::Text(format!(" {}", verb("all"))));
                bits
            }
        };
        if let Some(place) = self.bag.iri(iri, dm::PLACE)
            && let Some(name) = self.bag.name(place, tongue)
        {
            let is_country = self.is_country(place);
            let name = name.value();
            bits.push(Bit::Text(format!(
                " {}",
                grammar::at(name, is_country, tongue)
            )));
            bits.push(Bit::Name {
                name: name.to_owned(),
                lang: String::new(),
                href: self.seen.href(place).unwrap_or_default(),
                is_actor: false,
            });
        }
        bits
    }

    /// Whether a place is a state: the actor with the same Wikidata id says so.
    fn is_country(&self, place: &str) -> bool {
        let actor = place.replacen("/place/", "/actor/", 1);
        if self.bag.knows(&actor) {
            return self.bag.is_a(&actor, schema::COUNTRY);
        }
        let actor = crate::store::model::NamedNodeRef::new_unchecked(&actor);
        let class = crate::store::model::NamedNodeRef::new_unchecked(schema::COUNTRY);
        let default = Some(crate::store::model::GraphNameRef::DefaultGraph);
        let kind = crate::store::model::NamedNodeRef::new_unchecked(crate::vocab::rdf::TYPE);
        let mut found = self
            .seen
            .store
            .matching(Some(actor), Some(kind), Some(class), default);
        matches!(found.next(), Some(Ok(_)))
    }

    /// The status, and how the articles present it where that is not as certain.
    pub(super) fn badges(&self, iri: &str) -> Vec<Badge> {
        let status = self.bag.iri(iri, dm::CURRENT_STATUS).or_else(|| {
            let change = self.bag.iri(iri, dm::HAS_STATUS)?;
            self.bag.iri(change, dm::STATUS)
        });
        let modality = self
            .bag
            .iri(iri, dm::MODALITY)
            .filter(|it| *it != code::MODALITY_STATED);
        // A meeting that is planned is presented as planned: once is enough.
        let modality = modality.filter(|it| {
            let same = |name: &str| status.is_some_and(|it| it.ends_with(name));
            !(it.ends_with("-planned") && same("-planned"))
        });
        status
            .into_iter()
            .chain(modality)
            .filter_map(|it| Badge::of(it, self.frame, self.seen))
            .collect()
    }
}
