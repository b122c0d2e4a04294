//! What the full-text index knows of the things of the default graph.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};

use super::StoreError;
use super::data::Data;
use crate::search::{Entry, Kind, Language, NO_OUTLET, day, news_day};
use crate::vocab::{code, dm, pav, prov, rdf, rdfs, schema, skos, xsd};

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

/// The entries of all things.
pub(super) fn all(data: &Data) -> impl Iterator<Item = Result<Entry, StoreError>> + '_ {
    Kind::ALL.into_iter().flat_map(move |kind| {
        instances(data, kind).filter_map(move |thing| {
            let entry = thing.and_then(|iri| entry(data, &iri)).transpose()?;
            // A thing of two kinds is met twice.
            match entry {
                Ok(entry) if entry.kinds.first() != Some(&kind) => None,
                entry => Some(entry),
            }
        })
    })
}

/// How many things of a kind there are.
pub(super) fn count(data: &Data, kind: Kind) -> Result<usize, StoreError> {
    instances(data, kind).try_fold(0, |count, thing| thing.map(|_| count + 1))
}

/// How many nodes are of the class of a kind: things, and blank nodes, which are none. To tell the two apart takes a
/// look-up each; this takes a tenth of a second for a hundred thousand.
pub(super) fn count_nodes(data: &Data, kind: Kind) -> Result<usize, StoreError> {
    let counted = format!(
        "SELECT (COUNT(*) AS ?nodes) {{ ?node a <{}> }}",
        class(kind)
    );
    let prepared = SparqlEvaluator::new()
        .parse_query(&counted)
        .map_err(|error| StoreError::Syntax(error.to_string()))?;
    let QueryResults::Solutions(rows) = data.evaluate(prepared)? else {
        return Ok(0);
    };
    rows.map(|row| match row?.get(0) {
        Some(Term::Literal(count)) => Ok(count.value().parse().unwrap_or(0)),
        _ => Ok(0),
    })
    .sum()
}

/// The IRIs of all things of a kind.
fn instances(data: &Data, kind: Kind) -> impl Iterator<Item = Result<String, StoreError>> {
    let found = data.quads_for_pattern(
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
        Err(error) => Some(Err(error)),
    })
}

/// Things whose entries rest on what is said of these: themselves, what they are parts of, what an article
/// reports, and denials of them or beside them.
pub(super) fn concerned(
    data: &Data,
    touched: &BTreeSet<String>,
) -> Result<BTreeSet<String>, StoreError> {
    let mut concerned = BTreeSet::new();
    for iri in touched {
        concerned.insert(iri.clone());
        if let Some((whole, _)) = iri.split_once('#') {
            concerned.insert(whole.to_owned());
        }
        concerned.extend(pointing_to(data, iri, dm::REPORTED_IN)?);
        // Who denies something is known with it, and whether a proposal stands beside a denial.
        concerned.extend(pointing_to(data, iri, dm::DENIES)?);
        let said = said(data, iri)?;
        if is_a(&said, dm::PROPOSAL) {
            for article in iris(&said, dm::REPORTED_IN) {
                for beside in pointing_to(data, &article, dm::REPORTED_IN)? {
                    if is_denial(&self::said(data, &beside)?) {
                        concerned.insert(beside);
                    }
                }
            }
        }
    }
    Ok(concerned)
}

/// What the default graph points to a thing with, by a property.
fn pointing_to(data: &Data, iri: &str, property: &str) -> Result<Vec<String>, StoreError> {
    let found = data.quads_for_pattern(
        None,
        Some(NamedNodeRef::new_unchecked(property)),
        Some(NamedNodeRef::new_unchecked(iri).into()),
        Some(GraphNameRef::DefaultGraph),
    );
    let mut pointing = Vec::new();
    for quad in found {
        if let NamedOrBlankNode::NamedNode(node) = quad?.subject {
            pointing.push(node.into_string());
        }
    }
    Ok(pointing)
}

/// The entry of a thing; `None` where it is nothing to be found.
pub(super) fn entry(data: &Data, iri: &str) -> Result<Option<Entry>, StoreError> {
    let said = said(data, iri)?;
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
        for words in self::said(data, &term)?
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
    let mut sources: BTreeSet<String> = BTreeSet::new();
    let mut reported_by = |published_by: Vec<String>| {
        if published_by.is_empty() {
            sources.insert(NO_OUTLET.to_owned());
        }
        sources.extend(published_by);
    };
    if kinds.contains(&Kind::Article) {
        reported_by(iris(&said, schema::PUBLISHER));
    }
    for article in values(dm::REPORTED_IN).filter_map(named) {
        let article = self::said(data, &article)?;
        outlets.extend(iris(&article, schema::PUBLISHER));
        reported_by(iris(&article, schema::PUBLISHER));
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
        entry.news = news(data, iri, &said)?;
        let published = values(schema::DATE_PUBLISHED).filter_map(literal);
        let whole = published.filter_map(|(moment, _)| day(moment.get(..10)?, false));
        let days: Vec<i64> = whole.collect();
        entry.first = days.iter().min().copied();
        entry.last = days.iter().max().copied();
    }
    if kinds.contains(&Kind::Meeting) && took_place(&said) {
        entry.met = iris(&said, dm::PARTICIPANT);
        entry.venues = iris(&said, dm::PLACE);
    }
    if kinds.contains(&Kind::Statement) {
        entry.roles.extend(dispute(data, iri, &said)?);
    }
    entry.sources = sources.into_iter().collect();
    entry.outlets = outlets.into_iter().collect();
    entry.days = days.into_iter().collect();
    entry.kinds = kinds;
    Ok(Some(entry))
}

/// What a meeting that took place says of that.
fn took_place(said: &Said) -> bool {
    let statuses = iris(said, dm::CURRENT_STATUS);
    let held = [code::MEETING_STATUS_HELD, code::MEETING_STATUS_ONGOING];
    statuses
        .iter()
        .any(|status| held.contains(&status.as_str()))
}

/// Whether somebody denies something.
fn is_denial(said: &Said) -> bool {
    iris(said, dm::SPEECH_ACT)
        .iter()
        .any(|act| act == code::ACT_DENY)
}

/// In which lists of disputes a statement stands: those of what it denies, of what is proposed beside it, of denials
/// alone; of who denies, and of whom is denied what they said, proposed or did.
fn dispute(data: &Data, iri: &str, said: &Said) -> Result<BTreeSet<String>, StoreError> {
    let mut roles = BTreeSet::new();
    let denied = iris(said, dm::DENIES);
    let contradicts = data
        .quads_for_pattern(
            Some(NamedNodeRef::new_unchecked(iri).into()),
            Some(NamedNodeRef::new_unchecked(dm::CONTRADICTS)),
            None,
            None,
        )
        .next()
        .transpose()?;
    if !denied.is_empty() || contradicts.is_some() {
        roles.insert("dispute denies".to_owned());
    }
    for claim in &denied {
        let claim = self::said(data, claim)?;
        for property in [dm::SPEAKER, dm::PROPOSER, dm::PARTICIPANT] {
            let whose = iris(&claim, property).into_iter();
            roles.extend(whose.map(|iri| format!("denied {iri}")));
        }
    }
    if is_denial(said) {
        let who = iris(said, dm::SPEAKER).into_iter();
        roles.extend(who.map(|iri| format!("denier {iri}")));
        let mut is_alone = denied.is_empty();
        for article in iris(said, dm::REPORTED_IN) {
            for beside in pointing_to(data, &article, dm::REPORTED_IN)? {
                if is_a(&self::said(data, &beside)?, dm::PROPOSAL) {
                    is_alone = false;
                    if !denied.contains(&beside) {
                        roles.insert("dispute beside".to_owned());
                    }
                }
            }
        }
        if is_alone {
            roles.insert("dispute alone".to_owned());
        }
    }
    Ok(roles)
}

/// The days on which an article came out, and on which a new version of it was fetched.
fn news(data: &Data, iri: &str, said: &Said) -> Result<Vec<i64>, StoreError> {
    let published = said.get(schema::DATE_PUBLISHED).into_iter().flatten();
    let mut moments: Vec<Term> = published.cloned().collect();
    if said.contains_key(prov::WAS_REVISION_OF) {
        let article = NamedNodeRef::new_unchecked(iri);
        let retrieved = NamedNodeRef::new_unchecked(pav::RETRIEVED_ON);
        for quad in data.quads_for_pattern(Some(article.into()), Some(retrieved), None, None) {
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

/// What is said of a thing: values by property.
type Said = BTreeMap<String, Vec<Term>>;

fn iris(said: &Said, property: &str) -> Vec<String> {
    let values = said.get(property).into_iter().flatten();
    values.filter_map(named).collect()
}

fn is_a(said: &Said, class: &str) -> bool {
    iris(said, rdf::TYPE).iter().any(|it| it == class)
}

fn said(data: &Data, iri: &str) -> Result<Said, StoreError> {
    let subject = NamedOrBlankNodeRef::NamedNode(NamedNodeRef::new_unchecked(iri));
    let default = Some(GraphNameRef::DefaultGraph);
    let mut said = Said::new();
    for quad in data.quads_for_pattern(Some(subject), None, None, default) {
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
