//! One pass over a dump: unpacked by threads of its own, sifted here, written by another thread.

use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use oxigraph::model::NamedNode;

use super::SliceError;
use super::checkpoint::Checkpoint;
use super::gather::Gatherer;
use super::unpack;
use super::wanted::Wanted;
use super::write::{Task, Writer};

/// A slice to be cut.
#[derive(Debug)]
pub struct Job<'a> {
    /// The dump; `-` is standard input.
    pub dump: &'a Path,
    /// The slice.
    pub output: &'a Path,
    /// What is kept.
    pub wanted: &'a Wanted,
    /// The graph in which the triples stand.
    pub graph: &'a NamedNode,
    /// Cores to unpack with.
    pub threads: usize,
    /// How often the way so far is written down.
    pub checkpoint_every: Duration,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    /// Bytes of the packed dump read.
    pub packed: u64,
    /// Bytes that it has, where that is known.
    pub size: Option<u64>,
    /// Lines read.
    pub lines: u64,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Lines of the dump.
    pub lines: u64,
    /// Triples in the slice.
    pub kept: u64,
    /// Lines that are no triple.
    pub malformed: u64,
    /// The first of them.
    pub first_malformed: Vec<Malformed>,
    /// The line from which an earlier run was gone on with.
    pub from_line: Option<u64>,
}

/// A line that is no triple.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Its number in the dump.
    pub line: u64,
    /// What is wrong.
    pub why: String,
}

/// Malformed lines that are shown; all are counted.
pub(super) const SHOWN: usize = 20;

/// Kept bytes after which they are handed to the writer.
const BATCH: usize = 1 << 18;

/// Cuts a slice; `watch` is told how far it is.
///
/// # Errors
/// When the dump cannot be read or unpacked, the slice cannot be written, or there is a checkpoint of something else.
/// A malformed line is no error: it is counted and told.
pub fn slice(job: &Job<'_>, mut watch: impl FnMut(Progress)) -> Result<Told, SliceError> {
    let dump = job.dump.display().to_string();
    let failed = |source| SliceError::Dump {
        dump: dump.clone(),
        source,
    };
    let wanted = job.wanted.told();
    // Standard input cannot be gone on with.
    let size = std::fs::metadata(job.dump).ok().map(|it| it.len());
    let from = match size {
        Some(size) => Checkpoint::read(job.output, &dump, size, &wanted)?,
        None => None,
    };
    let start = from.as_ref().map_or(0, |it| it.start);
    let (chunks, size) = unpack::open(job.dump, start, job.threads).map_err(failed)?;
    let about = format!("from {dump}; {wanted}");
    let mut writer = Writer::open(job.output, job.graph, &about, from.as_ref())?;
    let mut told = Told {
        from_line: from.as_ref().map(|it| it.lines),
        ..Told::default()
    };
    let (lines, carry) = from.map_or((0, String::new()), |it| (it.lines, it.carry));
    let mut gatherer = Gatherer::new(job.wanted, lines, carry.into_bytes());
    let (tasks, todo) = sync_channel::<Task>(8);
    let mut failure = None;
    let (mut bad, mut malformed) = (Vec::new(), 0);
    let written = std::thread::scope(|scope| {
        let writing = scope.spawn(move || -> Result<Writer<'_>, SliceError> {
            for task in todo {
                writer.take(task)?;
            }
            Ok(writer)
        });
        let mut last = Instant::now();
        for chunk in chunks {
            let chunk = match chunk {
                Ok(chunk) => chunk,
                Err(error) => {
                    failure = Some(failed(error));
                    break;
                }
            };
            let due = size.filter(|_| last.elapsed() >= job.checkpoint_every);
            if let (Some(size), Some(start), Some(carry)) = (due, chunk.restart, gatherer.carry()) {
                // A carry that is no text is part of a line that is none: the next chance comes soon.
                if let Ok(carry) = std::str::from_utf8(carry) {
                    last = Instant::now();
                    let checkpoint = Box::new(Checkpoint {
                        dump: dump.clone(),
                        size,
                        wanted: wanted.clone(),
                        start,
                        carry: carry.to_owned(),
                        lines: gatherer.lines,
                        written: 0,
                        kept: 0,
                        malformed,
                    });
                    let batch = std::mem::take(&mut gatherer.kept);
                    if tasks.send(Task::Lines(batch)).is_err()
                        || tasks.send(Task::Checkpoint(checkpoint)).is_err()
                    {
                        break;
                    }
                }
            }
            gatherer.take(&chunk.bytes);
            collect(&mut gatherer, &mut bad, &mut malformed);
            if gatherer.kept.bytes.len() >= BATCH {
                let batch = std::mem::take(&mut gatherer.kept);
                if tasks.send(Task::Lines(batch)).is_err() {
                    break;
                }
            }
            watch(Progress {
                packed: chunk.packed,
                size,
                lines: gatherer.lines,
            });
        }
        if failure.is_none() {
            gatherer.finish();
            collect(&mut gatherer, &mut bad, &mut malformed);
            // A writer that has stopped tells why below.
            let _gone = tasks.send(Task::Lines(std::mem::take(&mut gatherer.kept)));
        }
        drop(tasks);
        writing.join()
    });
    let writer = written.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    if let Some(failure) = failure {
        return Err(failure);
    }
    let (kept, unparsed, unparsed_lines) = writer.finish()?;
    bad.extend(unparsed_lines);
    bad.sort();
    told.lines = gatherer.lines;
    told.kept = kept;
    told.malformed = malformed + unparsed;
    let shown = bad.into_iter().take(SHOWN);
    told.first_malformed = shown.map(|(line, why)| Malformed { line, why }).collect();
    Ok(told)
}

/// Takes over the malformed lines of a gatherer.
fn collect(gatherer: &mut Gatherer<'_>, bad: &mut Vec<(u64, String)>, count: &mut u64) {
    for (line, why) in gatherer.bad.drain(..) {
        *count += 1;
        if bad.len() < SHOWN {
            bad.push((line, why.to_owned()));
        }
    }
}
