//! What the scanner of queries counts and refuses, bracket by bracket.

use super::*;

fn over(text: &str) -> Option<Limit> {
    Limits::default()
        .sparql(text)
        .err()
        .map(|error| error.limit)
}

fn around(open: &str, close: &str, count: usize) -> String {
    format!("{}?s ?p ?o{}", open.repeat(count), close.repeat(count))
}

#[test]
fn triples_of_data_are_counted() {
    let data = |text: &str| Limits::default().sparql(text).unwrap();
    assert_eq!(data("SELECT * { ?s ?p ?o . ?o ?q 1, 2, 3 }"), 0);
    let three = "INSERT DATA { <a> <b> 1, 2 ; <c> 3 }";
    assert_eq!(data(three), 3);
    assert_eq!(data(&format!("{three} ; {three}")), 6);
    assert!(data("INSERT DATA { GRAPH <g> { <a> <b> ( 1 2 3 ) } }") >= 7);
}

#[test]
fn every_kind_of_bracket_is_nested() {
    let over = |text: &str, limit| {
        assert_eq!(
            over(text),
            limit,
            "{}",
            &text.chars().take(60).collect::<String>()
        );
    };
    let deep = Some(Limit::Nesting);
    for (open, close, each) in [
        ("{", "}", 1),
        ("OPTIONAL{?a ?b ?c ", "}", 1),
        ("{SELECT * {", "}}", 2),
        ("FILTER EXISTS {", "}", 1),
    ] {
        over(&format!("ASK {{{}}}", around(open, close, 98 / each)), None);
        over(
            &format!("ASK {{{}}}", around(open, close, 100 / each)),
            deep,
        );
    }
    for (open, close) in [("(", ")"), ("!(", ")"), ("STR(", ")"), ("IF(true,", ",1)")] {
        let query = |count| {
            format!(
                "ASK {{ FILTER({}1{}) }}",
                open.repeat(count),
                close.repeat(count)
            )
        };
        over(&query(98), None);
        over(&query(99), deep);
    }
    for (open, close) in [
        ("(", ")"),
        ("[?p ", "]"),
        ("<< ?s ?p ", ">>"),
        ("<<( ?s ?p ", ")>>"),
    ] {
        let query = |count| {
            format!(
                "ASK {{ ?s ?p {}1{} }}",
                open.repeat(count),
                close.repeat(count)
            )
        };
        over(&query(20), None);
        over(&query(120), deep);
    }
    over(&"{".repeat(547), deep);
    over(&format!("ASK {}", "\\u007B".repeat(547)), deep);
    over(
        &format!(
            "ASK {{ ?s ?p \"{}\" }} # {}",
            "{".repeat(500),
            "{".repeat(500)
        ),
        None,
    );
    over(
        &format!(
            "ASK {{ ?s <{}> '''{}''' }}",
            "(".repeat(500),
            "{\n'".repeat(500)
        ),
        None,
    );
    over(
        &format!("ASK {{ FILTER({}true) }}", "!".repeat(2_001)),
        Some(Limit::Operators),
    );
    over(
        &format!("ASK {{ FILTER(true{}) }}", "-true".repeat(2_001)),
        Some(Limit::Operators),
    );
    over(
        &format!("ASK {{ FILTER(1{}) }}", "+1".repeat(2_001)),
        Some(Limit::Operators),
    );
}

#[test]
fn patterns_are_counted_where_they_are_joined() {
    let stars = |count: usize| "?s <p> ?o . ".repeat(count);
    let joins = Some(Limit::Joins);
    assert_eq!(over(&format!("ASK {{ {} }}", stars(100))), None);
    assert_eq!(over(&format!("ASK {{ {} }}", stars(101))), joins);
    assert_eq!(
        over(&format!("ASK {{ ?s {} }}", "<p> ?o ; ".repeat(101))),
        joins
    );
    assert_eq!(
        over(&format!("ASK {{ ?s <p> {} 1 }}", "?o , ".repeat(101))),
        joins
    );
    assert_eq!(
        over(&format!("ASK {{ ?s <p> ({}) }}", "1 ".repeat(60))),
        joins
    );
    assert_eq!(
        over(&format!("ASK {{ {{{}}}{{{}}} }}", stars(60), stars(60))),
        joins
    );
    assert_eq!(
        over(&format!(
            "ASK {{ GRAPH ?g {{{}}} {} }}",
            stars(60),
            stars(60)
        )),
        joins
    );
    assert_eq!(
        over(&format!(
            "ASK {{ {{{}}} UNION {{{}}} }}",
            stars(60),
            stars(60)
        )),
        None
    );
    assert_eq!(
        over(&format!(
            "ASK {{ {} OPTIONAL {{{}}} }}",
            stars(60),
            stars(60)
        )),
        None
    );
    assert_eq!(
        over(&format!(
            "ASK {{ {{ SELECT * {{{}}} }} {} }}",
            stars(60),
            stars(60)
        )),
        None
    );
    assert_eq!(
        over(&format!("ASK {{ ?s <p>{} ?o }}", "/<p>".repeat(101))),
        Some(Limit::Path)
    );
    let optional = format!("OPTIONAL {{{}}}", stars(60));
    assert_eq!(
        over(&format!("ASK {{ {} }}", optional.repeat(20))),
        Some(Limit::Patterns)
    );
    // Data are not patterns.
    let stars = "<a> <b> -1 ; <c> [ <d> true ] . ".repeat(5_000);
    let data = format!(
        "{{ {stars} GRAPH <g> {{ <a> <b> ({}) }} }}",
        "1 ".repeat(5_000)
    );
    assert_eq!(
        over(&format!("INSERT DATA {data} ; DELETE DATA {data}")),
        None
    );
}

#[test]
fn rows_of_values_are_counted() {
    let values = Some(Limit::Values);
    assert_eq!(
        over(&format!(
            "ASK {{ VALUES ?x {{ {} }} }}",
            "1 ".repeat(10_000)
        )),
        None
    );
    assert_eq!(
        over(&format!(
            "ASK {{ VALUES ?x {{ {} }} }}",
            "1 ".repeat(10_001)
        )),
        values
    );
    assert_eq!(
        over(&format!(
            "ASK {{ VALUES (?x ?y) {{ {} }} }}",
            "(-1 UNDEF) ".repeat(10_000)
        )),
        None
    );
    assert_eq!(
        over(&format!(
            "ASK {{ }} VALUES ?x {{ {} }}",
            "<a> ".repeat(10_001)
        )),
        values
    );
}

#[test]
fn paths_and_regular_expressions_have_a_size() {
    assert_eq!(over("ASK { ?s ((((<p>*)+)*)+/<q>) ?o }"), None);
    assert_eq!(
        over("ASK { ?s (((((<p>*)+)*)+/<q>)*|<r>) ?o }"),
        Some(Limit::Closures)
    );
    assert_eq!(
        over(&format!("ASK {{ ?s {}<p> ?o }}", "^".repeat(101))),
        Some(Limit::Path)
    );
    assert_eq!(
        over(&format!("ASK {{ ?s (<p>){} ?o }}", "|(<p>)".repeat(101))),
        Some(Limit::Joins)
    );
    let regex = |length: usize| {
        format!(
            "ASK {{ FILTER regex(?x, \"{}\", \"i\") }}",
            "a".repeat(length)
        )
    };
    assert_eq!(over(&regex(1_000)), None);
    assert_eq!(over(&regex(1_001)), Some(Limit::Regex));
    assert_eq!(
        over(&format!(
            "ASK {{ FILTER(CONTAINS(?x, \"{}\")) }}",
            "a".repeat(1_001)
        )),
        None
    );
}

#[test]
fn subqueries_and_clauses_are_counted() {
    let subquery = "{ SELECT ?x { ?x ?y ?z } } ";
    assert_eq!(
        over(&format!("SELECT * {{ {} }}", subquery.repeat(50))),
        None
    );
    assert_eq!(
        over(&format!("SELECT * {{ {} }}", subquery.repeat(51))),
        Some(Limit::Subqueries)
    );
    assert_eq!(
        over(&format!("ASK {{ {{}} {} }}", "UNION {} ".repeat(1_001))),
        Some(Limit::Clauses)
    );
}

#[test]
fn nothing_is_too_broken_to_look_through() {
    for text in [
        "}}}}",
        ")",
        ">>",
        "{(}",
        "\\u00",
        "\\uD800",
        "\\",
        "VALUES",
        "{ | } ^^ ~ @",
        "?s ?p",
    ] {
        assert_eq!(over(text), None, "{text}");
    }
}
