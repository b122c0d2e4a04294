//! Opening the database of a folder, and what is wrong where it does not open.

use std::path::{Path, PathBuf};

use super::StoreError;

/// Refuses folders in which RocksDB would make a mess, or silently an empty store.
pub(super) fn look_before_opening(path: &Path, create: bool) -> Result<(), StoreError> {
    let owned = || PathBuf::from(path);
    let unreadable = |error: std::io::Error| StoreError::Unreadable {
        path: owned(),
        why: error.to_string(),
    };
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if create {
                Ok(())
            } else {
                Err(StoreError::Missing { path: owned() })
            }
        }
        Err(error) => Err(unreadable(error)),
        Ok(found) if !found.is_dir() => Err(StoreError::NotAStore {
            path: owned(),
            why: "it is a file, a store is a folder".to_owned(),
        }),
        // CURRENT is the file that names the state of a RocksDB database.
        Ok(_) if path.join("CURRENT").exists() => Ok(()),
        Ok(_) => match std::fs::read_dir(path)
            .map_err(unreadable)?
            .flatten()
            .find(|entry| !is_of_a_beginning(&entry.file_name().to_string_lossy()))
        {
            Some(_) => Err(StoreError::NotAStore {
                path: owned(),
                why: "the folder holds other files".to_owned(),
            }),
            None if create => Ok(()),
            None => Err(StoreError::Missing { path: owned() }),
        },
    }
}

/// What is there when a process was killed while it made a store: the database begins anew over it.
fn is_of_a_beginning(name: &str) -> bool {
    ["LOCK", "LOG", "IDENTITY", "MANIFEST-", "OPTIONS-", "format"]
        .iter()
        .any(|start| name.starts_with(start))
        || [".log", ".dbtmp"].iter().any(|end| name.ends_with(end))
}

/// Opens the database of a folder.
#[cfg(feature = "rocksdb")]
pub(super) fn on_disk(path: &Path, read_only: bool) -> Result<oxigraph::store::Store, StoreError> {
    use oxigraph::store::StorageError;

    let opened = if read_only {
        oxigraph::store::Store::open_read_only(path)
    } else {
        std::fs::create_dir_all(path).map_err(|error| StoreError::Unreadable {
            path: path.to_owned(),
            why: error.to_string(),
        })?;
        oxigraph::store::Store::open(path)
    };
    opened.map_err(|error| {
        let path = path.to_owned();
        let why = error.to_string();
        // RocksDB tells its errors apart in words only.
        if why.contains("LOCK") || why.contains("lock file") {
            StoreError::Locked { path }
        } else if why.contains("No space left") {
            // To open it, the database writes its log into tables.
            let why =
                format!("{why}: make room, or serve it with `--read-only`, which writes nothing");
            StoreError::Unreadable { path, why }
        } else if matches!(error, StorageError::Corruption(_))
            || why.contains("Corruption")
            || (why.contains(".sst") && why.contains("No such file"))
        {
            StoreError::Corrupt { path, why }
        } else {
            StoreError::Unreadable { path, why }
        }
    })
}

#[cfg(not(feature = "rocksdb"))]
pub(super) fn on_disk(path: &Path, _read_only: bool) -> Result<oxigraph::store::Store, StoreError> {
    Err(StoreError::NoDisk {
        path: path.to_owned(),
    })
}
