//! `/plans/{code}/framework/links/{objective}/edit`.

use actix_web::{HttpResponse, web};
use application::actions::{Edited, framework as actions};
use application::queries::framework::{self as queries, Links};
use domain::form::Errors;
use domain::framework::LinkInput;
use domain::history::Action;
use domain::ids::PlanId;
use domain::lang::Lang;
use serde::Deserialize;
use views::framework::link::{Conflict, Page};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// What the address names besides the plan.
#[derive(Debug, Deserialize)]
pub struct Link {
    objective: String,
}

/// The links as they are stored, a line for each activity.
fn stored(links: &Links, lang: Lang) -> Vec<LinkInput> {
    links.names.keys().map(|activity| LinkInput::of(*activity, &links.record.links, lang)).collect()
}

/// The form with what was typed, a line for each activity.
fn page(links: Links, typed: &[LinkInput]) -> Page {
    let Links { record, names, history, .. } = links;
    let line = |activity: &i32| typed.iter().find(|l| l.activity == *activity).cloned();
    let typed = names.keys().map(|a| line(a).unwrap_or_else(|| LinkInput { activity: *a, ..LinkInput::default() })).collect();
    Page { objective: record.objective, names, typed, version: record.version, errors: Errors::new(), history, conflict: None }
}

async fn load(app: &App, plan: PlanId, code: String) -> Result<Links, AppError> {
    app.ask(move |conn| queries::links(conn, plan, &code)).await
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, link: web::Path<Link>) -> Result<HttpResponse, AppError> {
    let links = load(&app, visit.frame.plan.id, link.into_inner().objective).await?;
    let typed = stored(&links, visit.frame.lang);
    Ok(response::page(page(links, &typed).render(&visit.frame)))
}

fn read(fields: &Fields) -> Vec<LinkInput> {
    let line = |activity: i32| {
        let line = LinkInput { activity, ..LinkInput::default() };
        LinkInput { strength: fields.string(&line.strength_field()), reason: fields.string(&line.reason_field()), ..line }
    };
    fields.0.iter().filter_map(|(name, _)| LinkInput::activity_of(name)).map(line).collect()
}

/// Stores the links, unless one is wrong or somebody else has stored some in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, link: web::Path<Link>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, plan) = (visit.actor(&app), visit.frame.plan.id);
    let (code, version, typed) = (link.into_inner().objective, fields.number("version")?, read(&fields));
    let (objective, sent) = (code.clone(), typed.clone());
    let outcome = app.submit(move |conn| actions::set_links(conn, &actor, plan, &objective, version, &sent)).await?;
    if let Ok(Edited::Saved | Edited::Unchanged) = outcome {
        let notice = if outcome == Ok(Edited::Saved) { "links-saved" } else { "links-unchanged" };
        return Ok(response::done(&app, &format!("{}#{code}", visit.frame.plan().framework()), notice));
    }
    let links = load(&app, visit.frame.plan.id, code).await?;
    Ok(match outcome {
        Ok(_) => response::conflict(conflict(links, &typed, visit.frame.lang).render(&visit.frame)),
        Err(errors) => response::invalid(Page { errors, version, ..page(links, &typed) }.render(&visit.frame)),
    })
}

/// Somebody else has stored other links: both are shown.
fn conflict(links: Links, typed: &[LinkInput], lang: Lang) -> Page {
    let who = links.history.iter().find(|e| e.action == Action::Edited).and_then(|e| e.actor.clone()).unwrap_or_default();
    let conflict = Some(Conflict { who, theirs: stored(&links, lang) });
    Page { conflict, ..page(links, typed) }
}
