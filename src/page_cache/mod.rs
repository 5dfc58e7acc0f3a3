//! Caches rendered pages in memory, up to a limit; those that are asked for least go first. Which pages are cached, and for whom, is decided in
//! [`crate::web::page_cache`].

mod cached_page;

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use views::frame::Frame;

pub use cached_page::{CachedPage, Own, Placeholders};

use crate::db::version::Version;

/// How long a page is cached at most. Figures are read as of the present: were the clock of one process behind, it would not know what
/// another has just recorded, and must look again.
const LONGEST: TimeDelta = TimeDelta::seconds(60);

/// Bytes of a page of usual size, for the first guess of how many there will be.
const USUAL: u64 = 50_000;

/// Everything that decides what a page says, but for the data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The frame from which it is made: address, language, reader's day and as much of the reader as its audience names.
    pub frame: Frame,
    /// The day of figures.
    pub utc_day: NaiveDate,
}

#[derive(Clone)]
struct Entry {
    version: Version,
    made_at: DateTime<Utc>,
    cached_page: Arc<CachedPage>,
}

#[derive(Clone)]
struct Bytes;

impl Weighter<Key, Entry> for Bytes {
    fn weight(&self, key: &Key, entry: &Entry) -> u64 {
        // The key and what surrounds both, roughly.
        let around = key.frame.here.len() + 1_000;
        entry.cached_page.size() + u64::try_from(around).unwrap_or(u64::MAX)
    }
}

/// The cache of rendered pages.
pub struct PageCache {
    pages: Option<Cache<Key, Entry, Bytes>>,
    placeholders: Placeholders,
}

impl PageCache {
    /// An empty cache of at most so many mebibytes; with 0 nothing is cached.
    #[must_use]
    pub fn new(mebibytes: u64) -> Self {
        let bytes = mebibytes * 1024 * 1024;
        let guess = usize::try_from(bytes / USUAL).unwrap_or(1);
        let pages = (bytes > 0).then(|| Cache::with_weighter(guess.max(1), bytes, Bytes));
        Self { pages, placeholders: Placeholders::new() }
    }

    /// The placeholders in the places of what is a reader's own.
    pub(crate) const fn placeholders(&self) -> &Placeholders {
        &self.placeholders
    }

    /// A page that is good for this version of the data.
    pub(crate) fn find(&self, key: &Key, version: Version, now: DateTime<Utc>) -> Option<Arc<CachedPage>> {
        let entry = self.pages.as_ref()?.get(key)?;
        (entry.version == version && now - entry.made_at < LONGEST).then_some(entry.cached_page)
    }

    /// Caches a page that was made from this version of the data.
    pub(crate) fn put(&self, key: Key, version: Version, now: DateTime<Utc>, cached_page: &Arc<CachedPage>) {
        if let Some(pages) = &self.pages {
            pages.insert(key, Entry { version, made_at: now, cached_page: Arc::clone(cached_page) });
        }
    }
}
