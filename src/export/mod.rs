//! What can be taken away from a store: the graph in every syntax, flat tables with their codebook, the network of
//! who met whom, nanopublications, bibliographies, statements for Wikidata.
//!
//! [`files`] lists it all, a name each (`statements.csv`), which is its name on the command line, over HTTP and in a
//! research object (`research_object`). Everything is streamed; where something cannot be told in a format, it is
//! left out and said so ([`Notes`]).

mod canonical;
mod codebook;
mod csv;
mod digest;
mod nanopub;
mod network;
mod parquet_file;
mod passages;
mod preview;
mod research_object;
mod sources;
mod tables;
mod trusty;
mod wikidata;

use std::io::Write;

use crate::graph::iri::{BadBase, Minter};
use crate::store::model::{NamedNode, Quad};
use crate::store::{Deadline, GraphTarget, JsonLdProfileSet, RdfFormat, Store, StoreError};

pub use digest::Digest;
pub use nanopub::find as find_nanopub;
pub use passages::{PASSAGE, Passages, shortened};
pub use preview::{PREVIEW, preview};
pub use research_object::{MEASURED_ERROR, Part, measured_error, metadata};
pub use sources::{Reference, date_parts};

use tables::{TABLES, Table};

/// What an export is made from.
pub struct Source<'a> {
    store: &'a Store,
    minter: Minter,
    deadline: &'a Deadline,
    publication: Publication,
}

impl<'a> Source<'a> {
    /// The graph of `store`, whose IRIs begin with `base`, for as long as `deadline` allows.
    ///
    /// # Errors
    /// When the base is none.
    pub fn new(
        store: &'a Store,
        base: &str,
        deadline: &'a Deadline,
        publication: Publication,
    ) -> Result<Self, BadBase> {
        Ok(Self {
            store,
            minter: Minter::new(base)?,
            deadline,
            publication,
        })
    }

    /// What the publisher says.
    pub fn publication(&self) -> &Publication {
        &self.publication
    }
}

/// What only the publisher of an export can say. Nothing is assumed where it is silent.
#[derive(Clone, Debug, Default)]
pub struct Publication {
    /// Under which licence.
    pub licence: Option<NamedNode>,
    /// Who publishes.
    pub creator: Option<NamedNode>,
    /// How much of the articles' words.
    pub passages: Passages,
    /// When, RFC 3339. Without it a nanopublication tells no time, and the same facts give the same hash anywhere.
    pub created: Option<String>,
}

impl Publication {
    /// Whether a person publishes: people are named by ORCID; whatever else publishes data is taken for an organisation.
    pub fn is_by_a_person(&self) -> bool {
        let creator = self.creator.as_ref();
        creator.is_some_and(|creator| creator.as_str().contains("//orcid.org/"))
    }
}

/// What was left out, and why: for people, one sentence each.
pub type Notes = Vec<String>;

/// One file that can be taken away.
pub struct File {
    /// Its name: what is in it and, as extension, the format.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub about: &'static str,
    /// The same in French, where the file is a table.
    pub about_fr: Option<&'static str>,
    make: Make,
}

/// How a file is made.
#[derive(Clone, Copy)]
enum Make {
    Graph(RdfFormat),
    Canonical,
    CanonicalHash,
    Csv(&'static Table),
    Parquet(&'static Table),
    Network,
    Nanopubs,
    Wikidata,
    Bibtex,
    Ris,
    Csl,
    Codebook,
    CodebookJson,
}

const JSON_LD: RdfFormat = RdfFormat::JsonLd {
    profile: JsonLdProfileSet::empty(),
};

/// Everything that can be taken away.
pub fn files() -> Vec<File> {
    const ALL: &str = "Every quad, with its graph";
    const DEFAULT: &str =
        "The consolidated view: the default graph, without the records of single articles";
    let mut files = vec![
        file(
            "graph.nq",
            "application/n-quads",
            ALL,
            Make::Graph(RdfFormat::NQuads),
        ),
        file(
            "graph.trig",
            "application/trig",
            ALL,
            Make::Graph(RdfFormat::TriG),
        ),
        file(
            "graph.jsonld",
            "application/ld+json",
            ALL,
            Make::Graph(JSON_LD),
        ),
        file(
            "graph.ttl",
            "text/turtle",
            DEFAULT,
            Make::Graph(RdfFormat::Turtle),
        ),
        file(
            "graph.nt",
            "application/n-triples",
            DEFAULT,
            Make::Graph(RdfFormat::NTriples),
        ),
        file(
            "graph.rdf",
            "application/rdf+xml",
            DEFAULT,
            Make::Graph(RdfFormat::RdfXml),
        ),
        file(
            "canonical.nq",
            "application/n-quads",
            "Canonical N-Quads (RDFC-1.0), without the times of runs: the same articles give the same bytes",
            Make::Canonical,
        ),
        file(
            "canonical.sha256",
            "text/plain",
            "The SHA-256 of canonical.nq",
            Make::CanonicalHash,
        ),
    ];
    for table in &TABLES {
        let about = table.about();
        files.push(file(
            &format!("{}.csv", table.name),
            "text/csv",
            about,
            Make::Csv(table),
        ));
        files.push(file(
            &format!("{}.parquet", table.name),
            "application/vnd.apache.parquet",
            about,
            Make::Parquet(table),
        ));
    }
    files.extend([
        file(
            "codebook.csv",
            "text/csv",
            "Every column of every table: type, unit, values, meaning, source",
            Make::Codebook,
        ),
        file(
            "codebook.json",
            "application/csvm+json",
            "The same for programs (CSV on the Web)",
            Make::CodebookJson,
        ),
        file(
            "network.graphml",
            "application/graphml+xml",
            "Who met whom: actors, and an edge for each pair that met",
            Make::Network,
        ),
        file(
            "nanopubs.trig",
            "application/trig",
            "A nanopublication for each statement, proposal and meeting, named after its hash",
            Make::Nanopubs,
        ),
        file(
            "wikidata.quickstatements",
            "text/plain",
            "QuickStatements for new Wikidata items: meetings held, each claim with its reference",
            Make::Wikidata,
        ),
        file(
            "sources.bib",
            "application/x-bibtex",
            "The articles, BibTeX",
            Make::Bibtex,
        ),
        file(
            "sources.ris",
            "application/x-research-info-systems",
            "The articles, RIS",
            Make::Ris,
        ),
        file(
            "sources.json",
            "application/vnd.citationstyles.csl+json",
            "The articles, CSL-JSON",
            Make::Csl,
        ),
    ]);
    files
}

/// The file of that name.
pub fn find(name: &str) -> Option<File> {
    files().into_iter().find(|file| file.name == name)
}

impl File {
    /// Whether it holds the graph itself, in a syntax of RDF.
    pub fn is_rdf(&self) -> bool {
        matches!(self.make, Make::Graph(_) | Make::Canonical)
    }

    /// Writes the file.
    ///
    /// # Errors
    /// When the store cannot be read, the time is over, or `out` cannot be written. What was written is not whole then.
    pub fn write(
        &self,
        source: &Source<'_>,
        out: &mut (dyn Write + Send),
    ) -> Result<Notes, StoreError> {
        let Source {
            store,
            minter,
            deadline,
            publication,
        } = source;
        let cut = |quad: &mut Quad| publication.passages.apply(quad);
        match self.make {
            Make::Graph(format) => {
                let target = if format.supports_datasets() {
                    GraphTarget::All
                } else {
                    GraphTarget::Default
                };
                store.read_graph_as(&target, format, deadline, cut, out)?;
            }
            Make::Canonical => store.write_canonical_as(minter, deadline, cut, out)?,
            Make::CanonicalHash => canonical::write_hash(source, out)?,
            Make::Csv(table) => csv::write(table, source, out)?,
            Make::Parquet(table) => parquet_file::write(table, source, out)?,
            Make::Network => network::write(source, out)?,
            Make::Nanopubs => return nanopub::write(source, out),
            Make::Wikidata => return wikidata::write(source, out),
            Make::Bibtex => sources::write_bibtex(source, out)?,
            Make::Ris => sources::write_ris(source, out)?,
            Make::Csl => sources::write_csl(source, out)?,
            Make::Codebook => codebook::write_csv(out)?,
            Make::CodebookJson => codebook::write_json(out)?,
        }
        Ok(Notes::new())
    }
}

fn file(name: &str, media_type: &'static str, about: &'static str, make: Make) -> File {
    File {
        name: name.to_owned(),
        media_type,
        about,
        about_fr: match make {
            Make::Csv(table) | Make::Parquet(table) => Some(table.about_fr()),
            _ => None,
        },
        make,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_different() {
        let mut names: Vec<String> = files().into_iter().map(|file| file.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
