//! Caches sessions by the hash of their token, for as long as the version of the data stays.
//!
//! Every request asks who makes it. Sessions end, people change and pages are opened to the public by writes, and each of those raises
//! the version, in whichever process it happens; so what is cached here is valid while its version is the current one.

use std::sync::Arc;

use application::Error;
use application::queries::second_factor;
use chrono::{DateTime, Utc};
use domain::plan::PlanRef;
use quick_cache::sync::Cache;

use crate::auth::session::{self, Current};
use crate::auth::sha256_hex;
use crate::db::version::Version;
use crate::db::{Db, plan, setting};

/// Most sessions that are cached: about a megabyte.
const MOST: usize = 2_000;

/// What was found out about the maker of a request.
pub struct Known {
    /// The version of the data at which it was found out.
    pub version: Version,
    /// Whether published pages are open to the public.
    pub public_open: bool,
    /// All plans, in the order in which they came.
    pub plans: Arc<[PlanRef]>,
    /// Whether their role requires a second factor that they have not set up.
    pub lacks_second_factor: bool,
    /// The session, if there is one.
    pub current: Option<Current>,
}

/// Those who were recognised, by the hash of their token; strangers by an empty one.
pub struct SessionCache(Cache<String, Arc<Known>>);

impl Default for SessionCache {
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

impl SessionCache {
    /// Finds out who comes with this token.
    ///
    /// # Errors
    /// When the database fails; a session that has ended is no error.
    pub async fn by_token(&self, db: &Db, token: Option<&str>, now: DateTime<Utc>) -> Result<Arc<Known>, Error> {
        let hash = token.map_or_else(String::new, |token| sha256_hex(token.as_bytes()));
        let version = db.version().await?;
        let is_good = |known: &Known| known.version == version && !known.current.as_ref().is_some_and(|c| c.has_expired(now));
        if let Some(known) = self.0.get(&hash).filter(|known| is_good(known)) {
            return Ok(known);
        }
        let lookup = hash.clone();
        let read = db.snapshot(move |conn| {
            let current = if lookup.is_empty() { None } else { session::current(conn, &lookup, now)? };
            let plans = plan::all(conn)?.iter().map(PlanRef::from).collect();
            let lacks = match &current {
                Some(Current { profile, .. }) => second_factor::must_set_up(conn, profile.id, profile.person.role)?,
                None => false,
            };
            Ok::<_, Error>((setting::public_pages(conn)?, plans, lacks, current))
        });
        let (version, (public_open, plans, lacks_second_factor, current)) = read.await?;
        let known = Arc::new(Known { version, public_open, plans, lacks_second_factor, current });
        // What is no session may be any text: there is no end of those.
        if hash.is_empty() || known.current.is_some() {
            self.0.insert(hash, Arc::clone(&known));
        }
        Ok(known)
    }

    /// Forgets what was found out by a token, as it was marked as used meanwhile.
    pub fn forget(&self, token: &str) {
        self.0.remove(&sha256_hex(token.as_bytes()));
    }
}
