//! Nanopublications: one for each statement, proposal and meeting, in TriG, named after its hash.
//!
//! | graph | says |
//! |---|---|
//! | `#Head` | which graph is what |
//! | `#assertion` | what all articles together say of the thing; what its actors and places are called |
//! | `#provenance` | from which articles, by which passages and rules, with which confidence |
//! | `#pubinfo` | what the publication is, and what its publisher says of it |
//!
//! The name is `np/statement/KEY/RA…` under the base. Nothing in it depends on the clock unless the publisher gives a
//! time: the same facts have the same name on any machine. A thing with blank nodes, which only users' own data can
//! bring, is left out and noted: its hash would depend on their labels.

use std::collections::BTreeSet;
use std::io::Write;

use super::{Notes, Passages, Publication, Source, trusty};
use crate::store::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term,
};
use crate::store::{RdfFormat, StoreError, write_quads};
use crate::vocab::{dct, dm, np, oa, prov, rdf, rdfs, schema, skos, xsd};

const CLASSES: [&str; 3] = [dm::MEETING, dm::PROPOSAL, dm::STATEMENT];

/// What the default graph says of a thing that is no part of the claim, but of how it is known.
const ABOUT_THE_CLAIM: [&str; 4] = [dm::CONFIDENCE, dm::REPORTED_IN, dm::REPORTS, dm::SOURCES];

/// What is said of the actors and places of a claim.
const NAMING: [&str; 4] = [rdf::TYPE, rdfs::LABEL, skos::EXACT_MATCH, dm::ACTOR_TYPE];

/// What a record tells about how it was found.
const FINDING: [&str; 5] = [
    dm::CONFIDENCE,
    dm::DATE_TEXT,
    dm::EVIDENCE,
    dm::LINK_REASON,
    dm::RULE,
];

/// What is said of an article.
const CITING: [&str; 8] = [
    rdf::TYPE,
    schema::DATE_PUBLISHED,
    schema::HEADLINE,
    schema::IN_LANGUAGE,
    schema::PUBLISHER,
    schema::SHA256,
    schema::URL,
    dm::AGENCY,
];

/// Writes the nanopublications of all things, in the order of the store.
pub(super) fn write(source: &Source<'_>, out: &mut dyn Write) -> Result<Notes, StoreError> {
    let mut left_out = 0_usize;
    for class in CLASSES {
        let found = source.store.matching(
            None,
            Some(NamedNodeRef::new_unchecked(rdf::TYPE)),
            Some(NamedNodeRef::new_unchecked(class)),
            Some(GraphNameRef::DefaultGraph),
        );
        for quad in found {
            source.deadline.check()?;
            let nanopub = match quad?.subject {
                NamedOrBlankNode::NamedNode(thing) => Nanopub::of(source, thing.as_str())?,
                NamedOrBlankNode::BlankNode(_) => None,
            };
            match nanopub {
                Some(nanopub) => nanopub.write(&mut *out)?,
                None => left_out += 1,
            }
        }
    }
    out.flush()?;
    Ok(match left_out {
        0 => Notes::new(),
        count => vec![format!(
            "{count} things left out: they have blank nodes, or stand elsewhere than under the base"
        )],
    })
}

/// Writes the nanopublication of the thing `local` under the base (`statement/KEY`); says whether it has the code that
/// its name claims. `None` where there is no such thing.
///
/// # Errors
/// When the store cannot be read.
pub fn find(
    source: &Source<'_>,
    local: &str,
    code: &str,
) -> Result<Option<(bool, Vec<u8>)>, StoreError> {
    let thing = format!("{}{local}", source.minter.base());
    let known = NamedNode::new(&thing).is_ok() && {
        let types = about(source, &thing, &[rdf::TYPE])?;
        types.iter().any(|quad| {
            matches!(&quad.object, Term::NamedNode(class) if CLASSES.contains(&class.as_str()))
        })
    };
    if !known {
        return Ok(None);
    }
    let Some(nanopub) = Nanopub::of(source, &thing)? else {
        return Ok(None);
    };
    let mut document = Vec::new();
    nanopub.write(&mut document)?;
    Ok(Some((nanopub.code == code, document)))
}

struct Nanopub {
    stem: String,
    code: String,
    quads: Vec<Quad>,
}

impl Nanopub {
    /// The nanopublication of a thing; `None` where it cannot have one.
    fn of(source: &Source<'_>, thing: &str) -> Result<Option<Self>, StoreError> {
        let Some(stem) = source.minter.nanopub_stem(thing) else {
            return Ok(None);
        };
        let stem = stem.as_str().to_owned();
        let draft = Draft::new(&stem);
        let assertion = assertion(source, thing)?;
        let (mut provenance, articles) = provenance(source, thing)?;
        provenance.extend(draft.extraction(&articles));
        let info = draft.info(&source.publication, thing, &assertion);
        let quads: Vec<Quad> = [
            ("Head", draft.head()),
            ("assertion", assertion),
            ("provenance", provenance),
            ("pubinfo", info),
        ]
        .into_iter()
        .flat_map(|(name, quads)| draft.graph(name, quads, source.publication.passages))
        .collect();
        if quads.iter().any(has_blank_node) {
            return Ok(None);
        }
        let code = trusty::code(&quads);
        let quads = trusty::complete(quads, &code);
        Ok(Some(Self { stem, code, quads }))
    }

    fn write(&self, out: &mut dyn Write) -> Result<(), StoreError> {
        let this = format!("{}{}", self.stem, self.code);
        let sub = format!("{this}#");
        let prefixes = [
            ("this", this.as_str()),
            ("sub", sub.as_str()),
            ("np", np::PREFIX),
        ];
        write_quads(&self.quads, &prefixes, RdfFormat::TriG, &mut *out)?;
        out.write_all(b"\n")?;
        Ok(())
    }
}

/// A nanopublication whose code is not known yet.
struct Draft {
    /// Its own name, with a blank for the code.
    this: String,
}

impl Draft {
    fn new(stem: &str) -> Self {
        Self {
            this: format!("{stem}{}", trusty::BLANK),
        }
    }

    fn part(&self, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}#{name}", self.this))
    }

    /// A graph of this nanopublication: the triples of some quads, sorted, each once.
    fn graph(&self, name: &str, quads: Vec<Quad>, passages: Passages) -> Vec<Quad> {
        let graph = GraphName::NamedNode(self.part(name));
        let mut quads: Vec<Quad> = quads
            .into_iter()
            .map(|mut quad| {
                passages.apply(&mut quad);
                let graph_name = graph.clone();
                Quad { graph_name, ..quad }
            })
            .collect();
        quads.sort_by_cached_key(ToString::to_string);
        quads.dedup();
        quads
    }

    fn head(&self) -> Vec<Quad> {
        [
            (rdf::TYPE, iri(np::NANOPUBLICATION)),
            (np::HAS_ASSERTION, self.part("assertion")),
            (np::HAS_PROVENANCE, self.part("provenance")),
            (np::HAS_PUBLICATION_INFO, self.part("pubinfo")),
        ]
        .into_iter()
        .map(|(predicate, object)| said(&self.this, predicate, object))
        .collect()
    }

    /// How the assertion came about.
    fn extraction(&self, articles: &[NamedNode]) -> Vec<Quad> {
        let (assertion, activity) = (self.part("assertion"), self.part("extraction"));
        let label = concat!("Extraction by demarche ", env!("CARGO_PKG_VERSION"));
        let label = Literal::new_language_tagged_literal_unchecked(label, "en");
        let mut quads = vec![
            said(assertion.as_str(), prov::WAS_GENERATED_BY, activity.clone()),
            said(activity.as_str(), rdf::TYPE, iri(prov::ACTIVITY)),
            said(activity.as_str(), rdfs::LABEL, label),
        ];
        for article in articles {
            quads.push(said(
                assertion.as_str(),
                prov::WAS_DERIVED_FROM,
                article.clone(),
            ));
            quads.push(said(activity.as_str(), prov::USED, article.clone()));
        }
        quads
    }

    /// What the publication is: labelled as the thing, and what the publisher says.
    fn info(&self, publication: &Publication, thing: &str, assertion: &[Quad]) -> Vec<Quad> {
        let labels = assertion
            .iter()
            .filter(|quad| {
                quad.predicate.as_str() == rdfs::LABEL
                    && matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if node.as_str() == thing)
            })
            .map(|quad| said(&self.this, rdfs::LABEL, quad.object.clone()));
        let licence = publication
            .licence
            .iter()
            .map(|licence| said(&self.this, dct::LICENSE, licence.clone()));
        let creator = publication
            .creator
            .iter()
            .map(|creator| said(&self.this, dct::CREATOR, creator.clone()));
        let created = publication.created.iter().map(|created| {
            let created = Literal::new_typed_literal(created, iri(xsd::DATE_TIME));
            said(&self.this, dct::CREATED, created)
        });
        let subject = said(&self.this, dct::SUBJECT, NamedNode::new_unchecked(thing));
        labels
            .chain(licence)
            .chain(creator)
            .chain(created)
            .chain([subject])
            .collect()
    }
}

/// What the default graph says of the thing and its parts, and how it calls what they name.
fn assertion(source: &Source<'_>, thing: &str) -> Result<Vec<Quad>, StoreError> {
    let mut quads = Vec::new();
    let mut parts = vec![thing.to_owned()];
    let mut named = BTreeSet::new();
    while let Some(part) = parts.pop() {
        for quad in all_about(source, &part)? {
            if ABOUT_THE_CLAIM.contains(&quad.predicate.as_str()) {
                continue;
            }
            if let Term::NamedNode(object) = &quad.object {
                let is_part = object
                    .as_str()
                    .strip_prefix(thing)
                    .is_some_and(|rest| rest.starts_with('#'));
                if is_part {
                    parts.push(object.as_str().to_owned());
                } else if object.as_str().starts_with(source.minter.base()) {
                    named.insert(object.as_str().to_owned());
                }
            }
            quads.push(quad);
        }
    }
    named.remove(thing);
    for other in named {
        quads.extend(about(source, &other, &NAMING)?);
    }
    Ok(quads)
}

/// How the thing is known: its articles, the records that tell of it, their passages. Also the articles.
fn provenance(source: &Source<'_>, thing: &str) -> Result<(Vec<Quad>, Vec<NamedNode>), StoreError> {
    let mut quads = about(source, thing, &ABOUT_THE_CLAIM)?;
    let mut articles = Vec::new();
    let mut publishers = BTreeSet::new();
    for quad in &quads {
        if let (dm::REPORTED_IN, Term::NamedNode(article)) = (quad.predicate.as_str(), &quad.object)
        {
            articles.push(article.clone());
        }
    }
    for article in &articles {
        for quad in about(source, article.as_str(), &CITING)? {
            if let (schema::PUBLISHER | dm::AGENCY, Term::NamedNode(who)) =
                (quad.predicate.as_str(), &quad.object)
            {
                publishers.insert(who.as_str().to_owned());
            }
            quads.push(quad);
        }
    }
    for publisher in publishers {
        quads.extend(about(source, &publisher, &NAMING)?);
    }
    let identity = source.minter.identity_graph();
    let records = source.store.matching(
        None,
        Some(NamedNodeRef::new_unchecked(dm::RECORD_OF)),
        Some(NamedNodeRef::new_unchecked(thing)),
        Some(NamedNodeRef::new_unchecked(identity.as_str()).into()),
    );
    for record in records {
        let record = record?;
        if let NamedOrBlankNode::NamedNode(subject) = &record.subject {
            quads.extend(passages(source, subject)?);
        }
        quads.push(record);
    }
    Ok((quads, articles))
}

/// What a record tells about how it was found, with the passages themselves.
fn passages(source: &Source<'_>, record: &NamedNode) -> Result<Vec<Quad>, StoreError> {
    let mut quads = Vec::new();
    for quad in source
        .store
        .matching(Some(record.as_ref()), None, None, None)
    {
        let quad = quad?;
        if !FINDING.contains(&quad.predicate.as_str()) || quad.graph_name.is_default_graph() {
            continue;
        }
        if let (dm::EVIDENCE, Term::NamedNode(evidence)) = (quad.predicate.as_str(), &quad.object) {
            for passage in in_graph(source, evidence, &quad.graph_name)? {
                if let (oa::HAS_SELECTOR, Term::NamedNode(selector)) =
                    (passage.predicate.as_str(), &passage.object)
                {
                    quads.extend(in_graph(source, selector, &quad.graph_name)?);
                }
                quads.push(passage);
            }
        }
        quads.push(quad);
    }
    Ok(quads)
}

fn in_graph(
    source: &Source<'_>,
    subject: &NamedNode,
    graph: &GraphName,
) -> Result<Vec<Quad>, StoreError> {
    source
        .store
        .matching(Some(subject.as_ref()), None, None, Some(graph.as_ref()))
        .collect()
}

/// All that the default graph says of a subject.
fn all_about(source: &Source<'_>, subject: &str) -> Result<Vec<Quad>, StoreError> {
    let subject = NamedNodeRef::new_unchecked(subject);
    source
        .store
        .matching(Some(subject), None, None, Some(GraphNameRef::DefaultGraph))
        .collect()
}

/// What the default graph says of a subject by certain properties.
fn about(source: &Source<'_>, subject: &str, properties: &[&str]) -> Result<Vec<Quad>, StoreError> {
    let mut quads = all_about(source, subject)?;
    quads.retain(|quad| properties.contains(&quad.predicate.as_str()));
    Ok(quads)
}

fn iri(term: &str) -> NamedNode {
    NamedNode::new_unchecked(term)
}

fn said(subject: &str, predicate: &str, object: impl Into<Term>) -> Quad {
    Quad::new(
        iri(subject),
        iri(predicate),
        object,
        GraphName::DefaultGraph,
    )
}

fn has_blank_node(quad: &Quad) -> bool {
    matches!(quad.subject, NamedOrBlankNode::BlankNode(_))
        || matches!(quad.object, Term::BlankNode(_) | Term::Triple(_))
}
