//! What the full-text index knows of the things of the default graph.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term};

use super::StoreError;
use crate::search::{Entry, Kind, Language, day, news_day};
use crate::vocab::{dm, pav, prov, rdf, rdfs, schema, skos, xsd};

/// The class of each kind.
pub(super) fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Statement => dm::STATEMENT,
        Kind::Proposal => dm::PROPOSAL,
        Kind::Meeting => dm::MEETING,
        Kind::Article => dm::ARTICLE,
        Kind::Actor => dm::ACTOR,
        Kind::Place => dm::PLACE_CLASS,
    }
}

/// Properties that lead to actors.
const WHO: [&str; 8] = [
    dm::SPEAKER,
    dm::ADDRESSEE,
    dm::VIA,
    dm::PROPOSER,
    dm::PARTICIPANT,
    dm::HOST,
    schema::PUBLISHER,
    dm::AGENCY,
];

/// Properties by which lists are made, and what the index calls them.
const ROLES: [(&str, &str); 5] = [
    (dm::SPEAKER, "speaker"),
    (dm::PROPOSER, "proposer"),
    (dm::PARTICIPANT, "participant"),
    (dm::HOST, "host"),
    (dm::PLACE, "place"),
];

type Dataset = oxigraph::store::Store;

/// The entries of all things.
pub(super) fn all(dataset: &Dataset) -> impl Iterator<Item = Result<Entry, StoreError>> + '_ {
    Kind::ALL.into_iter().flat_map(move |kind| {
        instances(dataset, kind).filter_map(move |thing| {
            let entry = thing.and_then(|iri| entry(dataset, &iri)).transpose()?;
            // A thing of two kinds is met twice.
            match entry {
                Ok(entry) if entry.kinds.first() != Some(&kind) => None,
                entry => Some(entry),
            }
        })
    })
}

/// How many things of a kind there are.
pub(super) fn count(dataset: &Dataset, kind: Kind) -> Result<usize, StoreError> {
    instances(dataset, kind).try_fold(0, |count, thing| thing.map(|_| count + 1))
}

/// The IRIs of all things of a kind.
fn instances(dataset: &Dataset, kind: Kind) -> impl Iterator<Item = Result<String, StoreError>> {
    let found = dataset.quads_for_pattern(
        None,
        Some(NamedNodeRef::new_unchecked(rdf::TYPE)),
        Some(NamedNodeRef::new_unchecked(class(kind)).into()),
        Some(GraphNameRef::DefaultGraph),
    );
    found.filter_map(|quad| match quad {
        Ok(quad) => match quad.subject {
            NamedOrBlankNode::NamedNode(node) => Some(Ok(node.into_string())),
            NamedOrBlankNode::BlankNode(_) => None,
        },
        Err(error) => Some(Err(error.into())),
    })
}

/// Things whose entries rest on what is said of these: themselves, what they are parts of, and what an article
/// reports.
pub(super) fn concerned(
    dataset: &Dataset,
    touched: &BTreeSet<String>,
) -> Result<BTreeSet<String>, StoreError> {
    let mut concerned = BTreeSet::new();
    let reported_in = NamedNodeRef::new_unchecked(dm::REPORTED_IN);
    for iri in touched {
        concerned.insert(iri.clone());
        if let Some((whole, _)) = iri.split_once('#') {
            concerned.insert(whole.to_owned());
        }
        let found = dataset.quads_for_pattern(
            None,
            Some(reported_in),
            Some(NamedNodeRef::new_unchecked(iri).into()),
            Some(GraphNameRef::DefaultGraph),
        );
        for quad in found {
            if let NamedOrBlankNode::NamedNode(node) = quad?.subject {
                concerned.insert(node.into_string());
            }
        }
    }
    Ok(concerned)
}

/// The entry of a thing; `None` where it is nothing to be found.
pub(super) fn entry(dataset: &Dataset, iri: &str) -> Result<Option<Entry>, StoreError> {
    let said = said(dataset, iri)?;
    let values = |property: &str| said.get(property).into_iter().flatten();
    let classes: Vec<String> = values(rdf::TYPE).filter_map(named).collect();
    let kinds: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| classes.iter().any(|it| it == class(*kind)))
        .collect();
    if kinds.is_empty() {
        return Ok(None);
    }
    let mut entry = Entry {
        iri: iri.to_owned(),
        classes,
        ..Entry::default()
    };
    for words in values(dm::QUOTE).chain(values(schema::HEADLINE)) {
        entry.words(words);
    }
    for term in values(dm::HAS_TERM).filter_map(named) {
        for words in self::said(dataset, &term)?
            .get(dm::QUOTE)
            .into_iter()
            .flatten()
        {
            entry.words(words);
        }
    }
    let is_named = kinds
        .iter()
        .any(|kind| matches!(kind, Kind::Actor | Kind::Place | Kind::Meeting));
    let mut labels: Vec<(u8, String)> = values(rdfs::LABEL)
        .filter_map(literal)
        .map(|(text, tag)| (u8::from(tag.as_deref() != Some("en")), text))
        .collect();
    labels.sort();
    labels.dedup_by(|one, other| one.1 == other.1);
    let mut names: Vec<String> = labels.into_iter().map(|(_, text)| text).collect();
    let shown = names.len();
    names.extend(
        values(skos::ALT_LABEL)
            .filter_map(literal)
            .map(|(text, _)| text),
    );
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    if is_named {
        entry.names = names;
        entry.shown = shown;
    } else {
        entry.labels = names;
    }
    entry.labels.extend(
        values(dm::POSITION)
            .filter_map(literal)
            .map(|(text, _)| text),
    );
    entry.actors = WHO
        .iter()
        .flat_map(|property| values(property))
        .filter_map(named)
        .collect();
    if kinds.contains(&Kind::Actor) {
        entry.actors.push(iri.to_owned());
    }
    let mut days: BTreeSet<i64> = values(schema::DATE_PUBLISHED)
        .filter_map(literal)
        .filter_map(|(text, _)| day(&text, false))
        .collect();
    let mut outlets: BTreeSet<String> = values(schema::PUBLISHER).filter_map(named).collect();
    entry.acts = values(dm::SPEECH_ACT).filter_map(named).collect();
    for article in values(dm::REPORTED_IN).filter_map(named) {
        let article = self::said(dataset, &article)?;
        let published_by = article.get(schema::PUBLISHER).into_iter().flatten();
        outlets.extend(published_by.filter_map(named));
        let published = article.get(schema::DATE_PUBLISHED).into_iter().flatten();
        days.extend(
            published
                .filter_map(literal)
                .filter_map(|(text, _)| day(&text, false)),
        );
    }
    for (property, role) in ROLES {
        let who = values(property).filter_map(named);
        entry.roles.extend(who.map(|iri| format!("{role} {iri}")));
    }
    if kinds.contains(&Kind::Proposal) {
        let whom = values(dm::ADDRESSEE).filter_map(named);
        entry.roles.extend(whom.map(|iri| format!("offered {iri}")));
    }
    // Other types than dates do not compare with dates in queries either.
    let dates = |property| {
        let dates = values(property).filter_map(|term| match term {
            Term::Literal(date) if date.datatype().as_str() == xsd::DATE => Some(date.value()),
            _ => None,
        });
        dates.filter_map(|date| day(date, false))
    };
    entry.first = dates(dm::EARLIEST).min();
    entry.last = dates(dm::LATEST).max();
    if kinds.contains(&Kind::Article) {
        entry.news = news(dataset, iri, &said)?;
    }
    entry.outlets = outlets.into_iter().collect();
    entry.days = days.into_iter().collect();
    entry.kinds = kinds;
    Ok(Some(entry))
}

/// The days on which an article came out, and on which a new version of it was fetched.
fn news(
    dataset: &Dataset,
    iri: &str,
    said: &BTreeMap<String, Vec<Term>>,
) -> Result<Vec<i64>, StoreError> {
    let published = said.get(schema::DATE_PUBLISHED).into_iter().flatten();
    let mut moments: Vec<Term> = published.cloned().collect();
    if said.contains_key(prov::WAS_REVISION_OF) {
        let article = NamedNodeRef::new_unchecked(iri);
        let retrieved = NamedNodeRef::new_unchecked(pav::RETRIEVED_ON);
        for quad in dataset.quads_for_pattern(Some(article.into()), Some(retrieved), None, None) {
            moments.push(quad?.object);
        }
    }
    let texts = moments.iter().filter_map(literal);
    let days: BTreeSet<i64> = texts.filter_map(|(text, _)| news_day(&text)).collect();
    Ok(days.into_iter().collect())
}

impl Entry {
    fn words(&mut self, value: &Term) {
        if let Some((text, tag)) = literal(value) {
            // `fr-BE` is French.
            let tag = tag.as_deref().and_then(|tag| tag.split('-').next());
            match tag.and_then(Language::parse) {
                Some(language) => self.texts.push((language, text)),
                None => self.labels.push(text),
            }
        }
    }
}

fn said(dataset: &Dataset, iri: &str) -> Result<BTreeMap<String, Vec<Term>>, StoreError> {
    let subject = NamedOrBlankNodeRef::NamedNode(NamedNodeRef::new_unchecked(iri));
    let default = Some(GraphNameRef::DefaultGraph);
    let mut said: BTreeMap<String, Vec<Term>> = BTreeMap::new();
    for quad in dataset.quads_for_pattern(Some(subject), None, None, default) {
        let quad = quad?;
        said.entry(quad.predicate.into_string())
            .or_default()
            .push(quad.object);
    }
    // Indexes give them in the order of their hashes.
    for values in said.values_mut() {
        values.sort_by_key(ToString::to_string);
    }
    Ok(said)
}

fn named(term: &Term) -> Option<String> {
    match term {
        Term::NamedNode(node) => Some(node.as_str().to_owned()),
        _ => None,
    }
}

fn literal(term: &Term) -> Option<(String, Option<String>)> {
    match term {
        Term::Literal(text) => Some((text.value().to_owned(), text.language().map(str::to_owned))),
        _ => None,
    }
}
