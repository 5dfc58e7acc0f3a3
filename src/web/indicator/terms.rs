//! `/indicators/{id}/terms/edit`: officers set targets and the counting rule. Former terms stay stored with the period in which they applied.

use actix_web::{HttpResponse, web};
use application::actions::{self, Edited};
use application::queries;
use domain::address;
use domain::form::{DayInput, Errors};
use domain::indicator::{Indicator, TermsInput};
use views::indicator::terms::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Most values on the way that are read from a form.
const MILESTONES_MAX: usize = 30;

async fn load(app: &App, id: i32) -> Result<(Indicator, i64), AppError> {
    let now = app.clock.now();
    app.ask(move |conn| queries::indicator::terms(conn, id, now)).await
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (indicator, version) = load(&app, *id).await?;
    let typed = TermsInput::of(&indicator.terms);
    Ok(response::page(Page { indicator, typed, version, errors: Errors::new(), overtaken: false }.render(&visit.frame)))
}

fn typed(fields: &Fields) -> TermsInput {
    let milestone = |at: usize| (fields.day(&format!("milestone-{at}")), fields.string(&format!("milestone-{at}-value")));
    let is_used = |(day, value): &(DayInput, String)| !value.trim().is_empty() || day.iter().any(|p| !p.trim().is_empty());
    TermsInput {
        direction: fields.string("direction"),
        aggregation: fields.string("aggregation"),
        feed: fields.string("feed"),
        event_kind: fields.string("event-kind"),
        baseline: fields.string("baseline"),
        baseline_on: fields.day("baseline-on"),
        target: fields.string("target"),
        target_on: fields.day("target-on"),
        milestones: (0..MILESTONES_MAX).map(milestone).filter(is_used).collect(),
    }
}

/// Sets the terms from now on.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, typed, seen) = (visit.actor(&app), *id, typed(&fields), i64::from(fields.number("version")?));
    let input = typed.clone();
    let outcome = app.submit(move |conn| actions::indicator::set_terms(conn, &actor, id, &input, seen)).await?;
    Ok(match outcome {
        Ok(Edited::Saved | Edited::Unchanged) => response::done(&app, &address::indicator(id), "terms-set"),
        Ok(Edited::Overtaken) => {
            let (indicator, version) = load(&app, id).await?;
            let page = Page { indicator, typed, version, errors: Errors::new(), overtaken: true };
            response::conflict(page.render(&visit.frame))
        }
        Err(errors) => {
            let (indicator, _) = load(&app, id).await?;
            response::invalid(Page { indicator, typed, version: seen, errors, overtaken: false }.render(&visit.frame))
        }
    })
}
