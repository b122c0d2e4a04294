//! `demarche wikidata slice` and `load`: exact on dumps of known content, gone on with after a stop, and not fooled.

use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use demarche::store::model::NamedNode;
use demarche::wikidata::{Ids, Job, SliceError, Told, Wanted, slice};

use crate::cli::demarche;

const ENTITY: &str = "http://www.wikidata.org/entity/";
const PROP: &str = "http://www.wikidata.org/prop/";
const GRAPH: &str = "http://localhost:7979/graph/wikidata";

/// A dump of so many items, and the lines of it that belong to every tenth.
fn dump(items: u64) -> (String, Vec<String>) {
    let (mut dump, mut wanted) = (String::new(), Vec::new());
    for item in 1..=items {
        let mut line = |line: String, kept: bool| {
            dump.push_str(&line);
            dump.push_str(" .\n");
            if kept && item % 10 == 0 {
                wanted.push(format!("{line} <{GRAPH}> ."));
            }
        };
        let (q, s) = (
            format!("<{ENTITY}Q{item}>"),
            format!("<{ENTITY}statement/q{item}-A>"),
        );
        line(
            format!("{q} <http://www.w3.org/2000/01/rdf-schema#label> \"élu {item}\"@fr"),
            true,
        );
        line(
            format!("{q} <http://www.w3.org/2000/01/rdf-schema#label> \"gewählt {item}\"@de"),
            false,
        );
        line(
            format!("{q} <{PROP}direct/P39> <{ENTITY}Q{}>", item + 7),
            true,
        );
        line(
            format!("{q} <{PROP}direct/P9999> <{ENTITY}Q{}>", item + 7),
            false,
        );
        line(format!("{q} <{PROP}P39> {s}"), true);
        line(
            format!("{s} <http://wikiba.se/ontology#rank> <http://wikiba.se/ontology#NormalRank>"),
            true,
        );
        line(
            format!(
                "{s} <{PROP}qualifier/P580> \"20{:02}-01-01T00:00:00Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>",
                item % 90 + 10
            ),
            true,
        );
        line(
            format!("{s} <{PROP}statement/P39> <{ENTITY}Q{}>", item + 7),
            true,
        );
        line(
            format!(
                "{s} <http://www.w3.org/ns/prov#wasDerivedFrom> <http://www.wikidata.org/reference/{item:x}>"
            ),
            false,
        );
    }
    wanted.sort();
    (dump, wanted)
}

fn wanted(items: u64) -> Wanted {
    let mut ids = Ids::default();
    for id in (10..=items).step_by(10) {
        ids.insert(id).unwrap();
    }
    Wanted::usual(ids)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut child = std::process::Command::new("gzip")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let bytes = bytes.to_owned();
    let writer = std::thread::spawn(move || input.write_all(&bytes).unwrap());
    let mut packed = Vec::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_end(&mut packed)
        .unwrap();
    writer.join().unwrap();
    assert!(child.wait().unwrap().success());
    packed
}

/// The triples of a slice, sorted.
fn triples(path: &Path) -> Vec<String> {
    let slice = demarche::wikidata::Slice::open(path).unwrap();
    let mut lines: Vec<_> = slice.map(|quad| format!("{} .", quad.unwrap())).collect();
    lines.sort();
    lines
}

fn cut(dump: &Path, output: &Path, wanted: &Wanted, every: Duration) -> Result<Told, SliceError> {
    let graph = NamedNode::new(GRAPH).unwrap();
    let job = Job {
        dump,
        output,
        wanted,
        graph: &graph,
        threads: 2,
        checkpoint_every: every,
    };
    slice(&job, |_| {})
}

#[test]
fn a_slice_is_exact_and_malformed_lines_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut text, expected) = dump(2000);
    let lines = text.lines().count() as u64;
    text.insert_str(0, "# begins with a comment\nno triple at all\n");
    // Looks well and is not: only what is kept is parsed.
    text = format!(
        "{text}<{ENTITY}Q20> <{PROP}direct/P39> <not an iri> .\n<{ENTITY}Q20> <{PROP}direct/P39> _:unknown ."
    );
    let (dump, out) = (
        folder.path().join("dump"),
        folder.path().join("slice.nq.gz"),
    );
    std::fs::write(&dump, gzip(text.as_bytes())).unwrap();
    let told = cut(&dump, &out, &wanted(2000), Duration::MAX).unwrap();
    assert_eq!(triples(&out), expected);
    assert_eq!(
        (told.kept, told.malformed, told.lines),
        (expected.len() as u64, 2, lines + 4)
    );
    let bad: Vec<_> = told.first_malformed.iter().map(|it| it.line).collect();
    assert_eq!(bad, [2, lines + 3]);
}

#[test]
fn a_run_that_was_stopped_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let (text, expected) = dump(3000);
    // Members that end within lines, as those of a packer that knows no lines.
    let packed: Vec<u8> = text.as_bytes().chunks(150_001).flat_map(gzip).collect();
    let (dump, out) = (
        folder.path().join("dump.gz"),
        folder.path().join("slice.nq.gz"),
    );
    let wanted = wanted(3000);
    // The file breaks off: the run fails, with a checkpoint of what was whole.
    std::fs::write(&dump, &packed).unwrap();
    let whole = std::fs::read(&dump).unwrap();
    let damaged_at = packed.len() * 2 / 3;
    let mut damaged = whole.clone();
    damaged[damaged_at..damaged_at + 2000].fill(0);
    std::fs::write(&dump, &damaged).unwrap();
    let error = cut(&dump, &out, &wanted, Duration::ZERO).unwrap_err();
    assert!(matches!(error, SliceError::Dump { .. }), "{error}");
    assert!(!out.exists(), "half a slice looks whole");
    let checkpoint = folder.path().join("slice.nq.gz.checkpoint");
    assert!(checkpoint.exists());
    // Other wishes do not mix with it.
    let mut other = wanted.clone();
    other.languages = vec!["de".to_owned()];
    let error = cut(&dump, &out, &other, Duration::ZERO).unwrap_err();
    assert!(
        matches!(error, SliceError::OtherCheckpoint { .. }),
        "{error}"
    );
    std::fs::write(&dump, &whole).unwrap();
    let told = cut(&dump, &out, &wanted, Duration::ZERO).unwrap();
    assert!(told.from_line.is_some_and(|line| line > 1000), "{told:?}");
    assert_eq!(triples(&out), expected);
    assert_eq!(told.kept, expected.len() as u64);
    assert_eq!(told.lines, text.lines().count() as u64);
    assert!(!checkpoint.exists());
}

#[test]
fn slices_are_cut_and_loaded_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let (text, expected) = dump(300);
    std::fs::write(folder.path().join("ids.txt"), "Q10 Q20\nQ30").unwrap();
    let slice = |properties: &str| {
        let mut command = demarche(folder.path());
        command.args([
            "wikidata",
            "slice",
            "-",
            "--out",
            "a.nq.gz",
            "--entities",
            "ids.txt",
            "--languages",
            "fr",
        ]);
        command.args(["--properties", properties, "--pointed-to", "more.txt"]);
        command.write_stdin(text.clone());
        command
    };
    slice("P39,P580").assert().success();
    let got = triples(&folder.path().join("a.nq.gz"));
    assert_eq!(got.len(), 3 * 6);
    assert!(got.iter().all(|it| expected.contains(it)));
    // What is pointed to and not named, for a second pass.
    assert_eq!(
        std::fs::read_to_string(folder.path().join("more.txt")).unwrap(),
        "Q17\nQ27\nQ37\n"
    );
    slice("P1").assert().success();
    slice("nonsense").assert().code(2);
}

#[cfg(feature = "rocksdb")]
#[test]
fn loading_replaces_the_slice_or_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (text, _) = dump(300);
    let cut = |ids: &str, out: &str| {
        std::fs::write(folder.path().join("ids.txt"), ids).unwrap();
        demarche(folder.path())
            .args([
                "wikidata",
                "slice",
                "-",
                "--out",
                out,
                "--entities",
                "ids.txt",
            ])
            .write_stdin(text.clone())
            .assert()
            .success();
    };
    cut("Q10 Q20", "two.nq.gz");
    cut("Q30", "one.nq.gz");
    let load = |files: &[&str]| {
        let mut command = demarche(folder.path());
        command
            .args(["wikidata", "load", "--base", "https://example.org/"])
            .args(files);
        command.assert()
    };
    let count = |query: &str| {
        let output = demarche(folder.path())
            .args(["query", "--format", "csv", "--base", "https://example.org/"])
            .write_stdin(query.to_owned())
            .assert();
        String::from_utf8_lossy(&output.get_output().stdout)
            .lines()
            .nth(1)
            .unwrap_or("")
            .to_owned()
    };
    let all = "SELECT (COUNT(*) AS ?n) { GRAPH <https://example.org/graph/wikidata> { ?s ?p ?o } }";
    load(&["two.nq.gz"]).success();
    assert_eq!(count(all), "12");
    load(&["one.nq.gz"]).success();
    assert_eq!(count(all), "6");
    load(&["one.nq.gz", "two.nq.gz"]).success();
    assert_eq!(count(all), "18");
    std::fs::write(folder.path().join("none.nq"), "<urn:a> <urn:b> <urn:c> .\n").unwrap();
    let error = load(&["two.nq.gz", "none.nq"]).code(2);
    let error = String::from_utf8_lossy(&error.get_output().stderr).into_owned();
    assert!(
        error.contains("none.nq: not a slice of Wikidata"),
        "{error}"
    );
    assert_eq!(count(all), "18", "what is no slice has changed the graph");
    let service =
        "SELECT (COUNT(*) AS ?n) { SERVICE <https://query.wikidata.org/sparql> { ?s ?p ?o } }";
    assert_eq!(count(service), "18");
}
