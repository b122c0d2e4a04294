//! How much may be written at once: as much as there is memory for.
//!
//! A write is in memory as a whole, as text, as quads and in the database's transaction, until it is committed. Where
//! that would not fit, it is refused before: a process whose memory ends is gone.

use actix_web::rt::time::timeout;
use rustix::process::{Resource, getrlimit};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::error::ServeError;
use super::state::State;

/// What a quad takes from its reading to its commit, beside its text.
const QUAD_BYTES: u64 = 3_000;
/// How often its text is in memory.
const TEXTS: u64 = 3;
/// Writes of so many bytes come one after the other.
const LARGE: usize = 256 * 1024;
/// No more is known of systems that do not tell.
const UNKNOWN: u64 = 1 << 30;

/// The turn of large writes.
pub(super) struct Room(Semaphore);

impl Default for Room {
    fn default() -> Self {
        Self(Semaphore::new(1))
    }
}

impl Room {
    /// Waits for the turn of a write of so many bytes. Small ones need none.
    pub(super) async fn turn(
        &self,
        state: &State,
        bytes: usize,
    ) -> Result<Option<SemaphorePermit<'_>>, ServeError> {
        if bytes < LARGE {
            return Ok(None);
        }
        let turn = timeout(state.settings.timeout, self.0.acquire()).await;
        match turn {
            Ok(Ok(permit)) => Ok(Some(permit)),
            Ok(Err(_)) | Err(_) => Err(ServeError::Busy),
        }
    }
}

/// How many quads a write of so many bytes may have, here and now.
pub(super) fn quads(bytes: usize) -> usize {
    let texts = TEXTS.saturating_mul(bytes as u64);
    let free = free().saturating_sub(texts);
    usize::try_from(free / QUAD_BYTES).unwrap_or(usize::MAX)
}

/// Bytes of memory that a write may take: four fifths of what this process could still get.
pub(super) fn free() -> u64 {
    let addresses = getrlimit(Resource::As).current.and_then(|most| {
        let (taken, _) = super::isolation::memory_of("self")?;
        Some(most.saturating_sub(taken))
    });
    let container = read("/sys/fs/cgroup/memory.max")
        .and_then(|most| Some(most.saturating_sub(read("/sys/fs/cgroup/memory.current")?)));
    let least = [addresses, container, machine()]
        .into_iter()
        .flatten()
        .min();
    least.unwrap_or(UNKNOWN) / 5 * 4
}

fn read(path: &str) -> Option<u64> {
    std::fs::read_to_string(path).ok()?.trim().parse().ok()
}

/// What the machine has to give.
fn machine() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = told
        .lines()
        .find(|line| line.starts_with("MemAvailable:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes.saturating_mul(1024))
}
