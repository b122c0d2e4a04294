//! Asking: a query is read, its form decides what it can answer in, and it is evaluated into a sink.
//!
//! Iterators of results cannot change threads, so a question is evaluated and written where
//! [`Store::ask`] is called; the sink carries the bytes away. The sink hears of the end of an
//! answer only if the answer is whole.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{
    QueryDataset, QueryResults, QuerySolutionIter, QueryTripleIter, SparqlEvaluator,
};
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser, SparqlSyntaxError};

use super::federation::{Handler, restricted};
use super::service::SearchService;
use super::{Deadline, Store, StoreError, plain, sorting};

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

/// The syntax of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFormat {
    /// For rows and booleans.
    Results(QueryResultsFormat),
    /// For triples.
    Rdf(RdfFormat),
}

/// A query that has been read.
pub struct Question {
    query: Query,
    dataset: Dataset,
    base: Option<String>,
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

    /// The same, made ready for [`Store::ask_quickly`]; none where only a process that may be killed can answer it.
    pub fn plain(&self) -> Option<PlainQuestion> {
        let query = sorting::keyed(plain::metered(&self.query)?);
        Some(PlainQuestion {
            form: self.form(),
            query,
            dataset: self.dataset.clone(),
        })
    }
}

/// A question whose evaluation ends when it is told to (`plain.rs`).
pub struct PlainQuestion {
    /// What kind of answer it has.
    pub form: Form,
    query: Query,
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

/// An answer that the caller walks through itself.
pub enum Answer {
    /// From SELECT.
    Rows(QuerySolutionIter<'static>),
    /// From ASK.
    Boolean(bool),
    /// From CONSTRUCT and DESCRIBE.
    Triples(QueryTripleIter<'static>),
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
            let rows = write_answer(answer, format, deadline, sink)?;
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
        let (name, meter) = plain::meter(most.rows);
        let evaluate = || {
            let evaluator = self.evaluator(None, &deadline);
            let mut prepared = evaluator
                .with_custom_function(name, meter)
                .for_query(question.query.clone());
            question.dataset.apply(prepared.dataset_mut());
            let answer = answer_of(prepared.on_store(&self.inner).execute()?);
            let mut sink = Bounded {
                bytes: Vec::new(),
                most: most.bytes,
            };
            let rows = write_answer(answer, format, &deadline, &mut sink)?;
            self.rows.fetch_add(rows, Ordering::Relaxed);
            Ok::<_, StoreError>(sink.bytes)
        };
        match catch_unwind(AssertUnwindSafe(evaluate)) {
            Ok(outcome) => outcome.ok(),
            Err(panic) if plain::is_overflow(&*panic) => None,
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
                store: self.inner.clone(),
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
        let query = sorting::keyed(restricted(&question.query, &is_answered, &values));
        let mut prepared = self
            .evaluator(question.base.as_deref(), deadline)
            .for_query(query);
        question.dataset.apply(prepared.dataset_mut());
        Ok(answer_of(prepared.on_store(&self.inner).execute()?))
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
        let Ok(QueryResults::Solutions(rows)) = prepared.on_store(&self.inner).execute() else {
            return None;
        };
        rows.map(|row| row.ok()?.get(variable).cloned()).collect()
    }
}

fn answer_of(results: QueryResults<'static>) -> Answer {
    match results {
        QueryResults::Solutions(rows) => Answer::Rows(rows),
        QueryResults::Boolean(value) => Answer::Boolean(value),
        QueryResults::Graph(triples) => Answer::Triples(triples),
    }
}

fn write_answer(
    answer: Answer,
    format: AnswerFormat,
    deadline: &Deadline,
    sink: impl Write,
) -> Result<u64, StoreError> {
    match (answer, format) {
        (Answer::Rows(rows), AnswerFormat::Results(format)) => {
            write_rows(rows, format, deadline, sink)
        }
        (Answer::Boolean(value), AnswerFormat::Results(format)) => {
            deadline.check()?;
            QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(sink, value)?;
            Ok(1)
        }
        (Answer::Triples(triples), AnswerFormat::Rdf(format)) => {
            write_triples(triples, format, deadline, sink)
        }
        (Answer::Rows(_) | Answer::Boolean(_), AnswerFormat::Rdf(_)) => {
            Err(StoreError::BadRequest(
                "rows and booleans have no RDF syntax: ask for JSON, XML, CSV or TSV".to_owned(),
            ))
        }
        (Answer::Triples(_), AnswerFormat::Results(_)) => Err(StoreError::BadRequest(
            "triples are not rows: ask for Turtle, N-Triples, JSON-LD or RDF/XML".to_owned(),
        )),
    }
}

/// Memory that takes so many bytes.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
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

fn write_rows(
    rows: QuerySolutionIter<'static>,
    format: QueryResultsFormat,
    deadline: &Deadline,
    sink: impl Write,
) -> Result<u64, StoreError> {
    let mut serializer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(sink, rows.variables().to_vec())?;
    let mut count = 0;
    for row in rows {
        serializer.serialize(&row?)?;
        count += 1;
    }
    // The end of the document is only written when all rows were.
    deadline.check()?;
    serializer.finish()?.flush()?;
    Ok(count)
}

fn write_triples(
    triples: QueryTripleIter<'static>,
    format: RdfFormat,
    deadline: &Deadline,
    sink: impl Write,
) -> Result<u64, StoreError> {
    let mut serializer = serializer(format).for_writer(sink);
    let mut count = 0;
    for triple in triples {
        serializer.serialize_triple(&triple?)?;
        count += 1;
    }
    deadline.check()?;
    serializer.finish()?.flush()?;
    Ok(count)
}

/// A serializer that shortens the IRIs readers meet most.
pub(super) fn serializer(format: RdfFormat) -> RdfSerializer {
    PREFIXES.iter().fold(
        RdfSerializer::from_format(format),
        |serializer, (prefix, iri)| {
            serializer
                .clone()
                .with_prefix(*prefix, *iri)
                .unwrap_or(serializer)
        },
    )
}

/// The prefixes of answers in Turtle, TriG, JSON-LD and RDF/XML.
pub const PREFIXES: [(&str, &str); 12] = [
    ("code", "https://w3id.org/demarche/code/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("dm", "https://w3id.org/demarche/ns#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "http://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Counts and discards, for callers that only need the length.
#[derive(Default)]
pub(super) struct Length(pub(super) u64);

impl Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn ask(store: &Store, query: &str, format: AnswerFormat) -> Result<String, StoreError> {
        let question = Store::question(query, None, Dataset::default())?;
        let mut bytes = Vec::new();
        store.ask(&question, format, &Deadline::none(), &mut bytes)?;
        Ok(String::from_utf8(bytes).unwrap())
    }

    const CSV: AnswerFormat = AnswerFormat::Results(QueryResultsFormat::Csv);

    #[test]
    fn rows_and_triples_are_written_in_the_format_asked() {
        let store = Store::memory().unwrap();
        assert_eq!(
            ask(&store, "SELECT ?x { VALUES ?x { 1 2 } }", CSV).unwrap(),
            "x\r\n1\r\n2\r\n"
        );
        let turtle = ask(
            &store,
            "CONSTRUCT { <urn:s> <urn:p> 1 } {}",
            AnswerFormat::Rdf(RdfFormat::Turtle),
        )
        .unwrap();
        assert!(turtle.contains("<urn:s> <urn:p> 1 ."), "{turtle}");
        assert!(matches!(
            ask(&store, "CONSTRUCT { <urn:s> <urn:p> 1 } {}", CSV),
            Err(StoreError::BadRequest(_))
        ));
    }

    #[test]
    fn a_syntax_error_names_the_position() {
        let error = Store::question("SELECT *\nWHERE { ?s ?p }", None, Dataset::default())
            .err()
            .unwrap();
        assert!(
            error.to_string().starts_with("line 2, column 16: "),
            "{error}"
        );
    }

    #[test]
    fn service_is_refused_without_a_connection() {
        let store = Store::memory().unwrap();
        let error = ask(
            &store,
            "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
            CSV,
        )
        .unwrap_err();
        assert!(matches!(error, StoreError::Remote(_)), "{error}");
        assert!(error.to_string().contains("http://127.0.0.1:9/sparql"));
    }

    #[test]
    fn a_quick_answer_is_the_same_or_none() {
        let store = Store::memory().unwrap();
        let triples: String = (0..50)
            .map(|n| format!("<urn:s{n}> <urn:p> {n} . "))
            .collect();
        let update = format!("INSERT DATA {{ {triples} }}");
        store
            .update(&update, None, &Dataset::default(), &Deadline::none())
            .unwrap();
        let quickly = |query: &str, rows, bytes| {
            let question = Store::question(query, None, Dataset::default()).unwrap();
            let time = Duration::from_mins(1);
            let most = Quick { time, rows, bytes };
            store.ask_quickly(&question.plain()?, CSV, most)
        };
        for query in [
            "SELECT ?o { <urn:s7> <urn:p> ?o }",
            "SELECT (SUM(?o) AS ?n) { ?s <urn:p> ?o }",
            "SELECT ?s { ?s <urn:p> ?o } ORDER BY DESC(?o) LIMIT 3",
            "SELECT ?s ?o { ?s <urn:p> ?o OPTIONAL { ?s <urn:q> ?x } FILTER(?o < 5) } ORDER BY ?o",
        ] {
            let whole = ask(&store, query, CSV).unwrap();
            assert_eq!(
                quickly(query, 100, 1_000),
                Some(whole.into_bytes()),
                "{query}"
            );
        }
        let sum = "SELECT (SUM(?o) AS ?n) { ?s <urn:p> ?o }";
        assert_eq!(quickly(sum, 49, 1_000), None, "more rows are gathered");
        let sorted = "SELECT ?s { ?s <urn:p> ?o } ORDER BY ?o LIMIT 1";
        assert_eq!(quickly(sorted, 49, 1_000), None);
        let dropped = "SELECT ?s { ?s <urn:p> ?o OPTIONAL { ?s <urn:q> ?x } FILTER(?o > 99) }";
        assert_eq!(quickly(dropped, 49, 1_000), None);
        assert!(quickly(dropped, 50, 1_000).is_some());
        let all = "SELECT ?s { ?s <urn:p> ?o }";
        assert_eq!(quickly(all, 10, 99), None, "more bytes");
        assert!(
            quickly(all, 10, 10_000).is_some(),
            "what streams is not metered"
        );
        assert_eq!(store.running(), 0);
    }

    #[test]
    fn a_stopped_answer_is_never_whole() {
        let store = Store::memory().unwrap();
        let question = Store::question(
            "SELECT * { VALUES ?x { 1 } } OFFSET 1",
            None,
            Dataset::default(),
        )
        .unwrap();
        let deadline = Deadline::within(Duration::ZERO);
        let mut bytes = Vec::new();
        let error = store
            .ask(&question, CSV, &deadline, &mut bytes)
            .unwrap_err();
        assert!(matches!(error, StoreError::Timeout { .. }));
        assert_eq!(store.running(), 0);
    }
}
