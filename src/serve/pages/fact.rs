//! The fact sentence, of which all pages are made: *14 July 2016 · **John Kerry** met **Vladimir Putin** at the Kremlin ·
//! held · 3 articles*, opening on the passages that prove it.

mod teller;

use askama::Template;

use super::bag::Bag;
use super::frame::Frame;
use super::passage::{Cited, Passage};
use super::tongue::Tongue;
use super::typography;
use crate::serve::asof::Seen;
use crate::vocab::{code, dm};
use teller::Teller;

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
