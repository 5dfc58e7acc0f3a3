//! `/framework`.

use actix_web::HttpResponse;
use views::framework::show::Page;

use super::{activities, names};
use crate::db::{Conn, framework};
use crate::error::AppError;
use crate::web::page_cache::{Audience, Cached};

/// The page.
///
/// # Errors
/// Those of the database, and [`AppError::NotFound`] when the data holds no framework.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    cached.page(Audience::Role, |conn, frame| Ok(page(conn)?.render(frame))).await
}

fn page(conn: &mut Conn) -> Result<Page, AppError> {
    Ok(Page {
        document: framework::document(conn)?.ok_or(AppError::NotFound)?,
        notes: framework::notes(conn)?,
        priorities: framework::priorities(conn)?,
        areas: framework::areas(conn)?,
        objectives: framework::objectives(conn)?,
        programme: framework::programme(conn)?,
        names: names(&activities(conn)?),
    })
}
