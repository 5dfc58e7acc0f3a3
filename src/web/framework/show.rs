//! `/framework`.

use actix_web::{HttpResponse, web};
use views::framework::show::Page;

use super::{activities, names};
use crate::app::App;
use crate::db::{Conn, framework};
use crate::error::AppError;
use crate::web::answer;
use crate::web::visitor::Visit;

/// The page.
///
/// # Errors
/// Those of the database, and [`AppError::NotFound`] when the data holds no framework.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let page = app.db.read(page).await?;
    Ok(answer::page(page.render(&visit.frame)))
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
