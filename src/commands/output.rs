//! Where results go: standard output, or a file that appears only when it is complete.

use super::Outcome;
use anyhow::Context;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Standard output or a file, buffered.
pub(crate) struct Output {
    sink: BufWriter<Box<dyn Write + Send>>,
    file: Option<(PathBuf, PathBuf)>,
}

impl Output {
    /// Opens `path`; nothing or `-` is standard output.
    pub(crate) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Self {
                sink: BufWriter::with_capacity(1 << 16, Box::new(std::io::stdout())),
                file: None,
            });
        };
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let part = path.with_file_name(name);
        let file =
            File::create(&part).with_context(|| format!("{}: cannot write", path.display()))?;
        Ok(Self {
            sink: BufWriter::with_capacity(1 << 16, Box::new(file)),
            file: Some((part, path.to_owned())),
        })
    }

    /// Writes out what is left and gives a file its name.
    pub(crate) fn finish(mut self) -> anyhow::Result<Outcome> {
        self.sink.flush()?;
        drop(self.sink);
        if let Some((part, path)) = self.file {
            std::fs::rename(&part, &path)
                .with_context(|| format!("{}: cannot write", path.display()))?;
        }
        Ok(Outcome::Something)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.sink.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.sink.flush()
    }
}
