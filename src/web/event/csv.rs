//! `/plans/{code}/events.csv`: the selection of a list as a table for machines, row by row from the database.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use application::queries::event as queries;
use domain::access::Member;
use domain::as_of::AsOf;
use domain::directory::Directory;
use domain::event::EventSummary;
use domain::ids::EventId;
use domain::lang::Lang;
use domain::participation::StakeholderGroup;

use super::list::query;
use crate::db::event::filter::EventFilter;
use crate::export::csv::{MARK, MEDIA_TYPE, rows_of};
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::visitor::Visit;

const HEADINGS: [&str; 19] = [
    "record",
    "title",
    "kind",
    "mode",
    "first_day",
    "last_day",
    "city",
    "country",
    "region",
    "activities",
    "organiser",
    "co_organisers",
    "state",
    "registered",
    "attended",
    "women",
    "men",
    "other_or_not_stated",
    "basis",
];

/// The table.
///
/// # Errors
/// When the database fails, before the first row.
pub async fn show(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (plan, member, asked, lang) = (visit.frame.plan.id, visit.member().ok(), query(request.query_string()), visit.frame.lang);
    let as_of = crate::web::as_of::of(&request, app.clock.now());
    let (directory, filter) = app
        .ask(move |conn| {
            let directory = queries::directory_in(conn, plan)?;
            let filter = queries::list::filter(conn, plan, &directory, asked, member.as_ref(), as_of)?.0;
            Ok((directory, filter))
        })
        .await?;
    let rows = Rows { app: app.into_inner(), as_of, filter, directory, lang, reader: member, last: Some(EventId(0)) };
    let body = futures_util::stream::once(std::future::ready(Ok(head())));
    let body = futures_util::StreamExt::chain(body, futures_util::stream::try_unfold(rows, Rows::next));
    Ok(HttpResponse::Ok()
        .content_type(MEDIA_TYPE)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", visit.frame.file_name("events.csv"))))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .streaming(Box::pin(body)))
}

struct Rows {
    app: std::sync::Arc<App>,
    as_of: AsOf,
    filter: EventFilter,
    directory: Directory,
    lang: Lang,
    /// Who reads.
    reader: Option<Member>,
    /// The last event that was written; nothing once all are.
    last: Option<EventId>,
}

impl Rows {
    async fn next(mut self) -> Result<Option<(web::Bytes, Self)>, AppError> {
        let Some(last) = self.last else { return Ok(None) };
        let (reader, as_of, filter) = (self.reader, self.as_of, self.filter.clone());
        let lines = self.app.ask(move |conn| queries::list::after(conn, reader.as_ref(), &filter, as_of, last)).await?;
        self.last = lines.last().map(|l| l.id);
        if lines.is_empty() {
            return Ok(None);
        }
        let rows: Vec<Vec<String>> = lines.iter().map(|line| row(&self.directory, self.lang, self.reader.as_ref(), line)).collect();
        Ok(Some((web::Bytes::from(rows_of(rows.into_iter())), self)))
    }
}

fn head() -> web::Bytes {
    let groups = StakeholderGroup::ALL.iter().map(|g| g.as_str().replace('-', "_"));
    let headings = HEADINGS.iter().map(|h| (*h).to_owned()).chain(["people_by_country".to_owned()]).chain(groups);
    web::Bytes::from([MARK, &rows_of(std::iter::once(headings.collect()))].concat())
}

fn row(directory: &Directory, lang: Lang, reader: Option<&Member>, line: &EventSummary) -> Vec<String> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let count = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    let organisation = |id| directory.organisation_name(lang, id);
    let activities: Vec<String> = line.activities.iter().map(|id| directory.activity_number(*id)).collect();
    let countries: Vec<String> = line.countries.iter().map(|(code, n)| format!("{code} {n}")).collect();
    let group = |group: &StakeholderGroup| line.groups.iter().find(|(g, _)| g == group).map_or_else(String::new, |(_, n)| n.to_string());
    let people = line.by_gender(reader);
    let mut row = vec![
        line.id.to_string(),
        text(&line.title),
        line.kind.map_or("", |k| k.as_str()).to_owned(),
        line.mode.map_or("", |m| m.as_str()).to_owned(),
        line.days.map_or_else(String::new, |d| d.0.to_string()),
        line.days.map_or_else(String::new, |d| d.1.to_string()),
        text(&line.city),
        text(&line.country),
        line.region.map_or("", |r| r.as_str()).to_owned(),
        activities.join("; "),
        line.organiser.map(organisation).unwrap_or_default(),
        line.co_organisers.iter().map(|o| organisation(*o)).collect::<Vec<_>>().join("; "),
        line.stage.as_str().to_owned(),
        count(line.registered),
        count(line.attended),
        count(people[0]),
        count(people[1]),
        count(people[2]),
        line.basis.map_or("", |b| b.as_str()).to_owned(),
        countries.join("; "),
    ];
    row.extend(StakeholderGroup::ALL.iter().map(group));
    row
}
