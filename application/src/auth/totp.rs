//! Codes of authenticator apps (RFC 6238: six digits, SHA-1, 30 seconds, as every app knows them).
//!
//! The secret that an app holds is an HMAC of the key of the installation over the person and a nonce: the database stores the nonce alone,
//! so that a copy of it makes no codes.

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use totp_rs::{Builder, Totp};

use super::keys::Keys;
use crate::error::Error;

/// Bytes of a secret: as many as SHA-1 gives out, which RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// Name of this program in apps.
const ISSUER: &str = "Capacity Tracker";

/// The app of a person.
pub struct Authenticator(Totp);

/// How an app takes in the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The address that a QR code holds.
    pub address: String,
    /// The secret in letters, to be typed where no QR code can be scanned.
    pub secret: String,
}

impl Authenticator {
    /// The app for a nonce. `account` is the name under which the app lists it.
    ///
    /// # Errors
    /// None but those of the libraries.
    pub fn new(keys: &Keys, person: PersonId, nonce: &str, account: &str) -> Result<Self, Error> {
        let mac = Hmac::<Sha256>::new_from_slice(keys.secret()).map_err(Error::internal)?;
        let secret = mac.chain_update(format!("authenticator {person} {nonce}")).finalize().into_bytes();
        let builder = Builder::new().with_secret(&secret[..SECRET_BYTES]).with_skew(1).with_issuer(Some(ISSUER)).with_account_name(account);
        Ok(Self(builder.build().map_err(|e| Error::internal(e.to_string()))?))
    }

    /// How an app takes it in.
    ///
    /// # Errors
    /// None but those of the library.
    pub fn setup(&self) -> Result<Setup, Error> {
        let address = self.0.to_url().map_err(|e| Error::internal(e.to_string()))?;
        let letters = address.split(['?', '&']).find_map(|part| part.strip_prefix("secret=")).unwrap_or_default();
        let groups: Vec<String> = letters.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
        Ok(Setup { address, secret: groups.join(" ") })
    }

    /// The step of time of a code, if it is the present one or one of its neighbours.
    #[must_use]
    pub fn step(&self, code: &str, now: DateTime<Utc>) -> Option<i64> {
        let step = self.0.check(code, u64::try_from(now.timestamp()).ok()?)?;
        i64::try_from(step).ok()
    }
}

/// The step of time at a moment.
#[must_use]
pub fn step_at(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(30)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_fit_their_person_and_time_alone() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::in_folder(folder.path()).unwrap();
        let app = |person, nonce| Authenticator::new(&keys, PersonId(person), nonce, "ines@example.org").unwrap();
        let ours = app(1, "once");
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        let code = ours.0.generate(60_000_000).to_string();
        for (seconds, fits) in [(60_000_000, true), (60_000_029, true), (60_000_059, true), (60_000_061, false), (59_999_969, false)] {
            assert_eq!(ours.step(&code, at(seconds)).is_some(), fits, "{seconds}");
        }
        assert_eq!(ours.step(&code, at(60_000_030)), Some(step_at(at(60_000_000))));
        assert!(app(2, "once").step(&code, at(60_000_000)).is_none() && app(1, "twice").step(&code, at(60_000_000)).is_none());
        let setup = ours.setup().unwrap();
        assert!(setup.address.starts_with("otpauth://totp/Capacity%20Tracker:ines%40example.org?secret="), "{}", setup.address);
        assert_eq!(setup.secret.replace(' ', "").len(), 32);
    }
}
