//! `/events/{id}/attachments/new`: adds a file.

use actix_web::{HttpResponse, web};
use application::actions::event::{self as actions, Attached, NewFile};
use application::queries::event as queries;
use domain::address;
use domain::attachment::{FILES_MAX, SIZE_MAX, safe_name};
use domain::event::EventRecord;
use domain::form::{Errors, Problem};
use domain::ids::EventId;
use views::event::attach::Page;

use crate::attachment;
use crate::auth::sha256_hex;
use crate::web::app::App;
use crate::web::error::AppError;
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
    let record = app.ask(move |conn| queries::with_files(conn, EventId(*id), &member)).await?;
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

/// Stores the file, then its row: on PostgreSQL together. What a crash leaves between the two is reported at a later start.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, form: Uploaded<SIZE_MAX>) -> Result<HttpResponse, AppError> {
    let (member, actor, id) = (visit.member()?, visit.actor(&app), EventId(*id));
    let (record, files) = app.ask(move |conn| queries::room_for_files(conn, id, &member)).await?;
    let chosen = match form.file {
        Ok(_) if files >= FILES_MAX => return Ok(back(&visit, &record, FULL)),
        Ok(chosen) => chosen,
        Err(problem) => return Ok(back(&visit, &record, problem)),
    };
    let shared = app.clone();
    let stored = web::block(move || store(&shared, chosen)).await.map_err(AppError::stopping)??;
    let Some(file) = stored else { return Ok(back(&visit, &record, Problem::NotAnAllowedFile)) };
    let stored_as = file.stored_as.clone();
    // Others may have added files meanwhile.
    match app.act(move |conn| actions::attach(conn, &actor, id, &file)).await? {
        Attached::Added => Ok(response::done(&app, &address::event(id), "attachment-added")),
        Attached::Full => {
            let folder = attachment::folder(&app.data_dir);
            web::block(move || attachment::remove(&folder, &stored_as)).await.map_err(AppError::stopping)?;
            Ok(back(&visit, &record, FULL))
        }
    }
}

/// Stores the bytes, if they are a file of an allowed kind; on PostgreSQL, they go with the row.
fn store(app: &App, chosen: Chosen) -> Result<Option<NewFile>, AppError> {
    let Some(kind) = attachment::kind_of(&chosen.bytes) else { return Ok(None) };
    let (name, size, sha256) = (safe_name(&chosen.name, kind), chosen.bytes.len(), sha256_hex(&chosen.bytes));
    let (stored_as, bytes) = if app.db.stores_files() {
        (attachment::new_name(), Some(chosen.bytes.to_vec()))
    } else {
        let folder = attachment::folder(&app.data_dir);
        let stored = attachment::store(&folder, &chosen.bytes);
        (stored.map_err(|e| AppError::internal(format!("{}: {e}", folder.display())))?, None)
    };
    Ok(Some(NewFile { stored_as, name, kind, size, sha256, bytes }))
}
