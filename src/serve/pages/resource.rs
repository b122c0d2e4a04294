//! All that the graph says of a thing, property by property: the last part of its page, and the whole page of things
//! that have no design of their own.

use std::collections::BTreeMap;

use askama::Template;

use super::bag::{Bag, named};
use super::frame::Frame;
use super::term::{Shown, shorten};
use super::typography;
use crate::serve::asof::Seen;
use crate::serve::document::{Document, Place, iri_of};
use crate::serve::schema_org::{Facts, describe, in_html};
use crate::store::model::{GraphNameRef, Literal, NamedNode, NamedNodeRef, Quad, Term};
use crate::store::{Deadline, StoreError, Within};
use crate::vocab::{self, dm, oa, rdf, rdfs, schema, skos};

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

impl<'a> Facts<'a> for Reader<'a> {
    fn objects(&self, subject: &str, predicate: &str) -> &[&'a Term] {
        self.triples
            .get(subject)
            .and_then(|properties| properties.get(predicate))
            .map_or(&[], Vec::as_slice)
    }
}

/// A document by subject and property.
struct Reader<'a> {
    frame: &'a Frame,
    seen: &'a Seen<'a>,
    iri: &'a str,
    triples: BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Term>>>,
}

impl<'a> Reader<'a> {
    /// Reads a document and what else is known.
    fn new(
        frame: &'a Frame,
        seen: &'a Seen<'a>,
        document: &'a Document,
        besides: &'a [Quad],
    ) -> Self {
        let mut triples: BTreeMap<&str, BTreeMap<&str, Vec<&Term>>> = BTreeMap::new();
        for quad in document.quads().chain(besides) {
            if let Some(subject) = iri_of(&quad.subject) {
                triples
                    .entry(subject)
                    .or_default()
                    .entry(quad.predicate.as_str())
                    .or_default()
                    .push(&quad.object);
            }
        }
        Self {
            frame,
            seen,
            iri: document.iri.as_str(),
            triples,
        }
    }

    fn literal(&self, subject: &str, predicate: &str) -> Option<&'a Literal> {
        self.objects(subject, predicate)
            .iter()
            .find_map(|term| match term {
                Term::Literal(literal) => Some(literal),
                _ => None,
            })
    }

    /// What the thing is called, in the language of the page where it can be.
    fn label(&self, iri: &str) -> Option<&'a Literal> {
        [rdfs::LABEL, schema::HEADLINE].iter().find_map(|naming| {
            let names = self
                .objects(iri, naming)
                .iter()
                .filter_map(|term| match term {
                    Term::Literal(name) => Some(name),
                    _ => None,
                });
            names.min_by_key(|name| match name.language() {
                Some(language) if language == self.frame.lang() => 0,
                Some("en") => 1,
                _ => 2,
            })
        })
    }

    fn title(&self, iri: &str) -> (String, String) {
        match self.label(iri) {
            Some(label) => (
                label.value().to_owned(),
                label.language().unwrap_or("en").to_owned(),
            ),
            None => (self.plain(iri), "en".to_owned()),
        }
    }

    /// A name for what has none: the end of its path, or a short form.
    fn plain(&self, iri: &str) -> String {
        match self.seen.local_path(iri) {
            Some(path) => path.trim_start_matches('/').to_owned(),
            None => shorten(iri),
        }
    }

    fn shown(&self, term: &Term) -> Shown {
        let Term::NamedNode(iri) = term else {
            return Shown::term(term, None, self.seen);
        };
        let named = self.seen.labels.get(iri.as_str(), self.frame.tongue);
        match (self.label(iri.as_str()), named) {
            (None, Some(name)) => {
                let name = Literal::new_simple_literal(name);
                Shown::term(term, Some(&name), self.seen)
            }
            (label, _) => Shown::term(term, label, self.seen),
        }
    }

    fn values(&self, subject: &str, predicate: &str) -> Vec<Shown> {
        self.objects(subject, predicate)
            .iter()
            .map(|term| self.shown(term))
            .collect()
    }

    fn property(&self, iri: &str) -> String {
        match self.seen.labels.get(iri, self.frame.tongue) {
            Some(name) => name.to_owned(),
            None => shorten(iri),
        }
    }

    fn facts(&self, subject: &str) -> Vec<Fact> {
        let Some(properties) = self.triples.get(subject) else {
            return Vec::new();
        };
        properties
            .keys()
            .filter(|predicate| !SHOWN_APART.contains(predicate))
            .map(|predicate| Fact {
                name: self.property(predicate),
                values: self.values(subject, predicate),
            })
            .collect()
    }

    /// Nodes whose IRIs are fragments of the thing's, but no passages: those are quoted instead.
    fn parts(&self, iri: &str) -> Vec<Part> {
        let start = format!("{iri}#");
        self.triples
            .range(start.as_str()..)
            .map(|(part, _)| *part)
            .take_while(|part| part.starts_with(&start))
            .filter(|part| !self.is_passage(part))
            .map(|part| Part {
                anchors: self.anchors(&start, part),
                anchor: part.strip_prefix(&start).unwrap_or_default().to_owned(),
                title: self.label(part).map_or_else(
                    || {
                        let kinds = self.values(part, rdf::TYPE);
                        kinds
                            .first()
                            .map(|kind| kind.text.clone())
                            .unwrap_or_default()
                    },
                    |label| label.value().to_owned(),
                ),
                facts: self.facts(part),
                passages: self.passages(part),
            })
            .collect()
    }

    /// The fragments of passages and selectors of a part, but those of the passages that are shown.
    fn anchors(&self, start: &str, part: &str) -> Vec<String> {
        let shown: Vec<&str> = self
            .objects(part, dm::EVIDENCE)
            .iter()
            .filter_map(|evidence| named(evidence))
            .collect();
        let belonging = format!("{part}-");
        self.triples
            .range(belonging.as_str()..)
            .map(|(node, _)| *node)
            .take_while(|node| node.starts_with(&belonging))
            .filter(|node| self.is_passage(node) && !shown.contains(node))
            // `p1-t1-c1` belongs to the term `p1-t1`, not to the proposal.
            .filter(|node| self.owner(node) == Some(part))
            .filter_map(|node| node.strip_prefix(start).map(str::to_owned))
            .collect()
    }

    /// The nearest node, shorter by some `-…`, that is no passage.
    fn owner<'b>(&self, node: &'b str) -> Option<&'b str> {
        let (shorter, _) = node.rsplit_once('-')?;
        if self.triples.contains_key(shorter) && !self.is_passage(shorter) {
            Some(shorter)
        } else {
            self.owner(shorter)
        }
    }

    /// What else the document speaks of: of a graph, what is in it.
    fn contents(&self, iri: &str) -> Vec<Shown> {
        if !self.seen.is_graph(iri) {
            return Vec::new();
        }
        self.triples
            .iter()
            .filter(|(node, properties)| {
                **node != iri
                    && properties.keys().any(|property| {
                        ![rdfs::LABEL, schema::HEADLINE, skos::PREF_LABEL].contains(property)
                    })
                    && !self.is_passage(node)
            })
            .map(|(node, _)| self.shown(&Term::NamedNode(NamedNode::new_unchecked(*node))))
            .collect()
    }

    fn is_passage(&self, iri: &str) -> bool {
        let a = |class: &str| {
            self.objects(iri, rdf::TYPE)
                .iter()
                .any(|term| matches!(term, Term::NamedNode(kind) if kind.as_str() == class))
        };
        a(dm::EVIDENCE_CLASS) || a(oa::TEXT_QUOTE_SELECTOR) || a(oa::TEXT_POSITION_SELECTOR)
    }

    fn record(&self, record: &NamedNode) -> Record {
        let article = record.as_str().split('#').next().unwrap_or_default();
        let label = self.label(article);
        let article = Term::NamedNode(NamedNode::new_unchecked(article));
        Record {
            article: Shown::term(&article, label, self.seen),
            facts: self.facts(record.as_str()),
            passages: self.passages(record.as_str()),
        }
    }

    /// The fragment of a node of this page's own article, otherwise nothing.
    fn anchor(&self, node: &str) -> String {
        node.strip_prefix(self.iri)
            .and_then(|rest| rest.strip_prefix('#'))
            .unwrap_or_default()
            .to_owned()
    }

    fn passages(&self, record: &str) -> Vec<Passage> {
        let text = |selector: &str, predicate| {
            self.literal(selector, predicate)
                .map(|literal| literal.value().to_owned())
                .unwrap_or_default()
        };
        let lang = self
            .literal(record, dm::QUOTE)
            .or_else(|| {
                self.literal(
                    record.split('#').next().unwrap_or_default(),
                    schema::HEADLINE,
                )
            })
            .and_then(|quote| quote.language())
            .unwrap_or_default();
        self.objects(record, dm::EVIDENCE)
            .iter()
            .filter_map(|evidence| named(evidence))
            .flat_map(|evidence| {
                let selectors = self.objects(evidence, oa::HAS_SELECTOR).iter();
                selectors.map(move |selector| (evidence, *selector))
            })
            .filter_map(|(evidence, selector)| Some((evidence, named(selector)?)))
            .filter_map(|(evidence, selector)| {
                let exact = self.literal(selector, oa::EXACT)?;
                Some(Passage {
                    anchor: self.anchor(evidence),
                    lang: exact.language().unwrap_or(lang).to_owned(),
                    prefix: text(selector, oa::PREFIX_),
                    exact: exact.value().to_owned(),
                    suffix: text(selector, oa::SUFFIX),
                })
            })
            .collect()
    }
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
