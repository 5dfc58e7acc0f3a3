//! `/events/{id}`.

use actix_web::{HttpResponse, web};
use domain::access::{Member, may_review};
use domain::history::SubjectKind;
use domain::ids::EventId;
use views::event::show::Page;

use super::{directory, find, look_alikes};
use crate::db::{Conn, attachment, event, history};
use crate::error::AppError;
use crate::web::page_cache::{Audience, Cached};

/// The page.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    cached.page(Audience::Person, move |conn, frame| Ok(page(conn, EventId(*id), frame.member())?.render(frame))).await
}

fn page(conn: &mut Conn, id: EventId, member: Option<&Member>) -> Result<Page, AppError> {
    let directory = directory(conn)?;
    let record = find(conn, &directory, id, member)?;
    let alike = match member.filter(|_| may_review(member)) {
        Some(officer) => look_alikes(conn, &directory, &record.event, Some(id), officer)?,
        None => Vec::new(),
    };
    Ok(Page {
        merged: event::merged_with(conn, &directory, id)?,
        stands_in: record.merged_into.map(|other| event::find(conn, &directory, other)).transpose()?.flatten(),
        alike,
        attachments: attachment::of(conn, id)?,
        history: if member.is_some() { history::of(conn, SubjectKind::Event, id.0)? } else { Vec::new() },
        record,
        directory,
    })
}
