//! What holds for every answer: statuses, problems, sizes, compression, CORS.

use crate::server::{TOKEN, TestServer};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

#[test]
fn health_is_plain() {
    let reply = TestServer::start().get("/health", "*/*");
    assert_eq!((reply.status, reply.body.as_str()), (200, "ok\n"));
}

#[test]
fn failures_are_problems_for_programs_and_pages_for_browsers() {
    let server = TestServer::start();
    let reply = server.get("/nowhere", "*/*");
    assert_eq!(reply.status, 404);
    assert_eq!(reply.media_type(), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!(problem["status"], 404);
    assert!(problem["detail"].as_str().unwrap().contains("/nowhere"));
    let reply = server.get("/questions/%3Cscript%3E", "text/html,*/*;q=0.8");
    assert_eq!(reply.media_type(), "text/html");
    assert!(reply.body.contains("&#60;script&#62;"), "{}", reply.body);
}

#[test]
fn other_methods_are_told_which_there_are() {
    let server = TestServer::start();
    for (path, allow) in [
        ("/sparql", "GET, HEAD, POST"),
        ("/store?default", "DELETE, GET, HEAD, POST, PUT"),
        ("/actor/Q1", "GET, HEAD"),
        ("/", "GET, HEAD"),
    ] {
        let reply = server.send("PATCH", path, &[], "x");
        assert_eq!(
            (reply.status, reply.header("allow")),
            (405, allow),
            "{path}"
        );
    }
}

#[test]
fn a_body_above_the_limit_is_refused() {
    let server = TestServer::with(|settings| settings.body_limit = 100);
    let body = "SELECT * { ?s ?p ?o } #".to_owned() + &"x".repeat(100);
    let reply = server.send(
        "POST",
        "/sparql",
        &[("content-type", "application/sparql-query")],
        &body,
    );
    assert_eq!(reply.status, 413, "{}", reply.body);
    assert!(reply.body.contains("100 bytes"));
}

#[test]
fn a_body_above_the_limit_is_refused_when_it_does_not_declare_its_length() {
    let server = TestServer::with(|settings| settings.body_limit = 100);
    let mut stream = TcpStream::connect(server.address()).unwrap();
    let chunk = "x".repeat(64);
    let body = format!("40\r\n{chunk}\r\n40\r\n{chunk}\r\n0\r\n\r\n");
    write!(
        stream,
        "PUT /store?default HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: text/turtle\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[test]
fn small_answers_are_sized_and_large_ones_streamed() {
    let server = TestServer::start();
    let small = server.query("SELECT * { ?s ?p ?o } LIMIT 3", "text/csv");
    assert_eq!(small.header("content-length"), small.body.len().to_string());
    let large = server.query(
        "SELECT * { ?a ?b ?c . ?d ?e ?f }",
        "application/sparql-results+json",
    );
    assert_eq!(large.header("transfer-encoding"), "chunked");
    let parsed: serde_json::Value = serde_json::from_str(&large.body).unwrap();
    let counted = server.query(
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
        "text/csv",
    );
    let rows = parsed["results"]["bindings"].as_array().unwrap().len();
    assert_eq!(counted.body, format!("n\r\n{rows}\r\n"));
    assert!(rows > 500);
}

#[test]
fn answers_are_packed_when_asked() {
    let server = TestServer::start();
    for coding in ["gzip", "br"] {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        write!(
            stream,
            "GET /ontology.ttl HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {coding}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let head = String::from_utf8_lossy(&answer).to_lowercase();
        assert!(
            head.contains(&format!("content-encoding: {coding}")),
            "{coding}"
        );
        assert!(answer.len() < 30_000, "{coding}: {} bytes", answer.len());
    }
}

#[test]
fn other_sites_may_ask() {
    let server = TestServer::start();
    let reply = server.send(
        "GET",
        "/sparql?query=ASK%7B%7D",
        &[("origin", "https://example.org"), ("accept", "*/*")],
        "",
    );
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    let preflight = server.send(
        "OPTIONS",
        "/sparql",
        &[
            ("origin", "https://example.org"),
            ("access-control-request-method", "POST"),
            (
                "access-control-request-headers",
                "content-type, authorization",
            ),
        ],
        "",
    );
    assert_eq!(preflight.status, 200, "{}", preflight.body);
    assert!(
        preflight
            .header("access-control-allow-methods")
            .contains("POST")
    );
}
