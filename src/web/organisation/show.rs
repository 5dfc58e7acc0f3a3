//! `/organisations/{slug}`.

use actix_web::{HttpResponse, web};
use domain::history::SubjectKind;
use views::organisation::show::{Engagement, Page};

use super::find;
use crate::db::{Conn, country, history, organisation};
use crate::error::AppError;
use crate::web::page_cache::{Audience, Cached};

/// The page.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, slug: web::Path<String>) -> Result<HttpResponse, AppError> {
    cached.page(Audience::Role, move |conn, frame| Ok(page(conn, &slug, frame.reader.is_some())?.render(frame))).await
}

fn page(conn: &mut Conn, slug: &str, is_member: bool) -> Result<Page, AppError> {
    let record = find(conn, slug)?;
    let country = match &record.organisation.country {
        Some(code) => country::all(conn)?.into_iter().find(|(c, _)| c == code).map(|(_, name)| name),
        None => None,
    };
    let engagement =
        |e: organisation::Engagement| Engagement { number: e.number, short_title: e.short_title, role: e.role, standing: e.standing };
    let engagements = organisation::engagements(conn, record.id)?.into_iter().map(engagement).collect();
    let history = if is_member { history::of(conn, SubjectKind::Organisation, record.id.0)? } else { Vec::new() };
    let cooperation = crate::web::cooperation::of(conn, &record)?;
    Ok(Page { record, country, engagements, cooperation, history })
}
