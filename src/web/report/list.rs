//! `/reports`.

use actix_web::{HttpResponse, web};
use views::report::list::Page;

use crate::app::App;
use crate::db::report;
use crate::error::AppError;
use crate::web::visitor::Visit;
use crate::web::{answer, plan};

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let reader = visit.member().ok();
    let page = app
        .db
        .read(move |conn| {
            let plan = plan::current(conn)?;
            let mut reports = report::all(conn, plan.id)?;
            reports.retain(|r| r.is_visible_to(reader.as_ref()));
            Ok::<_, AppError>(Page { reports })
        })
        .await?;
    Ok(answer::page(page.render(&visit.frame)))
}
