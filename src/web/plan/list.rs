//! `/plans/{code}`.

use std::cmp::Ordering;

use actix_web::HttpResponse;
use chrono::NaiveDate;
use domain::access::may_see_names;
use domain::schedule::Report;
use views::frame::Frame;
use views::plan::ActivitySummary;
use views::plan::list::{Page, Query, SORTS};

use crate::db::{Conn, plan};
use crate::web::as_of::AsOf;
use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::page_cache::Cached;

/// Shows the activities that the address selects.
///
/// # Errors
/// When the database fails.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let (query, as_of) = (query(&Fields::parse(cached.query().as_bytes())?), cached.as_of());
    cached.page(move |conn, frame| Ok(page(conn, frame, query, as_of)?.render(frame))).await
}

fn query(fields: &Fields) -> Query {
    let sort = fields.get("sort");
    let is_known = SORTS.contains(&sort.strip_prefix('-').unwrap_or(sort));
    // The first order needs no word in the address.
    let sort = if is_known && sort != "number" { sort.to_owned() } else { String::new() };
    Query {
        status: slug(fields, "status"),
        priority: slug(fields, "priority"),
        topic: slug(fields, "topic"),
        partner: slug(fields, "partner"),
        lead: slug(fields, "lead"),
        late: slug(fields, "late"),
        sort,
    }
}

/// A filter's value; what cannot be one is no filter.
fn slug(fields: &Fields, name: &str) -> String {
    let value = fields.get(name);
    let is_slug = value.len() <= 80 && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_slug { value.to_owned() } else { String::new() }
}

fn page(conn: &mut Conn, frame: &Frame, mut query: Query, as_of: AsOf) -> Result<Page, AppError> {
    let (lang, today) = (frame.lang, as_of.at.date_naive());
    let plan = super::of(conn, frame.plan.id)?;
    let mut lines = super::lines(conn, plan.id, as_of.at)?;
    let counts = (lines.len(), lines.iter().filter(|l| l.activity.is_priority).count());
    let mut partners: Vec<(String, String)> =
        lines.iter().flat_map(|l| l.partners.iter().map(|p| (p.slug.clone(), p.short_name(lang).to_owned()))).collect();
    partners.sort_by_key(|(slug, name)| (name.to_lowercase(), slug.clone()));
    partners.dedup();
    let mut leads: Vec<(String, String)> = Vec::new();
    if may_see_names(frame.member()) {
        leads.extend(lines.iter().filter_map(|l| l.activity.lead.as_ref()).map(|lead| (lead.id.to_string(), lead.name.clone())));
        leads.sort_by_key(|(key, name)| (name.to_lowercase(), key.clone()));
        leads.dedup();
    } else {
        query.lead.clear();
    }
    lines.retain(|line| passes(line, &query, today));
    sort(&mut lines, &query.sort, today);
    Ok(Page { topics: plan::topics(conn, plan.id)?, plan, counts, lines, partners, leads, query })
}

fn passes(line: &ActivitySummary, query: &Query, today: NaiveDate) -> bool {
    let lead = line.activity.lead.as_ref().map_or_else(|| "none".to_owned(), |lead| lead.id.to_string());
    let status = line.status().map_or("none", domain::activity::Status::as_str);
    let partner = match query.partner.as_str() {
        "" => true,
        "to-be-determined" => line.activity.partners_to_be_determined,
        slug => line.partners.iter().any(|p| p.slug == slug),
    };
    (query.status.is_empty() || query.status == status)
        && (query.priority.is_empty() || (query.priority == "yes") == line.activity.is_priority)
        && (query.topic.is_empty() || line.activity.topic.as_ref().is_some_and(|t| t.slug == query.topic))
        && partner
        && (query.lead.is_empty() || query.lead == lead)
        && (query.late != "yes" || line.is_late(today))
}

/// Sorts by a column; lines without a value come last either way, and equal ones stay in the order of their numbers.
fn sort(lines: &mut [ActivitySummary], word: &str, today: NaiveDate) {
    let (column, is_down) = word.strip_prefix('-').map_or((word, false), |w| (w, true));
    fn known_first<T: Ord>(a: Option<T>, b: Option<T>, is_down: bool) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if is_down => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
    lines.sort_by(|a, b| match column {
        "timeframe" => known_first(a.activity.years, b.activity.years, is_down),
        "lead" => known_first(
            a.activity.lead.as_ref().map(|l| l.name.to_lowercase()),
            b.activity.lead.as_ref().map(|l| l.name.to_lowercase()),
            is_down,
        ),
        "status" => known_first(a.status(), b.status(), is_down),
        "updated" => known_first(a.latest.as_ref().map(|u| u.published_at), b.latest.as_ref().map(|u| u.published_at), is_down),
        "due" => known_first(a.next_report(today).map(Report::day), b.next_report(today).map(Report::day), is_down),
        _ => known_first(Some(a.activity.number), Some(b.activity.number), is_down),
    });
}
