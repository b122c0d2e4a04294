//! Questions, answered in the formats there are, in time or not at all.

use super::*;
use oxigraph::io::RdfFormat;
use oxigraph::sparql::results::QueryResultsFormat;
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
