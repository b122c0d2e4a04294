//! The description of all exports together as a research object: an RO-Crate 1.1 (<https://w3id.org/ro/crate/1.1>).
//!
//! This module describes; whoever writes the files into a folder hands in their sizes and hashes.

use serde_json::{Value, json};

use super::digest::hex;
use super::{Notes, PREVIEW, Publication, trusty};

/// The name of the file that tells how good the extraction is.
pub const MEASURED_ERROR: &str = "measured-error.md";

/// What is said where the publisher names no licence.
const NO_LICENCE: &str = "Whoever publishes this has named no licence. The passages quoted remain the property of those who published the articles.";

/// A file that has been written.
pub struct Part {
    /// Its name in the folder.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub about: &'static str,
    /// How long it is.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: [u8; 32],
    /// What is not in it.
    pub notes: Notes,
}

/// How good the extraction is, as the README of this program tells it.
pub fn measured_error() -> &'static str {
    const README: &str = include_str!("../../README.md");
    let start = README.find("## How good it is").unwrap_or_default();
    let section = README.get(start..).unwrap_or_default();
    let end = section.find("\n## ").unwrap_or(section.len());
    section.get(..end).unwrap_or_default()
}

/// The metadata of a folder with these files, published on `day`.
pub fn metadata(parts: &[Part], publication: &Publication, day: &str) -> Value {
    let licence = match &publication.licence {
        Some(licence) => json!({
            "@id": licence.as_str(),
            "@type": "CreativeWork",
            "name": licence.as_str(),
            "description": "The licence of the facts. The passages quoted remain the property of those who published the articles.",
        }),
        None => json!({
            "@id": "#licence",
            "@type": "CreativeWork",
            "name": "No licence stated",
            "description": NO_LICENCE,
        }),
    };
    let names: Vec<Value> = parts.iter().map(|part| json!({"@id": part.name})).collect();
    let mut root = json!({
        "@id": "./",
        "@type": "Dataset",
        "name": "Diplomatic facts from news articles",
        "description": "Who met whom, who said what, who proposed what: extracted from news articles by demarche, each fact with the passage that proves it. \
            The codebook describes every column of the tables; measured-error.md tells how good the extraction is.",
        "datePublished": day,
        "license": {"@id": licence["@id"]},
        "hasPart": names,
        "mentions": {"@id": "#export"},
    });
    let mut graph = vec![
        json!({
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        }),
        json!({
            "@id": PREVIEW,
            "@type": "CreativeWork",
            "name": "This folder as a page",
            "encodingFormat": "text/html",
            "about": {"@id": "./"},
        }),
        licence,
        json!({
            "@id": "#export",
            "@type": "CreateAction",
            "name": "Export",
            "instrument": {"@id": "#demarche"},
            "result": {"@id": "./"},
            "endTime": day,
        }),
        json!({
            "@id": "#demarche",
            "@type": "SoftwareApplication",
            "name": "demarche",
            "version": env!("CARGO_PKG_VERSION"),
            "softwareVersion": env!("CARGO_PKG_VERSION"),
        }),
    ];
    if let Some(creator) = &publication.creator {
        let id = json!({"@id": creator.as_str()});
        root["author"] = id.clone();
        let kind = if publication.is_by_a_person() {
            "Person"
        } else {
            root["publisher"] = id;
            "Organization"
        };
        let iri = creator.as_str();
        graph.push(json!({"@id": iri, "@type": kind, "name": iri, "url": iri}));
    }
    graph.insert(1, root);
    graph.extend(parts.iter().map(described));
    json!({
        "@context": ["https://w3id.org/ro/crate/1.1/context", {"sha256": "http://schema.org/sha256"}],
        "@graph": graph,
    })
}

fn described(part: &Part) -> Value {
    let mut about = vec![part.about.trim_end_matches('.').to_owned()];
    about.extend(part.notes.iter().cloned());
    json!({
        "@id": part.name,
        "@type": "File",
        "name": part.name,
        "description": format!("{}.", about.join(". ")),
        "encodingFormat": part.media_type,
        "contentSize": part.bytes.to_string(),
        "sha256": hex(&part.sha256),
        "identifier": trusty::file_code(&part.sha256),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measured_error_is_the_section_of_the_readme() {
        let text = measured_error();
        assert!(text.starts_with("## How good it is"), "{text}");
        assert!(text.contains("meeting full"), "{text}");
        assert!(!text.contains("## Licence"), "{text}");
    }
}
