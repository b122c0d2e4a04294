//! The consolidated node of a cluster of records: what all articles say of one statement, proposal or
//! meeting. Sets are taken together; single values come from the earliest record that has them.

mod label;

use super::copies::independent;
use super::edtf::Edtf;
use super::iri::Minter;
use super::partition::RecordRef;
use super::quads::{Quad, Quads, constant, term};
use super::record::dated;
use super::summary::{Class, Record, Summary};
use crate::vocab::{code, dm, rdfs, xsd};
use label::label;
use sophia::iri::Iri;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The records of one thing, earliest first: by publication, then by id. Never empty. Each of them holds the same list.
pub(super) type Cluster = Arc<[RecordRef]>;

/// What rendering looks things up in.
pub(super) struct World<'a> {
    /// Mints IRIs.
    pub minter: &'a Minter,
    /// Articles by id.
    pub articles: &'a BTreeMap<String, Summary>,
    /// The cluster of each record.
    pub cluster_of: &'a dyn Fn(&RecordRef) -> Option<Cluster>,
    /// The earliest of the articles that are copies of an article.
    pub first_of: &'a dyn Fn(&str) -> String,
}

/// Orders records: the first names the thing.
pub(super) fn in_order(
    articles: &BTreeMap<String, Summary>,
    records: &BTreeSet<RecordRef>,
) -> Cluster {
    let published = |article: &str| {
        articles
            .get(article)
            .map_or_else(|| "unknown".to_owned(), Summary::published_on)
    };
    let mut cluster: Vec<RecordRef> = records.iter().cloned().collect();
    cluster.sort_by_cached_key(|(article, local)| {
        (published(article), article.clone(), local.clone())
    });
    cluster.into()
}

impl World<'_> {
    /// The IRI of a thing, after its earliest record.
    pub(super) fn iri(&self, cluster: &Cluster) -> Option<Iri<String>> {
        let (article, local) = cluster.first()?;
        let lead = format!("{article}#{local}");
        Some(match self.record(cluster.first()?)?.class {
            Class::Statement => self.minter.statement(&lead),
            Class::Proposal => self.minter.proposal(&lead),
            Class::Meeting => self.minter.meeting(&lead),
        })
    }

    /// All quads that exist because of this cluster: the node in the default graph, and what the
    /// identity graph says of its records and contradictions.
    pub(super) fn render(&self, cluster: &Cluster) -> Vec<Quad> {
        let (Some(thing), Some((article, _))) = (self.iri(cluster), cluster.first()) else {
            return vec![];
        };
        let records: Vec<(&Summary, &Record, &str)> = cluster
            .iter()
            .filter_map(|at| Some((self.articles.get(&at.0)?, self.record(at)?, at.1.as_str())))
            .collect();
        let identity = self.minter.identity_graph();
        let mut rendering = Rendering {
            world: self,
            records: &records,
            thing,
            quads: Quads::new(self.minter, article, None),
            identity: Quads::new(self.minter, article, Some(&identity)),
        };
        rendering.node();
        rendering.contradictions();
        let mut quads = rendering.quads.finish();
        quads.extend(rendering.identity.finish());
        quads
    }

    fn record(&self, at: &RecordRef) -> Option<&Record> {
        self.articles.get(&at.0)?.records.get(&at.1)
    }

    /// The thing of a record.
    fn thing_of(&self, article: &str, local: &str) -> Option<Iri<String>> {
        self.iri(&(self.cluster_of)(&(article.to_owned(), local.to_owned()))?)
    }
}

struct Rendering<'a> {
    world: &'a World<'a>,
    records: &'a [(&'a Summary, &'a Record, &'a str)],
    thing: Iri<String>,
    quads: Quads<'a>,
    identity: Quads<'a>,
}

impl Rendering<'_> {
    fn node(&mut self) {
        let Some((lead_article, lead, _)) = self.records.first().copied() else {
            return;
        };
        let thing = self.thing.clone();
        self.quads.a(
            &thing,
            match lead.class {
                Class::Statement => dm::STATEMENT,
                Class::Proposal => dm::PROPOSAL,
                Class::Meeting => dm::MEETING,
            },
        );
        self.actors_and_place(&thing);
        self.codes(&thing);
        self.words(&thing);
        self.links(&thing);
        let date = self.date(&thing);
        self.status(&thing);
        self.terms(&thing);
        self.counts(&thing);
        for (article, _, local) in self.records {
            let record = self.world.minter.record(&article.id, local);
            self.identity.link(&record, dm::RECORD_OF, &thing);
        }
        for language in ["en", "fr"] {
            let label = label(lead_article, lead, date.as_deref(), language);
            self.quads.text(&thing, rdfs::LABEL, &label, language);
        }
    }

    fn actors_and_place(&mut self, thing: &Iri<String>) {
        for (article, record, _) in self.records {
            for (role, local) in record.roles.iter().filter(|(role, _)| *role != dm::PLACE) {
                if let Some(actor) = article.actors.get(local) {
                    self.quads
                        .link(thing, role, &Iri::new_unchecked(actor.thing.clone()));
                }
            }
        }
        // The place that most records give, the earliest of those first.
        let places: Vec<&str> = self
            .records
            .iter()
            .flat_map(|(article, record, _)| {
                record
                    .role(dm::PLACE)
                    .filter_map(|local| article.places.get(local))
            })
            .map(|place| place.thing.as_str())
            .collect();
        let votes = |place: &str| places.iter().filter(|other| **other == place).count();
        let most = places.iter().map(|place| votes(place)).max();
        if let Some(place) = places.iter().find(|place| Some(votes(place)) == most) {
            self.quads
                .link(thing, dm::PLACE, &Iri::new_unchecked((*place).to_owned()));
        }
    }

    fn codes(&mut self, thing: &Iri<String>) {
        let mut first: BTreeMap<&'static str, &str> = BTreeMap::new();
        for (_, record, _) in self.records {
            // How a plan is presented goes with its status.
            let codes = record.codes.iter();
            let own = codes.filter(|(property, _)| {
                record.class == Class::Statement || **property != dm::MODALITY
            });
            for (property, concept) in own {
                first.entry(property).or_insert(concept);
            }
        }
        for (property, concept) in first {
            self.quads
                .link(thing, property, &Iri::new_unchecked(concept.to_owned()));
        }
    }

    /// The words of the earliest record of each language.
    fn words(&mut self, thing: &Iri<String>) {
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        for (language, words) in self
            .records
            .iter()
            .filter_map(|(_, record, _)| record.quote.as_ref())
        {
            first.entry(language).or_insert(words);
        }
        for (language, words) in first {
            self.quads.text(thing, dm::QUOTE, words, language);
        }
    }

    fn links(&mut self, thing: &Iri<String>) {
        for (article, record, _) in self.records {
            for (property, locals) in [(dm::ABOUT, &record.about), (dm::DENIES, &record.denies)] {
                for target in locals
                    .iter()
                    .filter_map(|local| self.world.thing_of(&article.id, local))
                {
                    self.quads.link(thing, property, &target);
                }
            }
        }
    }

    /// The most precise date, of those the earliest record's.
    fn date(&mut self, thing: &Iri<String>) -> Option<String> {
        let precision = |written: &str| match Edtf::parse(written) {
            Ok(date) if date.day().is_some() => (2, written.len()),
            Ok(date) if date.value.is_some() => (1, written.len()),
            _ => (0, 0),
        };
        let dates: Vec<&str> = self
            .records
            .iter()
            .filter_map(|(_, record, _)| record.date.as_deref())
            .collect();
        let best = dates.iter().map(|date| precision(date)).max()?;
        let date = dates.into_iter().find(|date| precision(date) == best)?;
        dated(&mut self.quads, thing, date);
        Some(date.to_owned())
    }

    /// Every status that was reported, once for each date of report, and which of them is current.
    fn status(&mut self, thing: &Iri<String>) {
        let mut current: Option<((u8, String, usize), &str, Option<&String>)> = None;
        let mut told = BTreeSet::new();
        for (article, record, local) in self.records {
            let Some(status) = record.status.as_deref() else {
                continue;
            };
            let name = status
                .rsplit_once("-status-")
                .map_or(status, |(_, name)| name);
            let when = article.published.as_deref().unwrap_or("undated");
            let change = self
                .world
                .minter
                .part(thing, &super::iri::slug(&format!("{name} {when}")));
            if told.insert(change.as_str().to_owned()) {
                self.quads.link(thing, dm::HAS_STATUS, &change);
                self.quads.a(&change, dm::STATUS_CHANGE);
                self.quads
                    .link(&change, dm::STATUS, &Iri::new_unchecked(status.to_owned()));
                if let Some(published) = &article.published {
                    dated(&mut self.quads, &change, published);
                }
            }
            let reported = self
                .world
                .minter
                .record(&article.id, &format!("{local}-status"));
            self.identity.link(&reported, dm::RECORD_OF, &change);

            let published = article.published_on();
            let rank = (
                u8::from(!is_provisional(status)),
                if published == "unknown" {
                    String::new()
                } else {
                    published
                },
                PROGRESS
                    .iter()
                    .position(|stage| *stage == status)
                    .unwrap_or(0),
            );
            if current.as_ref().is_none_or(|(best, ..)| rank > *best) {
                current = Some((rank, status, record.codes.get(dm::MODALITY)));
            }
        }
        if let Some((_, status, modality)) = current {
            self.quads.link(
                thing,
                dm::CURRENT_STATUS,
                &Iri::new_unchecked(status.to_owned()),
            );
            if let Some(modality) = modality {
                self.quads
                    .link(thing, dm::MODALITY, &Iri::new_unchecked(modality.clone()));
            }
        }
    }

    /// The terms of the record that has most of them.
    fn terms(&mut self, thing: &Iri<String>) {
        let most = self
            .records
            .iter()
            .map(|(_, record, _)| record.terms.len())
            .max()
            .unwrap_or(0);
        let fullest = self
            .records
            .iter()
            .find(|(_, record, _)| record.terms.len() == most);
        let Some((article, record, _)) = fullest else {
            return;
        };
        for (number, told) in (1..).zip(&record.terms) {
            let node = self.world.minter.part(thing, &format!("t{number}"));
            self.quads.link(thing, dm::HAS_TERM, &node);
            self.quads.a(&node, dm::TERM);
            self.quads
                .link(&node, dm::TERM_ROLE, &Iri::new_unchecked(told.role.clone()));
            for actor in told
                .obliges
                .iter()
                .filter_map(|local| article.actors.get(local))
            {
                self.quads
                    .link(&node, dm::OBLIGES, &Iri::new_unchecked(actor.thing.clone()));
            }
            if let Some((language, words)) = &told.quote {
                self.quads.text(&node, dm::QUOTE, words, language);
            }
            let told = self.world.minter.record(&article.id, &told.local);
            self.identity.link(&told, dm::RECORD_OF, &node);
        }
    }

    fn counts(&mut self, thing: &Iri<String>) {
        let articles: BTreeMap<&str, &Summary> = self
            .records
            .iter()
            .map(|(article, ..)| (article.id.as_str(), *article))
            .collect();
        let sources = independent(articles.values().map(|article| {
            let first = (self.world.first_of)(&article.id);
            let mut origins = article.origins();
            origins.insert(self.world.minter.article(&first).as_str().to_owned());
            origins
        }));
        self.quads.typed(
            thing,
            dm::REPORTS,
            &articles.len().to_string(),
            xsd::INTEGER,
        );
        self.quads
            .typed(thing, dm::SOURCES, &sources.to_string(), xsd::INTEGER);
        for id in articles.keys() {
            let article = self.world.minter.article(id);
            self.quads.link(thing, dm::REPORTED_IN, &article);
        }
        // Decimals between 0 and 1 in shortest form sort as text.
        if let Some(confidence) = self
            .records
            .iter()
            .filter_map(|(_, record, _)| record.confidence.as_deref())
            .max()
        {
            self.quads
                .typed(thing, dm::CONFIDENCE, confidence, xsd::DECIMAL);
        }
    }

    /// What contradicts the denials of this thing: itself, where it is a statement; the records that
    /// present it as so; the statements that assert it.
    fn contradictions(&mut self) {
        let mut denials = BTreeSet::new();
        let mut asserted = BTreeSet::new();
        for (article, record, local) in self.records {
            for other_local in article.spoken_of_by.get(*local).into_iter().flatten() {
                let Some(other) = article.records.get(other_local) else {
                    continue;
                };
                let Some(statement) = self.world.thing_of(&article.id, other_local) else {
                    continue;
                };
                if other.denies.contains(*local) {
                    denials.insert(statement.as_str().to_owned());
                } else if other.about.contains(*local) && asserts(other) {
                    asserted.insert(statement.as_str().to_owned());
                }
            }
            match record.class {
                Class::Statement => asserted.insert(self.thing.as_str().to_owned()),
                Class::Proposal | Class::Meeting if presents_as_so(record) => asserted.insert(
                    self.world
                        .minter
                        .record(&article.id, local)
                        .as_str()
                        .to_owned(),
                ),
                Class::Proposal | Class::Meeting => false,
            };
        }
        // No denial, nothing to contradict: most things end here.
        for denial in &denials {
            for other in asserted.difference(&denials) {
                let (denial, other) = (
                    Iri::new_unchecked(denial.clone()),
                    Iri::new_unchecked(other.clone()),
                );
                self.identity.link(&denial, dm::CONTRADICTS, &other);
            }
        }
    }
}

/// Statuses of a plan that give way to whatever is reported of what came of it.
fn is_provisional(status: &str) -> bool {
    [code::MEETING_STATUS_PLANNED, code::MEETING_STATUS_PROPOSED].contains(&status)
}

/// Where articles of one day differ, the later in this list is current.
const PROGRESS: [&str; 14] = [
    code::MEETING_STATUS_PROPOSED,
    code::MEETING_STATUS_PLANNED,
    code::MEETING_STATUS_DENIED,
    code::MEETING_STATUS_POSTPONED,
    code::MEETING_STATUS_CANCELLED,
    code::MEETING_STATUS_ONGOING,
    code::MEETING_STATUS_HELD,
    code::PROPOSAL_STATUS_DRAFTED,
    code::PROPOSAL_STATUS_PROPOSED,
    code::PROPOSAL_STATUS_UNDER_DISCUSSION,
    code::PROPOSAL_STATUS_WITHDRAWN,
    code::PROPOSAL_STATUS_REJECTED,
    code::PROPOSAL_STATUS_AGREED,
    code::PROPOSAL_STATUS_IMPLEMENTED,
];

fn asserts(record: &Record) -> bool {
    let is = |property, concepts: &[&str]| {
        record
            .codes
            .get(property)
            .is_some_and(|code| concepts.contains(&code.as_str()))
    };
    is(
        dm::SPEECH_ACT,
        &[code::ACT_ASSERT, code::ACT_ANNOUNCE, code::ACT_CONFIRM],
    ) && is(dm::POLARITY, &[code::POLARITY_POSITIVE])
        && record.denies.is_empty()
}

fn presents_as_so(record: &Record) -> bool {
    let denied = [code::MEETING_STATUS_DENIED, code::MEETING_STATUS_CANCELLED];
    record
        .codes
        .get(dm::MODALITY)
        .is_some_and(|code| code == code::MODALITY_STATED)
        && record
            .status
            .as_deref()
            .is_none_or(|status| !denied.contains(&status))
}

/// What identity says of the actors and places of an article.
pub(super) fn identities(summary: &Summary, minter: &Minter) -> Vec<Quad> {
    let graph = Some(term(minter.identity_graph().as_str()));
    let entities = summary.actors.iter().chain(&summary.places);
    entities
        .map(|(local, entity)| (minter.record(&summary.id, local), &entity.thing))
        // Who lives in one article is its own record.
        .filter(|(record, thing)| record.as_str() != thing.as_str())
        .map(|(record, thing)| {
            (
                [term(record.as_str()), constant(dm::RECORD_OF), term(thing)],
                graph.clone(),
            )
        })
        .collect()
}
