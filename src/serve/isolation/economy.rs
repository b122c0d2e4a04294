//! How a server lives where the system gives it little.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// The variable that tells the system's allocator how many arenas to have, and how many are enough.
pub(super) const ARENAS: (&str, &str) = ("MALLOC_ARENA_MAX", "2");

/// Takes all files that the system allows, and begins the program anew with two arenas of memory. By default each thread has
/// one of its own: what a thread has read into the caches of the database another one drops, and the holes stay where nobody
/// fills them, so that the process grows for hours; and each reserves 64 MB of addresses, which are few where they are limited.
pub fn economise() {
    let files = getrlimit(Resource::Nofile);
    let _as_before = setrlimit(
        Resource::Nofile,
        Rlimit {
            current: files.maximum,
            ..files
        },
    );
    let mut arguments = std::env::args_os();
    if std::env::var_os(ARENAS.0).is_none()
        && let (Some(name), Ok(program)) = (arguments.next(), std::env::current_exe())
    {
        let error = Command::new(program)
            .arg0(name)
            .args(arguments)
            .env(ARENAS.0, ARENAS.1)
            .exec();
        tracing::warn!(%error, "the program could not begin anew with fewer arenas");
    }
}
