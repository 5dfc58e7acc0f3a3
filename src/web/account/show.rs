//! `/account`.

use actix_web::{HttpResponse, web};
use application::actions::account as actions;
use application::queries::account as queries;
use domain::address;
use domain::form::Errors;
use domain::person::PreferencesInput;
use views::account::show::{Page, Session};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::{LANG, Visit, cookie};

async fn page(app: &App, visit: &Visit, typed: Option<PreferencesInput>, errors: Errors) -> Result<Page, AppError> {
    let profile = visit.profile.clone().ok_or(AppError::SignInNeeded)?;
    let (actor, this) = (visit.actor(app), visit.session);
    let sessions = app.ask(move |conn| queries::sessions(conn, &actor)).await?;
    let own = |s: queries::Session| Session {
        id: s.id.0,
        created_at: s.created_at,
        last_seen_at: s.last_seen_at,
        agent: s.agent,
        address: s.address,
        is_this: Some(s.id) == this,
    };
    let typed = typed.unwrap_or_else(|| PreferencesInput::from(&profile));
    Ok(Page { profile, typed, errors, sessions: sessions.into_iter().map(own).collect() })
}

/// Shows the member's account.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    Ok(response::page(page(&app, &visit, None, Errors::new()).await?.render(&visit.frame)))
}

/// Sets language and time zone.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let typed = PreferencesInput { lang: fields.string("lang"), zone: fields.string("time-zone") };
    let preferences = match typed.parse() {
        Ok(preferences) => preferences,
        Err(errors) => return Ok(response::invalid(page(&app, &visit, Some(typed), errors).await?.render(&visit.frame))),
    };
    let (actor, lang) = (visit.actor(&app), preferences.lang);
    app.act(move |conn| actions::set_preferences(conn, &actor, preferences)).await?;
    let mut answer = response::done(&app, address::ACCOUNT, "preferences-saved");
    answer.add_cookie(&cookie(&app, LANG, lang.as_str(), Some(365))).map_err(AppError::internal)?;
    Ok(answer)
}
