//! `demarche backup` and `demarche restore`: the store as it is now in a folder of its own, and back.

use super::Outcome;
use crate::cli::{Backup, Restore};
use crate::config::Settings;
use crate::store::{Sound, Store, check_backup, restore_backup};
use anyhow::Context;

pub(crate) fn backup(arguments: &Backup, settings: &Settings) -> anyhow::Result<Outcome> {
    // For writing, so that nobody else writes meanwhile.
    let store = Store::open(&settings.store).context(
        "a store that a server has open is backed up by the server: `curl -X POST -H 'Authorization: Bearer TOKEN' ADDRESS/admin/backup`",
    )?;
    let now = jiff::Timestamp::now().to_string();
    let made = store.backup(&arguments.folder, &now, env!("CARGO_PKG_VERSION"))?;
    let bytes: u64 = made.files.iter().map(|it| it.bytes).sum();
    eprintln!(
        "{}: {} files, {} MiB, linked where the disk is the same",
        arguments.folder.display(),
        made.files.len(),
        bytes.div_ceil(1024 * 1024)
    );
    Ok(Outcome::Something)
}

pub(crate) fn restore(arguments: &Restore, settings: &Settings) -> anyhow::Result<Outcome> {
    let (backup, Sound { quads, is_indexed }) = check_backup(&arguments.folder)?;
    eprintln!(
        "{}: sound, made {} by demarche {}: {quads} quads in {} files{}",
        arguments.folder.display(),
        backup.created,
        backup.version,
        backup.files.len(),
        if is_indexed {
            ""
        } else {
            "; its index of words is behind and will be repaired"
        }
    );
    if !arguments.check {
        restore_backup(&arguments.folder, &settings.store)?;
        eprintln!("restored to {}", settings.store.display());
    }
    Ok(Outcome::Something)
}
