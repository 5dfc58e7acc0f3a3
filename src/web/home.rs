//! `/`: my work for those who carry out the plan, the dashboard for those who follow it.

use actix_web::HttpResponse;
use application::queries::work as queries;
use chrono::{DateTime, Utc};
use domain::access::{Member, Role};
use domain::address;
use domain::lang::Lang;
use domain::plan::ActivitySummary;
use views::home::work::Page;

use super::page_cache::Cached;
use super::response;
use super::visitor::Visit;
use crate::db::Conn;
use crate::web::error::AppError;

/// The page, or the way to the dashboard or to sign in.
///
/// # Errors
/// When the database fails.
pub async fn show(cached: Cached, visit: Visit) -> Result<HttpResponse, AppError> {
    match visit.member().ok() {
        None if visit.frame.public_open => Ok(response::to(&visit.frame.plan().dashboard())),
        None => Ok(response::to(address::SIGN_IN)),
        Some(Member { role: Role::Donor, .. }) => Ok(response::to(&visit.frame.plan().dashboard())),
        Some(member) => {
            let now = cached.now();
            cached.page(move |conn, frame| Ok(page(conn, &member, frame.lang, now)?.render(frame))).await
        }
    }
}

fn page(conn: &mut Conn, member: &Member, lang: Lang, now: DateTime<Utc>) -> Result<Page, AppError> {
    let work = queries::of(conn, member, now)?;
    let others = application::queries::event::review::results(conn, member, now)?;
    let draft = |(line, at): (ActivitySummary, DateTime<Utc>)| {
        let a = &line.activity;
        (a.plan, a.number, a.short_title.get(lang).to_owned(), at)
    };
    Ok(Page {
        lines: work.activities,
        drafts: work.drafts.into_iter().map(draft).collect(),
        leaderless: work.leaderless,
        records: work.records,
        reviews: work.reviews,
        others,
        obligations: work.obligations,
    })
}
