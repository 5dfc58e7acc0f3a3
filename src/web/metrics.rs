//! `/metrics`, for Prometheus: only for those who know the token of the settings.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use application::queries::operation::{self, Operation};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::metrics::Text;
use crate::web::app::App;

/// The measurements as text; nothing is here without the right token.
pub async fn show(app: web::Data<App>, request: HttpRequest) -> HttpResponse {
    if !is_allowed(&app, &request) {
        return HttpResponse::NotFound().finish();
    }
    let mut text = Text::default();
    app.requests.write(&mut text);
    let now = app.clock.now();
    let known = app.ask(move |conn| operation::operation(conn, now)).await;
    text.gauge("database_up", "Whether the database answers.", u8::from(known.is_ok()));
    let (connections, idle) = app.db.connections();
    text.gauge("database_connections", "Open connections of this process.", connections);
    text.gauge("database_connections_idle", "Open connections that nobody uses.", idle);
    text.gauge("database_write_failing", "Whether the last write could not be stored.", u8::from(app.db.has_failed_to_write()));
    match known {
        Ok(operation) => write(&mut text, &operation),
        Err(error) => tracing::warn!(%error, "metrics without what the database knows"),
    }
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text.into_string())
}

fn write(text: &mut Text, operation: &Operation) {
    text.gauge("database_size_bytes", "Size of the database.", operation.database_bytes);
    text.gauge("mail_queue_length", "Mails that wait to be sent.", operation.mails_waiting);
    text.gauge("mail_queue_oldest_age_seconds", "Age of the oldest mail that waits; 0 if none does.", operation.oldest_mail_seconds);
    text.gauge("mail_failed", "Mails that were given up and not sent again.", operation.mails_failed);
    if let Some(age) = operation.backup_seconds {
        text.gauge("backup_age_seconds", "Time since the last backup.", age);
    }
}

/// Whether the request carries the token. The two are compared by their hashes, so that the time tells nothing.
fn is_allowed(app: &App, request: &HttpRequest) -> bool {
    let given = request.headers().get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
    let (Some(token), Some(given)) = (&app.metrics_token, given) else { return false };
    let hash = |text: &str| Hmac::<Sha256>::new_from_slice(app.site.keys.secret()).ok().map(|mac| mac.chain_update(text));
    match (hash(given), hash(token)) {
        (Some(given), Some(token)) => given.verify(&token.finalize().into_bytes()).is_ok(),
        _ => false,
    }
}
