//! `/activities/{number}/confirmations/new`: “nothing changed since …”, in one click.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::activity::Activity;
use domain::history::{Action, Entry, SubjectKind};
use domain::ids::{PersonId, UpdateId};
use domain::lang::Lang;
use domain::update::{self as rules, Report, Update, UpdateKind};

use super::find;
use crate::app::App;
use crate::db::update::NewUpdate;
use crate::db::{Conn, history, update};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Notes it.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if somebody else has published in between, or there is nothing to confirm.
pub async fn submit(app: web::Data<App>, visit: Visit, number: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (author, lang, now, number, seen) = (visit.member()?.id, visit.frame.lang, app.clock.now(), *number, fields.number("seen")?);
    app.write(move |conn| {
        let (_, activity) = find(conn, number)?;
        confirm(conn, &activity, (author, lang), UpdateId(seen), now)
    })
    .await?;
    Ok(response::done(&app, &format!("/activities/{number}"), "update-confirmed"))
}

fn confirm(
    conn: &mut Conn,
    activity: &Activity,
    (author, lang): (PersonId, Lang),
    seen: UpdateId,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let updates = update::of(conn, activity.id)?;
    let latest = rules::confirm(updates.first().map(Update::latest)).map_err(|_| AppError::Stale)?;
    if latest.id != seen {
        // Pressed twice: one's own confirmation of what was seen is there already.
        let is_mine = updates.first().is_some_and(|u| {
            u.author == author && u.kind == UpdateKind::Confirmation && updates.get(1).is_some_and(|before| before.id == seen)
        });
        return if is_mine { Ok(()) } else { Err(AppError::Stale) };
    }
    let words = updates.iter().find(|u| u.kind == UpdateKind::Report).map(|u| u.id);
    let report = Report {
        status: latest.status,
        reason: None,
        headline: String::new(),
        done: String::new(),
        next: String::new(),
        risks: String::new(),
    };
    update::insert(
        conn,
        &NewUpdate { activity: activity.id, author, kind: UpdateKind::Confirmation, confirms: words, lang, now },
        &report,
    )?;
    let (subject, subject_id) = (SubjectKind::Activity, activity.id.0);
    Ok(history::add(
        conn,
        &Entry { at: now, actor: Some(author), subject, subject_id, action: Action::Confirmed, changes: Vec::new(), reason: None },
    )?)
}
