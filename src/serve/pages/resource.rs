//! All that the graph says of a thing, property by property: the last part of its page, and the whole page of things
//! that have no design of their own.

mod reader;

use askama::Template;

use super::bag::Bag;
use super::frame::Frame;
use super::term::{Shown, shorten};
use super::typography;
use crate::serve::asof::Seen;
use crate::serve::document::{Document, Place, iri_of};
use crate::serve::schema_org::{describe, in_html};
use crate::store::model::{GraphNameRef, NamedNode, NamedNodeRef, Quad, Term};
use crate::store::{Deadline, StoreError, Within};
use crate::vocab::{self, dm, rdf, rdfs, schema, skos};
use reader::Reader;

/// So many things that point here are listed under one heading; the page says how many there are.
const LISTED: usize = 25;
/// So many are sorted, of which the first are listed.
const SORTED: usize = 100;
/// Counting stops here: the page says *more than*.
const COUNTED: usize = 1000;

/// Properties that the page shows in a way of its own.
const SHOWN_APART: [&str; 7] = [
    rdf::TYPE,
    rdfs::LABEL,
    schema::HEADLINE,
    dm::EVIDENCE,
    dm::CONTENT,
    dm::CUE,
    dm::RECORD_OF,
];

/// All that is said of a thing. Displaying it gives HTML.
#[derive(Template)]
#[template(path = "details.html")]
pub(super) struct Details<'a> {
    frame: &'a Frame,
    facts: Vec<Fact>,
    parts: Vec<Part>,
    records: Vec<Record>,
    /// What a graph speaks of.
    contents: Vec<Shown>,
    place: Place,
    inbound: Vec<Inbound>,
}

/// What the head of the page of a thing says, and where its other pages are.
pub(super) struct Head<'a> {
    pub(super) iri: &'a str,
    pub(super) path: String,
    /// What follows addresses that stay at the moment and in the language.
    pub(super) query: String,
    pub(super) place: Place,
    /// The thing in the words of schema.org.
    pub(super) json_ld: Option<String>,
    pub(super) title: String,
    /// The language of the title, where it is not the page's.
    pub(super) lang: String,
    pub(super) kinds: Vec<Shown>,
    /// Whether the details are all there is to the page.
    pub(super) plain: bool,
    seen: &'a Seen<'a>,
}

impl Head<'_> {
    /// The key of what another page is to this one.
    pub(super) fn relation(relation: &str) -> &'static str {
        match relation {
            "first" => "page.first",
            "prev" => "page.before",
            "next" => "page.next",
            _ => "page.last",
        }
    }

    /// The query of the address of another page.
    pub(super) fn page(&self, page: impl std::borrow::Borrow<usize>) -> String {
        self.seen.query(*page.borrow())
    }
}

/// A property and its values.
struct Fact {
    name: String,
    values: Vec<Shown>,
}

/// Something that belongs to the thing: a term of a proposal, a dated status.
struct Part {
    anchor: String,
    title: String,
    facts: Vec<Fact>,
    passages: Vec<Passage>,
    /// Fragments of what belongs to it and is not shown: links to those must lead here.
    anchors: Vec<String>,
}

/// What one article says of the thing.
struct Record {
    article: Shown,
    facts: Vec<Fact>,
    passages: Vec<Passage>,
}

/// Words of an article that prove a record.
struct Passage {
    /// Its fragment, where the page is its article's.
    anchor: String,
    lang: String,
    prefix: String,
    exact: String,
    suffix: String,
}

/// What points to the thing by one property.
struct Inbound {
    name: String,
    things: Vec<Shown>,
    count: String,
}

/// What the head of the page of a document says, and all its details.
pub(super) fn details<'a>(
    frame: &'a Frame,
    seen: &'a Seen<'_>,
    document: &'a Document,
    deadline: &Deadline,
) -> Result<(Head<'a>, Details<'a>), StoreError> {
    let reader = Reader::new(frame, seen, document, &[]);
    let iri = document.iri.as_str();
    let known = known(seen, document)?;
    let (title, lang) = reader.title(iri);
    let head = Head {
        iri,
        path: seen.local_path(iri).unwrap_or_default(),
        query: seen.query(1),
        place: document.place,
        json_ld: describe(&Reader::new(frame, seen, document, &known), iri)
            .map(|told| in_html(&told)),
        title,
        lang: if lang == frame.lang() {
            String::new()
        } else {
            lang
        },
        kinds: reader.values(iri, rdf::TYPE),
        plain: true,
        seen,
    };
    let details = Details {
        frame,
        facts: reader.facts(iri),
        parts: reader.parts(iri),
        records: document
            .records
            .iter()
            .map(|(record, _)| reader.record(record))
            .collect(),
        contents: reader.contents(iri),
        place: document.place,
        inbound: inbound(frame, seen, &document.iri, deadline)?,
    };
    Ok((head, details))
}

/// What the things are to which the thing itself points, and their Wikidata items: documents do not hold it, search engines want it.
fn known(seen: &Seen<'_>, document: &Document) -> Result<Vec<Quad>, StoreError> {
    let mut known = Vec::new();
    let pointing = document
        .own
        .iter()
        .filter(|quad| iri_of(&quad.subject) == Some(document.iri.as_str()));
    for quad in pointing {
        let Term::NamedNode(object) = &quad.object else {
            continue;
        };
        if seen.local_path(object.as_str()).is_none() || *object == document.iri {
            continue;
        }
        for property in [rdf::TYPE, skos::EXACT_MATCH] {
            let (default, property) = (
                GraphNameRef::DefaultGraph,
                NamedNodeRef::new_unchecked(property),
            );
            let found =
                seen.store
                    .matching(Some(object.as_ref()), Some(property), None, Some(default));
            for quad in found {
                known.push(quad?);
            }
        }
    }
    Ok(known)
}

/// What the default graph says with the thing as object, by property.
fn inbound(
    frame: &Frame,
    seen: &Seen<'_>,
    iri: &NamedNode,
    deadline: &Deadline,
) -> Result<Vec<Inbound>, StoreError> {
    let likely: Vec<&str> = vocab::properties().collect();
    let properties = seen.store.properties_to(iri, &likely, deadline)?;
    let own = [iri.as_str().to_owned()];
    let mut pointing = Vec::new();
    for property in properties {
        let (most, within) = (COUNTED + 1, Within::Default);
        let count = seen
            .store
            .count_pointing_to(iri, &property, most, within, deadline)?;
        // Of many, the first are those that come first in the database.
        let read = if count > SORTED { LISTED } else { SORTED };
        let found = seen
            .store
            .pointing_to(&own, property.as_str(), read, within, deadline)?;
        let mut things: Vec<String> = found.into_iter().map(|(_, it)| it.into_string()).collect();
        things.sort_unstable();
        things.truncate(LISTED);
        pointing.push((property, count, things));
    }
    let mut names = Bag::of(seen.settings.passages());
    let things = pointing.iter().flat_map(|(_, _, things)| things.clone());
    names.read_labels(&seen.store, &things.collect::<Vec<_>>(), deadline)?;
    let shown = |thing: String| {
        let label = names.name(&thing, frame.tongue).cloned();
        let thing = Term::NamedNode(NamedNode::new_unchecked(thing));
        Shown::term(&thing, label.as_ref(), seen)
    };
    let listed = pointing.into_iter().map(|(property, count, things)| {
        let property = property.as_str();
        let name = seen.labels.get(property, frame.tongue);
        Inbound {
            name: name.map_or_else(|| shorten(property), str::to_owned),
            things: things.into_iter().map(shown).collect(),
            count: if count > COUNTED {
                frame.with_value("more.than", typography::number(COUNTED, frame.tongue))
            } else {
                typography::number(count, frame.tongue)
            },
        }
    });
    Ok(listed.collect())
}
