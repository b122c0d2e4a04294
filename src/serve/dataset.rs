//! `/dataset` and `/.well-known/void`: what the data as a whole is, for machines that look for data.
//!
//! One document in `VoID` (counts by class and property), DCAT (where to get it) and the vocabulary of the
//! SPARQL service description. The counts of the dataset are those of the default graph, which is what
//! SPARQL sees without `GRAPH`; those of the named graphs together stand in a subset.

use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use crate::export;
use crate::store::model::{GraphName, Literal, NamedNode, Quad, Term};
use crate::vocab::{code, dct, dm, foaf, oa, prov, rdf, rdfs, schema, skos, xsd};

use super::answer::compute;
use super::census::{Census, Part};
use super::error::ServeError;
use super::forms::Form;
use super::fresh::Whole;
use super::ontology::{chosen, form_of, links};
use super::pages::{self, Frame};
use super::resource::see_other;
use super::sitemap::CLASSES;
use super::state::State;

const VOID: &str = "http://rdfs.org/ns/void#";
const DCAT: &str = "http://www.w3.org/ns/dcat#";
const MEDIA: &str = "https://www.iana.org/assignments/media-types/";
const FORMATS: &str = "http://www.w3.org/ns/formats/";

/// `/dataset`: the dataset itself cannot be sent as a document about it.
pub(super) async fn get(request: HttpRequest) -> Result<HttpResponse, ServeError> {
    Ok(see_other("dataset", chosen(&request)?, ""))
}

/// `/dataset.ENDING`.
pub(super) async fn get_as(
    request: HttpRequest,
    ending: Path<String>,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    answer(&request, &state, form_of("dataset", &ending)?).await
}

/// `/.well-known/void`: the same document where machines look for it.
pub(super) async fn well_known(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    answer(&request, &state, chosen(&request)?).await
}

async fn answer(
    request: &HttpRequest,
    state: &Data<State>,
    form: Form,
) -> Result<HttpResponse, ServeError> {
    let frame = Frame::of(request)?;
    let body = compute(state, move |state, store, _| {
        let census = state.census.of(store)?;
        if form == Form::Html {
            return Ok(pages::dataset::page(&frame, state, &census).into_bytes());
        }
        Ok(form.write(&description(state, &census))?)
    })
    .await?;
    Ok(Whole::of(form.media_type(), body)
        .with(header::LINK, links("dataset", form))
        .by_language()
        .answer(request))
}

/// The description as triples.
fn description(state: &State, census: &Census) -> Vec<Quad> {
    let base = state.settings.base.as_str();
    let dataset = format!("{base}dataset");
    let mut said = Said::default();

    let document = format!("{base}.well-known/void");
    said.link(&document, rdf::TYPE, &void("DatasetDescription"));
    said.link(&document, foaf::PRIMARY_TOPIC, &dataset);

    for class in [
        void("Dataset"),
        dcat("Dataset"),
        format!("{}Dataset", schema::PREFIX),
    ] {
        said.link(&dataset, rdf::TYPE, &class);
    }
    for (language, title, about) in pages::dataset::ABOUT {
        said.text(&dataset, &format!("{}title", dct::PREFIX), title, language);
        said.text(
            &dataset,
            &format!("{}description", dct::PREFIX),
            about,
            language,
        );
    }
    let publication = state.settings.publication();
    if let Some(licence) = &publication.licence {
        said.link(&dataset, dct::LICENSE, licence.as_str());
    }
    if let Some(creator) = &publication.creator {
        let class = if publication.is_by_a_person() {
            format!("{}Person", foaf::PREFIX)
        } else {
            format!("{}Agent", foaf::PREFIX)
        };
        said.link(creator.as_str(), rdf::TYPE, &class);
        said.link(&dataset, dct::CREATOR, creator.as_str());
        said.link(&dataset, dct::PUBLISHER, creator.as_str());
    }
    said.link(&dataset, &format!("{}homepage", foaf::PREFIX), base);
    said.link(
        &dataset,
        &dcat("landingPage"),
        &format!("{base}dataset.html"),
    );
    said.link(&dataset, &void("sparqlEndpoint"), &state.endpoint);
    said.string(&dataset, &void("uriSpace"), base);
    for vocabulary in [
        code::PREFIX,
        dct::PREFIX,
        dm::PREFIX,
        foaf::PREFIX,
        oa::PREFIX,
        prov::PREFIX,
        rdfs::PREFIX,
        schema::PREFIX,
        skos::PREFIX,
    ] {
        said.link(&dataset, &void("vocabulary"), vocabulary);
    }
    for format in ["JSON-LD", "N-Triples", "RDF_XML", "Turtle"] {
        said.link(&dataset, &void("feature"), &format!("{FORMATS}{format}"));
    }
    for class in CLASSES {
        if let Some(example) = census.default.examples.get(class) {
            said.link(&dataset, &void("exampleResource"), example);
        }
    }
    said.counts(&dataset, "", &dataset, &census.default);

    let named = format!("{dataset}#named-graphs");
    said.link(&dataset, &void("subset"), &named);
    said.link(&named, rdf::TYPE, &void("Dataset"));
    said.text(
        &named,
        &format!("{}title", dct::PREFIX),
        "What single articles say, which record is of which thing, and the runs: all named graphs",
        "en",
    );
    said.counts(&named, "named-", &dataset, &census.named);
    said.number(&named, &format!("{VOID}documents"), census.graphs);

    let service = format!("{dataset}#sparql");
    said.link(&service, rdf::TYPE, &dcat("DataService"));
    said.link(&service, &dcat("endpointURL"), &state.endpoint);
    said.link(&service, &dcat("endpointDescription"), &state.endpoint);
    said.link(&service, &dcat("servesDataset"), &dataset);
    said.link(
        &service,
        &format!("{}conformsTo", dct::PREFIX),
        "https://www.w3.org/TR/sparql11-protocol/",
    );
    for file in export::files() {
        let distribution = format!("{dataset}#{}", file.name);
        let address = format!("{base}data/{}", file.name);
        said.link(&dataset, &dcat("distribution"), &distribution);
        if file.is_rdf() {
            said.link(&dataset, &void("dataDump"), &address);
        }
        said.link(&distribution, rdf::TYPE, &dcat("Distribution"));
        let title = format!("{}title", dct::PREFIX);
        said.text(&distribution, &title, file.about, "en");
        if let Some(licence) = &publication.licence {
            said.link(&distribution, dct::LICENSE, licence.as_str());
        }
        said.link(&distribution, &dcat("downloadURL"), &address);
        said.link(&distribution, &dcat("accessURL"), &address);
        // Types that begin with `x-` are in nobody's register.
        if !file.media_type.contains("/x-") {
            let media_type = format!("{MEDIA}{}", file.media_type);
            said.link(&distribution, &dcat("mediaType"), &media_type);
        }
    }

    let catalog = format!("{dataset}#catalog");
    said.link(&catalog, rdf::TYPE, &dcat("Catalog"));
    said.text(&catalog, &format!("{}title", dct::PREFIX), "demarche", "en");
    said.link(&catalog, &dcat("dataset"), &dataset);
    said.link(&catalog, &dcat("service"), &service);
    said.by_subject()
}

fn void(name: &str) -> String {
    format!("{VOID}{name}")
}

fn dcat(name: &str) -> String {
    format!("{DCAT}{name}")
}

/// Triples in the making. Subjects, predicates and objects are constants, or IRIs read from the store.
#[derive(Default)]
pub(super) struct Said(pub(super) Vec<Quad>);

impl Said {
    pub(super) fn link(&mut self, subject: &str, predicate: &str, object: &str) {
        self.push(subject, predicate, NamedNode::new_unchecked(object));
    }

    pub(super) fn text(&mut self, subject: &str, predicate: &str, text: &str, language: &str) {
        let text = Literal::new_language_tagged_literal_unchecked(text, language);
        self.push(subject, predicate, text);
    }

    pub(super) fn string(&mut self, subject: &str, predicate: &str, text: &str) {
        self.push(subject, predicate, Literal::new_simple_literal(text));
    }

    fn number(&mut self, subject: &str, predicate: &str, number: u64) {
        let datatype = NamedNode::new_unchecked(xsd::INTEGER);
        let number = Literal::new_typed_literal(number.to_string(), datatype);
        self.push(subject, predicate, number);
    }

    fn push(&mut self, subject: &str, predicate: &str, object: impl Into<Term>) {
        self.0.push(Quad::new(
            NamedNode::new_unchecked(subject),
            NamedNode::new_unchecked(predicate),
            object,
            GraphName::DefaultGraph,
        ));
    }

    /// The triples, those of one subject together.
    fn by_subject(mut self) -> Vec<Quad> {
        let mut order = BTreeMap::new();
        for quad in &self.0 {
            let next = order.len();
            order.entry(quad.subject.to_string()).or_insert(next);
        }
        self.0
            .sort_by_cached_key(|quad| order.get(&quad.subject.to_string()).copied());
        self.0
    }

    /// Counts of a part; its partitions are named `dataset#{mark}class-…`.
    fn counts(&mut self, of: &str, mark: &str, dataset: &str, part: &Part) {
        self.number(of, &void("triples"), part.triples);
        self.number(of, &void("distinctSubjects"), part.subjects);
        self.number(of, &void("classes"), part.classes.len() as u64);
        self.number(of, &void("properties"), part.properties.len() as u64);
        for (class, instances) in &part.classes {
            let partition = format!("{dataset}#{mark}class-{}", local(class));
            self.link(of, &void("classPartition"), &partition);
            self.link(&partition, &void("class"), class);
            self.number(&partition, &void("entities"), *instances);
        }
        for (property, triples) in &part.properties {
            let partition = format!("{dataset}#{mark}property-{}", local(property));
            self.link(of, &void("propertyPartition"), &partition);
            self.link(&partition, &void("property"), property);
            self.number(&partition, &void("triples"), *triples);
        }
    }
}

/// A name for a term that fits into a fragment: `dm.speaker`, or all of its IRI with the odd characters replaced.
fn local(iri: &str) -> String {
    pages::shorten(iri)
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '.' })
        .collect()
}
