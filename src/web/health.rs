//! Probes for those who operate the server.

use actix_web::{HttpResponse, web};
use application::queries::mail::outage;

use crate::web::app::App;

/// `/healthz`: the process answers.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// `/readyz`: the process answers and its database does. A mail outage is reported but does not make the process unready; its cause is in the
/// log and on the pages of administrators, not here where everybody may read.
pub async fn ready(app: web::Data<App>) -> HttpResponse {
    let now = app.clock.now();
    let asked = app.ask(move |conn| outage(conn, now)).await;
    match asked {
        Ok(outage) => {
            let mail = outage
                .map(|o| format!("mail: not going out since {}, {} attempts failed\n", o.since.format("%Y-%m-%dT%H:%M:%SZ"), o.failures));
            HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(format!("ready\n{}", mail.unwrap_or_default()))
        }
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body("the database does not answer\n")
        }
    }
}
