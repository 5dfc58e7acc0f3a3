//! `/account/second-factor`: setting up an authenticator app, recovery codes, ending it.

use actix_web::{HttpRequest, HttpResponse, web};
use application::actions::second_factor as actions;
use application::queries::second_factor as queries;
use domain::address;
use domain::form::Errors;
use views::account::second_factor::{Codes, Page, Setup};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Shows whether there is one, and whether the member's role requires one.
///
/// # Errors
/// When the database fails.
pub async fn show(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let (present, required) = app.ask(move |conn| Ok((queries::of(conn, member.id)?, queries::required_roles(conn)?))).await?;
    let query = Fields::parse(request.query_string().as_bytes())?;
    let next = query.get("next");
    let page = Page {
        present: present.map(|p| (p.since, p.codes_left)),
        is_required: required.contains(&member.role),
        next: if next.is_empty() { String::new() } else { response::safe_address(next).to_owned() },
    };
    Ok(response::page(page.render(&visit.frame)))
}

async fn setup(app: &App, visit: &Visit, nonce: Option<String>, next: String, errors: Errors) -> Result<Setup, AppError> {
    let actor = visit.actor(app);
    let (nonce, setup) = app.ask(move |conn| queries::setup(conn, &actor, nonce)).await?;
    Ok(Setup { nonce, address: setup.address, secret: setup.secret, next, errors })
}

/// The form with the QR code.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let query = Fields::parse(request.query_string().as_bytes())?;
    let page = setup(&app, &visit, None, query.string("next"), Errors::new()).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Sets the app up, and shows the recovery codes.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, nonce, typed) = (visit.actor(&app), fields.string("nonce"), fields.string("factor-code"));
    let this = visit.session;
    match app.submit(move |conn| actions::set_up(conn, &actor, &nonce, &typed, this)).await? {
        Ok(codes) => {
            app.mail_waits.notify_one();
            let next = response::safe_address(fields.get("next")).to_owned();
            Ok(response::page(Codes { codes, next }.render(&visit.frame)))
        }
        Err(errors) => {
            let page = setup(&app, &visit, Some(fields.string("nonce")), fields.string("next"), errors).await?;
            Ok(response::invalid(page.render(&visit.frame)))
        }
    }
}

/// Makes new recovery codes, and shows them.
///
/// # Errors
/// [`AppError::Stale`] for somebody without a second factor.
pub async fn renew_codes(app: web::Data<App>, visit: Visit, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let actor = visit.actor(&app);
    let codes = app.act(move |conn| actions::renew_recovery_codes(conn, &actor)).await?;
    Ok(response::page(Codes { codes, next: address::SECOND_FACTOR.to_owned() }.render(&visit.frame)))
}

/// Ends the second factor.
///
/// # Errors
/// [`AppError::Stale`] if there is none, or if the role requires one.
pub async fn end(app: web::Data<App>, visit: Visit, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let actor = visit.actor(&app);
    app.act(move |conn| actions::end(conn, &actor)).await?;
    app.mail_waits.notify_one();
    Ok(response::done(&app, address::SECOND_FACTOR, "second-factor-ended"))
}
