//! The program: reads the command line and runs the command.

use std::io::Write;
use std::process::ExitCode;

use capacity_tracker::config::Cli;
use capacity_tracker::{allocator, cli};
use clap::Parser;

fn main() -> ExitCode {
    allocator::configure();
    match cli::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            let _ = writeln!(std::io::stderr(), "capacity-tracker: {reason}");
            ExitCode::FAILURE
        }
    }
}
