//! The fact sentence, of which all pages are made: *14 July 2016 · **John Kerry** met **Vladimir Putin** at the Kremlin ·
//! held · 3 articles*, opening on the passages that prove it.

use askama::Template;

use super::bag::Bag;
use super::frame::Frame;
use super::grammar::{self, Sort};
use super::passage::{Cited, Passage};
use super::tongue::Tongue;
use super::typography;
use crate::export::{PASSAGE, Passages, shortened};
use crate::serve::asof::Seen;
use crate::vocab::{code, dm, schema};

/// Acts whose verbs take the person spoken to.
const SAID_TO: [&str; 5] = ["assert", "announce", "confirm", "promise", "propose"];
/// Acts whose verbs have them as object.
const DONE_TO: [&str; 4] = ["accuse", "criticise", "praise", "warn"];
/// So many characters of a long quotation stand in a sentence; its own page has all that is published.
const WORDS: usize = 180;

/// What kind of fact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::serve) enum Kind {
    Statement,
    Proposal,
    Meeting,
}

impl Kind {
    /// As addresses have it.
    pub(in crate::serve) fn name(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Proposal => "proposal",
            Self::Meeting => "meeting",
        }
    }

    /// The kind of a thing, if it is a fact.
    pub(in crate::serve) fn of(bag: &Bag, iri: &str) -> Option<Self> {
        [
            (dm::STATEMENT, Self::Statement),
            (dm::PROPOSAL, Self::Proposal),
            (dm::MEETING, Self::Meeting),
        ]
        .into_iter()
        .find(|(class, _)| bag.is_a(iri, class))
        .map(|(_, kind)| kind)
    }
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::serve) enum Bit {
    Text(String),
    /// Who, or where: name, its language if it is not the page's, link.
    Name {
        name: String,
        lang: String,
        href: String,
        is_actor: bool,
    },
    /// What was said: words and their language.
    Words {
        text: String,
        lang: String,
    },
}

/// A status or a modality: never colour alone, but a word and a shape.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "badge.html")]
pub(in crate::serve) struct Badge {
    pub(in crate::serve) word: String,
    pub(in crate::serve) shape: &'static str,
    /// `held` of `meeting-status-held`.
    pub(in crate::serve) name: String,
}

/// A fact in a sentence. Displaying it gives HTML.
#[derive(Clone, Debug, Template)]
#[template(path = "fact.html")]
pub(in crate::serve) struct Sentence {
    pub(in crate::serve) tongue: Tongue,
    pub(in crate::serve) iri: String,
    pub(in crate::serve) kind: Kind,
    /// Where the fact has its page.
    pub(in crate::serve) href: String,
    /// When, in words.
    pub(in crate::serve) date: String,
    /// When, as EDTF.
    pub(in crate::serve) edtf: String,
    pub(in crate::serve) bits: Vec<Bit>,
    pub(in crate::serve) badges: Vec<Badge>,
    /// How many articles report it.
    pub(in crate::serve) articles: usize,
    pub(in crate::serve) reports: String,
    /// Each article's passages.
    pub(in crate::serve) reported: Vec<Report>,
    /// How many articles report it whose passages are not here.
    pub(in crate::serve) more: usize,
    /// The numbers of its sources, on pages that number them.
    pub(in crate::serve) notes: Vec<usize>,
}

/// What one article says of a fact.
#[derive(Clone, Debug)]
pub(in crate::serve) struct Report {
    pub(in crate::serve) record: String,
    pub(in crate::serve) passages: Vec<Passage>,
}

impl Report {
    /// The article.
    pub(in crate::serve) fn source(&self) -> Option<&Cited> {
        self.passages.first().map(|passage| &passage.source)
    }
}

impl Sentence {
    /// Tells a fact, or the record that one article has of it.
    pub(in crate::serve) fn of(
        iri: &str,
        bag: &Bag,
        frame: &Frame,
        seen: &Seen<'_>,
    ) -> Option<Self> {
        let mut sentence = Self::alone(iri, bag, frame, seen)?;
        let tongue = frame.tongue;
        let records = match bag.records(iri) {
            [] if iri.contains('#') => vec![iri.to_owned()],
            records => records.to_vec(),
        };
        let mut reported: Vec<Report> = records
            .iter()
            .map(|record| Report {
                record: record.clone(),
                passages: Passage::of_record(record, bag, frame, seen),
            })
            .filter(|report| !report.passages.is_empty())
            .collect();
        reported.sort_by_key(|report| {
            let source = report.passages.first().map(|passage| &passage.source);
            (source.map(|it| it.edtf.clone()), report.record.clone())
        });
        let articles = bag.number(iri, dm::REPORTS).unwrap_or(records.len());
        let mut reports = tongue.count("reports", articles);
        // Of one article there is nothing to tell apart.
        if let Some(independent) = bag.number(iri, dm::SOURCES).filter(|_| articles > 1) {
            reports.push_str(", ");
            reports.push_str(&tongue.count("independent", independent));
        }
        sentence.articles = articles;
        sentence.reports = reports;
        sentence.more = articles.saturating_sub(reported.len());
        sentence.reported = reported;
        Some(sentence)
    }

    /// The same without its passages and who reports it.
    pub(in crate::serve) fn alone(
        iri: &str,
        bag: &Bag,
        frame: &Frame,
        seen: &Seen<'_>,
    ) -> Option<Self> {
        let kind = Kind::of(bag, iri)?;
        let teller = Teller { bag, frame, seen };
        let mut bits = match kind {
            Kind::Statement => teller.statement(iri),
            Kind::Proposal => teller.proposal(iri),
            Kind::Meeting => teller.meeting(iri),
        };
        capitalise(&mut bits);
        let edtf = bag
            .text(iri, dm::EDTF)
            .or_else(|| bag.text(iri, dm::DATE))
            .unwrap_or_default();
        Some(Self {
            tongue: frame.tongue,
            iri: iri.to_owned(),
            kind,
            href: seen.href(iri).unwrap_or_default(),
            date: typography::date(edtf, frame.tongue),
            edtf: edtf.to_owned(),
            bits,
            badges: teller.badges(iri),
            articles: 0,
            reports: String::new(),
            reported: Vec::new(),
            more: 0,
            notes: Vec::new(),
        })
    }

    /// A sentence that says nothing.
    #[cfg(test)]
    pub(in crate::serve) fn empty() -> Self {
        Self {
            tongue: Tongue::En,
            iri: String::new(),
            kind: Kind::Statement,
            href: String::new(),
            date: String::new(),
            edtf: String::new(),
            bits: Vec::new(),
            badges: Vec::new(),
            articles: 0,
            reports: String::new(),
            reported: Vec::new(),
            more: 0,
            notes: Vec::new(),
        }
    }

    /// Notes where its articles stand in a list of sources.
    pub(in crate::serve) fn number_sources(&mut self, sources: &[Cited]) {
        let place = |report: &Report| {
            let source = &report.passages.first()?.source;
            let place = sources.iter().position(|it| it.iri == source.iri)?;
            Some(place + 1)
        };
        self.notes = self.reported.iter().filter_map(place).collect();
        self.notes.sort_unstable();
        self.notes.dedup();
    }

    /// The sentence without its date, for titles and plain text.
    pub(in crate::serve) fn plain(&self) -> String {
        let (open, close) = typography::marks(self.tongue);
        self.bits
            .iter()
            .map(|bit| match bit {
                Bit::Text(text) => text.clone(),
                Bit::Name { name, .. } => name.clone(),
                Bit::Words { text, .. } => format!("{open}{text}{close}"),
            })
            .collect()
    }

    /// What opens and closes a quotation in it.
    pub(in crate::serve) fn marks(&self) -> (&'static str, &'static str) {
        typography::marks(self.tongue)
    }

    /// Whether `datetime` may have its date: days, months and years.
    pub(in crate::serve) fn has_machine_date(&self) -> bool {
        is_machine_date(&self.edtf)
    }
}

/// Whether `datetime` may have that date.
pub(in crate::serve) fn is_machine_date(edtf: &str) -> bool {
    [4, 7, 10].contains(&edtf.len())
        && edtf.bytes().enumerate().all(|(at, it)| {
            if at == 4 || at == 7 {
                it == b'-'
            } else {
                it.is_ascii_digit()
            }
        })
}

/// A sentence begins with a capital.
fn capitalise(bits: &mut [Bit]) {
    if let Some(Bit::Text(text) | Bit::Name { name: text, .. }) = bits.first_mut() {
        let mut letters = text.chars();
        if let Some(first) = letters.next() {
            *text = first.to_uppercase().chain(letters).collect();
        }
    }
}

/// Makes sentences out of what is known.
struct Teller<'a> {
    bag: &'a Bag,
    frame: &'a Frame,
    seen: &'a Seen<'a>,
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

    fn statement(&self, iri: &str) -> Vec<Bit> {
        let speakers = self.who(iri, dm::SPEAKER);
        let act = self.bag.iri(iri, dm::SPEECH_ACT).and_then(short_code);
        if speakers.is_empty() {
            return self.unsaid(iri, "kind.statement.one");
        }
        self.said(iri, &speakers, act.unwrap_or("assert"))
    }

    fn proposal(&self, iri: &str) -> Vec<Bit> {
        let proposers = self.who(iri, dm::PROPOSER);
        if proposers.is_empty() {
            return self.unsaid(iri, "kind.proposal.one");
        }
        self.said(iri, &proposers, "propose")
    }

    fn meeting(&self, iri: &str) -> Vec<Bit> {
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
    fn badges(&self, iri: &str) -> Vec<Badge> {
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

/// `deny` of `…/code/act-deny`.
pub(in crate::serve) fn short_code(iri: &str) -> Option<&str> {
    let local = iri.strip_prefix(code::PREFIX)?;
    [
        "act-",
        "meeting-status-",
        "proposal-status-",
        "modality-",
        "meeting-kind-",
        "statement-kind-",
        "actor-type-",
        "term-role-",
        "polarity-",
    ]
    .iter()
    .find_map(|list| local.strip_prefix(list))
}

impl Badge {
    /// The badge of a code.
    pub(in crate::serve) fn of(iri: &str, frame: &Frame, seen: &Seen<'_>) -> Option<Self> {
        let name = short_code(iri)?;
        let word = seen.labels.get(iri, frame.tongue)?.to_owned();
        let shape = match name {
            "held" | "agreed" | "implemented" => "●",
            "planned" | "proposed" | "hoped" => "○",
            "ongoing" | "under-discussion" => "◐",
            "postponed" | "withdrawn" => "◁",
            "cancelled" | "denied" | "rejected" => "✕",
            "drafted" => "◇",
            _ => "≈",
        };
        Some(Self {
            word,
            shape,
            name: name.to_owned(),
        })
    }
}
