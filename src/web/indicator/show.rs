//! `/indicators/{id}`.

use actix_web::{HttpResponse, web};
use domain::access::Member;
use domain::form::Errors;
use domain::history::SubjectKind;
use domain::ids::MeasurementId;
use views::indicator::show::Page;

use super::{find, is_visible};
use crate::db::{Conn, figure, history, measurement};
use crate::error::AppError;
use crate::web::as_of::AsOf;
use crate::web::page_cache::{Audience, Cached};

/// The page.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let as_of = cached.as_of();
    cached.page(Audience::Person, move |conn, frame| Ok(page(conn, *id, as_of, frame.member(), None)?.render(frame))).await
}

/// The page as of a moment; with what is wrong with a decision on one of its measurements.
pub(super) fn page(
    conn: &mut Conn,
    id: i32,
    as_of: AsOf,
    member: Option<&Member>,
    errors: Option<(MeasurementId, Errors)>,
) -> Result<Page, AppError> {
    let found = find(conn, id, as_of.at)?;
    let may_measure = member.is_some_and(|m| found.may_measure(m));
    let mut measurements = measurement::of(conn, id)?;
    measurements.retain(|m| if as_of.day.is_some() { m.counted(as_of.at) } else { is_visible(m, member) });
    Ok(Page {
        figure: figure::figure(conn, found.activity.id, found.indicator, as_of.at)?,
        activity: found.activity,
        measurements,
        directory: found.directory,
        history: if member.is_some() { history::until(conn, SubjectKind::Indicator, id, as_of.at)? } else { Vec::new() },
        may_measure,
        errors,
    })
}
