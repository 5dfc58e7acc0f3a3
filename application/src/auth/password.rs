//! Hashing of passwords with argon2id. Slow on purpose: [`Hasher`] does it on threads that may block.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use domain::password::normalized;
use domain::unavailable::Cause;
use tokio::sync::Semaphore;

use crate::error::Error;

/// How long anybody waits for a turn before the machine counts as overloaded.
const PATIENCE: Duration = Duration::from_secs(20);

/// Hashes and verifies passwords, at most as many at once as the machine has processors: each takes one of them for tens of milliseconds,
/// and 19 MiB of memory. It uses no database connection, so that many people who sign in at once do not keep others from reading.
#[derive(Clone)]
pub struct Hasher {
    turns: Arc<Semaphore>,
}

impl Default for Hasher {
    fn default() -> Self {
        Self::at_once(std::thread::available_parallelism().map_or(1, NonZeroUsize::get))
    }
}

impl Hasher {
    fn at_once(most: usize) -> Self {
        Self { turns: Arc::new(Semaphore::new(most)) }
    }

    /// The hash of a password, see [`hash`].
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many wait; those of [`hash`].
    pub async fn hash(&self, password: String) -> Result<String, Error> {
        self.in_turn(move || hash(&password)).await
    }

    /// Whether the password is the one of the hash, see [`verify`].
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many wait; those of [`verify`].
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        self.in_turn(move || verify(&password, hash.as_deref())).await
    }

    /// Does work when it is its turn. The turn goes along with the work, which goes on if nobody waits for it any more.
    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
        let waiting = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = waiting
            .map_err(|_| Error::Unavailable(Cause::Crowded, "too many passwords wait to be verified".to_owned()))?
            .map_err(Error::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        done.await.map_err(Error::internal)?
    }
}

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
    argon2()?.hash_password(normalized(password).as_bytes()).map(|h| h.to_string()).map_err(|e| Error::internal(e.to_string()))
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
    let (argon2, normalized) = (argon2()?, normalized(password));
    let fits = |password: &str| argon2.verify_password(password.as_bytes(), &parsed).is_ok();
    // Hashes of former versions were made of the password as it was typed.
    Ok(fits(&normalized) || (normalized != password && fits(password)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_are_hashed_at_once_than_allowed() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let (hasher, now, most) = (Hasher::at_once(2), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        runtime.block_on(async {
            let mut tasks = Vec::new();
            for _ in 0..8 {
                let (hasher, now, most) = (hasher.clone(), Arc::clone(&now), Arc::clone(&most));
                tasks.push(tokio::spawn(async move {
                    let work = move || {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        hash("four plain little words")?;
                        now.fetch_sub(1, Ordering::SeqCst);
                        Ok(())
                    };
                    hasher.in_turn(work).await
                }));
            }
            for task in tasks {
                task.await.unwrap().unwrap();
            }
        });
        assert!((1..=2).contains(&most.load(Ordering::SeqCst)));
    }

    #[test]
    fn the_same_letters_are_the_same_password_however_they_are_typed() {
        let stored = hash("caf\u{e9} ou th\u{e9} ce soir").unwrap();
        assert!(verify("cafe\u{301} ou the\u{301} ce soir", Some(&stored)).unwrap());
        assert!(verify("ｃａｆé ou thé ce soir", Some(&stored)).unwrap());
        assert!(!verify("cafe ou the ce soir", Some(&stored)).unwrap());
        let of_before = argon2().unwrap().hash_password("cafe\u{301} ou the\u{301}".as_bytes()).unwrap().to_string();
        assert!(verify("cafe\u{301} ou the\u{301}", Some(&of_before)).unwrap());
    }

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
