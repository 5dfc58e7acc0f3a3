//! `/plans/{code}/events/new`.

use actix_web::{HttpRequest, HttpResponse, web};
use application::actions::event as actions;
use application::queries::event as queries;
use domain::event::{EventInput, EventRecord};
use domain::ids::EventId;
use views::event::edit::{Purpose, SPARE};

use super::form::{self, Button};
use crate::auth::random_token;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

fn purpose(idempotency_key: String) -> impl FnOnce(Option<Box<EventRecord>>) -> Option<Purpose> {
    |record| Some(record.map_or(Purpose::New { idempotency_key }, Purpose::Edit))
}

/// The empty form; the member's own organisation and address stand in it already, and the activity from which they came.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (plan, member) = (visit.frame.plan.id, visit.member()?);
    let asked = Fields::of_query(request.query_string());
    let number: Option<i32> = asked.get("activity").parse().ok();
    let copied: Option<EventId> = asked.get("copy").parse().ok().map(EventId);
    let typed = EventInput {
        organiser: member.organisation.map_or_else(String::new, |o| o.to_string()),
        contact: visit.profile.as_ref().map_or_else(String::new, |p| p.person.email.clone()),
        ..EventInput::default()
    };
    let form = app.ask(move |conn| match copied {
        Some(id) => queries::form::again(conn, plan, &member, id),
        None => queries::form::blank(conn, plan, &member, typed, number),
    });
    Ok(response::page(form::page(form.await?, SPARE, purpose(random_token()))?.render(&visit.frame)))
}

/// Keeps or submits a new record, as the button says. The same form, sent again, changes the record that it has made.
///
/// # Errors
/// [`AppError::Unreadable`] for a form without its key.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let key = fields.idempotency_key()?;
    let (member, actor, button) = (visit.member()?, visit.actor(&app), Button::of(&fields));
    if let Button::More(lines) = button {
        let typed = form::typed(&fields);
        let plan = visit.frame.plan.id;
        let form = app.ask(move |conn| queries::form::blank(conn, plan, &member, typed, None)).await?;
        return Ok(response::page(form::page(form, lines, purpose(key))?.render(&visit.frame)));
    }
    let (sent, of_form) = (form::sent(&fields, button), key.clone());
    let saved = app.act(move |conn| actions::create(conn, &actor, &of_form, sent)).await?;
    form::response(&app, &visit, saved, button, purpose(key))
}
