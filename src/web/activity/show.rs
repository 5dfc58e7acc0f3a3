//! `/activities/{number}`.

use actix_web::{HttpResponse, web};
use domain::access::{Member, may_log_for};
use domain::activity::Activity;
use domain::dossier::Stage;
use domain::history::SubjectKind;
use domain::plan::Plan;
use views::activity::events::{Events, SHOWN};
use views::activity::show::Page;

use super::find;
use crate::app::App;
use crate::db::event::list::{self, Filter, Scope};
use crate::db::{Conn, activity, directory, history, update};
use crate::error::AppError;
use crate::web::answer;
use crate::web::visitor::Visit;

/// The page.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(app: web::Data<App>, visit: Visit, number: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member().ok();
    let page = app.db.read(move |conn| page(conn, *number, member)).await?;
    Ok(answer::page(page.render(&visit.frame)))
}

fn page(conn: &mut Conn, number: i32, member: Option<Member>) -> Result<Page, AppError> {
    let (plan, activity) = find(conn, number)?;
    let id = activity.id;
    let numbers = activity::numbers(conn, plan.id)?;
    let at = numbers.iter().position(|n| *n == number);
    let neighbour = |at: Option<usize>| at.and_then(|at| numbers.get(at).copied());
    let has_draft = match member {
        Some(member) => update::draft(conn, id, member.id)?.is_some(),
        None => false,
    };
    Ok(Page {
        count: numbers.len(),
        neighbours: (neighbour(at.and_then(|at| at.checked_sub(1))), neighbour(at.map(|at| at + 1))),
        updates: update::of(conn, id)?,
        partners: activity::partners_of(conn, plan.id, id)?,
        citations: activity::citations(conn, id)?,
        results: activity::results(conn, id)?,
        indicators: activity::indicators(conn, id)?,
        depends_on: activity::dependencies(conn, id)?,
        needed_by: activity::dependents(conn, id)?,
        history: if member.is_some() { history::of(conn, SubjectKind::Activity, id.0)? } else { Vec::new() },
        events: events(conn, &plan, &activity, member.as_ref())?,
        money: crate::web::money::of_activity(conn, id, member.as_ref())?,
        has_draft,
        activity,
    })
}

fn events(conn: &mut Conn, plan: &Plan, activity: &Activity, member: Option<&Member>) -> Result<Events, AppError> {
    let directory = directory::load(conn, plan.id)?;
    let filter = Filter { activity: Some(activity.id), ..Filter::default() };
    let scope = Scope::of(member);
    let mut lines = list::page(conn, scope, &filter, "", 1)?;
    lines.truncate(SHOWN);
    let waiting = Filter { stage: Some(Stage::Submitted), ..filter.clone() };
    let partners = directory.activity(activity.id).map(|a| a.partners.clone()).unwrap_or_default();
    Ok(Events {
        count: list::count(conn, scope, &filter)?,
        totals: list::totals(conn, &filter, None)?,
        waiting: list::count(conn, Scope::All, &waiting)?,
        may_log: member.is_some_and(|m| may_log_for(m, &partners)),
        lines,
        directory,
    })
}
