//! `/account/reminders`.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::form;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::person::Profile;
use domain::reminder::{Choice, Kind};
use maud::Markup;
use views::frame::Frame;
use views::reminder::account::Page;

use crate::app::App;
use crate::db::{Conn, history, reminder};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;
use application::reminder::Round;

/// The kinds that may concern somebody.
fn kinds(profile: &Profile) -> impl Iterator<Item = Kind> {
    let role = profile.person.role;
    Kind::ALL.iter().copied().filter(move |kind| kind.is_for(role))
}

fn page(conn: &mut Conn, profile: &Profile, frame: &Frame, now: DateTime<Utc>) -> Result<Markup, AppError> {
    let round = Round::load(conn, frame.today, now)?;
    let (told, choices) = (reminder::told(conn, profile.id)?, reminder::choices_of(conn, profile.id)?);
    let page = Page {
        choices: kinds(profile).map(|kind| (kind, choices.of(kind))).collect(),
        today: round.lines(profile, &told, frame.today),
        coming: round.coming(profile, &told, frame.today),
    };
    Ok(page.render(frame))
}

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let profile = visit.profile.clone().ok_or(AppError::SignInNeeded)?;
    let (frame, now) = (visit.frame.clone(), app.clock.now());
    let page = app.read(move |conn| page(conn, &profile, &frame, now)).await?;
    Ok(response::page(page))
}

/// Keeps the choices. What is no choice leaves the one before.
///
/// # Errors
/// Those of the database.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let profile = visit.profile.clone().ok_or(AppError::SignInNeeded)?;
    let chosen: Vec<(Kind, Choice)> =
        kinds(&profile).filter_map(|kind| Some((kind, form::choice(fields.get(&format!("remind-{kind}"))).ok()?))).collect();
    let now = app.clock.now();
    app.write(move |conn| choose(conn, &profile, &chosen, now)).await?;
    Ok(response::done(&app, "/account/reminders", "reminders-saved"))
}

/// Keeps somebody's choices, and remembers those that are new.
///
/// # Errors
/// Those of the database.
pub(super) fn choose(conn: &mut Conn, profile: &Profile, chosen: &[(Kind, Choice)], now: DateTime<Utc>) -> Result<(), AppError> {
    let (id, before) = (profile.id, reminder::choices_of(conn, profile.id)?);
    let mut changes = Changes::new();
    for (kind, choice) in chosen.iter().filter(|(kind, choice)| before.of(*kind) != *choice) {
        let word = |choice: Choice| format!("{kind}: {choice}");
        changes = changes.value(Field::Reminders, Some(&word(before.of(*kind))), Some(&word(*choice)));
        reminder::choose(conn, id, *kind, *choice)?;
    }
    if changes.is_empty() {
        return Ok(());
    }
    let (subject, changes) = (SubjectKind::Person, changes.into_vec());
    Ok(history::add(conn, &Entry { at: now, actor: Some(id), subject, subject_id: id.0, action: Action::Edited, changes, reason: None })?)
}
