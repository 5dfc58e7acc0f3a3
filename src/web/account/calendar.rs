//! `/account/calendar`: the secret address of one's own calendar.

use actix_web::{HttpResponse, web};
use domain::history::{Action, Changes, Entry, SubjectKind};
use domain::ids::PersonId;
use views::calendar::show::Page;

use crate::app::App;
use crate::auth::{calendar_key, random_token};
use crate::db::{Conn, calendar, history};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let id = visit.member()?.id;
    let made = app.read(move |conn| calendar::address(conn, id)).await?;
    let address = |nonce: &str| format!("{}calendar.ics?key={}", app.base_url, calendar_key::make(&app.keys, id, nonce));
    let page = Page { address: made.map(|(nonce, at)| (address(&nonce), at)) };
    Ok(response::page(page.render(&visit.frame)))
}

fn remember(conn: &mut Conn, app: &App, person: PersonId, action: Action) -> Result<(), AppError> {
    let (at, subject, changes) = (app.clock.now(), SubjectKind::Person, Changes::new().into_vec());
    Ok(history::add(conn, &Entry { at, actor: Some(person), subject, subject_id: person.0, action, changes, reason: None })?)
}

/// Makes an address, in the place of the one before.
///
/// # Errors
/// Those of the database.
pub async fn renew(app: web::Data<App>, visit: Visit, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (id, shared) = (visit.member()?.id, app.clone());
    app.write(move |conn| {
        calendar::renew(conn, id, &random_token(), shared.clock.now())?;
        remember(conn, &shared, id, Action::CalendarOpened)
    })
    .await?;
    Ok(response::done(&app, "/account/calendar", "calendar-made"))
}

/// Ends the address.
///
/// # Errors
/// Those of the database.
pub async fn end(app: web::Data<App>, visit: Visit, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (id, shared) = (visit.member()?.id, app.clone());
    app.write(move |conn| if calendar::end(conn, id)? { remember(conn, &shared, id, Action::CalendarEnded) } else { Ok(()) }).await?;
    Ok(response::done(&app, "/account/calendar", "calendar-ended"))
}
