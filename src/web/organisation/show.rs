//! `/organisations/{slug}`.

use actix_web::{HttpResponse, web};
use application::queries::organisation::{self, Shown};
use views::cooperation::section::Cooperation;
use views::organisation::show::Page;

use crate::web::error::AppError;
use crate::web::page_cache::Cached;

/// Shows an organisation.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show(cached: Cached, slug: web::Path<String>) -> Result<HttpResponse, AppError> {
    cached.page(move |conn, frame| Ok(page(organisation::shown(conn, &slug, frame.reader.is_some())?).render(frame))).await
}

fn page(shown: Shown) -> Page {
    let Shown { record, country, engagements, cooperation: with, history } = shown;
    let cooperation = Cooperation {
        directory: with.directory,
        records: with.records,
        precedents: with.precedents,
        groups: with.groups,
        members: with.members,
        is_group: record.organisation.kind.has_members(),
    };
    Page { record, country, engagements, cooperation, history }
}
