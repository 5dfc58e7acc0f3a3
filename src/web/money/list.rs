//! `/plans/{code}/money`.

use actix_web::HttpResponse;
use application::queries::money;
use views::money::list::{Page, Query};

use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::page_cache::Cached;

/// Shows contributions, expenditures and their sums.
///
/// # Errors
/// When the database fails.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let (asked, as_of) = (Fields::of_query(cached.query()), cached.as_of());
    cached
        .page(
            move |conn, frame| Ok(page(money::list(conn, frame.plan.id, frame.member(), |name| asked.string(name), as_of)?).render(frame)),
        )
        .await
}

fn page(list: money::Listing) -> Page {
    let query = Query::of(&list.filter, list.into, &list.directory);
    let money::Listing { directory, filter, into: _, totals, in_one, records, donors, spenders } = list;
    Page { directory, query, filter, totals, in_one, records, donors, spenders }
}
