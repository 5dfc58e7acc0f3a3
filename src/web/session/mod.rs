//! Signing in and out, and proving again who one is.

mod carried;
pub mod code;
pub mod confirmation;
pub mod demo;
pub mod end;
pub mod enter;
pub mod new;

use actix_web::body::BoxBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use domain::access::Demand;
use domain::address;
use views::session::resume::Why;

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
        return Ok(lead_to(request, address::SIGN_IN));
    }
    let mut payload = request.take_payload();
    let answered = sign_in_again(request.request(), &mut payload).await;
    Ok(response::instead(request, answered.unwrap_or_else(HttpResponse::from_error)))
}

/// Answers a member who has to do something else first; what they had typed comes along.
///
/// # Errors
/// None of its own.
pub async fn demand(mut request: ServiceRequest, demand: Demand) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.method() != Method::POST {
        let first = match demand {
            Demand::Confirmation => address::CONFIRM,
            Demand::SecondFactor => address::SECOND_FACTOR,
        };
        return Ok(lead_to(request, first));
    }
    let mut payload = request.take_payload();
    let answered = match demand {
        Demand::Confirmation => confirm_first(request.request(), &mut payload).await,
        Demand::SecondFactor => set_up_first(request.request(), &mut payload).await,
    };
    Ok(response::instead(request, answered.unwrap_or_else(HttpResponse::from_error)))
}

/// Leads to a page from which one comes back here.
fn lead_to(request: ServiceRequest, page: &str) -> ServiceResponse<BoxBody> {
    let here = request.uri().path_and_query().map_or("/", |p| p.as_str());
    let address = address::with_query(page, &[("next", here)]);
    response::instead(request, response::to(&address))
}

/// What was sent, so that it can be sent once more; without files, which are chosen again on the page that has the same address.
async fn sent(request: &HttpRequest, payload: &mut Payload) -> Result<(web::Data<App>, Visit, Option<Fields>), AppError> {
    extract::check_site(request)?;
    let app = request.app_data::<web::Data<App>>().cloned().ok_or_else(|| AppError::internal("no application"))?;
    let visit = Visit::from_request(request, payload).await?;
    if upload::is_upload(request) {
        upload::discard(&app, request, payload).await?;
        return Ok((app, visit, None));
    }
    let fields = Fields::parse(&body::form(&app, request, payload).await?)?.without_secrets();
    Ok((app, visit, Some(fields)))
}

/// The sign-in page that carries along what was sent.
async fn sign_in_again(request: &HttpRequest, payload: &mut Payload) -> Result<HttpResponse, AppError> {
    let (app, visit, fields) = sent(request, payload).await?;
    let page =
        views::session::new::Page { next: request.path().to_owned(), carried: carried::of_request(request, fields), ..Default::default() };
    Ok(response::with_status(StatusCode::UNAUTHORIZED, new::page(&app, page).await?.render(&visit.frame)))
}

/// The page that asks again who somebody is, and carries along what was sent.
async fn confirm_first(request: &HttpRequest, payload: &mut Payload) -> Result<HttpResponse, AppError> {
    let (app, visit, fields) = sent(request, payload).await?;
    let page = confirmation::page(&app, &visit, address::HOME.to_owned(), carried::of_request(request, fields)).await?;
    Ok(response::with_status(StatusCode::FORBIDDEN, page.render(&visit.frame)))
}

/// The page that says that a second factor has to be set up, and shows what was sent.
async fn set_up_first(request: &HttpRequest, payload: &mut Payload) -> Result<HttpResponse, AppError> {
    let (_, visit, fields) = sent(request, payload).await?;
    let fields = fields.map(|fields| fields.0).unwrap_or_default();
    let page = views::session::resume::Page { why: Why::SecondFactorNeeded, action: request.path().to_owned(), fields };
    Ok(response::with_status(StatusCode::FORBIDDEN, page.render(&visit.frame)))
}
