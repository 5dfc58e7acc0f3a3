//! `/account/password`.

use actix_web::{HttpResponse, web};
use application::actions::account as actions;
use application::queries::account as queries;
use domain::address;
use domain::form::{Errors, Problem};
use domain::password::check_twice;
use views::account::password::Page;

use crate::auth::throttle::Attempt;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::{SESSION, Visit, cookie};

/// The form.
///
/// # Errors
/// None; the gate lets members alone through.
pub async fn form(visit: Visit) -> Result<HttpResponse, AppError> {
    let email = visit.profile.as_ref().ok_or(AppError::SignInNeeded)?.person.email.clone();
    Ok(response::page(Page { email, errors: Errors::new() }.render(&visit.frame)))
}

/// Changes the password, ends all sessions and begins a new one here.
///
/// # Errors
/// [`AppError::TooMany`]; [`AppError::Stale`] if the password was changed elsewhere meanwhile.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let person = &visit.profile.as_ref().ok_or(AppError::SignInNeeded)?.person;
    // Guessing the present password from an open session is slowed like signing in.
    let (network, account, device) = (visit.origin.address.clone(), person.email.clone(), Some("own session".to_owned()));
    app.throttle(Attempt::SignIn { network, account, device }).await?;
    let (actor, new) = (visit.actor(&app), fields.string("password"));
    let present = app.ask(move |conn| queries::own_credentials(conn, &actor)).await?;
    let mut errors = Errors::new();
    if !app.passwords.verify(fields.string("present"), present.hash.clone()).await? {
        errors.add("present", Problem::WrongPassword);
    }
    check_twice(&new, fields.get("again"), &person.name, &person.email, &mut errors);
    if !errors.is_empty() {
        return Ok(response::invalid(Page { email: person.email.clone(), errors }.render(&visit.frame)));
    }
    let (hash, actor, browser) = (app.passwords.hash(new).await?, visit.actor(&app), visit.browser());
    let signed_in = app.act(move |conn| actions::change_password(conn, &actor, &present, &hash, &browser)).await?;
    app.mail_waits.notify_one();
    let mut answer = response::done(&app, address::ACCOUNT, "password-changed");
    answer.add_cookie(&cookie(&app, SESSION, signed_in.token, Some(30))).map_err(AppError::internal)?;
    Ok(answer)
}
