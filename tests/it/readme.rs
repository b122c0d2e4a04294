//! The README's commands are typed here as they stand, and its answers compared.
//!
//! A fenced block marked `console` is a session: lines with `$ ` are typed into a shell, the lines after them are what standard
//! output must show. Sessions share one folder, in order. `UPDATE_EXPECT=1` writes the answers into the README; read them.

use std::path::Path;
use std::process::Command;

#[test]
fn every_command_of_the_readme_does_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    // Sessions are typed in the checkout's folder; here they find what they read, and write elsewhere.
    for name in ["data", "queries"] {
        std::os::unix::fs::symlink(root.join(name), folder.path().join(name)).unwrap();
    }
    let mut typed = 0;
    let mut written = String::new();
    for part in parts(&readme) {
        match part {
            Part::Text(text) => written.push_str(text),
            Part::Session(lines) => written.push_str(&session(lines, folder.path(), &mut typed)),
        }
    }
    assert!(typed >= 8, "the README has lost its sessions");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &written).unwrap();
    } else {
        assert!(
            written == readme,
            "an answer in the README is not what its command says now; they are:\n{written}"
        );
    }
}

enum Part<'a> {
    Text(&'a str),
    Session(&'a str),
}

const FENCE: &str = "```console\n";

/// The README in parts; what is in a session's fence is a part of its own.
fn parts(readme: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = readme;
    while let Some(at) = rest.find(FENCE) {
        let (text, after) = rest.split_at(at + FENCE.len());
        let end = after.find("```\n").expect("a session ends");
        let (session, remains) = after.split_at(end);
        parts.extend([Part::Text(text), Part::Session(session)]);
        rest = remains;
    }
    parts.push(Part::Text(rest));
    parts
}

/// Types the commands of a session and gives it back with what they said.
fn session(lines: &str, folder: &Path, typed: &mut usize) -> String {
    let mut written = String::new();
    for command in lines.lines().filter_map(|line| line.strip_prefix("$ ")) {
        *typed += 1;
        for part in ["$ ", command, "\n", &say(command, folder)] {
            written.push_str(part);
        }
    }
    written
}

fn say(command: &str, folder: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_demarche")).parent().unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "the shell of the test needs the path of its caller"
    )]
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", binary.display());
    let output = Command::new("bash")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", path)
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}\n{stderr}");
    // CSV ends its lines with CR LF; a README does not.
    String::from_utf8(output.stdout).unwrap().replace('\r', "")
}
