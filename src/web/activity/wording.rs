//! `/plans/{code}/activities/{number}/updates/{id}/wordings/{lang}/edit`.

use actix_web::{HttpResponse, web};
use application::actions::update as actions;
use application::queries::activity as queries;
use domain::form::Errors;
use domain::ids::UpdateId;
use domain::lang::Lang;
use domain::update::Draft;
use views::update::wording::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Plan, number of the activity, key of the update, language.
type Address = web::Path<(String, i32, i32, String)>;

async fn page(app: &App, visit: &Visit, number: i32, id: UpdateId, lang: &str) -> Result<Page, AppError> {
    let (plan, of) = (visit.frame.plan.id, lang.parse::<Lang>().map_err(|_| AppError::NotFound)?);
    let (activity, update) = app
        .ask(move |conn| {
            let activity = queries::find(conn, plan, number)?;
            let update = queries::update(conn, activity.id, id)?;
            Ok((activity, update))
        })
        .await?;
    let (typed, seen) = (update.draft_in(of), queries::correction_mark(&update));
    Ok(Page { activity, update, of, typed, why: String::new(), seen, errors: Errors::new() })
}

/// The form with the words that there are.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, address: Address) -> Result<HttpResponse, AppError> {
    let (_, number, id, lang) = address.into_inner();
    Ok(response::page(page(&app, &visit, number, UpdateId(id), &lang).await?.render(&visit.frame)))
}

/// Stores the words.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if somebody else has corrected the update since.
pub async fn submit(app: web::Data<App>, visit: Visit, address: Address, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (_, number, id, lang) = address.into_inner();
    let page = page(&app, &visit, number, UpdateId(id), &lang).await?;
    let text = |name| fields.string(name);
    let typed = Draft {
        reason: text("reason"),
        headline: text("headline"),
        done: text("done"),
        next: text("next"),
        risks: text("risks"),
        ..Draft::default()
    };
    let (actor, of, seen) = (visit.actor(&app), (page.activity.id, page.update.id, page.of), text("seen"));
    let (written, why, since) = (typed.clone(), text("why"), seen.clone());
    match app.submit(move |conn| actions::set_words(conn, &actor, of, &written, &why, &since)).await? {
        Ok(()) => Ok(response::done(&app, &visit.frame.plan().updates(number), "update-words-saved")),
        Err(errors) => Ok(response::invalid(Page { typed, why: text("why"), seen, errors, ..page }.render(&visit.frame))),
    }
}
