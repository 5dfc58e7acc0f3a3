//! `/money/expenditures/new`, `/money/expenditures/{id}` and its form.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::MoneySeen;
use domain::form::Errors;
use domain::history::{Action, SubjectKind};
use domain::ids::ExpenditureId;
use domain::money::{Choices, Expenditure, ExpenditureInput, ExpenditureRecord};
use views::money::Subject;
use views::money::expenditure::Page as Shown;
use views::money::expenditure_edit::Page;

use super::{Outcome, Step, activity_number, day, directory, find_expenditure, organisation_name};
use crate::app::App;
use crate::auth::random_token;
use crate::db::money::{New, expenditure};
use crate::db::{Conn, history};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// The page of an expenditure.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let seen = MoneySeen::by(visit.member().ok().as_ref());
    let page = app.read(move |conn| shown(conn, *id, seen)).await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn shown(conn: &mut Conn, id: i32, seen: MoneySeen) -> Result<Shown, AppError> {
    let record = find_expenditure(conn, id, seen)?;
    Ok(Shown { directory: directory(conn)?, history: history::of(conn, SubjectKind::Expenditure, id)?, record })
}

fn typed(fields: &Fields) -> ExpenditureInput {
    ExpenditureInput {
        activity: fields.string("activity"),
        spender: fields.string("spender"),
        currency: fields.string("currency"),
        amount: fields.string("spent"),
        first: day(fields, "spent-from"),
        last: day(fields, "spent-to"),
        purpose: fields.string("spent-for"),
        source: fields.string("source"),
    }
}

/// The form; what the stored record names can stay chosen.
fn page(conn: &mut Conn, subject: Subject, typed: ExpenditureInput, stored: Option<&Expenditure>) -> Result<Page, AppError> {
    let directory = directory(conn)?;
    let choices = Choices::of(&directory, stored.map(|e| e.spender));
    Ok(Page { subject, typed, errors: Errors::new(), choices, directory, overtaken: false })
}

/// The empty form; the activity from which the reader came is chosen.
///
/// # Errors
/// Those of the database.
pub async fn new_form(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let asked = request.query_string().to_owned();
    let page = app
        .read(move |conn| {
            let mut page = page(conn, Subject::New { idempotency_key: random_token() }, ExpenditureInput::default(), None)?;
            page.typed.activity = super::asked_activity(&page.directory, &asked).map(|a| a.to_string()).unwrap_or_default();
            Ok::<_, AppError>(page)
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Adds an expenditure. The same form, sent again, adds no second one.
///
/// # Errors
/// [`AppError::Unreadable`] for a form without its key.
pub async fn new_submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (idempotency_key, typed, step) = (super::idempotency_key(&fields)?, typed(&fields), Step::new(&app, &visit)?);
    let outcome = app
        .write(move |conn| {
            if let Some(id) = expenditure::by_idempotency_key(conn, &idempotency_key)? {
                return Ok(Outcome::Stored(id.0));
            }
            let page = page(conn, Subject::New { idempotency_key: idempotency_key.clone() }, typed, None)?;
            match page.typed.parse(&page.choices, step.today) {
                Err(errors) => Ok(Outcome::Back(Box::new(Page { errors, ..page }))),
                Ok(expenditure) => {
                    let id = expenditure::insert(conn, New { idempotency_key: &idempotency_key, now: step.now }, &expenditure)?;
                    remember(conn, &step, &page, id, None, &expenditure)?;
                    Ok(Outcome::Stored(id.0))
                }
            }
        })
        .await?;
    answered(&app, &visit, outcome, "expenditure-added")
}

/// The form of an expenditure. One that was taken out is not changed any more.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let page = app
        .read(move |conn| {
            let record = open(conn, *id)?;
            let subject = Subject::Stored { id: *id, version: record.version };
            page(conn, subject, ExpenditureInput::of(&record.expenditure), Some(&record.expenditure))
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn open(conn: &mut Conn, id: i32) -> Result<ExpenditureRecord, AppError> {
    Some(find_expenditure(conn, id, MoneySeen::Everything)?).filter(|r| r.cancelled.is_none()).ok_or(AppError::NotFound)
}

/// Stores an edit, unless it is wrong or somebody else has stored one in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (typed, version, step, id) = (typed(&fields), fields.number("version")?, Step::new(&app, &visit)?, *id);
    let outcome = app
        .write(move |conn| {
            let record = open(conn, id)?;
            let page = page(conn, Subject::Stored { id, version }, typed, Some(&record.expenditure))?;
            match page.typed.parse(&page.choices, step.today) {
                Err(errors) => Ok(Outcome::Back(Box::new(Page { errors, ..page }))),
                Ok(expenditure) if expenditure == record.expenditure => Ok(Outcome::Stored(id)),
                Ok(_) if record.version != version => {
                    let subject = Subject::Stored { id, version: record.version };
                    Ok(Outcome::Back(Box::new(Page { subject, overtaken: true, ..page })))
                }
                Ok(expenditure) => {
                    if !expenditure::update(conn, record.id, version, &expenditure, step.now)? {
                        return Err(AppError::Stale);
                    }
                    remember(conn, &step, &page, record.id, Some(&record.expenditure), &expenditure)?;
                    Ok(Outcome::Stored(id))
                }
            }
        })
        .await?;
    answered(&app, &visit, outcome, "expenditure-saved")
}

fn remember(
    conn: &mut Conn,
    step: &Step,
    page: &Page,
    id: ExpenditureId,
    before: Option<&Expenditure>,
    after: &Expenditure,
) -> Result<(), AppError> {
    let action = if before.is_some() { Action::Edited } else { Action::Created };
    let changes = Expenditure::changes(before, after, organisation_name(&page.directory), activity_number(&page.directory));
    step.remember(conn, (SubjectKind::Expenditure, id.0), action, changes.into_vec(), None)
}

fn answered(app: &App, visit: &Visit, outcome: Outcome<Page>, notice: &'static str) -> Result<HttpResponse, AppError> {
    Ok(match outcome {
        Outcome::Stored(id) => response::done(app, &format!("/money/expenditures/{id}"), notice),
        Outcome::Back(page) if page.overtaken => response::conflict(page.render(&visit.frame)),
        Outcome::Back(page) => response::invalid(page.render(&visit.frame)),
    })
}
