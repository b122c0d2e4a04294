//! The log of the server on standard error.

use anyhow::anyhow;
use tracing_subscriber::filter::LevelFilter;

/// Shows log lines of this level and above.
pub(crate) fn show(level: &str) -> anyhow::Result<()> {
    let filter: LevelFilter = level.parse().map_err(|error| {
        anyhow!("`{level}` is no level of the log: give error, warn, info, debug, trace or off ({error})")
    })?;
    let ansi = std::io::IsTerminal::is_terminal(&std::io::stderr())
        && std::env::var_os("NO_COLOR").is_none();
    // A second start in one process keeps the first log.
    let _ = tracing_subscriber::fmt()
        .with_max_level(filter)
        .with_ansi(ansi)
        .with_writer(std::io::stderr)
        .try_init();
    Ok(())
}
