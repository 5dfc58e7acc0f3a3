//! `/admin/mail` and `/admin/mail/{id}`: the log of mails; sending one again, stopping one, trusting an address again.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::history::{Action, Changes, Entry, SubjectKind};
use domain::ids::PersonId;
use domain::mail::{Logged, MailState};
use views::mail::{list, show};

use super::people::add;
use crate::app::App;
use crate::db::outbox::log::{self, MailFilter, PAGE};
use crate::db::{Conn, history, person};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;
use application::messages as compose;

/// Longest text that is looked for.
const WORDS_MAX: usize = 100;

/// The log, as the address asks for it.
///
/// # Errors
/// Those of the database.
pub async fn list(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let fields = Fields::of_query(request.query_string());
    let words: String = fields.get("words").replace('\0', "").chars().take(WORDS_MAX).collect();
    let state: Option<MailState> = fields.get("state").parse().ok();
    let number = fields.get("page").parse().ok().filter(|p| (1..=1_000_000).contains(p)).unwrap_or(1);
    let (filter, now) = (MailFilter { state, words: words.clone() }, app.clock.now());
    let (mails, count) =
        app.read(move |conn| Ok::<_, AppError>((log::page(conn, &filter, number, now)?, log::count(conn, &filter)?))).await?;
    let state = state.map_or_else(String::new, |s| s.as_str().to_owned());
    Ok(response::page(list::Page { mails, count, per_page: PAGE, number, state, words }.render(&visit.frame)))
}

fn find(conn: &mut Conn, id: i32, now: DateTime<Utc>) -> Result<(Logged, Option<String>), AppError> {
    log::find(conn, id, now)?.ok_or(AppError::NotFound)
}

/// One mail.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let now = app.clock.now();
    let page = app
        .read(move |conn| {
            let (mail, text) = find(conn, *id, now)?;
            let person = person::by_email(conn, &mail.recipient)?.map(|(profile, _)| profile.id);
            let history = history::of(conn, SubjectKind::Mail, mail.id)?;
            Ok::<_, AppError>(show::Page { mail, text, person, history })
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn remember(conn: &mut Conn, by: PersonId, id: i32, action: Action, at: DateTime<Utc>) -> Result<(), AppError> {
    let (subject, changes) = (SubjectKind::Mail, Changes::new().into_vec());
    Ok(history::add(conn, &Entry { at, actor: Some(by), subject, subject_id: id, action, changes, reason: None })?)
}

/// Sends a mail that waits, has failed or was stopped, or a copy of one that was sent.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it is being sent, or what it held is forgotten.
pub async fn send_again(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (by, now, shared) = (visit.member()?.id, app.clock.now(), app.clone());
    let id = app
        .write(move |conn| {
            let (mail, _) = find(conn, *id, now)?;
            if !mail.may_be_sent_again() {
                return Err(AppError::Stale);
            }
            remember(conn, by, mail.id, Action::SentAgain, now)?;
            if mail.state == MailState::Sent {
                return Ok(log::copy(conn, mail.id, &compose::message_id(&shared.base_url, now), now)?);
            }
            if log::send_now(conn, mail.id, now)? { Ok(mail.id) } else { Err(AppError::Stale) }
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(response::done(&app, &format!("/admin/mail/{id}"), "mail-again"))
}

/// Stops a mail that waits.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it does not wait any more.
pub async fn cancel(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (by, now, id) = (visit.member()?.id, app.clock.now(), *id);
    app.write(move |conn| {
        let (mail, _) = find(conn, id, now)?;
        if !log::cancel(conn, &mail, now)? {
            return Err(AppError::Stale);
        }
        remember(conn, by, id, Action::Stopped, now)
    })
    .await?;
    Ok(response::done(&app, &format!("/admin/mail/{id}"), "mail-stopped"))
}

/// Somebody's address takes mails again, as somebody says.
///
/// # Errors
/// [`AppError::NotFound`].
pub(in crate::web) fn address_works(conn: &mut Conn, by: PersonId, id: PersonId, now: DateTime<Utc>) -> Result<(), AppError> {
    let profile = person::find(conn, id)?.ok_or(AppError::NotFound)?;
    if person::mail_arrives(conn, &profile.person.email)? { add(conn, by, id, Action::MailTrusted, Changes::new(), now) } else { Ok(()) }
}

/// Forgets that the mail server has refused a person's address.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn trust(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (by, now, id) = (visit.member()?.id, app.clock.now(), PersonId(*id));
    app.write(move |conn| address_works(conn, by, id, now)).await?;
    Ok(response::done(&app, &format!("/admin/people/{id}"), "mail-trusted"))
}
