//! `/cooperation/relationships/new` and `/cooperation/relationships/{id}/edit`.

use actix_web::{HttpResponse, web};
use application::actions::{Edited, relationship as actions};
use application::queries::cooperation as queries;
use domain::address;
use domain::cooperation::RelationshipInput;
use domain::form::Errors;
use domain::ids::RelationshipId;
use domain::lang::Lang;
use views::cooperation::edit::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

fn read(fields: &Fields) -> RelationshipInput {
    RelationshipInput {
        organisation: fields.string("organisation"),
        counterpart: fields.string("counterpart"),
        kind: fields.string("relationship-kind"),
        protocol: fields.string("protocol"),
        state: fields.string("relationship-state"),
        started: fields.day("started"),
        ended: fields.day("ended"),
        descriptions: Lang::ALL.iter().map(|l| (*l, fields.string(&format!("description-{l}")))).collect(),
        source: fields.string("source"),
    }
}

/// The form as it is now, with what was typed, or what is stored.
async fn page(app: &App, id: Option<i32>, typed: Option<RelationshipInput>, errors: Errors) -> Result<Page, AppError> {
    let form = app.ask(move |conn| queries::form(conn, id.map(RelationshipId))).await?;
    let typed = typed.or_else(|| form.stored().map(RelationshipInput::of)).unwrap_or_else(|| read(&Fields::default()));
    let version = form.record.as_ref().map_or(0, |r| r.version);
    let queries::Form { record, directory, history } = form;
    Ok(Page { record, typed, version, errors, directory, history, overtaken: false })
}

/// The empty form.
///
/// # Errors
/// When the database fails.
pub async fn new_form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    Ok(response::page(page(&app, None, None, Errors::new()).await?.render(&visit.frame)))
}

/// Records a relationship. The same one is not recorded twice.
///
/// # Errors
/// When the database fails.
pub async fn new_submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, typed) = (visit.actor(&app), read(&fields));
    let sent = typed.clone();
    match app.submit(move |conn| actions::record(conn, &actor, &sent)).await? {
        Ok(_) => Ok(response::done(&app, &list_of(&fields), "relationship-added")),
        Err(errors) => Ok(response::invalid(page(&app, None, Some(typed), errors).await?.render(&visit.frame))),
    }
}

/// Where a relationship is listed.
fn list_of(fields: &Fields) -> String {
    let protocol = if fields.get("protocol") == "nagoya" { "nagoya" } else { "" };
    address::with_query(address::COOPERATION, &[("protocol", protocol)])
}

/// The form of a relationship.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    Ok(response::page(page(&app, Some(*id), None, Errors::new()).await?.render(&visit.frame)))
}

/// Stores an edit, unless it is wrong or somebody else has stored one in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, version, typed) = (visit.actor(&app), *id, fields.number("version")?, read(&fields));
    let sent = typed.clone();
    match app.submit(move |conn| actions::change(conn, &actor, RelationshipId(id), version, &sent)).await? {
        Ok(Edited::Saved | Edited::Unchanged) => {
            Ok(response::done(&app, &address::edit_relationship(RelationshipId(id)), "relationship-saved"))
        }
        Ok(Edited::Overtaken) => {
            let page = page(&app, Some(id), Some(typed), Errors::new()).await?;
            Ok(response::conflict(Page { overtaken: true, ..page }.render(&visit.frame)))
        }
        Err(errors) => {
            let page = page(&app, Some(id), Some(typed), errors).await?;
            Ok(response::invalid(Page { version, ..page }.render(&visit.frame)))
        }
    }
}
