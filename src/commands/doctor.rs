//! `demarche doctor`: looks at everything that a server needs, and says what is wrong and how to mend it.

use super::output::Output;
use super::{Outcome, serve, services};
use crate::cli::Doctor;
use crate::config::Settings;
use crate::serve::{HAS_EDITOR, tokens};
use crate::store::{self, Store, StoreError};
use std::io::Write;
use std::path::Path;

/// Less room than this is worth a word.
const LITTLE_ROOM: u64 = 1024 * 1024 * 1024;
/// Files that a large store, its index and a crowd of clients want open.
const FEW_FILES: u64 = 4096;
/// No clock that is right shows an earlier year.
const EARLIEST_YEAR: i16 = 2026;

/// What one look found.
enum Finding {
    Fine(String),
    /// It works, and may not for long or not for everyone.
    Odd(String),
    Wrong(String),
}
use Finding::{Fine, Odd, Wrong};

pub(crate) fn run(arguments: &Doctor, settings: &Settings) -> anyhow::Result<Outcome> {
    let mut findings = vec![("settings", the_settings(settings))];
    findings.extend(secrets(settings));
    findings.push(("clock", clock(settings)));
    findings.push(("limits", limits()));
    findings.push(("pages", pages()));
    findings.extend(the_store(settings, arguments.full));
    let mut out = Output::open(None)?;
    for (about, finding) in &findings {
        let (word, text) = match finding {
            Fine(text) => ("ok", text),
            Odd(text) => ("odd", text),
            Wrong(text) => ("WRONG", text),
        };
        writeln!(out, "{word:<6}{about:<12}{text}")?;
    }
    out.finish()?;
    let is_wrong = findings.iter().any(|(_, it)| matches!(it, Wrong(_)));
    Ok(if is_wrong {
        Outcome::Nothing
    } else {
        Outcome::Something
    })
}

/// What the build could have npm make.
fn pages() -> Finding {
    if HAS_EDITOR {
        return Fine("the form for SPARQL has its editor, and maps their outline".to_owned());
    }
    Odd("the form for SPARQL is plain and maps are bare: where this was built there was no npm, or no network. Install Node.js, `touch build.rs`, build again".to_owned())
}

/// Settings that no server would start with, or that nobody means.
fn the_settings(settings: &Settings) -> Finding {
    let read = serve::settings_of(settings).and_then(|read| {
        services::of(settings)?;
        Ok(read)
    });
    let read = match read {
        Ok(read) => read,
        Err(error) => return Wrong(format!("{error:#}")),
    };
    let writes = settings.token.is_some() || settings.tokens.is_some();
    if settings.timeout == 0 {
        return Wrong("`timeout` is 0: no query could be answered; give seconds".to_owned());
    }
    if !read.address.is_loopback() && settings.base.contains("://localhost") {
        return Odd(format!(
            "the server listens for others, and its IRIs begin with `{}`: set `base` to the address by which they know it",
            settings.base
        ));
    }
    if !read.address.is_loopback() && writes && settings.tls_certificate.is_none() {
        return Odd(
            "tokens would be sent unencrypted: give `tls-certificate` and `tls-key`, or listen on 127.0.0.1 behind a proxy that speaks HTTPS"
                .to_owned(),
        );
    }
    if !settings.durable {
        return Odd("`durable` is false: a power failure loses acknowledged writes".to_owned());
    }
    Fine(format!("listens on {}:{}", read.address, read.port))
}

/// Tokens and certificate.
fn secrets(settings: &Settings) -> Vec<(&'static str, Finding)> {
    let mut findings = Vec::new();
    if let Some(token) = &settings.token {
        findings.push((
            "token",
            if token.len() < 20 {
                Odd("the token can be guessed: use one of `demarche token new`".to_owned())
            } else {
                Fine("one is set".to_owned())
            },
        ));
    }
    if let Some(path) = &settings.tokens {
        findings.push((
            "tokens",
            match tokens::read(path) {
                Err(error) => Wrong(error.to_string()),
                Ok(_) if others_may_read(path) => Odd(format!(
                    "{}: others may read the file; type: chmod 600 {}",
                    path.display(),
                    path.display()
                )),
                Ok(tokens) => Fine(format!("{} in {}", tokens.len(), path.display())),
            },
        ));
    }
    match serve::tls(settings) {
        Ok(Some(tls)) => findings.push((
            "certificate",
            match tls.check() {
                Err(error) => Wrong(error.to_string()),
                Ok(()) if others_may_read(&tls.key) => Odd(format!(
                    "{}: others may read the key; type: chmod 600 {}",
                    tls.key.display(),
                    tls.key.display()
                )),
                Ok(()) => Fine("certificate and key fit".to_owned()),
            },
        )),
        Ok(None) => {}
        Err(error) => findings.push(("certificate", Wrong(error.to_string()))),
    }
    findings
}

#[cfg(unix)]
fn others_may_read(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn others_may_read(_: &Path) -> bool {
    false
}

/// Deadlines, certificates and records of runs go by the clock.
fn clock(settings: &Settings) -> Finding {
    let now = jiff::Timestamp::now();
    let year = now.to_zoned(jiff::tz::TimeZone::UTC).year();
    if year < EARLIEST_YEAR {
        return Wrong(format!(
            "the clock says {now}: set it, or switch time synchronisation on"
        ));
    }
    let written = std::fs::metadata(settings.store.join("CURRENT")).and_then(|it| it.modified());
    let written = written
        .ok()
        .and_then(|it| jiff::Timestamp::try_from(it).ok());
    match written {
        Some(written) if written > now => Odd(format!(
            "the store was written at {written}, and the clock says {now}: it went back"
        )),
        _ => Fine(now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
    }
}

fn limits() -> Finding {
    match store::open_files() {
        Some(files) if files < FEW_FILES => Odd(format!(
            "{files} files may be open at once: raise it to {FEW_FILES} or more (`ulimit -n`, LimitNOFILE= of the unit)"
        )),
        Some(files) => Fine(format!("{files} files may be open at once")),
        None => Fine("no limit on open files".to_owned()),
    }
}

fn the_store(settings: &Settings, full: bool) -> Vec<(&'static str, Finding)> {
    let path = &settings.store;
    let mut findings = vec![("disk", disk(path))];
    if path.exists() {
        findings.push(("permissions", permissions(path)));
    }
    let store = match Store::open_read_only(path) {
        Ok(store) => store,
        Err(StoreError::Missing { .. }) => {
            let told = format!(
                "none yet at `{}`: `demarche ingest` makes it",
                path.display()
            );
            findings.push(("store", Odd(told)));
            return findings;
        }
        Err(error) => {
            findings.push(("store", Wrong(error.to_string())));
            return findings;
        }
    };
    let format = match store::format_of(path) {
        Ok(format) => format,
        Err(error) => {
            findings.push(("store", Wrong(error.to_string())));
            return findings;
        }
    };
    if !full {
        findings.push((
            "store",
            match store.probe() {
                Ok(()) => Fine(format!(
                    "format {format}; it opens; `--full` reads all of it"
                )),
                Err(error) => Wrong(told(path, &error)),
            },
        ));
        return findings;
    }
    match store.look_through() {
        Ok(sound) => {
            findings.push((
                "store",
                Fine(format!("format {format}; {} quads were read", sound.quads)),
            ));
            findings.push((
                "index",
                if sound.is_indexed {
                    Fine("the index of words is that of the store".to_owned())
                } else {
                    Odd("the index of words is behind, or a server is writing: it is repaired when the store is opened".to_owned())
                },
            ));
        }
        Err(error) => findings.push(("store", Wrong(told(path, &error)))),
    }
    findings
}

fn told(path: &Path, error: &StoreError) -> String {
    format!(
        "{}: {error}. Restore a backup (`demarche restore`), or delete the folder and run `demarche ingest` again",
        path.display()
    )
}

fn disk(path: &Path) -> Finding {
    // Where there is no store yet, the folder in which it would be made.
    let mut there = path.ancestors().filter(|it| it.exists());
    let folder = there.next().unwrap_or(Path::new("."));
    match store::free_bytes(folder) {
        Some(left) if left < LITTLE_ROOM => Odd(format!(
            "{} MiB are left on the disk of the store: make room before it is full, for then nothing is written",
            left / 1024 / 1024
        )),
        Some(left) => Fine(format!("{} GiB are left", left / 1024 / 1024 / 1024)),
        None => Odd(format!(
            "{}: the system does not say how much room is left",
            folder.display()
        )),
    }
}

/// Tries whether the folder can be written, as a server that writes must.
fn permissions(path: &Path) -> Finding {
    let trial = path.join("format.trial");
    let tried = std::fs::write(&trial, b"").and_then(|()| std::fs::remove_file(&trial));
    match tried {
        Ok(()) => Fine("the folder of the store can be written".to_owned()),
        Err(error) => Odd(format!(
            "{}: it can be read only ({error}): enough for a server that does not write; otherwise make it yours (chown), or mount the disk for writing",
            path.display()
        )),
    }
}
