//! Passwords as they are stored, and the proof that one was right, carried by the form that asks for the second factor. The proof stops
//! working after ten minutes, and as soon as the password changes.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::PersonId;
use serde::{Deserialize, Serialize};

use super::keys::Keys;
use super::{jwt, sha256_hex};
use crate::error::Error;

/// Somebody's password as it is stored, to verify a typed one against it.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Whose it is.
    pub person: PersonId,
    /// Its hash; `None` for somebody who has not set one.
    pub hash: Option<String>,
}

const AUDIENCE: &str = "second-factor";
const MINUTES: i64 = 10;

#[derive(Clone, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
    exp: i64,
    password: String,
}

fn fingerprint(keys: &Keys, credentials: &Credentials) -> String {
    let hash = credentials.hash.as_deref().unwrap_or_default();
    sha256_hex(&[keys.secret(), b" password ", hash.as_bytes()].concat())
}

/// A proof that somebody gave the password of these credentials.
///
/// # Errors
/// Faults of signing.
pub fn prove(keys: &Keys, verified: &Credentials, now: DateTime<Utc>) -> Result<String, Error> {
    let claims = Claims {
        iss: jwt::issuer(),
        aud: AUDIENCE.to_owned(),
        sub: verified.person.to_string(),
        exp: (now + TimeDelta::minutes(MINUTES)).timestamp(),
        password: fingerprint(keys, verified),
    };
    jwt::sign(keys, &claims).map_err(Error::internal)
}

/// Who gave their password, according to a proof; [`fits`] tells whether it is still the same.
///
/// # Errors
/// [`Error::DeadLink`] unless the proof is ours and not too old.
pub fn person(keys: &Keys, proof: &str, now: DateTime<Utc>) -> Result<PersonId, Error> {
    let claims = read(keys, proof, now)?;
    claims.sub.parse().map(PersonId).map_err(|_| Error::DeadLink)
}

/// Whether the proof was made for the password of these credentials.
#[must_use]
pub fn fits(keys: &Keys, proof: &str, credentials: &Credentials, now: DateTime<Utc>) -> bool {
    read(keys, proof, now).is_ok_and(|claims| claims.password == fingerprint(keys, credentials))
}

fn read(keys: &Keys, proof: &str, now: DateTime<Utc>) -> Result<Claims, Error> {
    jwt::verify(keys, AUDIENCE, &["aud", "iss", "exp", "sub"], proof, now).map_err(|_| Error::DeadLink)
}
