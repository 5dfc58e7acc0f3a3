//! `/session/demo`: one click signs in as a person of the demonstration; elsewhere it does not exist.

use actix_web::{HttpResponse, web};
use domain::ids::PersonId;
use domain::person::Account;

use super::enter;
use crate::app::App;
use crate::db::person;
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::visitor::Visit;

/// Signs in.
///
/// # Errors
/// [`AppError::NotFound`] outside the demonstration.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    if !app.demo {
        return Err(AppError::NotFound);
    }
    let id = PersonId(fields.number("person")?);
    let profile = app
        .read(move |conn| person::find(conn, id))
        .await?
        .filter(|p| matches!(p.account, Account::Active { .. }))
        .ok_or(AppError::NotFound)?;
    enter(&app, &visit, &profile, &fields, None).await
}
