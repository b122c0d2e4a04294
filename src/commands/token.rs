//! `demarche token`: tokens are made, listed and revoked; a server that runs reads the file anew.

use super::Outcome;
use super::output::Output;
use crate::cli::{TokenCommand, TokenScope};
use crate::config::Settings;
use crate::serve::tokens::{self, Scope};
use anyhow::Context;
use std::io::Write;
use std::path::Path;

pub(crate) fn run(command: &TokenCommand, settings: &Settings) -> anyhow::Result<Outcome> {
    let file = settings.tokens.as_deref().context(
        "which file holds the tokens? Give `--tokens FILE`, here and to `demarche serve`, or set it in demarche.toml",
    )?;
    match command {
        TokenCommand::New { name, scope, .. } => new(file, name, *scope),
        TokenCommand::List { .. } => list(file),
        TokenCommand::Revoke { name, .. } => {
            tokens::revoke(file, name)?;
            eprintln!("revoked `{name}`");
            Ok(Outcome::Something)
        }
    }
}

fn new(file: &Path, name: &str, scope: TokenScope) -> anyhow::Result<Outcome> {
    let scope = match scope {
        TokenScope::Query => Scope::Query,
        TokenScope::Write => Scope::Write,
        TokenScope::Admin => Scope::Admin,
    };
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
    let secret = tokens::create(file, name, scope, &now.to_string())?;
    eprintln!("token `{name}` of scope {scope}; it is shown once and kept nowhere:");
    let mut out = Output::open(None)?;
    writeln!(out, "{secret}")?;
    out.finish()
}

fn list(file: &Path) -> anyhow::Result<Outcome> {
    let tokens = tokens::read(file)?;
    let mut out = Output::open(None)?;
    for token in &tokens {
        writeln!(out, "{}\t{}\t{}", token.name, token.scope, token.created)?;
    }
    out.finish()?;
    Ok(if tokens.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Something
    })
}
