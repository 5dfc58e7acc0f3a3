//! `/`: my work for those who carry out the plan, the dashboard for those who follow it.

use actix_web::HttpResponse;
use domain::access::{Member, Role};
use views::home::work::Page;

use super::answer;
use super::kept::{Audience, Kept};
use super::plan::lines;
use super::visitor::Visit;
use crate::db::{Conn, event, update};
use crate::error::AppError;

/// The page, or the way to the dashboard or to sign in.
///
/// # Errors
/// Those of the database.
pub async fn show(kept: Kept, visit: Visit) -> Result<HttpResponse, AppError> {
    match visit.member().ok() {
        None if visit.frame.public_open => Ok(answer::to("/dashboard")),
        None => Ok(answer::to("/session/new")),
        Some(Member { role: Role::Donor, .. }) => Ok(answer::to("/dashboard")),
        Some(member) => {
            let now = kept.now();
            kept.page(Audience::Person, move |conn, frame| Ok(page(conn, &member, frame.lang, now)?.render(frame))).await
        }
    }
}

fn page(conn: &mut Conn, member: &Member, lang: domain::lang::Lang, now: chrono::DateTime<chrono::Utc>) -> Result<Page, AppError> {
    let all = lines(conn, now)?;
    let drafts = update::drafts_of(conn, member.id)?;
    let draft =
        |(id, at)| all.iter().find(|l| l.activity.id == id).map(|l| (l.activity.number, l.activity.short_title.get(lang).to_owned(), at));
    let drafts = drafts.into_iter().filter_map(draft).collect();
    let is_officer = member.role.is_officer();
    let leaderless = all.iter().filter(|l| is_officer && l.activity.lead.is_none()).cloned().collect();
    let is_mine = |line: &views::plan::Line| match member.role {
        Role::Partner => line.partners.iter().any(|p| Some(p.organisation) == member.organisation),
        _ => line.activity.lead.as_ref().is_some_and(|l| l.id == member.id),
    };
    let mut reviews = if is_officer { event::list::waiting(conn)? } else { Vec::new() };
    reviews.retain(|r| r.author != member.id);
    let others = if is_officer { super::event::reviews::others(conn, member.id, now)? } else { Vec::new() };
    let records = event::list::unfinished(conn, member)?;
    Ok(Page { lines: all.into_iter().filter(is_mine).collect(), drafts, leaderless, records, reviews, others })
}
