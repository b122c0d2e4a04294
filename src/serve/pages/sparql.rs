//! The query form, and below it the answer.

use askama::Template;

use super::editor::HAS_EDITOR;
use super::frame::Frame;
use super::question::asked;
use super::render;
use super::results::Table;
use crate::serve::questions;
use crate::store::StoreError;

/// What is shown below the form.
pub(in crate::serve) enum Outcome {
    Nothing,
    Boolean(bool),
    /// Turtle, and whether it is all of it.
    Triples(String, bool),
    Rows(Table),
}

impl Outcome {
    /// Whether it is all that was found.
    pub(in crate::serve) fn is_whole(&self) -> bool {
        match self {
            Self::Nothing | Self::Boolean(_) => true,
            Self::Triples(_, whole) => *whole,
            Self::Rows(table) => table.whole,
        }
    }
}

/// What is wrong with a query, and where if that is known: line and column.
pub(in crate::serve) struct Wrong {
    text: String,
    place: Option<(usize, usize)>,
}

#[derive(Template)]
#[template(path = "sparql.html")]
pub(in crate::serve) struct Page<'a> {
    pub(in crate::serve) frame: &'a Frame,
    pub(in crate::serve) query: &'a str,
    pub(in crate::serve) outcome: Outcome,
    pub(in crate::serve) problem: Option<Wrong>,
}

/// Values of `format` that are pages, and the keys of what they are called.
const PAGES: [(&str, &str); 3] = [("html", "table"), ("chart", "chart"), ("map", "map")];
/// Values of `format` that are files, and what they are called.
const FILES: [(&str, &str); 5] = [
    ("json", "JSON, JSON-LD"),
    ("csv", "CSV"),
    ("tsv", "TSV"),
    ("xml", "XML"),
    ("ttl", "Turtle"),
];

/// Whether an answer in that format is a page: the form asks for these.
pub(in crate::serve) fn is_page(format: &str) -> bool {
    PAGES.iter().any(|(value, _)| *value == format)
}

impl Page<'_> {
    fn has_editor() -> bool {
        HAS_EDITOR
    }

    /// Whether a parameter of the page has that value.
    fn is_at(&self, name: &str, value: &str) -> bool {
        self.frame.param(name) == value
    }

    /// Questions to begin with: their names and texts.
    fn examples(&self) -> Vec<(&'static str, String)> {
        questions::all()
            .map(|question| (question.name, asked(&question, self.frame.tongue).1))
            .collect()
    }
}

/// The form with a query that does not parse.
pub(in crate::serve) fn wrong(frame: &Frame, query: &str, problem: &StoreError) -> String {
    let place = problem.position();
    let problem = Some(Wrong {
        text: problem.to_string(),
        place,
    });
    render(&Page {
        frame,
        query,
        outcome: Outcome::Nothing,
        problem,
    })
}

/// The form with a query to begin with: the one of the example that was chosen.
pub(in crate::serve) fn form(frame: &Frame) -> String {
    let chosen = questions::find(frame.param("example"));
    render(&Page {
        frame,
        query: chosen.map_or(EXAMPLE, |question| question.query),
        outcome: Outcome::Nothing,
        problem: None,
    })
}

/// Counts things by class: it has an answer on any store.
const EXAMPLE: &str = "PREFIX dm: <https://w3id.org/demarche/ns#>

# How many things of each kind are there?
SELECT ?kind (COUNT(*) AS ?things) WHERE {
  ?thing a ?kind
  FILTER(STRSTARTS(STR(?kind), STR(dm:)))
}
GROUP BY ?kind ORDER BY DESC(?things)
";
