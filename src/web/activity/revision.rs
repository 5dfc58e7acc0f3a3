//! `/plans/{code}/activities/{number}/revision/edit`: changing planned years, topic and expected results by a decision.

use actix_web::{HttpResponse, web};
use application::actions::revision as actions;
use application::queries::activity as queries;
use domain::form::Errors;
use domain::lang::Lang;
use domain::revision::{RevisionInput, result_field};
use views::activity::revision::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{ActivityNumber, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

async fn page(app: &App, visit: &Visit, number: i32) -> Result<Page, AppError> {
    let plan = visit.frame.plan.id;
    let (activity, planned, topics) = app.ask(move |conn| queries::planned(conn, plan, number)).await?;
    Ok(Page { version: activity.version, activity, typed: RevisionInput::from(&planned), topics, errors: Errors::new() })
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, number: ActivityNumber) -> Result<HttpResponse, AppError> {
    Ok(response::page(page(&app, &visit, *number).await?.render(&visit.frame)))
}

/// Stores what is planned from now on.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if somebody else has edited the activity since.
pub async fn submit(app: web::Data<App>, visit: Visit, number: ActivityNumber, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (page, version, actor) = (page(&app, &visit, *number).await?, fields.number("version")?, visit.actor(&app));
    let result = |number| Lang::ALL.iter().map(|lang| fields.string(&result_field(number, *lang))).collect();
    let typed = RevisionInput {
        years: [fields.string("first-year"), fields.string("last-year")],
        topic: fields.string("topic"),
        results: (1..=page.typed.results.len()).map(result).collect(),
        reason: fields.string("change-reason"),
        decision: fields.string("decision"),
    };
    let (id, written) = (page.activity.id, typed.clone());
    match app.submit(move |conn| actions::revise(conn, &actor, id, &written, version)).await? {
        Ok(()) => Ok(response::done(&app, &visit.frame.plan().activity(*number), "plan-revised")),
        Err(errors) => Ok(response::invalid(Page { typed, version, errors, ..page }.render(&visit.frame))),
    }
}
