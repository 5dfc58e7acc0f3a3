//! Forms as they are sent: read within limits and proven to be ours.

use std::future::{Ready, ready};
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpRequest};

use super::visitor::Visit;
use crate::auth::form_token;
use crate::web::error::AppError;

pub use super::fields::Fields;

/// Most bytes of a form. The longest texts of all fields fit, also those of a report in Chinese, encoded.
pub const BODY_MAX: usize = 1024 * 1024;

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

/// A form that was sent from a page of ours in the same session.
#[derive(Debug, Clone)]
pub struct Posted(pub Fields);

/// Reads the body of a request within the limit.
///
/// # Errors
/// [`AppError::TooLarge`], [`AppError::Unreadable`].
pub async fn body(request: &HttpRequest, payload: &mut Payload) -> Result<Bytes, AppError> {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|t| t.starts_with("application/x-www-form-urlencoded"));
    if !is_form {
        return Err(AppError::Unreadable("the body is not a form"));
    }
    web::Bytes::from_request(request, payload).await.map_err(|e| match e.as_error::<PayloadError>() {
        Some(PayloadError::Overflow) => AppError::TooLarge,
        _ if e.as_response_error().status_code() == actix_web::http::StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        _ => AppError::Unreadable("the body did not arrive whole"),
    })
}

/// Refuses what a browser says comes from another site.
///
/// # Errors
/// [`AppError::Forged`].
pub fn check_site(request: &HttpRequest) -> Result<(), AppError> {
    match request.headers().get("sec-fetch-site").map(|v| v.as_bytes()) {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(AppError::Forged("sent from another site")),
    }
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
            let fields = Fields::parse(&body(&request, &mut payload).await?)?;
            if form_token::fits(fields.get("token"), &visit.secret) {
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
