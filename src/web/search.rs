//! `/search?q=detection&in=event&page=2`.

use actix_web::{HttpRequest, HttpResponse, web};
use application::queries::search as queries;
use application::search::catch_up;
use domain::search::{Area, Question};
use views::search::Page;

use super::app::App;
use super::error::AppError;
use super::extract::Fields;
use super::response;
use super::visitor::Visit;

/// The page. Records that have changed since the last search are looked at first, so that nobody finds what they may not see any more.
///
/// # Errors
/// When the database fails.
pub async fn show(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let asked = Fields::of_query(request.query_string());
    let (typed, area) = (asked.string("q"), asked.get("in").parse::<Area>().ok());
    let number = asked.get("page").parse::<i64>().unwrap_or(1).clamp(1, 1000);
    let question = Question::new(&typed, visit.frame.member());
    if question.is_some() {
        let now = app.clock.now();
        while app.ask(queries::is_behind).await? {
            app.act(move |conn| catch_up(conn, now)).await?;
        }
    }
    let frame = visit.frame.clone();
    let groups = match question {
        Some(question) => app.ask(move |conn| queries::find(conn, &question, area, number)).await?,
        None => Vec::new(),
    };
    Ok(response::page(Page { typed, area, page: number, per_page: queries::PAGE, groups }.render(&frame)))
}
