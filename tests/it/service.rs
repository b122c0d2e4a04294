//! SERVICE and LOAD: what is not on the operator's list is refused, and no socket is opened for it.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use demarche::store::{
    Answer, AnswerFormat, Dataset, Deadline, QueryResultsFormat, Services, Store, StoreError,
    WIKIDATA, Wikidata,
};

use crate::server::{BASE, TOKEN, TestServer, add};

/// Listens and counts who calls.
struct Trap {
    port: u16,
    calls: Arc<AtomicUsize>,
}

impl Trap {
    /// On the loopback addresses of both families, where there are both.
    fn set() -> Self {
        let calls = Arc::new(AtomicUsize::new(0));
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = first.local_addr().unwrap().port();
        let others = [
            TcpListener::bind((Ipv6Addr::LOCALHOST, port)),
            TcpListener::bind((Ipv4Addr::new(127, 1, 2, 3), port)),
        ];
        for listener in std::iter::once(first).chain(others.into_iter().flatten()) {
            let calls = Arc::clone(&calls);
            std::thread::spawn(move || {
                for call in listener.incoming() {
                    calls.fetch_add(1, Ordering::SeqCst);
                    drop(call);
                }
            });
        }
        Self { port, calls }
    }

    fn assert_silent(&self) {
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(self.calls.load(Ordering::SeqCst), 0, "somebody called");
    }
}

/// Targets that lead inward or elsewhere than they look, or that no client should follow.
fn hostile(port: u16) -> Vec<String> {
    let hosts = [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "127.1.2.3",
        "127.255.255.254",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0x7f.0x0.0x0.0x1",
        "017700000001",
        "0177.0.0.1",
        "0177.0.0.01",
        "00000177.0.0.1",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
        "0x0",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fc00::1]",
        "[fd00::1]",
        "[ff02::1]",
        "[::ffff:169.254.169.254]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "localhost.localdomain",
        "ip6-localhost",
        "ip6-loopback",
        "sub.localhost",
        "169.254.169.254",
        "169.254.1.1",
        "2852039166",
        "0xa9fea9fe",
        "10.0.0.1",
        "10.255.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "198.18.0.1",
        "192.0.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "metadata.google.internal",
        "metadata",
        "127.0.0.1.nip.io",
        "localtest.me",
        "%31%32%37.0.0.1",
        "127%2e0%2e0%2e1",
        "user@127.0.0.1",
        "user:secret@localhost",
        "query.wikidata.org@127.0.0.1",
        "query.wikidata.org.example",
        "example.org",
    ];
    let mut targets = Vec::new();
    for host in hosts {
        targets.push(format!("http://{host}:{port}/sparql"));
        targets.push(format!("https://{host}:{port}/sparql"));
        targets.push(format!("http://{host}/sparql"));
    }
    let others = [
        "file:///etc/passwd",
        "file:/etc/passwd",
        "file://localhost/etc/passwd",
        "data:text/turtle,%3Ca%3E%20%3Cb%3E%201%20.",
        "data:application/sparql-results+json,{}",
        "ftp://127.0.0.1/x",
        "ftp://localhost/x.ttl",
        "gopher://127.0.0.1:70/",
        "dict://127.0.0.1:2628/",
        "ldap://127.0.0.1/",
        "unix:/run/socket",
        "jar:file:///x!/y",
        "urn:x",
        "about:blank",
        "javascript:1",
        "ws://127.0.0.1/",
        "tcp://127.0.0.1:1/",
        "smb://127.0.0.1/x",
        "http:127.0.0.1",
        "http:/127.0.0.1",
        "HTTPS://query.wikidata.org/sparql",
        "http://query.wikidata.org/sparql",
        "https://query.wikidata.org:443/sparql",
        "https://query.wikidata.org/sparql/",
        "https://query.wikidata.org/sparql?x",
        "https://query.wikidata.org/sparql#x",
        "https://query.wikidata.org./sparql",
        "https://www.query.wikidata.org/sparql",
        "https://query.wikidata.org/",
        "https://user@query.wikidata.org/sparql",
        "https://query.wikidata.org/../sparql",
        "https://query.wikidata.org/%73parql",
        "wikibase:label",
        "http://wikiba.se/ontology#label",
    ];
    targets.extend(others.map(str::to_owned));
    targets
}

fn ask(store: &Store, query: &str) -> Result<usize, StoreError> {
    let question = Store::question(query, Some(BASE), Dataset::default())?;
    store.with_answer(&question, &Deadline::none(), |answer| match answer {
        Answer::Rows(rows) => rows
            .map(|row| Ok(row.map(|_| ())?))
            .collect::<Result<Vec<()>, StoreError>>()
            .map(|it| it.len()),
        _ => panic!("rows were asked for"),
    })
}

fn service(target: &str) -> String {
    format!("SELECT * {{ SERVICE <{target}> {{ ?s ?p ?o }} }}")
}

#[test]
fn two_hundred_hostile_targets_are_refused_without_a_connection() {
    let trap = Trap::set();
    let targets = hostile(trap.port);
    assert!(targets.len() >= 200, "{}", targets.len());
    for wikidata in [Wikidata::Off, Wikidata::Local, Wikidata::Remote] {
        let store = Store::memory().unwrap().with_services(Services {
            wikidata,
            ..Services::default()
        });
        for target in &targets {
            let error = ask(&store, &service(target)).unwrap_err();
            assert!(
                matches!(error, StoreError::Remote(_) | StoreError::Syntax(_)),
                "SERVICE <{target}>: {error}"
            );
            let bound = format!(
                "SELECT * {{ VALUES ?there {{ <{target}> }} SERVICE ?there {{ ?s ?p ?o }} }}"
            );
            assert!(ask(&store, &bound).is_err(), "SERVICE ?there = <{target}>");
            let load = store.update(
                &format!("LOAD <{target}>"),
                Some(BASE),
                &Dataset::default(),
                &Deadline::none(),
            );
            assert!(
                matches!(load, Err(StoreError::Remote(_) | StoreError::Syntax(_))),
                "LOAD <{target}>: {load:?}"
            );
        }
        assert!(store.is_empty().unwrap());
    }
    trap.assert_silent();
}

#[test]
fn over_http_they_are_refused_too() {
    let trap = Trap::set();
    let server = TestServer::start();
    for target in hostile(trap.port).iter().step_by(7) {
        let reply = server.query(&service(target), "text/csv");
        assert!(
            (400..500).contains(&reply.status),
            "{target}: {} {}",
            reply.status,
            reply.body
        );
        let headers = [
            ("content-type", "application/sparql-update"),
            ("authorization", &*format!("Bearer {TOKEN}")),
        ];
        let reply = server.send("POST", "/sparql", &headers, &format!("LOAD <{target}>"));
        assert!(
            (400..500).contains(&reply.status),
            "{target}: {} {}",
            reply.status,
            reply.body
        );
    }
    trap.assert_silent();
}

#[test]
fn what_is_listed_and_leads_inward_is_refused_without_a_connection() {
    let trap = Trap::set();
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "[::]",
        "127.1.2.3",
        "ip6-localhost",
    ] {
        let target = format!("http://{host}:{}/sparql", trap.port);
        let store = Store::memory().unwrap().with_services(Services {
            allow: vec![target.clone()],
            retries: 0,
            timeout: Duration::from_secs(5),
            ..Services::default()
        });
        let error = ask(&store, &service(&target)).unwrap_err();
        assert!(matches!(error, StoreError::Remote(_)), "{target}: {error}");
    }
    trap.assert_silent();
}

/// What a stub heard.
type Heard = Arc<Mutex<Vec<String>>>;

/// A stub endpoint: gives these answers in turn, the last again and again.
fn stub(answers: Vec<String>) -> (String, Heard) {
    let listener = TcpListener::bind((IpAddr::from(Ipv4Addr::LOCALHOST), 0)).unwrap();
    let url = format!("http://{}/sparql", listener.local_addr().unwrap());
    let heard = Heard::default();
    let theirs = Arc::clone(&heard);
    std::thread::spawn(move || {
        let mut answers = answers.into_iter().peekable();
        for call in listener.incoming() {
            let mut call = call.unwrap();
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            while !whole(&request) {
                match call.read(&mut buffer).unwrap() {
                    0 => break,
                    length => request.extend_from_slice(&buffer[..length]),
                }
            }
            theirs
                .lock()
                .unwrap()
                .push(String::from_utf8_lossy(&request).into_owned());
            let answer = answers.peek().cloned().unwrap_or_default();
            let next = answers.next();
            if answers.peek().is_none() {
                answers = next.into_iter().collect::<Vec<_>>().into_iter().peekable();
            }
            let _gone = call.write_all(answer.as_bytes());
        }
    });
    (url, heard)
}

/// Whether a request has come with all of its body.
fn whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|it| it.strip_prefix("content-length: "));
    body.len() >= length.map_or(0, |it| it.trim().parse().unwrap())
}

fn reply(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

const ROW: &str =
    r#"{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:far"}}]}}"#;

fn json(body: &str) -> String {
    reply(
        "200 OK",
        "Content-Type: application/sparql-results+json\r\n",
        body,
    )
}

fn remote(endpoint: &str) -> Services {
    Services {
        wikidata: Wikidata::Remote,
        endpoint: endpoint.to_owned(),
        private: true,
        agent: "demarche-test/1 (https://example.org/)".to_owned(),
        timeout: Duration::from_secs(5),
        ..Services::default()
    }
}

#[test]
fn an_endpoint_is_asked_with_a_name_and_once() {
    let (url, heard) = stub(vec![json(ROW)]);
    let store = Store::memory().unwrap().with_services(remote(&url));
    for _ in 0..3 {
        assert_eq!(
            ask(
                &store,
                &format!("SELECT * {{ SERVICE <{WIKIDATA}> {{ ?s <urn:p> 1 }} }}")
            )
            .unwrap(),
            1
        );
    }
    let heard = heard.lock().unwrap();
    assert_eq!(heard.len(), 1, "the answer was not kept");
    let request = heard[0].to_lowercase();
    assert!(
        request.contains("user-agent: demarche-test/1 (https://example.org/)"),
        "{request}"
    );
    assert!(
        request.contains("accept: application/sparql-results+json"),
        "{request}"
    );
    assert!(request.contains("query=select"), "{request}");
}

#[test]
fn passing_failures_are_tried_again_and_lasting_ones_are_not() {
    let (url, heard) = stub(vec![
        reply("503 Service Unavailable", "", ""),
        reply("429 Too Many Requests", "Retry-After: 1\r\n", ""),
        json(ROW),
    ]);
    let store = Store::memory().unwrap().with_services(remote(&url));
    let started = Instant::now();
    assert_eq!(ask(&store, &service(WIKIDATA)).unwrap(), 1);
    assert_eq!(heard.lock().unwrap().len(), 3);
    assert!(started.elapsed() >= Duration::from_millis(1400));
    let (url, heard) = stub(vec![reply("400 Bad Request", "", "no such thing")]);
    let store = Store::memory().unwrap().with_services(remote(&url));
    let error = ask(&store, &service(WIKIDATA)).unwrap_err().to_string();
    assert!(
        error.contains("400") && error.contains("no such thing"),
        "{error}"
    );
    assert_eq!(heard.lock().unwrap().len(), 1);
}

#[test]
fn redirects_are_not_followed() {
    let trap = Trap::set();
    for to in [
        format!("http://127.0.0.1:{}/sparql", trap.port),
        "http://169.254.169.254/".to_owned(),
        "file:///etc/passwd".to_owned(),
    ] {
        for status in [
            "301 Moved Permanently",
            "302 Found",
            "307 Temporary Redirect",
            "308 Permanent Redirect",
        ] {
            let (url, heard) = stub(vec![reply(status, &format!("Location: {to}\r\n"), "")]);
            let store = Store::memory().unwrap().with_services(remote(&url));
            let error = ask(&store, &service(WIKIDATA)).unwrap_err().to_string();
            assert!(error.contains("redirects"), "{error}");
            assert_eq!(heard.lock().unwrap().len(), 1);
        }
    }
    trap.assert_silent();
}

#[test]
fn an_endpoint_that_says_nothing_is_not_waited_for() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let mut services = remote(&url);
    services.retries = 0;
    services.timeout = Duration::from_secs(30);
    let store = Store::memory().unwrap().with_services(services);
    let question = Store::question(&service(WIKIDATA), None, Dataset::default()).unwrap();
    let started = Instant::now();
    let deadline = Deadline::within(Duration::from_secs(1));
    let csv = AnswerFormat::Results(QueryResultsFormat::Csv);
    let error = store
        .ask(&question, csv, &deadline, Vec::new())
        .unwrap_err();
    assert!(matches!(error, StoreError::Timeout { .. }), "{error}");
    assert!(started.elapsed() < Duration::from_secs(10));
    drop(listener);
}

#[test]
fn what_is_no_answer_is_told_and_silent_goes_on() {
    for body in ["<html>", "{}", r#"{"head":{},"boolean":true}"#] {
        let (url, _) = stub(vec![json(body)]);
        let store = Store::memory().unwrap().with_services(remote(&url));
        assert!(
            matches!(ask(&store, &service(WIKIDATA)), Err(StoreError::Remote(_))),
            "{body}"
        );
        let silent = format!("SELECT * {{ SERVICE SILENT <{WIKIDATA}> {{ ?s ?p ?o }} }}");
        assert_eq!(ask(&store, &silent).unwrap(), 1);
    }
}

#[test]
fn what_is_known_goes_along_with_the_question() {
    let (url, heard) = stub(vec![json(ROW)]);
    let store = Store::memory().unwrap().with_services(remote(&url));
    add(&store, "<urn:near> <urn:p> <urn:far> .");
    let query = format!("SELECT * {{ ?n <urn:p> ?s SERVICE <{WIKIDATA}> {{ ?s <urn:q> ?o }} }}");
    assert_eq!(ask(&store, &query).unwrap(), 1);
    let heard = heard.lock().unwrap();
    assert_eq!(heard.len(), 1);
    assert!(heard[0].contains("urn%3Afar"), "{}", heard[0]);
}

#[test]
fn the_slice_answers_in_place_of_wikidata() {
    let store = Store::memory().unwrap().with_services(Services {
        wikidata: Wikidata::Local,
        ..Services::default()
    });
    let error = ask(&store, &service(WIKIDATA)).unwrap_err().to_string();
    assert!(error.contains("demarche wikidata load"), "{error}");
    add(
        &store,
        "<urn:mine> <urn:p> 1 . GRAPH <http://localhost:7979/graph/wikidata> { <urn:a> <urn:p> 1 . <urn:b> <urn:p> 2 }",
    );
    assert_eq!(ask(&store, &service(WIKIDATA)).unwrap(), 2);
    let inner = format!("SELECT * {{ SERVICE <{WIKIDATA}> {{ GRAPH ?g {{ ?s ?p ?o }} }} }}");
    assert_eq!(ask(&store, &inner).unwrap(), 0, "the slice has no graphs");
    let nested =
        format!("SELECT * {{ SERVICE <{WIKIDATA}> {{ SERVICE <{WIKIDATA}> {{ ?s ?p ?o }} }} }}");
    assert!(ask(&store, &nested).is_err());
}
