//! `/`: my work for those who carry out the plan, the dashboard for those who follow it.

use actix_web::HttpResponse;
use application::queries::work as queries;
use chrono::{DateTime, Utc};
use domain::access::{Member, Role};
use domain::address;
use domain::plan::ActivitySummary;
use maud::Markup;
use views::frame::Frame;
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
            let has_mail_server = cached.has_mail_server();
            cached.page(move |conn, frame| page(conn, &member, frame, has_mail_server, now)).await
        }
    }
}

fn page(conn: &mut Conn, member: &Member, frame: &Frame, has_mail_server: bool, now: DateTime<Utc>) -> Result<Markup, AppError> {
    let work = queries::of(conn, member, frame.today, now)?;
    let setup = if frame.demo { None } else { application::queries::setup::checklist(conn, member, has_mail_server, now)? };
    let draft = |(line, at): (ActivitySummary, DateTime<Utc>)| {
        let a = &line.activity;
        (a.plan, a.number, a.short_title.get(frame.lang).to_owned(), at)
    };
    let page = Page {
        setup,
        list: work.list(),
        lines: work.activities.clone(),
        drafts: work.drafts.iter().cloned().map(draft).collect(),
        leaderless: work.leaderless.clone(),
        records: work.records.clone(),
    };
    Ok(page.render(frame))
}
