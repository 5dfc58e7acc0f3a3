//! The key in the address of somebody's calendar. It names the person and proves itself; nobody can make one without the secret of the
//! installation, and none outlives the number from which it was made.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use domain::ids::PersonId;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::keys::Keys;

fn mac(keys: &Keys, person: PersonId, nonce: &str) -> Option<Hmac<Sha256>> {
    let said = format!("calendar {person} {nonce}");
    Some(Hmac::<Sha256>::new_from_slice(keys.secret()).ok()?.chain_update(said.as_bytes()))
}

/// The key of a person: `12-` and 43 letters.
#[must_use]
pub fn make(keys: &Keys, person: PersonId, nonce: &str) -> String {
    let proof = mac(keys, person, nonce).map(|mac| BASE64.encode(mac.finalize().into_bytes()));
    format!("{person}-{}", proof.unwrap_or_default())
}

/// Whose key it says it is; [`fits`] tells whether it is so.
#[must_use]
pub fn person(key: &str) -> Option<PersonId> {
    key.split_once('-').and_then(|(person, _)| person.parse().ok()).map(PersonId)
}

/// Whether the key was made from this number for the person it names.
#[must_use]
pub fn fits(keys: &Keys, key: &str, nonce: &str) -> bool {
    let (Some(person), Some((_, proof))) = (person(key), key.split_once('-')) else { return false };
    let Ok(proof) = BASE64.decode(proof) else { return false };
    mac(keys, person, nonce).is_some_and(|mac| mac.verify_slice(&proof).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_fits_one_person_and_one_number() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::in_folder(folder.path()).unwrap();
        let key = make(&keys, PersonId(12), "once");
        assert_eq!((person(&key), key.len()), (Some(PersonId(12)), 46));
        assert!(fits(&keys, &key, "once") && !fits(&keys, &key, "twice"));
        let others = key.replacen("12-", "13-", 1);
        for bad in ["", "12", "12-", "x-y", others.as_str(), &key[..45]] {
            assert!(!fits(&keys, bad, "once"), "{bad}");
        }
    }
}
