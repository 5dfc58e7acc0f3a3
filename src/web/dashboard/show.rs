//! `/dashboard`.

use actix_web::{HttpRequest, HttpResponse, web};

use crate::app::App;
use crate::error::AppError;
use crate::web::answer;
use crate::web::as_of::AsOf;
use crate::web::extract::Fields;
use crate::web::visitor::Visit;

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let fields = Fields::parse(request.query_string().as_bytes())?;
    let (member, today, as_of) = (visit.member().ok(), visit.frame.today, AsOf::of(&request, app.clock.now()));
    let data = app.db.read(move |conn| super::data(conn, member.as_ref(), &fields, as_of, today)).await?;
    Ok(answer::page(data.render(&visit.frame)))
}
