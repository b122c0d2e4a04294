//! Has npm and esbuild make the editor of `/sparql` and the outline of maps, from `web/`; without them both stay away.
//!
//! Nothing of theirs is in the repository. Where there is no Node.js, or no network within npm's own deadlines, both files are
//! empty: the page shows the plain form, and maps their points on a bare grid. A build never fails for it. What happened
//! is in this script's output (`cargo build -vv`); to try again, `touch build.rs`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};

/// What is made.
const MADE: [&str; 2] = ["sparql.js", "land.txt"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=web");
    println!("cargo::rerun-if-env-changed=DEMARCHE_BUILD_PLAIN");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    if let Err(error) = make(&out) {
        println!("without the editor and the outline of maps: {error}");
        for name in MADE {
            fs::write(out.join(name), "")?;
        }
    }
    Ok(())
}

fn make(out: &Path) -> io::Result<()> {
    if env::var_os("DEMARCHE_BUILD_PLAIN").is_some() {
        return Err(io::Error::other("DEMARCHE_BUILD_PLAIN is set"));
    }
    let work = out.join("web");
    fs::create_dir_all(&work)?;
    for entry in fs::read_dir("web")? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), work.join(entry.file_name()))?;
        }
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let quick = "ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries=1 --fetch-timeout=20000";
    run(Command::new(npm).args(quick.split(' ')).current_dir(&work))?;
    run(Command::new("node")
        .arg("build.mjs")
        .arg(out)
        .current_dir(&work))
}

/// Runs a program to its end.
fn run(command: &mut Command) -> io::Result<()> {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null());
    let status = quiet.stderr(Stdio::null()).status()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{command:?}: {status}")))
    }
}
