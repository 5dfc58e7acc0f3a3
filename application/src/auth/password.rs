//! Hashing of passwords with argon2id. Slow on purpose: call it where blocking is allowed.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::error::Error;

/// 19 MiB, two passes, one lane: the first of the equal choices of OWASP's guide.
fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|e| Error::internal(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a password with a new salt, as a PHC string.
///
/// # Errors
/// When the system gives no randomness.
pub fn hash(password: &str) -> Result<String, Error> {
    argon2()?.hash_password(password.as_bytes()).map(|h| h.to_string()).map_err(|e| Error::internal(e.to_string()))
}

/// Whether the password is the one of the hash. Without a hash it takes as long, and is not.
///
/// # Errors
/// When the stored hash is corrupt.
pub fn verify(password: &str, hash: Option<&str>) -> Result<bool, Error> {
    let Some(hash) = hash else {
        self::hash(password)?;
        return Ok(false);
    };
    let parsed = PasswordHash::new(hash).map_err(|e| Error::internal(e.to_string()))?;
    Ok(argon2()?.verify_password(password.as_bytes(), &parsed).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_alone() {
        let stored = hash("four plain little words").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(stored, hash("four plain little words").unwrap());
        assert!(verify("four plain little words", Some(&stored)).unwrap());
        assert!(!verify("four plain little word", Some(&stored)).unwrap());
        assert!(!verify("anything", None).unwrap());
        assert!(verify("anything", Some("nonsense")).is_err());
    }
}
