//! How a server lives where the system gives it little.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// The variable that tells the system's allocator how many arenas to have.
const ARENAS: &str = "MALLOC_ARENA_MAX";

/// Takes all files that the system allows. Where it limits address space, the program begins anew with two arenas of
/// memory: by default each thread reserves 64 MB of addresses for its own, and a gigabyte is gone before the first query.
pub fn economise() {
    let files = getrlimit(Resource::Nofile);
    let _as_before = setrlimit(
        Resource::Nofile,
        Rlimit {
            current: files.maximum,
            ..files
        },
    );
    let is_limited = getrlimit(Resource::As).current.is_some();
    if is_limited
        && std::env::var_os(ARENAS).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        let error = Command::new(program)
            .args(std::env::args_os().skip(1))
            .env(ARENAS, "2")
            .exec();
        tracing::warn!(%error, "the program could not begin anew with fewer arenas");
    }
}
