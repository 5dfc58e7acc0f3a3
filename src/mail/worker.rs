//! Sends what waits in the outbox. Several processes may do so at once: each leases a mail before it sends it.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use lettre::message::Mailbox;
use tokio::sync::watch;

use super::transport::Transport;
use crate::app::App;
use crate::db::outbox::{self, DueMail};
use crate::error::AppError;

/// How often the outbox is looked at when nobody says that a mail waits.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// For how long a mail belongs to the process that sends it.
const LEASE: TimeDelta = TimeDelta::seconds(120);
/// After so many attempts a mail is given up.
const ATTEMPTS: i32 = 12;

/// Sends until told to stop.
pub async fn run(app: Arc<App>, transport: Transport, from: Mailbox, mut stop: watch::Receiver<bool>) {
    loop {
        while let Some(sent) = one(&app, &transport, &from).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the outbox cannot be read");
            None
        }) {
            tracing::info!(mail = sent.id, message_id = sent.message_id, "mail handled");
            if *stop.borrow() {
                return;
            }
        }
        tokio::select! {
            () = app.mail_waits.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stop.changed() => return,
        }
    }
}

/// Sends the mail that has waited longest, if one is due, and notes what came of it.
async fn one(app: &Arc<App>, transport: &Transport, from: &Mailbox) -> Result<Option<DueMail>, AppError> {
    let now = app.clock.now();
    let Some(mail) = app.db.write_unseen(move |conn| Ok(outbox::lease(conn, now, now + LEASE)?)).await? else { return Ok(None) };
    let outcome = transport.send(from, &mail).await;
    let (id, attempts, now) = (mail.id, mail.attempts, app.clock.now());
    app.db
        .write_unseen(move |conn| match outcome {
            Ok(()) => Ok(outbox::mark_sent(conn, id, now)?),
            Err(error) => {
                let again = (!error.is_permanent && attempts < ATTEMPTS).then(|| next_attempt(now, attempts));
                tracing::warn!(mail = id, attempts, %error, again = ?again, "mail not sent");
                Ok(outbox::mark_failed(conn, id, &error.reason, again, now)?)
            }
        })
        .await?;
    Ok(Some(mail))
}

/// After the first failure half a minute, then twice as long each time, six hours at most.
fn next_attempt(now: DateTime<Utc>, attempts: i32) -> DateTime<Utc> {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(10);
    now + TimeDelta::seconds((30_i64 << doublings).min(6 * 3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_six_hours() {
        let now = DateTime::UNIX_EPOCH;
        let pause = |attempts| (next_attempt(now, attempts) - now).num_seconds();
        assert_eq!([1, 2, 3, 10, 11, 40].map(pause), [30, 60, 120, 15_360, 21_600, 21_600]);
    }
}
