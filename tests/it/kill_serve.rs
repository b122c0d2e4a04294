//! kill -9 while clients write: what was acknowledged is there when the server is started again, whole; what was not is there whole, or
//! not at all.

use demarche::store::{Answer, Dataset, Deadline, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};

pub(crate) const TOKEN: &str = "a-token-for-the-ledger";
/// Clients that write at once.
const CLIENTS: usize = 4;
/// Triples of one write: all of them, or none.
const TRIPLES: usize = 5;

/// What clients know.
#[derive(Default)]
struct Ledger {
    /// Writes that were acknowledged.
    acknowledged: BTreeSet<String>,
    /// Versions of a graph that each client replaces, the last acknowledged one.
    versions: BTreeMap<usize, usize>,
    /// Numbers that were used, acknowledged or not.
    next: usize,
}

enum Told {
    Inserted(String),
    Replaced(usize, usize),
}

/// A server in a process of its own.
pub(crate) struct Served {
    pub(crate) child: Child,
    /// Where it listens, without a slash at the end.
    pub(crate) address: String,
    /// What it says after that, line by line.
    pub(crate) said: Receiver<String>,
}

/// Starts a server over the store.
pub(crate) fn serve(store: &Path, more: &[&str]) -> Served {
    let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .env_clear()
        .args(["serve", "--port", "0", "--token", TOKEN, "--store"])
        .arg(store)
        .args(more)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut said = String::new();
    let address = loop {
        let Some(line) = lines.next() else {
            panic!("the server did not start: {said}");
        };
        let line = line.unwrap();
        if let Some((_, address)) = line.split_once(" at http") {
            break format!("http{}", address.trim_end_matches('/'));
        }
        said.push_str(&line);
    };
    // Whatever else it says is read, so that it never waits for us.
    let (sender, said) = channel();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            // Not everybody listens.
            let _ = sender.send(line);
        }
    });
    Served {
        child,
        address,
        said,
    }
}

/// Writes until the server is gone.
fn client(address: &str, number: usize, first: usize, told: &Sender<Told>) {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    let bearer = format!("Bearer {TOKEN}");
    for n in first.. {
        let sent = if n % 5 == 4 {
            let body: String = (0..TRIPLES)
                .map(|it| format!("<urn:v{n}> <urn:p{it}> {it} . "))
                .collect();
            agent
                .put(format!("{address}/store?graph=urn:g{number}"))
                .header("authorization", &bearer)
                .content_type("text/turtle")
                .send(body)
        } else {
            let triples: String = (0..TRIPLES)
                .map(|it| {
                    format!(
                        "<urn:s{number}-{n}> <urn:p{it}> \"{}\" . ",
                        "x".repeat(n % 700)
                    )
                })
                .collect();
            agent
                .post(format!("{address}/sparql"))
                .header("authorization", &bearer)
                .content_type("application/sparql-update")
                .send(format!("INSERT DATA {{ {triples} }}"))
        };
        let Ok(reply) = sent else { return };
        assert!(matches!(reply.status().as_u16(), 201 | 204), "{reply:?}");
        let what = if n % 5 == 4 {
            Told::Replaced(number, n)
        } else {
            Told::Inserted(format!("urn:s{number}-{n}"))
        };
        if told.send(what).is_err() {
            return;
        }
    }
}

/// Subjects with their numbers of triples.
fn held(store: &Store, pattern: &str) -> BTreeMap<String, usize> {
    let query = format!("SELECT ?s (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?s");
    let question = Store::question(&query, None, Dataset::default()).unwrap();
    let rows = store.with_answer(&question, &Deadline::none(), |answer| {
        let Answer::Rows(rows) = answer else {
            panic!("not rows");
        };
        rows.map(|row| {
            let row = row?;
            let text = |name: &str| row.get(name).unwrap().to_string();
            let number = text("n");
            let number = number.split('"').nth(1).unwrap().parse().unwrap();
            Ok((text("s").trim_matches(['<', '>']).to_owned(), number))
        })
        .collect()
    });
    rows.unwrap()
}

/// Everything acknowledged is there, and everything that is there is whole.
fn compare(path: &Path, ledger: &mut Ledger, round: usize) {
    let store = Store::open_read_only(path).unwrap();
    let inserted = held(&store, "?s ?p ?o");
    let torn: Vec<_> = inserted.iter().filter(|(_, n)| **n != TRIPLES).collect();
    assert!(torn.is_empty(), "round {round}: torn: {torn:?}");
    let lost: Vec<_> = ledger
        .acknowledged
        .iter()
        .filter(|it| !inserted.contains_key(*it))
        .collect();
    assert!(lost.is_empty(), "round {round}: lost: {lost:?}");
    for (client, version) in &mut ledger.versions {
        let versions = held(&store, &format!("GRAPH <urn:g{client}> {{ ?s ?p ?o }}"));
        assert_eq!(versions.len(), 1, "round {round}: {versions:?}");
        let (name, count) = versions.first_key_value().unwrap();
        let found: usize = name.trim_start_matches("urn:v").parse().unwrap();
        assert_eq!(*count, TRIPLES, "round {round}: torn: {versions:?}");
        assert!(found >= *version, "round {round}: {found} after {version}");
        *version = found;
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the seed of a run that failed can be given again"
)]
fn rounds(count: usize) {
    let given = std::env::var("SEED").ok().and_then(|it| it.parse().ok());
    let mut state = given.unwrap_or_else(|| RandomState::new().build_hasher().finish() >> 32);
    eprintln!("SEED={state}");
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let mut ledger = Ledger::default();
    for round in 0..count {
        let Served {
            mut child, address, ..
        } = serve(&path, &[]);
        let (sender, told) = channel();
        let kill_after = 1 + random(60);
        std::thread::scope(|scope| {
            for number in 0..CLIENTS {
                let (sender, address, first) = (sender.clone(), &address, ledger.next);
                scope.spawn(move || client(address, number, first, &sender));
            }
            drop(sender);
            for (heard, what) in told.iter().enumerate() {
                match what {
                    Told::Inserted(name) => {
                        ledger.acknowledged.insert(name);
                    }
                    Told::Replaced(client, version) => {
                        ledger.versions.insert(client, version);
                    }
                }
                if heard + 1 == kill_after {
                    child.kill().unwrap();
                }
            }
        });
        child.wait().unwrap();
        // More than any client wrote in a round.
        ledger.next += 100_000;
        compare(&path, &mut ledger, round);
    }
    eprintln!(
        "{count} kills, {} writes acknowledged, 0 lost, 0 torn",
        ledger.acknowledged.len()
    );
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    rounds(10);
}

/// `cargo test --release --test it -- --ignored two_hundred`
#[test]
#[ignore = "takes minutes; run before a release"]
fn what_was_acknowledged_survives_two_hundred_kills() {
    rounds(200);
}
