//! `/events/{id}/edit`, and what it has in common with a new record: checking what was sent, storing it, and the way on.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Member;
use domain::directory::Directory;
use domain::event::{Event, EventInput, EventRecord, Offer};
use domain::form::Errors;
use domain::history::{Action, SubjectKind};
use domain::ids::EventId;
use domain::review::Stage;
use views::event::edit::{Conflict, Page, Purpose, SPARE};

use super::form::{self, Intent};
use super::new::stored;
use super::steps::Step;
use super::{changes, directory, find, look_alikes};
use crate::app::App;
use crate::db::{Conn, event, history};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// A form that was sent.
pub(super) struct Sent {
    pub typed: EventInput,
    pub intent: Intent,
    /// Look-alikes that the sender has seen.
    pub known: Vec<EventId>,
    pub today: NaiveDate,
}

/// A form that was sent and can be stored.
pub(super) struct Checked {
    pub typed: EventInput,
    pub event: Event,
    pub intent: Intent,
}

/// Why the form comes back.
pub(super) struct Problems {
    typed: EventInput,
    errors: Errors,
    spare: (usize, usize),
    alike: Vec<EventRecord>,
    conflict: Option<Conflict>,
}

/// What became of a form that was sent.
pub(super) enum Outcome {
    Submitted(EventId),
    Changed(EventId),
    Cached(EventId),
    ToList(EventId),
    Back(Box<Page>),
}

impl Outcome {
    pub fn back(page: Page) -> Self {
        Self::Back(Box::new(page))
    }
}

/// Who does something to a record now.
pub(super) fn step(app: &App, visit: &Visit) -> Result<Step, AppError> {
    let name = visit.profile.as_ref().map_or_else(String::new, |p| p.person.name.clone());
    Ok(Step { by: visit.member()?, name, now: app.clock.now(), site: std::sync::Arc::clone(&app.site) })
}

impl Sent {
    /// Reads the form, as far as its button wants it whole. Look-alikes are shown once before a record is submitted.
    pub fn check(
        self,
        conn: &mut Conn,
        directory: &Directory,
        offer: &Offer,
        id: Option<EventId>,
        by: &Member,
    ) -> Result<Result<Checked, Problems>, AppError> {
        let Self { typed, intent, known, today } = self;
        let (event, gaps) = typed.read(offer, today);
        let back = |typed, errors, spare, alike| Ok(Err(Problems { typed, errors, spare, alike, conflict: None }));
        let alike = look_alikes(conn, directory, &event, id, by)?;
        match intent {
            Intent::More(countries, organisers) => return back(typed, Errors::new(), (countries, organisers), Vec::new()),
            Intent::Keep | Intent::List => {
                if let Err(errors) = typed.check_storable() {
                    return back(typed, errors, SPARE, alike);
                }
            }
            Intent::Submit => {
                let is_news = alike.iter().any(|r| !known.contains(&r.id));
                if !gaps.is_empty() || is_news {
                    return back(typed, gaps, SPARE, alike);
                }
            }
        }
        Ok(Ok(Checked { typed, event, intent }))
    }
}

/// The form as it comes back.
pub(super) fn page(purpose: Purpose, directory: Directory, offer: Offer, problems: Problems) -> Page {
    let Problems { typed, errors, spare, alike, conflict } = problems;
    Page { purpose, typed, errors, directory, offer, spare, alike, conflict }
}

/// The way on.
pub(super) fn answer(app: &App, visit: &Visit, outcome: Outcome) -> Result<HttpResponse, AppError> {
    app.mail_waits.notify_one();
    Ok(match outcome {
        Outcome::Submitted(id) => response::done(app, &format!("/events/{id}"), "event-submitted"),
        Outcome::Changed(id) => response::done(app, &format!("/events/{id}"), "event-changed"),
        Outcome::Cached(id) => response::done(app, &format!("/events/{id}/edit"), "event-kept"),
        Outcome::ToList(id) => response::done(app, &format!("/events/{id}/participants/new"), "event-kept"),
        Outcome::Back(page) if page.conflict.is_some() => response::conflict(page.render(&visit.frame)),
        Outcome::Back(page) if page.errors.is_empty() && page.alike.is_empty() => response::page(page.render(&visit.frame)),
        Outcome::Back(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// What the member may choose for this record.
pub(super) fn offer(directory: &Directory, record: &EventRecord, by: &Member) -> Offer {
    let organisers: Vec<_> = record.event.organisers().collect();
    directory.offer(by, &organisers, &record.event.activities)
}

/// The form with what is stored.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let page = app.read(move |conn| opened(conn, EventId(*id), &member)).await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn opened(conn: &mut Conn, id: EventId, member: &Member) -> Result<Page, AppError> {
    let directory = directory(conn)?;
    let record = find(conn, &directory, id, Some(member))?;
    if !record.may_edit(member) {
        return Err(AppError::NotFound);
    }
    let (offer, typed) = (offer(&directory, &record, member), record.typed.clone());
    let alike = look_alikes(conn, &directory, &record.event, Some(id), member)?;
    let problems = Problems { typed, errors: Errors::new(), spare: SPARE, alike, conflict: None };
    Ok(page(Purpose::Edit(Box::new(record)), directory, offer, problems))
}

/// Keeps or submits the record, as the button says.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let sent = Sent { typed: form::typed(&fields), intent: Intent::of(&fields), known: form::known(&fields), today: visit.frame.today };
    let (step, version) = (step(&app, &visit)?, fields.number("version")?);
    let outcome = app
        .write(move |conn| {
            let directory = directory(conn)?;
            let record = find(conn, &directory, EventId(*id), Some(&step.by))?;
            if !record.may_edit(&step.by) {
                return Err(if record.review.is_own(&step.by) || step.by.role.is_officer() { AppError::Stale } else { AppError::NotFound });
            }
            if record.version != version && record.typed != sent.typed && !matches!(sent.intent, Intent::More(..)) {
                return conflict(conn, directory, record, sent, &step.by);
            }
            save(conn, &step, directory, record, sent)
        })
        .await?;
    answer(&app, &visit, outcome)
}

/// Somebody else has stored a change: what differs is shown, and the next press stores what was typed.
fn conflict(conn: &mut Conn, directory: Directory, record: EventRecord, sent: Sent, by: &Member) -> Result<Outcome, AppError> {
    let offer = offer(&directory, &record, by);
    let (event, errors) = sent.typed.read(&offer, sent.today);
    let entries = history::of(conn, SubjectKind::Event, record.id.0)?;
    let who = entries.into_iter().find_map(|e| e.actor).unwrap_or_default();
    let conflict = Some(Conflict { who, changes: changes(&directory, &record.event, &event) });
    let errors = if sent.intent == Intent::Submit { errors } else { Errors::new() };
    let problems = Problems { typed: sent.typed, errors, spare: SPARE, alike: Vec::new(), conflict };
    Ok(Outcome::back(page(Purpose::Edit(Box::new(record)), directory, offer, problems)))
}

/// Checks what was sent for a record, and stores it.
pub(super) fn save(conn: &mut Conn, step: &Step, directory: Directory, record: EventRecord, mut sent: Sent) -> Result<Outcome, AppError> {
    // What waits for review cannot become half empty again.
    if record.stage() == Stage::Submitted && matches!(sent.intent, Intent::Keep | Intent::List) {
        sent.intent = Intent::Submit;
    }
    let offer = offer(&directory, &record, &step.by);
    match sent.check(conn, &directory, &offer, Some(record.id), &step.by)? {
        Ok(checked) => store(conn, step, &directory, &record, &checked),
        Err(problems) => Ok(Outcome::back(page(Purpose::Edit(Box::new(record)), directory, offer, problems))),
    }
}

/// Stores what was checked, and submits it if that was asked.
pub(super) fn store(
    conn: &mut Conn,
    step: &Step,
    directory: &Directory,
    before: &EventRecord,
    sent: &Checked,
) -> Result<Outcome, AppError> {
    let id = before.id;
    event::store(conn, directory, id, &sent.typed, &sent.event)?;
    if sent.intent == Intent::Submit {
        let record = stored(conn, directory, id)?;
        step.submit(conn, directory, before, &record)?;
        return Ok(if before.stage() == Stage::Submitted { Outcome::Changed(id) } else { Outcome::Submitted(id) });
    }
    let changes = changes(directory, &before.event, &sent.event);
    if before.stage() == Stage::Returned && !changes.is_empty() {
        step.remember(conn, id, Action::Edited, changes, None)?;
    }
    Ok(if sent.intent == Intent::List { Outcome::ToList(id) } else { Outcome::Cached(id) })
}
