//! `/links/first/{token}`: makes the first administrator of an empty database.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::Role;
use domain::form::{self, Errors};
use domain::history::{Action, Entry, SubjectKind};
use domain::ids::PersonId;
use domain::person::{self as rules, Account, Person};
use views::account::set_password::{For, Page};

use super::check_password;
use crate::app::App;
use crate::auth::link::{self, Purpose};
use crate::auth::password;
use crate::db::{Conn, history, person};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::visitor::Visit;
use crate::web::{response, session};

/// The form.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn form(app: web::Data<App>, visit: Visit, token: web::Path<String>) -> Result<HttpResponse, AppError> {
    let action = format!("/links/first/{token}");
    let (shared, now) = (app.clone(), app.clock.now());
    app.read(move |conn| open(conn, &shared, &token, now)).await?;
    let page = Page { action, link: For::First { name: String::new(), email: String::new() }, errors: Errors::new() };
    Ok(response::page(page.render(&visit.frame)))
}

/// The link works only as long as nobody has an account.
fn open(conn: &mut Conn, app: &App, token: &str, now: DateTime<Utc>) -> Result<link::OpenLink, AppError> {
    let link = link::open(conn, &app.keys, Purpose::First, token, now)?;
    if person::any(conn)? { Err(AppError::DeadLink) } else { Ok(link) }
}

/// Makes the administrator and signs in.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn submit(app: web::Data<App>, visit: Visit, token: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (shared, look, now) = (app.clone(), token.to_string(), app.clock.now());
    app.read(move |conn| open(conn, &shared, &look, now)).await?;
    let mut errors = Errors::new();
    let name = errors.check("name", form::line(fields.get("name"), 120));
    let email = errors.check("email", rules::email(fields.get("email")));
    check_password(&fields, fields.get("name"), fields.get("email"), &mut errors);
    let (Some(name), Some(email), true) = (name, email, errors.is_empty()) else {
        let link = For::First { name: fields.string("name"), email: fields.string("email") };
        let page = Page { action: format!("/links/first/{token}"), link, errors };
        return Ok(response::invalid(page.render(&visit.frame)));
    };
    let new = Person { name, email, role: Role::Administrator, organisation: None, lang: visit.frame.lang };
    let (shared, typed) = (app.clone(), fields.string("password"));
    let id = app
        .write(move |conn| {
            let link = open(conn, &shared, &token, now)?;
            link::take(conn, &link, now)?;
            make(conn, &new, &password::hash(&typed)?, now)
        })
        .await?;
    session::enter_fresh(&app, &visit, id).await
}

fn make(conn: &mut Conn, new: &Person, hash: &str, now: DateTime<Utc>) -> Result<PersonId, AppError> {
    let id = person::insert(conn, new, now)?;
    person::set_password(conn, id, hash)?;
    person::set_account(conn, id, Account::Active { since: now })?;
    let entry = Entry {
        at: now,
        actor: Some(id),
        subject: SubjectKind::Person,
        subject_id: id.0,
        action: Action::Joined,
        changes: Vec::new(),
        reason: None,
    };
    history::add(conn, &entry)?;
    Ok(id)
}
