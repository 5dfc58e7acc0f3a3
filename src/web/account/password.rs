//! `/account/password`.

use actix_web::{HttpResponse, web};
use domain::form::{Errors, Problem};
use domain::history::{Action, Entry, SubjectKind};
use views::account::password::Page;

use crate::app::App;
use crate::auth::session as tokens;
use crate::auth::{link, password};
use crate::db::{history, person, session};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::{SESSION, Visit, cookie};

/// The form.
///
/// # Errors
/// None; the gate lets members alone through.
pub async fn form(visit: Visit) -> Result<HttpResponse, AppError> {
    let email = visit.profile.as_ref().ok_or(AppError::SignInNeeded)?.person.email.clone();
    Ok(response::page(Page { email, errors: Errors::new() }.render(&visit.frame)))
}

/// Changes the password, ends all sessions and begins a new one here.
///
/// # Errors
/// Those of the database.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let profile = visit.profile.as_ref().ok_or(AppError::SignInNeeded)?;
    let (id, person) = (profile.id, &profile.person);
    // Guessing the present password from an open session is slowed like signing in.
    app.throttle.sign_in(&visit.origin.address, &person.email, Some("own session"))?;
    let (present, new) = (fields.string("present"), fields.string("password"));
    let mut errors = Errors::new();
    let fits = app
        .read(move |conn| {
            let hash = person::password_hash(conn, id)?;
            password::verify(&present, hash.as_deref())
        })
        .await?;
    if !fits {
        errors.add("present", Problem::WrongPassword);
    }
    if errors.check("password", domain::password::check(&new, &person.name, &person.email)).is_some() && new != fields.get("again") {
        errors.add("again", Problem::Mismatch);
    }
    if !errors.is_empty() {
        return Ok(response::invalid(Page { email: person.email.clone(), errors }.render(&visit.frame)));
    }
    let (now, origin) = (app.clock.now(), visit.origin.clone());
    let hash = web::block(move || password::hash(&new)).await.map_err(AppError::internal)??;
    let token = app
        .write(move |conn| {
            person::set_password(conn, id, &hash)?;
            session::end_all(conn, id, None)?;
            link::withdraw_all(conn, id, now)?;
            let (subject, action) = (SubjectKind::Person, Action::PasswordChanged);
            history::add(conn, &Entry { at: now, actor: Some(id), subject, subject_id: id.0, action, changes: Vec::new(), reason: None })?;
            Ok(tokens::begin(conn, id, &origin, now)?)
        })
        .await?;
    let mut answer = response::done(&app, "/account", "password-changed");
    answer.add_cookie(&cookie(&app, SESSION, token, Some(30))).map_err(AppError::internal)?;
    Ok(answer)
}
