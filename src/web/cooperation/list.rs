//! `/cooperation`.

use actix_web::HttpResponse;
use domain::cooperation::{Protocol, RelationshipKind};
use views::cooperation::list::Page;

use super::{directory, is_group};
use crate::db::{Conn, cooperation, organisation};
use crate::error::AppError;
use crate::web::extract::Fields;
use crate::web::page_cache::{Audience, Cached};

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let asked = Fields(url::form_urlencoded::parse(cached.query().as_bytes()).into_owned().collect());
    // The plan is about the Cartagena Protocol: the other one is shown when it is asked for.
    let (protocol, kind) = (asked.get("protocol").parse().unwrap_or(Protocol::Cartagena), asked.get("kind").parse().ok());
    cached.page(Audience::Role, move |conn, frame| Ok(page(conn, protocol, kind)?.render(frame))).await
}

fn page(conn: &mut Conn, protocol: Protocol, kind: Option<RelationshipKind>) -> Result<Page, AppError> {
    let mut records = cooperation::all(conn)?;
    records.retain(|r| r.relationship.protocol == protocol && kind.is_none_or(|k| r.relationship.kind == k));
    let groups = organisation::all(conn)?.into_iter().filter(|o| is_group(o.organisation.kind)).map(|o| o.id).collect();
    Ok(Page { directory: directory(conn)?, protocol, kind, records, groups, members: cooperation::members(conn)? })
}
