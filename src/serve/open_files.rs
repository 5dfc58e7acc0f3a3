//! How many connections the process may hold: each is an open file, and the system limits those.

/// Most connections, however many files may be open: each that does not say anything holds some 20 kB for seconds.
const CONNECTIONS_MAX: usize = 4096;
/// Open files that are left for the database, attached files and mail.
const RESERVED: usize = 100;
/// Fewest connections, where the limit is very low.
const CONNECTIONS_MIN: usize = 32;

/// Raises the limit of open files as far as the system allows, and gives the number of connections that fit into it.
pub(super) fn connections() -> usize {
    let connections = limit().saturating_sub(RESERVED).clamp(CONNECTIONS_MIN, CONNECTIONS_MAX);
    if connections < CONNECTIONS_MAX {
        tracing::warn!(connections, "few files may be open at once (ulimit -n): more visitors than that wait");
    }
    connections
}

#[cfg(unix)]
fn limit() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).map_or(current, |()| maximum);
    raised.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX))
}

#[cfg(not(unix))]
const fn limit() -> usize {
    usize::MAX
}
