//! `/events/{id}/merging/new` and `/events/{id}/merging/end`: two records of one event become one that counts, and back.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Member;
use domain::directory::Directory;
use domain::event::{EventRecord, NotMergeable};
use domain::history::{Action, Changes, Field};
use domain::ids::EventId;
use views::event::merge::{Page, Side};

use super::edit::step;
use super::{directory, find};
use crate::app::App;
use crate::db::{Conn, event};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// The other record, in the address.
fn other(request: &HttpRequest) -> Result<EventId, AppError> {
    let with = url::form_urlencoded::parse(request.query_string().as_bytes()).find(|(name, _)| name == "with");
    with.and_then(|(_, id)| id.parse().ok()).map(EventId).ok_or(AppError::NotFound)
}

fn pair(conn: &mut Conn, ids: (EventId, EventId), by: &Member) -> Result<(Directory, EventRecord, EventRecord), AppError> {
    let directory = directory(conn)?;
    let (this, other) = (find(conn, &directory, ids.0, Some(by))?, find(conn, &directory, ids.1, Some(by))?);
    Ok((directory, this, other))
}

fn check(
    conn: &mut Conn,
    directory: &Directory,
    gone: &EventRecord,
    kept: &EventRecord,
    by: &Member,
) -> Result<Result<(), NotMergeable>, AppError> {
    let has_merged = !event::merged_with(conn, directory, gone.id)?.is_empty();
    Ok(gone.check_merge(kept, has_merged, by))
}

/// Both side by side.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (by, other) = (visit.member()?, other(&request)?);
    let page = app
        .read(move |conn| {
            let (directory, this, other) = pair(conn, (EventId(*id), other), &by)?;
            if this.id == other.id {
                return Err(AppError::NotFound);
            }
            let (as_this, as_other) = (check(conn, &directory, &other, &this, &by)?, check(conn, &directory, &this, &other, &by)?);
            let sides = [Side { record: this, refusal: as_this.err() }, Side { record: other, refusal: as_other.err() }];
            Ok::<_, AppError>(Page { directory, sides })
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Merges this record into the other one.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if one of them has changed since they were seen.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (step, ids, versions) = (step(&app, &visit)?, (EventId(*id), EventId(fields.number("into")?)), fields.string("versions"));
    app.write(move |conn| {
        let (directory, gone, kept) = pair(conn, ids, &step.by)?;
        if gone.merged_into == Some(kept.id) {
            // Pressed twice.
            return Ok(());
        }
        let is_allowed = check(conn, &directory, &gone, &kept, &step.by)?.is_ok();
        if !is_allowed || versions != format!("{}-{}", gone.version, kept.version) {
            return Err(AppError::Stale);
        }
        event::set_merged(conn, gone.id, Some(kept.id))?;
        step.publish(conn, &directory, gone.id)?;
        step.publish(conn, &directory, kept.id)?;
        let change = |title: Option<&str>| Changes::new().value(Field::MergedInto, None, title).into_vec();
        step.remember(conn, gone.id, Action::Merged, change(kept.event.title.as_deref()), None)?;
        step.remember(conn, kept.id, Action::Merged, change(gone.event.title.as_deref()), None)
    })
    .await?;
    Ok(response::done(&app, &format!("/events/{}", ids.1), "records-merged"))
}

/// Undoes the merging: this record stands by itself again, as it stood before.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn end(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let (step, id) = (step(&app, &visit)?, EventId(*id));
    app.write(move |conn| {
        let directory = directory(conn)?;
        let record = find(conn, &directory, id, Some(&step.by))?;
        let Some(kept) = record.merged_into else { return Ok(()) };
        event::set_merged(conn, id, None)?;
        step.publish(conn, &directory, id)?;
        step.publish(conn, &directory, kept)?;
        step.remember(conn, id, Action::Separated, Vec::new(), None)?;
        step.remember(conn, kept, Action::Separated, Vec::new(), None)
    })
    .await?;
    Ok(response::done(&app, &format!("/events/{id}"), "records-separated"))
}
