//! What holds for any bytes: no panic, and blocks that are in order, apart and on characters.

use std::path::PathBuf;

use proptest::prelude::*;

use super::{Article, Input, Metadata, Options, walk};

fn check(article: &Article) {
    let mut at = 0;
    for block in &article.blocks {
        assert!(
            block.range.start >= at && block.range.end > block.range.start,
            "{:?}",
            article.blocks
        );
        assert!(
            article
                .text
                .get(block.range.clone())
                .is_some_and(|words| words.trim() == words),
            "{block:?}"
        );
        at = block.range.end;
    }
    assert!(at <= article.text.len());
}

fn read_as(ending: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(format!("a.{ending}"));
    std::fs::write(&path, bytes).unwrap();
    for item in walk(&[path], &Options::default()) {
        match item {
            Ok(Input::Article(article)) => check(&article),
            Ok(Input::Facts(line)) => assert!(!line.json.is_empty()),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// Lines that look like pages do, in any order.
fn page() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("Lire aussi".to_owned()),
        Just("Commentaires (4)".to_owned()),
        Just("VIENNE, 12 mai (Reuters) - ".to_owned()),
        Just("12 mai 2011 . –".to_owned()),
        Just("(AFP)".to_owned()),
        Just("Photo AFP / PAUL KLEIN".to_owned()),
        Just("© 2011 Le Lac".to_owned()),
        Just("« Non. »".to_owned()),
        Just("    Les deux ministres se sont vus lundi à Vienne, a dit leur ".to_owned()),
        Just("porte-parole. (Lire aussi : La carte)".to_owned()),
        Just("# Le titre".to_owned()),
        "\\PC{0,40}",
    ];
    prop::collection::vec(
        (
            line,
            prop::sample::select(vec!["", " ", "\n", "\r\n", "\n\n", ". "]),
        ),
        0..30,
    )
    .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600), ending in prop::sample::select(vec!["txt", "html", "jsonl", "json", "facts.jsonl", "gz", ""])) {
        read_as(ending, &bytes);
    }

    #[test]
    fn any_page(text in page(), html in any::<bool>()) {
        check(&Article::new("a", text.as_str(), Metadata::default()));
        if html {
            read_as("html", text.as_bytes());
        }
    }
}

#[test]
fn hostile_inputs_are_read_in_linear_time() {
    // Seconds where the time is linear, hours where it is not: the test would not end.
    for text in [
        "\"".repeat(1_000_000),
        "(".repeat(1_000_000),
        "a - ".repeat(500_000),
        "mot ".repeat(500_000),
        "AFP/".repeat(300_000),
        "Lire aussi\n".repeat(100_000),
        "x\n".repeat(500_000),
    ] {
        check(&Article::new("a", text, Metadata::default()));
    }
}

#[test]
fn a_zip_bomb_is_an_error_and_the_next_article_is_read() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let zeros = vec![b' '; 1024 * 1024];
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let mut zst = zstd::Encoder::new(Vec::new(), 3).unwrap();
    for _ in 0..64 {
        gz.write_all(&zeros).unwrap();
        zst.write_all(&zeros).unwrap();
    }
    std::fs::write(folder.path().join("a.jsonl.gz"), gz.finish().unwrap()).unwrap();
    std::fs::write(folder.path().join("b.txt.zst"), zst.finish().unwrap()).unwrap();
    std::fs::write(
        folder.path().join("c.txt.zst"),
        zstd::encode_all("Anna Weber a refusé de commenter.".as_bytes(), 3).unwrap(),
    )
    .unwrap();
    std::fs::write(folder.path().join("c.gold.json"), "{}").unwrap();
    std::fs::write(folder.path().join(".hidden.txt"), "Rien.").unwrap();
    let found: Vec<String> = walk(&[folder.path().to_owned()], &Options::default())
        .map(|item| match item {
            Ok(Input::Article(article)) => article.text,
            Ok(Input::Facts(line)) => line.json,
            Err(error) => error.problem.to_string(),
        })
        .collect();
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found[0].contains("more than 200 times its size"),
        "{found:?}"
    );
    assert!(
        found[1].contains("more than 200 times its size"),
        "{found:?}"
    );
    assert_eq!(found[2], "Anna Weber a refusé de commenter.");
}
