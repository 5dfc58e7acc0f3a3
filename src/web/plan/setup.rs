//! `/plans/{code}/setup`: leads, partners and due days of all activities in one table; `/setup/end`.

use actix_web::{HttpResponse, web};
use application::actions::setup::{self as actions, LineInput};
use application::queries;
use application::queries::setup::SetupTable;
use domain::address;
use domain::ids::{OrganisationId, OutputId};
use views::plan::setup::{Page, Refused};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

async fn page(app: &App, visit: &Visit, refused: Option<Refused>) -> Result<Page, AppError> {
    let (plan, now) = (visit.frame.plan.id, app.clock.now());
    let SetupTable { activities, outputs, officers, organisations } = app.ask(move |conn| queries::setup::table(conn, plan, now)).await?;
    Ok(Page { activities, outputs, officers, organisations, refused })
}

/// The table.
///
/// # Errors
/// When the database fails.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    Ok(response::page(page(&app, &visit, None).await?.render(&visit.frame)))
}

/// Stores a line.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if somebody else was faster.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (plan, actor, number, version) = (visit.frame.plan.id, visit.actor(&app), fields.number("activity")?, fields.number("version")?);
    let shown = page(&app, &visit, None).await?;
    let line =
        shown.activities.iter().find(|line| line.activity.number == number && line.activity.plan == plan).ok_or(AppError::NotFound)?;
    let id = line.activity.id;
    let standing = |id: OrganisationId| (id, fields.string(&format!("standing-{id}")));
    let mut due = Vec::new();
    for output in shown.outputs.iter().filter(|output| output.activity == id) {
        // An output that was added since the table was opened is not in the form.
        if let Ok(version) = fields.number(&format!("version-{}", output.id)) {
            due.push((output.id, version, fields.day(&format!("due-{}", output.id))));
        }
    }
    let typed = LineInput {
        version,
        lead: fields.string(&format!("lead-{id}")),
        standings: line.partners.iter().map(|p| standing(p.organisation)).collect(),
        due,
    };
    let written = typed.clone();
    match app.submit(move |conn| actions::save_line(conn, &actor, id, &written)).await? {
        Ok(()) => {
            Ok(response::done(&app, &address::with_fragment(&visit.frame.plan().setup(), &format!("activity-{number}")), "setup-saved"))
        }
        Err(errors) => {
            let due = typed.due.into_iter().map(|(id, _, day): (OutputId, i32, _)| (format!("due-{id}"), day)).collect();
            let refused = Refused { activity: id, lead: typed.lead, due, errors };
            Ok(response::invalid(Page { refused: Some(refused), ..shown }.render(&visit.frame)))
        }
    }
}

/// Hides the list of what is to be set up.
///
/// # Errors
/// [`AppError::NotFound`] unless an administrator acts.
pub async fn end(app: web::Data<App>, visit: Visit, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let actor = visit.actor(&app);
    app.act(move |conn| actions::end(conn, &actor)).await?;
    Ok(response::done(&app, address::HOME, "setup-ended"))
}
