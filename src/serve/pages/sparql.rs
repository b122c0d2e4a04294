//! The query form, and below it the answer.

use askama::Template;

use super::frame::Frame;
use super::question::asked;
use super::render;
use super::results::Table;
use crate::serve::questions;

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
    /// What is wrong with the query, with its line and column.
    pub(in crate::serve) problem: Option<&'a str>,
    /// Questions to begin with: their names and texts.
    pub(in crate::serve) examples: Vec<(&'static str, String)>,
}

/// Questions to begin with.
pub(in crate::serve) fn examples(frame: &Frame) -> Vec<(&'static str, String)> {
    questions::all()
        .map(|question| (question.name, asked(&question, frame.tongue).1))
        .collect()
}

impl Page<'_> {
    fn href(&self, name: &str) -> String {
        self.frame.to(format!("/questions/{name}"))
    }
}

/// The form with a query that does not parse.
pub(in crate::serve) fn wrong(frame: &Frame, query: &str, problem: &str) -> String {
    render(&Page {
        frame,
        query,
        outcome: Outcome::Nothing,
        problem: Some(problem),
        examples: examples(frame),
    })
}

/// The form with a query to begin with.
pub(in crate::serve) fn form(frame: &Frame) -> String {
    render(&Page {
        frame,
        query: EXAMPLE,
        outcome: Outcome::Nothing,
        problem: None,
        examples: examples(frame),
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
