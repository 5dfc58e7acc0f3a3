//! `/session/confirmation/new`: proving again who one is, before a dangerous act.

use actix_web::{HttpRequest, HttpResponse, web};
use application::actions::session as actions;
use application::queries::account as queries;
use application::queries::second_factor;
use domain::form::{Errors, Problem};
use views::session::Carried;
use views::session::confirmation::Page;
use views::session::resume::Why;

use super::carried;
use super::enter::enter;
use crate::auth::throttle::Attempt;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// The page, for somebody with a second factor or without one.
pub(super) async fn page(app: &App, visit: &Visit, next: String, carried: Option<Carried>) -> Result<Page, AppError> {
    let id = visit.member()?.id;
    let has_second_factor = app.ask(move |conn| second_factor::of(conn, id)).await?.is_some();
    let email = visit.profile.as_ref().map(|p| p.person.email.clone()).unwrap_or_default();
    Ok(Page { email, next, carried, has_second_factor, errors: Errors::new() })
}

/// The form.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let query = Fields::parse(request.query_string().as_bytes())?;
    let next = response::safe_address(query.get("next")).to_owned();
    Ok(response::page(page(&app, &visit, next, None).await?.render(&visit.frame)))
}

/// Notes the proof, and leads on to what was asked for.
///
/// # Errors
/// [`AppError::TooMany`]; those of the database.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let profile = visit.profile.as_ref().ok_or(AppError::SignInNeeded)?;
    let account = profile.person.email.clone();
    // Guessing from an open session is slowed like signing in.
    let device = Some("own session".to_owned());
    app.throttle(Attempt::SignIn { network: visit.origin.address.clone(), account, device }).await?;
    let (actor, asking, typed) = (visit.actor(&app), visit.actor(&app), fields.string("factor-code"));
    let present = app.ask(move |conn| queries::own_credentials(conn, &asking)).await?;
    let (mut errors, mut confirmed, browser) = (Errors::new(), None, visit.browser());
    if !app.passwords.verify(fields.string("present"), present.hash.clone()).await? {
        errors.add("present", Problem::WrongPassword);
    } else {
        confirmed = app.act(move |conn| actions::confirm(conn, &actor, &browser, &present, &typed)).await?;
        if confirmed.is_none() {
            errors.add("factor-code", Problem::WrongCode);
        }
    }
    let Some(signed_in) = confirmed else {
        let (next, carried) = (response::safe_address(fields.get("next")).to_owned(), carried::of_form(&fields));
        let page = Page { errors, ..page(&app, &visit, next, carried).await? };
        return Ok(response::invalid(page.render(&visit.frame)));
    };
    app.mail_waits.notify_one();
    enter(&app, &visit, signed_in, &fields, Why::Confirmed, None)
}
