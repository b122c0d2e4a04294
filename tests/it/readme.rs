//! The README's commands are typed here as they stand, and its answers compared.
//!
//! A fenced block marked `console` is a session: lines with `$ ` are typed into a shell, the lines after them are what
//! standard output must show; `…` on a line of its own stands for any lines. Sessions share one folder, in order.

use std::path::Path;
use std::process::Command;

#[test]
fn every_command_of_the_readme_does_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    // Sessions are typed in the checkout's folder; a copy of what they read keeps them from writing there.
    for name in ["data", "queries"] {
        std::os::unix::fs::symlink(root.join(name), folder.path().join(name)).unwrap();
    }
    let sessions = sessions(&readme);
    assert!(sessions.len() >= 5, "the README has lost its sessions");
    for (command, expected) in sessions {
        let binary = Path::new(env!("CARGO_BIN_EXE_demarche")).parent().unwrap();
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
        let output = Command::new("bash").args(["-c", &command]).current_dir(folder.path()).env("PATH", path).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}\n{stderr}");
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert!(matches(&expected, &stdout), "{command}\nexpected:\n{expected}\nbut said:\n{stdout}");
    }
}

/// Commands and what should follow each.
fn sessions(readme: &str) -> Vec<(String, String)> {
    let mut sessions: Vec<(String, String)> = Vec::new();
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("\n```").next().unwrap();
        for line in block.lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                sessions.push((command.to_owned(), String::new()));
            } else if let Some((_, expected)) = sessions.last_mut() {
                expected.push_str(line);
                expected.push('\n');
            }
        }
    }
    sessions
}

fn matches(expected: &str, actual: &str) -> bool {
    let mut rest = actual;
    let mut anywhere = expected.is_empty();
    for part in expected.split("…\n").map(str::trim_end) {
        if part.is_empty() {
            anywhere = true;
            continue;
        }
        match rest.find(part) {
            Some(at) if anywhere || at == 0 => rest = &rest[at + part.len()..],
            _ => return false,
        }
        anywhere = true;
    }
    rest.trim().is_empty() || expected.trim_end().ends_with('…') || expected.is_empty()
}

#[test]
fn an_ellipsis_stands_for_any_lines() {
    assert!(matches("a\n…\nc\n", "a\nb\nb\nc\n"));
    assert!(matches("a\n…\n", "a\nb\n"));
    assert!(!matches("a\nb\n", "a\nb\nc\n"));
    assert!(!matches("b\n", "a\nb\n"));
}
