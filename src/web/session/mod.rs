//! Signing in and out.

pub mod demo;
pub mod end;
pub mod enter;
pub mod new;

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, web};
use domain::address;
use views::session::Carried;

use super::extract::{self, Fields};
use super::visitor::Visit;
use super::{body, response, upload};
use crate::web::app::App;
use crate::web::error::AppError;

/// Answers somebody who may not use an address: strangers may sign in, and what they had typed comes along; for members there is nothing.
///
/// # Errors
/// None of its own.
pub async fn turn_away(mut request: ServiceRequest, refusal: AppError) -> Result<ServiceResponse<BoxBody>, Error> {
    if !matches!(refusal, AppError::SignInNeeded) {
        return Ok(response::instead(request, HttpResponse::from_error(refusal)));
    }
    if request.method() != Method::POST {
        let here = request.uri().path_and_query().map_or("/", |p| p.as_str());
        let address = address::with_query(address::SIGN_IN, &[("next", here)]);
        return Ok(response::instead(request, response::to(&address)));
    }
    let mut payload = request.take_payload();
    let answered = carry(request.request(), &mut payload).await;
    Ok(response::instead(request, answered.unwrap_or_else(HttpResponse::from_error)))
}

/// The sign-in page that carries along what was sent.
async fn carry(request: &HttpRequest, payload: &mut actix_web::dev::Payload) -> Result<HttpResponse, AppError> {
    use actix_web::FromRequest;
    extract::check_site(request)?;
    let app = request.app_data::<web::Data<App>>().cloned().ok_or_else(|| AppError::internal("no application"))?;
    let visit = Visit::from_request(request, payload).await?;
    let carried = if upload::is_upload(request) {
        // A file cannot be carried along: it is chosen again on the page that has the same address.
        upload::discard(&app, request, payload).await?;
        None
    } else {
        let fields = Fields::parse(&body::form(&app, request, payload).await?)?.without_secrets();
        Some(Carried { action: request.path().to_owned(), body: fields.encode() })
    };
    let page = new::page(&app, views::session::new::Page { next: request.path().to_owned(), carried, ..Default::default() }).await?;
    Ok(response::with_status(StatusCode::UNAUTHORIZED, page.render(&visit.frame)))
}
