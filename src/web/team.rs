//! `/team`: what is late or waits, whoever has to act; asking for a reminder; handing over what somebody leads.

use actix_web::{HttpRequest, HttpResponse, web};
use application::queries::handover::{self, Handover};
use application::{actions, queries};
use domain::address;
use domain::form::Errors;
use domain::handover::HandoverInput;
use domain::ids::{ActivityId, PersonId};
use domain::reminder::{Kind, Subject};
use views::home::{handover as form, team};

use super::app::App;
use super::error::AppError;
use super::extract::{Fields, Posted};
use super::response;
use super::visitor::Visit;

/// The page.
///
/// # Errors
/// When the database fails.
pub async fn show(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let by_activity = Fields::of_query(request.query_string()).get("by") == "activity";
    let (frame, actor) = (visit.frame.clone(), visit.actor(&app));
    let page = app.ask(move |conn| {
        let team = queries::team::of(conn, &actor)?;
        let (people, led, requested) = (team.people.clone(), team.led.clone(), team.requested.clone());
        let page = team::Page { lines: team.lines(), people, led, leaderless: team.leaderless.clone(), requested, by_activity };
        Ok(page.render(&frame))
    });
    Ok(response::page(page.await?))
}

/// Sends those who have to act a reminder.
///
/// # Errors
/// [`AppError::NotFound`] for what is not late and does not wait; [`AppError::Stale`] if somebody has asked for it today already.
pub async fn remind(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let kind: Kind = fields.get("kind").parse().map_err(|_| AppError::NotFound)?;
    let subject = Subject::read(fields.get("subject"), fields.number("key")?).map_err(|_| AppError::NotFound)?;
    let actor = visit.actor(&app);
    app.act(move |conn| actions::reminder::request(conn, &actor, kind, subject)).await?;
    app.mail_waits.notify_one();
    Ok(response::done(&app, address::TEAM, "reminder-requested"))
}

/// What was chosen for each activity.
pub(super) fn chosen(fields: &Fields, activities: &[ActivityId]) -> HandoverInput {
    let each = activities.iter().map(|id| (*id, fields.string(&HandoverInput::field(*id)))).collect();
    HandoverInput { all: fields.string("lead-all"), each }
}

/// The form with what was chosen.
pub(super) fn page(handover: Handover, typed: HandoverInput, errors: Errors, deactivates: bool) -> form::Page {
    let Handover { profile, activities, officers } = handover;
    form::Page { profile, activities, officers, typed, errors, deactivates }
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn hand_over_form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (actor, id) = (visit.actor(&app), PersonId(*id));
    let handover = app.ask(move |conn| handover::of(conn, &actor, id)).await?;
    Ok(response::page(page(handover, HandoverInput::default(), Errors::new(), false).render(&visit.frame)))
}

/// Hands over what was chosen.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn hand_over(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id) = (visit.actor(&app), PersonId(*id));
    let asked = actor.clone();
    let handover = app.ask(move |conn| handover::of(conn, &asked, id)).await?;
    let typed = chosen(&fields, &handover.activity_keys());
    let written = typed.clone();
    let done = app.submit(move |conn| actions::activity::hand_over_from(conn, &actor, id, &written)).await?;
    Ok(match done {
        Ok(()) => response::done(&app, address::TEAM, "handed-over"),
        Err(errors) => response::invalid(page(handover, typed, errors, false).render(&visit.frame)),
    })
}
