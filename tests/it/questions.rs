//! `queries/questions`: every question says what it asks in both languages, is listed, and has a test of its answer.

use std::path::{Path, PathBuf};

/// The queries of a folder of the project by name: name of the file and text.
pub(crate) fn queries(folder: &str) -> Vec<(String, String)> {
    let mut queries: Vec<_> = std::fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                std::fs::read_to_string(path).unwrap(),
            )
        })
        .collect();
    queries.sort();
    queries
}

fn questions() -> Vec<(String, String)> {
    queries("queries/questions")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

#[test]
fn there_are_twenty() {
    assert_eq!(questions().len(), 20);
}

#[test]
fn each_says_what_it_asks_in_both_languages() {
    for (name, text) in questions() {
        let mut lines = text.lines();
        assert!(lines.next().unwrap().starts_with("# en: "), "{name}");
        assert!(lines.next().unwrap().starts_with("# fr: "), "{name}");
    }
}

#[test]
fn each_is_listed_and_has_a_case() {
    let list = std::fs::read_to_string(root().join("queries/README.md")).unwrap();
    for (name, _) in questions() {
        assert!(
            list.contains(&format!("`{name}`")),
            "{name} is not in queries/README.md"
        );
        assert!(
            root().join("tests/cases/query").join(&name).is_dir(),
            "{name} has no folder in tests/cases/query"
        );
    }
}
