//! A document and what else is known, by subject and property.

use std::collections::BTreeMap;

use super::{Fact, Part, Passage, Record, SHOWN_APART};
use crate::serve::asof::Seen;
use crate::serve::document::{Document, iri_of};
use crate::serve::pages::bag::named;
use crate::serve::pages::frame::Frame;
use crate::serve::pages::term::{Shown, shorten};
use crate::serve::schema_org::Facts;
use crate::store::model::{Literal, NamedNode, Quad, Term};
use crate::vocab::{dm, oa, rdf, rdfs, schema, skos};

/// A document by subject and property.
pub(super) struct Reader<'a> {
    frame: &'a Frame,
    seen: &'a Seen<'a>,
    iri: &'a str,
    triples: BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Term>>>,
}

impl<'a> Facts<'a> for Reader<'a> {
    fn objects(&self, subject: &str, predicate: &str) -> &[&'a Term] {
        self.triples
            .get(subject)
            .and_then(|properties| properties.get(predicate))
            .map_or(&[], Vec::as_slice)
    }
}

impl<'a> Reader<'a> {
    /// Reads a document and what else is known.
    pub(super) fn new(
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

    pub(super) fn title(&self, iri: &str) -> (String, String) {
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

    pub(super) fn values(&self, subject: &str, predicate: &str) -> Vec<Shown> {
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

    pub(super) fn facts(&self, subject: &str) -> Vec<Fact> {
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
    pub(super) fn parts(&self, iri: &str) -> Vec<Part> {
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
    pub(super) fn contents(&self, iri: &str) -> Vec<Shown> {
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

    pub(super) fn record(&self, record: &NamedNode) -> Record {
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
