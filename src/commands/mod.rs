//! One file per command: each takes what was typed, calls the library and says what happened.
//!
//! Results go to standard output, talk goes to standard error.

mod gazetteer;
mod output;
mod schema;

use crate::cli::{Cli, Command};
use crate::config::{Settings, flags};
use anyhow::Context;
use serde::Serialize;
use std::path::PathBuf;

/// How a command ended; `main` turns it into an exit code, as ripgrep does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, and there was something: 0.
    Something,
    /// Done, but there was nothing: no fact, no row, or not valid: 1.
    Nothing,
    /// Done as far as possible, with errors that were reported: 2.
    Failed,
}

/// Runs what was typed.
pub fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let settings = Chosen { config: cli.config };
    match cli.command {
        Command::Gazetteer(arguments) => gazetteer::run(&arguments.command),
        Command::Schema(_) => schema::run(),
        Command::Completions(arguments) => {
            let mut out = output::Output::open(None)?;
            arguments.write(&mut out);
            out.finish()
        }
        _ => {
            let _ = settings.settle(&())?;
            anyhow::bail!("not there yet")
        }
    }
}

/// Whether an error only says that the reader of our output has gone.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The settings file that the user chose.
struct Chosen {
    config: Option<PathBuf>,
}

impl Chosen {
    fn settle(&self, group: &impl Serialize) -> anyhow::Result<Settings> {
        Settings::settle(&[flags(group)], self.config.as_deref()).context("settings")
    }
}
