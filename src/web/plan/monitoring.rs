//! `/plans/{code}/monitoring`: how often leads report, and the thresholds of the calculated status.

use actix_web::{HttpResponse, web};
use application::actions::monitoring as actions;
use application::queries::monitoring as queries;
use domain::form::Errors;
use domain::ids::ActivityId;
use domain::monitoring::{MonitoringInput, Setting, field_name};
use views::plan::monitoring::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

async fn page(app: &App, visit: &Visit, typed: Option<(&Fields, Errors)>) -> Result<Page, AppError> {
    let (plan, now) = (visit.frame.plan.id, app.clock.now());
    let (stored, activities) = app.ask(move |conn| queries::of(conn, plan, now)).await?;
    let line = |activity: Option<ActivityId>, stored: MonitoringInput| typed.as_ref().map_or(stored, |(fields, _)| read(fields, activity));
    let own = |id: ActivityId| stored.own.get(&id).map(MonitoringInput::from).unwrap_or_default();
    Ok(Page {
        general: line(None, MonitoringInput::from(&stored.general())),
        in_force: stored.general(),
        activities: activities.into_iter().map(|a| (a.id, a.number, a.short_title, line(Some(a.id), own(a.id)))).collect(),
        errors: typed.map(|(_, errors)| errors).unwrap_or_default(),
    })
}

fn read(fields: &Fields, activity: Option<ActivityId>) -> MonitoringInput {
    MonitoringInput(Setting::ALL.map(|setting| fields.string(&field_name(setting, activity))))
}

/// The numbers.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    Ok(response::page(page(&app, &visit, None).await?.render(&visit.frame)))
}

/// Sets them.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (plan, actor, now) = (visit.frame.plan.id, visit.actor(&app), app.clock.now());
    let (_, activities) = app.ask(move |conn| queries::of(conn, plan, now)).await?;
    let general = read(&fields, None);
    // An activity that was added since the form was opened is not in it.
    let is_in_form = |id: &ActivityId| fields.has(&field_name(Setting::Interval, Some(*id)));
    let own: Vec<_> = activities.iter().map(|a| a.id).filter(is_in_form).map(|id| (id, read(&fields, Some(id)))).collect();
    match app.submit(move |conn| actions::set(conn, &actor, plan, &general, &own)).await? {
        Ok(()) => Ok(response::done(&app, &visit.frame.plan().monitoring(), "monitoring-saved")),
        Err(errors) => Ok(response::invalid(page(&app, &visit, Some((&fields, errors))).await?.render(&visit.frame))),
    }
}
