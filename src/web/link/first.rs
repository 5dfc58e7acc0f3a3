//! `/links/first/{token}`: makes the first administrator of an empty database.

use actix_web::{HttpResponse, web};
use application::actions::link as actions;
use application::queries::link as queries;
use domain::address;
use domain::form::Errors;
use domain::password::check_twice;
use domain::person::{PreferencesInput, administrator};
use views::account::set_password::{For, Page};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::visitor::Visit;
use crate::web::{response, session};

fn page(token: &str, name: String, email: String, preferences: PreferencesInput, errors: Errors) -> Page {
    Page { action: address::signed_link("first", token), link: For::First { name, email }, preferences: Some(preferences), errors }
}

/// The language in which the page is read, and UTC until another time zone is chosen.
fn preferences(visit: &Visit) -> PreferencesInput {
    PreferencesInput { lang: visit.frame.lang.as_str().to_owned(), zone: visit.frame.zone.name().to_owned() }
}

async fn check_open(app: &App, token: &str) -> Result<(), AppError> {
    let (site, token, now) = (app.site.clone(), token.to_owned(), app.clock.now());
    app.ask(move |conn| queries::first(conn, &site, &token, now)).await.map(drop)
}

/// The form.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn form(app: web::Data<App>, visit: Visit, token: web::Path<String>) -> Result<HttpResponse, AppError> {
    check_open(&app, &token).await?;
    Ok(response::page(page(&token, String::new(), String::new(), preferences(&visit), Errors::new()).render(&visit.frame)))
}

/// Makes the administrator and signs in.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn submit(app: web::Data<App>, visit: Visit, token: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    check_open(&app, &token).await?;
    let (name, email) = (fields.string("name"), fields.string("email"));
    let mut errors = Errors::new();
    let typed = PreferencesInput { lang: fields.string("lang"), zone: fields.string("time-zone") };
    let preferences = errors.check_all(typed.parse());
    let new = errors.check_all(administrator(&name, &email, preferences.map_or(visit.frame.lang, |p| p.lang)));
    check_twice(fields.get("password"), fields.get("again"), &name, &email, &mut errors);
    let (Some(new), Some(preferences), true) = (new, preferences, errors.is_empty()) else {
        return Ok(response::invalid(page(&token, name, email, typed, errors).render(&visit.frame)));
    };
    let hash = app.passwords.hash(fields.string("password")).await?;
    let (actor, browser) = (visit.actor(&app), visit.browser());
    let signed_in = app.act(move |conn| actions::make_first(conn, &actor, &token, (&new, preferences.zone), &hash, &browser)).await?;
    session::enter::welcome(&app, &visit, signed_in)
}
