//! What commands have in common: the database, the installation, who acts, and where text goes.

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use application::{Actor, Site};
use domain::clock::Clock;

use crate::auth::keys::Keys;
use crate::config::{DatabaseArgs, SiteArgs};
use crate::db::Db;
use crate::serve::prepare;
use crate::wording::Views;

/// Prints text on standard output.
pub(super) fn print(text: &str) -> Result<(), String> {
    std::io::stdout().write_all(text.as_bytes()).map_err(|e| e.to_string())
}

/// Opens the database.
pub(super) fn open(args: &DatabaseArgs) -> Result<Db, String> {
    args.make_folder()?;
    Db::open(args.url()).map_err(|e| e.to_string())
}

/// The database, migrated and with the plan.
pub(super) fn prepared(args: &DatabaseArgs) -> Result<Db, String> {
    let db = open(args)?;
    prepare(&db, Clock::System)?;
    Ok(db)
}

/// What actions need to know of the installation.
pub(super) fn site(args: &SiteArgs) -> Result<Arc<Site>, String> {
    let keys = Keys::in_folder(args.database.make_folder()?)?;
    Ok(Arc::new(Site { base: args.base_url(args.listen), keys, wording: &Views, demo: false }))
}

/// Who acts by the command line: somebody with access to the server, without an account.
pub(super) fn actor(args: &SiteArgs) -> Result<Actor, String> {
    Ok(Actor::program(Clock::System.now(), site(args)?))
}

/// Begins to log on standard error, as `text` or `json`.
pub(super) fn start_log(format: &str) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,actix_server=warn".into());
    let is_terminal = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(is_terminal).with_target(false);
    if format == "json" { log.json().init() } else { log.init() }
}
