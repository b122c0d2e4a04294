//! What consolidation needs to know of one article: read from the quads of its graph, whether they
//! were just made or come from the store, so that the records are the only source.
//!
//! Quads that someone has changed by hand may lack anything: what is missing is left out.

use super::codes::Coded;
use super::edtf::Edtf;
use super::iri::{Minter, Named, folded};
use super::quads::{Quad, Term, iri_of, text_of};
use crate::extract::facts::ActorType;
use crate::vocab::{dm, oa, rdf, rdfs, schema, skos, wd};
use sophia::api::term::Term as _;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// One article.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Id of the article.
    pub id: String,
    /// Publication date, EDTF.
    pub published: Option<String>,
    /// What the article graph says of the article itself, but for who published it and its sketch.
    pub about: Vec<(String, Term)>,
    /// Local id of the publisher.
    pub publisher: BTreeSet<String>,
    /// Local ids of the credited agencies.
    pub agencies: BTreeSet<String>,
    /// The sketch of its words, by which copies are told.
    pub sketch: Option<String>,
    /// Actors by local id.
    pub actors: BTreeMap<String, Entity>,
    /// Places by local id.
    pub places: BTreeMap<String, Entity>,
    /// Statements, proposals and meetings by local id.
    pub records: BTreeMap<String, Record>,
    /// Which records are about a record, or deny it: by local id.
    pub spoken_of_by: BTreeMap<String, BTreeSet<String>>,
}

/// An actor or place as the article knows it.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// The IRI of the actor or place that it is.
    pub thing: String,
    /// Types and code of its kind: predicate and IRI.
    pub kinds: BTreeSet<(&'static str, String)>,
    /// Names: language and text.
    pub names: BTreeSet<(String, String)>,
    /// How the article names it beside that: language and text.
    pub mentions: BTreeSet<(String, String)>,
    /// The offices under which the article knows it.
    pub positions: BTreeSet<String>,
    /// The IRI of its Wikidata entity.
    pub wikidata: Option<String>,
}

/// What a record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names of the classes")]
pub enum Class {
    Statement,
    Proposal,
    Meeting,
}

/// A statement, proposal or meeting as the article tells it.
#[derive(Clone, Debug)]
pub struct Record {
    /// What it is.
    pub class: Class,
    /// Local ids of actors, and the place, by property.
    pub roles: BTreeSet<(&'static str, String)>,
    /// Concepts of code lists by property.
    pub codes: BTreeMap<&'static str, String>,
    /// The status that the article reports.
    pub status: Option<String>,
    /// The words, and their language.
    pub quote: Option<(String, String)>,
    /// Fingerprint of the words: hashes, sorted.
    pub words: Vec<u32>,
    /// EDTF.
    pub date: Option<String>,
    /// Local ids of what it is about.
    pub about: BTreeSet<String>,
    /// Local ids of what it denies.
    pub denies: BTreeSet<String>,
    /// Between 0 and 1.
    pub confidence: Option<String>,
    /// The terms of a proposal.
    pub terms: Vec<TermRecord>,
}

/// A term of a proposal.
#[derive(Clone, Debug)]
pub struct TermRecord {
    /// Local id.
    pub local: String,
    /// Its role.
    pub role: String,
    /// Local ids of whom it would oblige.
    pub obliges: BTreeSet<String>,
    /// The words, and their language.
    pub quote: Option<(String, String)>,
}

impl Record {
    /// The values of one role.
    pub fn role(&self, property: &str) -> impl Iterator<Item = &str> {
        self.roles
            .iter()
            .filter(move |(found, _)| *found == property)
            .map(|(_, local)| local.as_str())
    }
}

impl Summary {
    /// Reads the graph of an article.
    pub fn read(id: &str, quads: &[Quad], minter: &Minter) -> Self {
        let graph = Graph::of(id, quads, minter);
        let mut summary = Self {
            id: id.to_owned(),
            ..Self::default()
        };
        for (subject, properties) in &graph.nodes {
            let node = Node {
                properties,
                prefix: &graph.prefix,
            };
            if node.is_a(dm::ARTICLE) {
                summary.read_article(&node);
            }
            let Some(local) = subject.strip_prefix(&graph.prefix) else {
                continue;
            };
            if node.is_a(dm::ACTOR) {
                summary
                    .actors
                    .insert(local.to_owned(), actor(id, local, &node, &graph, minter));
            } else if node.is_a(dm::PLACE_CLASS) {
                summary
                    .places
                    .insert(local.to_owned(), place(&node, minter));
            } else if let Some(class) = class_of(&node) {
                summary
                    .records
                    .insert(local.to_owned(), record(class, &node, &graph));
            }
        }
        for (local, record) in &summary.records {
            for spoken_of in record.about.union(&record.denies) {
                summary
                    .spoken_of_by
                    .entry(spoken_of.clone())
                    .or_default()
                    .insert(local.clone());
            }
        }
        summary
    }

    fn read_article(&mut self, node: &Node<'_>) {
        self.publisher = node.locals(schema::PUBLISHER);
        self.agencies = node.locals(dm::AGENCY);
        self.published = node.text(dm::EDTF);
        self.sketch = node.text(dm::SKETCH);
        let elsewhere = [schema::PUBLISHER, dm::AGENCY, dm::SKETCH];
        let own = node
            .properties
            .iter()
            .filter(|(predicate, _)| !elsewhere.contains(predicate));
        self.about = own
            .map(|(predicate, object)| ((*predicate).to_owned(), (*object).clone()))
            .collect();
    }

    /// The IRIs of whom the article has its words from: credited agencies, else the publisher.
    pub fn origins(&self) -> BTreeSet<String> {
        let things = |locals: &BTreeSet<String>| -> BTreeSet<String> {
            locals
                .iter()
                .filter_map(|local| self.actors.get(local))
                .map(|actor| actor.thing.clone())
                .collect()
        };
        [things(&self.agencies), things(&self.publisher)]
            .into_iter()
            .find(|origins| !origins.is_empty())
            .unwrap_or_default()
    }

    /// First day of the publication date, as it sorts: unknown dates last.
    pub fn published_on(&self) -> String {
        let date = self
            .published
            .as_deref()
            .and_then(|written| Edtf::parse(written).ok());
        date.and_then(|date| date.earliest)
            .map_or_else(|| "unknown".to_owned(), |day| day.to_string())
    }
}

fn class_of(node: &Node<'_>) -> Option<Class> {
    [
        (dm::STATEMENT, Class::Statement),
        (dm::PROPOSAL, Class::Proposal),
        (dm::MEETING, Class::Meeting),
    ]
    .into_iter()
    .find_map(|(iri, class)| node.is_a(iri).then_some(class))
}

fn actor(
    article: &str,
    local: &str,
    node: &Node<'_>,
    graph: &Graph<'_>,
    minter: &Minter,
) -> Entity {
    let mut entity = entity(node);
    let kind = node
        .iri(dm::ACTOR_TYPE)
        .and_then(|code| ActorType::of(&code))
        .unwrap_or(ActorType::Group);
    let named = Named {
        name: name_of(&entity),
        wikidata: qid_of(&entity),
    };
    minter
        .actor(article, local, kind, named)
        .as_str()
        .clone_into(&mut entity.thing);
    entity
        .kinds
        .insert((dm::ACTOR_TYPE, kind.code().to_owned()));
    entity.positions = node.texts(dm::POSITION);
    let language = graph.language.as_str();
    let quotes = node
        .iris(dm::EVIDENCE)
        .into_iter()
        .filter_map(|evidence| graph.exact(evidence));
    entity.mentions = quotes
        .filter(|text| is_name_like(text))
        .map(|text| (language.to_owned(), super::record::one_line(&text)))
        .filter(|mention| !entity.names.contains(mention))
        .collect();
    entity
}

fn place(node: &Node<'_>, minter: &Minter) -> Entity {
    let mut entity = entity(node);
    let named = Named {
        name: name_of(&entity),
        wikidata: qid_of(&entity),
    };
    minter.place(named).as_str().clone_into(&mut entity.thing);
    entity
}

fn entity(node: &Node<'_>) -> Entity {
    let labels = node.objects(rdfs::LABEL).filter_map(language_and_text);
    Entity {
        thing: String::new(),
        kinds: node
            .iris(rdf::TYPE)
            .into_iter()
            .map(|class| (rdf::TYPE, class.to_owned()))
            .collect(),
        names: labels.collect(),
        mentions: BTreeSet::new(),
        positions: BTreeSet::new(),
        wikidata: node.iri(skos::EXACT_MATCH),
    }
}

/// The English name, else any.
fn name_of(entity: &Entity) -> &str {
    let english = entity.names.iter().find(|(language, _)| language == "en");
    english
        .or(entity.names.first())
        .map_or("", |(_, name)| name)
}

fn qid_of(entity: &Entity) -> Option<&str> {
    entity.wikidata.as_deref()?.strip_prefix(wd::PREFIX)
}

/// Whether a mention is a name that others may use too (*M. Kerry*, *Washington*) and not a description
/// (*le secrétaire d'Etat américain*), which means another person at another time.
fn is_name_like(mention: &str) -> bool {
    mention.starts_with(char::is_uppercase)
        && mention.split_whitespace().count() <= 4
        && !mention.contains(['"', '«', '»', '“', '”', '\n', ','])
}

fn record(class: Class, node: &Node<'_>, graph: &Graph<'_>) -> Record {
    const ROLES: [&str; 7] = [
        dm::SPEAKER,
        dm::ADDRESSEE,
        dm::VIA,
        dm::PROPOSER,
        dm::PARTICIPANT,
        dm::HOST,
        dm::PLACE,
    ];
    const CODES: [&str; 5] = [
        dm::SPEECH_ACT,
        dm::STATEMENT_KIND,
        dm::MODALITY,
        dm::POLARITY,
        dm::MEETING_KIND,
    ];
    let quote = node.objects(dm::QUOTE).find_map(language_and_text);
    let status = node
        .iri(dm::HAS_STATUS)
        .and_then(|change| graph.node(&change)?.iri(dm::STATUS));
    Record {
        class,
        roles: ROLES
            .into_iter()
            .flat_map(|role| {
                node.locals(role)
                    .into_iter()
                    .map(move |local| (role, local))
            })
            .collect(),
        codes: CODES
            .into_iter()
            .filter_map(|property| Some((property, node.iri(property)?)))
            .collect(),
        status,
        words: quote
            .as_ref()
            .map_or_else(Vec::new, |(_, text)| fingerprint(text)),
        quote,
        date: node.text(dm::EDTF),
        about: node.locals(dm::ABOUT),
        denies: node.locals(dm::DENIES),
        confidence: node.text(dm::CONFIDENCE),
        terms: node
            .locals(dm::HAS_TERM)
            .iter()
            .filter_map(|local| term(local, graph))
            .collect(),
    }
}

fn term(local: &str, graph: &Graph<'_>) -> Option<TermRecord> {
    let node = graph.node(&format!("{}{local}", graph.prefix))?;
    Some(TermRecord {
        local: local.to_owned(),
        role: node.iri(dm::TERM_ROLE)?,
        obliges: node.locals(dm::OBLIGES),
        quote: node.objects(dm::QUOTE).find_map(language_and_text),
    })
}

/// The words of a text without case and accents, hashed and sorted, each once.
fn fingerprint(text: &str) -> Vec<u32> {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let folded = folded(text);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().nth(1).is_some());
    #[expect(
        clippy::cast_possible_truncation,
        reason = "half of the hash is enough"
    )]
    let mut hashes: Vec<u32> = words.map(|word| hasher.hash_one(word) as u32).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn language_and_text(term: &Term) -> Option<(String, String)> {
    Some((
        term.language_tag()?.as_str().to_owned(),
        text_of(term)?.to_owned(),
    ))
}

/// The quads of an article by subject.
struct Graph<'a> {
    nodes: BTreeMap<&'a str, Vec<(&'a str, &'a Term)>>,
    /// What the IRIs of records start with.
    prefix: String,
    language: String,
}

impl<'a> Graph<'a> {
    fn of(id: &str, quads: &'a [Quad], minter: &Minter) -> Self {
        let mut nodes: BTreeMap<&'a str, Vec<(&'a str, &'a Term)>> = BTreeMap::new();
        for ([subject, predicate, object], _) in quads {
            if let (Some(subject), Some(predicate)) = (iri_of(subject), iri_of(predicate)) {
                nodes.entry(subject).or_default().push((predicate, object));
            }
        }
        let prefix = minter.record(id, "").as_str().to_owned();
        let mut graph = Self {
            nodes,
            prefix,
            language: "en".to_owned(),
        };
        let article = minter.article(id);
        if let Some(language) = graph
            .node(article.as_str())
            .and_then(|node| node.text(schema::IN_LANGUAGE))
        {
            graph.language = language;
        }
        graph
    }

    fn node(&self, iri: &str) -> Option<Node<'_>> {
        let properties = self.nodes.get(iri)?;
        Some(Node {
            properties,
            prefix: &self.prefix,
        })
    }

    /// The words of a piece of evidence.
    fn exact(&self, evidence: &str) -> Option<String> {
        let evidence = self.node(evidence)?;
        evidence
            .iris(oa::HAS_SELECTOR)
            .into_iter()
            .find_map(|selector| self.node(selector)?.text(oa::EXACT))
    }
}

struct Node<'a> {
    properties: &'a [(&'a str, &'a Term)],
    prefix: &'a str,
}

impl<'a> Node<'a> {
    fn objects(&self, predicate: &str) -> impl Iterator<Item = &'a Term> {
        self.properties
            .iter()
            .filter(move |(found, _)| *found == predicate)
            .map(|(_, object)| *object)
    }

    fn is_a(&self, class: &str) -> bool {
        self.objects(rdf::TYPE)
            .any(|found| iri_of(found) == Some(class))
    }

    fn iris(&self, predicate: &str) -> BTreeSet<&'a str> {
        self.objects(predicate).filter_map(iri_of).collect()
    }

    /// The one IRI, or the first where someone has added more.
    fn iri(&self, predicate: &str) -> Option<String> {
        self.iris(predicate).first().map(|iri| (*iri).to_owned())
    }

    fn texts(&self, predicate: &str) -> BTreeSet<String> {
        self.objects(predicate)
            .filter_map(|object| text_of(object).map(str::to_owned))
            .collect()
    }

    fn text(&self, predicate: &str) -> Option<String> {
        self.texts(predicate).pop_first()
    }

    /// Local ids of records of this article.
    fn locals(&self, predicate: &str) -> BTreeSet<String> {
        self.iris(predicate)
            .into_iter()
            .filter_map(|iri| iri.strip_prefix(self.prefix))
            .map(str::to_owned)
            .collect()
    }
}
