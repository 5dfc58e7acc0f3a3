//! What commands have in common: the database, the installation, who acts, and where text goes.

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use application::{Actor, Site};
use domain::clock::Clock;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::{DatabaseArgs, SiteArgs};
use crate::db::Db;
use crate::serve::{keys, prepare};
use crate::wording::Views;

/// Prints text on standard output.
pub(super) fn print(text: &str) -> Result<(), String> {
    std::io::stdout().write_all(text.as_bytes()).map_err(|e| e.to_string())
}

/// Opens the database.
pub(super) fn open(args: &DatabaseArgs) -> Result<Db, String> {
    args.make_folder()?;
    Db::open(args.url()).map_err(|e| format!("{}: {e}", args.url()))
}

/// The database, migrated and with the plan.
pub(super) fn prepared(args: &DatabaseArgs) -> Result<Db, String> {
    let db = open(args)?;
    prepare(&db, Clock::System)?;
    Ok(db)
}

/// What actions need to know of the installation.
pub(super) fn site(db: &Db, args: &SiteArgs) -> Result<Arc<Site>, String> {
    let keys = keys(db, &args.database, &args.secret)?;
    Ok(Arc::new(Site { base: args.base_url(args.listen), keys, wording: &Views, demo: false }))
}

/// Who acts by the command line: somebody with access to the server, without an account.
pub(super) fn actor(db: &Db, args: &SiteArgs) -> Result<Actor, String> {
    Ok(Actor::program(Clock::System.now(), site(db, args)?))
}

/// Begins to log on standard error, as `text` or `json`. `RUST_LOG` sets the levels, as in `warn` or `info,actix_server=off`; what is no such
/// list is ignored.
pub(super) fn start_log(format: &str) {
    let usual = || Targets::new().with_default(LevelFilter::INFO).with_target("actix_server", LevelFilter::WARN);
    let levels = std::env::var("RUST_LOG").ok().filter(|l| !l.trim().is_empty()).and_then(|l| l.parse().ok()).unwrap_or_else(usual);
    let is_terminal = std::io::stderr().is_terminal();
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(is_terminal).with_target(false);
    let log = tracing_subscriber::registry().with(levels);
    if format == "json" { log.with(lines.json()).init() } else { log.with(lines).init() }
}
