//! `/admin/reminders/preview?on=2018-03-01`.

use actix_web::{HttpRequest, HttpResponse, web};
use application::reminder::{Round, on_day};
use domain::form::{Errors, optional_iso_day};
use views::reminder::preview::{Page, Would};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::response;
use crate::web::visitor::Visit;

/// The page; it sends and stores nothing.
///
/// # Errors
/// When the database fails.
pub async fn show(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let asked = Fields::of_query(request.query_string());
    let (frame, now, mut errors) = (visit.frame.clone(), app.clock.now(), Errors::new());
    let typed = if asked.get("on").is_empty() { frame.today.to_string() } else { asked.string("on") };
    let day = errors.check("on", optional_iso_day(&typed)).flatten().unwrap_or(frame.today);
    let is_wrong = !errors.is_empty();
    let page = app
        .ask(move |conn| {
            let round = Round::load(conn, day, now)?;
            let would = on_day(conn, &round, day)?.into_iter();
            let would = would.map(|(p, lines)| Would { name: p.person.name, role: p.person.role, lines }).collect();
            Ok(Page { typed, errors, day, would }.render(&frame))
        })
        .await?;
    Ok(if is_wrong { response::invalid(page) } else { response::page(page) })
}
