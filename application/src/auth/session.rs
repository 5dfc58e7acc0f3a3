//! Sessions on the server: the cookie holds a random token, the table its hash. Ending one ends it everywhere at once.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{PersonId, SessionId};
use domain::person::{Account, Profile};

use super::{random_token, sha256_hex};
use crate::db::{Conn, session};
use crate::error::Error;

/// A session ends when it was not used for so many days …
const IDLE_DAYS: i64 = 7;
/// … or so many days after it began, however much it was used …
const MOST_DAYS: i64 = 30;
/// … and is marked as used at most every so many minutes.
const TOUCH_MINUTES: i64 = 5;
/// For how long after a sign-in, or another proof, nobody is asked again before a dangerous act.
const CONFIRMED_MINUTES: i64 = 30;
/// Characters of the `User-Agent` header that are stored.
const AGENT_MAX: usize = 160;

/// From where somebody signs in.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// What the browser says of itself.
    pub agent: String,
    /// The address.
    pub address: String,
}

/// Begins a session and gives its token. Every sign-in begins a new one, so that a token planted before is worth nothing.
///
/// # Errors
/// When the database fails.
pub fn begin(conn: &mut Conn, person: PersonId, origin: &Origin, now: DateTime<Utc>) -> Result<String, Error> {
    let token = random_token();
    let agent: String = origin.agent.chars().filter(|c| !c.is_control()).take(AGENT_MAX).collect();
    session::sweep(conn, now)?;
    session::insert(
        conn,
        &session::NewSession {
            token_hash: &sha256_hex(token.as_bytes()),
            person,
            now,
            expires_at: now + TimeDelta::days(IDLE_DAYS),
            agent: &agent,
            address: &origin.address,
        },
    )?;
    Ok(token)
}

/// A session that goes on.
pub struct Current {
    /// Its key.
    pub id: SessionId,
    /// Whose it is.
    pub profile: Profile,
    created_at: DateTime<Utc>,
    confirmed_at: Option<DateTime<Utc>>,
    last_seen_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl Current {
    /// Whether it should be marked as used.
    #[must_use]
    pub fn is_due_for_touch(&self, now: DateTime<Utc>) -> bool {
        now - self.last_seen_at > TimeDelta::minutes(TOUCH_MINUTES)
    }

    /// Whether it has expired since it was looked up.
    #[must_use]
    pub fn has_expired(&self, now: DateTime<Utc>) -> bool {
        self.expires_at <= now || now - self.created_at >= TimeDelta::days(MOST_DAYS)
    }

    /// Whether its owner has proved lately who they are. What was proved while the clock ran ahead does not count.
    #[must_use]
    pub fn is_confirmed(&self, now: DateTime<Utc>) -> bool {
        let lately = TimeDelta::zero()..=TimeDelta::minutes(CONFIRMED_MINUTES);
        self.confirmed_at.is_some_and(|at| lately.contains(&(now - at)))
    }
}

/// The session of a token by its hash, if it goes on and its owner may sign in.
///
/// # Errors
/// When the database fails.
pub fn current(conn: &mut Conn, token_hash: &str, now: DateTime<Utc>) -> Result<Option<Current>, Error> {
    let found = session::find(conn, token_hash, now)?;
    let current = found.filter(|f| matches!(f.owner.account, Account::Active { .. })).map(|f| Current {
        id: f.id,
        profile: f.owner,
        created_at: f.created_at,
        confirmed_at: f.confirmed_at,
        last_seen_at: f.last_seen_at,
        expires_at: f.expires_at,
    });
    Ok(current.filter(|current| !current.has_expired(now)))
}

/// Marks a session as used.
///
/// # Errors
/// When the database fails.
pub fn touch(conn: &mut Conn, id: SessionId, now: DateTime<Utc>) -> Result<(), Error> {
    Ok(session::touch(conn, id, now, now + TimeDelta::days(IDLE_DAYS))?)
}
