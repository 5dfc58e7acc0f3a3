//! `/activities/{number}`.

use actix_web::{HttpResponse, web};
use domain::access::{Member, may_log_for};
use domain::activity::Activity;
use domain::history::SubjectKind;
use domain::plan::Plan;
use domain::review::Stage;
use views::activity::events::{Events, SHOWN};
use views::activity::show::Page;

use super::find;
use crate::db::event::filter::{EventFilter, EventSource, Scope};
use crate::db::event::list;
use crate::db::event::totals::{self, Counted};
use crate::db::{Conn, activity, directory, figure, framework, history, outcome, update};
use crate::error::AppError;
use crate::web::as_of::AsOf;
use crate::web::page_cache::{Audience, Cached};

/// The page.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, number: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let as_of = cached.as_of();
    cached.page(Audience::Person, move |conn, frame| Ok(page(conn, *number, as_of, frame.member().copied())?.render(frame))).await
}

fn page(conn: &mut Conn, number: i32, as_of: AsOf, member: Option<Member>) -> Result<Page, AppError> {
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
        updates: update::of(conn, id)?.into_iter().filter(|u| u.published_at <= as_of.at).collect(),
        partners: activity::partners_of(conn, plan.id, id)?,
        citations: activity::citations(conn, id)?,
        results: activity::results(conn, id)?,
        evidence: outcome::of(conn, id)?.into_iter().filter(|e| e.was_known(as_of.at)).collect(),
        figures: figure::of(conn, id, as_of.at)?,
        depends_on: activity::dependencies(conn, id)?,
        needed_by: activity::dependents(conn, id)?,
        history: if member.is_some() { history::until(conn, SubjectKind::Activity, id.0, as_of.at)? } else { Vec::new() },
        events: events(conn, &plan, &activity, as_of, member.as_ref())?,
        serves: framework::served_by(conn, id)?,
        money: application::queries::money::of_activity(conn, id, as_of, member.as_ref())?,
        has_draft,
        activity,
    })
}

fn events(conn: &mut Conn, plan: &Plan, activity: &Activity, as_of: AsOf, member: Option<&Member>) -> Result<Events, AppError> {
    let directory = directory::load(conn, plan.id)?;
    let filter = EventFilter { activity: Some(activity.id), ..EventFilter::default() };
    let scope = Scope::of(member);
    let source = if as_of.day.is_some() { EventSource::Published(as_of.at) } else { EventSource::Records };
    let mut lines = list::page(conn, source, scope, &filter, "", 1)?;
    lines.truncate(SHOWN);
    let waiting = EventFilter { stage: Some(Stage::Submitted), ..filter.clone() };
    let partners = directory.activity(activity.id).map(|a| a.partners.clone()).unwrap_or_default();
    Ok(Events {
        count: list::count(conn, source, scope, &filter)?,
        totals: totals::of(conn, &filter, Counted::At(as_of.at))?,
        waiting: if as_of.day.is_some() { 0 } else { list::count(conn, EventSource::Records, Scope::All, &waiting)? },
        may_log: member.is_some_and(|m| may_log_for(m, &partners)),
        lines,
        directory,
    })
}
