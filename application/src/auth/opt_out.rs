//! The link by which somebody ends their reminders without signing in. It serves no other purpose, and as mails are stored for years it
//! does not expire.

use chrono::{DateTime, Utc};
use domain::address;
use domain::ids::PersonId;
use serde::{Deserialize, Serialize};
use url::Url;

use super::jwt;
use super::keys::Keys;
use crate::error::Error;

#[derive(Clone, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
}

const AUDIENCE: &str = "reminders-end";

/// Somebody's link.
///
/// # Errors
/// Faults of signing.
pub fn link(keys: &Keys, base: &Url, person: PersonId) -> Result<String, Error> {
    let claims = Claims { iss: jwt::issuer(), aud: AUDIENCE.to_owned(), sub: person.to_string() };
    let token = jwt::sign(keys, &claims).map_err(Error::internal)?;
    Ok(address::absolute(base.as_str(), &address::end_reminders(&token)))
}

/// Whose link it is.
///
/// # Errors
/// [`Error::DeadLink`] unless it is ours and for this purpose.
pub fn open(keys: &Keys, token: &str, now: DateTime<Utc>) -> Result<PersonId, Error> {
    let claims = jwt::verify::<Claims>(keys, AUDIENCE, &["aud", "iss", "sub"], token, now).map_err(|_| Error::DeadLink)?;
    let person = claims.sub.parse().ok();
    person.map(PersonId).ok_or(Error::DeadLink)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_is_for_one_person_and_cannot_be_made_by_others() {
        let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let [ours, theirs] = [&ours, &theirs].map(|folder| Keys::in_folder(folder.path()).unwrap());
        let base = Url::parse("https://tracker.example.org/").unwrap();
        let token = |keys: &Keys| link(keys, &base, PersonId(7)).unwrap().rsplit('/').nth(1).unwrap().to_owned();
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(open(&ours, &token(&ours), now).unwrap(), PersonId(7));
        assert!(open(&ours, &token(&theirs), now).is_err() && open(&ours, "no.such.token", now).is_err());
    }
}
