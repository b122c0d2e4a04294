//! Which format the folder of a store is in: a number in a file, and the steps from one to the next.
//!
//! Formats: 1 is what was written before there was the file; 2 has the file, and the mark of `wal.rs`. The database has a version of its
//! own within, which oxigraph looks after, and so has the index of words, which is made anew when it is old.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use super::StoreError;

/// The format that this program writes.
const CURRENT: u32 = 2;
const FILE: &str = "format";
const OPENING: &str = "demarche store ";

/// A step from a format to the next, in the folder of a store that nobody has open.
type Step = fn(&Path) -> std::io::Result<()>;
/// The steps from 1 to 2, from 2 to 3 and so on.
const STEPS: [Step; CURRENT as usize - 1] = [|_| Ok(())];

/// The format of the store in a folder: that of its file, or the first.
///
/// # Errors
/// When this program does not know it, or the file cannot be read.
pub fn of(folder: &Path) -> Result<u32, StoreError> {
    let text = match std::fs::read_to_string(folder.join(FILE)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(1),
        read => read.map_err(|error| StoreError::Unreadable {
            path: folder.to_owned(),
            why: error.to_string(),
        })?,
    };
    let number = text.trim_end().strip_prefix(OPENING);
    match number.and_then(|number| number.parse().ok()) {
        Some(found) if found > CURRENT => Err(StoreError::Newer {
            path: folder.to_owned(),
            found,
            known: CURRENT,
        }),
        Some(found) => Ok(found),
        None => Err(StoreError::Corrupt {
            path: folder.to_owned(),
            why: format!("its file `{FILE}` does not say which format it is in"),
        }),
    }
}

/// Takes a store that is about to be opened for writing to the current format.
pub(super) fn migrate(folder: &Path) -> Result<(), StoreError> {
    let found = of(folder)?;
    let failed = |error: std::io::Error| StoreError::Unreadable {
        path: folder.to_owned(),
        why: format!("it cannot be brought from format {found} to {CURRENT}: {error}"),
    };
    let done = usize::try_from(found.saturating_sub(1)).unwrap_or(0);
    for step in STEPS.iter().skip(done) {
        step(folder).map_err(failed)?;
    }
    if found < CURRENT {
        tracing::info!(
            found,
            current = CURRENT,
            "the store was brought to the current format"
        );
        note(folder).map_err(failed)?;
    }
    Ok(())
}

/// Writes down that the folder is in the current format.
pub(super) fn note(folder: &Path) -> std::io::Result<()> {
    let new = folder.join("format.new");
    let mut file = File::create(&new)?;
    writeln!(file, "{OPENING}{CURRENT}")?;
    file.sync_all()?;
    // Whoever looks sees the old one or the new one.
    std::fs::rename(new, folder.join(FILE))
}

#[cfg(feature = "rocksdb")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn an_older_store_is_migrated_and_a_newer_one_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        drop(Store::open(&path).unwrap());
        assert_eq!(of(&path).unwrap(), CURRENT);
        std::fs::remove_file(path.join(FILE)).unwrap();
        assert_eq!(of(&path).unwrap(), 1);
        drop(Store::open_read_only(&path).unwrap());
        assert_eq!(of(&path).unwrap(), 1, "a reader changes nothing");
        drop(Store::open(&path).unwrap());
        assert_eq!(of(&path).unwrap(), CURRENT);
        std::fs::write(path.join(FILE), "demarche store 99\n").unwrap();
        for opened in [Store::open(&path), Store::open_read_only(&path)] {
            let told = opened.err().unwrap().to_string();
            assert!(
                told.contains("format 99") && told.contains("newer demarche"),
                "{told}"
            );
        }
        std::fs::write(path.join(FILE), "nonsense").unwrap();
        assert!(matches!(
            Store::open(&path),
            Err(StoreError::Corrupt { .. })
        ));
    }
}
