//! Signed links (JWT): each for one purpose, for a limited time, and usable once. The token proves that we gave the link out; the
//! table `links` knows whether it is still open.

use chrono::{DateTime, TimeDelta, Utc};
use domain::address;
use domain::ids::PersonId;
use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::{jwt, random_token};
use crate::actor::Site;
use crate::db::{Conn, link};
use crate::error::Error;

/// What a link is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To make the first administrator of an empty database.
    First,
    /// To follow an invitation.
    Join,
    /// To set a new password.
    Reset,
}

impl Purpose {
    /// The word for it in addresses: `first`, `join`, `reset`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Join => "join",
            Self::Reset => "reset",
        }
    }

    /// How long a link works, in hours.
    #[must_use]
    pub const fn hours(self) -> i64 {
        match self {
            Self::First => 24,
            Self::Join => 7 * 24,
            Self::Reset => 1,
        }
    }
}

#[derive(Clone, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    jti: String,
    iat: i64,
    exp: i64,
}

/// How a link reaches whom it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It is shown at once, ready to be followed.
    Shown,
    /// It waits in a mail, and is signed when the mail is sent: a copy of the database holds no link that opens anything.
    Mailed,
}

/// Gives out a link, withdrawing those given out before for the same purpose and person. Call it in a write transaction.
///
/// # Errors
/// When the database fails.
pub fn give_out(
    conn: &mut Conn,
    site: &Site,
    purpose: Purpose,
    person: Option<PersonId>,
    delivery: Delivery,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let expires = now + TimeDelta::hours(purpose.hours());
    let id = random_token();
    link::withdraw(conn, purpose.as_str(), person, now)?;
    link::insert(conn, &id, purpose.as_str(), person, now, expires)?;
    let claims = Claims { iss: jwt::issuer(), aud: purpose.as_str().to_owned(), jti: id, iat: now.timestamp(), exp: expires.timestamp() };
    let token = match delivery {
        Delivery::Shown => jwt::sign(&site.keys, &claims),
        Delivery::Mailed => jwt::unsigned(&site.keys, &claims),
    };
    let token = token.map_err(Error::internal)?;
    Ok(address::absolute(site.base.as_str(), &address::signed_link(purpose.as_str(), &token)))
}

/// Withdraws all links given out to somebody: who had them, or to which address they went, may not count any more.
///
/// # Errors
/// When the database fails.
pub fn withdraw_all(conn: &mut Conn, person: PersonId, now: DateTime<Utc>) -> Result<(), Error> {
    for purpose in [Purpose::Join, Purpose::Reset] {
        link::withdraw(conn, purpose.as_str(), Some(person), now)?;
    }
    Ok(())
}

/// An open link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLink {
    /// Its key.
    id: String,
    /// For whom it was given out.
    pub person: Option<PersonId>,
}

/// Checks a link without using it up.
///
/// # Errors
/// [`Error::DeadLink`] unless it is ours, for this purpose, not expired, not used and not withdrawn.
pub fn open(conn: &mut Conn, keys: &Keys, purpose: Purpose, token: &str, now: DateTime<Utc>) -> Result<OpenLink, Error> {
    let claims: Claims = jwt::verify(keys, purpose.as_str(), &["aud", "iss", "exp"], token, now).map_err(|_| Error::DeadLink)?;
    let person = link::open(conn, &claims.jti, purpose.as_str(), now)?.ok_or(Error::DeadLink)?;
    Ok(OpenLink { id: claims.jti, person })
}

/// Uses an open link up.
///
/// # Errors
/// [`Error::DeadLink`] if somebody else was faster.
pub fn take(conn: &mut Conn, link: &OpenLink, now: DateTime<Utc>) -> Result<(), Error> {
    if link::take(conn, &link.id, now)? { Ok(()) } else { Err(Error::DeadLink) }
}
