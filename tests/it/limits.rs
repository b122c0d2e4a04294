//! Limits over HTTP: what is over one is refused with its name and value, and the server goes on.

use crate::server::{Reply, TOKEN, TestServer};

fn send(server: &TestServer, method: &str, path: &str, media_type: &str, body: &str) -> Reply {
    let bearer = format!("Bearer {TOKEN}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", media_type),
        (
            "accept",
            "application/sparql-results+json, application/problem+json",
        ),
    ];
    server.send(method, path, &headers, body)
}

fn refused(server: &TestServer, reply: &Reply, limit: &str, value: usize) {
    assert_eq!(reply.status, 400, "{}", reply.body);
    assert_eq!(reply.media_type(), "application/problem+json");
    let named = reply.body.contains(&format!("`{limit}`"));
    assert!(
        named && reply.body.contains(&value.to_string()),
        "{}",
        reply.body
    );
    let alive = server.query("ASK {}", "application/sparql-results+json");
    assert!(alive.body.contains("true"), "{}", alive.body);
}

#[test]
fn queries_and_updates_are_looked_through_before_they_are_parsed() {
    let server = TestServer::start();
    let query = |text: &str| send(&server, "POST", "/sparql", "application/sparql-query", text);
    let update = |text: &str| {
        send(
            &server,
            "POST",
            "/sparql",
            "application/sparql-update",
            text,
        )
    };
    let braces = "{".repeat(547);
    refused(&server, &query(&format!("ASK {braces}")), "nesting", 100);
    let parens = format!("({}", "(".repeat(1_200));
    refused(
        &server,
        &query(&format!("ASK {{ FILTER{parens} }}")),
        "nesting",
        100,
    );
    let stars = "?s <urn:p> ?o . ".repeat(400);
    refused(&server, &query(&format!("ASK {{ {stars} }}")), "joins", 100);
    let insert = format!("INSERT {{ <urn:a> <urn:b> 1 }} WHERE {{ {stars} }}");
    refused(&server, &update(&insert), "joins", 100);
    let rows = format!("ASK {{ VALUES ?x {{ {} }} }}", "1 ".repeat(10_001));
    refused(&server, &query(&rows), "values", 10_000);
    let long = query(&format!("ASK {{}} # {}", "x".repeat(1_000_001)));
    assert_eq!(long.status, 413, "{}", long.body);
    assert!(long.body.contains("`query-size`"), "{}", long.body);
    let data = format!(
        "INSERT DATA {{ {} }}",
        "<urn:a> <urn:b> 1, 2, 3 . ".repeat(2_000)
    );
    assert_eq!(update(&data).status, 204);
}

#[test]
fn documents_are_looked_through_before_they_are_parsed() {
    let server = TestServer::start();
    let put =
        |media_type: &str, body: &str| send(&server, "PUT", "/store?graph=urn:g", media_type, body);
    let json = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    refused(
        &server,
        &put("application/ld+json", &json),
        "document-nesting",
        100,
    );
    for open in ["(", "[ <urn:b> ", "<<( <urn:a> <urn:b> "] {
        let turtle = format!("<urn:a> <urn:b> {}", open.repeat(5_000));
        refused(
            &server,
            &put("text/turtle", &turtle),
            "document-nesting",
            100,
        );
    }
    let xml = "<a>".repeat(5_000);
    refused(
        &server,
        &put("application/rdf+xml", &xml),
        "document-nesting",
        100,
    );
    let mut laughs = "<!DOCTYPE a [<!ENTITY l0 \"ha ha ha\">".to_owned();
    for number in 1..12 {
        let before = format!("&l{};", number - 1).repeat(10);
        laughs = format!("{laughs}<!ENTITY l{number} \"{before}\">");
    }
    refused(
        &server,
        &put("application/rdf+xml", &format!("{laughs}]><a>&l11;</a>")),
        "entities",
        1_000,
    );
    let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    assert_eq!(put("application/rdf+xml", outside).status, 400);
    // Put together it is too long, though no part is.
    let prefix = format!(
        "@prefix a: <urn:{}> . a:{} a:b 1 .",
        "x".repeat(5_000),
        "y".repeat(5_000)
    );
    refused(&server, &put("text/turtle", &prefix), "iri", 8_192);
}

#[test]
fn a_batch_of_names_is_looked_through() {
    let server = TestServer::start();
    let deep = format!("{{\"queries\": {}", "[".repeat(1_000));
    let reply = send(
        &server,
        "POST",
        "/reconcile/match",
        "application/json",
        &deep,
    );
    refused(&server, &reply, "document-nesting", 100);
}

#[test]
fn an_operator_sets_limits() {
    let server = TestServer::with(|settings| settings.limits.set("nesting", 3).unwrap());
    let query = |text: &str| server.query(text, "application/sparql-results+json").status;
    assert_eq!(query("ASK {{{}}}"), 200);
    assert_eq!(query("ASK {{{{}}}}"), 400);
}
