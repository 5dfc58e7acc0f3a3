//! Sends reminders, every few minutes, to those whose morning has come. Several processes may do so at once: each morning is claimed in the
//! transaction that queues its mail.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use domain::clock::Clock;
use tokio::sync::watch;

use crate::db::Db;
use crate::web::app::App;
use application::actions::retention;
use application::queries::retention::is_due;
use application::reminder::{Morning, Round, mornings, send_morning};
use application::{Actor, Error, Site, audit};

/// Time between two runs.
const INTERVAL: Duration = Duration::from_secs(180);

/// What a run has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunSummary {
    /// People whose morning had come.
    pub people: usize,
    /// People who got a mail.
    pub mails: usize,
}

/// Runs until the server stops.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    loop {
        let (db, site, clock) = (app.db.clone(), Arc::clone(&app.site), app.clock);
        match tokio::task::spawn_blocking(move || remind(&db, &site, clock, clock.now())).await {
            Ok(Ok(RunSummary { people: 0, .. })) => {}
            Ok(Ok(RunSummary { people, mails })) => {
                tracing::info!("reminders: {mails} of {people} people get a mail");
                app.mail_waits.notify_one();
            }
            Ok(Err(error)) => tracing::warn!(%error, "reminders could not be sent; the next run tries again"),
            Err(error) => tracing::warn!(%error, "a run of reminders was aborted"),
        }
        mail_audit_head(&app).await;
        delete_old_data(&app).await;
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => {}
            _ = stop.changed() => return,
        }
    }
}

/// Sends the end of the audit trail to administrators, once a day.
async fn mail_audit_head(app: &App) {
    let (site, now) = (Arc::clone(&app.site), app.clock.now());
    match app.db.write_unseen(move |conn| audit::mail_head(conn, &site, now)).await {
        Ok(0) => {}
        Ok(_) => app.mail_waits.notify_one(),
        Err(error) => tracing::warn!(%error, "the end of the audit trail could not be mailed; the next run tries again"),
    }
}

/// Deletes personal data that has been kept long enough, once a day.
async fn delete_old_data(app: &App) {
    let actor = Actor::program(app.clock.now(), Arc::clone(&app.site));
    let now = actor.now;
    let done = match app.db.read(move |conn| is_due(conn, now)).await {
        Ok(true) => app.db.write(move |conn| retention::run(conn, &actor)).await,
        other => other.map(|_| false),
    };
    match done {
        Ok(false) => {}
        Ok(true) => tracing::info!("personal data was deleted that had been kept long enough"),
        Err(error) => tracing::warn!(%error, "old personal data could not be deleted; the next run tries again"),
    }
}

/// Sends the reminders of everybody whose morning has come by `now`, in one transaction per person: a failure affects only that person.
///
/// # Errors
/// When the database fails before the first person is processed.
pub fn remind(db: &Db, site: &Site, clock: Clock, now: DateTime<Utc>) -> Result<RunSummary, Error> {
    let mut conn = db.connection()?;
    let mut waiting = mornings(&mut conn, clock, now)?;
    waiting.sort_by_key(|m| m.day);
    let mut summary = RunSummary { people: waiting.len(), mails: 0 };
    let mut round: Option<(NaiveDate, Round)> = None;
    for morning in &waiting {
        // People in different time zones may have different days; each day is loaded once.
        let loaded = match round.take().filter(|(day, _)| *day == morning.day) {
            Some(loaded) => loaded,
            None => (morning.day, Round::load(&mut conn, morning.day, now)?),
        };
        let (_, of_day) = round.insert(loaded);
        summary.mails += usize::from(one(db, site, of_day, morning, now));
    }
    Ok(summary)
}

/// Whether this person gets a mail. What goes wrong is logged, and tried again in the next run.
fn one(db: &Db, site: &Site, round: &Round, morning: &Morning, now: DateTime<Utc>) -> bool {
    let done = db.connection().and_then(|mut conn| conn.write(|conn| send_morning(conn, site, round, morning, now)));
    done.unwrap_or_else(|error| {
        tracing::warn!(%error, person = morning.profile.id.0, "not reminded; it will be tried again");
        false
    })
}
