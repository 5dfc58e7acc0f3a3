//! `/organisations/new` and `/organisations/{slug}/edit`.

use actix_web::{HttpResponse, web};
use application::actions::{Edited, organisation as actions};
use application::queries::organisation as queries;
use domain::address;
use domain::form::Errors;
use domain::lang::Lang;
use domain::organisation::OrganisationInput;
use views::organisation::edit::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

fn read(fields: &Fields) -> OrganisationInput {
    OrganisationInput {
        names: Lang::ALL.iter().map(|l| (*l, fields.string(&format!("name-{l}")))).collect(),
        acronym: fields.string("acronym"),
        kind: fields.string("kind"),
        country: fields.string("country"),
    }
}

/// The form of a new organisation.
async fn new_page(app: &App, lang: Lang, typed: OrganisationInput, errors: Errors) -> Result<Page, AppError> {
    let countries = app.ask(move |conn| queries::countries(conn, lang)).await?;
    Ok(Page { record: None, typed, version: 0, errors, countries, overtaken: false })
}

/// The form of an organisation as it is now, with what was typed, or what is stored.
async fn stored_page(app: &App, lang: Lang, slug: String, typed: Option<OrganisationInput>) -> Result<Page, AppError> {
    let (record, countries) = app.ask(move |conn| Ok((queries::find(conn, &slug)?, queries::countries(conn, lang)?))).await?;
    let typed = typed.unwrap_or_else(|| OrganisationInput::of(&record.organisation));
    Ok(Page { version: record.version, record: Some(record), typed, errors: Errors::new(), countries, overtaken: false })
}

/// The empty form.
///
/// # Errors
/// When the database fails.
pub async fn new_form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let page = new_page(&app, visit.frame.lang, read(&Fields::default()), Errors::new()).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Creates an organisation. One with the same English name is not created twice.
///
/// # Errors
/// When the database fails.
pub async fn new_submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, typed) = (visit.actor(&app), read(&fields));
    let sent = typed.clone();
    match app.submit(move |conn| actions::create(conn, &actor, &sent)).await? {
        Ok(slug) => Ok(response::done(&app, &address::organisation(&slug), "organisation-added")),
        Err(errors) => Ok(response::invalid(new_page(&app, visit.frame.lang, typed, errors).await?.render(&visit.frame))),
    }
}

/// The form of an organisation.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, AppError> {
    let page = stored_page(&app, visit.frame.lang, slug.into_inner(), None).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Stores an edit, unless it is wrong or somebody else has stored one in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, slug: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, slug, version, typed) = (visit.actor(&app), slug.into_inner(), fields.number("version")?, read(&fields));
    let (sent_slug, sent) = (slug.clone(), typed.clone());
    let outcome = app.submit(move |conn| actions::edit(conn, &actor, &sent_slug, version, &sent)).await?;
    if let Ok(Edited::Saved | Edited::Unchanged) = outcome {
        return Ok(response::done(&app, &address::organisation(&slug), "organisation-saved"));
    }
    let page = stored_page(&app, visit.frame.lang, slug, Some(typed)).await?;
    Ok(match outcome {
        Ok(_) => response::conflict(Page { overtaken: true, ..page }.render(&visit.frame)),
        Err(errors) => response::invalid(Page { errors, version, ..page }.render(&visit.frame)),
    })
}
