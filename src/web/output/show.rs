//! `/outputs/{id}`.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Member;
use domain::form::Errors;
use domain::history::SubjectKind;
use domain::ids::{DeliveryId, OutputId};
use views::output::show::Page;

use super::{find, may_deliver};
use crate::app::App;
use crate::db::{Conn, activity, directory, history};
use crate::error::AppError;
use crate::web::as_of::AsOf;
use crate::web::response;
use crate::web::visitor::Visit;

/// The page.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(app: web::Data<App>, visit: Visit, id: web::Path<i32>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (member, as_of) = (visit.member().ok(), crate::web::as_of::of(&request, app.clock.now()));
    let page = app.read(move |conn| page(conn, OutputId(*id), as_of, member.as_ref(), None)).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// The page as of a moment; with what is wrong with a decision on one of its deliveries.
pub(super) fn page(
    conn: &mut Conn,
    id: OutputId,
    as_of: AsOf,
    member: Option<&Member>,
    errors: Option<(DeliveryId, Errors)>,
) -> Result<Page, AppError> {
    let (plan, activity, mut output) = find(conn, id)?;
    output.deliveries.retain(|d| if as_of.day.is_some() { d.counted(as_of.at) } else { d.review.is_visible_to(member) });
    let results = activity::results(conn, activity.id)?;
    let result = output.output.result.and_then(|at| usize::try_from(at).ok()).and_then(|at| results.into_iter().nth(at));
    Ok(Page {
        may_deliver: member.is_some_and(|m| may_deliver(&output, m)),
        activity,
        output,
        result,
        at: as_of.at,
        directory: directory::load(conn, plan.id)?,
        history: if member.is_some() { history::until(conn, SubjectKind::Output, id.0, as_of.at)? } else { Vec::new() },
        errors,
    })
}
