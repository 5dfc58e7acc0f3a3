//! `/activities/{number}/evidence/new` and `/activities/{number}/evidence/end`: officers record what has changed, and take it back.

use actix_web::{HttpResponse, web};
use domain::activity::Activity;
use domain::form::Errors;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::{ActivityId, PersonId};
use domain::outcome::EvidenceInput;
use views::activity::evidence::Page;

use super::find;
use crate::app::App;
use crate::auth::random_token;
use crate::db::{Conn, activity, history, outcome};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Longest key of a form.
const KEY_MAX: usize = 64;

fn page(conn: &mut Conn, activity: Activity, idempotency_key: String, typed: EvidenceInput, errors: Errors) -> Result<Page, AppError> {
    Ok(Page { results: activity::results(conn, activity.id)?, activity, idempotency_key, typed, errors })
}

/// The empty form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, number: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let page = app
        .read(move |conn| {
            let (_, activity) = find(conn, *number)?;
            page(conn, activity, random_token(), EvidenceInput::default(), Errors::new())
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn typed(fields: &Fields) -> EvidenceInput {
    EvidenceInput {
        result: fields.string("result"),
        day: ["day-day", "day-month", "day-year"].map(|name| fields.string(name)),
        words: fields.string("words"),
        link: fields.string("evidence"),
    }
}

fn remember(
    conn: &mut Conn,
    activity: ActivityId,
    by: PersonId,
    now: chrono::DateTime<chrono::Utc>,
    changes: Changes,
) -> Result<(), AppError> {
    let (subject, subject_id, action, changes) = (SubjectKind::Activity, activity.0, Action::Evidenced, changes.into_vec());
    Ok(history::add(conn, &Entry { at: now, actor: Some(by), subject, subject_id, action, changes, reason: None })?)
}

/// Records it.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, number: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (by, now, today, number, idempotency_key) =
        (visit.member()?.id, app.clock.now(), visit.frame.today, *number, fields.string("idempotency-key"));
    if idempotency_key.is_empty() || idempotency_key.len() > KEY_MAX {
        return Err(AppError::Unreadable("the key of the form is missing"));
    }
    let back = app
        .write(move |conn| {
            let (_, activity) = find(conn, number)?;
            let (typed, results) = (typed(&fields), activity::results(conn, activity.id)?.len());
            match typed.parse(results, today) {
                Err(errors) => page(conn, activity, idempotency_key, typed, errors).map(Some),
                Ok(seen) => {
                    if outcome::insert(conn, &idempotency_key, activity.id, &seen, by, now)? {
                        remember(conn, activity.id, by, now, Changes::new().value(Field::Evidence, None, Some(&seen.words)))?;
                    }
                    Ok(None)
                }
            }
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/activities/{number}#results"), "evidence-saved"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// Takes it back: figures and pages of days before keep it.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn end(app: web::Data<App>, visit: Visit, number: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (by, now, number, id) = (visit.member()?.id, app.clock.now(), *number, fields.number("evidence")?);
    app.write(move |conn| {
        let (_, activity) = find(conn, number)?;
        let words = outcome::of(conn, activity.id)?.into_iter().find(|e| e.id == id).map(|e| e.seen.words);
        if outcome::end(conn, activity.id, id, now)? {
            remember(conn, activity.id, by, now, Changes::new().value(Field::Evidence, words.as_deref(), None))?;
        }
        Ok(())
    })
    .await?;
    Ok(response::done(&app, &format!("/activities/{number}#results"), "evidence-ended"))
}
