//! Settings of the system's allocator.
//!
//! By default, glibc gives each thread a heap of its own, and once a block of some MiB was freed, it takes later blocks of that size from
//! those heaps and does not return them: after 200 sign-ins, each with 19 MiB for its password hash, the process held 410 MB. With these
//! settings it holds 74 MB after the same load; jemalloc held 67, and takes a minute and a half to build (docs/adr/0010).

/// Two heaps for all threads; blocks from 1 MiB on, such as those of password hashes, are mapped and returned one by one, and so is free memory at
/// the end of a heap. The limit lies above the 268 kB that compressing an answer takes: mapping those took 200 µs for each answer.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const SETTINGS: [(&str, &str); 3] =
    [("MALLOC_ARENA_MAX", "2"), ("MALLOC_MMAP_THRESHOLD_", "1048576"), ("MALLOC_TRIM_THRESHOLD_", "1048576")];

/// Starts this program again in the same process with the allocator's settings in its environment, where glibc reads them before `main`.
/// Returns if that is done already, if somebody has set one of them, or if it is not possible.
pub fn configure() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use std::os::unix::process::CommandExt as _;

        if SETTINGS.iter().any(|(name, _)| std::env::var_os(name).is_some()) {
            return;
        }
        let mut args = std::env::args_os();
        let (Some(name), Ok(program)) = (args.next(), std::env::current_exe()) else { return };
        // It returns only if it fails; then the program runs with the defaults.
        let _ = std::process::Command::new(program).arg0(name).args(args).envs(SETTINGS).exec();
    }
}
