//! Pages that are rendered once and served until the next write.
//!
//! A handler that takes [`Cached`] instead of the visit, and makes its page from what it is given, is cached:
//!
//! ```text
//! pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
//!     let as_of = cached.as_of();
//!     cached.page(Audience::Role, move |conn, frame| Ok(page(conn, as_of, frame.member())?.render(frame))).await
//! }
//! ```
//!
//! What decides what a page says is in its key: the frame, with as much of the reader as the [`Audience`] names, and the day. The page is
//! made from that very frame, so that nobody gets what was made for somebody else: what is not in the key is not handed over. Take nothing
//! else from the request than what [`Cached`] gives.
//!
//! What is the reader's own, the name in the header and the tokens of forms, is put in for each answer ([`CachedPage`]). A page is good for the
//! version of the data from which it was made (see [`crate::db::version`]); every request compares it with the present one, so nothing stale
//! is handed out, whichever process has written.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::{Member, Role};
use domain::ids::PersonId;
use maud::Markup;
use views::frame::{Frame, Reader};

use super::as_of::AsOf;
use super::assets::accepts;
use super::visitor::Visit;
use crate::app::App;
use crate::db::Conn;
use crate::error::AppError;
use crate::page_cache::{CachedPage, Key, Own};

/// For whom a page is the same. The page is made for a reader of whom no more is known than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody of the same role.
    Role,
    /// Everybody of the same role in the same organisation.
    Organisation,
    /// Everybody of the same role, as far as that decides which records exist; each partner, as theirs are among them.
    Records,
    /// One person.
    Person,
}

impl Audience {
    /// As much of a reader as is known of this audience.
    const fn of(self, member: Member) -> Member {
        match self {
            Self::Records if matches!(member.role, Role::Partner) => member,
            Self::Role | Self::Records => Member { id: PersonId(0), role: member.role, organisation: None },
            Self::Organisation => Member { id: PersonId(0), ..member },
            Self::Person => member,
        }
    }
}

/// A request for a page that is cached.
pub struct Cached {
    app: web::Data<App>,
    visit: Visit,
    request: HttpRequest,
    now: DateTime<Utc>,
}

impl FromRequest for Cached {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let visit = Visit::from_request(request, payload).into_inner();
        let app = request.app_data::<web::Data<App>>().cloned().ok_or_else(|| AppError::internal("no application"));
        ready(visit.and_then(|visit| {
            let app = app?;
            Ok(Self { now: app.clock.now(), app, visit, request: request.clone() })
        }))
    }
}

impl Cached {
    /// The present.
    #[must_use]
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The moment as of which the address asks.
    #[must_use]
    pub fn as_of(&self) -> AsOf {
        crate::web::as_of::of(&self.request, self.now)
    }

    /// The installation.
    #[must_use]
    pub fn site(&self) -> std::sync::Arc<application::Site> {
        std::sync::Arc::clone(&self.app.site)
    }

    /// What the address asks for, after its question mark.
    #[must_use]
    pub fn query(&self) -> &str {
        self.request.query_string()
    }

    /// Answers with the page: the cached one, or one that is made now from one state of the database.
    ///
    /// # Errors
    /// Those of `make`, and [`AppError::Unavailable`].
    pub async fn page<F>(self, audience: Audience, make: F) -> Result<HttpResponse, AppError>
    where
        F: FnOnce(&mut Conn, &Frame) -> Result<Markup, AppError> + Send + 'static,
    {
        let page_cache = &self.app.page_cache;
        let key = Key { frame: self.frame_for(audience), utc_day: self.now.date_naive() };
        if let Some(cached_page) = page_cache.find(&key, self.visit.version, self.now) {
            return Ok(self.answer(&cached_page));
        }
        let (frame, placeholders) = (key.frame.clone(), page_cache.placeholders().clone());
        let made = self.app.snapshot(move |conn| Ok(CachedPage::of(&make(conn, &frame)?.into_string(), &placeholders)));
        let (version, cached_page) = made.await?;
        let cached_page = std::sync::Arc::new(cached_page);
        // Had something been written since the reader was recognised, what the frame says of the reader might be older than the page.
        if version == self.visit.version {
            page_cache.put(key, version, self.now, &cached_page);
        }
        Ok(self.answer(&cached_page))
    }

    /// What is around the page, with placeholders in the places of what is the reader's own.
    fn frame_for(&self, audience: Audience) -> Frame {
        let (frame, placeholders) = (&self.visit.frame, self.app.page_cache.placeholders());
        Frame {
            reader: frame.reader.as_ref().map(|r| Reader { member: audience.of(r.member), name: placeholders.name.clone() }),
            token: placeholders.token.clone(),
            ..frame.clone()
        }
    }

    fn answer(&self, cached_page: &CachedPage) -> HttpResponse {
        let frame = &self.visit.frame;
        // A word for what has just happened is said once: the browser must not keep that page.
        let tag = frame.notice.is_none().then(|| cached_page.tag(&self.visit.secret)).and_then(|tag| HeaderValue::from_str(&tag).ok());
        let asked = self.request.headers().get(header::IF_NONE_MATCH);
        let is_known = tag.as_ref().zip(asked).is_some_and(|(tag, asked)| names(asked, tag));
        let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        answer.insert_header((header::VARY, "accept-encoding, accept-language, cookie"));
        answer.insert_header((header::CACHE_CONTROL, "private, no-cache"));
        if let Some(tag) = tag {
            answer.insert_header((header::ETAG, tag));
        }
        if is_known {
            return answer.finish();
        }
        let own = Own { name: frame.reader.as_ref().map_or("", |r| r.name.as_str()), token: &frame.token };
        answer.content_type("text/html; charset=utf-8");
        if accepts(&self.request, "gzip") {
            answer.insert_header((header::CONTENT_ENCODING, "gzip")).body(cached_page.packed(&own))
        } else {
            answer.body(cached_page.plain(&own))
        }
    }
}

/// Whether a list of tags holds this one.
fn names(list: &HeaderValue, tag: &HeaderValue) -> bool {
    list.to_str().is_ok_and(|list| list.split(',').any(|one| one.trim().as_bytes() == tag.as_bytes()))
}
