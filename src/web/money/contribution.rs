//! `/money/contributions/new`, `/money/contributions/{id}` and its form.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::MoneySeen;
use domain::form::Errors;
use domain::history::{Action, SubjectKind};
use domain::ids::ContributionId;
use domain::money::{Choices, Contribution, ContributionInput, ContributionRecord, PAYMENTS_MAX, PaymentInput};
use views::money::Subject;
use views::money::contribution::Page as Shown;
use views::money::contribution_edit::Page;

use super::{Outcome, Step, activity_number, day, directory, find_contribution, organisation_name};
use crate::app::App;
use crate::auth::random_token;
use crate::db::money::{New, contribution};
use crate::db::{Conn, history};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// The page of a contribution.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let seen = MoneySeen::by(visit.member().ok().as_ref());
    let page = app.read(move |conn| shown(conn, *id, seen)).await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn shown(conn: &mut Conn, id: i32, seen: MoneySeen) -> Result<Shown, AppError> {
    let record = find_contribution(conn, id, seen)?;
    Ok(Shown { directory: directory(conn)?, history: history::of(conn, SubjectKind::Contribution, id)?, record })
}

fn typed(fields: &Fields) -> ContributionInput {
    let payment =
        |at: usize| PaymentInput { amount: fields.string(&format!("received-{at}")), on: day(fields, &format!("received-on-{at}")) };
    let mut payments: Vec<PaymentInput> = (0..PAYMENTS_MAX).map(payment).collect();
    while payments.last().is_some_and(PaymentInput::is_empty) {
        payments.pop();
    }
    ContributionInput {
        donor: fields.string("donor"),
        currency: fields.string("currency"),
        pledged: fields.string("pledged"),
        pledged_on: day(fields, "pledged-on"),
        purpose: fields.all("purpose"),
        payments,
        source: fields.string("source"),
        note: fields.string("note"),
    }
}

/// The form; what the stored record names can stay chosen.
fn page(conn: &mut Conn, subject: Subject, typed: ContributionInput, stored: Option<&Contribution>) -> Result<Page, AppError> {
    let directory = directory(conn)?;
    let choices = Choices::of(&directory, stored.map(|c| c.donor));
    Ok(Page { subject, typed, errors: Errors::new(), choices, directory, overtaken: false })
}

/// The empty form; the activity from which the reader came is ticked.
///
/// # Errors
/// Those of the database.
pub async fn new_form(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let asked = request.query_string().to_owned();
    let page = app
        .read(move |conn| {
            let mut page = page(conn, Subject::New { idempotency_key: random_token() }, ContributionInput::default(), None)?;
            page.typed.purpose = super::asked_activity(&page.directory, &asked).map(|a| a.to_string()).into_iter().collect();
            Ok::<_, AppError>(page)
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Adds a contribution. The same form, sent again, adds no second one.
///
/// # Errors
/// [`AppError::Unreadable`] for a form without its key.
pub async fn new_submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (idempotency_key, typed, step) = (super::idempotency_key(&fields)?, typed(&fields), Step::new(&app, &visit)?);
    let outcome = app
        .write(move |conn| {
            if let Some(id) = contribution::by_idempotency_key(conn, &idempotency_key)? {
                return Ok(Outcome::Stored(id.0));
            }
            let page = page(conn, Subject::New { idempotency_key: idempotency_key.clone() }, typed, None)?;
            match page.typed.parse(&page.choices, step.today) {
                Err(errors) => Ok(Outcome::Back(Box::new(Page { errors, ..page }))),
                Ok(contribution) => {
                    let id = contribution::insert(conn, New { idempotency_key: &idempotency_key, now: step.now }, &contribution)?;
                    remember(conn, &step, &page, id, None, &contribution)?;
                    Ok(Outcome::Stored(id.0))
                }
            }
        })
        .await?;
    answered(&app, &visit, outcome, "contribution-added")
}

/// The form of a contribution. One that was taken out is not changed any more.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let page = app
        .read(move |conn| {
            let record = open(conn, *id)?;
            let subject = Subject::Stored { id: *id, version: record.version };
            page(conn, subject, ContributionInput::of(&record.contribution), Some(&record.contribution))
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn open(conn: &mut Conn, id: i32) -> Result<ContributionRecord, AppError> {
    Some(find_contribution(conn, id, MoneySeen::Everything)?).filter(|r| r.cancelled.is_none()).ok_or(AppError::NotFound)
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
            let page = page(conn, Subject::Stored { id, version }, typed, Some(&record.contribution))?;
            match page.typed.parse(&page.choices, step.today) {
                Err(errors) => Ok(Outcome::Back(Box::new(Page { errors, ..page }))),
                Ok(contribution) if contribution == record.contribution => Ok(Outcome::Stored(id)),
                Ok(_) if record.version != version => {
                    let subject = Subject::Stored { id, version: record.version };
                    Ok(Outcome::Back(Box::new(Page { subject, overtaken: true, ..page })))
                }
                Ok(contribution) => {
                    if !contribution::update(conn, record.id, version, &contribution, step.now)? {
                        return Err(AppError::Stale);
                    }
                    remember(conn, &step, &page, record.id, Some(&record.contribution), &contribution)?;
                    Ok(Outcome::Stored(id))
                }
            }
        })
        .await?;
    answered(&app, &visit, outcome, "contribution-saved")
}

fn remember(
    conn: &mut Conn,
    step: &Step,
    page: &Page,
    id: ContributionId,
    before: Option<&Contribution>,
    after: &Contribution,
) -> Result<(), AppError> {
    let action = if before.is_some() { Action::Edited } else { Action::Created };
    let changes = Contribution::changes(before, after, organisation_name(&page.directory), activity_number(&page.directory));
    step.remember(conn, (SubjectKind::Contribution, id.0), action, changes.into_vec(), None)
}

fn answered(app: &App, visit: &Visit, outcome: Outcome<Page>, notice: &'static str) -> Result<HttpResponse, AppError> {
    Ok(match outcome {
        Outcome::Stored(id) => response::done(app, &format!("/money/contributions/{id}"), notice),
        Outcome::Back(page) if page.overtaken => response::conflict(page.render(&visit.frame)),
        Outcome::Back(page) => response::invalid(page.render(&visit.frame)),
    })
}
