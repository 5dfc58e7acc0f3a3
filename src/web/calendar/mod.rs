//! `/calendar.ics?key=…`: somebody's calendar, for programs that cannot sign in.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, ETag, EntityTag, Header, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::lang::Lang;
use domain::person::Account;
use serde::Deserialize;
use views::calendar::file;

use crate::app::App;
use crate::auth::{calendar_key, keys::Keys, sha256_hex};
use crate::db::{Conn, calendar, person};
use crate::error::AppError;
pub use crate::wording::site;

/// What the address holds.
#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    key: String,
}

/// The calendar, as far as it has changed since the program looked.
///
/// # Errors
/// [`AppError::NotFound`] without a key that holds.
pub async fn show(app: web::Data<App>, request: HttpRequest, query: web::Query<Query>) -> Result<HttpResponse, AppError> {
    let (shared, key) = (app.clone(), query.into_inner().key);
    let (lang, entries) = app
        .read(move |conn| {
            let owner = owner(conn, &shared.keys, &key)?;
            let (lang, today) = (owner.person.lang, shared.clock.today(owner.time_zone));
            Ok::<_, AppError>((lang, entries_of(conn, &shared, &owner, (lang, today))?))
        })
        .await?;
    let file = file::feed(lang, site(&app.base_url), &entries);
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

fn entries_of(
    conn: &mut Conn,
    app: &App,
    owner: &domain::person::Profile,
    (lang, today): (Lang, NaiveDate),
) -> Result<Vec<domain::calendar::Entry>, AppError> {
    Ok(application::queries::calendar::of(conn, &owner.member(), lang, today, app.clock.now())?)
}

/// Whose key it is, as long as the account is open.
fn owner(conn: &mut Conn, keys: &Keys, key: &str) -> Result<domain::person::Profile, AppError> {
    let id = calendar_key::person(key).ok_or(AppError::NotFound)?;
    let (nonce, _) = calendar::address(conn, id)?.ok_or(AppError::NotFound)?;
    let owner = person::find(conn, id)?.filter(|p| matches!(p.account, Account::Active { .. }));
    owner.filter(|_| calendar_key::fits(keys, key, &nonce)).ok_or(AppError::NotFound)
}
