//! Walks `tests/cases`: every folder below a stage's folder is one named test, as `tests/README.md`
//! tells. `UPDATE_EXPECT=1` writes what came out as what is expected.

#[path = "stages/mod.rs"]
mod stages;

use libtest_mimic::{Arguments, Failed, Trial};
use stages::{Outcome, Stage};
use std::path::{Path, PathBuf};

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let trials = folders(&root)
        .into_iter()
        .flat_map(|stage| trials_of(&root, &stage))
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// The tests of one stage's folder, or one failing test where no such stage exists.
fn trials_of(root: &Path, folder: &Path) -> Vec<Trial> {
    let name = file_name(folder);
    let Some(stage) = stages::ALL.iter().find(|stage| stage.folder == name) else {
        let known: Vec<_> = stages::ALL.iter().map(|stage| stage.folder).collect();
        let message = format!(
            "no stage is called `{name}`; tests/stages knows {}",
            known.join(", ")
        );
        return vec![Trial::test(name, move || Err(Failed::from(message)))];
    };
    let mut cases = Vec::new();
    collect(folder, &mut cases);
    cases
        .into_iter()
        .map(|case| {
            let title = case
                .strip_prefix(root)
                .unwrap_or(&case)
                .display()
                .to_string();
            Trial::test(title, move || run(stage, &case))
        })
        .collect()
}

/// A case is a folder that holds files; folders of folders only group.
fn collect(folder: &Path, cases: &mut Vec<PathBuf>) {
    let below = folders(folder);
    let has_files = entries(folder).iter().any(|path| path.is_file());
    if has_files || below.is_empty() {
        cases.push(folder.to_owned());
    } else {
        for next in &below {
            collect(next, cases);
        }
    }
}

fn run(stage: &Stage, case: &Path) -> Result<(), Failed> {
    let outcomes = (stage.run)(case).map_err(|error| Failed::from(format!("{error:#}")))?;
    let mut differences = Vec::new();
    for Outcome { file, text } in outcomes {
        let path = case.join(&file);
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if expected == text {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, &text)?;
        } else {
            differences.push(format!(
                "{}\n{}",
                path.display(),
                difference(&expected, &text)
            ));
        }
    }
    if differences.is_empty() {
        return Ok(());
    }
    differences.push("UPDATE_EXPECT=1 accepts the new output; read it first".to_owned());
    Err(Failed::from(differences.join("\n")))
}

/// The lines between the common beginning and the common end: `-` expected, `+` came out.
fn difference(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), actual.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(rest)
        .take_while(|(a, b)| a == b)
        .count();
    let mut lines = vec![format!("@@ line {}", head + 1)];
    lines.extend(
        old[head..old.len() - tail]
            .iter()
            .map(|line| format!("-{line}")),
    );
    lines.extend(
        new[head..new.len() - tail]
            .iter()
            .map(|line| format!("+{line}")),
    );
    if lines.len() == 1 {
        lines.push("only the last line's end differs".to_owned());
    }
    lines.join("\n")
}

fn folders(path: &Path) -> Vec<PathBuf> {
    entries(path)
        .into_iter()
        .filter(|path| path.is_dir())
        .collect()
}

fn entries(path: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    entries
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
