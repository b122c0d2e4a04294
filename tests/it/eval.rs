//! `demarche eval`: the same figures as the scorer that comes with the gold, and floors under them.
//!
//! `tests/it/eval` holds facts of the sample dispatches as they once were (`facts.jsonl`) and what the scorer
//! made of them (`score.txt`, `score.json`). Where the scorer lies beside the checkout,
//! `UPDATE_EXPECT=1 cargo test --release --test it eval` records them anew, by
//!
//! ```text
//! demarche extract data/articles/*.txt > tests/it/eval/facts.jsonl
//! python3 ../shared/gold/score.py data/articles data/articles tests/it/eval/facts.jsonl > tests/it/eval/score.txt
//! ```
//!
//! and the same with `--json`.

use crate::cli::demarche;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const SAMPLES: &str = "data/articles";

#[test]
fn the_table_is_that_of_the_scorer_as_recorded() {
    let facts = root().join("tests/it/eval/facts.jsonl");
    let [text, json] =
        ["txt", "json"].map(|it| root().join("tests/it/eval/score").with_extension(it));
    if updating() && scorer().is_some() {
        std::fs::write(&facts, extracted()).unwrap();
        std::fs::write(&text, scored(&facts, false)).unwrap();
        std::fs::write(&json, scored(&facts, true)).unwrap();
    }
    let [text, json] = [text, json].map(|path| std::fs::read_to_string(path).unwrap());
    agree(&facts, &text, &json);
}

#[test]
fn the_table_is_that_of_the_scorer_today() {
    if scorer().is_none() {
        say("eval against the scorer: skipped, python3 or ../shared/gold/score.py is not there");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let facts = folder.path().join("facts.jsonl");
    std::fs::write(&facts, extracted()).unwrap();
    agree(&facts, &scored(&facts, false), &scored(&facts, true));
}

/// The table of `eval` is the scorer's text, byte for byte, and its JSON holds the scorer's.
fn agree(facts: &Path, text: &str, json: &str) {
    let facts = facts.to_str().unwrap();
    let ours = eval(SAMPLES, &["--facts", facts]);
    assert!(
        ours.starts_with(&format!("{text}\n")),
        "the scorer says\n{text}\n`demarche eval` says\n{ours}"
    );
    let theirs: BTreeMap<String, Value> = serde_json::from_str(json).unwrap();
    let ours: BTreeMap<String, Value> =
        serde_json::from_str(&eval(SAMPLES, &["--facts", facts, "--json"])).unwrap();
    assert!(theirs.contains_key("all") && theirs.contains_key("fr"));
    for (column, figures) in theirs {
        assert_eq!(ours.get(&column), Some(&figures), "{column}");
    }
}

#[test]
fn facts_are_extracted_where_none_are_given() {
    let folder = tempfile::tempdir().unwrap();
    let facts = folder.path().join("facts.jsonl");
    std::fs::write(&facts, extracted()).unwrap();
    let given = eval(SAMPLES, &["--facts", facts.to_str().unwrap(), "--errors"]);
    assert_eq!(eval(SAMPLES, &["--errors"]), given);
}

#[test]
fn errors_say_where_to_look() {
    let folder = tempfile::tempdir().unwrap();
    let gold = r#"{"id": "a", "language": "en", "not_body": [],
        "actors": [{"id": "paris", "type": "country", "name": "France", "wikidata": "Q142", "mentions": ["Paris"]}],
        "statements": [{"id": "s1", "speakers": ["paris"], "kind": "indirect", "act": "assert",
                        "content": ["hope  was there"], "date": null}],
        "proposals": [], "meetings": []}"#;
    let text = "Nothing was said.\nNo hope was there at all.\n";
    std::fs::write(folder.path().join("a.gold.json"), gold).unwrap();
    std::fs::write(folder.path().join("a.txt"), text).unwrap();
    let said = eval(folder.path().to_str().unwrap(), &["--errors"]);
    let first = said.lines().next().unwrap();
    assert!(
        first.ends_with("a.txt:2:4: missed statement (indirect) of France: « hope was there »"),
        "{said}"
    );
    let gone = gold.replace("hope  was", "despair was");
    std::fs::write(folder.path().join("a.gold.json"), gone).unwrap();
    let assert = demarche(folder.path())
        .args(["eval", "--gold", "."])
        .assert()
        .code(2);
    let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(
        told.contains("a.gold.json") && told.contains("`despair was there` of s1"),
        "{told}"
    );
}

#[test]
fn confidence_is_fitted_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let fit = |name: &str| {
        let path = folder.path().join(name);
        let told = eval(SAMPLES, &["--fit", path.to_str().unwrap()]);
        assert!(told.contains("as fitted on other articles"), "{told}");
        std::fs::read_to_string(path).unwrap()
    };
    let weights = fit("one.tsv");
    assert!(
        weights.contains("\nstatement rule fr.incise\t"),
        "{weights}"
    );
    assert_eq!(weights, fit("two.tsv"));
}

/// How far a floor lies below the figure when it is raised: one fact more or less is chance in a small corpus.
const SLACK: f64 = 0.02;

/// Figures of the project's own gold never fall below `data/gold/floors.tsv`, and the floors follow them up.
#[test]
fn figures_stay_above_their_floors() {
    let path = root().join("data/gold/floors.tsv");
    let table = std::fs::read_to_string(&path).unwrap();
    let mut figures: BTreeMap<String, Value> = BTreeMap::new();
    let (mut fallen, mut written) = (Vec::new(), Vec::new());
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let &[corpus, language, measure, floor] = cells.as_slice() else {
            panic!("data/gold/floors.tsv: `{row}` does not have four columns");
        };
        if row.starts_with('#') {
            written.push(row.to_owned());
            continue;
        }
        let figure = figures
            .entry(corpus.to_owned())
            .or_insert_with(|| serde_json::from_str(&eval(corpus, &["--json"])).unwrap())
            .pointer(&format!("/{language}/{measure}"))
            .and_then(|it| it.get("f1").or_else(|| it.get("accuracy")))
            .and_then(Value::as_f64)
            .unwrap_or_else(|| panic!("`{row}`: there is no such figure"));
        let floor: f64 = floor.parse().unwrap();
        if figure < floor {
            fallen.push(format!(
                "{corpus}, {language}: {measure} is {figure:.3}, its floor {floor:.2}"
            ));
        } else if figure >= floor + 2.0 * SLACK && !updating() {
            say(&format!(
                "{corpus}, {language}: {measure} is {figure:.3}, its floor {floor:.2} can be raised"
            ));
        }
        let raised = floor.max(((figure - SLACK) * 100.0).floor() / 100.0);
        written.push(format!("{corpus}\t{language}\t{measure}\t{raised:.2}"));
    }
    assert!(
        !figures.is_empty(),
        "data/gold/floors.tsv has lost its rows"
    );
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
    for (corpus, figures) in &figures {
        let chrome = figures.pointer("/all/facts from chrome");
        assert_eq!(
            chrome.and_then(Value::as_u64),
            Some(0),
            "{corpus}: facts from chrome"
        );
    }
    if updating() {
        std::fs::write(path, written.join("\n") + "\n").unwrap();
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

/// Past the test runner, which keeps what a passing test prints.
fn say(what: &str) {
    let line = format!("{what}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// What `demarche eval` prints, typed in the folder of the checkout.
fn eval(gold: &str, arguments: &[&str]) -> String {
    let assert = demarche(&root())
        .args(["eval", "--gold", gold])
        .args(arguments)
        .assert()
        .success();
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

/// The facts of the sample dispatches, as they are today.
fn extracted() -> Vec<u8> {
    let mut articles: Vec<PathBuf> = std::fs::read_dir(root().join(SAMPLES))
        .unwrap()
        .map(|entry| Path::new(SAMPLES).join(entry.unwrap().file_name()))
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    articles.sort();
    let assert = demarche(&root())
        .arg("extract")
        .args(articles)
        .assert()
        .success();
    // When a file was copied is nothing to record.
    let mut facts = Vec::new();
    for line in assert.get_output().stdout.split(|byte| *byte == b'\n') {
        if let Ok(mut value) = serde_json::from_slice::<Value>(line) {
            value["article"]["retrieved"] = Value::Null;
            serde_json::to_writer(&mut facts, &value).unwrap();
            facts.push(b'\n');
        }
    }
    facts
}

fn scorer() -> Option<PathBuf> {
    let path = root().join("../shared/gold/score.py");
    let python = Command::new("python3").arg("--version").output();
    (path.is_file() && python.is_ok_and(|it| it.status.success())).then_some(path)
}

/// What the scorer says of facts of the sample dispatches.
fn scored(facts: &Path, json: bool) -> String {
    let output = Command::new("python3")
        .current_dir(root())
        .arg(scorer().unwrap())
        .args([Path::new(SAMPLES), Path::new(SAMPLES), facts])
        .args(json.then_some("--json"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}
