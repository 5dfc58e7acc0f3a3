//! `/plans/{code}/activities/{number}/outputs/new` and `/outputs/{id}/edit`: officers say what is to be delivered.

use actix_web::{HttpResponse, web};
use application::actions::{self, Edited};
use application::queries::{self, output::EditForm};
use domain::address;
use domain::form::Errors;
use domain::ids::{OutputId, PlanId};
use domain::output::{OutputInput, OutputRecord};
use views::output::edit::Page;

use crate::auth::random_token;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{ActivityNumber, Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

fn page(form: EditForm, output: Option<OutputRecord>, idempotency_key: String, typed: OutputInput, errors: Errors) -> Page {
    let EditForm { activity, results, directory, .. } = form;
    Page { results, activity, output, idempotency_key, typed, errors, directory, overtaken: false }
}

async fn new_page(
    app: &App,
    plan: PlanId,
    number: i32,
    idempotency_key: String,
    typed: OutputInput,
    errors: Errors,
) -> Result<Page, AppError> {
    let load = move |conn: &mut _| {
        let activity = queries::activity::find(conn, plan, number)?;
        queries::output::new_form(conn, activity.id)
    };
    Ok(page(app.ask(load).await?, None, idempotency_key, typed, errors))
}

/// The form of an output; without `typed` with what is stored.
async fn edit_page(app: &App, id: OutputId, typed: Option<OutputInput>, errors: Errors) -> Result<Page, AppError> {
    let (form, stored) = app.ask(move |conn| queries::output::edit_form(conn, id)).await?;
    let typed = typed.unwrap_or_else(|| OutputInput::of(&stored.output));
    Ok(page(form, Some(stored), random_token(), typed, errors))
}

/// The empty form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn new_form(app: web::Data<App>, visit: Visit, number: ActivityNumber) -> Result<HttpResponse, AppError> {
    let typed = OutputInput { quantity: "1".to_owned(), ..OutputInput::default() };
    let page = new_page(&app, visit.frame.plan.id, *number, random_token(), typed, Errors::new()).await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn typed(fields: &Fields) -> OutputInput {
    OutputInput {
        title: fields.string("output-title"),
        quantity: fields.string("quantity"),
        languages: fields.all("languages"),
        due: fields.day("due"),
        responsible: fields.string("responsible"),
        result: fields.string("result"),
    }
}

/// Adds the output.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn new_submit(
    app: web::Data<App>,
    visit: Visit,
    number: ActivityNumber,
    Posted(fields): Posted,
) -> Result<HttpResponse, AppError> {
    let (actor, plan, number, key, typed) = (visit.actor(&app), visit.frame.plan.id, *number, fields.idempotency_key()?, typed(&fields));
    let (form_key, input) = (key.clone(), typed.clone());
    let outcome = app
        .submit(move |conn| {
            let activity = queries::activity::find(conn, plan, number)?;
            actions::output::create(conn, &actor, activity.id, &input, &form_key)
        })
        .await?;
    Ok(match outcome {
        Ok(_) => {
            let address = address::with_fragment(&visit.frame.plan().activity(number), "outputs");
            response::done(&app, &address, "output-saved")
        }
        Err(errors) => response::invalid(new_page(&app, plan, number, key, typed, errors).await?.render(&visit.frame)),
    })
}

/// The form with what is stored.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let page = edit_page(&app, OutputId(*id), None, Errors::new()).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Stores the edit, or ends the output.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, typed, seen) = (visit.actor(&app), OutputId(*id), typed(&fields), fields.number("version")?);
    let address = address::output(id);
    if fields.get("intent") == "end" {
        app.act(move |conn| actions::output::end(conn, &actor, id)).await?;
        return Ok(response::done(&app, &address, "output-ended"));
    }
    let input = typed.clone();
    let outcome = app.submit(move |conn| actions::output::edit(conn, &actor, id, &input, seen)).await?;
    Ok(match outcome {
        Ok(Edited::Saved | Edited::Unchanged) => response::done(&app, &address, "output-saved"),
        Ok(Edited::Overtaken) => {
            let page = Page { overtaken: true, ..edit_page(&app, id, Some(typed), Errors::new()).await? };
            response::conflict(page.render(&visit.frame))
        }
        Err(errors) => response::invalid(edit_page(&app, id, Some(typed), errors).await?.render(&visit.frame)),
    })
}
