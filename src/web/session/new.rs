//! `/session/new`.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::person::Account;
use views::session::Carried;
use views::session::new::Page;

use super::enter;
use crate::app::App;
use crate::auth::{password, throttle};
use crate::db::person;
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::{Visit, device_mark};

/// Completes the page with the people of the demonstration.
///
/// # Errors
/// Those of the database.
pub(super) async fn page(app: &App, page: Page) -> Result<Page, AppError> {
    if !app.demo {
        return Ok(page);
    }
    let people = app.read(person::all).await?;
    let demo = people
        .into_iter()
        .filter(|p| matches!(p.account, Account::Active { .. }))
        .map(|p| (p.person.role, p.person.name, p.id.to_string()));
    Ok(Page { demo: demo.collect(), ..page })
}

/// The form.
///
/// # Errors
/// Those of the database.
pub async fn form(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let query = Fields::parse(request.query_string().as_bytes())?;
    let next = response::safe_address(query.get("next"));
    if visit.session.is_some() {
        return Ok(response::to(next));
    }
    Ok(response::page(page(&app, Page { next: next.to_owned(), ..Page::default() }).await?.render(&visit.frame)))
}

/// Signs in.
///
/// # Errors
/// [`AppError::TooMany`]; those of the database.
pub async fn submit(app: web::Data<App>, visit: Visit, request: HttpRequest, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let email = fields.get("email").trim().to_lowercase();
    let device = device_mark(&app, &request, &email);
    let network = visit.origin.address.parse().map_or_else(|_| visit.origin.address.clone(), throttle::network);
    app.throttle.sign_in(&network, &email, device.as_deref())?;
    let typed = fields.string("password");
    let lookup = email.clone();
    let found = app
        .read(move |conn| {
            let (profile, hash) = person::by_email(conn, &lookup)?.map_or((None, None), |(p, h)| (Some(p), h));
            let fits = password::verify(&typed, hash.as_deref())?;
            Ok::<_, AppError>(profile.filter(|p| fits && matches!(p.account, Account::Active { .. })))
        })
        .await?;
    if let Some(profile) = found {
        return enter(&app, &visit, &profile, &fields, None).await;
    }
    tracing::info!(address = visit.origin.address, "sign-in refused");
    let carried = Some(fields.get("carried-action"))
        .filter(|action| !action.is_empty())
        .map(|action| Carried { action: response::safe_address(action).to_owned(), body: fields.string("carried-body") });
    let page =
        page(&app, Page { email: fields.string("email"), next: fields.string("next"), carried, refused: true, demo: Vec::new() }).await?;
    Ok(response::invalid(page.render(&visit.frame)))
}
