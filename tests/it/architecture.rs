//! ARCHITECTURE.md's tables say which module may use which, and where each outside crate is at home.
//! Rust checks neither, and documents drift: this test compares them with the code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

type Allowed = BTreeMap<String, BTreeSet<String>>;

#[test]
fn modules_use_only_what_their_table_allows() {
    let table = table("| module | may use |");
    assert!(
        table.len() >= 10,
        "ARCHITECTURE.md has lost its module table"
    );
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let module = module_of(&path);
        if ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let Some(allowed) = table.get(&module) else {
            wrong.push(format!(
                "{}: module `{module}` is not in the table",
                path.display()
            ));
            continue;
        };
        for used in used_modules(&code) {
            if used != module && !allowed.contains(&used) {
                wrong.push(format!(
                    "{}: `{module}` may not use `{used}`",
                    path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn outside_crates_stay_at_home() {
    let table = table("| crate | home |");
    let mut wrong = Vec::new();
    for name in dependencies() {
        let Some(homes) = table.get(&name) else {
            wrong.push(format!(
                "`{name}` is in Cargo.toml and not in ARCHITECTURE.md's table of crates"
            ));
            continue;
        };
        if homes.contains("everywhere") {
            continue;
        }
        let ident = name.replace('-', "_");
        let mut used = false;
        for (path, code) in sources() {
            if !mentions(&code, &ident) {
                continue;
            }
            used = true;
            let shown = path.display().to_string();
            if !homes
                .iter()
                .any(|home| shown == *home || path.starts_with(home))
            {
                wrong.push(format!("{shown}: `{name}` is at home in {homes:?}"));
            }
        }
        if !used && !homes.contains("nowhere") {
            wrong.push(format!("`{name}` is in Cargo.toml and not in the code"));
        }
    }
    for name in table.keys() {
        if !dependencies().contains(name) {
            wrong.push(format!(
                "`{name}` is in ARCHITECTURE.md and not in Cargo.toml"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = all_rust_files(&root().join("src"))
        .into_iter()
        .filter(|path| !read(path).starts_with("//! "))
        .map(|path| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no first line: {}", silent.join(", "));
}

/// The rows below a header: the first column's code spans, each with those of the second.
fn table(header: &str) -> Allowed {
    let text = read(&root().join("ARCHITECTURE.md"));
    let mut table = Allowed::new();
    for row in text
        .lines()
        .skip_while(|line| *line != header)
        .skip(2)
        .take_while(|line| line.starts_with('|'))
    {
        let mut cells = row.trim_matches('|').split('|');
        let (names, values) = (
            spans(cells.next().unwrap_or("")),
            spans(cells.next().unwrap_or("")),
        );
        for name in names {
            table.insert(name, values.iter().cloned().collect());
        }
    }
    table
}

/// What stands between backticks.
fn spans(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Code of `src` by path below it, without comments and unit tests.
fn sources() -> Vec<(PathBuf, String)> {
    let src = root().join("src");
    all_rust_files(&src)
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs"))
        .map(|path| {
            let text = read(&path);
            let code = text.split("#[cfg(test)]").next().unwrap_or("");
            let lines = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            (
                path.strip_prefix(&src).unwrap().to_owned(),
                lines.collect::<Vec<_>>().join("\n"),
            )
        })
        .collect()
}

fn module_of(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str();
    Path::new(first)
        .file_stem()
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

/// First segments of the paths that begin with `crate::`.
fn used_modules(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            used.extend(group_heads(group));
        } else {
            used.insert(identifier(rest));
        }
    }
    used
}

/// Heads of the paths in `{a, b::{c, d}, e}`, the opening brace taken off.
fn group_heads(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut start) = (1, Vec::new(), true);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => start = true,
            _ if character.is_whitespace() => {}
            _ if start && depth == 1 => {
                heads.push(identifier(&group[at..]));
                start = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|it| it.is_alphanumeric() || *it == '_')
        .collect()
}

/// Whether code uses a crate: `name::` or `use name`, not as part of another path or name.
fn mentions(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let inside = before.is_some_and(|it| it.is_alphanumeric() || it == '_' || it == ':');
        let after = &code[at + name.len()..];
        !inside
            && (after.starts_with("::") || (code[..at].ends_with("use ") && after.starts_with(';')))
    })
}

fn dependencies() -> BTreeSet<String> {
    let manifest: toml::Table = read(&root().join("Cargo.toml")).parse().unwrap();
    manifest["dependencies"]
        .as_table()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

fn all_rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(all_rust_files(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_scanner_sees_what_it_should() {
    let used = used_modules(
        "use crate::{\n    config::Settings,\n    store::{ask, Store},\n};\nlet x = crate::graph::iri();",
    );
    assert_eq!(
        used.into_iter().collect::<Vec<_>>(),
        ["config", "graph", "store"]
    );
    assert!(mentions("use sophia::api::Term;", "sophia"));
    assert!(!mentions(
        "use crate::sophia::Term; use oxsophia::x;",
        "sophia"
    ));
}
