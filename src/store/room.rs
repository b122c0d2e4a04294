//! How much room a store takes on its disk, and how much is left.

use std::path::Path;

use super::Store;

/// Bytes on the disk of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// What the store takes.
    pub used: u64,
    /// What is left for whoever runs it.
    pub free: u64,
}

impl Store {
    /// The room on its disk; nothing where the store is in memory, or its folder cannot be looked into.
    pub fn room(&self) -> Option<Room> {
        let path = self.path.as_deref()?;
        Some(Room {
            used: used(path),
            free: free(path)?,
        })
    }
}

/// What the files of a folder take. Files that go meanwhile count nothing.
fn used(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(found) if found.is_dir() => used(&entry.path()),
            Ok(found) => found.len(),
            Err(_) => 0,
        })
        .sum()
}

/// How many files this process may have open; nothing where there is no limit.
pub fn open_files() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::Nofile).current
}

/// What is left on the disk of a folder, in bytes.
pub fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_below_a_folder_are_added_up() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("below")).unwrap();
        std::fs::write(folder.path().join("a"), [0; 10]).unwrap();
        std::fs::write(folder.path().join("below/b"), [0; 7]).unwrap();
        assert_eq!(used(folder.path()), 17);
        assert!(free(folder.path()).is_some());
        assert_eq!(free(Path::new("/no/such/folder")), None);
    }
}
