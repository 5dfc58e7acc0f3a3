//! `/admin/retention`: for how long personal data is kept.

use actix_web::{HttpResponse, web};
use application::actions::retention as actions;
use application::queries::retention as queries;
use domain::address;
use domain::form::Errors;
use domain::retention::{Kept, Retention, field};
use views::retention::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// What would go with these periods, or with those that are set.
async fn page(app: &App, periods: Option<Retention>, typed: Option<Vec<String>>, errors: Errors) -> Result<Page, AppError> {
    let now = app.clock.now();
    let due = app.ask(move |conn| {
        let periods = match periods {
            Some(periods) => periods,
            None => queries::periods(conn)?,
        };
        queries::due(conn, periods, now)
    });
    let due = due.await?;
    let stored = || Kept::ALL.iter().map(|kept| due.retention.months(*kept).map_or_else(String::new, |n| n.to_string())).collect();
    let typed = typed.unwrap_or_else(stored);
    Ok(Page { typed, errors, counts: due.counts, accounts: due.accounts, is_preview: false })
}

/// The form.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    Ok(response::page(page(&app, None, None, Errors::new()).await?.render(&visit.frame)))
}

/// Shows what would go with the periods that were typed, or stores them.
///
/// # Errors
/// When the database fails.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let typed: Vec<String> = Kept::ALL.iter().map(|kept| fields.string(&field(*kept))).collect();
    let periods = match Retention::parse(&typed) {
        Ok(periods) => periods,
        Err(errors) => return Ok(response::invalid(page(&app, None, Some(typed), errors).await?.render(&visit.frame))),
    };
    if fields.get("intent") != "save" {
        let page = Page { is_preview: true, ..page(&app, Some(periods), Some(typed), Errors::new()).await? };
        return Ok(response::page(page.render(&visit.frame)));
    }
    let actor = visit.actor(&app);
    app.act(move |conn| actions::set(conn, &actor, &typed)).await?;
    Ok(response::done(&app, address::RETENTION, "retention-saved"))
}
