//! How far a long command has come: shown on a terminal, silent elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::path::PathBuf;

/// A line that shows count, rate and time left.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Shows `expected` things to do, as many as that are known beforehand.
    pub(crate) fn new(what: &'static str, expected: Option<u64>) -> Self {
        // indicatif draws nothing where standard error is no terminal.
        let bar = ProgressBar::with_draw_target(expected, ProgressDrawTarget::stderr_with_hz(5));
        let template = match expected {
            Some(_) => "{wide_bar} {human_pos}/{human_len} {prefix} · {per_sec} · {eta} left",
            None => "{spinner} {human_pos} {prefix} · {per_sec} · {elapsed}",
        };
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        bar.set_prefix(what);
        Self(bar)
    }

    /// Shows bytes of a file that is read, `size` in all where that is known.
    pub(crate) fn of_bytes(size: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::stderr_with_hz(5));
        let template = match size {
            Some(_) => "{wide_bar} {bytes}/{total_bytes} {msg} · {bytes_per_sec} · {eta} left",
            None => "{spinner} {bytes} {msg} · {bytes_per_sec} · {elapsed}",
        };
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style);
        Self(bar)
    }

    /// So many bytes are read, and something is to be said of it.
    pub(crate) fn at(&self, bytes: u64, told: impl FnOnce() -> String) {
        if !self.0.is_hidden() {
            self.0.set_message(told());
            self.0.set_position(bytes);
        }
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }

    /// Says something without disturbing the line.
    pub(crate) fn say(&self, line: &str) {
        self.0.suspend(|| eprintln!("{line}"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// How many articles the paths hold, where each is a file that holds one; `None` where that takes reading.
pub(crate) fn expected(paths: &[PathBuf]) -> Option<u64> {
    let one = |path: &PathBuf| path.is_file() && !path.to_string_lossy().contains(".jsonl");
    paths.iter().all(one).then_some(paths.len() as u64)
}
