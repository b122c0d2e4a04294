//! What an operator sees: problems that name the request, numbers, readiness.

use crate::server::{ENDLESS, TestServer, encode};
use serde_json::Value;
use std::time::Duration;

/// The value of a line of `/metrics`.
fn metric(server: &TestServer, line: &str) -> u64 {
    let told = server.get("/metrics", "*/*");
    assert_eq!(told.status, 200);
    assert_eq!(told.media_type(), "application/openmetrics-text");
    assert!(told.body.ends_with("# EOF\n"));
    let found = told.body.lines().find_map(|it| it.strip_prefix(line));
    let value = found.unwrap_or_else(|| panic!("no `{line}` in\n{}", told.body));
    value.trim().parse().unwrap()
}

#[test]
fn every_failure_is_a_problem_that_names_the_request() {
    let server = TestServer::with(|settings| settings.timeout = Duration::from_millis(50));
    let endless = format!("/sparql?query={}", encode(ENDLESS));
    let cases = [
        ("GET", "/nowhere", "", 404, "not-found"),
        ("GET", "/sparql?query=SELEKT", "", 400, "syntax"),
        ("GET", &endless, "", 503, "timeout"),
        ("POST", "/sparql", "text/css", 415, "media-type"),
        ("PUT", "/store?default", "text/turtle", 401, "no-token"),
        ("DELETE", "/sparql", "", 405, "method"),
        ("GET", "/actor/%ff", "", 404, "not-found"),
        (
            "GET",
            "/sparql?asof=never&query=ASK%7B%7D",
            "",
            400,
            "bad-request",
        ),
    ];
    for (method, path, kind, status, code) in cases {
        let reply = server.send(
            method,
            path,
            &[
                ("content-type", kind),
                ("x-request-id", "mine-7"),
                ("accept", "*/*"),
            ],
            "",
        );
        assert_eq!(reply.status, status, "{path}: {}", reply.body);
        assert_eq!(reply.media_type(), "application/problem+json", "{path}");
        let problem: Value = serde_json::from_str(&reply.body).unwrap();
        assert_eq!(
            problem["type"],
            format!("https://w3id.org/demarche/problem/{code}"),
            "{path}"
        );
        assert_eq!(problem["status"], status);
        assert_eq!(problem["request"], "mine-7");
        assert_eq!(reply.header("x-request-id"), "mine-7");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.len() > 20, "{path}: {detail}");
    }
    assert!(metric(&server, "demarche_rejections_total{reason=\"not-found\"}") >= 2);
    let slow = "demarche_requests_total{route=\"/sparql\",status=\"503\"}";
    assert!(metric(&server, slow) >= 1);
}

#[test]
fn a_request_without_a_name_gets_one() {
    let server = TestServer::start();
    let [first, second] = [(); 2].map(|()| server.get("/health", "*/*"));
    assert!(first.header("x-request-id").contains('-'));
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
    let odd = server.send("GET", "/health", &[("x-request-id", "a b\"")], "");
    assert_ne!(odd.header("x-request-id"), "a b\"");
}

#[test]
fn numbers_follow_what_happens() {
    let server = TestServer::start();
    assert_eq!(server.get("/ready", "*/*").body, "ready\n");
    for _ in 0..3 {
        server.query("ASK {}", "*/*");
    }
    let asked = "demarche_requests_total{route=\"/sparql\",status=\"200\"}";
    assert_eq!(metric(&server, asked), 3);
    let whole = "demarche_request_duration_seconds_count{route=\"/sparql\"}";
    assert_eq!(metric(&server, whole), 3);
    assert!(metric(&server, "demarche_connections") >= 1);
    assert_eq!(
        metric(&server, "demarche_requests_under_way"),
        1,
        "this one"
    );
    // What a client makes up does not become a label.
    server.get("/made-up-by-a-client", "*/*");
    assert!(!server.get("/metrics", "*/*").body.contains("made-up"));
}
