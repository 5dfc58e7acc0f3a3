//! `/events/{id}/edit`: a record that is not verified yet is changed, and sent for review.

use actix_web::{HttpResponse, web};
use application::actions::event as actions;
use application::queries::event as queries;
use domain::event::EventRecord;
use domain::ids::EventId;
use views::event::edit::{Purpose, SPARE};

use super::form::{self, Button};
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

fn purpose(record: Option<Box<EventRecord>>) -> Option<Purpose> {
    record.map(Purpose::Edit)
}

/// The form with what is stored.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let form = app.ask(move |conn| queries::form::stored(conn, EventId(*id), &member)).await?;
    Ok(response::page(form::page(form, SPARE, purpose)?.render(&visit.frame)))
}

/// Keeps or submits the record, as the button says.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the record is in no state to be changed any more.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (member, actor, id, version) = (visit.member()?, visit.actor(&app), EventId(*id), fields.number("version")?);
    let button = Button::of(&fields);
    if let Button::More(lines) = button {
        let form = app.ask(move |conn| queries::form::stored(conn, id, &member)).await?;
        let form = form::as_seen(form, version, form::typed(&fields));
        return Ok(response::page(form::page(form, lines, purpose)?.render(&visit.frame)));
    }
    let sent = form::sent(&fields, button);
    let saved = app.act(move |conn| actions::save(conn, &actor, id, version, sent)).await?;
    form::response(&app, &visit, saved, button, purpose)
}
