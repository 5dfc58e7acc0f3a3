//! Sends what waits in the outbox, several mails at once. Several processes may do so: each leases a mail before it sends it.
//!
//! Sent at least once: a mail is noted as sent after the server has taken it. If the process dies in between, the mail goes out again
//! when its lease has run out, under the same Message-ID.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::clock::Clock;
use lettre::message::Mailbox;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::Instant;
use url::Url;

use super::halt::{self, HaltPoint};
use super::refusal::{Meaning, Refusal};
use super::retry;
use super::transport::{AT_ONCE, Transport};
use crate::auth::keys::Keys;
use crate::auth::{jwt, random_token};
use crate::config::MailArgs;
use crate::db::outbox::lease::{self, DueMail, Lease};
use crate::db::outbox::outage;
use crate::db::{Conn, Db, person};
use application::Error;

/// Time between two reads of the outbox when nobody says that a mail waits.
const INTERVAL: Duration = Duration::from_secs(5);
/// For how long mails that are under way are waited for when the program ends.
const STOP_WITHIN: Duration = Duration::from_secs(10);

/// What is needed to send mails.
pub struct Worker {
    /// The database with the outbox.
    pub db: Db,
    /// The present.
    pub clock: Clock,
    /// Signs the links in mails.
    pub keys: Keys,
    /// Where mails go.
    pub transport: Transport,
    /// Who sends them.
    pub from: Mailbox,
    /// Rung when a mail was queued.
    pub waits: Arc<Notify>,
    /// The name under which mails are leased: begins with the number of the process.
    pub name: String,
    /// For how long a mail belongs to this process: longer than handing it over may take.
    pub lease: TimeDelta,
    /// Where to stand still.
    pub halt_at: Option<HaltPoint>,
}

/// What came of an attempt.
struct Attempt {
    mail: DueMail,
    outcome: Result<(), Refusal>,
}

/// Why a mail server is refused that would get its password without TLS.
const PLAIN_PASSWORD: &str = "SMTP_URL has a password but does not require TLS, so that anybody on the way could read it: \
    add ?tls=required to smtp://…, or use smtps://…; --smtp-allow-plain-password sends it nevertheless";

/// Whether the password in this address may be sent without TLS.
pub(crate) fn sends_password_in_the_open(url: &Url) -> bool {
    let requires_tls = url.scheme() == "smtps" || url.query_pairs().any(|(name, value)| name == "tls" && value == "required");
    url.password().is_some() && !requires_tls
}

impl Worker {
    /// A worker as the settings want it. Without a mail server, mails are written into the data folder.
    ///
    /// # Errors
    /// When the mail server's address or its authority's certificate cannot be used.
    pub fn new(db: Db, clock: Clock, keys: Keys, data_dir: &Path, args: &MailArgs) -> Result<Self, String> {
        let timeout = Duration::from_secs(u64::from(args.smtp_timeout));
        let transport = match &args.smtp_url {
            Some(url) if !args.smtp_allow_plain_password && args.smtp_ca.is_none() && sends_password_in_the_open(url) => {
                return Err(PLAIN_PASSWORD.to_owned());
            }
            Some(url) => Transport::smtp(url, args.smtp_ca.as_deref(), timeout)?,
            None => Transport::Folder(data_dir.join("mail")),
        };
        Ok(Self {
            db,
            clock,
            keys,
            transport,
            from: args.mail_from.clone(),
            waits: Arc::default(),
            name: format!("{}-{}", std::process::id(), random_token()),
            lease: TimeDelta::seconds(60 + 4 * i64::from(args.smtp_timeout)),
            halt_at: args.halt_at(),
        })
    }

    /// Sends until the server stops, then lets what is under way end, for some seconds.
    pub async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let (mut under_way, mut done) = (JoinSet::new(), Vec::new());
        let mut last_moment: Option<Instant> = None;
        loop {
            let free = if last_moment.is_some() { 0 } else { AT_ONCE - under_way.len() };
            match self.turn(&done, free).await {
                Ok(mails) => {
                    done.clear();
                    for mail in mails {
                        under_way.spawn(Arc::clone(&self).attempt(mail));
                    }
                }
                Err(error) => tracing::warn!(%error, "the outbox cannot be used"),
            }
            if last_moment.is_some() && under_way.is_empty() && done.is_empty() {
                return;
            }
            tokio::select! {
                Some(attempt) = under_way.join_next() => {
                    note(&mut done, attempt);
                    while let Some(attempt) = under_way.try_join_next() {
                        note(&mut done, attempt);
                    }
                }
                () = self.waits.notified(), if last_moment.is_none() && under_way.len() < AT_ONCE => {}
                () = tokio::time::sleep(INTERVAL) => {}
                _ = stop.changed(), if last_moment.is_none() => last_moment = Some(Instant::now() + STOP_WITHIN),
                () = tokio::time::sleep_until(last_moment.unwrap_or_else(Instant::now)), if last_moment.is_some() => {
                    tracing::warn!(mails = under_way.len(), "stopped while mails were under way: they are sent again when their leases have run out");
                    return;
                }
            }
        }
    }

    /// Notes what came of attempts and takes the next mails, as one transaction.
    async fn turn(&self, done: &[Arc<Attempt>], free: usize) -> Result<Vec<DueMail>, Error> {
        let now = self.clock.now();
        if done.is_empty() && (free == 0 || !self.db.read(move |conn| Ok::<_, application::Error>(lease::is_any_due(conn, now)?)).await?) {
            return Ok(Vec::new());
        }
        let (done, halt_at) = (done.to_vec(), self.halt_at);
        let has_settled = !done.is_empty();
        // That an address takes no mails is shown on pages; the rest only in the log of mails.
        let is_shown = done.iter().any(|a| matches!(&a.outcome, Err(refusal) if refusal.meaning == Meaning::NoSuchAddress));
        let lease = Lease { by: self.name.clone(), until: now + self.lease };
        let most = i64::try_from(free).map_err(Error::internal)?;
        let work = move |conn: &mut Conn| {
            for attempt in &done {
                settle(conn, attempt, &lease.by, now)?;
            }
            if has_settled {
                halt::pass(halt_at, HaltPoint::Settling);
            }
            if most == 0 { Ok::<_, application::Error>(Vec::new()) } else { Ok(lease::lease(conn, now, &lease, most)?) }
        };
        let mails = if is_shown { self.db.write(work).await? } else { self.db.write_unseen(work).await? };
        if has_settled {
            halt::pass(self.halt_at, HaltPoint::Settled);
        }
        if !mails.is_empty() {
            halt::pass(self.halt_at, HaltPoint::Leased);
        }
        Ok(mails)
    }

    /// The mail with links that can be followed.
    fn with_links(&self, mail: &DueMail) -> Result<DueMail, Refusal> {
        let complete = |text: &str| jwt::complete(&self.keys, text).map_err(|e| Refusal::never(e.to_string()));
        Ok(DueMail { text_body: complete(&mail.text_body)?, html_body: complete(&mail.html_body)?, ..mail.clone() })
    }

    async fn attempt(self: Arc<Self>, mail: DueMail) -> Arc<Attempt> {
        halt::pass(self.halt_at, HaltPoint::Sending);
        let outcome = match self.with_links(&mail) {
            Ok(complete) => self.transport.send(&self.from, &complete).await,
            Err(refusal) => Err(refusal),
        };
        halt::pass(self.halt_at, HaltPoint::Sent);
        Arc::new(Attempt { mail, outcome })
    }
}

/// Keeps what came of an attempt until it is stored.
fn note(done: &mut Vec<Arc<Attempt>>, attempt: Result<Arc<Attempt>, tokio::task::JoinError>) {
    match attempt {
        Ok(attempt) => done.push(attempt),
        Err(error) => tracing::error!(%error, "an attempt to send a mail broke off; it is made again when the lease has run out"),
    }
}

/// Stores what came of an attempt.
fn settle(conn: &mut Conn, attempt: &Attempt, by: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let (mail, id) = (&attempt.mail, attempt.mail.id);
    let Err(refusal) = &attempt.outcome else {
        tracing::info!(mail = id, message_id = mail.message_id, "mail sent");
        outage::ends(conn)?;
        return Ok(lease::mark_sent(conn, mail, now)?);
    };
    if refusal.meaning == Meaning::NoSuchAddress {
        person::mail_refused(conn, &mail.recipient, &refusal.reason, now)?;
    }
    let again = retry::next_attempt(refusal.meaning, mail, now);
    tracing::warn!(mail = id, attempts = mail.attempts, %refusal, again = ?again, "mail not sent");
    let is_ours = match again {
        Some(at) => lease::mark_waiting(conn, mail, by, &refusal.reason, at)?,
        None => lease::mark_failed(conn, mail, by, &refusal.reason, now).map(|()| true)?,
    };
    match refusal.meaning {
        Meaning::ServerAway if is_ours => outage::grows(conn, &refusal.reason, now)?,
        // Another process holds the mail by now, or has sent it: that one says how the server is.
        Meaning::ServerAway => {}
        _ => outage::ends(conn)?,
    }
    Ok(())
}
