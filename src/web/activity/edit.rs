//! `/plans/{code}/activities/{number}/edit`.

use actix_web::{HttpResponse, web};
use application::actions::{self, Edited};
use application::queries::activity::{self as queries, EditForm};
use domain::activity::{EditInput, PartInput};
use domain::form::Errors;
use domain::ids::PlanId;
use domain::lang::Lang;
use domain::organisation::OrganisationRecord;
use views::activity::edit::{Conflict, Page};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{ActivityNumber, Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Most partner lines that are read from a form.
const LINES_MAX: usize = 60;

async fn load(app: &App, plan: PlanId, number: i32) -> Result<EditForm, AppError> {
    app.ask(move |conn| {
        let activity = queries::find(conn, plan, number)?;
        queries::edit_form(conn, activity.id)
    })
    .await
}

fn page(form: EditForm, lang: Lang, typed: EditInput, version: i32, errors: Errors) -> Page {
    let name = |o: &OrganisationRecord| {
        let name = o.organisation.name.get(lang);
        o.organisation.acronym.as_ref().map_or_else(|| name.to_owned(), |acronym| format!("{name} ({acronym})"))
    };
    Page {
        officers: form.officers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
        organisations: form.organisations.iter().map(|o| (o.id.to_string(), name(o))).collect(),
        activity: form.activity,
        typed,
        version,
        errors,
        conflict: None,
    }
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, number: ActivityNumber) -> Result<HttpResponse, AppError> {
    let form = load(&app, visit.frame.plan.id, *number).await?;
    let (typed, version) = (EditInput::of(&form.stored), form.activity.version);
    Ok(response::page(page(form, visit.frame.lang, typed, version, Errors::new()).render(&visit.frame)))
}

fn typed(fields: &Fields) -> EditInput {
    let texts = |lang: &Lang| (*lang, ["title", "short-title", "summary"].map(|name| fields.string(&format!("{name}-{lang}"))));
    let part = |at: usize| PartInput {
        organisation: fields.string(&format!("partner-{at}-organisation")),
        role: fields.string(&format!("partner-{at}-role")),
        standing: fields.string(&format!("partner-{at}-standing")),
        remove: fields.is_ticked(&format!("partner-{at}-remove")),
    };
    EditInput {
        lead: fields.string("lead"),
        actual_start: fields.day("actual-start"),
        actual_end: fields.day("actual-end"),
        texts: Lang::ALL.iter().map(texts).collect(),
        partners: (0..LINES_MAX).map(part).filter(|p| !p.organisation.is_empty()).collect(),
        partners_to_be_determined: fields.is_ticked("partners-to-be-determined"),
    }
}

/// Stores the edit, unless it is wrong or somebody else has stored one in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, number: ActivityNumber, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, plan, number, typed, seen) = (visit.actor(&app), visit.frame.plan.id, *number, typed(&fields), fields.number("version")?);
    let (input, address) = (typed.clone(), visit.frame.plan().activity(number));
    let outcome = app
        .submit(move |conn| {
            let activity = queries::find(conn, plan, number)?;
            actions::activity::edit(conn, &actor, activity.id, &input, seen)
        })
        .await?;
    Ok(match outcome {
        Ok(Edited::Saved) => response::done(&app, &address, "activity-saved"),
        Ok(Edited::Unchanged) => response::done(&app, &address, "activity-unchanged"),
        Ok(Edited::Overtaken) => response::conflict(overtaken(&app, plan, number, visit.frame.lang, typed).await?.render(&visit.frame)),
        Err(errors) => {
            let page = page(load(&app, plan, number).await?, visit.frame.lang, typed, seen, errors);
            response::invalid(page.render(&visit.frame))
        }
    })
}

/// The form with what was typed, and beside it what somebody else has stored.
async fn overtaken(app: &App, plan: PlanId, number: i32, lang: Lang, typed: EditInput) -> Result<Page, AppError> {
    let form = load(app, plan, number).await?;
    let id = form.activity.id;
    let who = app.ask(move |conn| queries::last_editor(conn, id)).await?;
    let (theirs, version) = (EditInput::of(&form.stored), form.activity.version);
    Ok(Page { conflict: Some(Conflict { who, theirs }), ..page(form, lang, typed, version, Errors::new()) })
}
