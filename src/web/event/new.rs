//! `/events/new`.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Member;
use domain::event::{EventInput, EventRecord};
use domain::form::Errors;
use domain::history::Action;
use domain::ids::EventId;
use views::event::edit::{Page, Purpose, SPARE};

use super::edit::{Outcome, Sent, answer, page};
use super::form::{self, Intent};
use super::{directory, steps};
use crate::app::App;
use crate::auth::random_token;
use crate::db::event::NewEvent;
use crate::db::{Conn, event};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::visitor::Visit;

/// Longest key of a form.
const KEY_MAX: usize = 64;

/// The empty form; the member's own organisation and address stand in it already, and the activity from which they came.
///
/// # Errors
/// Those of the database.
pub async fn form(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let number = url::form_urlencoded::parse(request.query_string().as_bytes()).find(|(name, _)| name == "activity");
    let number: Option<i32> = number.and_then(|(_, value)| value.parse().ok());
    let typed = EventInput {
        organiser: member.organisation.map_or_else(String::new, |o| o.to_string()),
        contact: visit.profile.as_ref().map_or_else(String::new, |p| p.person.email.clone()),
        ..EventInput::default()
    };
    let page = app.read(move |conn| empty(conn, &member, typed, number)).await?;
    Ok(crate::web::response::page(page.render(&visit.frame)))
}

fn empty(conn: &mut Conn, member: &Member, mut typed: EventInput, number: Option<i32>) -> Result<Page, AppError> {
    let directory = directory(conn)?;
    let offer = directory.offer(member, &[], &[]);
    let asked = directory.activities.iter().find(|a| Some(a.number) == number && offer.activities.contains(&a.id));
    typed.activities = asked.map(|a| a.id.to_string()).into_iter().collect();
    let (purpose, errors) = (Purpose::New { idempotency_key: random_token() }, Errors::new());
    Ok(Page { purpose, typed, errors, directory, offer, spare: SPARE, alike: Vec::new(), conflict: None })
}

/// Keeps or submits a new record, as the button says. The same form, sent again, changes the record that it has made.
///
/// # Errors
/// [`AppError::Unreadable`] for a form without its key.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let idempotency_key = fields.string("idempotency-key");
    if idempotency_key.is_empty() || idempotency_key.len() > KEY_MAX {
        return Err(AppError::Unreadable("the key of the form is missing"));
    }
    let sent = Sent { typed: form::typed(&fields), intent: Intent::of(&fields), known: form::known(&fields), today: visit.frame.today };
    let step = super::edit::step(&app, &visit)?;
    let outcome = app.write(move |conn| log(conn, &step, sent, idempotency_key)).await?;
    answer(&app, &visit, outcome)
}

fn log(conn: &mut Conn, step: &steps::Step, sent: Sent, idempotency_key: String) -> Result<Outcome, AppError> {
    let directory = directory(conn)?;
    if let Some(id) = event::by_idempotency_key(conn, &idempotency_key, step.by.id)? {
        let record = event::find(conn, &directory, id)?.ok_or(AppError::NotFound)?;
        // Pressed twice: what is submitted already stays as it is.
        return if record.may_discard(&step.by) {
            super::edit::save(conn, step, directory, record, sent)
        } else {
            Ok(Outcome::Submitted(id))
        };
    }
    let offer = directory.offer(&step.by, &[], &[]);
    let purpose = Purpose::New { idempotency_key: idempotency_key.clone() };
    let sent = match sent.check(conn, &directory, &offer, None, &step.by)? {
        Ok(sent) => sent,
        Err(problem) => return Ok(Outcome::back(page(purpose, directory, offer, problem))),
    };
    let (author, organisation) = (step.by.id, step.by.organisation);
    let id = event::insert(conn, &NewEvent { idempotency_key: &idempotency_key, author, organisation, now: step.now })?;
    step.remember(conn, id, Action::Created, Vec::new(), None)?;
    let before = stored(conn, &directory, id)?;
    super::edit::store(conn, step, &directory, &before, &sent)
}

/// The record as it stands in the database now.
pub(super) fn stored(conn: &mut Conn, directory: &domain::directory::Directory, id: EventId) -> Result<EventRecord, AppError> {
    event::find(conn, directory, id)?.ok_or(AppError::NotFound)
}
