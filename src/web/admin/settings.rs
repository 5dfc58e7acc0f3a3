//! `/admin/settings`.

use actix_web::{HttpResponse, web};
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use views::setting::Page;

use crate::app::App;
use crate::db::{history, setting};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let page = app
        .read(|conn| {
            Ok::<_, AppError>(Page { public_pages: setting::public_pages(conn)?, history: history::of(conn, SubjectKind::Settings, 0)? })
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Opens or closes published pages to the public.
///
/// # Errors
/// Those of the database.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, now, open) = (visit.member()?.id, app.clock.now(), fields.is_ticked("public-pages"));
    app.write(move |conn| {
        let changes = Changes::new().flag(Field::PublicPages, setting::public_pages(conn)?, open);
        if changes.is_empty() {
            return Ok(());
        }
        setting::set_public_pages(conn, open)?;
        let (subject, changes) = (SubjectKind::Settings, changes.into_vec());
        Ok(history::add(
            conn,
            &Entry { at: now, actor: Some(actor), subject, subject_id: 0, action: Action::Edited, changes, reason: None },
        )?)
    })
    .await?;
    Ok(response::done(&app, "/admin/settings", "settings-saved"))
}
