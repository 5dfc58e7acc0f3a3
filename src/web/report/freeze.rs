//! `/reports/{id}/freeze/new`: a draft becomes a document that never changes.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::history::{Action, Entry, SubjectKind};
use domain::ids::PersonId;
use domain::report::ReportRecord;
use views::report::document::{Block, Document};
use views::report::freeze::Page;

use super::{document, draft};
use crate::app::App;
use crate::db::report::{self, Stored};
use crate::db::{Conn, history};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

fn page(record: &ReportRecord, document: &Document, stored: &Stored) -> Page {
    let blocks = document.sections.iter().flat_map(|s| &s.blocks);
    let silent = blocks.filter_map(|b| if let Block::Activity(a) = b { Some(a) } else { None }).filter(|a| a.words.is_empty());
    Page {
        id: record.id,
        title: record.terms.title.clone(),
        silent: silent.map(|a| a.title.clone()).collect(),
        fingerprint: stored.fingerprint.clone(),
        overtaken: false,
    }
}

/// Asks.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (reader, site) = (visit.member()?, Arc::clone(&app.site));
    let page = app
        .read(move |conn| {
            let record = draft(conn, *id, &reader)?;
            let document = document(conn, &record, &site)?;
            Ok::<_, AppError>(page(&record, &document, &Stored::of(&document).map_err(AppError::internal)?))
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Freezes what the reader was asked about. If words or figures have changed since, it asks again.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (reader, site, now, id) = (visit.member()?, Arc::clone(&app.site), app.clock.now(), *id);
    let again = app
        .write(move |conn| {
            let record = draft(conn, id, &reader)?;
            let document = document(conn, &record, &site)?;
            let stored = Stored::of(&document).map_err(AppError::internal)?;
            if fields.get("seen") != stored.fingerprint {
                return Ok(Some(Page { overtaken: true, ..page(&record, &document, &stored) }));
            }
            freeze(conn, &record, &stored, reader.id, now)?;
            Ok(None)
        })
        .await?;
    Ok(match again {
        None => response::done(&app, &format!("/reports/{id}"), "report-frozen"),
        Some(page) => response::conflict(page.render(&visit.frame)),
    })
}

/// Freezes a draft.
///
/// # Errors
/// Those of the database; [`AppError::Stale`] if it is frozen already.
pub(crate) fn freeze(conn: &mut Conn, record: &ReportRecord, stored: &Stored, by: PersonId, now: DateTime<Utc>) -> Result<(), AppError> {
    if !report::freeze(conn, record.id, by, now, stored)? {
        return Err(AppError::Stale);
    }
    let (subject, action) = (SubjectKind::Report, Action::Frozen);
    history::add(conn, &Entry { at: now, actor: Some(by), subject, subject_id: record.id.0, action, changes: Vec::new(), reason: None })?;
    Ok(())
}
