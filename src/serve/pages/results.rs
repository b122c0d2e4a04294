//! The answer to a query as a page.

use std::io::Write as _;

use crate::store::{Answer, AnswerFormat, Deadline, Question, RdfFormat, StoreError};

use super::render;
use super::sparql::{Outcome, Page};
use super::term::Shown;
use crate::serve::answer::Outlet;
use crate::serve::state::State;

/// A page shows this many rows and says so; programs get all.
const ROWS_SHOWN: usize = 1000;
/// The same for triples, in bytes of Turtle.
const TURTLE_SHOWN_BYTES: usize = 200_000;

/// Rows of an answer, as far as they are shown.
pub(in crate::serve) struct Table {
    pub(in crate::serve) names: Vec<String>,
    pub(in crate::serve) rows: Vec<Vec<Option<Shown>>>,
    pub(in crate::serve) whole: bool,
}

/// Evaluates a question and writes its answer as a page.
pub(in crate::serve) fn write(
    state: &State,
    query: &str,
    question: &Question,
    deadline: &Deadline,
    outlet: &mut Outlet,
) -> Result<(), StoreError> {
    let outcome = outcome(state, question, deadline)?;
    outlet.write_all(render(&Page { query, outcome }).as_bytes())?;
    Ok(())
}

/// Evaluates a question, as far as a page shows its answer.
pub(in crate::serve) fn outcome(
    state: &State,
    question: &Question,
    deadline: &Deadline,
) -> Result<Outcome, StoreError> {
    if question.form() == crate::store::Form::Triples {
        let mut text = Capped::default();
        let format = AnswerFormat::Rdf(RdfFormat::Turtle);
        return match state.store.ask(question, format, deadline, &mut text) {
            Ok(()) => Ok(Outcome::Triples(text.into_text(), true)),
            Err(StoreError::Output(_)) => Ok(Outcome::Triples(text.into_text(), false)),
            Err(error) => Err(error),
        };
    }
    state.store.with_answer(question, deadline, |answer| {
        Ok(match answer {
            Answer::Boolean(value) => Outcome::Boolean(value),
            answer => Outcome::Rows(table(state, answer)?),
        })
    })
}

/// Reads rows into a table, up to what is shown.
fn table(state: &State, answer: Answer) -> Result<Table, StoreError> {
    let Answer::Rows(mut rows) = answer else {
        return Err(StoreError::BadRequest("the query has no rows".to_owned()));
    };
    let mut table = Table {
        names: rows
            .variables()
            .iter()
            .map(|variable| variable.as_str().to_owned())
            .collect(),
        rows: Vec::new(),
        whole: true,
    };
    for row in rows.by_ref() {
        let row = row?;
        if table.rows.len() == ROWS_SHOWN {
            table.whole = false;
            break;
        }
        table.rows.push(
            row.values()
                .iter()
                .map(|term| Some(Shown::term(term.as_ref()?, None, state)))
                .collect(),
        );
    }
    Ok(table)
}

/// Takes so many bytes and refuses the rest.
#[derive(Default)]
struct Capped(Vec<u8>);

impl Capped {
    fn into_text(self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

impl std::io::Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > TURTLE_SHOWN_BYTES {
            return Err(std::io::Error::from(std::io::ErrorKind::WriteZero));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
