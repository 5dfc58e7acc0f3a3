//! `/reviews`: what waits for review; many records can be verified at once.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::ids::{EventId, PersonId};
use domain::lang::Translated;
use domain::review::{Stage, State};
use views::event::reviews::{Page, Waiting};

use super::edit::step;
use super::{directory, find};
use crate::app::App;
use crate::db::{Conn, event, indicator, measurement, output};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// The queue.
///
/// # Errors
/// Those of the database.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let (by, now) = (visit.member()?.id, app.clock.now());
    let page = app
        .read(move |conn| {
            let directory = directory(conn)?;
            let mut lines = Vec::new();
            for line in event::list::waiting(conn)? {
                let record = event::find(conn, &directory, line.id)?.ok_or(AppError::NotFound)?;
                let alike = event::look_alikes(conn, &directory, &record.event, Some(line.id))?;
                let is_alike = alike.iter().any(|r| r.stage() != domain::review::Stage::Draft);
                lines.push((line, is_alike));
            }
            let others = others(conn, by, now)?;
            Ok::<_, AppError>(Page { directory, lines, others })
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Measurements and deliveries of others that wait, the longest first.
///
/// # Errors
/// Those of the database.
pub(crate) fn others(conn: &mut Conn, by: PersonId, now: DateTime<Utc>) -> Result<Vec<Waiting>, AppError> {
    let waited = |at: Option<DateTime<Utc>>| at.map_or(0, |at| (now - at).num_days());
    let since = |state: &State| if let State::Submitted { at } = state { Some(*at) } else { None };
    let mut others = Vec::new();
    for m in measurement::waiting(conn)?.into_iter().filter(|m| m.review.author != by) {
        let title = indicator::find(conn, m.indicator, now)?.map(|(_, i)| i.name).unwrap_or_default();
        let (address, days) = (format!("/indicators/{}#measurements", m.indicator), waited(since(&m.review.state)));
        others.push(Waiting { address, title, what: "waits-measurement", author: m.author_name, days });
    }
    for output in output::all(conn)? {
        for d in output.deliveries.iter().filter(|d| d.review.state.stage() == Stage::Submitted && d.review.author != by) {
            let (address, days) = (format!("/outputs/{}#deliveries", output.id), waited(since(&d.review.state)));
            let title = Translated::english(&output.output.title);
            others.push(Waiting { address, title, what: "waits-delivery", author: d.author_name.clone(), days });
        }
    }
    others.sort_by_key(|w| -w.days);
    Ok(others)
}

/// Verifies those that were ticked, as long as they are still as they were seen.
///
/// # Errors
/// Those of the database.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let step = step(&app, &visit)?;
    let key = |ticked: &String| {
        let (id, version) = ticked.split_once(':')?;
        Some((EventId(id.parse().ok()?), version.parse::<i32>().ok()?))
    };
    let mut chosen: Vec<(EventId, i32)> = fields.all("event").iter().filter_map(key).collect();
    chosen.dedup();
    if chosen.is_empty() {
        return Ok(response::done(&app, "/reviews", "records-none-chosen"));
    }
    let is_whole = app
        .write(move |conn| {
            let directory = directory(conn)?;
            let mut done = 0;
            for (id, version) in &chosen {
                let Ok(record) = find(conn, &directory, *id, Some(&step.by)) else { continue };
                if record.version == *version && record.may_review(&step.by) {
                    step.verify(conn, &directory, &record)?;
                    done += 1;
                }
            }
            Ok(done == chosen.len())
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(response::done(&app, "/reviews", if is_whole { "records-verified" } else { "records-verified-some" }))
}
