//! `/admin/reminders` and `/plans/{code}/activities/{number}/reminders`: the rules for all activities, and those of one.

use actix_web::{HttpResponse, web};
use application::actions::reminder as actions;
use application::queries::reminder::{self as queries, RuleSet};
use domain::address;
use domain::form::Errors;
use domain::reminder::{Kind, RuleInput};
use views::reminder::rules::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{ActivityNumber, Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

fn page(set: RuleSet, typed: Vec<(Kind, RuleInput)>, errors: Errors) -> Page {
    let own = set.rules.activities();
    Page {
        activity: set.activity.map(|a| (a.number, a.short_title)),
        typed,
        errors,
        rules: set.rules,
        activities: set.activities.into_iter().map(|a| (a.number, a.short_title, own.contains(&a.id))).collect(),
    }
}

/// What was typed about every kind that has a field in the form.
fn typed(fields: &Fields) -> Vec<(Kind, RuleInput)> {
    let get = |name: &str, kind: Kind| fields.string(&format!("{name}-{kind}"));
    let read = |kind| RuleInput { steps: get("steps", kind), every: get("every", kind), escalates: get("escalates", kind) };
    Kind::ALL.iter().map(|kind| (*kind, read(*kind))).collect()
}

async fn show(app: &App, visit: &Visit, number: Option<i32>) -> Result<HttpResponse, AppError> {
    let plan = visit.frame.plan.id;
    let set = app.ask(move |conn| queries::rules(conn, plan, number)).await?;
    let stored = set.typed();
    Ok(response::page(page(set, stored, Errors::new()).render(&visit.frame)))
}

async fn change(app: &App, visit: &Visit, number: Option<i32>, fields: &Fields) -> Result<HttpResponse, AppError> {
    let (actor, plan, input) = (visit.actor(app), visit.frame.plan.id, typed(fields));
    if let Err(errors) = app.submit(move |conn| actions::set_rules(conn, &actor, plan, number, &input)).await? {
        let set = app.ask(move |conn| queries::rules(conn, plan, number)).await?;
        let typed = set.of_its_kinds(typed(fields));
        return Ok(response::invalid(page(set, typed, errors).render(&visit.frame)));
    }
    let address = number.map_or_else(|| address::REMINDERS.to_owned(), |n| visit.frame.plan().activity_reminders(n));
    Ok(response::done(app, &address, "reminder-rules-saved"))
}

/// The rules for all activities.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    show(&app, &visit, None).await
}

/// Changes them.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    change(&app, &visit, None, &fields).await
}

/// The rules of one activity.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn own_form(app: web::Data<App>, visit: Visit, number: ActivityNumber) -> Result<HttpResponse, AppError> {
    show(&app, &visit, Some(*number)).await
}

/// Changes them.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn own_submit(
    app: web::Data<App>,
    visit: Visit,
    number: ActivityNumber,
    Posted(fields): Posted,
) -> Result<HttpResponse, AppError> {
    change(&app, &visit, Some(*number), &fields).await
}
