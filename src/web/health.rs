//! Probes for those who operate the server.

use std::sync::atomic::Ordering;

use actix_web::{HttpResponse, web};
use application::queries::mail::outage;
use domain::mail::Outage;
use domain::unavailable::Cause;

use crate::db::DatabaseUrl;
use crate::web::app::App;
use crate::web::error::AppError;

/// `/healthz`: the process answers.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// `/readyz`: the process answers, its database does, and what people send can be stored. A mail outage is reported but does not make the
/// process unready; its cause is in the log and on the pages of administrators, not here where everybody may read.
pub async fn ready(app: web::Data<App>) -> HttpResponse {
    match check(&app).await {
        Ok(outage) => {
            let mail = outage
                .map(|o| format!("mail: not going out since {}, {} attempts failed\n", o.since.format("%Y-%m-%dT%H:%M:%SZ"), o.failures));
            HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(format!("ready\n{}", mail.unwrap_or_default()))
        }
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body(format!("not ready: {}\n", why(&error)))
        }
    }
}

async fn check(app: &App) -> Result<Option<Outage>, AppError> {
    if app.is_stopping.load(Ordering::Relaxed) {
        return Err(AppError::Unavailable(Cause::Stopping, "a signal has asked to".to_owned()));
    }
    let now = app.clock.now();
    let outage = app.ask(move |conn| outage(conn, now)).await?;
    if !has_room(app.db.url()) {
        return Err(AppError::Unavailable(Cause::DiskFull, "less than 1 MiB is free".to_owned()));
    }
    app.db.check_writing().await?;
    Ok(outage)
}

/// Least room on the disk, in bytes, with which a form can be stored.
const ROOM: u64 = 1024 * 1024;

/// Whether the disk of a database on this machine has room; it counts as having some where that cannot be found out.
#[cfg(unix)]
fn has_room(url: &DatabaseUrl) -> bool {
    let DatabaseUrl::Sqlite(file) = url else { return true };
    rustix::fs::statvfs(file).map_or(true, |disk| disk.f_bavail.saturating_mul(disk.f_frsize) >= ROOM)
}

#[cfg(not(unix))]
const fn has_room(_: &DatabaseUrl) -> bool {
    true
}

/// Why the server is not ready, for whoever operates it.
const fn why(error: &AppError) -> &'static str {
    match error {
        AppError::Unavailable(Cause::Busy, _) => "another program holds the lock of the database; reading goes on",
        AppError::Unavailable(Cause::DiskFull, _) => "the disk of the database is full; reading goes on",
        AppError::Unavailable(Cause::ReadOnly, _) => "the database accepts no changes; reading goes on",
        AppError::Unavailable(Cause::Crowded, _) => "more is asked than the server can take in",
        AppError::Unavailable(Cause::Stopping, _) => "the server is stopping",
        _ => "the database does not answer",
    }
}
