//! Reading the body of a request within the limits.

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{HttpMessage, HttpRequest};
use futures_util::StreamExt;

use super::body_limits::Arriving;
use super::visitor::Visit;
use crate::web::app::App;
use crate::web::error::AppError;

/// Most bytes of a form. The longest texts of all fields fit, also those of a report in Chinese, encoded.
pub const FORM_MAX: usize = 1024 * 1024;

/// Lets the body of a request arrive, if there is a place for one.
///
/// # Errors
/// [`AppError::Unavailable`] when too many arrive.
pub fn enter(app: &App, request: &HttpRequest) -> Result<Arriving, AppError> {
    app.bodies.enter(request.extensions().get::<Visit>().is_some_and(|visit| visit.session.is_some()))
}

/// Reads a form within the limits.
///
/// # Errors
/// [`AppError::TooLarge`], [`AppError::TooSlow`], [`AppError::Unreadable`], [`AppError::Unavailable`].
pub async fn form(app: &App, request: &HttpRequest, payload: &mut Payload) -> Result<Bytes, AppError> {
    let header = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
    if !header(header::CONTENT_TYPE).is_some_and(|t| t.starts_with("application/x-www-form-urlencoded")) {
        return Err(AppError::Unreadable("the body is not a form"));
    }
    if header(header::CONTENT_LENGTH).and_then(|n| n.parse::<usize>().ok()).is_some_and(|n| n > FORM_MAX) {
        return Err(AppError::TooLarge);
    }
    let arriving = enter(app, request)?;
    tokio::time::timeout(app.bodies.form_within(), collect(arriving, payload)).await.map_err(|_| AppError::TooSlow)?
}

async fn collect(mut arriving: Arriving, payload: &mut Payload) -> Result<Bytes, AppError> {
    let mut body = BytesMut::new();
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|_| AppError::Unreadable("the body did not arrive whole"))?;
        if body.len() + piece.len() > FORM_MAX {
            return Err(AppError::TooLarge);
        }
        arriving.keep(piece.len())?;
        body.extend_from_slice(&piece);
    }
    Ok(body.freeze())
}
