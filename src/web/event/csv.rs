//! `/events.csv`: the selection of a list as a table for machines, row by row from the database.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Member;
use domain::directory::Directory;
use domain::event::EventSummary;
use domain::ids::EventId;
use domain::lang::Lang;
use domain::participation::StakeholderGroup;

use super::directory;
use super::list::{filter, query, source};
use crate::app::App;
use crate::db::event::filter::{EventFilter, EventSource, Scope};
use crate::db::event::list;
use crate::error::AppError;
use crate::export::csv::{MEDIA_TYPE, rows_of};
use crate::web::visitor::Visit;

/// Events read at once.
const CHUNK: i64 = 500;

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
/// Those of the database, before the first row.
pub async fn show(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (member, asked, lang) = (visit.member().ok(), query(request.query_string()), visit.frame.lang);
    let as_of = crate::web::as_of::of(&request, app.clock.now());
    let (scope, source) = (Scope::of(member.as_ref()), source(as_of));
    let (directory, filter) = app
        .read(move |conn| {
            let directory = directory(conn)?;
            let filter = filter(conn, &directory, asked, member.as_ref(), as_of)?.0;
            Ok::<_, AppError>((directory, filter))
        })
        .await?;
    let rows = Rows {
        source,
        app: app.into_inner(),
        scope,
        filter,
        directory: std::sync::Arc::new(directory),
        lang,
        reader: member,
        last: Some(EventId(0)),
    };
    let body = futures_util::stream::once(std::future::ready(Ok(head())));
    let body = futures_util::StreamExt::chain(body, futures_util::stream::try_unfold(rows, Rows::next));
    Ok(HttpResponse::Ok()
        .content_type(MEDIA_TYPE)
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"events.csv\""))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .streaming(Box::pin(body)))
}

struct Rows {
    source: EventSource,
    app: std::sync::Arc<App>,
    scope: Scope,
    filter: EventFilter,
    directory: std::sync::Arc<Directory>,
    lang: Lang,
    /// Who reads.
    reader: Option<Member>,
    /// The last event that was written; nothing once all are.
    last: Option<EventId>,
}

impl Rows {
    async fn next(mut self) -> Result<Option<(web::Bytes, Self)>, AppError> {
        let Some(last) = self.last else { return Ok(None) };
        let (source, scope, filter) = (self.source, self.scope, self.filter.clone());
        let lines = self.app.read(move |conn| list::after(conn, source, scope, &filter, last, CHUNK)).await?;
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
    web::Bytes::from(rows_of(std::iter::once(headings.collect())))
}

fn row(directory: &Directory, lang: Lang, reader: Option<&Member>, line: &EventSummary) -> Vec<String> {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let count = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    let organisation = |id| directory.organisation_name(lang, id);
    let activities: Vec<String> = line.activities.iter().filter_map(|id| directory.activity(*id)).map(|a| a.number.to_string()).collect();
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
