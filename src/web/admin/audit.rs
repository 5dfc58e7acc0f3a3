//! `/admin/audit` and `/admin/audit.csv`: the audit trail.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use application::queries::audit as queries;
use chrono::SecondsFormat;
use domain::audit::{AuditEntry, AuditFilter};
use domain::ids::PersonId;
use views::audit::Page;

use crate::export::csv::{MARK, MEDIA_TYPE, rows_of};
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::response;
use crate::web::visitor::Visit;

const HEADINGS: [&str; 9] = ["entry", "time_utc", "person", "person_key", "what", "record", "record_key", "detail", "hash"];

/// What an address asks for. What is no choice is left out, as if it had not been asked.
fn filter(fields: &Fields) -> AuditFilter {
    AuditFilter {
        person: fields.get("person").parse().ok().map(PersonId),
        kind: fields.get("kind").parse().ok(),
        record: fields.get("record").parse().ok(),
        key: fields.get("key").trim().parse().ok(),
        from: fields.get("from").parse().ok(),
        until: fields.get("until").parse().ok(),
    }
}

/// A page of entries, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let fields = Fields::of_query(request.query_string());
    let (filter, before, now, lang) = (filter(&fields), fields.get("before").parse().ok(), app.clock.now(), visit.frame.lang);
    let page = app.ask(move |conn| queries::page(conn, &filter, before, now, lang)).await?;
    let queries::AuditPage { entries, has_more, head, people } = page;
    Ok(response::page(Page { entries, has_more, is_continued: before.is_some(), head, people, filter }.render(&visit.frame)))
}

/// All entries that the filters let through as a table for machines, newest first, read from the database as they are sent.
///
/// # Errors
/// None of its own; a failure of the database ends the file.
pub async fn csv(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let rows = Rows { app: app.into_inner(), filter: filter(&Fields::of_query(request.query_string())), before: None };
    let head = [MARK, &rows_of(std::iter::once(HEADINGS.map(ToOwned::to_owned).to_vec()))].concat();
    let body = futures_util::stream::once(std::future::ready(Ok(web::Bytes::from(head))));
    let body = futures_util::StreamExt::chain(body, futures_util::stream::try_unfold(rows, Rows::next));
    Ok(HttpResponse::Ok()
        .content_type(MEDIA_TYPE)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", visit.frame.file_name("audit.csv"))))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(Box::pin(body)))
}

struct Rows {
    app: Arc<App>,
    filter: AuditFilter,
    /// The position of the last entry that was written.
    before: Option<i64>,
}

impl Rows {
    async fn next(mut self) -> Result<Option<(web::Bytes, Self)>, AppError> {
        let (filter, before) = (self.filter, self.before);
        let entries = self.app.ask(move |conn| queries::rows(conn, &filter, before)).await?;
        let Some(last) = entries.last() else { return Ok(None) };
        self.before = Some(last.position);
        let rows = rows_of(entries.into_iter().map(row));
        Ok(Some((web::Bytes::from(rows), self)))
    }
}

fn row(entry: AuditEntry) -> Vec<String> {
    let (person_key, person) = entry.person.map_or_else(Default::default, |(id, name)| (id.to_string(), name));
    let (record, key) = entry.record.map_or_else(Default::default, |(kind, key)| (kind.to_string(), key.to_string()));
    vec![
        entry.position.to_string(),
        entry.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        person,
        person_key,
        entry.kind.to_string(),
        record,
        key,
        entry.detail.unwrap_or_default(),
        entry.hash,
    ]
}
