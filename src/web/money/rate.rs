//! `/money/rates/new`: the exchange rates that were stated, and one more.

use actix_web::{HttpRequest, HttpResponse, web};
use application::actions::money as actions;
use application::queries::money as queries;
use domain::address;
use domain::form::Errors;
use domain::money::{Currency, RateInput};
use views::money::rate::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

async fn page(app: &App, typed: RateInput, errors: Errors) -> Result<Page, AppError> {
    let now = app.clock.now();
    Ok(Page { typed, errors, stated: app.ask(move |conn| queries::rates(conn, now)).await? })
}

/// The form; the currency of the total that the reader asked for stands in it.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let to = Fields::of_query(request.query_string()).get("to").parse::<Currency>();
    let to = to.map_or_else(|_| String::new(), |c| c.as_str().to_owned());
    let page = page(&app, RateInput { to, ..RateInput::default() }, Errors::new()).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// States a rate. The same one, sent twice in a row, is stated once.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let typed = RateInput {
        from: fields.string("rate-from"),
        to: fields.string("rate-to"),
        rate: fields.string("rate"),
        on: fields.day("rate-on"),
        source: fields.string("source"),
    };
    let (actor, sent) = (visit.actor(&app), typed.clone());
    match app.submit(move |conn| actions::state_rate(conn, &actor, &sent)).await? {
        Ok(()) => Ok(response::done(&app, address::NEW_RATE, "rate-added")),
        Err(errors) => Ok(response::invalid(page(&app, typed, errors).await?.render(&visit.frame))),
    }
}
