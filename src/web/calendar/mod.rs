//! `/calendar.ics?key=…`: somebody's calendar, for programs that cannot sign in.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, ETag, EntityTag, Header, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse, web};
use application::queries::{account, calendar};
use serde::Deserialize;
use views::calendar::file;

use crate::auth::sha256_hex;
use crate::web::app::App;
use crate::web::error::AppError;
pub use crate::wording::site;

/// What the address holds.
#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    key: String,
}

/// The calendar; 304 if it has not changed since the client last fetched it.
///
/// # Errors
/// [`AppError::NotFound`] without a key that holds.
pub async fn show(app: web::Data<App>, request: HttpRequest, query: web::Query<Query>) -> Result<HttpResponse, AppError> {
    let (site_of, clock, key) = (app.site.clone(), app.clock, query.into_inner().key);
    let asked = app.ask(move |conn| {
        let owner = account::calendar_owner(conn, &site_of, &key)?;
        let (lang, today) = (owner.person.lang, clock.today(owner.time_zone));
        Ok((lang, calendar::of(conn, &owner.member(), lang, today, clock.now())?))
    });
    let (lang, entries) = asked.await?;
    let file = file::feed(lang, site(&app.site.base), &entries);
    let tag = EntityTag::new_strong(sha256_hex(file.as_bytes()));
    let is_known = match IfNoneMatch::parse(&request) {
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|k| k.weak_eq(&tag)),
        _ => false,
    };
    let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header(ETag(tag)).insert_header((CACHE_CONTROL, "private, no-cache"));
    if is_known {
        return Ok(answer.finish());
    }
    Ok(answer
        .content_type("text/calendar; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "inline; filename=\"calendar.ics\""))
        .body(file))
}
