//! Asking: a query is read, its form decides what it can answer in, and it is evaluated into a sink.
//!
//! Iterators of results cannot change threads, so a question is evaluated and written where
//! [`Store::ask`] is called; the sink carries the bytes away. The sink hears of the end of an
//! answer only if the answer is whole.

mod answer;

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Term, Variable};
use oxigraph::sparql::{QueryDataset, QueryResults, SparqlEvaluator};
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser, SparqlSyntaxError};

use super::federation::{Handler, restricted};
use super::properties::Properties;
use super::service::SearchService;
use super::{Deadline, Store, StoreError, plain, sorting};
use answer::Bounded;
pub use answer::{Answer, AnswerFormat, PREFIXES};
pub(super) use answer::{Length, serializer};

/// The graphs that a caller wants an operation to see, beside what its text says.
///
/// As the SPARQL protocol has it: when one of the two lists is given, both are what was given.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    /// Graphs whose merge is the default graph.
    pub default: Vec<NamedNode>,
    /// Graphs that GRAPH finds.
    pub named: Vec<NamedNode>,
}

impl Dataset {
    /// Whether the caller leaves the choice to the text of the operation.
    pub fn is_unspecified(&self) -> bool {
        self.default.is_empty() && self.named.is_empty()
    }

    pub(super) fn apply(&self, dataset: &mut QueryDataset) {
        if self.is_unspecified() {
            return;
        }
        dataset.set_default_graph(
            self.default
                .iter()
                .cloned()
                .map(GraphName::NamedNode)
                .collect(),
        );
        dataset.set_available_named_graphs(
            self.named
                .iter()
                .cloned()
                .map(NamedOrBlankNode::NamedNode)
                .collect(),
        );
    }
}

/// What kind of answer a query has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Rows, from SELECT.
    Rows,
    /// Yes or no, from ASK.
    Boolean,
    /// Triples, from CONSTRUCT and DESCRIBE.
    Triples,
}

/// A query that has been read.
pub struct Question {
    query: Query,
    dataset: Dataset,
    base: Option<String>,
    sorts_by_keys: bool,
}

impl Question {
    /// What kind of answer it has.
    pub fn form(&self) -> Form {
        match self.query {
            Query::Select { .. } => Form::Rows,
            Query::Ask { .. } => Form::Boolean,
            Query::Construct { .. } | Query::Describe { .. } => Form::Triples,
        }
    }

    /// The same, sorted more slowly and in less memory: the keys of sortings (`sorting.rs`) are kept until the evaluation
    /// ends, as all texts are that it makes, which is too much for what walks over a whole store.
    #[must_use]
    pub fn without_keys(mut self) -> Self {
        self.sorts_by_keys = false;
        self
    }

    /// The same, made ready for [`Store::ask_quickly`]; none where only a process that may be killed can answer it.
    pub fn plain(&self) -> Option<PlainQuestion> {
        let (query, reads) = plain::metered(&self.query)?;
        Some(PlainQuestion {
            form: self.form(),
            query: sorting::keyed(query),
            reads,
            dataset: self.dataset.clone(),
        })
    }
}

/// A question whose evaluation ends when it is told to (`plain.rs`).
pub struct PlainQuestion {
    /// What kind of answer it has.
    pub form: Form,
    query: Query,
    pub(super) reads: Properties,
    dataset: Dataset,
}

/// What a quick answer may take.
#[derive(Clone, Copy, Debug)]
pub struct Quick {
    /// From its beginning to its end.
    pub time: Duration,
    /// Rows that are sorted or grouped, or dropped by a filter over a join.
    pub rows: usize,
    /// Length of the answer.
    pub bytes: usize,
}

impl Store {
    /// Reads a query. Relative IRIs in it are resolved against `base`.
    ///
    /// # Errors
    /// [`StoreError::Syntax`] with line and column when the query does not parse.
    pub fn question(
        query: &str,
        base: Option<&str>,
        dataset: Dataset,
    ) -> Result<Question, StoreError> {
        let query = parser(base)?
            .parse_query(query)
            .map_err(|error| syntax(&error))?;
        Ok(Question {
            query,
            dataset,
            base: base.map(str::to_owned),
            sorts_by_keys: true,
        })
    }

    /// Evaluates a question and writes its answer to `sink`.
    ///
    /// # Errors
    /// When the time is over or the deadline was cancelled, when evaluation fails, or when the
    /// sink does. What the sink has received by then is not an answer.
    pub fn ask(
        &self,
        question: &Question,
        format: AnswerFormat,
        deadline: &Deadline,
        sink: impl Write,
    ) -> Result<(), StoreError> {
        self.with_answer(question, deadline, |answer| {
            let rows = answer.write(format, deadline, sink)?;
            self.rows.fetch_add(rows, Ordering::Relaxed);
            Ok(())
        })
    }

    /// How many rows and triples whole answers have had.
    pub fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// Evaluates a plain question into memory. Nothing where that takes more than `most`, or fails: then it can
    /// be asked anew where it may take its time.
    pub fn ask_quickly(
        &self,
        question: &PlainQuestion,
        format: AnswerFormat,
        most: Quick,
    ) -> Option<Vec<u8>> {
        let deadline = Deadline::within(most.time);
        let _running = self.count_running();
        let _watched = self.watch.over(&deadline);
        let (name, meter) = plain::meter::meter(most.rows);
        let evaluate = || {
            let evaluator = self.evaluator(None, &deadline);
            let mut prepared = evaluator
                .with_custom_function(name, meter)
                .for_query(question.query.clone());
            question.dataset.apply(prepared.dataset_mut());
            let answer = Answer::of(self.data.evaluate(prepared)?);
            let mut sink = Bounded {
                bytes: Vec::new(),
                most: most.bytes,
            };
            let rows = answer.write(format, &deadline, &mut sink)?;
            self.rows.fetch_add(rows, Ordering::Relaxed);
            Ok::<_, StoreError>(sink.bytes)
        };
        match catch_unwind(AssertUnwindSafe(evaluate)) {
            Ok(outcome) => outcome.ok(),
            Err(panic) if plain::meter::is_overflow(&*panic) => None,
            Err(panic) => resume_unwind(panic),
        }
    }

    /// Evaluates a question and hands its answer to `read`, which may stop early.
    ///
    /// # Errors
    /// As [`Store::ask`], and whatever `read` returns. Iterators end with an error of their own
    /// when they are stopped; the deadline is looked at again after `read`.
    pub fn with_answer<T>(
        &self,
        question: &Question,
        deadline: &Deadline,
        read: impl FnOnce(Answer) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let _running = self.count_running();
        let _watched = self.watch.over(deadline);
        let outcome = self.evaluate(question, deadline).and_then(read);
        match outcome {
            Ok(value) => deadline.check().map(|()| value),
            Err(error) => Err(deadline.explain(error)),
        }
    }

    /// The evaluator that all operations use. The search is a service beside `base`.
    pub(super) fn evaluator(&self, base: Option<&str>, deadline: &Deadline) -> SparqlEvaluator {
        let (name, key) = sorting::key();
        let evaluator = SparqlEvaluator::new()
            .with_cancellation_token(deadline.token())
            .with_custom_function(name, key)
            .with_default_service_handler(Handler {
                desk: Arc::clone(&self.desk),
                data: self.data.clone(),
                deadline: deadline.clone(),
            });
        match base.and_then(SearchService::name) {
            Some(name) => {
                evaluator.with_service_handler(name, SearchService::new(self.searcher(), deadline))
            }
            None => evaluator,
        }
    }

    fn evaluate(&self, question: &Question, deadline: &Deadline) -> Result<Answer, StoreError> {
        deadline.check()?;
        let is_answered = |name: &str| self.desk.answers(name);
        let values = |pattern: &GraphPattern, variable: &Variable| {
            self.values(question, pattern, variable, deadline)
        };
        let mut query = restricted(&question.query, &is_answered, &values);
        if question.sorts_by_keys {
            query = sorting::keyed(query);
        }
        let mut prepared = self
            .evaluator(question.base.as_deref(), deadline)
            .for_query(query);
        question.dataset.apply(prepared.dataset_mut());
        Ok(Answer::of(self.data.evaluate(prepared)?))
    }

    /// The distinct values that part of a question has for a variable; nothing where it is not always bound.
    fn values(
        &self,
        question: &Question,
        pattern: &GraphPattern,
        variable: &Variable,
        deadline: &Deadline,
    ) -> Option<Vec<Term>> {
        let (Query::Select { dataset, .. }
        | Query::Construct { dataset, .. }
        | Query::Describe { dataset, .. }
        | Query::Ask { dataset, .. }) = &question.query;
        let query = Query::Select {
            dataset: dataset.clone(),
            pattern: GraphPattern::Distinct {
                inner: Box::new(GraphPattern::Project {
                    inner: Box::new(pattern.clone()),
                    variables: vec![variable.clone()],
                }),
            },
            base_iri: None,
        };
        let mut prepared = self
            .evaluator(question.base.as_deref(), deadline)
            .for_query(query);
        question.dataset.apply(prepared.dataset_mut());
        let Ok(QueryResults::Solutions(rows)) = self.data.evaluate(prepared) else {
            return None;
        };
        rows.map(|row| row.ok()?.get(variable).cloned()).collect()
    }
}

/// A syntax error, with the position in words.
pub(super) fn syntax(error: &SparqlSyntaxError) -> StoreError {
    let text = error.to_string();
    let told = text.strip_prefix("error at ").and_then(|rest| {
        let (position, expected) = rest.split_once(": ")?;
        let (line, column) = position.split_once(':')?;
        Some(format!("line {line}, column {column}: {expected}"))
    });
    StoreError::Syntax(told.unwrap_or(text))
}

pub(super) fn parser(base: Option<&str>) -> Result<SparqlParser, StoreError> {
    match base {
        None => Ok(SparqlParser::new()),
        Some(base) => SparqlParser::new().with_base_iri(base).map_err(|error| {
            StoreError::BadRequest(format!("`{base}` is not a base IRI: {error}"))
        }),
    }
}

#[cfg(test)]
mod tests;
