//! `/sparql`: how operations come in, what they are answered in, and how they are stopped.

use crate::server::{BASE, ENDLESS, TOKEN, TestServer, encode};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const NAMES: &str = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT ?thing ?name WHERE { ?thing rdfs:label ?name FILTER(lang(?name) = \"fr\") }";
const QUERY: (&str, &str) = ("content-type", "application/sparql-query");
const UPDATE: (&str, &str) = ("content-type", "application/sparql-update");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[test]
fn accept_decides_the_form() {
    let server = TestServer::start();
    for (accept, media_type) in [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        (
            "application/sparql-results+xml",
            "application/sparql-results+xml",
        ),
        (
            "text/csv;q=0.5, text/tab-separated-values",
            "text/tab-separated-values",
        ),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        (
            "application/sparql-results+json;q=0.1, text/csv;q=0.2",
            "text/csv",
        ),
    ] {
        let reply = server.query(NAMES, accept);
        assert_eq!(
            (reply.status, reply.media_type()),
            (200, media_type),
            "{accept}"
        );
        assert!(reply.header("vary").contains("accept"));
    }
    let triples = "CONSTRUCT WHERE { ?s ?p ?o }";
    for (accept, media_type) in [
        ("*/*", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
    ] {
        let reply = server.query(triples, accept);
        assert_eq!(
            (reply.status, reply.media_type()),
            (200, media_type),
            "{accept}"
        );
    }
    let refused = server.query(NAMES, "image/png");
    assert_eq!(refused.status, 406);
    assert!(refused.body.contains("text/csv"), "{}", refused.body);
}

#[test]
fn the_formats_hold_the_same_row() {
    let server = TestServer::start();
    let iri = format!("{BASE}actor/Q1");
    let csv = server.query(NAMES, "text/csv").body;
    assert_eq!(csv, format!("thing,name\r\n{iri},Ada Envoyée\r\n"));
    let tsv = server.query(NAMES, "text/tab-separated-values").body;
    assert_eq!(tsv, format!("?thing\t?name\n<{iri}>\t\"Ada Envoyée\"@fr\n"));
    let json = server.query(NAMES, "application/sparql-results+json").body;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["results"]["bindings"][0]["name"]["xml:lang"], "fr");
    let xml = server.query(NAMES, "application/sparql-results+xml").body;
    assert!(
        xml.contains("<literal xml:lang=\"fr\">Ada Envoyée</literal>"),
        "{xml}"
    );
    let page = server.query(NAMES, "text/html").body;
    assert!(page.contains("href=\"/actor/Q1\""), "{page}");
    assert!(
        page.contains("<span lang=\"fr\">Ada Envoyée</span>"),
        "{page}"
    );
}

#[test]
fn format_wins_over_accept() {
    let server = TestServer::start();
    let path = format!("/sparql?format=tsv&query={}", encode(NAMES));
    assert_eq!(
        server.get(&path, "text/csv").media_type(),
        "text/tab-separated-values"
    );
    let path = format!("/sparql?format=docx&query={}", encode(NAMES));
    assert_eq!(server.get(&path, "*/*").status, 400);
}

#[test]
fn a_query_comes_in_three_ways() {
    let server = TestServer::start();
    let expected = server.query(NAMES, "text/csv").body;
    let csv = ("accept", "text/csv");
    let direct = server.send("POST", "/sparql", &[QUERY, csv], NAMES);
    let form = server.send(
        "POST",
        "/sparql",
        &[FORM, csv],
        &format!("query={}", encode(NAMES)),
    );
    assert_eq!(
        (direct.status, direct.body.as_str()),
        (200, expected.as_str())
    );
    assert_eq!((form.status, form.body.as_str()), (200, expected.as_str()));
}

#[test]
fn requests_that_are_not_right_are_told_why() {
    let server = TestServer::start();
    let ask = encode("ASK {}");
    let post = |headers: &[(&str, &str)], path: &str, body: &str| {
        server.send("POST", path, headers, body).status
    };
    assert_eq!(
        server
            .get(&format!("/sparql?query={ask}&query={ask}"), "*/*")
            .status,
        400
    );
    assert_eq!(server.get("/sparql?update=CLEAR%20ALL", "*/*").status, 400);
    assert_eq!(server.get("/sparql?query=%FF", "*/*").status, 400);
    assert_eq!(post(&[], "/sparql", "ASK {}"), 415);
    assert_eq!(
        post(&[("content-type", "text/plain")], "/sparql", "ASK {}"),
        415
    );
    assert_eq!(
        post(
            &[("content-type", "application/sparql-query; charset=latin1")],
            "/sparql",
            "ASK {}"
        ),
        415
    );
    assert_eq!(
        post(&[QUERY], &format!("/sparql?query={ask}"), "ASK {}"),
        400
    );
    assert_eq!(post(&[FORM], "/sparql", "nothing=1"), 400);
    assert_eq!(
        post(&[FORM], "/sparql", "query=ASK%7B%7D&update=CLEAR+ALL"),
        400
    );
    let using = format!(
        "/sparql?query={ask}&using-graph-uri={}",
        encode("http://example.org/")
    );
    assert_eq!(server.get(&using, "*/*").status, 400);
    let relative = format!("/sparql?query={ask}&default-graph-uri=nothing");
    assert_eq!(server.get(&relative, "*/*").status, 400);
}

#[test]
fn a_bad_query_names_line_and_column() {
    let reply = TestServer::start().query("SELECT *\nWHERE { ?s ?p }", "*/*");
    assert_eq!(reply.status, 400);
    assert!(reply.body.contains("line 2, column 16"), "{}", reply.body);
}

#[test]
fn what_is_well_formed_but_unknown_is_another_failure() {
    let reply = TestServer::start().query("SELECT (<urn:f>(1) AS ?x) {}", "*/*");
    assert_eq!(reply.status, 422, "{}", reply.body);
    assert!(reply.body.contains("<urn:f>"), "{}", reply.body);
}

#[test]
fn the_dataset_of_the_protocol_wins() {
    let server = TestServer::start();
    let count = |parameters: &str| {
        let query = encode(
            "SELECT (COUNT(*) AS ?n) { ?record <https://w3id.org/demarche/ns#recordOf> ?thing }",
        );
        server
            .get(&format!("/sparql?query={query}{parameters}"), "text/csv")
            .body
    };
    assert_eq!(count(""), "n\r\n0\r\n", "the default graph is no union");
    let graph = encode(&format!("{BASE}graph/identity"));
    assert_eq!(count(&format!("&default-graph-uri={graph}")), "n\r\n2\r\n");
    assert_eq!(count(&format!("&named-graph-uri={graph}")), "n\r\n0\r\n");
}

#[test]
fn writing_needs_the_token() {
    let server = TestServer::start();
    let insert = "INSERT DATA { <urn:s> <urn:p> 1 }";
    let update = |token: Option<&str>| {
        let bearer = format!("Bearer {}", token.unwrap_or_default());
        let mut headers = vec![UPDATE];
        if token.is_some() {
            headers.push(("authorization", bearer.as_str()));
        }
        server.send("POST", "/sparql", &headers, insert)
    };
    let before = server.store.len().unwrap();
    let refused = update(None);
    assert_eq!(refused.status, 401);
    assert!(refused.header("www-authenticate").starts_with("Bearer"));
    assert_eq!(update(Some("guess")).status, 401);
    assert_eq!(server.store.len().unwrap(), before);
    assert_eq!(update(Some(TOKEN)).status, 204);
    assert_eq!(server.store.len().unwrap(), before + 1);
    let form = server.send(
        "POST",
        "/sparql",
        &[FORM],
        &format!("update={}", encode("CLEAR ALL")),
    );
    assert_eq!(form.status, 401);
}

#[test]
fn without_a_token_or_read_only_nobody_writes() {
    let bearer = format!("Bearer {TOKEN}");
    let headers = [UPDATE, ("authorization", bearer.as_str())];
    for server in [
        TestServer::with(|settings| settings.token = None),
        TestServer::with(|settings| settings.read_only = true),
    ] {
        let reply = server.send("POST", "/sparql", &headers, "CLEAR ALL");
        assert_eq!(reply.status, 403, "{}", reply.body);
        assert!(!server.store.is_empty().unwrap());
    }
}

#[test]
fn no_operation_leaves_this_server() {
    let server = TestServer::start();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let there = format!("http://{}/", listener.local_addr().unwrap());
    let reply = server.query(
        &format!("SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}"),
        "*/*",
    );
    assert_eq!(reply.status, 403, "{}", reply.body);
    assert!(reply.body.contains(&there));
    let silent = server.query(
        &format!("SELECT * {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }}"),
        "text/csv",
    );
    assert_eq!(silent.status, 200);
    let bearer = format!("Bearer {TOKEN}");
    let reply = server.send(
        "POST",
        "/sparql",
        &[UPDATE, ("authorization", bearer.as_str())],
        &format!("LOAD <{there}>"),
    );
    assert_eq!(reply.status, 403, "{}", reply.body);
    let nobody_came = listener.accept().unwrap_err();
    assert_eq!(nobody_came.kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn a_query_beyond_its_time_answers_503() {
    let server = TestServer::with(|settings| settings.timeout = Duration::from_millis(200));
    let reply = server.query(ENDLESS, "text/csv");
    assert_eq!(reply.status, 503, "{}", reply.body);
    assert_eq!(reply.media_type(), "application/problem+json");
    assert!(reply.body.contains("time limit"), "{}", reply.body);
}

#[test]
fn an_update_beyond_its_time_writes_nothing() {
    let server = TestServer::with(|settings| settings.timeout = Duration::from_millis(200));
    let before = server.store.len().unwrap();
    let bearer = format!("Bearer {TOKEN}");
    let update = ENDLESS.replace("SELECT (COUNT(*) AS ?n)", "INSERT { <urn:s> <urn:p> ?a }");
    let reply = server.send(
        "POST",
        "/sparql",
        &[UPDATE, ("authorization", &bearer)],
        &update,
    );
    assert_eq!(reply.status, 503, "{}", reply.body);
    assert_eq!(server.store.len().unwrap(), before);
}

#[test]
fn an_answer_cut_short_does_not_look_whole() {
    let server = TestServer::with(|settings| settings.timeout = Duration::from_millis(400));
    let rows = ENDLESS.replace("(COUNT(*) AS ?n)", "*");
    let mut stream = ask_raw(&server, &rows);
    let mut answer = Vec::new();
    // A reset instead of an orderly end is as good: both tell the client.
    let _outcome = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer);
    assert!(
        text.starts_with("HTTP/1.1 200 "),
        "{}",
        text.get(..200).unwrap_or(&text)
    );
    assert!(text.contains("chunked"));
    assert!(
        !text.ends_with("\r\n0\r\n\r\n"),
        "the stream was ended as if it were whole"
    );
}

#[test]
fn a_client_that_leaves_stops_its_query() {
    let server = TestServer::with(|settings| settings.timeout = Duration::from_mins(10));
    let stream = ask_raw(&server, ENDLESS);
    until(|| server.store.running() == 1);
    drop(stream);
    until(|| server.store.running() == 0);
    assert_eq!(server.query("ASK {}", "*/*").status, 200);
}

#[test]
fn without_a_query_the_endpoint_describes_itself() {
    let server = TestServer::start();
    let reply = server.get("/sparql", "text/turtle");
    assert_eq!(reply.media_type(), "text/turtle");
    assert!(
        reply.body.contains(&format!("<{}/sparql>", server.url)),
        "{}",
        reply.body
    );
    assert!(reply.body.contains("SPARQL11Query"));
    let page = server.get("/sparql", "text/html");
    assert!(page.body.contains("<form action=\"/sparql\""));
}

#[expect(clippy::unwrap_used, reason = "a test that cannot ask has failed")]
fn ask_raw(server: &TestServer, query: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    write!(
        stream,
        "GET /sparql?query={} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n",
        encode(query)
    )
    .unwrap();
    stream
}

/// Waits for something that must come soon, without saying when.
pub(crate) fn until(condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(30), "it did not come");
        std::thread::yield_now();
    }
}
