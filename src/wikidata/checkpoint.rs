//! How far a slice has come: a small file beside it, from which the next run goes on.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

use super::SliceError;

/// What a run needs to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// The dump's name.
    pub(super) dump: String,
    /// The dump's size, in bytes.
    pub(super) size: u64,
    /// What is wanted of it.
    pub(super) wanted: String,
    /// The bit of the packed file at which to go on.
    pub(super) start: u64,
    /// The beginning of the line that goes on there.
    pub(super) carry: String,
    /// Lines before it.
    pub(super) lines: u64,
    /// Bytes of the slice that were written by then.
    pub(super) written: u64,
    /// Triples in them.
    pub(super) kept: u64,
    /// Malformed lines by then.
    pub(super) malformed: u64,
}

impl Checkpoint {
    /// Where the checkpoint of a slice lies.
    pub(super) fn path(slice: &Path) -> PathBuf {
        with_ending(slice, ".checkpoint")
    }

    /// The checkpoint of a slice, if there is one; it must be of this dump and these wishes.
    pub(super) fn read(
        slice: &Path,
        dump: &str,
        size: u64,
        wanted: &str,
    ) -> Result<Option<Self>, SliceError> {
        let path = Self::path(slice);
        let other = |why: &str| SliceError::OtherCheckpoint {
            path: path.clone(),
            why: why.to_owned(),
        };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(SliceError::Output { path, source }),
        };
        let found: Self = serde_json::from_str(&text).map_err(|error| other(&error.to_string()))?;
        if (found.dump.as_str(), found.size) != (dump, size) {
            return Err(other(&format!("it is of `{}`", found.dump)));
        }
        if found.wanted != wanted {
            return Err(other("entities, languages or properties"));
        }
        Ok(Some(found))
    }

    /// Writes the checkpoint; whoever stops the program between two bytes finds the old one or the new one.
    pub(super) fn write(&self, slice: &Path) -> Result<(), SliceError> {
        let path = Self::path(slice);
        let part = with_ending(&path, ".part");
        let written = serde_json::to_vec(self)
            .map_err(std::io::Error::other)
            .and_then(|json| std::fs::write(&part, json))
            .and_then(|()| std::fs::rename(&part, &path));
        written.map_err(|source| SliceError::Output { path, source })
    }
}

/// A path with something behind its name.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}
