//! `/admin/people/{id}/…`: inviting anew, shutting and opening an account.

use actix_web::{HttpResponse, web};
use application::Actor;
use application::actions::{person as actions, second_factor, session as sessions};
use application::db::Conn;
use application::queries::person as queries;
use domain::address;
use domain::ids::{PersonId, PlanId};
use views::person::edit;

use super::people;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Sends a new invitation; the link of the one before stops working.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] for somebody who has joined already or is shut out.
pub async fn invite(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    done(&app, &visit, PersonId(*id), actions::invite_again, "person-invited").await
}

/// Does something with an account that may queue an invitation, and leads back to its page.
async fn done(
    app: &App,
    visit: &Visit,
    id: PersonId,
    action: fn(&mut Conn, &Actor, PersonId) -> Result<(), application::Error>,
    notice: &'static str,
) -> Result<HttpResponse, AppError> {
    let actor = visit.actor(app);
    app.act(move |conn| action(conn, &actor, id)).await?;
    app.mail_waits.notify_one();
    Ok(response::done(app, &address::person(id), notice))
}

/// Asks before an account is shut, and shows which activities would be without a lead.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_deactivation(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (lang, id, actor) = (visit.frame.lang, PersonId(*id), visit.actor(&app));
    let (profile, led) = app.ask(move |conn| Ok((queries::find(conn, id)?, queries::led_by(conn, &actor, id)?))).await?;
    let leads: Vec<(PlanId, i32, String)> =
        led.iter().map(|l| (l.activity.plan, l.activity.number, l.activity.short_title.get(lang).to_owned())).collect();
    Ok(response::page(edit::deactivation(&visit.frame, &profile, &leads)))
}

/// Shuts an account and ends its sessions; links given out to it stop working.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it is shut already.
pub async fn deactivate(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id) = (visit.actor(&app), PersonId(*id));
    if let Err(errors) = app.submit(move |conn| actions::deactivate(conn, &actor, id)).await? {
        let page = people::page(&app, visit.frame.lang, Some(id), None, errors).await?;
        return Ok(response::invalid(page.render(&visit.frame)));
    }
    Ok(response::done(&app, &address::person(id), "person-deactivated"))
}

/// Reactivates an account. A person who had never joined is invited again.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] unless it is shut.
pub async fn reactivate(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    done(&app, &visit, PersonId(*id), actions::reactivate, "person-reactivated").await
}

/// Forgets that the mail server has refused a person's address.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn trust(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    done(&app, &visit, PersonId(*id), actions::trust_address, "mail-trusted").await
}

/// Ends all sessions of a person.
///
/// # Errors
/// When the database fails.
pub async fn end_sessions(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id) = (visit.actor(&app), PersonId(*id));
    app.act(move |conn| sessions::end_all_of(conn, &actor, id)).await?;
    Ok(response::done(&app, &address::person(id), "sessions-ended"))
}

/// Removes the second factor of a person who has lost it and asks for that.
///
/// # Errors
/// [`AppError::Stale`] if nobody asks for it any more.
pub async fn end_second_factor(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    done(&app, &visit, PersonId(*id), second_factor::confirm_removal, "second-factor-removed").await
}
