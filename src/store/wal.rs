//! RocksDB's log: made durable when somebody waits for it, and looked through before a store is opened.
//!
//! A commit is in the log, and the log with the operating system, before it returns: a process may be killed at any moment. It is
//! not on the disk yet, and oxigraph has no setting for that. Flushing the tables after each write would do
//! ([`oxigraph::store::Store::flush`]), and makes a dozen files each time; syncing the file of the log from outside does the same for
//! the price of one `fdatasync`, because a sync is of the file, whoever wrote it.
//!
//! RocksDB reads a damaged log up to the damage and says nothing. So it is written down beside the log how far it has been acknowledged
//! ([`Mark`]), and a store whose log ends before that is not opened: somebody has been told of what would be missing.
//!
//! The layout is that of `db/log_format.h`: blocks of 32 KiB, in them fragments with a checksum, a length and a type; of a log whose file
//! was used before also the number of the log, so that what is left of the former use is told apart.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::StoreError;

const BLOCK: usize = 32 * 1024;
const SHORT_HEADER: usize = 7;
const LONG_HEADER: usize = 11;
/// Where it is written down how far the log has been acknowledged.
const MARK: &str = "acknowledged";

/// A place in the log: a file and a number of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    number: u64,
    offset: u64,
}

/// The log of a store that this process writes.
pub(super) struct Wal {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    last: Place,
    mark: Option<File>,
    /// A sync failed. What it was to write may be gone, though the next sync would succeed: the system forgets that it
    /// failed. Nothing is acknowledged any more until the store is opened anew.
    failed: Option<String>,
}

impl Wal {
    pub(super) fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            state: Mutex::default(),
        }
    }

    /// Returns when all that was committed before the call is on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(why) = &state.failed {
            let why =
                format!("{why}, earlier: restart, and what was acknowledged will be looked for");
            return Err(io::Error::other(why));
        }
        match self.synced(state.last) {
            Ok(Some(place)) => {
                state.last = place;
                // Without it less is known of the log when it is opened, and no write is less durable.
                if let Err(error) = self.note(&mut state) {
                    tracing::warn!(%error, "it could not be written down how far the log is acknowledged");
                }
                Ok(())
            }
            Ok(None) => Ok(()),
            Err(error) => {
                state.failed = Some(error.to_string());
                Err(error)
            }
        }
    }

    /// Whether a sync has failed.
    pub(super) fn has_failed(&self) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.failed.is_some()
    }

    /// Syncs what is after a place, and says where the log ends now.
    fn synced(&self, last: Place) -> io::Result<Option<Place>> {
        let mut newest = None;
        // A file before the last is complete, and was synced with it.
        for (number, path) in logs(&self.folder)?
            .into_iter()
            .filter(|(it, _)| *it >= last.number)
        {
            let file = match File::open(&path) {
                // Its content has gone into tables, which are synced before the log is deleted.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                opened => opened?,
            };
            file.sync_data()?;
            if number > last.number {
                File::open(&self.folder)?.sync_all()?;
            }
            newest = Some((number, file));
        }
        let Some((number, mut file)) = newest else {
            return Ok(None);
        };
        let start = if number == last.number {
            last.offset
        } else {
            0
        };
        let offset = end_of(&mut file, number, start, false)?;
        Ok(Some(Place { number, offset }))
    }

    fn note(&self, state: &mut State) -> io::Result<()> {
        let Place { number, offset } = state.last;
        let mut file = match state.mark.take() {
            Some(file) => file,
            None => OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(self.folder.join(MARK))?,
        };
        file.seek(SeekFrom::Start(0))?;
        file.write_all(format!("{number:020} {offset:020}\n").as_bytes())?;
        state.mark = Some(file);
        Ok(())
    }
}

/// Looks through the log of a store that is not open: an error where it ends before what was acknowledged.
pub(super) fn verify(folder: &Path) -> Result<(), StoreError> {
    let corrupt = |why: String| StoreError::Corrupt {
        path: folder.to_owned(),
        why,
    };
    let unreadable = |error: io::Error| StoreError::Unreadable {
        path: folder.to_owned(),
        why: error.to_string(),
    };
    let Some(mark) = marked(folder) else {
        return Ok(());
    };
    let logs = logs(folder).map_err(unreadable)?;
    // There is always a log in use: its number never falls.
    if logs.last().is_none_or(|(newest, _)| *newest < mark.number) {
        return Err(corrupt(format!(
            "the log {:06}.log is missing, in which the last acknowledged writes stand",
            mark.number
        )));
    }
    // Where the file has gone, newer ones have taken its place when its content had gone into tables.
    let Some((_, path)) = logs.iter().find(|(number, _)| *number == mark.number) else {
        return Ok(());
    };
    let end = File::open(path)
        .and_then(|mut file| end_of(&mut file, mark.number, 0, true))
        .map_err(unreadable)?;
    if end < mark.offset {
        return Err(corrupt(format!(
            "its log {} is damaged at byte {end}, and writes were acknowledged up to byte {}",
            path.file_name().unwrap_or_default().display(),
            mark.offset
        )));
    }
    Ok(())
}

/// Forgets how far the log was acknowledged, in a folder that became another store.
pub(super) fn unmark(folder: &Path) -> io::Result<()> {
    match std::fs::remove_file(folder.join(MARK)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn marked(folder: &Path) -> Option<Place> {
    let text = std::fs::read_to_string(folder.join(MARK)).ok()?;
    let (number, offset) = text.trim_end().split_once(' ')?;
    Some(Place {
        number: number.parse().ok()?,
        offset: offset.parse().ok()?,
    })
}

/// The files of the log, the oldest first.
fn logs(folder: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let mut logs = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let number = path
            .file_stem()
            .and_then(|stem| stem.to_str()?.parse().ok());
        if let Some(number) = number
            && path.extension().is_some_and(|it| it == "log")
        {
            logs.push((number, path));
        }
    }
    logs.sort();
    Ok(logs)
}

/// Where the last whole fragment ends, looking from `start`, which is where one ended.
fn end_of(file: &mut File, number: u64, start: u64, sums: bool) -> io::Result<u64> {
    let block_bytes = BLOCK as u64;
    let mut end = start;
    let mut block = Vec::with_capacity(BLOCK);
    let mut at = start / block_bytes * block_bytes;
    let mut within = usize::try_from(start - at).unwrap_or(0);
    file.seek(SeekFrom::Start(at))?;
    loop {
        block.clear();
        Read::by_ref(file)
            .take(block_bytes)
            .read_to_end(&mut block)?;
        loop {
            match fragment(&block, within, number, sums) {
                Fragment::Whole(length) => {
                    within += length;
                    end = at + within as u64;
                }
                Fragment::NextBlock => break,
                Fragment::None => return Ok(end),
            }
        }
        if block.len() < BLOCK {
            return Ok(end);
        }
        at += block_bytes;
        within = 0;
    }
}

enum Fragment {
    /// So many bytes of a whole fragment.
    Whole(usize),
    /// What is left of the block is too little for a header.
    NextBlock,
    /// Nothing more, or nothing that belongs here.
    None,
}

fn fragment(block: &[u8], at: usize, number: u64, sums: bool) -> Fragment {
    if BLOCK.saturating_sub(at) < SHORT_HEADER {
        return Fragment::NextBlock;
    }
    let whole = || -> Option<usize> {
        let header = block.get(at..at + SHORT_HEADER)?;
        let length = usize::from(u16::from_le_bytes(header.get(4..6)?.try_into().ok()?));
        let kind = *header.get(6)?;
        let is_long = matches!(kind, 5..=8 | 11 | 131);
        if !is_long && !matches!(kind, 1..=4 | 9 | 10 | 130) {
            return None;
        }
        let header_bytes = if is_long { LONG_HEADER } else { SHORT_HEADER };
        // Of a long header, the number of the log; its lower half is written.
        let theirs = block.get(at + SHORT_HEADER..at + header_bytes)?;
        if is_long && theirs != u32::try_from(number & 0xffff_ffff).ok()?.to_le_bytes() {
            return None;
        }
        let total = header_bytes + length;
        let summed = block.get(at + 6..at + total)?;
        if sums {
            let sum = crc32c::crc32c(summed);
            let masked = sum.rotate_right(15).wrapping_add(0xa282_ead8);
            if masked.to_le_bytes() != *header.get(..4)? {
                return None;
            }
        }
        Some(total)
    };
    match whole() {
        Some(length) => Fragment::Whole(length),
        // Logs with long headers leave up to ten bytes empty at the end of a block.
        None if BLOCK.saturating_sub(at) < LONG_HEADER && block.len() == BLOCK => {
            Fragment::NextBlock
        }
        None => Fragment::None,
    }
}

#[cfg(feature = "rocksdb")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Dataset, Deadline, Store};

    fn insert(store: &Store, from: usize, count: usize) {
        let triples: String = (from..from + count)
            .map(|n| format!("<urn:s{n}> <urn:p> \"{}\" . ", "x".repeat(n % 5000)))
            .collect();
        let update = format!("INSERT DATA {{ {triples} }}");
        store
            .update(&update, None, &Dataset::default(), &Deadline::none())
            .unwrap();
    }

    /// A store with some acknowledged writes, over several blocks, closed.
    fn written(folder: &Path) -> PathBuf {
        let path = folder.join("store");
        let store = Store::open(&path).unwrap();
        for n in 0..30 {
            insert(&store, n * 7, 7);
            store.sync().unwrap();
        }
        drop(store);
        path
    }

    fn log_in_use(path: &Path) -> PathBuf {
        logs(path).unwrap().pop().unwrap().1
    }

    #[test]
    fn the_mark_is_where_the_log_ends_and_a_store_that_was_closed_opens() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path());
        let mark = marked(&path).unwrap();
        assert!(mark.offset > 2 * BLOCK as u64, "{mark:?}");
        let log = log_in_use(&path);
        let mut file = File::open(&log).unwrap();
        assert_eq!(
            end_of(&mut file, mark.number, 0, true).unwrap(),
            mark.offset
        );
        for _ in 0..3 {
            let store = Store::open(&path).unwrap();
            assert_eq!(store.len().unwrap(), 210);
            store.sync().unwrap();
        }
    }

    #[test]
    fn after_a_sync_that_failed_nothing_is_acknowledged() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path());
        let wal = Wal::of(&path);
        let away = folder.path().join("away");
        std::fs::rename(&path, &away).unwrap();
        assert!(wal.sync().is_err());
        std::fs::rename(&away, &path).unwrap();
        assert!(wal.sync().unwrap_err().to_string().contains("earlier"));
        assert!(wal.has_failed());
        Wal::of(&path).sync().unwrap();
    }

    #[test]
    fn a_log_that_lost_what_was_acknowledged_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = written(folder.path());
        let log = log_in_use(&path);
        let good = std::fs::read(&log).unwrap();
        let mark = marked(&path).unwrap();
        let refused = |why: &str| {
            for opened in [Store::open(&path), Store::open_read_only(&path)] {
                let error = opened.err().unwrap();
                assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
                assert!(error.to_string().contains(why), "{error}");
                assert!(error.to_string().contains("restore"), "{error}");
            }
        };
        let mut flipped = good.clone();
        flipped[BLOCK + 100] ^= 1;
        std::fs::write(&log, &flipped).unwrap();
        refused("is damaged at byte");
        let cut = usize::try_from(mark.offset).unwrap() - 1;
        std::fs::write(&log, &good[..cut]).unwrap();
        refused("is damaged at byte");
        std::fs::remove_file(&log).unwrap();
        refused("is missing");
        // What comes after the mark was promised to nobody.
        let mut torn = good.clone();
        torn.extend([7; 40]);
        std::fs::write(&log, &torn).unwrap();
        assert_eq!(Store::open(&path).unwrap().len().unwrap(), 210);
    }
}
