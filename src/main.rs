//! The program: reads the command line and runs the command.

use std::io::Write;
use std::process::ExitCode;

use capacity_tracker::cli;
use capacity_tracker::config::Cli;
use clap::Parser;

/// Pages are made of thousands of short texts on many threads: this allocator takes less time for them than the system's, and gives back
/// what is not used (docs/adr/0010).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    match cli::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            let _ = writeln!(std::io::stderr(), "capacity-tracker: {reason}");
            ExitCode::FAILURE
        }
    }
}
