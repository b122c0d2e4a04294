//! The answer to a query as a page.

use std::io::Write as _;

use crate::export::{Passages, shortened};
use crate::store::model::{GraphName, Term};
use crate::store::{Answer, Deadline, Question, RdfFormat, StoreError, write_triples};

use super::frame::Frame;
use super::render;
use super::sparql::{Outcome, Page};
use super::term::Shown;
use crate::serve::answer::Outlet;
use crate::serve::asof::Seen;

/// A page shows this many rows and says so; programs get all.
const ROWS_SHOWN: usize = 1000;
/// The same for triples, in bytes of N-Triples.
const TRIPLES_SHOWN_BYTES: usize = 400_000;

/// Rows of an answer, as far as they are shown.
pub(in crate::serve) struct Table {
    pub(in crate::serve) names: Vec<String>,
    pub(in crate::serve) rows: Vec<Vec<Option<Shown>>>,
    pub(in crate::serve) whole: bool,
}

/// Evaluates a question and writes its answer as a page.
pub(in crate::serve) fn write(
    frame: &Frame,
    seen: &Seen<'_>,
    query: &str,
    question: &Question,
    deadline: &Deadline,
    outlet: &mut Outlet,
) -> Result<(), StoreError> {
    let outcome = outcome(seen, question, deadline)?;
    let page = render(&Page {
        frame,
        query,
        outcome,
        problem: None,
        examples: Vec::new(),
    });
    outlet.write_all(page.as_bytes())?;
    Ok(())
}

/// Evaluates a question, as far as a page shows its answer.
pub(in crate::serve) fn outcome(
    seen: &Seen<'_>,
    question: &Question,
    deadline: &Deadline,
) -> Result<Outcome, StoreError> {
    seen.store.with_answer(question, deadline, |answer| {
        Ok(match answer {
            Answer::Boolean(value) => Outcome::Boolean(value),
            answer @ Answer::Triples(_) => turtle(seen, answer)?,
            answer @ Answer::Rows(_) => Outcome::Rows(table(seen, answer)?),
        })
    })
}

/// Reads triples, up to what is shown; of passages so much as is published.
fn turtle(seen: &Seen<'_>, answer: Answer) -> Result<Outcome, StoreError> {
    let Answer::Triples(triples) = answer else {
        return Err(StoreError::BadRequest(
            "the query has no triples".to_owned(),
        ));
    };
    let (mut shown, mut bytes, mut whole) = (Vec::new(), 0, true);
    for triple in triples {
        let mut quad = triple?.in_graph(GraphName::DefaultGraph);
        seen.settings.passages().apply(&mut quad);
        bytes += quad.to_string().len();
        if bytes > TRIPLES_SHOWN_BYTES {
            whole = false;
            break;
        }
        shown.push(quad);
    }
    let mut text = Vec::new();
    write_triples(&shown, RdfFormat::Turtle, &mut text)?;
    Ok(Outcome::Triples(
        String::from_utf8_lossy(&text).into_owned(),
        whole,
    ))
}

/// Reads rows into a table, up to what is shown.
fn table(seen: &Seen<'_>, answer: Answer) -> Result<Table, StoreError> {
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
                .map(|term| Some(shown(term.as_ref()?, seen)))
                .collect(),
        );
    }
    Ok(table)
}

/// A term as a cell; of a passage so much as is published.
fn shown(term: &Term, seen: &Seen<'_>) -> Shown {
    let mut shown = Shown::term(term, None, seen);
    if matches!(term, Term::Literal(_)) && seen.settings.passages() == Passages::Short {
        shown.text = shortened(&shown.text).into_owned();
    }
    shown
}
