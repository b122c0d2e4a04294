//! The log of the server on standard error.

use crate::config::{LogFormat, Settings};
use anyhow::anyhow;
use tracing_subscriber::filter::LevelFilter;

/// Shows log lines of the level that was set, and above.
pub(crate) fn show(settings: &Settings) -> anyhow::Result<()> {
    let level = &settings.log;
    let filter: LevelFilter = level.parse().map_err(|error| {
        anyhow!("`{level}` is no level of the log: give error, warn, info, debug, trace or off ({error})")
    })?;
    let log = tracing_subscriber::fmt()
        .with_max_level(filter)
        .with_writer(std::io::stderr);
    // A second start in one process keeps the first log.
    let _ = match settings.log_format {
        LogFormat::Json => log.json().flatten_event(true).try_init(),
        LogFormat::Text => {
            let ansi = std::io::IsTerminal::is_terminal(&std::io::stderr())
                && std::env::var_os("NO_COLOR").is_none();
            log.with_ansi(ansi).try_init()
        }
    };
    Ok(())
}
