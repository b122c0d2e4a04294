//! kill -9 while articles are being stored: what a restart shows is whole articles, and going on
//! gives what an undisturbed run gives.

use crate::cli::demarche;
use demarche::search::{Kind, Search};
use demarche::store::{Answer, Dataset, Deadline, Settled, Store};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ARTICLES: usize = 400;

/// Many small articles, each with one statement, in one file.
fn write_articles(path: &Path) {
    let record = |n: usize| {
        let text = format!(
            "Dépêche {n}\n\nGENÈVE, 26 juillet 2016 - \"Nous avons tenu {n} séances\", a déclaré mardi Staffan de Mistura à Genève.\n"
        );
        serde_json::json!({"text": text, "title": format!("Dépêche {n}"), "published": "2016-07-26"}).to_string() + "\n"
    };
    std::fs::write(path, (0..ARTICLES).map(record).collect::<String>()).unwrap();
}

fn count(folder: &Path, query: &str) -> usize {
    let output = demarche(folder)
        .args(["query", "--format", "csv"])
        .write_stdin(query)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap()
}

#[test]
fn a_killed_ingest_leaves_whole_articles() {
    let folder = tempfile::tempdir().unwrap();
    let articles = folder.path().join("articles.jsonl");
    write_articles(&articles);
    let ingest = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command
            .current_dir(folder.path())
            .arg("ingest")
            .arg(&articles)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    };
    // How long an undisturbed run takes here, so that the kills fall inside of one on any machine.
    let whole = tempfile::tempdir().unwrap();
    let started = Instant::now();
    demarche(whole.path())
        .arg("ingest")
        .arg(&articles)
        .assert()
        .code(0);
    let duration = started.elapsed();

    for part in [2_u32, 3, 5, 7, 9] {
        let mut child = ingest().spawn().unwrap();
        std::thread::sleep(duration * part / 10);
        let _ = child.kill();
        child.wait().unwrap();
        if folder.path().join("demarche-data").exists() {
            whole_articles_only(folder.path());
        }
    }
    assert!(ingest().status().unwrap().success());
    let canonical = |folder: &Path| {
        demarche(folder)
            .args(["export", "--canonical"])
            .output()
            .unwrap()
            .stdout
    };
    assert!(
        canonical(folder.path()) == canonical(whole.path()),
        "going on gave another graph"
    );
}

/// Each article graph has its article, its bundle and its one statement, and the consolidated view knows them all.
fn whole_articles_only(folder: &Path) {
    const PREFIXES: &str =
        "PREFIX dm: <https://w3id.org/demarche/ns#> PREFIX prov: <http://www.w3.org/ns/prov#> ";
    let graphs = count(
        folder,
        &format!(
            "{PREFIXES} SELECT (COUNT(DISTINCT ?g) AS ?n) {{ GRAPH ?g {{ ?r dm:evidence ?e }} }}"
        ),
    );
    let bundles = count(
        folder,
        &format!(
            "{PREFIXES} SELECT (COUNT(DISTINCT ?g) AS ?n) {{ ?g a prov:Bundle ; prov:wasDerivedFrom ?a . ?a a dm:Article }}"
        ),
    );
    let statements = count(
        folder,
        &format!(
            "{PREFIXES} SELECT (COUNT(?s) AS ?n) {{ GRAPH ?g {{ ?s a dm:Statement ; dm:speaker ?who ; dm:evidence ?e }} }}"
        ),
    );
    assert_eq!(
        (graphs, statements),
        (bundles, bundles),
        "graphs, statements and bundles differ"
    );
}

/// Kills of one test.
const KILLS: usize = 50;

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the seed of a run that failed can be given again"
)]
fn a_killed_ingest_leaves_an_index_that_is_repaired_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let (articles, store) = (
        folder.path().join("a.jsonl"),
        folder.path().join("demarche-data"),
    );
    let write = |round: usize| {
        let record = |n: usize| {
            // Each has a speaker of its own: statements of one speaker are compared with one another.
            let letter = |at: usize| char::from(b"abdefgilmnoprstu"[at % 16]);
            let name: String = [n, round, round / 16].map(letter).iter().collect();
            let text = format!(
                "Dépêche {round}-{n}\n\nGENÈVE, 26 juillet 2016 - \"Nous avons tenu la séance x{round}y{n}\", a déclaré mardi Anatole V{name}ert à Genève.\n"
            );
            serde_json::json!({"text": text, "title": format!("Dépêche {round}-{n}"), "published": "2016-07-26"}).to_string() + "\n"
        };
        std::fs::write(&articles, (0..12).map(record).collect::<String>()).unwrap();
    };
    let ingest = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command
            .current_dir(folder.path())
            .arg("ingest")
            .arg(&articles);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    write(0);
    assert!(ingest().wait().unwrap().success());

    let given = std::env::var("SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| RandomState::new().build_hasher().finish() >> 32);
    eprintln!("SEED={seed}");
    let mut state = seed;
    let mut random = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let journal = store.join("search/journal");
    let noted = || std::fs::metadata(&journal).map_or(0, |found| found.len());
    // What an ingest of twelve articles writes there, about: it is emptied when the index has heard of it.
    let (mut kills, mut repaired, mut whole) = (0, 0, 3_000);
    for round in 1.. {
        assert!(round < 4 * KILLS, "an ingest ends before it can be killed");
        write(round);
        let mut child = ingest();
        // Either when so much has been noted, or some moments into the writing of the index.
        let (until, moments) = (random(whole), random(100));
        let in_index = random(4) == 0;
        let (mut most, mut looked) = (0, 0);
        let ended = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break Some(status);
            }
            let now = noted();
            most = most.max(now);
            let files = std::fs::read_dir(store.join("search/index")).map_or(0, Iterator::count);
            looked += u64::from(in_index && now >= whole * 3 / 4 && files > 0);
            // Looking takes a core: leave some of it to the child.
            std::thread::sleep(Duration::from_micros(200));
            if (!in_index && now > until) || looked > moments {
                let _ = child.kill();
                child.wait().unwrap();
                break None;
            }
        };
        if ended.is_some() {
            whole = whole.min(most.max(1000));
            continue;
        }
        kills += 1;
        let reader = Store::open_read_only(&store).unwrap();
        match reader.settle_search().unwrap() {
            Settled::All => panic!("round {round}: the index was built anew, not repaired"),
            Settled::Things(_) => repaired += 1,
            Settled::InStep => {}
        }
        agrees(&reader, round);
        if kills == KILLS {
            break;
        }
    }
    eprintln!("{kills} kills, {repaired} repairs");
    assert!(
        repaired > KILLS / 4,
        "{repaired} of {kills} kills left something to repair"
    );
}

/// The index holds what the store holds, neither more nor less.
fn agrees(store: &Store, round: usize) {
    for kind in Kind::ALL {
        let (found, held) = store.search_counts(kind).unwrap();
        assert_eq!(found, held, "round {round}: {kind:?}");
    }
    let query = format!(
        "SELECT (COUNT(*) AS ?n) {{ ?s a <https://w3id.org/demarche/ns#Statement> ; <https://w3id.org/demarche/ns#quote> ?q FILTER(CONTAINS(?q, \"x{round}y\")) }}"
    );
    let question = Store::question(&query, None, Dataset::default()).unwrap();
    let held = store.with_answer(&question, &Deadline::none(), |answer| {
        let Answer::Rows(mut rows) = answer else {
            panic!("not rows");
        };
        let row = rows.next().unwrap()?;
        Ok(row.get("n").map(ToString::to_string))
    });
    let search = Search {
        text: format!("x{round}y*"),
        kinds: vec![Kind::Statement],
        ..Search::default()
    };
    let found = store.search(&search).unwrap().total;
    let held = held.unwrap().unwrap();
    assert!(
        held.starts_with(&format!("\"{found}\"")),
        "round {round}: {found} found, {held} held"
    );
}
