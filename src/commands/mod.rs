//! One file per command: each takes what was typed, calls the library and says what happened.
//!
//! Results go to standard output, talk goes to standard error.

mod backup;
mod batch;
mod demo;
mod doctor;
mod eval;
mod export;
mod extract;
mod facts;
mod forget;
mod gazetteer;
mod ingest;
mod input;
mod load;
mod log;
mod output;
mod progress;
mod publication;
mod query;
mod research_object;
mod samples;
mod schema;
mod serve;
mod services;
mod token;
mod validate;
mod wikidata;
mod worker;

use crate::cli::{Cli, Command};
use crate::config::{Settings, flags};
use serde_json::Value;

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
///
/// # Errors
/// What stopped the command as a whole, with the input's name and the way out.
pub fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let file = cli.config.as_deref();
    let settle = |groups: &[Value]| Settings::settle(groups, file);
    match cli.command {
        Command::Demo(it) => demo::run(&it, &settle(&[flags(&it.listen), flags(&it.service)])?),
        Command::Extract(it) => extract::run(&it, &settle(&[flags(&it.base), flags(&it.work)])?),
        Command::Ingest(it) => ingest::run(&it, &settle(&[flags(&it.store), flags(&it.work)])?),
        Command::Serve(it) => serve::run(&settle(&[
            flags(&it.listen),
            flags(&it.store),
            flags(&it.service),
        ])?),
        Command::Query(it) => query::run(&it, &settle(&[flags(&it.store), flags(&it.service)])?),
        Command::Export(it) => export::run(&it, &settle(&[flags(&it.store), flags(&it.publish)])?),
        Command::Validate(it) => validate::run(&it, &settle(&[flags(&it.store), flags(&it.work)])?),
        Command::Forget(it) => forget::run(&it, &settle(&[flags(&it.store)])?),
        Command::Token(it) => token::run(&it.command, &settle(&[flags(it.command.tokens())])?),
        Command::Backup(it) => backup::backup(&it, &settle(&[flags(&it.store)])?),
        Command::Restore(it) => backup::restore(&it, &settle(&[flags(&it.store)])?),
        Command::Load(it) => load::run(&it, &settle(&[flags(&it.store)])?),
        Command::Doctor(it) => {
            let groups = [flags(&it.listen), flags(&it.store), flags(&it.service)];
            doctor::run(&it, &settle(&groups)?)
        }
        Command::Eval(it) => eval::run(&it, &settle(&[flags(&it.work)])?),
        Command::Schema(_) => schema::run(),
        Command::Gazetteer(it) => gazetteer::run(&it.command),
        Command::Wikidata(it) => wikidata::run(it.command, settle),
        Command::Worker(_) => worker::run(),
        Command::Completions(it) => {
            let mut out = output::Output::open(None)?;
            it.write(&mut out);
            out.finish()
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
