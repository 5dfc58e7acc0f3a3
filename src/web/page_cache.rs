//! Pages that are rendered once for each reader and served until the next write.
//!
//! A handler that takes [`Cached`] instead of the visit, and renders its page from what it is given, is cached:
//!
//! ```text
//! pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
//!     let as_of = cached.as_of();
//!     cached.page(move |conn, frame| Ok(page(conn, as_of, frame.member())?.render(frame))).await
//! }
//! ```
//!
//! Everything that decides what a page says, apart from the data, is in its key: the session, the frame and the day. The page is rendered from
//! that frame; take nothing else from the request than what [`Cached`] gives, or a reader gets a page rendered for another request.
//!
//! A cached page is valid for the version of the data from which it was rendered (see [`crate::db::version`]). Every request compares it with
//! the current one, so no reader gets an outdated page, whichever process has written.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use maud::Markup;
use views::frame::Frame;

use super::as_of::AsOf;
use super::assets::accepts;
use super::visitor::Visit;
use crate::db::Conn;
use crate::page_cache::{Key, Packed};
use crate::web::app::App;
use crate::web::error::AppError;

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
    /// Whether mails go to a server.
    #[must_use]
    pub fn has_mail_server(&self) -> bool {
        self.app.has_mail_server
    }

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

    /// Answers with the page: the cached one, or one that is rendered now from one state of the database.
    ///
    /// # Errors
    /// Those of `render`, and [`AppError::Unavailable`].
    pub async fn page<F>(self, render: F) -> Result<HttpResponse, AppError>
    where
        F: FnOnce(&mut Conn, &Frame) -> Result<Markup, AppError> + Send + 'static,
    {
        let key = Key { session: self.visit.session, frame: self.frame_without_token(), utc_day: self.now.date_naive() };
        if let Some(page) = self.app.page_cache.find(&key, self.visit.version, self.now) {
            return self.answer(&page);
        }
        // A page for strangers has no form that needs a token, so that all of them share it.
        let token = if self.visit.session.is_some() { self.visit.frame.token.clone() } else { String::new() };
        let frame = Frame { token, ..key.frame.clone() };
        let (version, page) =
            self.app.snapshot(move |conn| Packed::of(&render(conn, &frame)?.into_string()).map_err(AppError::internal)).await?;
        // If something was written since the reader was identified, what the frame says of the reader may be older than the page.
        if version == self.visit.version {
            self.app.page_cache.put(key, version, self.now, &page);
        }
        self.answer(&page)
    }

    fn frame_without_token(&self) -> Frame {
        Frame { token: String::new(), ..self.visit.frame.clone() }
    }

    fn answer(&self, page: &Packed) -> Result<HttpResponse, AppError> {
        let mut answer = HttpResponse::Ok();
        answer.insert_header((header::VARY, "accept-encoding, accept-language, cookie")).content_type("text/html; charset=utf-8");
        Ok(if accepts(&self.request, "gzip") {
            answer.insert_header((header::CONTENT_ENCODING, "gzip")).body(page.bytes())
        } else {
            answer.body(page.text().map_err(AppError::internal)?)
        })
    }
}
