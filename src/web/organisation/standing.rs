//! `/organisations/{slug}/standing/edit`: sets an organisation as active or not. It is never removed.

use actix_web::{HttpResponse, web};
use domain::history::{Action, Entry, SubjectKind};

use super::find;
use crate::app::App;
use crate::db::{history, organisation};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Sets it.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if somebody else has changed the organisation in between.
pub async fn submit(app: web::Data<App>, visit: Visit, slug: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, now, slug) = (visit.member()?.id, app.clock.now(), slug.into_inner());
    let (is_active, version) = (fields.is_ticked("active"), fields.number("version")?);
    let address = format!("/organisations/{slug}");
    app.write(move |conn| {
        let record = find(conn, &slug)?;
        if record.is_active == is_active {
            return Ok(());
        }
        if !organisation::set_active(conn, record.id, version, is_active)? {
            return Err(AppError::Stale);
        }
        let action = if is_active { Action::Reactivated } else { Action::Deactivated };
        let (subject, subject_id) = (SubjectKind::Organisation, record.id.0);
        Ok(history::add(conn, &Entry { at: now, actor: Some(actor), subject, subject_id, action, changes: Vec::new(), reason: None })?)
    })
    .await?;
    Ok(response::done(&app, &address, "organisation-saved"))
}
