//! The command line: what is typed, what comes out on which stream, and the exit code.

use assert_cmd::Command;

/// The binary, in a folder of its own and without the caller's settings.
pub(crate) fn demarche(folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command
        .current_dir(folder)
        .env_clear()
        .env("PATH", "/usr/bin:/bin");
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn help_names_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let help = text(
        &demarche(folder.path())
            .arg("--help")
            .assert()
            .success()
            .get_output()
            .stdout,
    );
    for command in [
        "demo", "extract", "ingest", "serve", "query", "export", "validate", "forget", "eval",
        "schema",
    ] {
        assert!(
            help.contains(&format!("\n  {command}")),
            "{command} is missing in\n{help}"
        );
    }
}

#[test]
fn an_unknown_command_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    demarche(folder.path()).arg("frobnicate").assert().code(2);
}

#[test]
fn schema_is_the_one_that_is_published() {
    let folder = tempfile::tempdir().unwrap();
    let printed = text(
        &demarche(folder.path())
            .arg("schema")
            .assert()
            .success()
            .get_output()
            .stdout,
    );
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/facts.schema.json");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &printed).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap();
    assert!(
        printed == published,
        "ontology/facts.schema.json is not what `demarche schema` prints: UPDATE_EXPECT=1 writes it"
    );
}

#[test]
fn completions_complete() {
    let folder = tempfile::tempdir().unwrap();
    let script = text(
        &demarche(folder.path())
            .args(["completions", "bash"])
            .assert()
            .success()
            .get_output()
            .stdout,
    );
    assert!(script.contains("ingest"));
}

#[test]
fn a_bad_key_in_the_settings_names_file_line_and_key() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("demarche.toml"),
        "port = 80\n\nprot = 81\n",
    )
    .unwrap();
    let assert = demarche(folder.path()).arg("export").assert().code(2);
    let told = text(&assert.get_output().stderr);
    assert!(
        told.contains("demarche.toml:3: ") && told.contains("`prot`"),
        "{told}"
    );
}
