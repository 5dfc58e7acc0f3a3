//! What a database and a data folder need before anything is served from them.

use std::path::Path;
use std::sync::Arc;

use application::actions::link;
use application::{Actor, Error, Site, data, search};
use domain::clock::Clock;

use crate::attachment;
use crate::auth::keys::Keys;
use crate::config::{DatabaseArgs, SecretArgs};
use crate::db::migrations::{self, PrepareError};
use crate::db::{self, Conn, Db};

/// Migrates and loads the plan, while no other process does. Returns the number of migrations and whether anything was loaded.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn prepare(db: &Db, clock: Clock) -> Result<(usize, bool), String> {
    let plan = data::built_in().map_err(|e| e.to_string())?;
    let cooperation = data::cooperation::built_in(&plan).map_err(|e| e.to_string())?;
    let load = |conn: &mut Conn| {
        let filled = conn.write(db::event::details::fill_missing)?;
        if filled > 0 {
            tracing::info!(filled, "details of accepted events were copied into columns");
        }
        let folded = conn.write(db::event::fold_searched)?;
        if folded > 0 {
            tracing::info!(folded, "texts of events that are searched were folded");
        }
        let adopted = conn.write(db::audit::adopt_history)?;
        if adopted > 0 {
            tracing::info!(adopted, "the audit trail begins with the entries of the history");
        }
        let is_new = data::load(conn, &plan, clock.now())?;
        Ok(data::cooperation::load(conn, &cooperation, clock.now())? || is_new)
    };
    let (migrated, is_new) = migrations::prepare(db, load).map_err(|e: PrepareError<diesel::result::Error>| e.to_string())?;
    index(db, migrated > 0 || is_new, clock).map_err(|e| e.to_string())?;
    Ok((migrated, is_new))
}

/// Makes the index that is searched: of the documents, if they may have changed, and of every record that has since its entry was made.
fn index(db: &Db, has_new_documents: bool, clock: Clock) -> Result<(), Error> {
    let mut conn = db.connection()?;
    if has_new_documents {
        conn.write(search::index_documents)?;
    }
    let mut indexed = 0;
    while db::search::is_behind(&mut conn)? {
        indexed += conn.write(|conn| search::catch_up(conn, clock.now()))?;
    }
    if indexed > 0 {
        tracing::info!(indexed, "records were indexed for searching");
    }
    Ok(())
}

/// The secret of this installation: from the settings, or from the data folder, where it is made for a new database.
///
/// # Errors
/// A sentence that says what is wrong: too short, or missing although the database was used before.
pub fn keys(db: &Db, database: &DatabaseArgs, args: &SecretArgs) -> Result<Keys, String> {
    let folder = database.make_folder()?;
    if let Some(secret) = &args.secret_key {
        return Keys::from_setting(secret);
    }
    let used = || db.connection().and_then(|mut conn| Ok(db::person::any(&mut conn)?)).map_err(|e| e.to_string());
    if !Keys::are_in_folder(folder) && !args.new_secret && used()? {
        return Err(format!(
            "{} is missing, and the database has been used: restore the file from a backup, or check --data-dir and --database-url. \
            With --new-secret a new one is made; links in mails and calendar addresses then stop working",
            folder.join("secret.key").display()
        ));
    }
    Keys::in_folder(folder)
}

/// A link that makes the first administrator, as long as nobody has an account.
pub(super) fn first_link(db: &Db, site: &Arc<Site>, clock: Clock) -> Result<Option<String>, Error> {
    let actor = Actor::program(clock.now(), Arc::clone(site));
    db.connection()?.write(|conn| link::first(conn, &actor))
}

/// Warns of attached files that the database does not name. A start never deletes them: it may be the wrong database, or an older copy.
pub(super) fn warn_of_unclaimed_files(db: &Db, data_dir: &Path) -> Result<(), Error> {
    let known = db::attachment::stored_names(&mut *db.connection()?)?.into_iter().collect();
    let folder = attachment::folder(data_dir);
    match attachment::count_unclaimed(&folder, &known) {
        Ok(0) => {}
        Ok(unclaimed) => tracing::warn!(
            unclaimed,
            claimed = known.len(),
            folder = %folder.display(),
            "the database does not name some attached files; they stay. If they are many, check that this is the right database"
        ),
        Err(error) => tracing::warn!(%error, folder = %folder.display(), "the folder of attached files cannot be read"),
    }
    Ok(())
}
