//! `/`: my work for those who carry out the plan, the dashboard for those who follow it.

use actix_web::HttpResponse;
use chrono::{DateTime, Days, Utc};
use domain::access::{Member, Role};
use domain::reminder::{Kind, Obligation};
use views::home::work::Page;

use super::page_cache::{Audience, Cached};
use super::plan::lines;
use super::response;
use super::visitor::Visit;
use crate::db::{Conn, event, update};
use crate::error::AppError;
use application::reminder::obligations;

/// So long before it is due, something stands on the page.
const SOON: Days = Days::new(30);

/// The page, or the way to the dashboard or to sign in.
///
/// # Errors
/// Those of the database.
pub async fn show(cached: Cached, visit: Visit) -> Result<HttpResponse, AppError> {
    match visit.member().ok() {
        None if visit.frame.public_open => Ok(response::to("/dashboard")),
        None => Ok(response::to("/session/new")),
        Some(Member { role: Role::Donor, .. }) => Ok(response::to("/dashboard")),
        Some(member) => {
            let now = cached.now();
            cached.page(Audience::Person, move |conn, frame| Ok(page(conn, &member, frame.lang, now)?.render(frame))).await
        }
    }
}

fn page(conn: &mut Conn, member: &Member, lang: domain::lang::Lang, now: DateTime<Utc>) -> Result<Page, AppError> {
    let all = lines(conn, now)?;
    let drafts = update::drafts_of(conn, member.id)?;
    let draft =
        |(id, at)| all.iter().find(|l| l.activity.id == id).map(|l| (l.activity.number, l.activity.short_title.get(lang).to_owned(), at));
    let drafts = drafts.into_iter().filter_map(draft).collect();
    let is_officer = member.role.is_officer();
    let leaderless = all.iter().filter(|l| is_officer && l.activity.lead.is_none()).cloned().collect();
    let is_mine = |line: &views::plan::ActivitySummary| match member.role {
        Role::Partner => line.partners.iter().any(|p| Some(p.organisation) == member.organisation),
        _ => line.activity.lead.as_ref().is_some_and(|l| l.id == member.id),
    };
    let mut reviews = if is_officer { event::list::waiting(conn)? } else { Vec::new() };
    reviews.retain(|r| r.author != member.id);
    let others = if is_officer { application::queries::event::review::results(conn, member.id, now)? } else { Vec::new() };
    let obligations = asked_of(conn, member, now)?;
    let records = event::list::unfinished(conn, member)?;
    Ok(Page { lines: all.into_iter().filter(is_mine).collect(), drafts, leaderless, records, reviews, others, obligations })
}

/// Outputs and values that are due from somebody, or will be soon: the same that reminders are about.
fn asked_of(conn: &mut Conn, member: &Member, now: DateTime<Utc>) -> Result<Vec<Obligation>, AppError> {
    let day = now.date_naive();
    let is_asked =
        |m: &Obligation| matches!(m.kind, Kind::Output | Kind::Measurement) && m.from.contains(&member.id) && m.due <= day + SOON;
    let mut asked = obligations::all(conn, day, now)?;
    asked.retain(is_asked);
    asked.sort_by_key(|m| m.due);
    Ok(asked)
}
