//! From linked facts to RDF: records, one named graph an article, and what all of them say together.
//!
//! [`record`] is the way in. `ontology/README.md` shows the shape of the graph. Nothing here looks at
//! the clock, files or the network.

pub mod canonical;
pub mod check;
pub mod codes;
pub mod consolidate;
mod copies;
pub mod edtf;
pub mod iri;
pub mod jsonld;
mod likeness;
pub mod moment;
pub mod ontology;
mod partition;
pub mod passage;
pub mod quads;
mod record;
mod registry;
#[cfg(test)]
pub(crate) mod sample;
pub mod serialize;
pub mod shapes;
pub mod summary;
mod things;

use crate::extract::facts::Facts;
use crate::vocab::{prov, rdf};
use check::Refused;
use iri::Minter;
use quads::{Quad, constant, term};

/// What one article says, as quads.
#[derive(Clone, Debug)]
pub struct ArticleGraph {
    /// Id of the article.
    pub id: String,
    /// Path or URL as given: where a later version of the article would come from.
    pub source: String,
    /// When it was fetched, RFC 3339.
    pub retrieved: Option<String>,
    /// The records and their evidence, in `graph/article/{id}`; sorted, each once.
    pub records: Vec<Quad>,
    /// What the default graph says of that graph: a `prov:Bundle` derived from the article.
    pub bundle: Vec<Quad>,
}

/// Writes the facts of one article as RDF.
///
/// `text` is the article's text, into which the facts' offsets point.
///
/// # Errors
/// Says why the facts are refused: a passage is not the text, an id is unknown, or the graph breaks a shape.
pub fn record(facts: &Facts, text: &str, minter: &Minter) -> Result<ArticleGraph, Refused> {
    check::check(facts, text)?;
    let records = record::records(facts, text, minter);
    check::refuse(facts, shapes::violations(&records))?;
    let article = &facts.article;
    let graph = minter.article_graph(&article.id);
    let of_graph = |predicate, object| ([term(graph.as_str()), constant(predicate), object], None);
    Ok(ArticleGraph {
        id: article.id.clone(),
        source: article.source.clone(),
        retrieved: article.retrieved.clone(),
        records,
        bundle: vec![
            of_graph(rdf::TYPE, constant(prov::BUNDLE)),
            of_graph(
                prov::WAS_DERIVED_FROM,
                term(minter.article(&article.id).as_str()),
            ),
        ],
    })
}
