//! `/plans/{code}/events.xlsx`: the selection of a list as a workbook for people, row by row from the database into a file, and from there to the reader.

use std::fs::File;
use std::io::{Read, Seek};

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use application::queries::event as queries;
use domain::access::Member;
use domain::event::EventQuery;
use domain::ids::EventId;
use views::dashboard::about;
use views::event::table;
use views::frame::Frame;

use super::list::query;
use crate::export::workbook::{MEDIA_TYPE, stream};
use crate::web::app::App;
use crate::web::as_of::AsOf;
use crate::web::error::AppError;
use crate::web::visitor::Visit;

/// Bytes handed on at once.
const PIECE: usize = 64 * 1024;

/// The workbook.
///
/// # Errors
/// When the database fails, and of the disk.
pub async fn show(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (member, frame, asked) = (visit.member().ok(), visit.frame.clone(), query(request.query_string()));
    let as_of = crate::web::as_of::of(&request, app.clock.now());
    let shared = app.clone();
    let made = web::block(move || file(&shared, member.as_ref(), &frame, asked, as_of)).await.map_err(AppError::internal)??;
    let pieces =
        futures_util::stream::try_unfold(made, |file| async { web::block(move || piece(file)).await.map_err(std::io::Error::other)? });
    Ok(HttpResponse::Ok()
        .content_type(MEDIA_TYPE)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", visit.frame.file_name("events.xlsx"))))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .streaming(Box::pin(pieces)))
}

/// The next piece of a file, until its end.
fn piece(mut file: File) -> std::io::Result<Option<(web::Bytes, File)>> {
    let mut bytes = vec![0; PIECE];
    let read = file.read(&mut bytes)?;
    bytes.truncate(read);
    Ok((read > 0).then(|| (web::Bytes::from(bytes), file)))
}

/// Writes the workbook into a file without a name, which goes with its last reader.
fn file(app: &App, member: Option<&Member>, frame: &Frame, asked: EventQuery, as_of: AsOf) -> Result<File, AppError> {
    let mut conn = app.db.connection()?;
    let directory = queries::directory_in(&mut conn, frame.plan.id)?;
    let (filter, query) = queries::list::filter(&mut conn, frame.plan.id, &directory, asked, member, as_of)?;
    let filters: Vec<(&str, &str)> = query.filters().into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let page = views::as_of::address(frame, &query.address(&frame.plan().events(), &[]));
    let day = as_of.day.unwrap_or(frame.today);
    let about = about::sheet_of(frame, day, &filters, &format!("{}{page}", app.site.base.as_str().trim_end_matches('/')), app.clock.now());
    let lang = frame.lang;
    let mut last = EventId(0);
    let mut made = tempfile::tempfile().map_err(AppError::internal)?;
    stream(&mut made, &about, &table::head(lang), || {
        let lines = queries::list::after(&mut conn, member, &filter, as_of, last)?;
        last = lines.last().map_or(last, |l| l.id);
        Ok(lines.iter().map(|line| table::row(lang, &directory, member, line)).collect())
    })?;
    made.rewind().map_err(AppError::internal)?;
    Ok(made)
}
