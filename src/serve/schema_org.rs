//! What a page's thing is in the words of schema.org, for search engines: JSON-LD that stands in the page.
//!
//! The context stands in the data, so that reading it needs no network. An actor and a place are the same
//! as their Wikidata items here (`sameAs`): schema.org's sense of the word is loose enough for that.

use std::marker::PhantomData;

use serde_json::{Map, Value, json};

use crate::store::model::{Literal, Term};
use crate::vocab::{code, dm, foaf, org, rdf, rdfs, schema, skos, xsd};

/// The triples of a page, as the page reads them.
pub(super) trait Facts<'t> {
    /// The objects of a property.
    fn objects(&self, subject: &str, predicate: &str) -> &[&'t Term];

    /// The IRIs among the objects of a property.
    fn iris(&self, subject: &str, predicate: &str) -> Vec<String> {
        let objects = self.objects(subject, predicate).iter();
        let iris = objects.filter_map(|term| match term {
            Term::NamedNode(iri) => Some(iri.as_str().to_owned()),
            _ => None,
        });
        iris.collect()
    }

    /// The literals among the objects of a property.
    fn literals(&self, subject: &str, predicate: &str) -> Vec<&'t Literal> {
        let objects = self.objects(subject, predicate).iter();
        let literals = objects.filter_map(|term| match term {
            Term::Literal(literal) => Some(literal),
            _ => None,
        });
        literals.collect()
    }
}

/// The thing in JSON-LD, if schema.org has a word for it.
pub(super) fn describe<'t>(facts: &impl Facts<'t>, iri: &str) -> Option<Value> {
    let classes = facts.iris(iri, rdf::TYPE);
    let a = |class: &str| classes.iter().any(|found| found == class);
    let mut thing = Writer::new(facts, iri);
    if a(dm::ARTICLE) {
        thing.article();
    } else if a(dm::MEETING) {
        thing.meeting();
    } else if a(dm::STATEMENT) {
        thing.statement();
    } else if a(dm::PROPOSAL) {
        thing.proposal();
    } else if a(dm::ACTOR) {
        thing.actor();
    } else if a(dm::PLACE_CLASS) {
        thing.a("Place");
        thing.named_and_known();
    } else {
        return None;
    }
    let mut fields = thing.fields;
    fields.insert("@context".to_owned(), context());
    Some(Value::Object(fields))
}

/// Names are schema.org's; the values of these properties are IRIs or dates.
fn context() -> Value {
    let (iri, date) = (json!({ "@type": "@id" }), json!({ "@type": "Date" }));
    json!({
        "@vocab": schema::PREFIX,
        "dateCreated": date,
        "datePublished": date,
        "endDate": date,
        "eventStatus": iri,
        "sameAs": iri,
        "startDate": date,
        "url": iri,
    })
}

struct Writer<'a, 't, F> {
    facts: &'a F,
    iri: &'a str,
    fields: Map<String, Value>,
    terms: PhantomData<&'t Term>,
}

impl<'a, 't, F: Facts<'t>> Writer<'a, 't, F> {
    fn new(facts: &'a F, iri: &'a str) -> Self {
        let mut fields = Map::new();
        fields.insert("@id".to_owned(), iri.into());
        Self {
            facts,
            iri,
            fields,
            terms: PhantomData,
        }
    }

    fn article(&mut self) {
        self.a("NewsArticle");
        self.texts("headline", schema::HEADLINE);
        self.literals("inLanguage", schema::IN_LANGUAGE);
        self.dates("datePublished", &[schema::DATE_PUBLISHED]);
        self.literals("url", schema::URL);
        self.things("publisher", schema::PUBLISHER, "NewsMediaOrganization");
        self.things("sourceOrganization", dm::AGENCY, "NewsMediaOrganization");
    }

    fn meeting(&mut self) {
        self.a("Event");
        self.texts("name", rdfs::LABEL);
        // A day, or the first and last of an interval.
        self.dates("startDate", &[dm::DATE, dm::EARLIEST]);
        self.dates("endDate", &[dm::DATE, dm::LATEST]);
        self.things("attendee", dm::PARTICIPANT, "");
        self.things("organizer", dm::HOST, "");
        self.things("location", dm::PLACE, "Place");
        self.things("subjectOf", dm::REPORTED_IN, "NewsArticle");
        let status = self.facts.iris(self.iri, dm::CURRENT_STATUS);
        let status = match status.first().map(String::as_str) {
            Some(code::MEETING_STATUS_CANCELLED | code::MEETING_STATUS_DENIED) => "EventCancelled",
            Some(code::MEETING_STATUS_POSTPONED) => "EventPostponed",
            Some(
                code::MEETING_STATUS_PLANNED
                | code::MEETING_STATUS_HELD
                | code::MEETING_STATUS_ONGOING,
            ) => "EventScheduled",
            // What was only proposed has no status that schema.org knows.
            _ => return,
        };
        let status = format!("{}{status}", schema::PREFIX);
        self.fields.insert("eventStatus".to_owned(), status.into());
    }

    fn statement(&mut self) {
        self.a("Quotation");
        self.texts("name", rdfs::LABEL);
        self.texts("text", dm::QUOTE);
        self.dates("dateCreated", &[dm::DATE]);
        self.things("spokenByCharacter", dm::SPEAKER, "");
        self.things("about", dm::ABOUT, "");
        self.things("subjectOf", dm::REPORTED_IN, "NewsArticle");
    }

    fn proposal(&mut self) {
        self.a("CreativeWork");
        self.texts("name", rdfs::LABEL);
        self.texts("text", dm::QUOTE);
        self.dates("dateCreated", &[dm::DATE]);
        self.things("creator", dm::PROPOSER, "");
        self.things("subjectOf", dm::REPORTED_IN, "NewsArticle");
    }

    fn actor(&mut self) {
        let class = class_of_actor(&self.facts.iris(self.iri, rdf::TYPE));
        self.a(class);
        self.named_and_known();
        if class == "Person" {
            self.literals("jobTitle", dm::POSITION);
        }
    }

    fn named_and_known(&mut self) {
        self.texts("name", rdfs::LABEL);
        self.texts("alternateName", skos::ALT_LABEL);
        let known = self.facts.iris(self.iri, skos::EXACT_MATCH);
        self.put("sameAs", known.into_iter().map(Value::from).collect());
    }

    fn a(&mut self, class: &str) {
        self.fields.insert("@type".to_owned(), class.into());
    }

    /// Texts with their languages.
    fn texts(&mut self, name: &str, property: &str) {
        let texts = self.facts.literals(self.iri, property);
        let texts = texts.into_iter().map(text).collect();
        self.put(name, texts);
    }

    fn literals(&mut self, name: &str, property: &str) {
        let values = self.facts.literals(self.iri, property);
        let values = values.into_iter().map(|literal| literal.value().into());
        self.put(name, values.collect());
    }

    /// The first of the properties that has a day, a month or a year.
    fn dates(&mut self, name: &str, properties: &[&str]) {
        const DATED: [&str; 3] = [xsd::DATE, xsd::G_YEAR_MONTH, xsd::G_YEAR];
        let date = properties.iter().find_map(|property| {
            self.facts
                .literals(self.iri, property)
                .into_iter()
                .find(|literal| DATED.contains(&literal.datatype().as_str()))
        });
        self.put(
            name,
            date.map(|date| date.value().into()).into_iter().collect(),
        );
    }

    /// Things with their names and Wikidata items, and what they are.
    fn things(&mut self, name: &str, property: &str, class: &str) {
        let things = self.facts.iris(self.iri, property);
        let things = things.into_iter().map(|iri| {
            let mut thing = Map::new();
            let classes = self.facts.iris(&iri, rdf::TYPE);
            if !class.is_empty() {
                thing.insert("@type".to_owned(), class.into());
            } else if classes.iter().any(|class| class == dm::ACTOR) {
                thing.insert("@type".to_owned(), class_of_actor(&classes).into());
            }
            let known = self.facts.iris(&iri, skos::EXACT_MATCH);
            if !known.is_empty() {
                let known = known.into_iter().map(Value::from).collect();
                thing.insert("sameAs".to_owned(), one_or_many(known));
            }
            let naming = if class == "NewsArticle" {
                ("headline", schema::HEADLINE)
            } else {
                ("name", rdfs::LABEL)
            };
            let names: Vec<Value> = self
                .facts
                .literals(&iri, naming.1)
                .into_iter()
                .map(text)
                .collect();
            if !names.is_empty() {
                thing.insert(naming.0.to_owned(), one_or_many(names));
            }
            thing.insert("@id".to_owned(), iri.into());
            Value::Object(thing)
        });
        let things = things.collect();
        self.put(name, things);
    }

    fn put(&mut self, name: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.fields.insert(name.to_owned(), one_or_many(values));
        }
    }
}

/// What schema.org calls an actor of these classes.
fn class_of_actor(classes: &[String]) -> &'static str {
    let a = |class: &str| classes.iter().any(|found| found == class);
    if a(schema::NEWS_MEDIA_ORGANIZATION) {
        "NewsMediaOrganization"
    } else if a(foaf::PERSON) {
        "Person"
    } else if a(schema::COUNTRY) {
        "Country"
    } else if a(org::ORGANIZATION) || a(dm::COLLECTIVE) {
        "Organization"
    } else if a(dm::DOCUMENT) {
        "CreativeWork"
    } else {
        "Thing"
    }
}

fn text(literal: &Literal) -> Value {
    match literal.language() {
        Some(language) => json!({ "@value": literal.value(), "@language": language }),
        None => literal.value().into(),
    }
}

fn one_or_many(mut values: Vec<Value>) -> Value {
    if values.len() == 1 {
        values.remove(0)
    } else {
        Value::Array(values)
    }
}

/// JSON as it may stand in an HTML `script`: no `<` can end the element.
pub(super) fn in_html(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}
