//! Caches rendered pages in memory, one for each reader, up to a limit; those that are asked for least go first. Which pages are cached is
//! decided in [`crate::web::page_cache`].

use std::io::{self, Read as _, Write as _};

use bytes::Bytes;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::ids::SessionId;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use views::frame::Frame;

use crate::db::version::Version;

/// The longest time for which a page is cached. Figures are read as of the present: if the clock of one process is behind, it does not see what
/// another has just recorded, and must read again.
const LONGEST: TimeDelta = TimeDelta::seconds(60);

/// Compressed bytes of a typical page, to estimate how many fit.
const TYPICAL: u64 = 8_000;

/// The level of compression, of 9: beyond it, time grows much faster than pages shrink.
const LEVEL: u32 = 6;

/// A page, compressed with gzip. Copying it copies a pointer.
#[derive(Debug, Clone)]
pub struct Packed(Bytes);

impl Packed {
    /// Compresses a page.
    ///
    /// # Errors
    /// Writing to memory does not fail; the signature is that of writers.
    pub fn of(page: &str) -> io::Result<Self> {
        let mut packer = GzEncoder::new(Vec::with_capacity(page.len() / 4), Compression::new(LEVEL));
        packer.write_all(page.as_bytes())?;
        let mut packed = packer.finish()?;
        packed.shrink_to_fit();
        Ok(Self(packed.into()))
    }

    /// The compressed bytes.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        self.0.clone()
    }

    /// The page as text, for clients that do not accept gzip.
    ///
    /// # Errors
    /// If the bytes are not gzip.
    pub fn text(&self) -> io::Result<String> {
        let mut page = String::new();
        GzDecoder::new(&*self.0).read_to_string(&mut page)?;
        Ok(page)
    }
}

/// Everything that decides what a page says, apart from the data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The session whose token for forms the page holds; `None`: nobody is signed in, and the page holds no token.
    pub session: Option<SessionId>,
    /// The frame from which the page is rendered, without its token: address, language, reader, the reader's day.
    pub frame: Frame,
    /// The day of figures.
    pub utc_day: NaiveDate,
}

#[derive(Clone)]
struct Entry {
    version: Version,
    made_at: DateTime<Utc>,
    page: Packed,
}

#[derive(Clone)]
struct Size;

impl Weighter<Key, Entry> for Size {
    fn weight(&self, key: &Key, entry: &Entry) -> u64 {
        // The key and the cache's own bookkeeping, roughly.
        let around = key.frame.here.len() + 1_000;
        u64::try_from(entry.page.0.len() + around).unwrap_or(u64::MAX)
    }
}

/// The cache of rendered pages.
pub struct PageCache(Option<Cache<Key, Entry, Size>>);

impl PageCache {
    /// An empty cache of at most so many mebibytes; with 0 nothing is cached.
    #[must_use]
    pub fn new(mebibytes: u64) -> Self {
        let bytes = mebibytes * 1024 * 1024;
        let estimate = usize::try_from(bytes / TYPICAL).unwrap_or(1);
        Self((bytes > 0).then(|| Cache::with_weighter(estimate.max(1), bytes, Size)))
    }

    /// The page, if it was rendered from this version of the data and not too long ago.
    #[must_use]
    pub fn find(&self, key: &Key, version: Version, now: DateTime<Utc>) -> Option<Packed> {
        let entry = self.0.as_ref()?.get(key)?;
        (entry.version == version && now - entry.made_at < LONGEST).then_some(entry.page)
    }

    /// Caches a page that was rendered from this version of the data.
    pub fn put(&self, key: Key, version: Version, now: DateTime<Utc>, page: &Packed) {
        if let Some(pages) = &self.0 {
            pages.insert(key, Entry { version, made_at: now, page: page.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::lang::Lang;
    use proptest::prelude::*;

    fn key(session: i32) -> Key {
        Key { session: Some(SessionId(session)), frame: Frame::sample(Lang::En), utc_day: NaiveDate::default() }
    }

    proptest! {
        #[test]
        fn a_page_is_unpacked_as_it_was(page in "(.|\n){0,3000}") {
            prop_assert_eq!(Packed::of(&page).unwrap().text().unwrap(), page);
        }
    }

    #[test]
    fn a_page_is_found_by_its_reader_version_and_for_a_minute() {
        let (cache, now) = (PageCache::new(1), DateTime::UNIX_EPOCH);
        cache.put(key(1), 7, now, &Packed::of("a page").unwrap());
        let found = |session, version, now| cache.find(&key(session), version, now).map(|page| page.text().unwrap());
        assert_eq!(found(1, 7, now), Some("a page".to_owned()));
        assert_eq!(found(2, 7, now), None);
        assert_eq!(found(1, 8, now), None);
        assert_eq!(found(1, 7, now + TimeDelta::seconds(61)), None);
    }

    #[test]
    fn the_cache_holds_no_more_than_its_limit() {
        let (cache, now) = (PageCache::new(1), DateTime::UNIX_EPOCH);
        let page = |n: u32| (0..20_000u32).map(|i| format!("{}", (i + n).wrapping_mul(2_654_435_761))).collect::<String>();
        for n in 0..30 {
            cache.put(key(n), 1, now, &Packed::of(&page(n.unsigned_abs())).unwrap());
        }
        let cached = (0..30).filter_map(|n| cache.find(&key(n), 1, now)).map(|page| page.bytes().len()).sum::<usize>();
        assert!(cached > 0 && cached <= 1024 * 1024, "{cached} bytes");
    }
}
