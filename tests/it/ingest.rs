//! `ingest`: the same graph whatever the order, the threads and the interruptions.

use crate::cli::demarche;
use std::path::{Path, PathBuf};

/// The sample articles.
fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 16);
    paths
}

fn ingest(folder: &Path, threads: &str, paths: &[PathBuf]) -> String {
    let output = demarche(folder)
        .args(["ingest", "--threads", threads])
        .args(paths)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    told
}

fn canonical(folder: &Path) -> String {
    let output = demarche(folder)
        .args(["export", "--canonical"])
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn order_threads_and_portions_do_not_change_the_graph() {
    let paths = samples();
    let one = tempfile::tempdir().unwrap();
    ingest(one.path(), "1", &paths);
    let expected = canonical(one.path());
    assert!(expected.lines().count() > 1000);

    let backwards = tempfile::tempdir().unwrap();
    let mut reversed = paths.clone();
    reversed.reverse();
    ingest(backwards.path(), "2", &reversed);
    assert!(
        canonical(backwards.path()) == expected,
        "another order gave another graph"
    );

    let portions = tempfile::tempdir().unwrap();
    let (even, odd): (Vec<_>, Vec<_>) = paths
        .iter()
        .cloned()
        .enumerate()
        .partition(|(n, _)| n % 2 == 0);
    for part in [odd, even] {
        let part: Vec<_> = part.into_iter().map(|(_, path)| path).collect();
        ingest(portions.path(), "2", &part);
    }
    assert!(
        canonical(portions.path()) == expected,
        "articles in portions gave another graph"
    );
}

#[test]
fn the_same_article_twice_is_a_no_op() {
    let folder = tempfile::tempdir().unwrap();
    let paths = &samples()[..3];
    ingest(folder.path(), "2", paths);
    let before = canonical(folder.path());
    let told = ingest(folder.path(), "2", paths);
    assert!(told.contains("3 unchanged"), "{told}");
    assert!(canonical(folder.path()) == before);
}

#[test]
fn a_changed_article_is_a_new_version() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("note.txt");
    let text = std::fs::read_to_string(&samples()[0]).unwrap();
    std::fs::write(&path, &text).unwrap();
    ingest(folder.path(), "1", std::slice::from_ref(&path));
    std::fs::write(&path, text + "\n\nLa réunion a duré trois heures.\n").unwrap();
    let told = ingest(folder.path(), "1", &[path]);
    assert!(told.contains("1 new version"), "{told}");
}

#[test]
fn forgetting_takes_back_what_ingest_brought() {
    let folder = tempfile::tempdir().unwrap();
    let paths = samples();
    let (kept, extra) = paths.split_at(paths.len() - 1);
    ingest(folder.path(), "2", kept);
    let before = canonical(folder.path());
    ingest(folder.path(), "2", extra);
    assert!(canonical(folder.path()) != before);
    demarche(folder.path())
        .arg("forget")
        .arg(&extra[0])
        .assert()
        .code(0);
    assert!(
        canonical(folder.path()) == before,
        "something of the forgotten article is left"
    );
    demarche(folder.path())
        .args(["forget", "0123456789abcdef"])
        .assert()
        .code(2);
}

#[test]
fn facts_of_others_go_through_the_same_checks() {
    let folder = tempfile::tempdir().unwrap();
    let sample = &samples()[4];
    let output = demarche(folder.path())
        .args(["extract", "--with-text"])
        .arg(sample)
        .output()
        .unwrap();
    let own = String::from_utf8(output.stdout).unwrap();
    ingest(folder.path(), "1", std::slice::from_ref(sample));
    let expected = canonical(folder.path());

    let by_facts = tempfile::tempdir().unwrap();
    let path = by_facts.path().join("theirs.facts.jsonl");
    std::fs::write(&path, &own).unwrap();
    ingest(by_facts.path(), "1", &[path]);
    assert!(
        canonical(by_facts.path()) == expected,
        "our own facts read back give another graph"
    );

    // One passage that is not the text: refused, by name, and nothing is stored of it.
    let mut facts: serde_json::Value = serde_json::from_str(&own).unwrap();
    facts["statements"][0]["content"][0]["text"] = "something else".into();
    let bad = tempfile::tempdir().unwrap();
    let path = bad.path().join("bad.facts.jsonl");
    std::fs::write(&path, facts.to_string()).unwrap();
    let output = demarche(bad.path())
        .arg("ingest")
        .arg(&path)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(
        told.contains("bad.facts.jsonl:1") && told.contains("something else"),
        "{told}"
    );
}
