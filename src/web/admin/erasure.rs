//! `/admin/erasures`: words are erased from every page, past view, export and history.

use actix_web::{HttpResponse, web};
use application::actions::erasure as actions;
use application::queries::erasure as queries;
use domain::address;
use domain::erasure::ErasureInput;
use domain::form::Errors;
use views::erasure::{Page, Place};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// The form.
pub async fn form(visit: Visit) -> HttpResponse {
    response::page(Page::default().render(&visit.frame))
}

/// Shows where the words stand, or erases them.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let typed = ErasureInput { words: fields.string("erasure-words"), reason: fields.string("erasure-reason") };
    let mut errors = Errors::new();
    if fields.get("intent") == "erase" {
        let (actor, input) = (visit.actor(&app), typed.clone());
        match app.submit(move |conn| actions::erase_words(conn, &actor, &input, None)).await? {
            Ok(_) => return Ok(response::done(&app, address::ERASURES, "words-erased")),
            Err(wrong) => errors = wrong,
        }
    }
    let input = typed.clone();
    let found = app.submit(move |conn| queries::places(conn, &input, None)).await?;
    let places = match found {
        Ok(found) => Some(found.into_iter().map(|f| Place { record: f.record, column: f.column, excerpt: f.excerpt }).collect()),
        Err(wrong) => {
            errors = wrong;
            None
        }
    };
    let is_wrong = !errors.is_empty();
    let page = Page { typed, errors, places }.render(&visit.frame);
    Ok(if is_wrong { response::invalid(page) } else { response::page(page) })
}
