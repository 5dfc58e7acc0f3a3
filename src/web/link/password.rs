//! `/links/join/{token}` and `/links/reset/{token}`: setting a password by a link from a mail.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::form::Errors;
use domain::history::{Action, Entry, SubjectKind};
use domain::person::{Account, Profile};
use views::account::set_password::{For, Page};

use super::check_password;
use crate::app::App;
use crate::auth::link::{self, OpenLink, Purpose};
use crate::auth::password;
use crate::db::{Conn, history, person, session as sessions};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::visitor::Visit;
use crate::web::{response, session};

type Token = web::Path<String>;

/// The form of an invitation.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn join_form(app: web::Data<App>, visit: Visit, token: Token) -> Result<HttpResponse, AppError> {
    form(Purpose::Join, &app, &visit, &token).await
}

/// Follows an invitation.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn join_submit(app: web::Data<App>, visit: Visit, token: Token, posted: Posted) -> Result<HttpResponse, AppError> {
    submit(Purpose::Join, &app, &visit, &token, posted).await
}

/// The form for a new password.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn reset_form(app: web::Data<App>, visit: Visit, token: Token) -> Result<HttpResponse, AppError> {
    form(Purpose::Reset, &app, &visit, &token).await
}

/// Sets the new password.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn reset_submit(app: web::Data<App>, visit: Visit, token: Token, posted: Posted) -> Result<HttpResponse, AppError> {
    submit(Purpose::Reset, &app, &visit, &token, posted).await
}

fn page(purpose: Purpose, token: &str, profile: &Profile, errors: Errors) -> Page {
    let email = profile.person.email.clone();
    let (word, link) = match purpose {
        Purpose::Reset => ("reset", For::Resetting { email }),
        Purpose::Join | Purpose::First => ("join", For::Joining { name: profile.person.name.clone(), email }),
    };
    Page { action: format!("/links/{word}/{token}"), link, errors }
}

/// The open link and the person for whom it was given out, who must not have been shut out since.
fn open(conn: &mut Conn, app: &App, purpose: Purpose, token: &str, now: DateTime<Utc>) -> Result<(OpenLink, Profile), AppError> {
    let link = link::open(conn, &app.keys, purpose, token, now)?;
    let profile = link.person.map(|id| person::find(conn, id)).transpose()?.flatten().ok_or(AppError::DeadLink)?;
    let fits = matches!((purpose, profile.account), (Purpose::Join, Account::Invited { .. }) | (Purpose::Reset, Account::Active { .. }));
    if fits { Ok((link, profile)) } else { Err(AppError::DeadLink) }
}

async fn look(purpose: Purpose, app: &web::Data<App>, token: &Token) -> Result<Profile, AppError> {
    let (shared, token, now) = (app.clone(), token.to_string(), app.clock.now());
    app.read(move |conn| open(conn, &shared, purpose, &token, now).map(|(_, profile)| profile)).await
}

async fn form(purpose: Purpose, app: &web::Data<App>, visit: &Visit, token: &Token) -> Result<HttpResponse, AppError> {
    let profile = look(purpose, app, token).await?;
    Ok(response::page(page(purpose, token, &profile, Errors::new()).render(&visit.frame)))
}

async fn submit(
    purpose: Purpose,
    app: &web::Data<App>,
    visit: &Visit,
    token: &Token,
    Posted(fields): Posted,
) -> Result<HttpResponse, AppError> {
    let profile = look(purpose, app, token).await?;
    let mut errors = Errors::new();
    check_password(&fields, &profile.person.name, &profile.person.email, &mut errors);
    if !errors.is_empty() {
        return Ok(response::invalid(page(purpose, token, &profile, errors).render(&visit.frame)));
    }
    let (shared, now, typed, token) = (app.clone(), app.clock.now(), fields.string("password"), token.to_string());
    let hash = web::block(move || password::hash(&typed)).await.map_err(AppError::internal)??;
    let id = app.write(move |conn| set(conn, &shared, purpose, &token, &hash, now)).await?;
    session::enter_fresh(app, visit, id).await
}

fn set(
    conn: &mut Conn,
    app: &App,
    purpose: Purpose,
    token: &str,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<domain::ids::PersonId, AppError> {
    let (link, profile) = open(conn, app, purpose, token, now)?;
    link::take(conn, &link, now)?;
    let account = profile.account.join(now).map_err(|_| AppError::DeadLink)?;
    person::set_password(conn, profile.id, hash)?;
    if account != profile.account {
        person::set_account(conn, profile.id, account)?;
    }
    sessions::end_all(conn, profile.id, None)?;
    let action = if purpose == Purpose::Join { Action::Joined } else { Action::PasswordChanged };
    let (id, actor) = (profile.id, Some(profile.id));
    history::add(
        conn,
        &Entry { at: now, actor, subject: SubjectKind::Person, subject_id: id.0, action, changes: Vec::new(), reason: None },
    )?;
    Ok(id)
}
