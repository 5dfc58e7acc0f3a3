//! `/activities/{number}/updates/new`.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::activity::{Activity, Status};
use domain::form::Errors;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::PersonId;
use domain::lang::Lang;
use domain::update::{Draft, Report, Update, UpdateKind};
use views::update::new::Page;

use super::find;
use crate::app::App;
use crate::db::update::NewUpdate;
use crate::db::{Conn, history, update};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// The form, with the draft if one is kept.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, number: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let author = visit.member()?.id;
    let page = app
        .read(move |conn| {
            let (_, activity) = find(conn, *number)?;
            let kept = update::draft(conn, activity.id, author)?;
            let (draft, kept_at) = kept.map_or_else(|| (Draft::default(), None), |(draft, at)| (draft, Some(at)));
            let mut page = page(conn, activity, draft, Errors::new())?;
            page.kept_at = kept_at;
            if kept_at.is_none() {
                page.draft.status = page.latest.as_ref().map_or_else(String::new, |l| l.report.status.as_str().to_owned());
            }
            Ok::<_, AppError>(page)
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn page(conn: &mut Conn, activity: Activity, draft: Draft, errors: Errors) -> Result<Page, AppError> {
    let updates = update::of(conn, activity.id)?;
    let words = updates.iter().find(|u| u.kind == UpdateKind::Report).cloned();
    Ok(Page { activity, words, latest: updates.into_iter().next(), draft, kept_at: None, errors, overtaken: false })
}

fn draft(fields: &Fields) -> Draft {
    let text = |name| fields.string(name);
    Draft {
        status: text("status"),
        reason: text("reason"),
        headline: text("headline"),
        done: text("done"),
        next: text("next"),
        risks: text("risks"),
    }
}

/// What became of a form that was sent.
enum Outcome {
    Published(Status),
    Cached,
    Discarded,
    Back(Box<Page>),
}

/// Publishes, keeps or discards, as the button says.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, number: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (author, lang, now, number) = (visit.member()?.id, visit.frame.lang, app.clock.now(), *number);
    let outcome = app
        .write(move |conn| {
            let (_, activity) = find(conn, number)?;
            match fields.get("intent") {
                "discard" => update::drop_draft(conn, activity.id, author).map(|()| Outcome::Discarded).map_err(AppError::from),
                "keep" => keep(conn, activity, author, draft(&fields), now),
                _ => publish(conn, activity, &Publication { author, lang, now, seen: fields.number("seen")? }, draft(&fields)),
            }
        })
        .await?;
    let activity = format!("/activities/{number}");
    Ok(match outcome {
        Outcome::Published(status) if status.is_open() => response::done(&app, &activity, "update-published"),
        Outcome::Published(_) => response::done(&app, &activity, "update-published-last"),
        Outcome::Cached => response::done(&app, &format!("{activity}/updates/new"), "draft-kept"),
        Outcome::Discarded => response::done(&app, &activity, "draft-discarded"),
        Outcome::Back(page) if page.overtaken => response::conflict(page.render(&visit.frame)),
        Outcome::Back(page) => response::invalid(page.render(&visit.frame)),
    })
}

fn keep(conn: &mut Conn, activity: Activity, author: PersonId, draft: Draft, now: DateTime<Utc>) -> Result<Outcome, AppError> {
    if let Err(errors) = draft.check_storable() {
        return Ok(Outcome::Back(Box::new(page(conn, activity, draft, errors)?)));
    }
    update::keep_draft(conn, activity.id, author, &draft, now)?;
    Ok(Outcome::Cached)
}

/// Who publishes, in which language, when, and which update they had before their eyes (0: none).
struct Publication {
    author: PersonId,
    lang: Lang,
    now: DateTime<Utc>,
    seen: i32,
}

fn publish(conn: &mut Conn, activity: Activity, by: &Publication, draft: Draft) -> Result<Outcome, AppError> {
    let latest = update::of(conn, activity.id)?.into_iter().next();
    let declared = latest.as_ref().map(|l| l.report.status);
    let report = match draft.publish(declared) {
        Ok(report) => report,
        Err(errors) => return Ok(Outcome::Back(Box::new(page(conn, activity, draft, errors)?))),
    };
    if latest.as_ref().map_or(0, |l| l.id.0) != by.seen {
        if latest.as_ref().is_some_and(|l| is_same(l, by.author, &report)) {
            // The button was pressed twice: it is published already.
            return Ok(Outcome::Published(report.status));
        }
        let page = Page { overtaken: true, ..page(conn, activity, draft, Errors::new())? };
        return Ok(Outcome::Back(Box::new(page)));
    }
    let new = NewUpdate { activity: activity.id, author: by.author, kind: UpdateKind::Report, confirms: None, lang: by.lang, now: by.now };
    update::insert(conn, &new, &report)?;
    update::drop_draft(conn, activity.id, by.author)?;
    let status = report.status;
    let changes = Changes::new().value(Field::Status, declared.map(Status::as_str), Some(status.as_str())).value(
        Field::Headline,
        None,
        Some(&report.headline),
    );
    let entry = Entry {
        at: by.now,
        actor: Some(by.author),
        subject: SubjectKind::Activity,
        subject_id: activity.id.0,
        action: Action::Reported,
        changes: changes.into_vec(),
        reason: report.reason,
    };
    history::add(conn, &entry)?;
    Ok(Outcome::Published(status))
}

fn is_same(latest: &Update, author: PersonId, report: &Report) -> bool {
    latest.author == author && latest.report == *report
}
