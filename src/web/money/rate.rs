//! `/money/rates/new`: the exchange rates that were stated, and one more.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::form::Errors;
use domain::money::RateInput;
use views::money::rate::Page;

use super::{Step, day};
use crate::app::App;
use crate::db::Conn;
use crate::db::money::rate;
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

fn page(conn: &mut Conn, typed: RateInput, errors: Errors, now: DateTime<Utc>) -> Result<Page, AppError> {
    Ok(Page { typed, errors, stated: rate::all(conn, now)? })
}

/// The form; the currency of the total that the reader asked for stands in it.
///
/// # Errors
/// Those of the database.
pub async fn form(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let asked = Fields(url::form_urlencoded::parse(request.query_string().as_bytes()).into_owned().collect());
    let to = asked.get("to").parse::<domain::money::Currency>().map_or_else(|_| String::new(), |c| c.as_str().to_owned());
    let now = app.clock.now();
    let page = app.read(move |conn| page(conn, RateInput { to, ..RateInput::default() }, Errors::new(), now)).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// States a rate. The same one, sent twice in a row, is stated once.
///
/// # Errors
/// Those of the database.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let step = Step::new(&app, &visit)?;
    let typed = RateInput {
        from: fields.string("rate-from"),
        to: fields.string("rate-to"),
        rate: fields.string("rate"),
        on: day(&fields, "rate-on"),
        source: fields.string("source"),
    };
    let back = app
        .write(move |conn| match typed.parse(step.today) {
            Err(errors) => page(conn, typed, errors, step.now).map(Some),
            Ok(stated) => {
                let newest = rate::all(conn, step.now)?
                    .into_iter()
                    .find(|r| (r.rate.from, r.rate.to, r.rate.on) == (stated.from, stated.to, stated.on));
                if newest.is_none_or(|r| r.rate != stated) {
                    rate::insert(conn, &stated, step.by.id, step.now)?;
                }
                Ok(None)
            }
        })
        .await?;
    Ok(match back {
        None => response::done(&app, "/money/rates/new", "rate-added"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}
