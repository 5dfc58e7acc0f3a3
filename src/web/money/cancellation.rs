//! `/money/…/{id}/cancellation/new`: a record is taken out, with a reason. It is kept, and does not count.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::MoneySeen;
use domain::form::{self as rules, Errors, Problem};
use domain::history::{Action, SubjectKind};
use domain::ids::{ContributionId, ExpenditureId};
use domain::lang::Lang;
use views::money::cancellation::{Page, names};

use super::{Step, directory, find_contribution, find_expenditure};
use crate::app::App;
use crate::db::Conn;
use crate::db::money::{contribution, expenditure};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Longest reason.
const REASON_MAX: usize = 1000;

/// What is taken out.
#[derive(Debug, Clone, Copy)]
struct Target {
    subject: SubjectKind,
    id: i32,
}

impl Target {
    /// The page that asks, if the record still counts.
    fn page(self, conn: &mut Conn, lang: Lang) -> Result<Page, AppError> {
        let directory = directory(conn)?;
        let (name, version, noun, cancelled) = if self.subject == SubjectKind::Contribution {
            let record = find_contribution(conn, self.id, MoneySeen::Everything)?;
            (names::contribution(lang, &directory, &record), record.version, "contributions", record.cancelled)
        } else {
            let record = find_expenditure(conn, self.id, MoneySeen::Everything)?;
            (names::expenditure(lang, &directory, &record), record.version, "expenditures", record.cancelled)
        };
        if cancelled.is_some() {
            return Err(AppError::NotFound);
        }
        Ok(Page { name, address: format!("/money/{noun}/{}", self.id), version, reason: String::new(), errors: Errors::new() })
    }

    fn cancel(self, conn: &mut Conn, version: i32, reason: &str, at: DateTime<Utc>) -> Result<(), AppError> {
        let done = if self.subject == SubjectKind::Contribution {
            contribution::cancel(conn, ContributionId(self.id), version, reason, at)?
        } else {
            expenditure::cancel(conn, ExpenditureId(self.id), version, reason, at)?
        };
        if done { Ok(()) } else { Err(AppError::Stale) }
    }

    async fn asks(self, app: &App, visit: &Visit) -> Result<HttpResponse, AppError> {
        let lang = visit.frame.lang;
        let page = app.read(move |conn| self.page(conn, lang)).await?;
        Ok(response::page(page.render(&visit.frame)))
    }

    async fn takes_out(self, app: &App, visit: &Visit, fields: &Fields) -> Result<HttpResponse, AppError> {
        let (lang, step) = (visit.frame.lang, Step::new(app, visit)?);
        let (version, reason) = (fields.number("version")?, fields.string("cancel-reason"));
        let (page, is_done) = app
            .write(move |conn| {
                let mut page = self.page(conn, lang)?;
                let why = rules::prose(&reason, REASON_MAX).and_then(|r| if r.is_empty() { Err(Problem::Required) } else { Ok(r) });
                let Some(why) = page.errors.check("cancel-reason", why) else {
                    return Ok((Page { reason, ..page }, false));
                };
                self.cancel(conn, version, &why, step.now)?;
                step.remember(conn, (self.subject, self.id), Action::Cancelled, Vec::new(), Some(why))?;
                Ok((page, true))
            })
            .await?;
        Ok(if is_done { response::done(app, &page.address, "money-cancelled") } else { response::invalid(page.render(&visit.frame)) })
    }
}

fn contribution_of(id: &web::Path<i32>) -> Target {
    Target { subject: SubjectKind::Contribution, id: **id }
}

fn expenditure_of(id: &web::Path<i32>) -> Target {
    Target { subject: SubjectKind::Expenditure, id: **id }
}

/// Asks why a contribution is taken out.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn contribution_form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    contribution_of(&id).asks(&app, &visit).await
}

/// Takes a contribution out.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it has changed since it was seen.
pub async fn contribution_submit(
    app: web::Data<App>,
    visit: Visit,
    id: web::Path<i32>,
    Posted(fields): Posted,
) -> Result<HttpResponse, AppError> {
    contribution_of(&id).takes_out(&app, &visit, &fields).await
}

/// Asks why an expenditure is taken out.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn expenditure_form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    expenditure_of(&id).asks(&app, &visit).await
}

/// Takes an expenditure out.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it has changed since it was seen.
pub async fn expenditure_submit(
    app: web::Data<App>,
    visit: Visit,
    id: web::Path<i32>,
    Posted(fields): Posted,
) -> Result<HttpResponse, AppError> {
    expenditure_of(&id).takes_out(&app, &visit, &fields).await
}
