//! `/account/reminders`.

use actix_web::{HttpResponse, web};
use application::actions::reminder as actions;
use application::queries::reminder as queries;
use domain::address;
use domain::form;
use domain::reminder::{Choice, Kind};
use views::reminder::account::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Shows how the member is reminded, with a choice for each kind.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let profile = visit.profile.clone().ok_or(AppError::SignInNeeded)?;
    let (frame, now) = (visit.frame.clone(), app.clock.now());
    let page = app.ask(move |conn| {
        let reminders = queries::of(conn, &profile, frame.today, now)?;
        let (choices, today, coming) = (reminders.choices(), reminders.today(), reminders.coming());
        Ok(Page { choices, today, coming }.render(&frame))
    });
    Ok(response::page(page.await?))
}

/// Stores the choices. What is no choice leaves the one before.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let chosen = |kind: &Kind| Some((*kind, form::choice(fields.get(&format!("remind-{kind}"))).ok()?));
    let chosen: Vec<(Kind, Choice)> = Kind::ALL.iter().filter_map(chosen).collect();
    let actor = visit.actor(&app);
    app.act(move |conn| actions::choose(conn, &actor, &chosen)).await?;
    Ok(response::done(&app, address::OWN_REMINDERS, "reminders-saved"))
}
