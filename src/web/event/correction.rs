//! `/events/{id}/correction/new`: an officer corrects a verified record, with a reason. It stays verified, and its author stays its author.

use actix_web::{HttpResponse, web};
use application::actions::event::{self as actions, Corrected, Correction, Since};
use application::queries::event as queries;
use application::queries::event::form::EventForm;
use domain::address;
use domain::ids::EventId;
use views::event::edit::{Page, Purpose, SPARE};

use super::form::{self, Button, Lines};
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

fn page(form: EventForm, reason: String, spare: Lines) -> Result<Page, AppError> {
    form::page(form, spare, |record| Some(Purpose::Correct(record?, reason)))
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let form = app.ask(move |conn| queries::form::correctable(conn, EventId(*id), &member)).await?;
    Ok(response::page(page(form, String::new(), SPARE)?.render(&visit.frame)))
}

/// Stores the correction.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if somebody else has corrected it in between.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (member, actor, id, version) = (visit.member()?, visit.actor(&app), EventId(*id), fields.number("version")?);
    let since = if fields.get("since") == "beginning" { Since::Beginning } else { Since::Now };
    let (typed, reason) = (form::typed(&fields), fields.string("correct-reason"));
    if let Button::More(lines) = Button::of(&fields) {
        let form = app.ask(move |conn| queries::form::correctable(conn, id, &member)).await?;
        return Ok(response::page(page(form::as_seen(form, version, typed), reason, lines)?.render(&visit.frame)));
    }
    let correction = Correction { typed, reason: reason.clone(), since };
    match app.act(move |conn| actions::correct(conn, &actor, id, version, correction)).await? {
        Corrected::Done => Ok(response::done(&app, &address::event(id), "event-corrected")),
        Corrected::Refused(form) => Ok(response::invalid(page(*form, reason, SPARE)?.render(&visit.frame))),
    }
}
