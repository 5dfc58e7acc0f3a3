//! Probes for whoever runs the server.

use actix_web::{HttpResponse, web};
use diesel::prelude::*;

use crate::app::App;
use crate::error::AppError;

/// `/healthz`: the process answers.
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// `/readyz`: the process answers and its database does.
pub async fn ready(app: web::Data<App>) -> HttpResponse {
    let asked = app
        .db
        .read(|conn| diesel::select(diesel::dsl::sql::<diesel::sql_types::Integer>("1")).get_result::<i32>(conn).map_err(AppError::from))
        .await;
    match asked {
        Ok(_) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body("the database does not answer\n")
        }
    }
}
