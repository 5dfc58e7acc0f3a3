//! The command line: each command turns its arguments into actions and queries of `application`, and their outcome into text.

mod admin;
mod attachments;
mod audit;
mod backup;
mod context;
mod doctor;
mod export;
mod migrate;
mod plan;
mod remind;
mod serve;
mod work;

use crate::config::{Cli, Command, ExportCommand, PlanCommand};

/// Runs a command to its end.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn run(cli: Cli) -> Result<(), String> {
    match cli.command {
        Command::Serve(args) => serve::run(args),
        Command::Work(args) => work::run(&args),
        Command::Migrate(args) => migrate::run(&args),
        Command::Remind(args) => remind::run(&args),
        Command::Admin { command } => admin::run(command),
        Command::Plan { command: PlanCommand::Check(args) } => plan::check(&args),
        Command::Plan { command: PlanCommand::Load(args) } => plan::load(&args),
        Command::Audit { command } => audit::run(&command),
        Command::MoveAttachments(args) => attachments::move_into_database(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Backup(args) => backup::make(&args),
        Command::Restore(args) => backup::restore(&args),
        Command::Export { command: ExportCommand::Plan(args) } => export::plan(&args),
    }
}
