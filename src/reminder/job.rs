//! Looks every few minutes whether a morning has come for somebody. Several processes may do so at once: each morning is claimed in the
//! transaction that queues its mail.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use domain::clock::Clock;
use tokio::sync::watch;

use crate::app::App;
use crate::db::Db;
use application::reminder::{Morning, Round, look, mornings};
use application::{Error, Site};

/// How often is looked.
const LOOK_EVERY: Duration = Duration::from_secs(180);

/// What came of a look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunSummary {
    /// People whose morning had come.
    pub people: usize,
    /// People who got a mail.
    pub mails: usize,
}

/// Reminds until told to stop.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    loop {
        let (db, site, clock) = (app.db.clone(), Arc::clone(&app.site), app.clock);
        match actix_web::web::block(move || remind(&db, &site, clock, clock.now())).await {
            Ok(Ok(RunSummary { people: 0, .. })) => {}
            Ok(Ok(RunSummary { people, mails })) => {
                tracing::info!("reminders: {mails} of {people} people get a mail");
                app.mail_waits.notify_one();
            }
            Ok(Err(error)) => tracing::warn!(%error, "reminders cannot be looked up; they will be later"),
            Err(error) => tracing::warn!(%error, "a look at reminders was given up"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stop.changed() => return,
        }
    }
}

/// Looks at every morning that has come by `now`, one transaction each: what goes wrong with one keeps nothing from the others.
///
/// # Errors
/// Those of the database, before anybody was looked at.
pub fn remind(db: &Db, site: &Site, clock: Clock, now: DateTime<Utc>) -> Result<RunSummary, Error> {
    let mut conn = db.connection()?;
    let mut waiting = mornings(&mut conn, clock, now)?;
    waiting.sort_by_key(|m| m.day);
    let mut looked = RunSummary { people: waiting.len(), mails: 0 };
    let mut round: Option<(NaiveDate, Round)> = None;
    for morning in &waiting {
        // People in different time zones may have different days; each day is loaded once.
        let loaded = match round.take().filter(|(day, _)| *day == morning.day) {
            Some(loaded) => loaded,
            None => (morning.day, Round::load(&mut conn, morning.day, now)?),
        };
        let (_, of_day) = round.insert(loaded);
        looked.mails += usize::from(one(db, site, of_day, morning, now));
    }
    Ok(looked)
}

/// Whether this person gets a mail. What goes wrong is logged, and tried again at the next look.
fn one(db: &Db, site: &Site, round: &Round, morning: &Morning, now: DateTime<Utc>) -> bool {
    let done = db.connection().and_then(|mut conn| conn.write(|conn| look(conn, site, round, morning, now)));
    done.unwrap_or_else(|error| {
        tracing::warn!(%error, person = morning.profile.id.0, "not reminded; it will be tried again");
        false
    })
}
