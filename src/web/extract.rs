//! Forms as they are sent: read within limits and proven to be ours.

use std::future::{Ready, ready};
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use url::Url;

use super::body;
use super::visitor::Visit;
use crate::auth::form_token;
use crate::web::app::App;
use crate::web::error::AppError;

pub use super::fields::Fields;

/// The number of the activity in an address, within the plan of the address.
#[derive(Debug, Clone, Copy)]
pub struct ActivityNumber(i32);

impl Deref for ActivityNumber {
    type Target = i32;
    fn deref(&self) -> &i32 {
        &self.0
    }
}

impl FromRequest for ActivityNumber {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.match_info().get("number").and_then(|n| n.parse().ok()).map(Self).ok_or(AppError::NotFound))
    }
}

/// What a form of ours held, without secrets: kept with the request, so that it can be shown again if it cannot be stored for now.
pub struct Typed(pub Fields);

/// A form that was sent from a page of ours in the same session.
#[derive(Debug, Clone)]
pub struct Posted(pub Fields);

/// Refuses what a browser says comes from another site.
///
/// # Errors
/// [`AppError::Forged`].
pub fn check_site(request: &HttpRequest) -> Result<(), AppError> {
    let is_ours = match request.headers().get("sec-fetch-site").map(|v| v.as_bytes()) {
        None | Some(b"same-origin" | b"none") => request.headers().get(header::ORIGIN).is_none_or(|origin| is_own_origin(request, origin)),
        Some(_) => false,
    };
    if is_ours { Ok(()) } else { Err(AppError::Forged("sent from another site")) }
}

/// Whether an origin is this site: at the address that was set, or at the one that the browser asked.
fn is_own_origin(request: &HttpRequest, origin: &HeaderValue) -> bool {
    let Some(origin) = origin.to_str().ok().and_then(|origin| Url::parse(origin).ok()) else { return false };
    let base = request.app_data::<web::Data<App>>().map(|app| app.site.base.origin());
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let asked = host.and_then(|host| Url::parse(&format!("{}://{host}", origin.scheme())).ok());
    base == Some(origin.origin()) || asked.is_some_and(|asked| asked.origin() == origin.origin())
}

impl FromRequest for Posted {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            check_site(&request)?;
            let visit = Visit::from_request(&request, &mut payload).await?;
            let app = request.app_data::<web::Data<App>>().cloned().ok_or_else(|| AppError::internal("no application"))?;
            let fields = Fields::parse(&body::form(&app, &request, &mut payload).await?)?;
            if form_token::fits(fields.get("token"), &visit.secret) {
                request.extensions_mut().insert(Typed(fields.clone().without_secrets()));
                return Ok(Self(fields));
            }
            // The browser vouches that one of our own pages sent it: another session has ended, or begun in another tab.
            let is_ours = request.headers().get("sec-fetch-site").is_some_and(|v| v.as_bytes() == b"same-origin");
            if is_ours && visit.session.is_some() {
                return Err(AppError::Outlived { action: request.path().to_owned(), fields: fields.without_secrets().0 });
            }
            Err(AppError::Forged("token of another session, or none"))
        })
    }
}
