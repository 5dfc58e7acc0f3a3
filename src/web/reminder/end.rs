//! `/reminders/{token}/end`: ends somebody's reminders without signing in, by the link that stands in each of them.
//!
//! A look changes nothing, as programs follow links in mails. The form needs no token of ours: mail programs send it by themselves
//! (RFC 8058), and whoever has the link may end the reminders.

use actix_web::{HttpResponse, web};
use domain::person::Profile;
use domain::reminder::{Choice, Kind};
use views::reminder::end::Page;

use super::account::choose;
use crate::app::App;
use crate::auth::opt_out;
use crate::db::{Conn, person};
use crate::error::AppError;
use crate::web::response;
use crate::web::visitor::Visit;

fn owner(app: &App, conn: &mut Conn, token: &str) -> Result<Profile, AppError> {
    person::find(conn, opt_out::open(&app.keys, token)?)?.ok_or(AppError::DeadLink)
}

fn page(profile: Profile, token: &str, is_done: bool) -> Page {
    Page { name: profile.person.name, address: format!("/reminders/{token}/end"), is_done }
}

/// The page that explains, with a button.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn form(app: web::Data<App>, visit: Visit, token: web::Path<String>) -> Result<HttpResponse, AppError> {
    let (shared, key) = (app.clone(), token.clone());
    let profile = app.read(move |conn| owner(&shared, conn, &key)).await?;
    Ok(response::page(page(profile, &token, false).render(&visit.frame)))
}

/// Ends all reminders of the link's owner.
///
/// # Errors
/// [`AppError::DeadLink`].
pub async fn submit(app: web::Data<App>, visit: Visit, token: web::Path<String>) -> Result<HttpResponse, AppError> {
    let (shared, key, now) = (app.clone(), token.clone(), app.clock.now());
    let profile = app
        .write(move |conn| {
            let profile = owner(&shared, conn, &key)?;
            let off: Vec<(Kind, Choice)> =
                Kind::ALL.iter().filter(|kind| kind.is_for(profile.person.role)).map(|kind| (*kind, Choice::Off)).collect();
            choose(conn, &profile, &off, now)?;
            Ok(profile)
        })
        .await?;
    Ok(response::page(page(profile, &token, true).render(&visit.frame)))
}
