//! `/organisations`.

use actix_web::{HttpResponse, web};
use views::organisation::list::Page;

use crate::app::App;
use crate::db::organisation;
use crate::error::AppError;
use crate::web::visitor::Visit;
use crate::web::{answer, plan};

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let now = app.clock.now();
    let page = app
        .db
        .read(move |conn| {
            let lines = plan::lines(conn, now)?;
            let numbers =
                |id| lines.iter().filter(|l| l.partners.iter().any(|p| p.organisation == id)).map(|l| l.activity.number).collect();
            Ok::<_, AppError>(Page { organisations: organisation::all(conn)?.into_iter().map(|o| (o.clone(), numbers(o.id))).collect() })
        })
        .await?;
    Ok(answer::page(page.render(&visit.frame)))
}
