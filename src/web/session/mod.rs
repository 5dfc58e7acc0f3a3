//! Signing in and out.

pub mod demo;
pub mod end;
pub mod new;

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, web};
use domain::person::Profile;
use views::session::Carried;

use super::extract::{self, Fields};
use super::visitor::{LANG, SESSION, VISIT, Visit, cookie, new_device_mark, no_cookie};
use super::{response, upload, visitor};
use crate::app::App;
use crate::auth::session;
use crate::db::{Conn, person};
use crate::error::AppError;

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
        let next: String = url::form_urlencoded::byte_serialize(here.as_bytes()).collect();
        return Ok(response::instead(request, response::to(&format!("/session/new?next={next}"))));
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
        upload::Body::of(payload).drain().await?;
        None
    } else {
        let fields = Fields::parse(&extract::body(request, payload).await?)?.without_secrets();
        Some(Carried { action: request.path().to_owned(), body: fields.encode() })
    };
    let page = new::page(&app, views::session::new::Page { next: request.path().to_owned(), carried, ..Default::default() }).await?;
    Ok(response::with_status(StatusCode::UNAUTHORIZED, page.render(&visit.frame)))
}

/// Begins a session for somebody and leads on to where they wanted to go, or to what they had typed.
async fn enter(
    app: &App,
    visit: &Visit,
    profile: &Profile,
    fields: &Fields,
    notice: Option<&'static str>,
) -> Result<HttpResponse, AppError> {
    let (id, origin, now) = (profile.id, visit.origin.clone(), app.clock.now());
    // Whoever was signed in here before, perhaps somebody else: their token is replaced, so nobody could end that session any more.
    let old = visit.session.zip(visit.profile.as_ref().map(|p| p.id));
    let token = app
        .write(move |conn: &mut Conn| {
            if let Some((old, owner)) = old {
                crate::db::session::end(conn, owner, old)?;
            }
            Ok(session::begin(conn, id, &origin, now)?)
        })
        .await?;
    let mut answer = match fields.get("carried-action") {
        "" => response::to(response::safe_address(fields.get("next"))),
        action => {
            let mut frame = visit.frame.clone();
            frame.token = crate::auth::form_token::make(&token);
            frame.lang = profile.person.lang;
            frame.reader = Some(views::frame::Reader { member: profile.member(), name: profile.person.name.clone() });
            let carried = Fields::parse(fields.get("carried-body").as_bytes())?;
            response::page(
                views::session::resume::Page { action: response::safe_address(action).to_owned(), fields: carried.0 }.render(&frame),
            )
        }
    };
    let mut cookies = vec![
        cookie(app, SESSION, token, Some(30)),
        cookie(app, LANG, profile.person.lang.as_str(), Some(365)),
        no_cookie(app, VISIT),
        new_device_mark(app, &profile.person.email),
    ];
    cookies.extend(notice.map(|n| cookie(app, visitor::NOTICE, n, None)));
    for cookie in cookies {
        answer.add_cookie(&cookie).map_err(AppError::internal)?;
    }
    Ok(answer)
}

/// Begins a session right after a password was set.
///
/// # Errors
/// Those of the database.
pub async fn enter_fresh(app: &App, visit: &Visit, id: domain::ids::PersonId) -> Result<HttpResponse, AppError> {
    let profile = app.read(move |conn| person::find(conn, id)).await?.ok_or(AppError::NotFound)?;
    enter(app, visit, &profile, &Fields::default(), Some("welcome")).await
}
