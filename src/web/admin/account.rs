//! `/admin/people/{id}/…`: inviting anew, shutting and opening an account.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::Role;
use domain::form::{Errors, Problem};
use domain::history::{Action, Changes};
use domain::ids::PersonId;
use domain::person::{Account, Profile};
use views::person::edit;

use super::people::add;
use crate::app::App;
use crate::auth::link::{self, Purpose};
use crate::db::{Conn, calendar, outbox, person, session};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::visitor::Visit;
use crate::web::{plan, response};
use application::messages::{self as compose, Recipient};

/// Gives out a link to join and queues the mail that carries it.
pub(super) fn send_invitation(conn: &mut Conn, app: &App, sender: &Profile, profile: &Profile, now: DateTime<Utc>) -> Result<(), AppError> {
    let link = link::give_out(conn, &app.keys, &app.base_url, Purpose::Join, Some(profile.id), now)?;
    let to = Recipient { name: &profile.person.name, email: &profile.person.email, lang: profile.person.lang };
    outbox::queue(conn, &compose::link(Purpose::Join, &to, &sender.person.name, &link, &app.site, now), now)?;
    add(conn, sender.id, profile.id, Action::Invited, Changes::new(), now)
}

fn find(conn: &mut Conn, id: PersonId) -> Result<Profile, AppError> {
    person::find(conn, id)?.ok_or(AppError::NotFound)
}

/// Sends a new invitation; the link of the one before stops working.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] for somebody who has joined already or is shut out.
pub async fn invite(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (sender, now, shared, id) = (visit.profile.clone().ok_or(AppError::SignInNeeded)?, app.clock.now(), app.clone(), PersonId(*id));
    app.write(move |conn| {
        let profile = find(conn, id)?;
        if !matches!(profile.account, Account::Invited { .. }) {
            return Err(AppError::Stale);
        }
        person::set_account(conn, id, Account::Invited { at: now })?;
        send_invitation(conn, &shared, &sender, &profile, now)
    })
    .await?;
    app.mail_waits.notify_one();
    Ok(response::done(&app, &format!("/admin/people/{id}"), "person-invited"))
}

/// Asks before an account is shut, and shows which activities would be without a lead.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_deactivation(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (lang, id, now) = (visit.frame.lang, PersonId(*id), app.clock.now());
    let (profile, leads) = app
        .read(move |conn| {
            let profile = find(conn, id)?;
            let is_led = |l: &views::plan::ActivitySummary| l.activity.lead.as_ref().is_some_and(|lead| lead.id == id);
            let led = plan::lines(conn, now)?
                .into_iter()
                .filter(is_led)
                .map(|l| (l.activity.number, l.activity.short_title.get(lang).to_owned()));
            Ok::<_, AppError>((profile, led.collect::<Vec<_>>()))
        })
        .await?;
    Ok(response::page(edit::deactivation(&visit.frame, &profile, &leads)))
}

/// Shuts an account and ends its sessions; links given out to it stop working.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it is shut already.
pub async fn deactivate(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (actor, now, id) = (visit.member()?.id, app.clock.now(), PersonId(*id));
    let is_last = app
        .write(move |conn| {
            let profile = find(conn, id)?;
            let account = profile.account.deactivate(now).map_err(|_| AppError::Stale)?;
            let is_administrator = profile.person.role == Role::Administrator && matches!(profile.account, Account::Active { .. });
            if is_administrator && person::active_administrators(conn)? <= 1 {
                return Ok(true);
            }
            person::set_account(conn, id, account)?;
            session::end_all(conn, id, None)?;
            link::withdraw_all(conn, id, now)?;
            calendar::end(conn, id)?;
            add(conn, actor, id, Action::Deactivated, Changes::new(), now).map(|()| false)
        })
        .await?;
    if is_last {
        return last_administrator(&app, &visit, id).await;
    }
    Ok(response::done(&app, &format!("/admin/people/{id}"), "person-deactivated"))
}

/// The person's form, with the reason why the account cannot be shut.
async fn last_administrator(app: &web::Data<App>, visit: &Visit, id: PersonId) -> Result<HttpResponse, AppError> {
    let lang = visit.frame.lang;
    let page = app.read(move |conn| super::people::page_of(conn, lang, id)).await?;
    let mut errors = Errors::new();
    errors.add("role", Problem::LastAdministrator);
    Ok(response::invalid(edit::Page { errors, ..page }.render(&visit.frame)))
}

/// Opens an account again. Whoever had never joined is invited anew.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] unless it is shut.
pub async fn reactivate(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (sender, now, shared, id) = (visit.profile.clone().ok_or(AppError::SignInNeeded)?, app.clock.now(), app.clone(), PersonId(*id));
    app.write(move |conn| {
        let profile = find(conn, id)?;
        let account = profile.account.reactivate(now).map_err(|_| AppError::Stale)?;
        person::set_account(conn, id, account)?;
        add(conn, sender.id, id, Action::Reactivated, Changes::new(), now)?;
        if matches!(account, Account::Invited { .. }) { send_invitation(conn, &shared, &sender, &profile, now) } else { Ok(()) }
    })
    .await?;
    app.mail_waits.notify_one();
    Ok(response::done(&app, &format!("/admin/people/{id}"), "person-reactivated"))
}
