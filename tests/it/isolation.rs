//! Queries of strangers over a store on disk: workers answer, die, and are replaced; the server lives.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use demarche::config;
use demarche::serve::{Isolation, Settings};
use demarche::store::Store;

use crate::server::{Reply, TOKEN, TestServer, add, encode};

const JSON: &str = "application/sparql-results+json";
/// It computes for hours and never looks at the clock.
const DEAF: &str = "SELECT (SUM(?x * ?y * ?z * ?u) AS ?n) { VALUES ?x { ROWS } VALUES ?y { ROWS } VALUES ?z { ROWS } VALUES ?u { ROWS } }";

fn deaf() -> String {
    let rows: Vec<String> = (0..2_000).map(|number| number.to_string()).collect();
    DEAF.replace("ROWS", &rows.join(" "))
}

/// Serves the fixture from disk, with workers.
fn start(folder: &Path, change: impl FnOnce(&mut Settings)) -> TestServer {
    let store = Store::open(&folder.join("store")).unwrap();
    add(&store, include_str!("serve.trig"));
    TestServer::over(store, |settings| {
        let mut known = config::Settings::settle(&[], None).unwrap();
        "off".clone_into(&mut known.log);
        settings.isolation = Some(Isolation {
            program: env!("CARGO_BIN_EXE_demarche").into(),
            settings: serde_json::to_string(&known).unwrap(),
            workers: 6,
            query_memory: 256 << 20,
            memory: 1 << 30,
            lag: Duration::ZERO,
        });
        change(settings);
    })
}

fn update(server: &TestServer, text: &str) {
    let bearer = format!("Bearer {TOKEN}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/sparql-update"),
    ];
    assert_eq!(server.send("POST", "/sparql", &headers, text).status, 204);
}

fn count(server: &TestServer, pattern: &str) -> String {
    let query = format!("SELECT (COUNT(*) AS ?n) {{ {pattern} }}");
    let reply = server.query(&query, "text/csv");
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.body.trim_start_matches("n\r\n").trim().to_owned()
}

fn alive(server: &TestServer) {
    let reply = server.query("ASK { ?s ?p ?o }", JSON);
    assert!(reply.body.contains("true"), "{}", reply.body);
}

fn problem(reply: &Reply, status: u16, code: &str) {
    assert_eq!(reply.status, status, "{}", reply.body);
    assert_eq!(reply.media_type(), "application/problem+json");
    assert!(reply.body.contains(code), "{}", reply.body);
}

#[test]
fn a_worker_answers_as_the_server_would() {
    let folder = tempfile::tempdir().unwrap();
    let (apart, within) = (start(folder.path(), |_| {}), TestServer::start());
    for (query, accept) in [
        (
            "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 20",
            JSON,
        ),
        (
            "SELECT ?s { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 3",
            "text/csv",
        ),
        ("SELECT ?s { ?s a ?o } ORDER BY ?s LIMIT 3", "text/html"),
        ("ASK { ?s ?p ?o }", "application/sparql-results+xml"),
        ("CONSTRUCT { <urn:s> <urn:p> 1 } {}", "text/turtle"),
        ("ASK {}", "image/png"),
        ("CONSTRUCT { <urn:s> <urn:p> 1 } {}", "text/csv"),
        ("SELECT *\nWHERE { ?s ?p }", JSON),
        ("SELECT (<urn:unknown>(1) AS ?x) {}", JSON),
        (
            "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
            JSON,
        ),
        (
            "SELECT * { SERVICE <http://localhost:7979/search> { ?s ?p ?o } }",
            JSON,
        ),
    ] {
        let (one, other) = (apart.query(query, accept), within.query(query, accept));
        assert_eq!(one.status, other.status, "{query}: {}", one.body);
        assert_eq!(
            one.header("content-type"),
            other.header("content-type"),
            "{query}"
        );
        if one.status == 200 {
            assert_eq!(one.body, other.body, "{query}");
        } else {
            let detail = |reply: &Reply| {
                let told: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
                told["detail"].clone()
            };
            assert_eq!(detail(&one), detail(&other), "{query}");
        }
    }
}

#[test]
fn strangers_see_each_write_and_search_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |_| {});
    for number in 1..=10 {
        update(
            &server,
            &format!("INSERT DATA {{ <urn:a> <urn:n> {number} }}"),
        );
        assert_eq!(count(&server, "<urn:a> <urn:n> ?n"), number.to_string());
    }
    update(
        &server,
        "PREFIX dm: <https://w3id.org/demarche/ns#> INSERT DATA { <urn:one> a dm:Statement ; dm:quote \"La trêve tient\"@fr }",
    );
    let found = server.query(
        "PREFIX dm: <https://w3id.org/demarche/ns#> SELECT ?hit ?words {
           SERVICE <http://localhost:7979/search> { ?hit dm:searchText \"treve\" ; dm:searchSnippet ?words ; a dm:Statement } }",
        "text/csv",
    );
    assert!(
        found.body.contains("urn:one,La <mark>trêve</mark> tient"),
        "{}",
        found.body
    );
    let past = server.get(
        &format!(
            "/sparql?asof=1900&query={}",
            encode("SELECT (COUNT(?s) AS ?n) { ?s a <https://w3id.org/demarche/ns#Statement> }")
        ),
        "text/csv",
    );
    assert_eq!(past.body, "n\r\n0\r\n");
}

#[test]
fn workers_answer_for_moments_of_the_past() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |_| {});
    let steps = |moment: &str| {
        // A closure cannot be stopped: only workers answer it. Graphs without a date are there at all times.
        let query =
            encode("SELECT ?to { GRAPH <urn:mine> { <urn:0> <urn:next>+ ?to } } ORDER BY ?to");
        let reply = server.get(&format!("/sparql?asof={moment}&query={query}"), "text/csv");
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.body.lines().skip(1).count()
    };
    for number in 0..4 {
        update(
            &server,
            &format!(
                "INSERT DATA {{ GRAPH <urn:mine> {{ <urn:{number}> <urn:next> <urn:{}> }} }}",
                number + 1
            ),
        );
        for moment in ["1900", "2016-07-14", "2016-07-14T12:00Z"] {
            assert_eq!(steps(moment), number + 1);
        }
    }
}

#[test]
fn a_query_that_is_deaf_is_killed_and_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |settings| {
        settings.timeout = Duration::from_secs(1);
    });
    let reply = send(&server, &deaf());
    problem(&reply, 503, "timeout");
    alive(&server);
}

#[test]
fn a_query_that_is_hungry_is_killed_and_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |_| {});
    let rows: Vec<String> = (0..2_000).map(|number| number.to_string()).collect();
    let values = format!("VALUES ?x {{ {0} }} VALUES ?y {{ {0} }}", rows.join(" "));
    let reply = send(&server, &format!("SELECT * {{ {values} }} ORDER BY ?x ?y"));
    problem(&reply, 503, "memory");
    assert!(reply.body.contains("256 MB"), "{}", reply.body);
    alive(&server);
}

#[test]
fn an_answer_of_a_worker_that_dies_is_broken_off() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |settings| {
        // A crowded machine is given time for the first bytes.
        settings.timeout = Duration::from_secs(8);
    });
    let rows: Vec<String> = (0..2_000).map(|number| number.to_string()).collect();
    let values = format!("VALUES ?x {{ {0} }} VALUES ?y {{ {0} }}", rows.join(" "));
    let query = format!("SELECT * {{ {values} FILTER(?y >= 0) }}");
    let mut stream = TcpStream::connect(server.address()).unwrap();
    write!(
        stream,
        "POST /sparql HTTP/1.1\r\nHost: a\r\nAccept: text/csv\r\nContent-Type: application/sparql-query\r\nContent-Length: {}\r\n\r\n{query}",
        query.len()
    )
    .unwrap();
    let mut told = Vec::new();
    // Slower than the worker: it is late, and killed.
    let mut part = [0; 4096];
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(40) {
        match stream.read(&mut part) {
            Ok(0) | Err(_) => break,
            Ok(read) => told.extend_from_slice(&part[..read]),
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(told.starts_with(b"HTTP/1.1 200"), "it had begun");
    assert!(
        !told.ends_with(b"\r\n0\r\n\r\n"),
        "it is not whole, and does not look so"
    );
    alive(&server);
}

#[test]
fn a_crowd_of_long_queries_leaves_room_for_short_ones() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |settings| {
        settings.timeout = Duration::from_secs(5);
    });
    let query = deaf();
    std::thread::scope(|scope| {
        let crowd: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| send(&server, &query).status))
            .collect();
        while !crowd.iter().all(std::thread::ScopedJoinHandle::is_finished) {
            alive(&server);
        }
        for one in crowd {
            assert_eq!(one.join().unwrap(), 503);
        }
    });
    alive(&server);
}

#[test]
fn a_long_query_computes_when_nothing_else_does() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |settings| {
        settings.timeout = Duration::from_secs(5);
    });
    let is_back = || workers(folder.path()).iter().any(|it| stands_back(it));
    alive(&server);
    assert!(!is_back());
    let query = deaf();
    std::thread::scope(|scope| {
        let long = scope.spawn(|| send(&server, &query).status);
        let mut stood_back = false;
        while !stood_back && !long.is_finished() {
            stood_back = is_back();
        }
        assert!(stood_back);
        assert_eq!(long.join().unwrap(), 503);
    });
}

#[test]
fn who_stood_back_for_a_query_answers_the_next_as_ever() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |settings| {
        settings.timeout = Duration::from_mins(1);
    });
    let values = |name: &str, many: usize| {
        let numbers: String = (0..many).map(|number| format!(" {number}")).collect();
        format!("VALUES ?{name} {{{numbers} }}")
    };
    // The path has a worker answer; how much is long depends on the machine.
    let product = |many| {
        let (a, b, c) = (values("a", many), values("b", many), values("c", many));
        format!(
            "SELECT (COUNT(*) AS ?all) {{ {a} {b} {c} OPTIONAL {{ ?a <urn:none>* <urn:none> }} }}"
        )
    };
    let mut stood_back = vec![];
    for many in (40..1000).step_by(20) {
        let query = product(many);
        stood_back = std::thread::scope(|scope| {
            let long = scope.spawn(|| send(&server, &query).status);
            let mut seen = vec![];
            while !long.is_finished() {
                seen.extend(
                    workers(folder.path())
                        .into_iter()
                        .filter(|it| stands_back(it)),
                );
            }
            assert_eq!(long.join().unwrap(), 200);
            seen
        });
        if !stood_back.is_empty() {
            break;
        }
    }
    assert!(!stood_back.is_empty(), "nothing was long");
    assert_eq!(send(&server, "ASK { ?s <urn:none>* ?o }").status, 200);
    let is_as_ever = |_| {
        alive(&server);
        let workers = workers(folder.path());
        assert!(workers.contains(&stood_back[0]), "it was let go");
        // The system may still be about to take the old thread away.
        !workers.iter().any(|it| stands_back(it))
    };
    assert!((0..100).any(is_as_ever));
}

/// Whether a thread of the process is scheduled as idle.
fn stands_back(process: &str) -> bool {
    const IDLE: &str = "5";
    let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else {
        return false;
    };
    threads.flatten().any(|thread| {
        // Its policy is the 41st field; the second, its name, may hold anything.
        let told = std::fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        let rest = told.rsplit_once(") ").map_or("", |(_, rest)| rest);
        rest.split(' ').nth(38) == Some(IDLE)
    })
}

#[test]
fn workers_that_are_killed_are_replaced_and_nobody_notices() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |_| {});
    for round in 0..3 {
        // A path is nothing that the server answers itself.
        let far = format!("ASK {{ ?s <urn:none:{round}>* ?o }}");
        assert_eq!(send(&server, &far).status, 200);
        let found = workers(folder.path());
        assert!(!found.is_empty());
        for worker in found {
            let _gone = std::process::Command::new("kill")
                .args(["-9", &worker])
                .status();
        }
        alive(&server);
    }
}

/// The workers that have something below the folder open.
fn workers(folder: &Path) -> Vec<String> {
    let listed = std::fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let pid = entry.ok()?.file_name().into_string().ok()?;
        let line = std::fs::read(format!("/proc/{pid}/cmdline")).ok()?;
        let mut open = std::fs::read_dir(format!("/proc/{pid}/fd")).ok()?;
        let is_ours = open.any(|file| {
            file.and_then(|file| std::fs::read_link(file.path()))
                .is_ok_and(|file| file.starts_with(folder))
        });
        (is_ours && line.ends_with(b"\0worker\0")).then_some(pid)
    });
    listed.collect()
}

fn send(server: &TestServer, query: &str) -> Reply {
    let headers = [
        ("content-type", "application/sparql-query"),
        ("accept", "text/csv, application/problem+json"),
    ];
    server.send("POST", "/sparql", &headers, query)
}

#[test]
fn who_asks_for_too_much_is_told_when_to_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |settings| {
        settings.timeout = Duration::from_secs(1);
        settings.budgets.seconds = Some(1);
    });
    alive(&server);
    problem(&send(&server, &deaf()), 503, "timeout");
    let refused = send(&server, "ASK {}");
    problem(&refused, 429, "`client-seconds`");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() > 0);
    let bearer = format!("Bearer {TOKEN}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/sparql-query"),
        ("accept", JSON),
    ];
    assert_eq!(
        server.send("POST", "/sparql", &headers, "ASK {}").status,
        200,
        "holders of the token may"
    );
}

#[test]
fn an_answer_holds_until_something_is_written_that_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path(), |_| ());
    let tag = |query: &str| {
        // The server knows what a query reads when it has answered it.
        let tags = [(); 2].map(|()| server.query(query, JSON).header("etag").to_owned());
        assert!(tags[1].starts_with("W/\""), "{query}");
        tags[1].clone()
    };
    let knows = |query: &str, tag: &str| {
        let path = format!("/sparql?query={}", encode(query));
        let headers = [("accept", JSON), ("if-none-match", tag)];
        server.send("GET", &path, &headers, "").status == 304
    };
    let own = "SELECT ?o { ?s <urn:own> ?o }";
    let path = "ASK { ?s ^<urn:own>|<urn:two> ?o }";
    let all = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }";
    for (written, of_own, of_path) in [
        ("INSERT DATA { <urn:s> <urn:other> 1 }", true, true),
        (
            "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:own> 1 } }",
            false,
            false,
        ),
        (
            "INSERT { ?s <urn:two> 2 } WHERE { ?s <urn:other> 1 }",
            true,
            false,
        ),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p 2 }", false, false),
        ("CLEAR GRAPH <urn:g>", false, false),
    ] {
        let tags = [own, path, all].map(tag);
        update(&server, written);
        let known = [0, 1, 2].map(|it| knows([own, path, all][it], &tags[it]));
        assert_eq!(known, [of_own, of_path, false], "{written}");
    }
    let bearer = format!("Bearer {TOKEN}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "text/turtle"),
    ];
    let put = |body: &str| {
        server
            .send("PUT", "/store?graph=urn:g", &headers, body)
            .status
    };
    assert_eq!(put("<urn:s> <urn:own> 7 ."), 204);
    let named = "SELECT ?o { GRAPH ?g { ?s <urn:own> ?o } }";
    let tags = [named, "SELECT ?o { GRAPH ?g { ?s <urn:more> ?o } }"].map(tag);
    assert_eq!(put("<urn:s> <urn:other> 7 ."), 204);
    assert!(!knows(named, &tags[0]), "what was in the graph is gone");
    assert!(knows(
        "SELECT ?o { GRAPH ?g { ?s <urn:more> ?o } }",
        &tags[1]
    ));
}
