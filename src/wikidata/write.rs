//! Parses the lines that were kept and writes them as a slice, on a thread of its own.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{GraphName, NamedNode, Quad, Term};

use super::SliceError;
use super::checkpoint::{Checkpoint, with_ending};
use super::gather::Batch;
use super::slicefile::{FIRST_LINE, LAST_LINE};

/// What the writer is handed.
pub(super) enum Task {
    /// Lines to parse and write.
    Lines(Batch),
    /// What was written so far is safe to go on from.
    Checkpoint(Box<Checkpoint>),
}

/// A slice being written: first under another name, and under its own when it is whole.
pub(super) struct Writer<'a> {
    path: &'a Path,
    graph: NamedNode,
    sink: GzEncoder<BufWriter<File>>,
    /// Lines on their way to it.
    text: Vec<u8>,
    /// Triples written.
    pub(super) kept: u64,
    /// Lines that are no triple, with the reason; the first of them only, all are counted.
    pub(super) bad: Vec<(u64, String)>,
    /// How many there were.
    pub(super) malformed: u64,
    /// Values that Wikidata does not know, which dumps write as blank nodes.
    pub(super) unknown: u64,
}

impl<'a> Writer<'a> {
    /// Begins a slice, or goes on with one.
    pub(super) fn open(
        path: &'a Path,
        graph: &NamedNode,
        about: &str,
        from: Option<&Checkpoint>,
    ) -> Result<Self, SliceError> {
        let part = with_ending(path, ".part");
        let failed = |source| SliceError::Output {
            path: path.to_owned(),
            source,
        };
        let file = match from {
            None => File::create(&part),
            Some(checkpoint) => File::options()
                .write(true)
                .open(&part)
                .and_then(|mut file| {
                    file.set_len(checkpoint.written)?;
                    file.seek(SeekFrom::Start(checkpoint.written))?;
                    Ok(file)
                }),
        };
        let mut writer = Self {
            path,
            graph: graph.clone(),
            sink: packed(BufWriter::with_capacity(1 << 16, file.map_err(failed)?)),
            text: Vec::new(),
            kept: from.map_or(0, |it| it.kept),
            bad: Vec::new(),
            malformed: from.map_or(0, |it| it.malformed),
            unknown: 0,
        };
        if from.is_none() {
            write!(writer.sink, "{FIRST_LINE}\n# {about}\n").map_err(failed)?;
        }
        Ok(writer)
    }

    /// Does what it is handed.
    pub(super) fn take(&mut self, task: Task) -> Result<(), SliceError> {
        match task {
            Task::Lines(batch) => self.lines(&batch),
            Task::Checkpoint(mut checkpoint) => {
                checkpoint.written = self.end_member()?;
                checkpoint.kept = self.kept;
                checkpoint.malformed += self.malformed;
                checkpoint.write(self.path)
            }
        }
    }

    /// Writes the last line and gives the slice its name.
    pub(super) fn finish(mut self) -> Result<(u64, u64, Vec<(u64, String)>), SliceError> {
        let failed = |source| SliceError::Output {
            path: self.path.to_owned(),
            source,
        };
        writeln!(self.sink, "{LAST_LINE}{}", self.kept).map_err(failed)?;
        let file = self.sink.finish().map_err(failed)?;
        let file = file.into_inner().map_err(|it| failed(it.into_error()))?;
        file.sync_all().map_err(failed)?;
        std::fs::rename(with_ending(self.path, ".part"), self.path).map_err(failed)?;
        match std::fs::remove_file(Checkpoint::path(self.path)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(error)),
            _ => Ok((self.kept, self.malformed, self.bad)),
        }
    }

    fn lines(&mut self, batch: &Batch) -> Result<(), SliceError> {
        // Nearly always all lines are well formed, and are parsed in one go.
        let whole: Result<Vec<Quad>, _> = parser(&self.graph).for_slice(&batch.bytes).collect();
        if let Ok(quads) = whole {
            return self.quads(&quads);
        }
        let mut start = 0;
        for (end, number) in &batch.lines {
            let line = batch.bytes.get(start..*end).unwrap_or_default();
            start = *end;
            let parsed: Result<Vec<Quad>, _> = parser(&self.graph).for_slice(line).collect();
            match parsed {
                Ok(quads) => self.quads(&quads)?,
                Err(error) => self.report(*number, &error.to_string()),
            }
        }
        Ok(())
    }

    fn report(&mut self, line: u64, why: &str) {
        self.malformed += 1;
        if self.bad.len() < super::slice::SHOWN {
            self.bad.push((line, why.to_owned()));
        }
    }

    fn quads(&mut self, quads: &[Quad]) -> Result<(), SliceError> {
        let failed = |source| SliceError::Output {
            path: self.path.to_owned(),
            source,
        };
        // Packed at once: a checksum of many small pieces costs more than one of the whole.
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        let mut serializer = RdfSerializer::from_format(RdfFormat::NQuads).for_writer(&mut text);
        for quad in quads {
            if matches!(quad.object, Term::BlankNode(_)) {
                self.unknown += 1;
                continue;
            }
            self.kept += 1;
            serializer.serialize_quad(quad).map_err(failed)?;
        }
        self.sink.write_all(&text).map_err(failed)?;
        self.text = text;
        Ok(())
    }

    /// Ends the gzip member at hand, makes sure that it is on the disk, and says how long the file is.
    fn end_member(&mut self) -> Result<u64, SliceError> {
        let ended = || -> std::io::Result<u64> {
            self.sink.try_finish()?;
            let file = self.sink.get_mut();
            file.flush()?;
            let length = file.get_mut().stream_position()?;
            file.get_ref().sync_data()?;
            let again = file.get_ref().try_clone()?;
            self.sink = packed(BufWriter::with_capacity(1 << 16, again));
            Ok(length)
        };
        let mut ended = ended;
        ended().map_err(|source| SliceError::Output {
            path: self.path.to_owned(),
            source,
        })
    }
}

fn packed(file: BufWriter<File>) -> GzEncoder<BufWriter<File>> {
    GzEncoder::new(file, Compression::new(3))
}

fn parser(graph: &NamedNode) -> RdfParser {
    RdfParser::from_format(RdfFormat::NTriples)
        .with_default_graph(GraphName::NamedNode(graph.clone()))
}
