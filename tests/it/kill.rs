//! kill -9 while articles are being stored: what a restart shows is whole articles, and going on
//! gives what an undisturbed run gives.

use crate::cli::demarche;
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
    assert!(
        duration < Duration::from_mins(1),
        "{ARTICLES} small articles took {duration:?}"
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
