//! `audit`: checking the audit trail.

use application::audit::{self, Verified};
use application::{Error, backup};

use super::context::{open, print};
use crate::config::{AuditCommand, AuditVerifyArgs, DatabaseArgs};
use crate::db;

pub(super) fn run(command: &AuditCommand) -> Result<(), String> {
    match command {
        AuditCommand::Verify(args) => verify(args),
        AuditCommand::Head(args) => head(args),
    }
}

/// Checks the audit trail of a database that is in use or not.
fn verify(args: &AuditVerifyArgs) -> Result<(), String> {
    let mut known = args.head.clone();
    for path in &args.backup {
        let manifest = backup::read_manifest(path).map_err(|e| e.to_string())?;
        known.extend(manifest.audit);
    }
    let db = open(&args.database)?;
    let mut conn = db.connection().map_err(|e| e.to_string())?;
    let checked = conn.snapshot(|conn| audit::verify(conn, &known)).map_err(|e: diesel::result::Error| e.to_string())?;
    let Verified { head, history } = checked.map_err(|fault| format!("{}: {fault}", db.url()))?;
    let known = if known.is_empty() { String::new() } else { format!(", {} known from elsewhere", known.len()) };
    match head {
        None => print("The audit trail has no entries.\n"),
        Some(head) => print(&format!("{} entries{known} and {history} entries of the history are as recorded.\n{head}\n", head.position)),
    }
}

/// Prints the end of the audit trail.
fn head(args: &DatabaseArgs) -> Result<(), String> {
    let db = open(args)?;
    let head = db.connection().and_then(|mut conn| Ok::<_, Error>(db::audit::head(&mut conn)?)).map_err(|e| e.to_string())?;
    head.map_or_else(|| Err("the audit trail has no entries".to_owned()), |head| print(&format!("{head}\n")))
}
