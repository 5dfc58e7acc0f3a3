//! `/reports/{id}/edit`.

use actix_web::{HttpResponse, web};
use application::actions::report::{self as actions, Reworded};
use application::queries::report::{self as queries, Wording};
use domain::activity::Activity;
use domain::address;
use domain::form::Errors;
use domain::ids::ReportId;
use domain::report::{Words, narrative_number};
use views::report::edit::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

fn page(wording: &Wording, typed: Words) -> Page {
    let lang = wording.record.terms.lang;
    let title = |a: &Activity| (a.number, format!("{}. {}", a.number, a.short_title.get(lang)));
    Page {
        id: wording.record.id,
        written_in: lang,
        typed,
        activities: wording.activities.iter().map(title).collect(),
        version: wording.record.version,
        errors: Errors::new(),
        conflict: None,
        is_frozen: false,
    }
}

async fn wording(app: &App, visit: &Visit, id: i32) -> Result<Wording, AppError> {
    let reader = visit.member()?;
    app.ask(move |conn| queries::wording(conn, id, &reader)).await
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let wording = wording(&app, &visit, *id).await?;
    if !wording.record.is_draft() {
        return Err(AppError::NotFound);
    }
    Ok(response::page(page(&wording, wording.words()).render(&visit.frame)))
}

fn read(fields: &Fields) -> Words {
    Words {
        title: fields.string("title"),
        meeting: fields.string("meeting"),
        introduction: fields.string("introduction"),
        narratives: fields.0.iter().filter_map(|(name, words)| Some((narrative_number(name)?, words.clone()))).collect(),
    }
}

/// Stores other words, unless they are wrong or somebody else has stored some in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, version, typed) = (visit.actor(&app), *id, fields.number("version")?, read(&fields));
    let sent = typed.clone();
    let outcome = app.submit(move |conn| actions::reword(conn, &actor, ReportId(id), version, &sent)).await?;
    if outcome == Ok(Reworded::Saved) {
        return Ok(response::done(&app, &address::report(ReportId(id)), "report-saved"));
    }
    let wording = wording(&app, &visit, id).await?;
    let page = page(&wording, typed);
    Ok(match outcome {
        Ok(Reworded::Frozen) => response::conflict(Page { is_frozen: true, version, ..page }.render(&visit.frame)),
        Ok(_) => response::conflict(Page { conflict: Some((wording.edited_by.clone(), wording.words())), ..page }.render(&visit.frame)),
        Err(errors) => response::invalid(Page { errors, version, ..page }.render(&visit.frame)),
    })
}
