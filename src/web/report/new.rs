//! `/plans/{code}/reports/new`.

use actix_web::{HttpResponse, web};
use application::actions::report;
use application::auth::random_token;
use chrono::{Datelike, NaiveDate};
use domain::address;
use domain::form::{Errors, typed_day};
use domain::report::ReportScopeInput;
use views::report::new::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// The form; it offers the last calendar year, in the reader's language.
///
/// # Errors
/// None.
pub async fn form(visit: Visit) -> Result<HttpResponse, AppError> {
    let year = visit.frame.today.year() - 1;
    let typed = ReportScopeInput {
        from: typed_day(NaiveDate::from_ymd_opt(year, 1, 1)),
        until: typed_day(NaiveDate::from_ymd_opt(year, 12, 31)),
        lang: visit.frame.lang.as_str().to_owned(),
        ..ReportScopeInput::default()
    };
    Ok(response::page(Page { idempotency_key: random_token(), typed, errors: Errors::new() }.render(&visit.frame)))
}

fn read(fields: &Fields) -> ReportScopeInput {
    ReportScopeInput {
        title: fields.string("title"),
        meeting: fields.string("meeting"),
        from: fields.day("report-from"),
        until: fields.day("report-until"),
        lang: fields.string("report-lang"),
    }
}

/// Makes a draft. The same form, sent again, makes no second one.
///
/// # Errors
/// [`AppError::Unreadable`] for a form without its key.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, plan, idempotency_key, typed) = (visit.actor(&app), visit.frame.plan.id, fields.idempotency_key()?, read(&fields));
    let (key, sent) = (idempotency_key.clone(), typed.clone());
    match app.submit(move |conn| report::make(conn, &actor, plan, &key, &sent)).await? {
        Ok(id) => Ok(response::done(&app, &address::report(id), "report-made")),
        Err(errors) => Ok(response::invalid(Page { idempotency_key, typed, errors }.render(&visit.frame))),
    }
}
