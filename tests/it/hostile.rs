//! Files that want to hurt: a clear error or no facts, and the articles beside them unharmed.

use crate::cli::demarche;
use std::io::Write;
use std::path::{Path, PathBuf};

const GOOD: &str = "Entretien à Genève\n\nGENÈVE, 26 juillet 2016 (Dépêche) - \"Nous reprendrons les pourparlers en août\", a déclaré \
mardi Staffan de Mistura à la presse.\n";

/// Runs `extract` over a hostile file between two good articles.
fn beside_good_articles(name: &str, bytes: &[u8]) -> Told {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::File::create(&path)
            .unwrap()
            .write_all(bytes)
            .unwrap();
        path
    };
    let first = write("a.txt", GOOD.as_bytes());
    let hostile = write(name, bytes);
    let last = write("z.txt", GOOD.replace("août", "septembre").as_bytes());
    let output = demarche(folder.path())
        .arg("extract")
        .args([&first, &hostile, &last])
        .output()
        .unwrap();
    let told = Told {
        code: output.status.code(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        articles: String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    };
    for good in [&first, &last] {
        let article = told
            .of(good)
            .unwrap_or_else(|| panic!("{} was lost: {}", good.display(), told.stderr));
        assert_eq!(
            article["statements"].as_array().unwrap().len(),
            1,
            "{}",
            told.stderr
        );
    }
    assert!(!told.stderr.contains("panicked"), "{}", told.stderr);
    told
}

struct Told {
    code: Option<i32>,
    stderr: String,
    articles: Vec<serde_json::Value>,
}

impl Told {
    fn of(&self, path: &Path) -> Option<&serde_json::Value> {
        self.articles
            .iter()
            .find(|it| it["article"]["source"] == path.to_str().unwrap())
    }

    /// The hostile file was refused in words that name it and contain `reason`.
    fn refused(&self, name: &str, reason: &str) {
        assert_eq!(self.code, Some(2), "{}", self.stderr);
        let line = self.stderr.lines().find(|line| line.contains(name));
        let line = line.unwrap_or_else(|| panic!("{name} is not named in {}", self.stderr));
        assert!(line.contains(reason), "{line}");
        assert_eq!(self.articles.len(), 2);
    }

    /// The hostile file was read and had nothing to say.
    fn silent(&self, name: &str) {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        let is_it =
            |it: &&serde_json::Value| it["article"]["source"].as_str().unwrap().ends_with(name);
        let hostile = self.articles.iter().find(is_it).unwrap();
        for kind in ["statements", "proposals", "meetings"] {
            assert!(
                hostile[kind].as_array().unwrap().is_empty(),
                "{kind} in {name}"
            );
        }
    }
}

#[test]
fn empty() {
    beside_good_articles("empty.txt", b"").refused("empty.txt", "is empty");
}

#[test]
fn binary() {
    let bytes: Vec<u8> = (0..100_000_u32)
        .map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1])
        .collect();
    beside_good_articles("binary.txt", &bytes).refused("binary.txt", "is not text");
}

#[test]
fn fifty_megabytes_of_one_line() {
    let line = "le ministre a dit que ".repeat(50 * 1024 * 1024 / 22);
    beside_good_articles("long.txt", line.as_bytes()).refused("long.txt", "larger than");
}

#[test]
fn as_much_of_one_line_as_is_allowed() {
    let line = "lorem ipsum dolor sit amet ".repeat(10 * 1024 * 1024 / 27);
    beside_good_articles("long.txt", line.as_bytes()).silent("long.txt");
}

#[test]
fn a_million_quotation_marks() {
    for mark in ["\"", "« ", "“", "'", "‹«“"] {
        let told = beside_good_articles("marks.txt", mark.repeat(1_000_000).as_bytes());
        assert!(
            told.code == Some(0) || told.code == Some(2),
            "{}",
            told.stderr
        );
    }
}

#[test]
fn invalid_utf8() {
    let told = beside_good_articles(
        "broken.txt",
        b"Texte \xff\xfe\xc3\x28 bris\xc3 au milieu, sans rien dire.\n",
    );
    assert!(
        told.code == Some(0) || told.code == Some(2),
        "{}",
        told.stderr
    );
}

#[test]
fn a_zip_bomb() {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let block = vec![b'a'; 1 << 20];
    (0..512).for_each(|_| gz.write_all(&block).unwrap());
    beside_good_articles("bomb.txt.gz", &gz.finish().unwrap())
        .refused("bomb.txt.gz", "unpacks to more than");
}

#[test]
fn deep_json() {
    beside_good_articles("deep.jsonl", "[".repeat(1_000_000).as_bytes())
        .refused("deep.jsonl", "JSON");
}
