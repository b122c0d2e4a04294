//! The page of the dataset: what it is, how much it holds, where to get it.

use askama::Template;
use serde_json::json;

use super::frame::Frame;
use super::render;
use super::term::Shown;
use crate::serve::census::{Census, Part};
use crate::serve::schema_org::in_html;
use crate::serve::state::State;
use crate::store::model::{Literal, NamedNode, Term};
use crate::vocab::schema;

/// Language, title and description of the dataset.
pub(in crate::serve) const ABOUT: [(&str, &str, &str); 2] = [
    (
        "en",
        "Who met whom, who said what, who proposed what",
        "Actors, statements, proposals and meetings that news articles report, each with the passage that proves it.",
    ),
    (
        "fr",
        "Qui a rencontré qui, qui a dit quoi, qui a proposé quoi",
        "Acteurs, déclarations, propositions et rencontres que rapporte la presse, chacun avec le passage qui le prouve.",
    ),
];

#[derive(Template)]
#[template(path = "dataset.html")]
struct Page<'a> {
    frame: &'a Frame,
    about: &'a [(&'a str, &'a str, &'a str)],
    json_ld: String,
    triples: u64,
    graphs: u64,
    in_graphs: u64,
    licence: Option<&'a str>,
    creator: Option<&'a str>,
    tables: Vec<Table>,
}

/// Counts by class or property.
struct Table {
    /// Keys of what stands above it.
    heading: &'static str,
    what: &'static str,
    rows: Vec<(Shown, u64)>,
}

/// Writes the page.
pub(in crate::serve) fn page(frame: &Frame, state: &State, census: &Census) -> String {
    let Part {
        classes,
        properties,
        ..
    } = &census.default;
    let rows = |counts: &std::collections::BTreeMap<String, u64>| {
        counts
            .iter()
            .map(|(iri, count)| {
                let label = state
                    .labels
                    .get(iri, frame.tongue)
                    .map(Literal::new_simple_literal);
                let term = Term::NamedNode(NamedNode::new_unchecked(iri));
                (Shown::term(&term, label.as_ref(), &state.today()), *count)
            })
            .collect()
    };
    let settings = &state.settings;
    render(&Page {
        frame,
        about: &ABOUT,
        json_ld: in_html(&json_ld(state)),
        triples: census.default.triples,
        graphs: census.graphs,
        in_graphs: census.named.triples,
        licence: link(settings.licence.as_ref()),
        creator: link(settings.creator.as_ref()),
        tables: vec![
            Table {
                heading: "dataset.classes",
                what: "dataset.things",
                rows: rows(classes),
            },
            Table {
                heading: "dataset.properties",
                what: "dataset.triples",
                rows: rows(properties),
            },
        ],
    })
}

/// An IRI that leads somewhere; `javascript:` must not become a link.
fn link(iri: Option<&NamedNode>) -> Option<&str> {
    iri.map(NamedNode::as_str)
        .filter(|iri| iri.starts_with("https://") || iri.starts_with("http://"))
}

/// The dataset in the words of schema.org.
fn json_ld(state: &State) -> serde_json::Value {
    let base = &state.settings.base;
    let texts = |choose: fn(&(&str, &'static str, &'static str)) -> &'static str| {
        let text = |about| json!({ "@value": choose(about), "@language": about.0 });
        ABOUT.iter().map(text).collect::<Vec<_>>()
    };
    let download = |path: &str, media_type: &str| json!({ "@type": "DataDownload", "contentUrl": format!("{base}{path}"), "encodingFormat": media_type });
    let publication = state.settings.publication();
    let mut said = json!({
        "@context": {
            "@vocab": schema::PREFIX,
            "contentUrl": { "@type": "@id" },
            "license": { "@type": "@id" },
            "url": { "@type": "@id" },
        },
        "@id": format!("{base}dataset"),
        "@type": "Dataset",
        "name": texts(|about| about.1),
        "description": texts(|about| about.2),
        "url": format!("{base}dataset.html"),
        "distribution": [
            download("data/graph.trig", "application/trig"),
            download("data/graph.nq", "application/n-quads"),
        ],
    });
    if let Some(licence) = &publication.licence {
        said["license"] = licence.as_str().into();
    }
    if let Some(creator) = &publication.creator {
        let class = if publication.is_by_a_person() {
            "Person"
        } else {
            "Organization"
        };
        let creator = json!({ "@id": creator.as_str(), "@type": class });
        said["creator"] = creator.clone();
        said["publisher"] = creator;
    }
    said
}
