//! `/reminders/{token}/end`: ends somebody's reminders without signing in, by the link that stands in each of them.
//!
//! GET changes nothing, as programs follow links in mails. The form needs no token of ours: mail programs send it by themselves
//! (RFC 8058), and anybody who has the link may end the reminders.

use actix_web::{HttpResponse, web};
use application::actions::reminder as actions;
use application::queries::reminder as queries;
use domain::address;
use domain::person::Profile;
use views::reminder::end::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::response;
use crate::web::visitor::Visit;

fn page(profile: Profile, token: &str, is_done: bool) -> Page {
    Page { name: profile.person.name, address: address::end_reminders(token), is_done }
}

/// The page that explains, with a button.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn form(app: web::Data<App>, visit: Visit, token: web::Path<String>) -> Result<HttpResponse, AppError> {
    let (site, key, now) = (app.site.clone(), token.clone(), app.clock.now());
    let profile = app.ask(move |conn| queries::owner(conn, &site, &key, now)).await?;
    Ok(response::page(page(profile, &token, false).render(&visit.frame)))
}

/// Ends all reminders of the link's owner.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn submit(app: web::Data<App>, visit: Visit, token: web::Path<String>) -> Result<HttpResponse, AppError> {
    let (actor, key) = (visit.actor(&app), token.clone());
    let profile = app.act(move |conn| actions::opt_out(conn, &actor, &key)).await?;
    Ok(response::page(page(profile, &token, true).render(&visit.frame)))
}
