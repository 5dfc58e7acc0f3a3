//! `/reports/new`.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::form::Errors;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::{PersonId, ReportId};
use domain::money::typed_day;
use domain::report::{ReportScope, ReportScopeInput};
use views::report::narrative;
use views::report::new::Page;

use super::updates;
use crate::app::App;
use crate::auth::random_token;
use crate::db::report::{self, NewReport};
use crate::db::{Conn, history};
use crate::error::AppError;
use crate::web::as_of::AsOf;
use crate::web::extract::{Fields, Posted};
use crate::web::visitor::Visit;
use crate::web::{plan, response};

/// Longest key of a form.
const KEY_MAX: usize = 64;

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

fn typed(fields: &Fields) -> ReportScopeInput {
    let day = |name: &str| ["day", "month", "year"].map(|part| fields.string(&format!("{name}-{part}")));
    ReportScopeInput {
        title: fields.string("title"),
        meeting: fields.string("meeting"),
        from: day("report-from"),
        until: day("report-until"),
        lang: fields.string("report-lang"),
    }
}

/// Makes a draft. The same form, sent again, makes no second one.
///
/// # Errors
/// [`AppError::Unreadable`] for a form without its key.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (author, now, idempotency_key, typed) = (visit.member()?.id, app.clock.now(), fields.string("idempotency-key"), typed(&fields));
    if idempotency_key.is_empty() || idempotency_key.len() > KEY_MAX {
        return Err(AppError::Unreadable("the key of the form is missing"));
    }
    let terms = match typed.parse(visit.frame.today) {
        Ok(terms) => terms,
        Err(errors) => return Ok(response::invalid(Page { idempotency_key, typed, errors }.render(&visit.frame))),
    };
    let id = app
        .write(move |conn| match report::by_idempotency_key(conn, &idempotency_key)? {
            Some(id) => Ok(id),
            None => make(conn, &idempotency_key, &terms, author, now),
        })
        .await?;
    Ok(response::done(&app, &format!("/reports/{id}"), "report-made"))
}

/// Adds a draft that begins with the words of the updates of its period.
///
/// # Errors
/// Those of the database.
pub(crate) fn make(
    conn: &mut Conn,
    idempotency_key: &str,
    terms: &ReportScope,
    author: PersonId,
    now: DateTime<Utc>,
) -> Result<ReportId, AppError> {
    let plan = plan::current(conn)?;
    let told: Vec<_> =
        updates(conn, AsOf::end_of(terms.until))?.into_iter().map(|(activity, own)| (activity, narrative::begun(terms, &own))).collect();
    let id = report::insert(conn, NewReport { idempotency_key, plan: plan.id, author, now }, terms, &told)?;
    let changes = Changes::new()
        .value(Field::Title, None, Some(&terms.title))
        .value(Field::Meeting, None, Some(&terms.meeting))
        .value(Field::Period, None, Some(&format!("{} – {}", terms.from, terms.until)))
        .value(Field::Language, None, Some(terms.lang.as_str()))
        .into_vec();
    let (subject, action) = (SubjectKind::Report, Action::Created);
    history::add(conn, &Entry { at: now, actor: Some(author), subject, subject_id: id.0, action, changes, reason: None })?;
    Ok(id)
}
