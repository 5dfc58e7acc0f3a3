//! `/events/{id}/participants/edit`: takes the counts of a list over into the record, as if they had been typed.

use actix_web::{HttpResponse, web};
use application::actions::event::{self as actions, Counts, TakenOver};
use domain::address;
use domain::form::Problem;
use domain::ids::EventId;
use domain::participation::StakeholderGroup;

use super::back;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Takes the counts over.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the record was changed since the list was counted; [`AppError::Unreadable`] for counts
/// that our page cannot have sent.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, version, counts) = (visit.actor(&app), EventId(*id), fields.number("version")?, counts(&fields)?);
    Ok(match app.act(move |conn| actions::take_over(conn, &actor, id, version, counts)).await? {
        TakenOver::Done => response::done(&app, &format!("{}#attended", address::edit_event(id)), "participants-counted"),
        TakenOver::NotWhole(record) => back(&visit, &record, Problem::RecordNotWhole),
    })
}

/// The counts as the page has sent them.
fn counts(fields: &Fields) -> Result<Counts, AppError> {
    let country = |pair: &String| pair.split_once(':').map(|(code, n)| (code.to_owned(), n.to_owned()));
    let countries = fields.all("country").iter().map(country).collect::<Option<Vec<_>>>();
    Ok(Counts {
        attended: fields.string("attended"),
        women: fields.string("women"),
        men: fields.string("men"),
        other: fields.string("other"),
        countries: countries.ok_or(AppError::Unreadable("a country without its count"))?,
        groups: StakeholderGroup::ALL.iter().map(|group| fields.string(&format!("group-{group}"))).collect(),
    })
}
