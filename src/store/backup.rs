//! Backups: the store as it is at one moment, made while it is written to, looked through, and put back.
//!
//! A backup is a store itself, with a list of its files beside it. Tables of the database and segments of the index never change once they
//! are written, so they are linked, not copied, where the disk is the same: a backup takes moments and little room. Copy it to another
//! disk to be safe from the loss of this one.

use std::fs::File;
use std::path::{Path, PathBuf};

use oxigraph::model::Quad;
use serde::{Deserialize, Serialize};

use super::{Store, StoreError, format, wal};

/// The list of files.
const LIST: &str = "backup.json";

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// When it was made, RFC 3339.
    pub created: String,
    /// Version of the program that made it.
    pub version: String,
    /// Its files, by path below it.
    pub files: Vec<Listed>,
}

/// A file of a backup.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Listed {
    /// Where it lies, below the backup.
    pub path: String,
    /// How long it is.
    pub bytes: u64,
}

/// What a look through a store found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sound {
    /// Quads that were read, each in full.
    pub quads: u64,
    /// Whether the index of words fits; it is made anew where it does not.
    pub is_indexed: bool,
}

impl Store {
    /// Makes a backup in the folder `target`, which must not be there. Reading goes on meanwhile; writing waits.
    ///
    /// # Errors
    /// When the folder is there already, the store is in memory, or the disk is full.
    pub fn backup(
        &self,
        target: &Path,
        created: &str,
        version: &str,
    ) -> Result<Backup, StoreError> {
        let Some(source) = self.path.as_deref() else {
            return Err(StoreError::BadRequest(
                "this store is in memory: there is nothing on the disk to back up. `/store` gives its graph".to_owned(),
            ));
        };
        if target.exists() {
            return Err(StoreError::BadRequest(format!(
                "`{}` is there already: name a new folder for the backup",
                target.display()
            )));
        }
        let partial = with_ending(target, "partial");
        if partial.exists() {
            // Left by a backup that did not come to its end.
            std::fs::remove_dir_all(&partial)?;
        }
        if let Some(parent) = target.parent().filter(|it| !it.as_os_str().is_empty()) {
            std::fs::create_dir_all(parent)?;
        }
        let made = self.copied(source, &partial).and_then(|()| {
            let backup = Backup {
                created: created.to_owned(),
                version: version.to_owned(),
                files: listed(&partial)?,
            };
            let list = File::create(partial.join(LIST))?;
            serde_json::to_writer_pretty(&list, &backup).map_err(std::io::Error::from)?;
            list.sync_all()?;
            File::open(&partial)?.sync_all()?;
            std::fs::rename(&partial, target)?;
            Ok(backup)
        });
        if made.is_err() {
            // What failed is told; what it left is of no use.
            let _ = std::fs::remove_dir_all(&partial);
        }
        made
    }

    fn copied(&self, source: &Path, target: &Path) -> Result<(), StoreError> {
        // Between the last write and the next: database and index are of the same moment.
        let _turn = if self.read_only {
            None
        } else {
            // Before the turn, because a rebuilt index takes its time; and nothing is lost where it fails.
            if let Err(error) = self.settle_search() {
                tracing::warn!(%error, "the backup has an index of words that is behind");
            }
            Some(self.turn()?)
        };
        checkpoint(self.database()?, target)?;
        self.keeper.holding_still(|| {
            let search = source.join("search");
            if search.is_dir() {
                linked(&search, &target.join("search"), &|_| true)?;
            }
            Ok::<_, std::io::Error>(())
        })??;
        format::note(target)?;
        Ok(())
    }

    /// Reads everything that the store holds, so that what is damaged is found, and compares the index of words.
    ///
    /// # Errors
    /// When something cannot be read.
    pub fn look_through(&self) -> Result<Sound, StoreError> {
        let mut quads = 0;
        for quad in self.data.iter() {
            let _: Quad = quad?;
            quads += 1;
        }
        #[cfg(feature = "rocksdb")]
        self.database()?.validate()?;
        Ok(Sound {
            quads,
            is_indexed: self.keeper.is_in_step(),
        })
    }
}

/// Reads the list of a backup, and compares it with the files that are there.
///
/// # Errors
/// When it is no backup, or a file is missing or of another length.
pub fn read_backup(folder: &Path) -> Result<Backup, StoreError> {
    let not = |why: String| StoreError::NotAStore {
        path: folder.to_owned(),
        why,
    };
    let text = std::fs::read(folder.join(LIST)).map_err(|error| {
        not(format!(
            "it is no backup, for `{LIST}` cannot be read: {error}"
        ))
    })?;
    let backup: Backup = serde_json::from_slice(&text)
        .map_err(|error| not(format!("its `{LIST}` cannot be read: {error}")))?;
    for file in &backup.files {
        let found = std::fs::metadata(folder.join(&file.path)).map(|found| found.len());
        let wrong = match found {
            Ok(length) if length == file.bytes => continue,
            Ok(length) => format!("has {length} bytes, not {}", file.bytes),
            Err(error) => error.to_string(),
        };
        return Err(StoreError::Corrupt {
            path: folder.to_owned(),
            why: format!("its file `{}`: {wrong}", file.path),
        });
    }
    Ok(backup)
}

/// Looks through a backup without changing it.
///
/// # Errors
/// As [`read_backup`] and [`Store::look_through`].
pub fn check_backup(folder: &Path) -> Result<(Backup, Sound), StoreError> {
    let backup = read_backup(folder)?;
    let store = Store::open_read_only(folder)?;
    let sound = store.look_through().map_err(|error| match error {
        StoreError::Storage(why) => StoreError::Corrupt {
            path: folder.to_owned(),
            why,
        },
        other => other,
    })?;
    Ok((backup, sound))
}

/// Makes a store of a backup that was looked through; the backup stays.
///
/// # Errors
/// When there is something at `target`, or it cannot be written.
pub fn restore_backup(folder: &Path, target: &Path) -> Result<(), StoreError> {
    let is_empty = match std::fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    if !is_empty {
        return Err(StoreError::BadRequest(format!(
            "there is something at `{}` already: move it away first, or name another folder with `--store`",
            target.display()
        )));
    }
    let partial = with_ending(target, "partial");
    if partial.exists() {
        std::fs::remove_dir_all(&partial)?;
    }
    linked(folder, &partial, &|name| name != LIST)?;
    wal::unmark(&partial)?;
    if target.exists() {
        std::fs::remove_dir(target)?;
    }
    std::fs::rename(&partial, target)?;
    Ok(())
}

#[cfg(feature = "rocksdb")]
fn checkpoint(inner: &oxigraph::store::Store, target: &Path) -> Result<(), StoreError> {
    Ok(inner.backup(target)?)
}

#[cfg(not(feature = "rocksdb"))]
fn checkpoint(_: &oxigraph::store::Store, target: &Path) -> Result<(), StoreError> {
    Err(StoreError::NoDisk {
        path: target.to_owned(),
    })
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// A folder with the same files: those that never change are linked where that can be done, others copied.
fn linked(source: &Path, target: &Path, wanted: &dyn Fn(&str) -> bool) -> std::io::Result<()> {
    std::fs::create_dir_all(target)?;
    for entry in std::fs::read_dir(source)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Locks are of the process that holds them.
        if !wanted(&name) || name == "LOCK" || name.ends_with(".lock") {
            continue;
        }
        let (from, to) = (entry.path(), target.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            linked(&from, &to, wanted)?;
        } else if !(never_changes(&name) && std::fs::hard_link(&from, &to).is_ok()) {
            std::fs::copy(&from, &to)?;
            File::open(&to)?.sync_all()?;
        }
    }
    File::open(target)?.sync_all()
}

/// Tables of the database, and what the index calls after its segments.
fn never_changes(name: &str) -> bool {
    let is_segment = name.len() > 33 && name.bytes().take(32).all(|it| it.is_ascii_hexdigit());
    Path::new(name).extension().is_some_and(|it| it == "sst") || is_segment
}

fn listed(folder: &Path) -> std::io::Result<Vec<Listed>> {
    fn walk(folder: &Path, below: &str, files: &mut Vec<Listed>) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                walk(&entry.path(), &format!("{path}/"), files)?;
            } else {
                let bytes = entry.metadata()?.len();
                files.push(Listed { path, bytes });
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    walk(folder, "", &mut files)?;
    files.sort();
    Ok(files)
}

#[cfg(feature = "rocksdb")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Dataset, Deadline};

    fn insert(store: &Store, n: usize) {
        let update = format!(
            "INSERT DATA {{ <urn:s{n}> a <https://w3id.org/demarche/ns#Place> ; <http://www.w3.org/2000/01/rdf-schema#label> \"Alep {n}\"@fr }}"
        );
        store
            .update(&update, None, &Dataset::default(), &Deadline::none())
            .unwrap();
    }

    #[test]
    fn a_backup_is_the_store_of_its_moment_and_can_be_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let (path, copy) = (folder.path().join("store"), folder.path().join("b/copy"));
        let store = Store::open(&path).unwrap();
        (0..50).for_each(|n| insert(&store, n));
        let made = store.backup(&copy, "2026-11-22T08:00:00Z", "0").unwrap();
        assert!(
            made.files
                .iter()
                .any(|it| it.path.starts_with("search/index/"))
        );
        insert(&store, 50);
        let again = store.backup(&copy, "", "0").unwrap_err();
        assert!(again.to_string().contains("there already"), "{again}");
        let (read, sound) = check_backup(&copy).unwrap();
        assert_eq!(read, made);
        assert_eq!(
            sound,
            Sound {
                quads: 100,
                is_indexed: true
            }
        );
        let back = folder.path().join("back");
        restore_backup(&copy, &back).unwrap();
        assert!(restore_backup(&copy, &back).is_err(), "nothing is replaced");
        let restored = Store::open(&back).unwrap();
        insert(&restored, 60);
        assert_eq!(restored.len().unwrap(), 102);
        // The backup shares files with both, and neither changes it.
        drop(restored);
        drop(store);
        assert_eq!(check_backup(&copy).unwrap().1.quads, 100);
    }

    #[test]
    fn a_damaged_backup_is_told_from_a_sound_one() {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy");
        let store = Store::open(&folder.path().join("store")).unwrap();
        (0..50).for_each(|n| insert(&store, n));
        let made = store.backup(&copy, "", "0").unwrap();
        let table = made
            .files
            .iter()
            .filter(|it| {
                Path::new(&it.path)
                    .extension()
                    .is_some_and(|end| end == "sst")
            })
            .max_by_key(|it| it.bytes)
            .unwrap();
        let table = copy.join(&table.path);
        let good = std::fs::read(&table).unwrap();
        let damaged = |bytes: &[u8]| {
            // It is linked: another file in its place leaves the store alone.
            std::fs::remove_file(&table).unwrap();
            std::fs::write(&table, bytes).unwrap();
            check_backup(&copy).unwrap_err().to_string()
        };
        let told = damaged(&good[..good.len() - 1]);
        assert!(
            told.contains(".sst") && told.contains("bytes, not"),
            "{told}"
        );
        let mut flipped = good.clone();
        flipped[20] ^= 0x55;
        let told = damaged(&flipped);
        assert!(told.contains("damaged"), "{told}");
        let none = check_backup(folder.path()).unwrap_err().to_string();
        assert!(none.contains("it is no backup"), "{none}");
    }
}
