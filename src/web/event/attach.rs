//! `/events/{id}/attachments/new`: adds a file.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::Member;
use domain::attachment::{FILES_MAX, FileKind, SIZE_MAX, safe_name};
use domain::event::EventRecord;
use domain::form::{Errors, Problem};
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::EventId;
use views::event::attach::Page;

use super::found;
use crate::app::App;
use crate::attachment;
use crate::auth::sha256_hex;
use crate::db::attachment::NewAttachment;
use crate::db::{self, Conn, history};
use crate::error::AppError;
use crate::web::response;
use crate::web::upload::{Chosen, Uploaded};
use crate::web::visitor::Visit;

const FULL: Problem = Problem::TooManyFiles { max: FILES_MAX };

/// The form by itself.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let record = app.read(move |conn| found::with_files(conn, EventId(*id), &member)).await?;
    Ok(response::page(page(&record, Errors::new()).render(&visit.frame)))
}

fn page(record: &EventRecord, errors: Errors) -> Page {
    Page { event: record.id, title: record.event.title.clone(), errors }
}

fn back(visit: &Visit, record: &EventRecord, problem: Problem) -> HttpResponse {
    let mut errors = Errors::new();
    errors.add("file", problem);
    response::invalid(page(record, errors).render(&visit.frame))
}

/// Stores the file, then its row. What happens to fall between the two is swept at a later start.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, form: Uploaded<SIZE_MAX>) -> Result<HttpResponse, AppError> {
    let (member, now, id) = (visit.member()?, app.clock.now(), EventId(*id));
    let (record, files) =
        app.read(move |conn| Ok::<_, AppError>((found::with_files(conn, id, &member)?, db::attachment::of(conn, id)?.len()))).await?;
    let chosen = match form.file {
        Ok(_) if files >= FILES_MAX => return Ok(back(&visit, &record, FULL)),
        Ok(chosen) => chosen,
        Err(problem) => return Ok(back(&visit, &record, problem)),
    };
    let folder = attachment::folder(&app.data_dir);
    let shared = app.clone();
    let kept = web::block(move || keep(&shared, chosen)).await.map_err(AppError::stopping)??;
    let Some(kept) = kept else { return Ok(back(&visit, &record, Problem::NotAnAllowedFile)) };
    let stored_as = kept.stored_as.clone();
    if app.write(move |conn| add(conn, &member, id, &kept, now)).await? {
        return Ok(response::done(&app, &format!("/events/{id}"), "attachment-added"));
    }
    web::block(move || attachment::remove(&folder, &stored_as)).await.map_err(AppError::stopping)?;
    Ok(back(&visit, &record, FULL))
}

/// A file whose bytes are in their place.
struct Cached {
    stored_as: String,
    name: String,
    kind: FileKind,
    size: usize,
    sha256: String,
}

/// Stores the bytes, if they are a file of an allowed kind.
fn keep(app: &App, chosen: Chosen) -> Result<Option<Cached>, AppError> {
    let Some(kind) = attachment::kind_of(&chosen.bytes) else { return Ok(None) };
    let stored_as = attachment::store(&attachment::folder(&app.data_dir), &chosen.bytes).map_err(AppError::internal)?;
    let (name, size, sha256) = (safe_name(&chosen.name, kind), chosen.bytes.len(), sha256_hex(&chosen.bytes));
    Ok(Some(Cached { stored_as, name, kind, size, sha256 }))
}

/// Whether there was room for the file; others may have added some meanwhile.
fn add(conn: &mut Conn, member: &Member, event: EventId, kept: &Cached, now: DateTime<Utc>) -> Result<bool, AppError> {
    found::with_files(conn, event, member)?;
    if db::attachment::of(conn, event)?.len() >= FILES_MAX {
        return Ok(false);
    }
    let Cached { stored_as, name, kind, size, sha256 } = kept;
    db::attachment::insert(conn, &NewAttachment { event, stored_as, name, kind: *kind, size: *size, sha256, by: member.id, now })?;
    history::add(conn, &entry(member, event, Action::Attached, Changes::new().value(Field::File, None, Some(name)), now))?;
    Ok(true)
}

/// What is remembered of a file that was added or taken out.
pub(super) fn entry(member: &Member, event: EventId, action: Action, changes: Changes, now: DateTime<Utc>) -> Entry {
    Entry {
        at: now,
        actor: Some(member.id),
        subject: SubjectKind::Event,
        subject_id: event.0,
        action,
        changes: changes.into_vec(),
        reason: None,
    }
}
