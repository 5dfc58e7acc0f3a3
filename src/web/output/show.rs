//! `/outputs/{id}`.

use actix_web::{HttpRequest, HttpResponse, web};
use application::queries::output::{self as queries, OutputDetails};
use domain::access::Member;
use domain::comment::Topic;
use domain::form::Errors;
use domain::ids::{DeliveryId, OutputId};
use views::output::show::Page;

use crate::web::app::App;
use crate::web::as_of::{self, AsOf};
use crate::web::comment::conversation;
use crate::web::error::AppError;
use crate::web::response;
use crate::web::visitor::Visit;

/// The page of an output.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(app: web::Data<App>, visit: Visit, id: web::Path<i32>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let as_of = as_of::of(&request, app.clock.now());
    let page = page(&app, OutputId(*id), as_of, visit.member().ok(), None).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// The page as of a moment; with what is wrong with a decision on one of its deliveries.
pub(super) async fn page(
    app: &App,
    id: OutputId,
    as_of: AsOf,
    reader: Option<Member>,
    errors: Option<(DeliveryId, Errors)>,
) -> Result<Page, AppError> {
    let now = app.clock.now();
    let load = move |conn: &mut _| {
        let details = queries::details(conn, id, as_of, reader.as_ref())?;
        Ok((details, conversation(conn, Topic::Output(id), reader.as_ref(), now)?))
    };
    let (details, conversation) = app.ask(load).await?;
    let OutputDetails { activity, output, result, directory, history, may_deliver } = details;
    Ok(Page { activity, output, result, at: as_of.at, directory, conversation, history, may_deliver, errors })
}
