//! `/events/{id}/review`: an officer verifies a record or returns it with a reason.

use actix_web::{HttpResponse, web};
use application::actions::event as actions;
use application::queries::event as queries;
use application::queries::event::review::UnderReview;
use domain::address;
use domain::event::EventRecord;
use domain::form::Errors;
use domain::ids::EventId;
use views::event::review::{Effect, Page};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// The record with the decision.
///
/// # Errors
/// [`AppError::NotFound`]
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (member, now) = (visit.member()?, app.clock.now());
    let shown = app.ask(move |conn| queries::review::under_review(conn, EventId(*id), &member, now)).await?;
    Ok(response::page(page(shown, String::new(), Errors::new()).render(&visit.frame)))
}

fn page(shown: UnderReview, reason: String, errors: Errors) -> Page {
    let UnderReview { record, directory, alike, merged, attachments, effects, neighbours } = shown;
    let effects = effects.into_iter().map(|e| Effect { activity: e.activity, now: e.now, after: e.after }).collect();
    Page { record, directory, alike, merged, attachments, effects, neighbours, reason, errors }
}

/// Verifies or returns.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the record has changed since it was seen, or somebody else has decided.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (member, actor, id, version) = (visit.member()?, visit.actor(&app), EventId(*id), fields.number("version")?);
    let notice = match fields.get("decision") {
        "verify" => {
            app.act(move |conn| actions::verify(conn, &actor, id, version)).await?;
            "record-verified"
        }
        "return" => {
            let (now, reason) = (actor.now, fields.string("return-reason"));
            let given = reason.clone();
            if let Err(errors) = app.submit(move |conn| actions::send_back(conn, &actor, id, version, &given)).await? {
                let mut shown = app.ask(move |conn| queries::review::under_review(conn, id, &member, now)).await?;
                shown.record = EventRecord { version, ..shown.record };
                return Ok(response::invalid(page(shown, reason, errors).render(&visit.frame)));
            }
            "record-returned"
        }
        _ => return Err(AppError::Unreadable("neither verify nor return")),
    };
    app.mail_waits.notify_one();
    Ok(response::done(&app, address::REVIEWS, notice))
}
