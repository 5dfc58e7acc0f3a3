//! `/admin/mail` and `/admin/mail/{id}`: the log of mails; sending one again, stopping one.

use actix_web::{HttpRequest, HttpResponse, web};
use application::actions::mail as actions;
use application::queries::mail::{self as queries, MailDetail, MailFilter, PAGE};
use domain::address;
use domain::mail::MailState;
use views::mail::{list, show};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Most characters of a search text.
const WORDS_MAX: usize = 100;

/// The log, as the address asks for it.
///
/// # Errors
/// When the database fails.
pub async fn list(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let fields = Fields::of_query(request.query_string());
    let words: String = fields.get("words").replace('\0', "").chars().take(WORDS_MAX).collect();
    let state: Option<MailState> = fields.get("state").parse().ok();
    let number = fields.get("page").parse().ok().filter(|p| (1..=1_000_000).contains(p)).unwrap_or(1);
    let (filter, now) = (MailFilter { state, words: words.clone() }, app.clock.now());
    let (mails, count) = app.ask(move |conn| queries::page(conn, &filter, number, now)).await?;
    let state = state.map_or_else(String::new, |s| s.as_str().to_owned());
    Ok(response::page(list::Page { mails, count, per_page: PAGE, number, state, words }.render(&visit.frame)))
}

/// One mail.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let now = app.clock.now();
    let MailDetail { mail, text, person, history } = app.ask(move |conn| queries::detail(conn, *id, now)).await?;
    Ok(response::page(show::Page { mail, text, person, history }.render(&visit.frame)))
}

/// Sends a mail that waits, has failed or was stopped, or a copy of one that was sent.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it is being sent, or what it held is forgotten.
pub async fn send_again(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let actor = visit.actor(&app);
    let id = app.act(move |conn| actions::send_again(conn, &actor, *id)).await?;
    app.mail_waits.notify_one();
    Ok(response::done(&app, &address::mail(id), "mail-again"))
}

/// Stops a mail that waits.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it does not wait any more.
pub async fn cancel(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id) = (visit.actor(&app), *id);
    app.act(move |conn| actions::cancel(conn, &actor, id)).await?;
    Ok(response::done(&app, &address::mail(id), "mail-stopped"))
}
