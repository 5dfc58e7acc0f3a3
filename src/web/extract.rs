//! Forms as they are sent: read within limits and proven to be ours.

use std::future::{Ready, ready};
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};

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
