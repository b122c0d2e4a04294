//! The query form, and below it the answer.

use askama::Template;

use super::frame::Frame;
use super::render;
use super::results::Table;

/// What is shown below the form.
pub(in crate::serve) enum Outcome {
    Nothing,
    Boolean(bool),
    /// Turtle, and whether it is all of it.
    Triples(String, bool),
    Rows(Table),
}

#[derive(Template)]
#[template(path = "sparql.html")]
pub(in crate::serve) struct Page<'a> {
    pub(in crate::serve) frame: &'a Frame,
    pub(in crate::serve) query: &'a str,
    pub(in crate::serve) outcome: Outcome,
}

/// The form with a query to begin with.
pub(in crate::serve) fn form(frame: &Frame) -> String {
    render(&Page {
        frame,
        query: EXAMPLE,
        outcome: Outcome::Nothing,
    })
}

/// Counts things by class: it has an answer on any store.
pub(in crate::serve) const EXAMPLE: &str = "PREFIX dm: <https://w3id.org/demarche/ns#>

# How many things of each kind are there?
SELECT ?kind (COUNT(*) AS ?things) WHERE {
  ?thing a ?kind
  FILTER(STRSTARTS(STR(?kind), STR(dm:)))
}
GROUP BY ?kind ORDER BY DESC(?things)
";
