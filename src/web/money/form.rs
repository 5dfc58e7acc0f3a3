//! `/plans/{code}/money/contributions/new`, `/money/contributions/{id}/edit`, and the same of expenditures.

use actix_web::{HttpRequest, HttpResponse, web};
use application::actions::{Edited, money as actions};
use application::auth::random_token;
use application::queries::money as queries;
use domain::form::Errors;
use domain::ids::PlanId;
use views::money::Subject;
use views::money::edit::Page;

use super::record::Form;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// The form of a new record with this key.
async fn new_page<E: Form>(app: &App, plan: PlanId, idempotency_key: String, typed: E::Input, errors: Errors) -> Result<Page<E>, AppError> {
    let form = app.ask(move |conn| queries::form::<E>(conn, plan, None)).await?;
    let subject = Subject::New { idempotency_key };
    Ok(Page { subject, typed, errors, directory: form.directory, choices: form.choices, overtaken: false })
}

/// The form of a stored record as it is now, with what was typed, or what is stored.
async fn stored_page<E: Form>(app: &App, plan: PlanId, id: i32, typed: Option<E::Input>) -> Result<Page<E>, AppError> {
    let form = app.ask(move |conn| queries::form::<E>(conn, plan, Some(E::id(id)))).await?;
    let record = form.record.ok_or(AppError::NotFound)?;
    let subject = Subject::Stored { id, version: record.version };
    let typed = typed.unwrap_or_else(|| record.entry.typed());
    Ok(Page { subject, typed, errors: Errors::new(), directory: form.directory, choices: form.choices, overtaken: false })
}

/// The empty form; the activity from which the reader came is filled in.
///
/// # Errors
/// When the database fails.
pub async fn new_form<E: Form>(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let number: Option<i32> = Fields::of_query(request.query_string()).get("activity").parse().ok();
    let page = new_page::<E>(&app, visit.frame.plan.id, random_token(), E::Input::default(), Errors::new()).await?;
    let activity = page.directory.activities.iter().find(|a| Some(a.number) == number).map(|a| a.id);
    let typed = activity.map_or_else(E::Input::default, E::of_activity);
    Ok(response::page(Page { typed, ..page }.render(&visit.frame)))
}

/// Records a contribution or an expenditure. The same form, sent again, makes no second one.
///
/// # Errors
/// [`AppError::Unreadable`] for a form without its key.
pub async fn new_submit<E: Form>(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, plan, key, typed) = (visit.actor(&app), visit.frame.plan.id, fields.idempotency_key()?, E::read(&fields));
    let (sent_key, sent) = (key.clone(), typed.clone());
    match app.submit(move |conn| actions::record::<E>(conn, &actor, plan, &sent_key, &sent)).await? {
        Ok(id) => Ok(response::done(&app, &E::address(id), E::NOTICES[0])),
        Err(errors) => Ok(response::invalid(new_page::<E>(&app, visit.frame.plan.id, key, typed, errors).await?.render(&visit.frame))),
    }
}

/// The form of a record. One that was withdrawn is not changed any more.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form<E: Form>(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    Ok(response::page(stored_page::<E>(&app, visit.frame.plan.id, *id, None).await?.render(&visit.frame)))
}

/// Stores an edit, unless it is wrong or somebody else has stored one in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit<E: Form>(
    app: web::Data<App>,
    visit: Visit,
    id: web::Path<i32>,
    Posted(fields): Posted,
) -> Result<HttpResponse, AppError> {
    let (actor, plan) = (visit.actor(&app), visit.frame.plan.id);
    let (id, version, typed) = (*id, fields.number("version")?, E::read(&fields));
    let sent = typed.clone();
    match app.submit(move |conn| actions::change::<E>(conn, &actor, plan, E::id(id), version, &sent)).await? {
        Ok(Edited::Saved | Edited::Unchanged) => Ok(response::done(&app, &E::address(E::id(id)), E::NOTICES[1])),
        Ok(Edited::Overtaken) => {
            let page = stored_page::<E>(&app, visit.frame.plan.id, id, Some(typed)).await?;
            Ok(response::conflict(Page { overtaken: true, ..page }.render(&visit.frame)))
        }
        Err(errors) => {
            let page = stored_page::<E>(&app, visit.frame.plan.id, id, Some(typed)).await?;
            Ok(response::invalid(Page { subject: Subject::Stored { id, version }, errors, ..page }.render(&visit.frame)))
        }
    }
}
