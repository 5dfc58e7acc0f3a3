//! `/links/join/{token}` and `/links/reset/{token}`: setting a password by a link from a mail.

use actix_web::{HttpResponse, web};
use application::actions::link as actions;
use application::queries::link as queries;
use domain::address;
use domain::form::Errors;
use domain::password::check_twice;
use domain::person::{PreferencesInput, Profile};
use views::account::set_password::{For, Page};
use views::frame::Frame;

use crate::auth::link::Purpose;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::visitor::{Visit, new_device_mark};
use crate::web::{response, session};

type Token = web::Path<String>;

/// The form of an invitation.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn join_form(app: web::Data<App>, visit: Visit, token: Token) -> Result<HttpResponse, AppError> {
    form(Purpose::Join, &app, &visit, &token).await
}

/// Follows an invitation.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn join_submit(app: web::Data<App>, visit: Visit, token: Token, posted: Posted) -> Result<HttpResponse, AppError> {
    submit(Purpose::Join, &app, &visit, &token, posted).await
}

/// The form for a new password.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn reset_form(app: web::Data<App>, visit: Visit, token: Token) -> Result<HttpResponse, AppError> {
    form(Purpose::Reset, &app, &visit, &token).await
}

/// Sets the new password.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn reset_submit(app: web::Data<App>, visit: Visit, token: Token, posted: Posted) -> Result<HttpResponse, AppError> {
    submit(Purpose::Reset, &app, &visit, &token, posted).await
}

fn page(purpose: Purpose, token: &str, profile: Profile, preferences: PreferencesInput, errors: Errors) -> Page {
    let email = profile.person.email;
    let link = match purpose {
        Purpose::Reset => For::Resetting { email },
        Purpose::Join | Purpose::First => For::Joining { name: profile.person.name, email },
    };
    let preferences = Some(preferences).filter(|_| purpose == Purpose::Join);
    Page { action: address::signed_link(purpose.as_str(), token), link, preferences, errors }
}

/// The person for whom the link was given out.
async fn owner(purpose: Purpose, app: &App, token: &Token) -> Result<Profile, AppError> {
    let (site, token, now) = (app.site.clone(), token.to_string(), app.clock.now());
    app.ask(move |conn| queries::owned(conn, &site, purpose, &token, now).map(|(_, profile)| profile)).await
}

async fn form(purpose: Purpose, app: &App, visit: &Visit, token: &Token) -> Result<HttpResponse, AppError> {
    let profile = owner(purpose, app, token).await?;
    let (frame, preferences) = (frame(visit, &profile), PreferencesInput::from(&profile));
    Ok(response::page(page(purpose, token, profile, preferences, Errors::new()).render(&frame)))
}

async fn submit(purpose: Purpose, app: &App, visit: &Visit, token: &Token, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let profile = owner(purpose, app, token).await?;
    let mut errors = Errors::new();
    let typed = PreferencesInput { lang: fields.string("lang"), zone: fields.string("time-zone") };
    check_twice(fields.get("password"), fields.get("again"), &profile.person.name, &profile.person.email, &mut errors);
    let preferences = if purpose == Purpose::Join { errors.check_all(typed.parse()) } else { None };
    if !errors.is_empty() {
        let frame = frame(visit, &profile);
        return Ok(response::invalid(page(purpose, token, profile, typed, errors).render(&frame)));
    }
    let hash = app.passwords.hash(fields.string("password")).await?;
    let email = profile.person.email;
    let (actor, token, browser) = (visit.actor(app), token.to_string(), visit.browser());
    if purpose == Purpose::Reset {
        app.act(move |conn| actions::reset(conn, &actor, &token, &hash)).await?;
        app.mail_waits.notify_one();
        // Whoever reads the mails of the account signs in as from a browser of their own, however many strangers are guessing.
        let mut answer = response::done(app, address::SIGN_IN, "password-reset");
        answer.add_cookie(&new_device_mark(app, &email)).map_err(AppError::internal)?;
        return Ok(answer);
    }
    let preferences = preferences.ok_or(AppError::NotFound)?;
    let signed_in = app.act(move |conn| actions::follow(conn, &actor, &token, preferences, &hash, &browser)).await?;
    session::enter::welcome(app, visit, signed_in)
}

/// The page of a link is in the language of its owner, unless its reader has chosen another in the footer.
fn frame(visit: &Visit, profile: &Profile) -> Frame {
    let lang = if visit.has_chosen_lang { visit.frame.lang } else { profile.person.lang };
    Frame { lang, ..visit.frame.clone() }
}
