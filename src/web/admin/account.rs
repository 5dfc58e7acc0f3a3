//! `/admin/people/{id}/…`: inviting anew, shutting and opening an account.

use actix_web::{HttpResponse, web};
use application::Actor;
use application::actions::{person as actions, second_factor, session as sessions};
use application::db::Conn;
use application::queries::handover;
use domain::address;
use domain::form::Errors;
use domain::handover::HandoverInput;
use domain::ids::PersonId;

use super::people;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::team;
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

/// Asks before an account is shut, and who leads from then on what the person leads.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_deactivation(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (id, actor) = (PersonId(*id), visit.actor(&app));
    let handover = app.ask(move |conn| handover::of(conn, &actor, id)).await?;
    Ok(response::page(team::page(handover, HandoverInput::default(), Errors::new(), true).render(&visit.frame)))
}

/// Shuts an account, ends its sessions and hands over what the person leads; links given out to it stop working.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it is shut already.
pub async fn deactivate(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id) = (visit.actor(&app), PersonId(*id));
    let asked = actor.clone();
    let handover = app.ask(move |conn| handover::of(conn, &asked, id)).await?;
    let typed = team::chosen(&fields, &handover.activity_keys());
    let written = typed.clone();
    match app.submit(move |conn| actions::deactivate(conn, &actor, id, &written)).await? {
        Ok(()) => Ok(response::done(&app, &address::person(id), "person-deactivated")),
        // The last administrator: the problem belongs to the role, which stands on the page of the person.
        Err(errors) if errors.of("role").is_some() => {
            let page = people::page(&app, visit.frame.lang, Some(id), None, errors).await?;
            Ok(response::invalid(page.render(&visit.frame)))
        }
        Err(errors) => Ok(response::invalid(team::page(handover, typed, errors, true).render(&visit.frame))),
    }
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
