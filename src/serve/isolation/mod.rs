//! Queries of strangers, each in a process that may die of it.
//!
//! No limit on a query's text bounds what its evaluation takes: sorting and products happen in memory, and nothing looks
//! at the clock meanwhile. So the server keeps workers: processes of this same program that hold a checkpoint of
//! the store open for reading, answer one query at a time over a pair of sockets (`line.rs`), have limits on memory and
//! CPU time from the system, and are killed at the deadline (`warden.rs`). The server itself never parses such a query.
//!
//! A worker that answers in time lives on, so that a small query costs two changes of process and no start of one. What
//! computes longer than half a second counts as long, stands back (it computes when nothing else does), and has places of
//! its own: a crowd of long queries leaves the places of short ones free.
//!
//! An update that may multiply is rehearsed by a worker first, in a copy of the checkpoint: what does not end there, or grows
//! too large, does not reach the server's one writer.

mod crew;
mod economy;
mod line;
mod pool;
mod warden;
mod worker;

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::store::Place;

pub use economy::economise;
pub(super) use pool::Pool;
pub(super) use warden::memory_of;
pub use worker::work;

/// How queries of strangers are isolated.
#[derive(Clone, Debug)]
pub struct Isolation {
    /// This program: it is started as `PROGRAM worker`.
    pub program: PathBuf,
    /// The settings of the program, as its command `worker` reads them.
    pub settings: String,
    /// How many workers there are at most.
    pub workers: usize,
    /// Bytes that one query may take.
    pub query_memory: u64,
    /// Bytes that all of them may take together.
    pub memory: u64,
    /// How far strangers may lag behind what is written.
    pub lag: Duration,
}

/// Beside its query a worker is told the number of one that it is to stop; or, with this bit, of one that it is to compute
/// when nothing else does.
const STAND_BACK: u64 = 1 << 63;

/// What a worker is told when it starts.
#[derive(Debug, Serialize, Deserialize)]
struct Setup {
    /// The settings of the program.
    settings: String,
    query_memory: u64,
    /// The checkpoint to open first.
    checkpoint: Option<Place>,
}

/// What a worker is to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Task {
    /// Answer a query.
    Answer(Box<super::sparql::Asked>),
    /// Try whether an update can be done, in a copy of the checkpoint, within so many bytes of memory.
    Rehearse(super::sparql::Update, PathBuf, u64),
}

/// A task on its way to a worker.
#[derive(Debug, Serialize, Deserialize)]
struct Job {
    number: u64,
    task: Task,
    checkpoint: Place,
    /// How long it may take, in milliseconds.
    left: u64,
    /// The time limit that is told.
    limit: u64,
}
